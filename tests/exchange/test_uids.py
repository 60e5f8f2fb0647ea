"""A record is one to a calendar for as long as it is there, whatever it is called."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from devjournal.changes.links import rename
from devjournal.exchange.calendar import build_calendar
from devjournal.exchange.uids import Uids
from devjournal.models.base import replace
from devjournal.models.growth import Milestone
from tests.builders import (
    NOW,
    action,
    bound,
    changes_of,
    day,
    goal,
    held,
    journal_of,
    meeting,
    opportunity,
    person,
    profile,
    stored,
)

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal

EVERY_THREE_MONTHS = bound(cadence="quarterly", time=dt.time(15), review_on=day("12-20"))
GOAL = goal(due=day("11-24"), milestones=(Milestone(title="Draft", due=day("11-10")),) * 2)
RECORDS = (
    *(EVERY_THREE_MONTHS, held("priya-mentor-001", "09-17 14:00"), GOAL),
    meeting("priya-mentor-002", "10-15 14:00"),
    action("kwtz-send-it", "10-20", relationship="priya-mentor"),
    opportunity("town-hall", on=day("12-01"), state="accepted"),
)


def uids(journal: Journal) -> list[str]:
    """Return the UIDs of a journal's calendar; no two events share one."""
    found = [one.uid for one in build_calendar(journal, NOW).events]
    assert len(found) == len({*found})
    return found


def renamed(journal: Journal, kind: str, id_: str, new: str) -> Journal:
    """Return the journal after a rename."""
    changes = changes_of(*(one for kind in KINDS for one in journal.all(kind).values()))
    rename(changes, journal.all(kind)[id_], new)
    return changes.journal


KINDS = ("profile", "person", "relationship", "meeting", "goal", "action", "opportunity")


@pytest.mark.parametrize(
    ("kind", "id_"),
    [
        *(("relationship", "priya-mentor"), ("meeting", "priya-mentor-002")),
        *(("goal", GOAL.id), ("opportunity", "town-hall")),
        *(("action", "kwtz-send-it"), ("person", "priya-nair")),
    ],
)
def test_a_rename_keeps_every_uid(kind: str, id_: str) -> None:
    """Also a second one, one back to the first id, and one of what goes with it."""
    first = journal_of(profile(), person(), *RECORDS)
    once = renamed(first, kind, id_, "another")
    (new,) = once.all(kind).keys() - first.all(kind).keys()
    twice = renamed(once, kind, new, "yet-another")
    (newer,) = twice.all(kind).keys() - first.all(kind).keys()
    back = renamed(twice, kind, newer, id_)
    assert 10 == len(uids(first))
    assert [uids(first)] * 3 == [uids(one) for one in (once, twice, back)]
    assert None is back.all(kind)[id_].record.identity


def test_the_next_meeting_after_a_rename_takes_the_place_of_the_one_expected() -> None:
    """Before and after it, whichever of the meeting and its relationship was renamed first."""
    first = journal_of(profile(), person(), *RECORDS)
    expected = next(one.uid for one in build_calendar(first, NOW).events if one.kind == "rhythm")
    for steps in (
        [("relationship", "priya-mentor", "p"), ("meeting", "p-002", "m")],
        [("meeting", "priya-mentor-002", "m"), ("relationship", "priya-mentor", "p")],
    ):
        later = first
        for step in steps:
            later = renamed(later, *step)
        assert uids(first) == uids(later)
        made = changes_of(*(one for kind in KINDS for one in later.all(kind).values()))
        ref = made.add("meeting", meeting("", "01-21 14:00", relationship="p").record)
        assert expected == Uids(made.journal).of("meeting", ref.id)


def test_a_record_under_an_id_that_was_given_up_is_another() -> None:
    """A new one, and a copy that was made by hand; what was there first keeps what it had."""
    first = journal_of(profile(), GOAL)
    ours = {one.uid for one in build_calendar(first, NOW).events}
    mine = renamed(first, "goal", GOAL.id, "another").all("goal")["another"]
    copied = stored("goal", "copied", mine.record)
    both = journal_of(profile(), mine, GOAL, copied)
    assert (9, True) == (len(uids(both)), ours < {*uids(both)})
    assert replace(mine.record, identity=None) == GOAL.record
