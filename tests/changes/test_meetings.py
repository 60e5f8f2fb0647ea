"""Meeting somebody, and the rhythm of meetings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.meetings import next_day, plan_next, usual_time
from devjournal.changes.relationships import meet, role_and_kind
from devjournal.errors import UsageError
from devjournal.journal.stored import Ref
from tests.builders import (
    TODAY,
    bound,
    changes_of,
    day,
    held,
    journal_of,
    meeting,
    moment,
    person,
    profile,
)

if TYPE_CHECKING:
    from devjournal.changes.operation import Changes


def made(changes: Changes) -> dict[Ref, Any]:
    """Return the records of a draft by what they are called."""
    return {change.ref: change.after for change in changes.operation("x").changes}


@pytest.mark.parametrize(
    ("word", "role", "kind"),
    [
        ("mentor", "receiving", "mentor"),
        ("coach", "receiving", "coach"),
        ("sponsor", "receiving", "sponsor"),
        ("partner", "equal", "partner"),
        ("mentee", "giving", "mentor"),
        ("coachee", "giving", "coach"),
        ("protege", "giving", "sponsor"),
    ],
)
def test_p024_p025_p043_p094_a_word_says_the_kind_and_my_side(
    word: str, role: str, kind: str
) -> None:
    """Four kinds, from both sides."""
    assert (role, kind) == role_and_kind(word)


def test_p055_the_rhythm_is_monthly_and_45_minutes_unless_told() -> None:
    """The defaults of practice."""
    changes = changes_of()
    meet(changes, "Priya Nair", "mentor", purpose="acumen")
    meet(changes, "Zoe Lang", "coach", purpose="acumen", cadence="weekly", minutes=30)
    rhythms = [(one.record.cadence, one.record.minutes) for one in changes.journal.relationships]
    assert [("monthly", 45), ("weekly", 30)] == rhythms


def test_somebody_known_is_taken_up() -> None:
    """The person and the relationship that are there get what is new, and nothing twice."""
    changes = changes_of(person(), bound())
    meet(changes, "priya nair", "mentor", minutes=60, about_them={"title": "CFO"})
    assert ["priya-nair"] == list(changes.journal.all("person"))
    assert ["priya-mentor"] == list(changes.journal.all("relationship"))
    assert 60 == changes.journal.all("relationship")["priya-mentor"].record.minutes
    assert "CFO" == changes.journal.all("person")["priya-nair"].record.title


def test_saying_what_is_known_changes_nothing() -> None:
    """Flags that were not given unset nothing."""
    changes = changes_of(person(title="CFO"), bound(purpose="acumen"))
    meet(changes, "Priya Nair", "mentor", purpose=None, objectives=(), about_them={"title": None})
    assert {} == made(changes)


@pytest.mark.parametrize("state", ["candidate", "asked", "later", "declined"])
def test_p090_who_was_asked_is_begun_with(state: str) -> None:
    """A candidate becomes active; there is no second relationship."""
    changes = changes_of(person(), bound(state=state))
    meet(changes, "Priya Nair", "mentor")
    assert ["active"] == [one.record.state for one in changes.journal.relationships]


def test_what_was_closed_begins_anew() -> None:
    """A closed relationship stays in the journal as it ended."""
    changes = changes_of(person(), bound(state="closed"))
    meet(changes, "Priya Nair", "mentor", purpose="once more")
    states = {one.id: one.record.state for one in changes.journal.relationships}
    assert {"priya-mentor": "closed", "priya-nair-mentor": "active"} == states


# The next meeting


def test_the_planned_meeting_moves() -> None:
    """Planning the next meeting moves the one that is planned already, and keeps when it was."""
    changes = changes_of(bound(), meeting("priya-mentor-001", "10-15 15:00"))
    assert "priya-mentor-001" == plan_next(changes, "priya-mentor", moment("10-22 15:00"))
    (record,) = made(changes).values()
    assert moment("10-22 15:00") == record.at
    assert [(moment("10-15 15:00"), moment("10-22 15:00"))] == [
        (m.was, m.now) for m in record.moves
    ]


def test_planning_it_where_it_stands_changes_nothing() -> None:
    """The same moment, told in another zone, is no move."""
    changes = changes_of(bound(), meeting("priya-mentor-001", "10-15 15:00"))
    there = moment("10-15 15:00").astimezone(dt.timezone(dt.timedelta(hours=2)))
    plan_next(changes, "priya-mentor", there)
    assert {} == made(changes)


def test_one_that_waits_to_be_logged_does_not_move() -> None:
    """A meeting that was held and not logged yet keeps its day; the next one is new."""
    changes = changes_of(bound(), meeting("priya-mentor-001", "10-14 08:00"))
    assert "priya-mentor-002" == plan_next(changes, "priya-mentor", moment("10-22 15:00"))
    assert [Ref("meeting", "priya-mentor-002")] == list(made(changes))


def test_p053_p056_a_new_meeting_is_as_long_as_they_are() -> None:
    """Length and channel are those that were agreed on."""
    changes = changes_of(
        bound(minutes=30, channel="video"), held("priya-mentor-001", "09-17 15:00")
    )
    plan_next(changes, "priya-mentor", moment("10-22 15:00"))
    (record,) = made(changes).values()
    assert (30, "video") == (record.minutes, record.channel)


def test_the_next_meeting_is_to_come() -> None:
    """A moment that has passed is refused with what it was."""
    with pytest.raises(UsageError, match="Wed 14 Oct 2026 08:59 has passed"):
        plan_next(changes_of(bound()), "priya-mentor", moment("10-14 08:59"))


MET = held("priya-mentor-001", "09-17 15:00")


def test_a_meeting_that_waits_to_be_logged_is_not_the_next() -> None:
    """A planned day that has passed is no day for a promise."""
    journal = journal_of(
        meeting("priya-mentor-001", "10-01 15:00"),
        meeting("priya-mentor-002", "10-29 15:00"),
        bound(),
    )
    assert day("10-29") == next_day(journal, "priya-mentor", TODAY)
    alone = journal_of(bound(), meeting("priya-mentor-001", "10-01 15:00"))
    assert next_day(alone, "priya-mentor", TODAY) is None


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        ("monthly", "10-17"),
        ("quarterly", "12-17"),
        ("fortnightly", "10-14"),
        ("weekly", "10-14"),
    ],
)
def test_the_rhythm_expects_the_next(cadence: str, expected: str) -> None:
    """Without a plan, it is a month on from the last; a day that has passed counts as today."""
    journal = journal_of(bound(cadence=cadence), MET)
    assert day(expected) == next_day(journal, "priya-mentor", TODAY)


def test_the_usual_time_is_the_agreed_one() -> None:
    """The agreed time, else the last meeting's in the profile's zone, else none."""
    dublin = profile(timezone="Europe/Dublin")
    assert dt.time(9, 30) == usual_time(journal_of(bound(time=dt.time(9, 30)), MET), "priya-mentor")
    assert dt.time(16) == usual_time(journal_of(dublin, bound(), MET), "priya-mentor")
    assert usual_time(journal_of(person(), bound()), "priya-mentor") is None
