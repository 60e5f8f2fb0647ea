"""Goals, skills, objectives and opportunities, and the way back from a setback."""

from __future__ import annotations

import contextlib
import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from devjournal.dates import add_months, show_day
from devjournal.errors import Ambiguous, NotFound, Refused, UsageError
from devjournal.journal.names import fold
from devjournal.models.growth import Goal, Milestone, Opportunity, Rating, Skill
from devjournal.models.lifecycle import moves_of
from devjournal.practice.counts import TEMPLATES
from devjournal.shell import LEVEL, command

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devjournal.changes.operation import Changes
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.entries import Setback
    from devjournal.models.growth import Objective
    from devjournal.practice.counts import Counted

STARTER: tuple[str, ...] = (
    *("leadership", "financial acumen", "communication"),
    *("technology", "innovation", "operational excellence"),
)
"""The skills to begin from. (P106)"""

ENDINGS = ("met", "missed", "dropped")
"""What may become of an objective."""

_SMALLER = {"company": "org", "org": "team", "team": "team"}
_WHOLE = Decimal(100)
_MONTHS = 3


def finish_milestone(changes: Changes, stored: Stored[Goal], text: str, on: dt.date) -> None:
    """Mark a milestone done, by its title, number or beginning; NotFound, Ambiguous or Refused."""
    goal, wanted = stored.record, fold(text)
    titles = [fold(step.title) for step in goal.milestones]
    fitting = [number for number, title in enumerate(titles) if title.startswith(wanted)]
    if wanted in titles:
        fitting = [titles.index(wanted)]
    elif text.isdecimal() and 1 <= int(text) <= len(titles):
        fitting = [int(text) - 1]
    listed = "\n".join(f"{n}  {step.title}" for n, step in enumerate(goal.milestones, start=1))
    if len(fitting) > 1:
        several = tuple(goal.milestones[number].title for number in fitting)
        message = f"several milestones begin with {text!r}"
        raise Ambiguous(message, candidates=several, hint=f"say its number:\n{listed}")
    if not fitting:
        hint = listed or "it has none yet; without --done it is added"
        raise NotFound(f"{goal.title}: there is no milestone {text!r}", hint=hint)
    changes.update(stored, goal.finish_milestone(fitting[0], on))


def add_skill(changes: Changes, /, name: str, rating: Rating | None = None, **facts: Any) -> Ref:
    """Add a skill with its first rating (P006); raises Refused for one that is there already."""
    for known in changes.journal.skills:
        if fold(known.record.name) == fold(name):
            hint = f"rate it: {command('skill', 'rate', known.id, LEVEL)}"
            raise Refused(f"there is a skill {known.id} already", hint=hint)
    ratings = (rating,) if rating else ()
    return changes.add("skill", Skill(name=name, ratings=ratings, **facts))


def add_starters(changes: Changes) -> None:
    """Add every skill of the starter list that is not there yet."""
    for name in STARTER:
        with contextlib.suppress(Refused):
            add_skill(changes, name)


def close_objective(
    changes: Changes, stored: Stored[Objective], closed_as: str | None, why: str | None
) -> None:
    """Close an objective as met, missed or dropped; raises Refused for one that is closed."""
    record = stored.record
    if not record.is_open:
        since = f" on {show_day(record.closed_on)}" if record.closed_on else ""
        hint = f"take it up again: {command('reopen', stored.id)}"
        raise Refused(f"already {record.state}{since}: {record.title}", hint=hint)
    verb = next(move.verb for move in moves_of("objective") if move.end == closed_as)
    changes.move(stored, verb, why=why)


def deliver(
    changes: Changes, /, stored: Stored[Opportunity], on: dt.date | None, **facts: str | None
) -> None:
    """Record how an opportunity went: on `on`, else its own day if that has come. (P017)"""
    usual = min(stored.record.on or changes.today, changes.today)
    changes.move(stored, "deliver", on or usual, **facts)


def look_back(
    changes: Changes, /, stored: Stored[Setback], verb: str, feedback: str | None, **facts: Any
) -> None:
    """Debrief or rebuild a setback; what was said of it goes below what there is. (P018, P019)"""
    said = [part.strip() for part in (stored.record.feedback, feedback) if part]
    changes.move(stored, verb, feedback="\n".join(said) if feedback else None, **facts)


def retry_with(changes: Changes, stored: Stored[Setback], opportunity: Stored[Opportunity]) -> None:
    """Try a setback again by an opportunity that is there (P020); raises Refused or UsageError."""
    changes.move(stored, "retry")
    sank, id_ = stored.record.opportunity, opportunity.id
    if opportunity.record.state == "declined":
        raise Refused(f"{id_} was declined", hint=command("reopen", id_))
    if sank is None:
        return
    tried: list[str] = []
    before: str | None = sank
    while before and before not in tried:
        tried.append(before)
        found = changes.journal.get(("opportunity", before))
        before = found.record.retry_of if found else None
    if id_ in tried:
        raise UsageError(f"{id_} is what is to be tried again", hint="name another, or a new one")
    if opportunity.record.retry_of not in (None, sank):
        raise Refused(f"{id_} already tries {opportunity.record.retry_of} again")
    changes.set(opportunity, retry_of=sank)


def retry_anew(changes: Changes, /, stored: Stored[Setback], title: str, **facts: Any) -> Ref:
    """Try a setback again by a new opportunity: smaller, of the same type and objective. (P020)"""
    changes.move(stored, "retry")
    sank = changes.journal.get(("opportunity", stored.record.opportunity or ""))
    usual: dict[str, Any] = {}
    if sank:
        was = sank.record
        usual = {"scale": _SMALLER.get(was.scale or ""), "type": was.type}
        usual |= {"retry_of": sank.id, "objective": was.objective}
    return changes.add("opportunity", Opportunity(title=title, **{**usual, **facts}))


def tried_again_by(
    journal: Journal, opportunity: Stored[Opportunity]
) -> tuple[Stored[Setback], ...]:
    """Return the open setbacks that an opportunity tries again."""
    sank = opportunity.record.retry_of
    found = journal.where("entry", closed=False, kind="setback", opportunity=sank) if sank else ()
    return tuple(one for one in found if one.record.state == "retrying")


def template_facts(
    name: str, so_far: Counted, said: Mapping[str, Any], today: dt.date
) -> dict[str, Any]:
    """Return the fields of a goal made from a template; what is `said` goes before.

    Its baseline is what was kept so far (P006), 0 where nothing fell due yet. Where all was
    kept there is no way left to a target, and the goal has none: its steps are the way.
    """
    template = TEMPLATES[name]
    baseline = so_far.value or Decimal(0)
    steps = tuple(Milestone(title=step.title) for step in template.steps)
    return {
        "title": template.title,
        "why": template.why,
        "builds": "relationship",
        "measure": template.measure,
        "unit": "%",
        "baseline": baseline,
        "target": _WHOLE if baseline < _WHOLE else None,
        "due": add_months(today, _MONTHS),
        **said,
        "milestones": (*steps, *said.get("milestones", ())),
        "tags": tuple(dict.fromkeys((name, *said.get("tags", ())))),
    }
