from __future__ import annotations

import os
from pathlib import Path

import pytest

from devjournal.errors import DiskError, Refused, UsageError
from devjournal.models.profile import Profile, Role
from devjournal.store import create_journal, load_journal

PROFILE = Profile(schema=1, name="Robin Vale", roles=(Role(title="Specialist"),))


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_new_journal(tmp_path: Path, umask: int) -> None:
    """A new journal holds its profile, begins with friendly words, and is its owner's alone."""
    root = tmp_path / "deep" / "journal"
    old = os.umask(umask)
    try:
        create_journal(root, PROFILE)
    finally:
        os.umask(old)
    profile = load_journal(root, cache_dir=None).profile
    assert profile is not None
    assert PROFILE == profile.record
    file = root / "journal.toml"
    assert file.read_text(encoding="utf-8").startswith("# ")
    assert [0o700, 0o600] == [path.stat().st_mode & 0o777 for path in (root, file)]


def test_empty_folder_becomes_private(tmp_path: Path) -> None:
    """A folder made for the purpose is narrowed; one with other things in it is let be."""
    empty, used = tmp_path / "empty", tmp_path / "used"
    for folder in (empty, used):
        folder.mkdir()
        folder.chmod(0o755)
    (used / "notes.md").touch()
    for folder in (empty, used):
        create_journal(folder, PROFILE)
    assert [0o700, 0o755] == [folder.stat().st_mode & 0o777 for folder in (empty, used)]


@pytest.mark.parametrize("content", [b"", b'schema = 1\nname = "Somebody"\n'])
def test_journal_is_never_made_over_another(tmp_path: Path, content: bytes) -> None:
    """Where a journal.toml is, whatever is in it, none is made."""
    (tmp_path / "journal.toml").write_bytes(content)
    with pytest.raises(Refused, match="already"):
        create_journal(tmp_path, PROFILE)
    assert content == (tmp_path / "journal.toml").read_bytes()
    assert ["journal.toml"] == [path.name for path in tmp_path.iterdir()]


def test_profile_is_checked(tmp_path: Path) -> None:
    """A profile that is none is misuse, and nothing is made."""
    with pytest.raises(UsageError, match="name"):
        create_journal(tmp_path / "journal", Profile(schema=1, name=""))
    assert [] == list(tmp_path.iterdir())


def test_place_that_is_no_folder(tmp_path: Path) -> None:
    """A journal can't be made in a file, nor below one."""
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="no folder"):
        create_journal(tmp_path / "file", PROFILE)
    with pytest.raises(DiskError):
        create_journal(tmp_path / "file" / "journal", PROFILE)
