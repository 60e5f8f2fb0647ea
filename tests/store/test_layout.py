from __future__ import annotations

import pytest

from devjournal.store.files import fold, is_record_name, original_of


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
