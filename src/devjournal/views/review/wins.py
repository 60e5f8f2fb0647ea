"""The wins of a period: in business words and numbers, with who helped. (P009-P011, P103)"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.entry import win as record


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that moved; `change` is a part of where it stood (-0.25: a quarter less).

    `is_better` is None without a verdict: nobody said whether less is good.
    """

    metric: str
    before: float | None
    after: float | None
    unit: str | None
    change: float | None
    is_better: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Win:
    """One win; `credit` are names, `goal` and `objective` the ids of what it serves."""

    ref: Ref
    on: dt.date
    text: str
    business_line: str | None
    so_what: str | None
    numbers: tuple[Number, ...]
    served: Literal["team", "customer", "stakeholder"] | None
    scale: Literal["team", "org", "company"] | None
    credit: tuple[str, ...]
    evidence: str | None
    goal: str | None
    objective: str | None
    skill: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many wins there are, and how many of them say what a good one says. (P105)"""

    wins: int
    with_numbers: int
    with_meaning: int
    with_objective: int
    with_evidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Somebody who helped, and with which wins. (P103)"""

    name: str
    refs: tuple[Ref, ...]


def build_wins(journal: Journal, period: Period) -> tuple[Win, ...]:
    """Return the wins of a period in the order of days."""
    wins = journal.entries_of("win")
    return tuple(_win(journal, win) for win in wins if win.record.on in period)


def _win(journal: Journal, stored: Stored[record.Win]) -> Win:
    win = stored.record
    goal = journal.get(("goal", win.goal)) if win.goal else None
    served = win.objective or (goal.record.objective if goal else None)
    return Win(
        ref=stored.ref,
        on=win.on,
        text=win.text,
        business_line=win.business_line,
        so_what=win.so_what,
        numbers=tuple(map(_number, win.numbers)),
        served=win.served,
        scale=win.scale,
        credit=tuple(journal.name_of(person) for person in win.credit),
        evidence=win.evidence,
        goal=goal.id if goal else None,
        objective=served if served and journal.get(("objective", served)) else None,
        skill=win.skill,
    )


def _number(number: record.Number) -> Number:
    return Number(
        metric=number.metric,
        before=number.before,
        after=number.after,
        unit=number.unit,
        change=number.change,
        is_better=number.is_better,
    )


def build_tally(wins: Sequence[Win]) -> Tally:
    """Return an honest count of wins: each figure stands beside how many there are."""
    return Tally(
        wins=len(wins),
        with_numbers=sum(bool(win.numbers) for win in wins),
        with_meaning=sum(bool(win.business_line or win.so_what) for win in wins),
        with_objective=sum(win.objective is not None for win in wins),
        with_evidence=sum(bool(win.evidence) for win in wins),
    )


def build_credits(wins: Sequence[Win]) -> tuple[Credit, ...]:
    """Return who helped, whoever helped with most wins first."""
    helped: dict[str, list[Ref]] = {}
    for win in wins:
        for name in dict.fromkeys(win.credit):
            helped.setdefault(name, []).append(win.ref)
    helpers = [Credit(name=name, refs=tuple(refs)) for name, refs in helped.items()]
    return tuple(sorted(helpers, key=lambda credit: (-len(credit.refs), credit.name)))
