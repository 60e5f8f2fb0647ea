from __future__ import annotations

import os
from pathlib import Path

import pytest

from devjournal.errors import DiskError, NotFound, Refused, UsageError
from devjournal.models.profile import Profile, Role
from devjournal.store import create_journal, find_root, load_journal

PROFILE = Profile(schema=1, name="Robin Vale", roles=(Role(title="Specialist"),))


def mode(path: Path) -> int:
    """Return who may do what with a file."""
    return path.stat().st_mode & 0o777


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
    assert [0o700, 0o600] == [mode(path) for path in (root, file)]


def test_empty_folder_becomes_private(tmp_path: Path) -> None:
    """A folder made for the purpose is narrowed; one with other things in it is let be."""
    empty, used = tmp_path / "empty", tmp_path / "used"
    for folder in (empty, used):
        folder.mkdir()
        folder.chmod(0o755)
    (used / "notes.md").touch()
    for folder in (empty, used):
        create_journal(folder, PROFILE)
    assert [0o700, 0o755] == [mode(folder) for folder in (empty, used)]


@pytest.mark.parametrize("content", [b"", b'schema = 1\nname = "Somebody"\n'])
def test_journal_is_never_made_over_another(tmp_path: Path, content: bytes) -> None:
    """Where a journal.toml is, whatever is in it, none is made."""
    (tmp_path / "journal.toml").write_bytes(content)
    with pytest.raises(Refused, match="already"):
        create_journal(tmp_path, PROFILE)
    assert content == (tmp_path / "journal.toml").read_bytes()
    assert ["journal.toml"] == [path.name for path in tmp_path.iterdir()]


def test_what_can_not_be_made_is_told(tmp_path: Path) -> None:
    """A profile that is none is misuse, and so is a place in a file; below one the disk refuses."""
    with pytest.raises(UsageError, match="name"):
        create_journal(tmp_path / "journal", Profile(schema=1, name=""))
    assert [] == list(tmp_path.iterdir())
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="no folder"):
        create_journal(tmp_path / "file", PROFILE)
    with pytest.raises(DiskError):
        create_journal(tmp_path / "file" / "journal", PROFILE)


# Where the journal is


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, Path]:
    """Return four journals: told, in the environment, near (with a folder in it), and usual."""
    found = {name: tmp_path / name for name in ("told", "environment", "near", "usual")}
    for folder in found.values():
        folder.mkdir()
        (folder / "journal.toml").touch()
    (found["near"] / "actions").mkdir()
    return found


def test_order_of_places(folders: dict[str, Path]) -> None:
    """The flag beats the environment, that the nearest folder upward, that the usual one."""
    near, usual = folders["near"], folders["usual"]
    inside, outside = near / "actions", near.parent
    environ = {"DEVJOURNAL_DIR": str(folders["environment"])}
    assert folders["told"] == find_root(inside, str(folders["told"]), environ, usual)
    assert folders["told"] == find_root(near, "../told", environ, usual)
    assert folders["environment"] == find_root(inside, None, environ, usual)
    assert near == find_root(inside, None, {}, usual)
    assert near == find_root(near, None, {"DEVJOURNAL_DIR": ""}, usual)
    assert usual == find_root(outside, None, {}, usual)


def test_one_journal_is_one_path(folders: dict[str, Path], tmp_path: Path) -> None:
    """However it is come to: by it are the cache and the drafts kept."""
    link, none = tmp_path / "link", tmp_path / "none"
    link.symlink_to(folders["usual"])
    for found in (
        find_root(tmp_path, None, {}, link),
        find_root(link, None, {}, none),
        find_root(tmp_path, str(link), {}, none),
        find_root(tmp_path, None, {"DEVJOURNAL_DIR": str(link)}, none),
    ):
        assert folders["usual"] == found


def test_what_is_told_is_not_looked_for_elsewhere(folders: dict[str, Path], tmp_path: Path) -> None:
    """A folder told outright without a journal is an error, though another is near.

    Where there is none at all, the hint is the command that makes one.
    """
    empty = str(folders["near"] / "actions")
    with pytest.raises(NotFound, match="--journal"):
        find_root(folders["near"], empty, {}, folders["usual"])
    with pytest.raises(NotFound, match="DEVJOURNAL_DIR"):
        find_root(folders["near"], None, {"DEVJOURNAL_DIR": empty}, folders["usual"])
    with pytest.raises(NotFound) as caught:
        find_root(tmp_path, None, {}, tmp_path / "none")
    assert "devjournal init" in str(caught.value.hint)
