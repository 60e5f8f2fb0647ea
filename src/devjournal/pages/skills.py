"""My skills as a whole: where I have furthest to go, and whether a sponsor could vouch for them.

A gap is told with who could help: who answers for the skill, who knows it, in whom I saw
it. (P086, P087)
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from devjournal.dates import short_day
from devjournal.journal.names import fold
from devjournal.pages.phrases import DOT, count, flat, step_note, to_type
from devjournal.practice.settle import FILL_IN, NAME, command
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, join, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.growth import Skill
    from devjournal.models.people import Person, Relationship, Seen
    from devjournal.practice.readiness import Foundation, SponsorReadiness

_MEETING = ("active", "paused")
_TO_ASK = (None, "candidate")


class Helper(NamedTuple):
    """Somebody who could help with a skill, and the open relationship with them.

    An owner with a plain name has no record. `domains` are the fields of theirs that fit,
    `seen` the moments at which I saw the skill in them, the latest first.
    """

    name: str
    is_owner: bool
    person: Stored[Person] | None = None
    relationship: Stored[Relationship] | None = None
    domains: tuple[str, ...] = ()
    seen: tuple[Seen, ...] = ()

    @property
    def state(self) -> str | None:
        """How the relationship with them stands."""
        return self.relationship.record.state if self.relationship else None


class Gap(NamedTuple):
    """A skill below its target; `weight` is its importance × what is missing to the target.

    `next_step` is the command that brings somebody to it.
    """

    skill: Stored[Skill]
    level: int
    gap: int
    weight: int
    helpers: tuple[Helper, ...]
    next_step: str


class Unranked(NamedTuple):
    """A skill that can't be ranked yet: which of level, target and importance are missing."""

    skill: Stored[Skill]
    missing: tuple[str, ...]
    next_step: str


class SkillGaps(NamedTuple):
    """The gaps, the heaviest first; `reached` are the skills at their target or above.

    `next_step` is what to do where there is no skill at all.
    """

    gaps: tuple[Gap, ...]
    unranked: tuple[Unranked, ...]
    reached: tuple[Ref, ...]
    next_step: str | None


def build_skill_gaps(journal: Journal) -> SkillGaps:
    """Return all skills: ranked by importance × gap, not to be ranked yet, or reached."""
    gaps: list[Gap] = []
    unranked: list[Unranked] = []
    reached: list[Ref] = []
    for skill in journal.skills:
        importance, level, target = skill.record.importance, skill.record.level, skill.record.target
        if level is not None and target is not None and level >= target:
            reached.append(skill.ref)
        elif importance is None or level is None or target is None:
            unranked.append(_unranked(skill))
        else:
            gap = target - level
            helpers = find_helpers(journal, skill)
            step = _step(skill.record, helpers)
            gaps.append(Gap(skill, level, gap, importance * gap, helpers, step))
    gaps.sort(key=lambda one: (-one.weight, -(one.skill.record.importance or 0), one.skill.id))
    first = None if journal.skills else command("skill", "add", "--starter")
    return SkillGaps(tuple(gaps), tuple(unranked), tuple(reached), first)


def _step(skill: Skill, helpers: Sequence[Helper]) -> str:
    """Return what brings somebody to a skill: a topic, a request, or somebody to begin with."""
    if not helpers:
        return command("person", "add", NAME, "--seen", f"{skill.name}: {FILL_IN}")
    met = next((one.relationship for one in helpers if one.state in _MEETING), None)
    if met:
        return command("topic", met.id, FILL_IN)
    to_ask = next((one for one in helpers if one.state in _TO_ASK), None)
    if to_ask:
        return command("ask", "draft", to_ask.name)
    first = helpers[0]
    return command("show", first.relationship.id if first.relationship else first.name)


def _unranked(skill: Stored[Skill]) -> Unranked:
    """A level comes before a target: it is the baseline. (P006)"""
    record = skill.record
    missing = [name for name in ("level", "target", "importance") if getattr(record, name) is None]
    if "level" in missing:
        step = command("skill", "rate", skill.id, FILL_IN)
    else:
        step = command("set", skill.id, *(f"{name}={FILL_IN}" for name in missing))
    return Unranked(skill, tuple(missing), step)


def find_helpers(journal: Journal, skill: Stored[Skill]) -> tuple[Helper, ...]:
    """Return who could help with a skill; those in whom I saw it come first, then by name."""
    owners = skill.record.owners
    known = {person.id for person in journal.people}
    names = (skill.id, fold(skill.record.name))
    helpers = [Helper(one, is_owner=True) for one in owners if one != "me" and one not in known]
    for person in journal.people:
        record = person.record
        domains = tuple(one for one in record.domains if _same_field(one, skill.record.name))
        seen = [one for one in record.seen if one.skill in names or fold(one.skill) in names]
        seen.sort(key=lambda one: one.on or dt.date.min, reverse=True)
        is_owner = person.id in owners
        if domains or seen or is_owner:
            with_them = _open_with(journal, person.id)
            helpers.append(Helper(record.name, is_owner, person, with_them, domains, tuple(seen)))
    return tuple(
        sorted(
            helpers,
            key=lambda one: (not one.seen, not one.domains, not one.is_owner, fold(one.name)),
        )
    )


def _same_field(domain: str, skill: str) -> bool:
    """Whether all words of one are words of the other: acumen, and financial acumen."""
    one, other = set(fold(domain).split()), set(fold(skill).split())
    return bool(one) and (one <= other or other <= one)


def _open_with(journal: Journal, person: str) -> Stored[Relationship] | None:
    """Return the relationship in which they help me, or else any that is open with them."""
    found = [one for one in journal.relationships if one.is_open and one.record.person == person]
    found.sort(key=lambda one: (one.record.my_role == "giving", one.record.state != "active"))
    return found[0] if found else None


def compose_skill_gaps(page: SkillGaps, today: dt.date) -> Document:
    """Return each skill below its target with who could help, and what can't be ranked yet."""
    blocks: list[Block] = []
    blocks += [doc.ListBlock((_gap_item(gap, today),)) for gap in page.gaps]
    if page.unranked:
        blocks.append(doc.Heading(line("Not ranked yet"), 2))
        items = []
        for one in page.unranked:
            missing = f"{DOT}no {', no '.join(one.missing)}"
            name = Span(flat(one.skill.record.name), "strong")
            items.append(doc.Item(line(name, missing), (to_type(one.next_step),)))
        blocks.append(doc.ListBlock(tuple(items)))
    if page.next_step:
        blocks.append(step_note("No skills yet.", page.next_step))
    number = len(page.reached)
    its = "its" if number == 1 else "their"
    return Document(
        blocks=tuple(blocks),
        title=line("Skill gaps"),
        subtitle=line("importance × what is missing to the target") if page.gaps else (),
        figure=line(f"{count(number, 'skill')} at {its} target") if number else (),
    )


def _gap_item(gap: Gap, today: dt.date) -> doc.Item:
    skill = gap.skill.record
    weight = f"{skill.importance} × {gap.gap} = {gap.weight}"
    facts = [
        line(Span(flat(skill.name), "strong")),
        line("level ", Span(f"{gap.level} of {skill.target}", "number")),
        line("importance ", Span(weight, "number")),
    ]
    helpers = [_helper_line(helper, today) for helper in gap.helpers]
    nobody = [] if helpers else [line("Nobody yet. In whom did you see it?")]
    return doc.Item(join(DOT, facts), (*helpers, *nobody, to_type(gap.next_step)))


def _helper_line(helper: Helper, today: dt.date) -> Line:
    label = helper.relationship.record.label if helper.relationship else ""
    # The state of what is between us is told where it is not simply there.
    state = "" if helper.state == "active" else helper.state
    facts = [line(", ".join(filter(None, (flat(helper.name), label, state))))]
    if helper.is_owner:
        facts.append(line("answers for it"))
    if helper.domains:
        facts.append(line(f"knows {', '.join(map(flat, helper.domains))}"))
    for seen in helper.seen:
        on = Span(f" {short_day(seen.on, today)}" if seen.on else "", "date")
        facts.append(line("seen", on, f": {flat(seen.where)}" if seen.where else ""))
    return join(DOT, facts)


def readiness_blocks(readiness: SponsorReadiness | None, kind: str, reader: str) -> list[Block]:
    """Return the foundations that a sponsor can vouch for, and what to do about them, as advice.

    `kind` is that of the relationship on whose plan they stand. (P007, P102)
    """
    if readiness is None:
        return []
    what = "What there is to vouch for" if kind == "sponsor" else "Readiness for a sponsor"
    whole = len(readiness.foundations)
    which = "foundations" if reader == "self" else "foundations on this page"
    advice = "Build first, with a mentor; let others see each step."
    if readiness.is_ready:
        advice = "Solid and seen: a sponsor has something to vouch for."
    elif readiness.solid == whole:
        advice = "Solid: now let others see it."
    counts = line(
        Span(f"{readiness.solid} of {whole}", "number"),
        f" {which} at their target, ",
        Span(f"{readiness.shown} of {whole}", "number"),
        f" shown to others. {advice}",
    )
    return [
        doc.Heading(line(what, Span(f"{DOT}advice: nothing waits for it", "dim"))),
        doc.Paragraph(counts),
        doc.ListBlock(tuple(map(_foundation, readiness.foundations))),
    ]


def _foundation(one: Foundation) -> doc.Item:
    level = f"{one.level} of {one.target}" if one.level else f"no level yet, target {one.target}"
    shown = "shown" if one.is_shown else "not shown yet"
    text = line(flat(one.name), " ", Span(level, "number"), Span(f", {shown}", "dim"))
    return doc.Item(text, done=one.is_solid)
