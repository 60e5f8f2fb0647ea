from __future__ import annotations

import datetime as dt

from devjournal.views.progress.owed import build_owed
from devjournal.views.review.kept import Commitments
from tests.builders import TODAY, action, bound, journal_of, person

KEPT = Commitments(meetings=0, mine_kept=4, mine=5, theirs_kept=0, theirs=1, by_person=())


def ago(days: int) -> str:
    """Return the day so many days ago."""
    return (TODAY - dt.timedelta(days=days)).isoformat()


JOURNAL = journal_of(
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
    owed = build_owed(JOURNAL, TODAY, KEPT)
    assert owed
    assert [("me", 2, 2, 2, 1, 7), ("them", 0, 0, 0, 1, 1)] == [
        (one.owner, one.in_time, one.up_to_7, one.up_to_30, one.over_30, one.number)
        for one in owed.sides
    ]


def test_p105_kept_has_its_denominator() -> None:
    """Counts of those that fell due, for each side."""
    owed = build_owed(JOURNAL, TODAY, KEPT)
    assert owed
    assert [(4, 5), (0, 1)] == [(one.kept, one.fell_due) for one in owed.sides]


def test_the_latest_ones_come_first() -> None:
    """Each with who it is between, and how late it is."""
    owed = build_owed(JOURNAL, TODAY, None)
    assert owed
    first = owed.late[0]
    assert ("kkkk-theirs", "Priya Nair", 40) == (first.ref.id, first.who, first.days)
    assert [40, 31, 30, 8, 7, 1] == [one.days for one in owed.late]
    assert 8 == len(owed.refs)


def test_where_nothing_was_promised_there_is_nothing_to_tell() -> None:
    """Neither side is shown with nothing but noughts."""
    assert None is build_owed(journal_of(person()), TODAY, None)
