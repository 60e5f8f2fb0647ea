from __future__ import annotations

from pathlib import Path

import pytest

from devjournal.errors import NotFound
from devjournal.store import find_root


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
    inside, outside = folders["near"] / "actions", folders["near"].parent
    environ = {"DEVJOURNAL_DIR": str(folders["environment"])}
    usual = folders["usual"]
    assert folders["told"] == find_root(inside, str(folders["told"]), environ, usual)
    assert folders["environment"] == find_root(inside, None, environ, usual)
    assert folders["near"] == find_root(inside, None, {}, usual)
    assert folders["near"] == find_root(folders["near"], None, {"DEVJOURNAL_DIR": ""}, usual)
    assert usual == find_root(outside, None, {}, usual)


def test_one_journal_is_one_path(folders: dict[str, Path], tmp_path: Path) -> None:
    """However it is come to: by it are the cache and the drafts kept."""
    link = tmp_path / "link"
    link.symlink_to(folders["usual"])
    for found in (
        find_root(tmp_path, None, {}, link),
        find_root(link, None, {}, tmp_path / "none"),
        find_root(tmp_path, str(link), {}, tmp_path / "none"),
        find_root(tmp_path, None, {"DEVJOURNAL_DIR": str(link)}, tmp_path / "none"),
    ):
        assert folders["usual"] == found


def test_told_from_where_one_stands(folders: dict[str, Path]) -> None:
    """A relative folder is meant from the folder one stands in."""
    found = find_root(folders["near"], "../told", {}, folders["usual"])
    assert folders["told"] == found


def test_what_is_told_is_not_looked_for_elsewhere(folders: dict[str, Path]) -> None:
    """A folder told outright without a journal is an error, though another is near."""
    empty = folders["near"] / "actions"
    with pytest.raises(NotFound, match="--journal"):
        find_root(folders["near"], str(empty), {}, folders["usual"])
    with pytest.raises(NotFound, match="DEVJOURNAL_DIR"):
        find_root(folders["near"], None, {"DEVJOURNAL_DIR": str(empty)}, folders["usual"])


def test_no_journal_says_how_to_make_one(tmp_path: Path) -> None:
    """Where there is none at all, the hint is the command that makes one."""
    with pytest.raises(NotFound) as caught:
        find_root(tmp_path, None, {}, tmp_path / "usual")
    assert "devjournal init" in str(caught.value.hint)
