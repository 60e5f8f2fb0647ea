from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from devjournal.errors import DiskError
from devjournal.store.drafts import (
    drafts_called,
    edit_name,
    read_draft,
    remove_draft,
    rewrite_draft,
    save_draft,
)

DRAFTS = (("edit-a", b"one"), ("edit-a", b"two"), ("log-a", b"three"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that is not there yet."""
    return tmp_path / "state" / "drafts"


def test_a_draft_is_private(folder: Path) -> None:
    """The folder is 0700, also one that was open before, and the file 0600."""
    folder.mkdir(parents=True, mode=0o755)
    path = save_draft(folder, "log", b"text")
    assert (0o700, 0o600) == (folder.stat().st_mode & 0o777, path.stat().st_mode & 0o777)


def test_each_draft_has_a_name_of_its_own(folder: Path) -> None:
    """A second one never takes the place of the first."""
    first, second = save_draft(folder, "log", b"one"), save_draft(folder, "log", b"two")
    assert ("one", "two") == (first.read_text(), second.read_text())


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbfBOM\r\nlines\r\n", b"\n\n\x1b", b"caf\xe9"])
def test_a_draft_keeps_every_byte(folder: Path, data: bytes) -> None:
    """Line ends, a BOM, and bytes that are no text."""
    path = save_draft(folder, "log", data)
    assert data == path.read_bytes() == read_draft(path)


def test_a_draft_is_rewritten_whole(folder: Path) -> None:
    """It stays where it is, and private; nothing else is left beside it."""
    path = save_draft(folder, "log", b"one")
    rewrite_draft(path, b"two")
    assert b"two" == read_draft(path)
    assert 0o600 == path.stat().st_mode & 0o777
    assert [path] == list(folder.iterdir())


def test_a_draft_ends_as_it_is_told(folder: Path) -> None:
    """An editor knows by the ending what it opens."""
    assert "edit-1.toml" == save_draft(folder, "edit", b"", suffix=".toml").name


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_full_disk_leaves_no_half_draft(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """A new draft is not there at all, one that is rewritten is as it was."""
    path = save_draft(folder, "log", b"one")

    def refuse(_: int) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(DiskError, match="can't keep a draft"):
        save_draft(folder, "log", b"two")
    with pytest.raises(DiskError, match="can't write"):
        rewrite_draft(path, b"two")
    assert [path] == list(folder.iterdir())
    assert b"one" == path.read_bytes()


def test_drafts_by_the_start_of_their_names(folder: Path) -> None:
    """The newest comes first, and an empty one, left by a crash, is none."""
    older, newer, _ = (save_draft(folder, name, data) for name, data in DRAFTS)
    os.utime(older, (1, 1))
    save_draft(folder, "edit-a", b"")
    assert [newer, older] == list(drafts_called(folder, "edit-a"))
    assert [] == list(drafts_called(folder / "nowhere", "edit-a"))


def test_what_an_editor_leaves_beside_a_draft_is_none(folder: Path) -> None:
    """Backups and swap files are not offered as text that was not written."""
    draft = save_draft(folder, "edit-a", b"one")
    for name in (f"{draft.name}~", f".{draft.name}.swp", f"{draft.name}.bak", f"#{draft.name}#"):
        (folder / name).write_bytes(b"one")
    assert [draft] == list(drafts_called(folder, "edit-a"))


def test_a_draft_of_a_long_id_has_a_name_that_disks_take() -> None:
    """Of an id as long as a name may be, a hash stands in it; of different ids different ones."""
    names = [edit_name("relationship", letter * 125) for letter in ("\u00e9", "\u00e8")]
    assert 2 == len(set(names))
    assert all(len(name.encode()) < 150 for name in names)
    assert edit_name("action", "x").startswith("edit-action-x.")


def test_a_draft_that_is_gone_is_told(folder: Path) -> None:
    """An editor may remove it; removing it again is fine."""
    path = save_draft(folder, "log", b"one")
    remove_draft(path)
    remove_draft(path)
    with pytest.raises(DiskError, match="can't read"):
        read_draft(path)


def test_a_place_where_no_draft_can_be_is_told(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "state").write_text("")
    with pytest.raises(DiskError, match="can't keep a draft"):
        save_draft(tmp_path / "state" / "drafts", "log", b"text")
    with pytest.raises(DiskError, match="can't write"):
        rewrite_draft(tmp_path / "gone" / "log-1.md", b"text")
