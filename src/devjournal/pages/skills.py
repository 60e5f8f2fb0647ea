"""My skills: where I have furthest to go and who could help, and what a sponsor can vouch for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from devjournal.dates import short_day
from devjournal.journal.names import fold
from devjournal.namedtuples import NamedTuple
from devjournal.pages import phrases as say
from devjournal.pages.growth import level_words
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, join, line
from devjournal.shell import FILL_IN, LEVEL, NAME, command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.growth import Skill
    from devjournal.models.people import Person, Relationship, Seen
    from devjournal.practice.readiness import SponsorReadiness

_TO_ASK = (None, "candidate")
_ASKED = ("asked", "later")


class Helper(NamedTuple):
    """Who could help with a skill, an owner by name alone or a person; `seen`, latest first.

    `recommended` is whom they named when I asked them.
    """

    name: str
    is_owner: bool
    person: Stored[Person] | None = None
    relationship: Stored[Relationship] | None = None
    domains: tuple[str, ...] = ()
    seen: tuple[Seen, ...] = ()
    recommended: str | None = None

    @property
    def state(self) -> str | None:
        """How the relationship with them stands."""
        return self.relationship.record.state if self.relationship else None


class Gap(NamedTuple):
    """A skill below its target by `gap`, of `weight` importance × gap, and who could help."""

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
    """The gaps, the heaviest first, what can't be ranked, and what is at its target or above."""

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
        facts = {"level": level, "target": target, "importance": importance}
        missing = tuple(name for name, value in facts.items() if value is None)
        if level is not None and target is not None and level >= target:
            reached.append(skill.ref)
        elif importance is None or level is None or target is None:
            # A level comes before a target: it is the baseline. (P006)
            step = command("skill", "rate", skill.id, LEVEL)
            if level is not None:
                fields = (f'{name}="{LEVEL}"' for name in missing)
                step = " ".join((command("set", skill.id), *fields))
            unranked.append(Unranked(skill, missing, step))
        else:
            gap, helpers = target - level, find_helpers(journal, skill)
            step = _step(skill.record, helpers)
            gaps.append(Gap(skill, level, gap, importance * gap, helpers, step))
    gaps.sort(key=lambda one: (-one.weight, -(one.skill.record.importance or 0), one.skill.id))
    first = None if journal.skills else command("skill", "add", "--starter")
    return SkillGaps(tuple(gaps), tuple(unranked), tuple(reached), first)


def _step(skill: Skill, helpers: Sequence[Helper]) -> str:
    anybody = command("person", "add", NAME, "--seen", f"{skill.name}: {FILL_IN}")
    for helper in helpers:
        if helper.relationship and helper.relationship.record.is_running:
            return command("topic", helper.relationship.id, FILL_IN)
    for helper in helpers:
        if helper.state in _TO_ASK:
            return command("ask", "draft", helper.name, "--as", "mentor")
    asked = [one.relationship.id for one in helpers if one.relationship and one.state in _ASKED]
    return command("show", asked[0]) if asked else anybody


def find_helpers(journal: Journal, skill: Stored[Skill]) -> tuple[Helper, ...]:
    """Return who could help with a skill; those in whom I saw it come first, then by name."""
    owners = skill.record.owners
    known = {person.id for person in journal.people}
    names = (skill.id, fold(skill.record.name))
    words = set(fold(skill.record.name).split())
    helpers = [Helper(one, is_owner=True) for one in owners if one != "me" and one not in known]
    for person in journal.people:
        record = person.record
        # All words of one are words of the other: acumen, and financial acumen.
        fields = ((domain, set(fold(domain).split())) for domain in record.domains)
        domains = tuple(domain for domain, of in fields if of and (of <= words or words <= of))
        seen = [one for one in record.seen if one.skill in names or fold(one.skill) in names]
        seen.sort(key=lambda one: one.on or dt.date.min, reverse=True)
        if domains or seen or person.id in owners:
            mine = [r for r in journal.relationships if r.record.person == person.id]
            found = [r for r in mine if r.is_open or r.record.state == "declined"]
            # One in which they help me goes before one in which I help them, a no comes last.
            found.sort(key=_turn)
            is_owner, first = person.id in owners, found[0] if found else None
            ask = first.record.ask if first else None
            named = say.title_of(journal, "person", ask.referred_to) if ask else None
            told = Helper(record.name, is_owner, person, first, domains, tuple(seen), named)
            helpers.append(told)
    helpers.sort(key=lambda o: (not o.seen, not o.domains, not o.is_owner, fold(o.name)))
    return tuple(helpers)


def _turn(one: Stored[Relationship]) -> tuple[bool, bool, bool]:
    record = one.record
    return not one.is_open, record.my_role == "giving", record.state != "active"


def compose_skill_gaps(page: SkillGaps, today: dt.date) -> Document:
    """Return each skill below its target with who could help, and what can't be ranked yet."""
    blocks: list[Block] = [doc.ListBlock((_gap_item(gap, today),)) for gap in page.gaps]
    if page.unranked:
        items = []
        for one in page.unranked:
            name = Span(say.flat(one.skill.record.name), "strong")
            missing = f"{say.DOT}no {', no '.join(one.missing)}"
            items.append(doc.Item(line(name, missing), (say.to_type(one.next_step),)))
        blocks += [doc.Heading(line("Not ranked yet"), 2), doc.ListBlock(tuple(items))]
    if page.next_step:
        blocks.append(say.step_note("No skills yet.", page.next_step))
    number = len(page.reached)
    its = "its" if number == 1 else "their"
    return Document(
        blocks=tuple(blocks),
        title=line("Skill gaps"),
        subtitle=line("importance × what is missing to the target") if page.gaps else (),
        figure=line(f"{say.count(number, 'skill')} at {its} target") if number else (),
    )


def _gap_item(gap: Gap, today: dt.date) -> doc.Item:
    skill = gap.skill.record
    weight = f"{skill.importance} × {gap.gap} = {gap.weight}"
    facts = (
        line(Span(say.flat(skill.name), "strong")),
        line("level ", Span(f"{gap.level} of {skill.target}", "number")),
        line("importance ", Span(weight, "number")),
    )
    helpers = [_helper_line(helper, today) for helper in gap.helpers]
    beneath = helpers or [line("Nobody yet. Whom have you seen do it well?")]
    return doc.Item(join(say.DOT, facts), (*beneath, say.to_type(gap.next_step)))


def _helper_line(helper: Helper, today: dt.date) -> Line:
    label = helper.relationship.record.label if helper.relationship else ""
    # The state of what is between us is told where it is not simply there.
    state = "" if helper.state == "active" else helper.state
    ask = helper.relationship.record.ask if helper.relationship else None
    if state == "later" and ask and ask.follow_up_on:
        state = f"later: {say.plain_day(ask.follow_up_on, today)}"
    facts = [
        line(", ".join(filter(None, (say.flat(helper.name), label, state)))),
        line(f"recommended {say.flat(helper.recommended)}" if helper.recommended else ""),
        line("answers for it" if helper.is_owner else ""),
        line(f"knows {', '.join(map(say.flat, helper.domains))}" if helper.domains else ""),
    ]
    for seen in helper.seen:
        on = Span(f" {short_day(seen.on, today)}" if seen.on else "", "date")
        facts.append(line("seen", on, f": {say.flat(seen.where)}" if seen.where else ""))
    return join(say.DOT, facts)


def readiness_blocks(readiness: SponsorReadiness | None, kind: str, reader: str) -> list[Block]:
    """Return the foundations that a sponsor can vouch for, as advice. (P007, P102)"""
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
    solid, shown = (Span(f"{n} of {whole}", "number") for n in (readiness.solid, readiness.shown))
    counts = line(solid, f" {which} at their target, ", shown, f" shown to others. {advice}")
    items = []
    for one in readiness.foundations:
        words = level_words(None, one.level or None, one.target)
        seen = Span(", shown" if one.is_shown else ", not shown yet", "dim")
        text = line(say.flat(one.name), " ", Span(words, "number"), seen)
        items.append(doc.Item(text, done=one.is_solid))
    title = line(what, Span(f"{say.DOT}advice, not a condition", "dim"))
    return [doc.Heading(title), doc.Paragraph(counts), doc.ListBlock(tuple(items))]
