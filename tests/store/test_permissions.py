from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from devjournal.errors import DiskError, Refused
from devjournal.store import fix_permissions
from devjournal.store.check import permission_problems

PutFile = Callable[[str, str | bytes], Path]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


@pytest.fixture
def opened(root: Path, put: PutFile) -> Path:
    """Return a journal as a clone or a copy leaves it: its files open to others."""
    put("people/ana.toml", 'name = "Ana"\n').chmod(0o644)
    (root / "people").chmod(0o755)
    (root / "journal.toml").chmod(0o664)
    return root


def mode(path: Path) -> int:
    """Return a file's mode."""
    return path.stat().st_mode & 0o777


def test_private_journal_has_no_warning(root: Path, put: PutFile) -> None:
    """A journal as the program writes it, or narrower, is fine."""
    put("people/ana.toml", 'name = "Ana"\n').chmod(0o400)
    assert () == permission_problems(root)
    assert 0 == fix_permissions(root)


def test_one_warning_for_all(opened: Path) -> None:
    """However many files are open to others, one warning names the first and the command."""
    (warning,) = permission_problems(opened)
    assert ("warning", "journal.toml") == (warning.level, warning.path)
    assert "0664" in warning.reason
    assert "2 files or folders more" in warning.reason
    assert "devjournal check --fix" == warning.hint


def test_fix_makes_all_private(opened: Path) -> None:
    """Mending narrows the journal's files and folders, and says how many."""
    assert 3 == fix_permissions(opened)
    assert () == permission_problems(opened)
    assert [0o600, 0o700, 0o600] == [
        mode(opened / name) for name in ("journal.toml", "people", "people/ana.toml")
    ]


def test_what_is_not_the_journals_is_let_be(opened: Path, tmp_path: Path) -> None:
    """Other folders beside the kinds' and what links lead to keep their modes."""
    outside = tmp_path / "outside"
    other = opened / "photos"
    for folder in (outside, other):
        folder.mkdir()
        (folder / "x.toml").touch()
        (folder / "x.toml").chmod(0o644)
    (opened / "goals").symlink_to(outside)
    (opened / "people" / "x.toml").symlink_to(outside / "x.toml")
    fix_permissions(opened)
    assert [0o644, 0o644] == [mode(folder / "x.toml") for folder in (outside, other)]


def test_disk_that_says_no(opened: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that can't be narrowed, as it is somebody else's, is named."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "chmod", refuse)
    with pytest.raises(DiskError, match=r"journal\.toml: Operation not permitted"):
        fix_permissions(opened)


def test_a_newer_journal_is_left_alone(opened: Path) -> None:
    """What its files are to be is its program's to say."""
    (opened / "journal.toml").write_text("schema = 2\n")
    with pytest.raises(Refused, match="version 2"):
        fix_permissions(opened)
    assert 0o664 == mode(opened / "journal.toml")


def test_a_version_that_can_not_be_told_is_no_matter(opened: Path) -> None:
    """A journal.toml that is broken is no reason to leave it open to others."""
    (opened / "journal.toml").write_text("schema =\n")
    assert 3 == fix_permissions(opened)
