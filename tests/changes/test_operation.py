"""The changes of one operation."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from devjournal.changes.operation import Changes
from devjournal.errors import Refused, UsageError
from devjournal.journal.journal import Journal
from devjournal.journal.stored import Change, Loaded, Stored
from devjournal.models.base import replace
from devjournal.models.meetings import Action, Meeting
from devjournal.models.people import Person
from tests.builders import NOW, TODAY, action, bound, held, journal_of, moment, person, topic


def changes_of(*stored: Stored[Any], letter: str = "b", journal: Journal | None = None) -> Changes:
    """Return a draft on a journal of these records that always draws the same letter."""
    return Changes(journal or journal_of(*stored), NOW, lambda _: letter)


def task(**fields: Any) -> Action:
    """Return an action of mine."""
    return Action(**{"title": "Rebuild slide 2", "owner": "me", **fields})


def test_a_new_record_bears_its_day() -> None:
    """`created` is today, unless the record says when it was."""
    changes = changes_of()
    changes.add("action", task())
    changes.add("person", Person(name="Priya", created=dt.date(2026, 1, 2)))
    created = [change.after.created for change in changes.operation("x").changes if change.after]
    assert [TODAY, dt.date(2026, 1, 2)] == created


def test_changing_twice_is_one_change_from_what_was_read() -> None:
    """The journal is seen as it will be, and the file is compared as it was."""
    changes = changes_of(stored := action("kwdf-draft"))
    changes.set(stored, note="one")
    changes.set(changes.journal.all("action")["kwdf-draft"], evidence="two")
    after = replace(stored.record, note="one", evidence="two")
    assert (Change("action", "kwdf-draft", stored, after),) == changes.operation("x").changes


def test_a_new_record_that_is_changed_stays_new() -> None:
    """A meeting that is added and held in one breath is written once."""
    changes = changes_of(person(), bound())
    changes.add("meeting", Meeting(relationship="priya-mentor", at=NOW))
    changes.move(changes.journal.all("meeting")["priya-mentor-001"], "hold")
    (change,) = changes.operation("x").changes
    assert change.before is None
    assert "held" == getattr(change.after, "state", None)


def test_what_contradicts_itself_is_refused_unless_it_stands_there_already() -> None:
    """A slip in a file keeps nobody from changing something else of that record."""
    wrong = held("priya-mentor-001", "10-01 15:00", minutes=20, developmental_minutes=30)
    changes = changes_of(person(), bound(), wrong)
    changes.set(wrong, channel="video")
    for told in ({"minutes": 25}, {"developmental_minutes": 40}):
        with pytest.raises(UsageError, match=r"minutes: .* is less than developmental_minutes"):
            changes.set(changes.journal.all("meeting")[wrong.id], **told)
    with pytest.raises(UsageError, match="minutes: must be at least 1"):
        changes.add("meeting", Meeting(relationship="priya-mentor", at=NOW, minutes=0))


def test_what_breaks_a_rule_is_refused() -> None:
    """New and changed records are held to the rules of practice, and nothing is drafted."""
    stored = action("kwdf-deck", "10-20", kind="resource")
    changes = changes_of(stored)
    with pytest.raises(Refused, match="due day"):
        changes.add("action", task(kind="resource"))
    with pytest.raises(Refused, match="due day"):
        changes.update(stored, replace(stored.record, due=None))
    assert () == changes.operation("x").changes


# Ids


def test_a_name_that_is_taken_gets_a_number() -> None:
    """Also one that was taken in the same draft."""
    changes = changes_of(person("priya-nair"))
    assert "priya-nair-2" == changes.add("person", Person(name="Priya Nair")).id
    assert "priya-nair-3" == changes.add("person", Person(name="Priya Nair")).id


@pytest.mark.parametrize(("days", "letters"), [(59, "bdbb"), (60, "bcbb")])
def test_letters_keep_clear_of_open_and_of_newly_closed_records(days: int, letters: str) -> None:
    """The first two letters are borne by no open record, of whatever kind, nor by a recent one.

    After two months nobody types the old ones any more.
    """
    closed = action("bcdf-done", state="done", closed_on=TODAY - dt.timedelta(days=days))
    changes = changes_of(topic("bbbb-open"), closed, letter="b")
    assert f"{letters}-rebuild-slide-2" == changes.add("action", task()).id


def test_the_id_of_a_file_that_cannot_be_read_is_taken() -> None:
    """A broken file does not stand in the way of writing others."""
    broken = {
        "meeting": ["priya-mentor-002"],
        "action": ["bbbb-slide"],
    }
    good = {one.kind: {one.id: one} for one in (bound(), held("priya-mentor-001", "09-17 15:00"))}
    journal = Journal(
        lambda kind, _: Loaded(good.get(kind, {}), (), {*good.get(kind, ()), *broken.get(kind, ())})
    )
    changes = changes_of(journal=journal)
    at = moment("10-15 15:00")
    meeting = changes.add("meeting", Meeting(relationship="priya-mentor", at=at))
    assert "priya-mentor-003" == meeting.id
    assert "bbbc-rebuild-slide-2" == changes.add("action", task()).id
