from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

import pytest

from devjournal.errors import DiskError
from devjournal.store import disk, drafts, files
from devjournal.store.drafts import (
    drafts_called,
    held,
    read_draft,
    remove_draft,
    rewrite_draft,
    save_draft,
)
from tests.store.written import refuse


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that is not there yet."""
    return tmp_path / "state" / "drafts"


def test_a_draft_is_private_and_rewritten_whole(folder: Path) -> None:
    """The folder is 0700, also one that was open before, and the file 0600, alone in it."""
    folder.mkdir(parents=True, mode=0o755)
    path = save_draft(folder, "log", b"one")
    rewrite_draft(path, b"two")
    assert b"two" == read_draft(path)
    assert (0o700, 0o600) == (folder.stat().st_mode & 0o777, path.stat().st_mode & 0o777)
    assert [path] == list(folder.iterdir())


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_full_disk_leaves_no_half_draft(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """A new draft is not there at all, one that is rewritten is as it was."""
    path = save_draft(folder, "log", b"one")
    monkeypatch.setattr(os, "fsync", refuse(number))
    with pytest.raises(DiskError, match="can't keep a draft"):
        save_draft(folder, "log", b"two")
    with pytest.raises(DiskError, match="can't write"):
        rewrite_draft(path, b"two")
    assert [path] == list(folder.iterdir())
    assert b"one" == path.read_bytes()


def test_drafts_by_the_start_of_their_names(folder: Path) -> None:
    """The newest first; none is an empty one, left by a crash, nor an editor's backup of one."""
    older, newer = (save_draft(folder, "edit-a", data) for data in (b"one", b"two"))
    os.utime(older, (1, 1))
    save_draft(folder, "log-a", b"three")
    save_draft(folder, "edit-a", b"")
    for name in (f"{newer.name}~", f".{newer.name}.swp", f"{newer.name}.bak", f"#{newer.name}#"):
        (folder / name).write_bytes(b"one")
    assert [newer, older] == list(drafts_called(folder, "edit-a"))
    assert [] == list(drafts_called(folder / "nowhere", "edit-a"))


def test_what_can_not_be_done_with_a_draft_is_told(folder: Path, tmp_path: Path) -> None:
    """One that an editor removed, and places where none can be; removing it again is fine."""
    path = save_draft(folder, "log", b"one")
    remove_draft(path)
    remove_draft(path)
    with pytest.raises(DiskError, match="can't read"):
        read_draft(path)
    (tmp_path / "file").touch()
    with pytest.raises(DiskError, match="can't keep a draft"):
        save_draft(tmp_path / "file" / "drafts", "log", b"text")
    gone = tmp_path / "gone" / "log-1.md"
    with pytest.raises(DiskError, match="can't write"):
        rewrite_draft(gone, b"text")
    with pytest.raises(DiskError, match="can't hold the draft"), held(gone):
        pytest.fail("held where nothing can be")


def test_a_new_draft_is_held_before_it_is_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From before its bytes are there until whoever made it is done with it."""
    seen = []

    def write_new(file: Path, data: bytes) -> None:
        with held(folder / "edit-a-1.md") as is_ours:
            seen.append(is_ours)
        disk.write_new(file, data)

    monkeypatch.setattr(drafts, "write_new", write_new)
    with contextlib.ExitStack() as until:
        draft = save_draft(folder, "edit-a", b"one", until=until)
        with held(draft) as is_ours:
            seen.append(is_ours)
    assert [False, False] == seen
    assert [draft] == list(folder.iterdir())


def test_two_that_hold_one_after_the_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waited for a file that is removed meanwhile holds the one that is there then."""
    draft = save_draft(folder, "edit-a", b"one")
    lock = folder / f".{draft.name}.lock"

    def removed_first(handle: int, *, is_to_write: bool) -> bool:
        monkeypatch.setattr(drafts, "try_lock", files.try_lock)
        lock.unlink()
        return files.try_lock(handle, is_to_write=is_to_write)

    monkeypatch.setattr(drafts, "try_lock", removed_first)
    with held(draft) as first, held(draft) as second:
        assert (True, False) == (first, second)


def test_without_locks_a_draft_can_be_held(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems have none: editing goes on there."""
    monkeypatch.setattr(drafts, "try_lock", refuse(errno.ENOLCK))
    with held(save_draft(folder, "edit-a", b"one")) as is_ours:
        assert is_ours
