"""What both sides promised: kept of what fell due, and what is still owed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from devjournal.dates.periods import parse_period
from devjournal.journal.stored import Ref, Stored
from devjournal.pages.kept import (
    Commitments,
    build_commitments,
    build_owed,
    compose_commitments,
)
from devjournal.render.document import Document
from devjournal.render.sentences import render_sentences
from tests.builders import TODAY, action, bound, day, held, journal_of, meeting, person

PRIYA: dict[str, Any] = {"relationship": "priya-mentor"}
DONE: dict[str, Any] = {"state": "done", "closed_on": TODAY}
RECORDS: tuple[Stored[Any], ...] = (
    person(),
    person("dana-osei"),
    bound(),
    bound("dana-coach", "dana-osei", kind="coach"),
    held("m-1", "09-17 15:00"),
    held("m-0", "2025-09-17 15:00"),
    meeting("m-2", "10-12 15:00"),
    action("bbbb-kept", "10-01", **PRIYA, **DONE),
    action("cccc-missed", "10-13", **PRIYA),
    action("dddd-today", "10-14", **PRIYA),
    action("ffff-early", "11-01", **PRIYA, **DONE),
    action("gggg-dropped", "10-01", **PRIYA, state="dropped"),
    action("hhhh-theirs", "10-01", "them", **PRIYA),
    action("jjjj-alone", "10-01", **DONE),
    action("kkkk-last-year", "2025-10-01", **PRIYA),
    action("llll-undated", **PRIYA),
    action("mmmm-undated-done", **PRIYA, **DONE),
)


def commitments(*stored: Stored[Any], reader: str = "self") -> Commitments | None:
    """Return what was kept in 2026, as a reader may see it."""
    journal = journal_of(*stored).for_reader(reader, TODAY)
    return build_commitments(journal, parse_period("2026", TODAY), TODAY)


def figures(of: object) -> tuple[int, ...]:
    """Return meetings, mine kept in time and late, mine, theirs kept and theirs."""
    names = ("meetings", "mine_kept", "mine_late", "mine", "theirs_kept", "theirs")
    return tuple(getattr(of, name) for name in names)


def test_p098_p105_what_was_kept_is_counted_of_what_fell_due() -> None:
    """Done ones count, in time or late, open ones from the day after.

    Dropped ones and those of other years do not.
    """
    found = commitments(*RECORDS)
    assert found is not None
    assert (1, 2, 2, 5, 0, 1) == figures(found)


def test_p100_each_person_has_a_row_of_both_sides() -> None:
    """With whom something was to keep is told by name; what I promised nobody stands alone."""
    found = commitments(*RECORDS)
    assert found is not None
    priya, alone = found.by_person
    assert ("Priya Nair", "mentor", (Ref("relationship", "priya-mentor"),)) == (
        priya.who,
        priya.label,
        priya.refs,
    )
    assert (1, 2, 1, 4, 0, 1) == figures(priya)
    assert (None, (Ref("action", "jjjj-alone"),)) == (alone.who, alone.refs)


def test_the_manager_sees_totals_and_no_person() -> None:
    """What I kept reaches the manager as counts; with whom does not, nor what others kept."""
    found, own = commitments(*RECORDS, reader="manager"), commitments(*RECORDS)
    assert found is not None
    assert ((*figures(own)[:4], 0, 0), ()) == (figures(found), found.by_person)
    assert "they" not in render_sentences(Document(tuple(compose_commitments(found, None))))


def test_a_relationship_sees_what_is_between_us() -> None:
    """The other side's page counts our promises and meetings, and nobody else's."""
    found = commitments(*RECORDS, reader="priya-mentor")
    assert found is not None
    assert (1, 2, 1, 4, 0, 1) == figures(found)
    assert ["Priya Nair"] == [row.who for row in found.by_person]


def test_nothing_to_tell_is_not_told() -> None:
    """Without a meeting or a promise there is no such part; nor for who may see neither."""
    assert commitments(person(), bound(), action("bbbb-a", "10-14")) is None
    assert commitments(*RECORDS, reader="exec") is None


def test_a_promise_that_was_due_before_the_period_is_of_no_account() -> None:
    """The day it was due decides in which period a promise counts."""
    assert commitments(action("bbbb-a", "2025-12-31", closed_on=day("01-02"), state="done")) is None


KEPT = Commitments(0, 4, 0, 5, 0, 0, 1, by_person=())


def ago(days: int) -> str:
    """Return the day so many days ago."""
    return (TODAY - dt.timedelta(days=days)).isoformat()


OPEN_ONES = journal_of(
    person(),
    bound(),
    action("bbbb-today", ago(0)),
    action("cccc-no-day"),
    action("dddd-a-day", ago(1)),
    action("ffff-a-week", ago(7)),
    action("gggg-more", ago(8)),
    action("hhhh-a-month", ago(30)),
    action("jjjj-long", ago(31)),
    action("kkkk-theirs", ago(40), "them", relationship="priya-mentor"),
    action("llll-done", ago(50), state="done", closed_on=TODAY),
)


def test_p074_open_promises_stand_by_owner_and_age() -> None:
    """What is due today, or has no day, is in time; 7 and 30 days late are the last of theirs."""
    owed = build_owed(OPEN_ONES, TODAY, KEPT)
    assert owed
    assert [("me", 2, 2, 2, 1, 7), ("them", 0, 0, 0, 1, 1)] == [
        (one.owner, one.in_time, one.up_to_7, one.up_to_30, one.over_30, one.number)
        for one in owed.sides
    ]


def test_the_latest_ones_come_first() -> None:
    """Each with who it is between, and how late it is."""
    owed = build_owed(OPEN_ONES, TODAY, None)
    assert owed
    first = owed.late[0]
    assert ("kkkk-theirs", "Priya Nair", 40) == (first.action.id, first.who, first.days)
    assert [40, 31, 30, 8, 7, 1] == [one.days for one in owed.late]
    assert 8 == len(owed.refs)


def test_where_nothing_was_promised_there_is_nothing_to_tell() -> None:
    """Neither side is shown with nothing but noughts."""
    assert None is build_owed(journal_of(person()), TODAY, None)
