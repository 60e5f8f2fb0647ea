"""What I was told and what went wrong, as learning: private until shared. (P018-P020, P109)"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from devjournal.frozen import dataclass
from devjournal.views.review.given import ME

if TYPE_CHECKING:
    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Thought:
    """A dated line of my own: a lesson, or a later reflection on an entry."""

    ref: Ref
    on: dt.date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What somebody told me, in their words where I kept them; `later` are reflections on it."""

    ref: Ref
    on: dt.date
    text: str
    verbatim: str | None
    given_by: str | None
    intent: Literal["reinforce", "redirect"] | None
    skill: str | None
    later: tuple[Thought, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """Feedback of a period: how much says go on, how much says change, and each line."""

    reinforce: int
    redirect: int
    heard: tuple[Heard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setback:
    """What went wrong and the way back; `retries` are the titles of what tries it again."""

    ref: Ref
    on: dt.date
    text: str
    state: str
    feedback: str | None
    gap_skills: tuple[str, ...]
    new_approach: str | None
    retries: tuple[str, ...]
    refs: tuple[Ref, ...]


def build_feedback(journal: Journal, period: Period) -> Feedback:
    """Return what I was told in a period, in the order of days."""
    heard = tuple(
        _heard(journal, entry)
        for entry in journal.entries_of("feedback")
        if entry.record.on in period and entry.record.given_by != ME
    )
    return Feedback(
        reinforce=sum(one.intent == "reinforce" for one in heard),
        redirect=sum(one.intent == "redirect" for one in heard),
        heard=heard,
    )


def _heard(journal: Journal, stored: Stored[Any]) -> Heard:
    entry = stored.record
    reflections = [r for r in journal.entries_of("reflection") if r.record.about == stored.id]
    return Heard(
        ref=stored.ref,
        on=entry.on,
        text=entry.text,
        verbatim=entry.verbatim,
        given_by=journal.name_of(entry.given_by) if entry.given_by else None,
        intent=entry.intent,
        skill=skill_name(journal, entry.skill) if entry.skill else None,
        later=_thoughts(reflections),
    )


def skill_name(journal: Journal, skill: str) -> str:
    """Return a skill's name for its id; a plain name stands for itself."""
    stored = journal.get(("skill", skill))
    return stored.record.name if stored else skill


def build_lessons(journal: Journal, period: Period) -> tuple[Thought, ...]:
    """Return the lessons of a period, in the order of days."""
    return _thoughts([one for one in journal.entries_of("lesson") if one.record.on in period])


def _thoughts(entries: Sequence[Stored[Any]]) -> tuple[Thought, ...]:
    return tuple(Thought(ref=one.ref, on=one.record.on, text=one.record.text) for one in entries)


def build_setbacks(journal: Journal, period: Period, quiet: frozenset[Ref]) -> tuple[Setback, ...]:
    """Return the setbacks of a period; one still being processed is left in peace. (P018)"""
    return tuple(
        _setback(journal, entry)
        for entry in journal.entries_of("setback")
        if entry.record.on in period and entry.ref not in quiet
    )


def _setback(journal: Journal, stored: Stored[Any]) -> Setback:
    entry = stored.record
    tried = [
        c
        for c in journal.opportunities
        if entry.opportunity and c.record.retry_of == entry.opportunity
    ]
    return Setback(
        ref=stored.ref,
        on=entry.on,
        text=entry.text,
        state=entry.state,
        feedback=entry.feedback,
        gap_skills=tuple(skill_name(journal, skill) for skill in entry.gap_skills),
        new_approach=entry.new_approach,
        retries=tuple(chance.record.title for chance in tried),
        refs=tuple(chance.ref for chance in tried),
    )
