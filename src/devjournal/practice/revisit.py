"""What a meeting comes back to: feedback that I was told there, and another try at a setback."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.practice.nudges import still_processing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored

_COMES_BACK = ("rebuilding", "retrying")


def to_revisit(journal: Journal, relationship: str, today: dt.date) -> tuple[Ref, ...]:
    """Return what the next meeting of a relationship comes back to; nothing that still stings."""
    resting = still_processing(journal, today)
    found = (*_feedback(journal, relationship, today), *_setbacks(journal, relationship))
    return tuple(one.ref for one in found if one.ref not in resting)


def _feedback(journal: Journal, relationship: str, today: dt.date) -> Iterator[Stored[Any]]:
    """Yield the latest feedback from them, unless it said go on, to ask again. (P064, P109)

    It is asked once: when we meet next, and once more after each later reflection on it.
    """
    bound = journal.get(("relationship", relationship))
    told = (
        *journal.where("entry", kind="feedback", relationship=relationship),
        *journal.where("entry", kind="feedback", given_by=bound.record.person if bound else ""),
    )
    theirs = [one for one in told if one.record.given_by != "me" and one.record.on <= today]
    if not theirs:
        return
    latest = max(theirs, key=lambda one: (one.record.on, one.id))
    held = journal.held_with(relationship)
    met = journal.day_of(held[-1].record.at) if held else dt.date.min
    looked_at = (latest, *journal.reflections_on(latest.id))
    if latest.record.intent != "reinforce" and max(one.record.on for one in looked_at) >= met:
        yield latest


def _setbacks(journal: Journal, relationship: str) -> Iterator[Stored[Any]]:
    """Yield the setbacks with a new approach, in which they have a part. (P019, P020)

    They have one where it was with them, or they sponsored what sank or sponsor the other try; a
    mentor has one unless it was with somebody else.
    """
    bound = journal.get(("relationship", relationship))
    if bound is None:
        return
    is_mentor = (bound.record.kind, bound.record.my_role) == ("mentor", "receiving")
    for one in journal.entries_of("setback", closed=False):
        if one.record.state in _COMES_BACK and one.record.new_approach:
            tries = journal.retries_of(one)
            if tries and not any(again.is_open for again in tries):
                continue
            sank = journal.get(("opportunity", one.record.opportunity or ""))
            sponsors = [each.record.sponsor for each in (*tries, *filter(None, (sank,)))]
            with_ = one.record.relationship
            if (
                with_ == relationship
                or bound.record.person in sponsors
                or (is_mentor and not with_)
            ):
                yield one
