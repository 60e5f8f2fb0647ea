from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from devjournal.store import files, load, load_journal
from devjournal.store.history import Write
from tests.store.written import (
    HOUR,
    A,
    B,
    G,
    PutFile,
    ReadJournal,
    leave,
    step,
)

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal

OLD = b'title = "Old"\nowner = "me"\n'
NEW = b'title = "New"\nowner = "me"\n'
GOAL = b'title = "Lead"\n'
PROFILE = b'schema = 1\nname = "Robin Vale"\n'
THREE = (
    Write(A, OLD, NEW),
    Write(B, OLD, None),
    Write(G, None, GOAL),
    Write("journal.toml", PROFILE, PROFILE.replace(b"Vale", b"Hale")),
)


@pytest.fixture
def before(root: Path, put: PutFile) -> Path:
    """Return a journal with two actions."""
    put(A, OLD)
    put(B, OLD)
    return root


def titles(journal: Journal) -> dict[str, str]:
    """Return the titles of actions and goals, by id, and whose journal it is."""
    assert journal.profile is not None
    records = {**journal.all("action"), **journal.all("goal")}
    told = {id_: one.record.title for id_, one in records.items()}
    return told | {"me": journal.profile.record.name}


def test_a_read_sees_it_as_done(before: Path, tmp_path: Path) -> None:
    """Before what a cache has, which keeps nothing of it as if it were in the files."""

    def load() -> dict[str, str]:
        clock = (before / A).stat().st_ctime_ns + HOUR
        read = [
            titles(load_journal(before, cache_dir=cache, clock=lambda: clock))
            for cache in (None, tmp_path / "cache")
        ]
        assert read[0] == read[1]
        return read[0]

    assert {"a": "Old", "b": "Old", "me": "Robin Vale"} == load()
    log = leave(before, step(*THREE))
    assert {"a": "New", "g": "Lead", "me": "Robin Hale"} == load()
    log.unlink()
    assert {"a": "Old", "b": "Old", "me": "Robin Vale"} == load()


def test_a_hand_edit_that_goes_meanwhile_is_looked_for_again(
    before: Path, read: ReadJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two looks at it the file is removed: it is read as it is then. (row 33)"""
    leave(before, step(Write(G, None, GOAL)))
    (before / G).parent.mkdir(exist_ok=True)
    (before / G).write_bytes(GOAL.replace(b"Lead", b"Mine"))

    def read_and_remove(root: Path, path: str) -> bytes:
        data = files.read_file(root, path)
        if path == G:
            (root / path).unlink()
        return data

    monkeypatch.setattr(load, "read_file", read_and_remove)
    journal = read()
    assert "Lead" == titles(journal)["g"]
    assert () == journal.problems(["goal"])


def test_a_file_in_another_form_is_read_as_it_is_left(before: Path, put: PutFile) -> None:
    """Its path is that of the file as the disk has it, and its record bears the id."""
    path = unicodedata.normalize("NFD", "actions/gr\u00f6\u00dfe.toml")
    put(path, OLD)
    for new, told in ((NEW, ["New"]), (None, [])):
        log = leave(before, step(Write(path, OLD, new)))
        found = load_journal(before, cache_dir=None).all("action")
        assert told == [one.record.title for one in found.values() if one.id == "gr\u00f6\u00dfe"]
        assert len(told) + 2 == len(found)
        log.unlink()
