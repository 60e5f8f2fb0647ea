from __future__ import annotations

from pathlib import Path

import pytest

from devjournal.errors import DiskError, UsageError
from devjournal.store.drafts import read_draft, remove_draft, rewrite_draft, save_draft


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that is not there yet."""
    return tmp_path / "state" / "drafts"


def test_a_draft_is_private(folder: Path) -> None:
    """The folder is 0700, also one that was open before, and the file 0600."""
    folder.mkdir(parents=True, mode=0o755)
    path = save_draft(folder, "log", "text")
    assert (0o700, 0o600) == (folder.stat().st_mode & 0o777, path.stat().st_mode & 0o777)


def test_each_draft_has_a_name_of_its_own(folder: Path) -> None:
    """A second one never takes the place of the first."""
    first, second = save_draft(folder, "log", "one"), save_draft(folder, "log", "two")
    assert ("one", "two") == (first.read_text(), second.read_text())


@pytest.mark.parametrize("text", ["", "\ufeffBOM\r\nlines\r\n", "é\n\n\x1b", "caf\udce9"])
def test_a_draft_keeps_every_byte(folder: Path, text: str) -> None:
    """Line ends, a BOM, and bytes that are no text."""
    path = save_draft(folder, "log", text)
    assert text.encode("utf-8", "surrogateescape") == path.read_bytes()


def test_a_draft_is_rewritten_whole(folder: Path) -> None:
    """It stays where it is, and private; nothing else is left beside it."""
    path = save_draft(folder, "log", "one")
    rewrite_draft(path, "two")
    assert "two" == read_draft(path)
    assert 0o600 == path.stat().st_mode & 0o777
    assert [path] == list(folder.iterdir())


def test_text_that_is_not_utf8_is_refused_with_its_line(folder: Path) -> None:
    """The file keeps its bytes."""
    path = save_draft(folder, "log", "one\ntwo\ncaf\udce9")
    with pytest.raises(UsageError, match="line 3: not in UTF-8"):
        read_draft(path)


def test_a_draft_that_is_gone_is_told(folder: Path) -> None:
    """An editor may remove it; removing it again is fine."""
    path = save_draft(folder, "log", "one")
    remove_draft(path)
    remove_draft(path)
    with pytest.raises(DiskError, match="can't read"):
        read_draft(path)


def test_a_place_where_no_draft_can_be_is_told(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "state").write_text("")
    with pytest.raises(DiskError, match="can't keep a draft"):
        save_draft(tmp_path / "state" / "drafts", "log", "text")
    with pytest.raises(DiskError, match="can't write"):
        rewrite_draft(tmp_path / "gone" / "log-1.md", "text")
