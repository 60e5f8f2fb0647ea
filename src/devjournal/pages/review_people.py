"""The learning and the people of a review: skills, words put in, gifts, feedback, setbacks.

Entries that others made for me and those that I made for others are of one kind; `me` in
`by` and `given_by` tells them apart. (P006, P015, P017-P020, P086, P094, P099, P109)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from devjournal.pages import phrases as say
from devjournal.pages.growth import Level, grown_in, level_words
from devjournal.render import document as doc
from devjournal.render.document import Block, Line, Span, line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.growth import Skill
    from devjournal.pages.growth import TheirGrowth
    from devjournal.pages.review_work import WinWith

ME = "me"
"""Who I am in the fields that hold a person."""


class EntryWith(NamedTuple):
    """An entry, and the name of whom it is from; of one that I made, of whom it is for."""

    entry: Stored[Any]
    who: str | None


class Heard(NamedTuple):
    """What somebody told me, by name, on which skill; `later` are reflections on it."""

    entry: Stored[Any]
    given_by: str | None
    skill: str | None
    later: tuple[Stored[Any], ...]


class Feedback(NamedTuple):
    """Feedback of a period: how much says go on, how much says change, and each line."""

    reinforce: int
    redirect: int
    heard: tuple[Heard, ...]


class Setback(NamedTuple):
    """What went wrong, the names of the skills that were missing, and what tries it again."""

    entry: Stored[Any]
    gap_skills: tuple[str, ...]
    retries: tuple[Stored[Any], ...]


class SkillGrowth(NamedTuple):
    """A skill rated in the period, from its level before, else its first; `wins` show it."""

    skill: Stored[Skill]
    baseline: int
    level: int
    levels: tuple[Level, ...]
    wins: tuple[Ref, ...]


_FROM = {"vouched": "by", "feedback": "given_by", "gave": "who"}
"""The field of an entry that says whom it is from, or, of a gift, for."""


def build_entries(
    journal: Journal,
    period: Period,
    kind: Literal["vouched", "gave", "feedback"],
    *,
    by_me: bool = False,
) -> tuple[EntryWith, ...]:
    """Return the entries of a kind in a period, in the order of days: others', or my own."""
    found = []
    for one in journal.entries_of(kind):
        who = getattr(one.record, _FROM[kind])
        if one.record.on in period and (who == ME) is by_me:
            with_ = one.record.relationship if by_me else who
            name = (journal.person_in if by_me else journal.name_of)(with_) if with_ else None
            found.append(EntryWith(one, name))
    return tuple(found)


def build_growth(
    journal: Journal, period: Period, wins: Sequence[WinWith]
) -> tuple[SkillGrowth, ...]:
    """Return every skill that was rated in a period, the most important first."""
    skills = sorted(journal.skills, key=lambda one: (-(one.record.importance or 0), one.id))
    found = []
    for skill in skills:
        if grown := grown_in(journal, skill.record.ratings, period):
            shown_by = (one.win.ref for one in wins if one.win.record.skill == skill.id)
            found.append(SkillGrowth(skill, *grown, wins=tuple(shown_by)))
    return tuple(found)


def build_feedback(journal: Journal, period: Period) -> Feedback:
    """Return what I was told in a period, in the order of days."""
    entries = build_entries(journal, period, "feedback")
    reflections = journal.entries_of("reflection") if entries else ()
    intents = [one.entry.record.intent for one in entries]
    heard = []
    for entry, who in entries:
        later = tuple(one for one in reflections if one.record.about == entry.id)
        heard.append(Heard(entry, who, skill_name(journal, entry.record.skill), later))
    return Feedback(intents.count("reinforce"), intents.count("redirect"), tuple(heard))


def skill_name(journal: Journal, skill: str | None) -> str | None:
    """Return a skill's name for its id; a plain name stands for itself."""
    stored = journal.get(("skill", skill)) if skill else None
    return stored.record.name if stored else skill


def build_setbacks(journal: Journal, period: Period, quiet: frozenset[Ref]) -> tuple[Setback, ...]:
    """Return the setbacks of a period; one still being processed is left in peace. (P018)"""
    found = []
    for one in journal.entries_of("setback"):
        setback = one.record
        if setback.on in period and one.ref not in quiet:
            skills = tuple(skill_name(journal, each) or "" for each in setback.gap_skills)
            sank = setback.opportunity
            tries = journal.opportunities if sank else ()
            again = tuple(other for other in tries if other.record.retry_of == sank)
            found.append(Setback(one, skills, again))
    return tuple(found)


def growth_item(one: SkillGrowth, today: dt.date) -> doc.Item:
    """Return a skill that was rated, from where to where, with what showed it."""
    skill = one.skill.record
    levels = Span(level_words(one.baseline, one.level, skill.target), "number")
    head = line(Span(say.flat(skill.name), "strong"), " ", levels, *say.cite(one.skill.ref))
    wins = tuple(part for ref in one.wins for part in say.cite(ref, "win"))
    shown = _levels(one.levels, "rated by", today)
    return doc.Item(head, (*shown, *([line("shown by", *wins)] if wins else [])))


def their_growth_item(one: TheirGrowth, today: dt.date) -> doc.Item:
    """Return a skill of somebody I help, from where to where, with what showed it."""
    levels = Span(level_words(one.baseline, one.level, None), "number")
    who = Span(say.flat(one.who), "strong")
    head = line(who, f": {say.flat(one.skill)} ", levels, *say.cite(one.ref, ""))
    return doc.Item(head, _levels(one.levels, "seen by", today))


def _levels(levels: Sequence[Level], by: str, today: dt.date) -> tuple[Line, ...]:
    """Return lines such as "16 Sep · level 3, rated by Zoë: Seven minutes without reading"."""
    lines = []
    for one in levels:
        who = f", {by} {say.flat(one.by)}" if one.by else ""
        said = f": {say.flat(one.evidence)}" if one.evidence else ""
        when = Span(say.plain_day(one.on, today), "date")
        lines.append(line(when, f"{say.DOT}level {one.level}{who}{said}"))
    return tuple(lines)


def vouched_item(one: EntryWith, today: dt.date) -> doc.Item:
    """Return who spent their name or network on me, or on whom I spent mine."""
    entry = one.entry.record
    who = ", ".join(filter(None, (one.who, entry.act)))
    text = f"{': ' if who else ''}{say.flat(entry.text)}"
    risk = say.labelled([("at the risk of", entry.risk_taken)])
    return doc.Item(dated(one.entry, today, Span(who, "strong"), text), risk)


def gave_item(one: EntryWith, today: dt.date) -> doc.Item:
    """Return what I gave to somebody."""
    entry = one.entry.record
    who = (Span(f"to {one.who}", "strong"), ": ") if one.who else ()
    what = f" ({say.flat(entry.what)})" if entry.what else ""
    return doc.Item(dated(one.entry, today, *who, f"{say.flat(entry.text)}{what}"))


def told_item(one: EntryWith, today: dt.date) -> doc.Item:
    """Return feedback that I gave, in my own words."""
    return _feedback(one.entry, today, f"to {one.who}" if one.who else "", one.entry.record.intent)


def compose_feedback(feedback: Feedback, today: dt.date) -> list[Block]:
    """Return what I was told: how much says go on, how much says change, and each line."""
    if not feedback.heard:
        return []
    reinforce, redirect = (
        Span(f"{number} of {len(feedback.heard)}", "number") for number in feedback[:2]
    )
    counts = doc.Paragraph(line("Reinforce ", reinforce, ", redirect ", redirect, "."))
    items = []
    for entry, given_by, skill, later in feedback.heard:
        item = _feedback(entry, today, given_by, entry.record.intent, skill)
        since = (line("since then: ", *dated(r, today, say.flat(r.record.text))) for r in later)
        items.append(item._replace(sub=(*item.sub, *since)))
    return say.section("Feedback", counts, doc.ListBlock(tuple(items)))


def _feedback(stored: Stored[Any], today: dt.date, *facts: str | None) -> doc.Item:
    """Return feedback with facts about it, and its exact words."""
    entry = stored.record
    told = ", ".join(filter(None, facts))
    head = dated(stored, today, say.flat(entry.text), Span(f" ({told})" if told else "", "dim"))
    return doc.Item(head, (line(f"“{say.flat(entry.verbatim)}”"),) if entry.verbatim else ())


def setback_item(one: Setback, today: dt.date) -> doc.Item:
    """Return what went wrong with what came of it."""
    entry = one.entry.record
    missing = ", ".join(one.gap_skills)
    facts = (("told", entry.feedback), ("missing", missing), ("next time", entry.new_approach))
    again = (
        line(Span("tried again: ", "label"), say.flat(each.record.title), *say.cite(each.ref, ""))
        for each in one.retries
    )
    text, state = Span(say.flat(entry.text), "strong"), Span(f" ({entry.state})", "dim")
    return doc.Item(dated(one.entry, today, text, state), (*say.labelled(facts), *again))


def dated(entry: Stored[Any], today: dt.date, *parts: str | Span) -> Line:
    """Return a line that begins with an entry's day and ends with where it is from."""
    when = Span(say.plain_day(entry.record.on, today), "date")
    return line(when, say.DOT, *parts, *say.cite(entry.ref, entry.record.kind))
