from __future__ import annotations

import errno
import os
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import pytest

from devjournal.models.growth import Goal
from devjournal.store import files, load
from devjournal.store.files import fold, list_names, original_of
from tests.store.written import STATE, PutFile, ReadJournal, write

GOOD = 'title = "Rebuild slide 2"\nowner = "me"\n'


def test_records_by_id_in_order(put: PutFile, read: ReadJournal) -> None:
    """A file's stem is its record's id, records come in the order of ids, of the kind alone."""
    for id_ in ("b", "a-b", "a"):
        put(f"actions/{id_}.toml", GOOD)
    put("goals/bad.toml", "title =")
    journal = read()
    assert ["a", "a-b", "b"] == list(journal.all("action"))
    assert ("action",) == journal.kinds_read
    assert ({}, ()) == (dict(journal.all("skill")), journal.problems(["skill"]))


def test_tables_are_records_own(put: PutFile, read: ReadJournal) -> None:
    """Tables and lists come back as the record's own classes and tuples."""
    put("goals/g.toml", 'title = "x"\ntags = ["a"]\n[[checkins]]\non = 2026-10-01\nvalue = 3\n')
    goal = read().all("goal")["g"].record
    assert isinstance(goal, Goal)
    assert (("a",), Decimal(3)) == (goal.tags, goal.checkins[0].value)


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("actions/bad.toml", 'title = ""\nowner = "me"\ndue = 1\n', [":1:9: title", ":3:7: due"]),
        ("actions/bad.toml", "", [": title, owner: are missing"]),
        ("entries/bad.toml", 'on = 2026-10-14\nkind = "wim"\ntext = "x"\n', [":2:8: kind: "]),
        ("actions", "", [": is a file, where"]),
    ],
    ids=["each fault", "missing", "no kind", "no folder"],
)
def test_all_that_is_wrong_is_told(
    put: PutFile, read: ReadJournal, path: str, text: str, told: list[str]
) -> None:
    """Who mends a file sees each fault at its line, and all that is missing as one."""
    put(path, text)
    problems = read().problems(["entry" if "entries" in path else "action"])
    for problem, words in zip(problems, told, strict=True):
        assert str(problem).startswith(f"{path}{words}")


def test_copy_of_the_profile_is_warned_of(put: PutFile, read: ReadJournal) -> None:
    """A conflict copy of journal.toml is told like any other, and changes nothing."""
    put("journal.conflict-7f3a.toml", 'schema = 1\nname = "Somebody Else"\n')
    journal = read()
    assert journal.profile is not None
    assert "Robin Vale" == journal.profile.record.name
    assert ["warning"] == [problem.level for problem in journal.problems(["profile"])]


def test_file_that_can_not_be_looked_at(
    put: PutFile, read: ReadJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a folder may be listed and nothing more, each file is a problem."""
    put("actions/bad.toml", GOOD)

    def stamps_in(*_: object) -> NoReturn:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(files, "stamps_in", stamps_in)
    (problem,) = read().problems(["action"])
    assert "actions/bad.toml: can't be looked at: Permission denied" == str(problem)


def test_file_that_can_not_be_looked_at_again(
    put: PutFile, read: ReadJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fails once a file was read takes nothing from what was read."""
    put("actions/a.toml", GOOD)
    really_read, really_look = load.read_record, os.lstat

    def look(path: Any, **how: Any) -> os.stat_result:
        if str(path).endswith("a.toml"):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return really_look(path, **how)

    def read_then_fail(*arguments: Any) -> Any:
        found = really_read(*arguments)
        monkeypatch.setattr(os, "lstat", look)
        monkeypatch.setattr(Path, "lstat", look)
        return found

    monkeypatch.setattr(load, "read_record", read_then_fail)
    found = read().all("action")
    monkeypatch.undo()
    assert ["a"] == list(found)


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are Unicode there")
def test_name_that_is_no_text(root: Path, put: PutFile, read: ReadJournal) -> None:
    """A file whose name is not valid Unicode is a problem, and no id."""
    put("actions/good.toml", GOOD)
    Path(os.fsdecode(os.fsencode(root / "actions") + b"/b\xff.toml")).touch()
    journal = read()
    assert ["good"] == list(journal.all("action"))
    (problem,) = journal.problems(["action"])
    assert "not valid Unicode" in problem.reason


def test_the_first_write_of_all_is_seen_whole(
    root: Path, put: PutFile, read: ReadJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has written yet, so a read has no lock to share: what it came into is read again."""
    put("actions/a.toml", GOOD)
    put("actions/b.toml", GOOD)
    really_read = load._Reading  # noqa: SLF001  # what happens within one read

    def come_into(*arguments: Any) -> Any:
        found = really_read(*arguments)
        if not (root / STATE).exists():
            write(root, {"actions/a.toml": None, "actions/b.toml": None})
        return found

    monkeypatch.setattr(load, "_Reading", come_into)
    assert {} == read().all("action")


COPIES = (
    "kwtz-x (conflicted copy 2026-10-14 101112).toml",
    "kwtz-x (Robin's MacBook's conflicted copy 2026-10-14).toml",
    "kwtz-x (Case Conflict).toml",
    "kwtz-x.conflict-7f3a.toml",
)
NO_COPIES = ("a-conflicted-copy.toml", "sync-conflict-with-ana.toml", "x (draft).toml")


def test_names_of_files_are_told_apart(tmp_path: Path) -> None:
    """Copies from records that are called after a conflict, ours from others'. (rows 29, 32, 40)

    Case and Unicode form do not tell two names apart; accents do.
    """
    assert {"kwtz-x.toml"} == {original_of(name) for name in COPIES}
    assert {None} == {original_of(name) for name in NO_COPIES}
    profiles = {"journal.toml", "Journal.toml", "journal (conflicted copy 2026-10-14).toml"}
    for name in (*profiles, *(f"py{one}" for one in profiles), ".devjournal-7-8.tmp"):
        (tmp_path / name).touch()
    assert profiles == set(list_names(tmp_path, "profile"))
    assert fold("Jos\u00e9.toml") == fold("JOSE\u0301.toml") != fold("jose.toml")
