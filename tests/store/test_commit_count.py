from __future__ import annotations

from pathlib import Path

from devjournal.store.commit_count import commits_begun, count_commit, lock_file
from devjournal.store.lock import locked


def test_commits_are_counted(root: Path) -> None:
    """Each makes another count, also after one that can't be read."""
    seen = [commits_begun(root)]
    with locked(root, wait=0):
        for _ in range(11):
            count_commit(root)
            seen.append(commits_begun(root))
        lock_file(root).write_bytes(b"not a number at all")
        seen.append(commits_begun(root))
        count_commit(root)
        seen.append(commits_begun(root) + b"again")
    assert len(seen) == len(set(seen))
