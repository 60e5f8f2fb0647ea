"""The head of a plan: aspiration and transition, why we meet, how often and when next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.dates import in_days, show_day, show_moment
from devjournal.pages.phrases import flat
from devjournal.render.document import Block, Column, Line, Span, Table, join, line

if TYPE_CHECKING:
    from devjournal.views.plan import Plan
    from devjournal.views.plan.header import Direction
    from devjournal.views.plan.meetings import Meetings
    from devjournal.views.purpose import Purpose

_DOT = " · "


def compose_header(plan: Plan) -> list[Block]:
    """Return what a plan is known by, a fact a row."""
    facts: list[tuple[str, Line]] = []
    if plan.direction:
        facts += [
            ("Aspiration", line(flat(plan.direction.aspiration or ""))),
            ("Transition", _transition(plan.direction)),
        ]
    if plan.purpose:
        facts.append(("Purpose", _purpose(plan.purpose)))
    if plan.meetings:
        facts += [
            ("Rhythm", _rhythm(plan.meetings)),
            ("Meetings", _meetings(plan.meetings, plan)),
            ("Review", _review(plan.meetings, plan)),
        ]
    rows = tuple((line(label), words) for label, words in facts if words)
    return [Table((Column(style="label"), Column(wrap=True)), rows, head=False)] if rows else []


def _transition(direction: Direction) -> Line:
    """Return "Senior Specialist, Copperleaf → Team Lead". (P107)"""
    if not direction.target_role:
        return ()
    aim = Span(flat(direction.target_role), "strong")
    return line(f"{flat(direction.role)} → ", aim) if direction.role else line("to ", aim)


def _purpose(purpose: Purpose) -> Line:
    is_known = purpose.baseline and purpose.target
    levels = f" {purpose.baseline} → {purpose.target}" if is_known else ""
    objective = f', for "{flat(purpose.objective)}"' if purpose.objective else ""
    return line(flat(purpose.text), Span(levels, "number"), objective)


def _rhythm(meetings: Meetings) -> Line:
    time = f"{meetings.time:%H:%M}" if meetings.time else ""
    day = " ".join(filter(None, ((meetings.weekday or "").title(), time)))
    minutes = f"{meetings.minutes} min" if meetings.minutes else ""
    facts = (meetings.cadence or "", day, minutes, flat(meetings.channel or ""))
    return line(_DOT.join(filter(None, facts)))


def _meetings(meetings: Meetings, plan: Plan) -> Line:
    """Return "1 of 3 held · next Thu 15 Oct 2026 15:00 (tomorrow)". (P089)"""
    of = f" of {meetings.agreed}" if meetings.agreed else ""
    held = line(Span(f"{meetings.held}{of}", "number"), " held")
    if meetings.at:
        far = in_days(meetings.at.date(), plan.today)
        coming = line("next ", Span(show_moment(meetings.at), "date"), f" ({far})")
    elif meetings.expected:
        day = Span(show_day(meetings.expected), "date")
        coming = line("next expected ", day, ", no day agreed yet")
    else:
        coming = ()
    return join(_DOT, [held, coming])


def _review(meetings: Meetings, plan: Plan) -> Line:
    if not meetings.review_on:
        return ()
    far = in_days(meetings.review_on, plan.today)
    return line(Span(show_day(meetings.review_on), "date"), f" ({far}): close, renew or change it")
