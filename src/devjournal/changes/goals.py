"""A goal's steps: which one is meant, added, and done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.errors import Ambiguous, NotFound
from devjournal.journal.names import fold

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.changes.draft import Draft
    from devjournal.journal.stored import Stored
    from devjournal.models.growth import Goal, Milestone


def add_milestone(draft: Draft, stored: Stored[Goal], milestone: Milestone) -> None:
    """Draft a step more; raises Refused on a goal that is closed, and for one that is there."""
    draft.change(stored, stored.record.add_milestone(milestone))


def finish_milestone(draft: Draft, stored: Stored[Goal], text: str, on: dt.date) -> None:
    """Draft a step done: `text` is its number, counted from 1, its title or the start of it.

    Raises NotFound or Ambiguous, and Refused for one that is done already.
    """
    draft.change(stored, stored.record.finish_milestone(_meant(stored.record, text), on))


def _meant(goal: Goal, text: str) -> int:
    """Return the place of the step that `text` means; a title goes before a number."""
    titles = [fold(step.title) for step in goal.milestones]
    wanted = fold(text)
    if wanted in titles:
        return titles.index(wanted)
    if text.isdecimal() and 1 <= int(text) <= len(titles):
        return int(text) - 1
    fitting = [number for number, title in enumerate(titles) if title.startswith(wanted)]
    if len(fitting) == 1:
        return fitting[0]
    listed = "\n".join(f"{n}  {step.title}" for n, step in enumerate(goal.milestones, start=1))
    if fitting:
        several = tuple(goal.milestones[number].title for number in fitting)
        message = f"several milestones begin with {text!r}"
        raise Ambiguous(message, candidates=several, hint=f"say its number:\n{listed}")
    raise NotFound(
        f"{goal.title}: there is no milestone {text!r}",
        hint=listed or "it has none yet; without --done it is added",
    )
