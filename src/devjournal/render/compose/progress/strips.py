"""Time drawn as cells: a year's activity by weeks, and each rhythm of meetings by months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from devjournal.dates import MONTHS
from devjournal.pages.phrases import flat
from devjournal.render.document import Block, Heading, Line, Span, line
from devjournal.render.drawings import Strip, Track

if TYPE_CHECKING:
    from devjournal.views.progress.activity import Week
    from devjournal.views.progress.rhythm import MonthCount, Rhythm

_FIRST_WEEK = 7


def compose_activity(weeks: Sequence[Week]) -> list[Block]:
    """Return a cell a week of what was written, held and done, labelled by month."""
    if not weeks:
        return []
    parts = (
        ("Written", [week.written for week in weeks]),
        ("Held", [week.held for week in weeks]),
        ("Done", [week.done for week in weeks]),
    )
    tracks = tuple(
        Track(line(Span(name, "label")), tuple(map(float, counts)), _counted(counts))
        for name, counts in parts
    )
    title = line("Activity", Span(f" · a cell a week, {len(weeks)} weeks", "dim"))
    return [Heading(title), Strip(tracks, _months(weeks))]


def _months(weeks: Sequence[Week]) -> tuple[tuple[int, str], ...]:
    """Name each month above the first week that begins in it."""
    begins = [(n, week.first) for n, week in enumerate(weeks) if week.first.day <= _FIRST_WEEK]
    return tuple((n, MONTHS[first.month - 1]) for n, first in begins)


def _counted(counts: Sequence[int]) -> Line:
    """Return "87, up to 11 a week"."""
    most = max(counts)
    return line(Span(str(sum(counts)), "number"), f", up to {most} a week" if most else "")


def compose_rhythms(rhythms: Sequence[Rhythm]) -> list[Block]:
    """Return a cell a month of each relationship's meetings, held of expected. (P096)"""
    if not rhythms:
        return []
    marks = tuple((n, MONTHS[one.first.month - 1][0]) for n, one in enumerate(rhythms[0].months))
    tracks = tuple(
        Track(line(_who(one)), tuple(map(_share, one.months)), _held(one)) for one in rhythms
    )
    title = line("Meetings", Span(" · held of those expected, a cell a month", "dim"))
    return [Heading(title), Strip(tracks, marks, top=1.0)]


def _who(one: Rhythm) -> str:
    told = one.label if one.is_open else f"{one.label}, closed"
    return f"{flat(one.who)} ({told})" if one.who else told


def _share(month: MonthCount) -> float | None:
    """Return the part that was held; None where nothing was held nor expected."""
    if not month.expected:
        return 1.0 if month.held else None
    return min(month.held / month.expected, 1.0)


def _held(one: Rhythm) -> Line:
    """Return "5 of 6 expected, monthly, 1 fell out"; without a rhythm "3 held"."""
    if one.expected is None:
        held = line(Span(str(one.held), "number"), " held, no rhythm agreed")
    else:
        expected = f" expected, {one.cadence}"
        held = line(Span(f"{one.held} of {one.expected}", "number"), expected)
    return line(*held, f", {one.failed} fell out" if one.failed else "")
