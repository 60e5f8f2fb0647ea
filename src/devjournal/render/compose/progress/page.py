"""The page of progress: goals and skills first, then what was done, owed and met."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from devjournal.dates import MONTHS, show_day
from devjournal.pages.growth import goal_gauge, growth_gauge, skill_gauge
from devjournal.pages.phrases import cite, withheld_note
from devjournal.render.compose.progress.owed import compose_owed
from devjournal.render.compose.progress.strips import compose_activity, compose_rhythms
from devjournal.render.document import Block, Document, Heading, Line, Paragraph, Span, line
from devjournal.render.drawings import Progress

if TYPE_CHECKING:
    from devjournal.journal.stored import Ref
    from devjournal.views import progress as view

_FOR = {"manager": "for my manager", "exec": "for executives"}


def compose_progress(progress: view.Progress) -> Document:
    """Return the page; one for a reader cites its records, and ends with how much it withholds."""
    today = progress.today
    blocks: list[Block] = [
        *_goals(progress),
        *_skills(progress),
        *_their_growth(progress),
        *compose_activity(progress.activity),
        *compose_owed(progress.owed, today, is_mine=progress.reader == "self"),
        *compose_rhythms(progress.rhythms),
    ]
    if progress.is_empty:
        blocks.append(_nothing(progress))
    if progress.reader != "self":
        blocks += [Heading(line("This page")), withheld_note(progress.withheld)]
    return Document(tuple(blocks), title=_title(progress), subtitle=_subtitle(progress))


def _title(progress: view.Progress) -> Line:
    first, last = progress.months[0], progress.months[-1]
    months = _month(last) if first == last else f"{_month(first)} to {_month(last)}"
    whose = f"{progress.me} · progress" if progress.reader != "self" and progress.me else "Progress"
    return line(f"{whose} · {months}")


def _month(day: dt.date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _subtitle(progress: view.Progress) -> Line:
    name = f"for {progress.reader_name}" if progress.reader_name else ""
    reader = name or _FOR.get(progress.reader, "")
    return line(" · ".join(filter(None, (reader, f"as of {show_day(progress.today)}"))))


def _nothing(progress: view.Progress) -> Paragraph:
    if progress.reader != "self":
        return Paragraph(line("There is nothing here for you."))
    step = Span(progress.next_step or "", "command")
    return Paragraph(line("Nothing to look back on yet. What do you want to reach?  ", step))


def _goals(progress: view.Progress) -> list[Block]:
    gauges = [
        goal_gauge(goal, progress.today, cited=_cited(progress, goal.goal.ref))
        for goal in progress.goals
    ]
    return [Heading(line("Goals")), Progress(tuple(gauges))] if gauges else []


def _skills(progress: view.Progress) -> list[Block]:
    gauges = [
        skill_gauge(skill, progress.today, cited=_cited(progress, skill.skill.ref))
        for skill in progress.skills
    ]
    return [Heading(line("Skills")), Progress(tuple(gauges))] if gauges else []


def _their_growth(progress: view.Progress) -> list[Block]:
    """Return how those I help grew; it is never on a page for anybody else. (P099)"""
    gauges = tuple(growth_gauge(one, progress.today) for one in progress.their_growth)
    return [Heading(line("Growth of those I help")), Progress(gauges)] if gauges else []


def _cited(progress: view.Progress, ref: Ref) -> Line:
    """Others can't look a line up by its title, as I can."""
    return () if progress.reader == "self" else cite(ref)
