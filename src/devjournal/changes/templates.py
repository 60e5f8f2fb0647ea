"""Goals that the journal itself can count: to be a good mentee, or a good mentor. (P095)

A goal made from a template bears its name as a tag; that and the measure are how it is
known again, and a check-in then counts what the journal holds since the goal was set.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from devjournal.dates import add_months
from devjournal.models.base import replace
from devjournal.models.growth import Goal, Milestone
from devjournal.practice.counts import follow_through, relationships_as

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devjournal.journal.journal import Journal

_WHOLE = 100
_MONTHS = 3


class Step(NamedTuple):
    """A milestone that is reached once `counted` of the follow-through comes to `number`."""

    title: str
    counted: str
    number: int


class Template(NamedTuple):
    """A goal ready to be set: in which role it counts what I do, its words and its steps."""

    role: Literal["receiving", "giving"]
    title: str
    why: str
    measure: str
    steps: tuple[Step, ...]


class Counted(NamedTuple):
    """What the journal tells of such a goal: percent kept, the same in counts, steps reached."""

    value: float | None
    words: str
    reached: frozenset[str]


TEMPLATES: Mapping[str, Template] = {
    "good-mentee": Template(
        role="receiving",
        title="Be a good mentee",
        why="Their time is a gift; what I do with it is mine to answer for.",
        measure="promises to those I learn from that I kept, of all that fell due",
        steps=(
            Step("Keep five promises", "kept", 5),
            Step("Hold three meetings as agreed", "held", 3),
            Step("Say thanks after three meetings", "thanked", 3),
        ),
    ),
    "good-mentor": Template(
        role="giving",
        title="Be a good mentor",
        why="Who counts on me should find that they can.",
        measure="promises to those I help that I kept, of all that fell due",
        steps=(
            Step("Keep five promises", "kept", 5),
            Step("Hold three meetings as agreed", "held", 3),
            Step("Give three things of use", "gave", 3),
        ),
    ),
}
"""The templates by name."""


def count_so_far(journal: Journal, name: str, relationship: str | None, today: dt.date) -> Counted:
    """Return what the journal tells up to today of a goal that is to be set from a template."""
    return _count(journal, TEMPLATES[name], relationship, dt.date.min, today)


def template_facts(
    name: str, so_far: Counted, said: Mapping[str, Any], today: dt.date
) -> dict[str, Any]:
    """Return the fields of a goal made from a template; what is `said` goes before.

    Its baseline is what was kept so far (P006), 0 where nothing fell due yet. Where all was
    kept there is no way left to a target, and the goal has none: its steps are the way.
    """
    template = TEMPLATES[name]
    baseline = so_far.value or 0
    facts = {
        "title": template.title,
        "why": template.why,
        "builds": "relationship",
        "measure": template.measure,
        "unit": "%",
        "baseline": baseline,
        "target": _WHOLE if baseline < _WHOLE else None,
        "due": add_months(today, _MONTHS),
        **said,
    }
    steps = tuple(Milestone(title=step.title) for step in template.steps)
    facts["milestones"] = (*steps, *said.get("milestones", ()))
    facts["tags"] = tuple(dict.fromkeys((name, *said.get("tags", ()))))
    return facts


def count_goal(journal: Journal, goal: Goal, on: dt.date) -> Counted | None:
    """Return what the journal tells of a goal from its first day to `on`.

    None for a goal that is not from a template, or that was given a measure of its own.
    """
    name = next((tag for tag in goal.tags if tag in TEMPLATES), None)
    if name is None or goal.measure != TEMPLATES[name].measure:
        return None
    since = goal.created or dt.date.min
    return _count(journal, TEMPLATES[name], goal.relationship, since, on)


def with_steps_reached(goal: Goal, reached: frozenset[str], on: dt.date) -> Goal:
    """Return a goal with its open steps of these titles done."""
    steps = tuple(
        replace(step, done_on=on) if step.title in reached and not step.done_on else step
        for step in goal.milestones
    )
    return replace(goal, milestones=steps)


def _count(
    journal: Journal, template: Template, relationship: str | None, since: dt.date, on: dt.date
) -> Counted:
    among = {relationship} if relationship else relationships_as(journal, template.role)
    found = follow_through(journal, among, since, on)
    reached = (step.title for step in template.steps if getattr(found, step.counted) >= step.number)
    value = round(_WHOLE * found.kept / found.promised) if found.promised else None
    parts = (
        (found.promised, f"{found.kept} of {found.promised} promises kept"),
        (found.agreed, f"{found.held} of {found.agreed} meetings held"),
        (
            found.held and template.role == "receiving",
            f"thanks said after {found.thanked} of {found.held}",
        ),
        (template.role == "giving", f"gave {found.gave}"),
    )
    words = ", ".join(words for counts, words in parts if counts)
    return Counted(value, words or "nothing to count yet", frozenset(reached))
