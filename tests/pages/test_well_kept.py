"""A year of days on a journal that is kept well: nothing nags, and one thing left undone shows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.journal.names import short_ids
from devjournal.models.people import Ask, Check
from devjournal.pages.needs import build_needs
from devjournal.practice.nudges import nudges
from tests.builders import (
    action,
    bound,
    checkin,
    entry,
    goal,
    held,
    journal_of,
    meeting,
    number,
    opportunity,
    person,
    topic,
    win,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devjournal.journal.stored import Stored

FIRST = dt.date(2026, 1, 5)
DAYS = [FIRST + dt.timedelta(days=days) for days in range(365)]
MEETINGS = [FIRST + dt.timedelta(days=days) for days in range(0, 420, 28)]
NUMBER = number("calls", 4, 3)
WEEK = dt.timedelta(days=7)


class Kept:
    """The journal as it stands on the morning of a day, but for what was `left_undone`."""

    def __init__(self, today: dt.date, left_undone: str = "") -> None:
        self.today = today
        self.left_undone = left_undone

    def is_done(self, what: str, on: dt.date) -> bool:
        """Whether something was done on a day before today."""
        return on < self.today and what != self.left_undone

    def records(self) -> Iterator[Stored[Any]]:
        """Yield every record: I have a mentor, a goal, a talk, and ask somebody else in spring."""
        checks = [day for day in DAYS[::56] if self.is_done("check", day)]
        looks = [checkin(str(day)) for day in DAYS[::14] if self.is_done("goal", day)]
        yield person()
        yield bound(cadence="monthly", checks=tuple(Check(on=day, trust=4) for day in checks))
        yield goal("speak-up", *looks, created=FIRST)
        seen = sum(day <= self.today for day in MEETINGS)
        for at, day in enumerate(MEETINGS[: seen + 1]):
            yield from self.around(at, day)
        yield from self.talk(DAYS[200])
        yield from self.asked(DAYS[90])

    def around(self, count: int, day: dt.date) -> Iterator[Stored[Any]]:
        """Yield a meeting, and what goes with it: topics before it, promises due on its day.

        That evening it is logged and the next one planned and prepared; feedback comes of every
        third. A promise is kept three days before its day.
        """
        at, id_ = f"{day} 15:00", f"priya-{count:03}"
        if self.is_done("log", day):
            yield held(id_, at)
        elif count == 0 or self.is_done("plan", MEETINGS[count - 1]):
            yield meeting(id_, at)
        if day >= self.today and self.left_undone != "prep":
            yield from (topic("bdfg-how", text="How do you choose?"), topic("ghjk-draft"))
        promised = {"due": str(day), "relationship": "priya-mentor"}
        is_kept = self.is_done("promise", day - dt.timedelta(days=3))
        yield action(f"kw{count:02}-mine", **promised, state="done" if is_kept else "open")
        yield action(f"tz{count:02}-theirs", **promised, owner="them", state="done")
        if day < self.today:
            counted = () if self.left_undone == "win" else (NUMBER,)
            yield win(f"pq{count:02}-won", str(day), so_what="Fewer", numbers=counted)
        if count % 3 == 1 and self.is_done("feedback", day):
            yield entry("feedback", f"lm{count:02}-clear", str(day), given_by="priya-nair")

    def talk(self, day: dt.date) -> Iterator[Stored[Any]]:
        """Yield an opportunity: what is to come of it is said, and afterwards how it went."""
        given: dict[str, Any] = {"state": "accepted"}
        if self.is_done("deliver", day):
            given = {"state": "delivered", "outcome": "swam"}
        if self.left_undone != "expect":
            given["expected_result"] = "A yes"
        yield opportunity("talk", on=day, **given)

    def asked(self, day: dt.date) -> Iterator[Stored[Any]]:
        """Yield somebody who is asked on a day, and says yes a week later."""
        if self.today <= day:
            return
        is_answered = self.is_done("answer", day + WEEK)
        state = "active" if is_answered else "asked"
        yield person("bo-li")
        yield bound("bo-partner", "bo-li", kind="partner", ask=Ask(sent_on=day), state=state)
        if is_answered:
            yield meeting("bo-001", f"{DAYS[-1] + 2 * WEEK} 15:00", "bo-partner")


def told(today: dt.date, left_undone: str = "") -> list[str]:
    """Return what the page says of a morning: what needs me, and the nudges."""
    journal = journal_of(*Kept(today, left_undone).records())
    now, shorts = dt.datetime.combine(today, dt.time(8), dt.UTC), short_ids(journal)
    needs = (need.command for need in build_needs(journal, now, shorts))
    return [*needs, *(nudge.command for nudge in nudges(journal, now, shorts))]


def test_a_well_kept_journal_is_left_in_peace_for_a_year() -> None:
    """On no morning of 365 does anything need me, and no nudge stands on the page."""
    assert {} == {str(day): found for day in DAYS if (found := told(day))}


@pytest.mark.parametrize(
    ("left_undone", "command"),
    [
        ("log", "devjournal log priya"),
        ("plan", "devjournal meet"),
        ("prep", "devjournal topic priya"),
        ("promise", "devjournal done"),
        ("deliver", "devjournal opportunity deliver talk"),
        ("answer", "devjournal ask answer bo-partner"),
        ("check", "devjournal relationship check priya"),
        ("goal", "devjournal goal checkin speak-up"),
        ("feedback", "devjournal topic priya"),
        ("win", "devjournal edit"),
        ("expect", "devjournal set talk expected_result="),
    ],
)
def test_one_thing_left_undone_shows_within_the_year(left_undone: str, command: str) -> None:
    """What is not kept is told of, with the command that settles it."""
    days = [*DAYS[1::9], DAYS[199]]
    assert any(one.startswith(command) for day in days for one in told(day, left_undone))
