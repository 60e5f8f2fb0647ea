from __future__ import annotations

import pytest

from devjournal.errors import UsageError
from devjournal.store.files import (
    fold,
    is_record_name,
    original_of,
    path_of,
    place_of,
)


@pytest.mark.parametrize(
    ("kind", "id_", "path"),
    [
        ("profile", "journal", "journal.toml"),
        ("person", "priya-nair", "people/priya-nair.toml"),
        ("entry", "drzn-a-note", "entries/drzn-a-note.toml"),
        ("action", "Ana's one", "actions/Ana's one.toml"),
    ],
)
def test_folder_is_kind_and_stem_is_id(kind: str, id_: str, path: str) -> None:
    """A record's path is its kind's folder and its id; the profile's is journal.toml."""
    assert path == path_of(kind, id_)


@pytest.mark.parametrize("id_", ["../../x", "/etc/x", "C:x", "a\0b", "a/b", "a\\b", "", ".x"])
def test_id_stays_in_its_folder(id_: str) -> None:
    """An id that would leave its kind's folder is refused as misuse. (row 38)"""
    with pytest.raises(UsageError):
        path_of("action", id_)


@pytest.mark.parametrize(
    "name", ["x.toml~", ".x.toml.swp", "#x.toml#", ".#x.toml", "4913", "x.md", ".x.toml", ""]
)
def test_editors_leftovers_are_no_records(name: str) -> None:
    """Backups, swap files, locks and test files of editors are ignored. (row 31)"""
    assert not is_record_name("action", name)


def test_temporary_names_are_no_records() -> None:
    """What is being written is never taken for a record."""
    assert not is_record_name("action", ".devjournal-7-8.tmp")


@pytest.mark.parametrize(
    "name", ["journal.toml", "Journal.toml", "journal (conflicted copy 2026-10-14).toml"]
)
def test_profile_has_one_name(name: str) -> None:
    """Of the files beside the folders, journal.toml and its copies are the journal's own."""
    assert is_record_name("profile", name)
    assert not is_record_name("profile", f"py{name}")


@pytest.mark.parametrize(
    "name",
    [
        "kwtz-x.sync-conflict-20261014-101112-ABCDEFG.toml",
        "kwtz-x (conflicted copy 2026-10-14 101112).toml",
        "kwtz-x (Robin's conflicted copy 2026-10-14).toml",
        "kwtz-x (Robin's MacBook's conflicted copy 2026-10-14).toml",
        "kwtz-x (Case Conflict).toml",
        "kwtz-x.conflict-7f3a.toml",
    ],
)
def test_conflict_copies_name_their_original(name: str) -> None:
    """Copies that sync tools and our own commit leave are known, with what they copy. (row 32)"""
    assert "kwtz-x.toml" == original_of(name)


@pytest.mark.parametrize(
    "name", ["a-conflicted-copy.toml", "sync-conflict-with-ana.toml", "x (draft).toml"]
)
def test_a_title_about_conflicts_is_no_copy(name: str) -> None:
    """A record that is called after a conflict is a record."""
    assert original_of(name) is None


def test_names_that_some_systems_take_for_one() -> None:
    """Case and Unicode form do not tell two names apart; accents do. (rows 29, 40)"""
    composed, decomposed = "Jos\u00e9.toml", "JOSE\u0301.toml"
    assert fold(composed) == fold(decomposed)
    assert fold("Ana.toml") == fold("ana.toml")
    assert fold("jose.toml") != fold(composed)


def test_place_of_a_file() -> None:
    """A file's place is told with a slash, whatever the system writes."""
    assert "actions/x.toml" == place_of("action", "x.toml")
    assert "journal.toml" == place_of("profile", "journal.toml")
