"""The review as a whole: what a reader may see of a period, and how much they may not."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from devjournal.frozen import dataclass
from devjournal.pages.cited import withheld
from devjournal.pages.growth import TheirGrowth, build_their_growth
from devjournal.practice.nudges import still_processing
from devjournal.views.review.ahead import Gap, Next, build_gaps, build_next
from devjournal.views.review.chances import (
    Chance,
    Gave,
    Vouched,
    build_chances,
    build_gave,
    build_vouched,
)
from devjournal.views.review.chapters import Chapter, build_chapters
from devjournal.views.review.given import Told, VouchedFor, build_told, build_vouched_for
from devjournal.views.review.growth import Growth, build_growth
from devjournal.views.review.kept import Commitments, build_commitments
from devjournal.views.review.learning import (
    Feedback,
    Setback,
    Thought,
    build_feedback,
    build_lessons,
    build_setbacks,
)
from devjournal.views.review.wins import Credit, Tally, build_credits, build_tally, build_wins

if TYPE_CHECKING:
    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What I did in a period, for one reader: facts, each with the record it comes from.

    `me` is my name and `roles` my present ones; `reader_name` is the person's where the
    reader is a relationship. `withheld` counts what the page would show for self alone.
    """

    reader: str
    reader_name: str | None
    me: str | None
    roles: tuple[str, ...]
    period: Period
    today: dt.date
    tally: Tally
    chapters: tuple[Chapter, ...]
    growth: tuple[Growth, ...]
    chances: tuple[Chance, ...]
    vouched: tuple[Vouched, ...]
    credits: tuple[Credit, ...]
    gave: tuple[Gave, ...]
    their_growth: tuple[TheirGrowth, ...]
    vouched_for: tuple[VouchedFor, ...]
    told: tuple[Told, ...]
    feedback: Feedback
    setbacks: tuple[Setback, ...]
    lessons: tuple[Thought, ...]
    commitments: Commitments | None
    gaps: tuple[Gap, ...]
    next: tuple[Next, ...]
    withheld: int = 0


def build_review(journal: Journal, period: Period, today: dt.date, reader: str = "self") -> Review:
    """Return the review of a period as `reader` may see it; `journal` is the whole one.

    A reader is self, manager, exec, or the id of a relationship.
    """
    quiet = still_processing(journal, today)
    whole = _build(journal, period, today, quiet)
    if reader == "self":
        return whole
    shown = _build(journal.for_reader(reader, today), period, today, quiet)
    return dataclasses.replace(shown, withheld=withheld(whole, shown))


def _build(journal: Journal, period: Period, today: dt.date, quiet: frozenset[Ref]) -> Review:
    wins = build_wins(journal, period)
    profile = journal.profile.record if journal.profile else None
    bound = journal.get(("relationship", journal.reader))
    return Review(
        reader=journal.reader,
        reader_name=journal.name_of(bound.record.person) if bound else None,
        me=profile.name if profile else None,
        roles=tuple(_role(role.title, role.organisation) for role in profile.present_roles(today))
        if profile
        else (),
        period=period,
        today=today,
        tally=build_tally(wins),
        chapters=build_chapters(journal, period, today, wins),
        growth=build_growth(journal, period, wins),
        chances=build_chances(journal, period, quiet),
        vouched=build_vouched(journal, period),
        credits=build_credits(wins),
        gave=build_gave(journal, period),
        their_growth=build_their_growth(journal, journal.relationships, period),
        vouched_for=build_vouched_for(journal, period),
        told=build_told(journal, period),
        feedback=build_feedback(journal, period),
        setbacks=build_setbacks(journal, period, quiet),
        lessons=build_lessons(journal, period),
        commitments=build_commitments(journal, period, today),
        gaps=build_gaps(journal, period, today, quiet),
        next=build_next(journal),
    )


def _role(title: str, organisation: str | None) -> str:
    return f"{title}, {organisation}" if organisation else title
