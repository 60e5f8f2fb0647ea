from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from devjournal.journal.journal import Journal
from devjournal.models.growth import Goal
from devjournal.models.meetings import Action
from devjournal.store import load
from tests.store.written import STATE, write

if TYPE_CHECKING:
    from devjournal.journal.stored import Problem

PutFile = Callable[[str, str | bytes], Path]
ReadJournal = Callable[[], Journal]

GOOD = 'title = "Rebuild slide 2"\nowner = "me"\n'


def problems(journal: Journal, kind: str = "action") -> tuple[Problem, ...]:
    """Return what is wrong with the files of a kind."""
    return journal.problems([kind])


def only_problem(journal: Journal, kind: str = "action") -> Problem:
    """Return the one thing that is wrong with a kind whose good record is still there."""
    assert "good" in journal.all(kind)
    (problem,) = problems(journal, kind)
    return problem


def test_records_by_id_in_order(put: PutFile, read: ReadJournal) -> None:
    """A file's stem is its record's id, and records come in the order of ids."""
    put("actions/b.toml", GOOD)
    put("actions/a-b.toml", GOOD)
    put("actions/a.toml", 'title = "Send it"\nowner = "them"\n')
    found = read().all("action")
    assert ["a", "a-b", "b"] == list(found)
    assert Action(title="Send it", owner="them") == found["a"].record


def test_profile(read: ReadJournal) -> None:
    """journal.toml is the one record of its kind, called journal."""
    profile = read().profile
    assert profile is not None
    assert profile.record.name == "Robin Vale"


def test_journal_without_folders_is_empty(read: ReadJournal) -> None:
    """A kind whose folder was never made has no records and no problems."""
    assert {} == dict(read().all("goal"))
    assert () == problems(read(), "goal")


def test_only_the_kind_that_is_asked_for_is_read(put: PutFile, read: ReadJournal) -> None:
    """A bad file of one kind is not met by who reads another."""
    put("goals/bad.toml", "title =")
    put("actions/good.toml", GOOD)
    journal = read()
    assert ["good"] == list(journal.all("action"))
    assert ("action",) == journal.kinds_read


def test_every_fault_of_a_file_is_told(put: PutFile, read: ReadJournal) -> None:
    """Who mends a file sees all that is wrong with it at once."""
    put("actions/bad.toml", 'title = ""\nowner = "me"\ndue = 1\n')
    assert [1, 3] == [problem.line for problem in problems(read())]


def test_fields_that_a_file_lacks_are_one_problem(put: PutFile, read: ReadJournal) -> None:
    """All that is missing is one thing to mend."""
    put("actions/bad.toml", "")
    assert ["actions/bad.toml: title, owner: are missing"] == list(map(str, problems(read())))


def test_entry_of_no_kind_lists_the_kinds(put: PutFile, read: ReadJournal) -> None:
    """An entry whose kind is unknown is told which there are, at its line."""
    put("entries/bad.toml", 'on = 2026-10-14\nkind = "wim"\ntext = "x"\n')
    (problem,) = problems(read(), "entry")
    assert "entries/bad.toml:2:8" == problem.where
    assert "win" in problem.reason


def test_copy_of_the_profile_is_warned_of(put: PutFile, read: ReadJournal) -> None:
    """A conflict copy of journal.toml is told like any other, and changes nothing."""
    put("journal.conflict-7f3a.toml", 'schema = 1\nname = "Somebody Else"\n')
    journal = read()
    assert journal.profile is not None
    assert "Robin Vale" == journal.profile.record.name
    assert ["warning"] == [problem.level for problem in problems(journal, "profile")]


def test_folder_that_is_a_symlink_out(root: Path, tmp_path: Path, read: ReadJournal) -> None:
    """A whole folder that lies outside is not read either."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.toml").write_text(GOOD, encoding="utf-8")
    (root / "actions").symlink_to(outside)
    journal = read()
    assert {} == dict(journal.all("action"))
    assert ["actions"] == [problem.path for problem in problems(journal)]


def test_folder_that_is_a_file(put: PutFile, read: ReadJournal) -> None:
    """A file under the name of a kind's folder is a problem."""
    put("actions", "")
    assert ["actions"] == [problem.path for problem in problems(read())]


def test_file_that_can_not_be_looked_at(
    put: PutFile, read: ReadJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a folder may be listed and nothing more, each file is a problem."""
    put("actions/bad.toml", GOOD)

    class Entry:
        name = "bad.toml"

        def stat(self, **_: object) -> NoReturn:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(load, "list_files", lambda *_: [Entry()])
    (problem,) = problems(read())
    assert "actions/bad.toml: can't be looked at: Permission denied" == str(problem)


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are Unicode there")
def test_name_that_is_no_text(root: Path, put: PutFile, read: ReadJournal) -> None:
    """A file whose name is not valid Unicode is a problem, and no id."""
    put("actions/good.toml", GOOD)
    Path(os.fsdecode(os.fsencode(root / "actions") + b"/b\xff.toml")).touch()
    assert "not valid Unicode" in only_problem(read()).reason


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


def test_links_in_tables_are_records_own(put: PutFile, read: ReadJournal) -> None:
    """Tables and lists come back as the record's own classes and tuples."""
    put("goals/g.toml", 'title = "x"\ntags = ["a"]\n[[checkins]]\non = 2026-10-01\nvalue = 3\n')
    goal = read().all("goal")["g"].record
    assert isinstance(goal, Goal)
    assert ("a",) == goal.tags
    assert 3.0 == goal.checkins[0].value
