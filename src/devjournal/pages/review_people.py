"""The learning and the people of a review: skills, words put in, gifts, feedback, setbacks.

Entries that others made for me and those that I made for others are of one kind; `me` in
`by` and `given_by` tells them apart. (P006, P015, P017-P020, P086, P094, P099, P109)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from devjournal.pages.growth import Level, grown_in, level_words
from devjournal.pages.phrases import DOT, cite, flat, labelled, list_section, plain_day, section
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
    """A skill that was rated in the period, from its level before, else its first one.

    `wins` show it.
    """

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
    return Feedback(
        reinforce=intents.count("reinforce"),
        redirect=intents.count("redirect"),
        heard=tuple(
            Heard(
                one.entry,
                given_by=one.who,
                skill=skill_name(journal, one.entry.record.skill),
                later=tuple(r for r in reflections if r.record.about == one.entry.id),
            )
            for one in entries
        ),
    )


def skill_name(journal: Journal, skill: str | None) -> str | None:
    """Return a skill's name for its id; a plain name stands for itself."""
    stored = journal.get(("skill", skill)) if skill else None
    return stored.record.name if stored else skill


def build_lessons(journal: Journal, period: Period) -> tuple[Stored[Any], ...]:
    """Return the lessons of a period, in the order of days."""
    return tuple(one for one in journal.entries_of("lesson") if one.record.on in period)


def build_setbacks(journal: Journal, period: Period, quiet: frozenset[Ref]) -> tuple[Setback, ...]:
    """Return the setbacks of a period; one still being processed is left in peace. (P018)"""
    return tuple(
        Setback(
            one,
            gap_skills=tuple(skill_name(journal, each) or "" for each in one.record.gap_skills),
            retries=tuple(
                other
                for other in journal.opportunities
                if one.record.opportunity and other.record.retry_of == one.record.opportunity
            ),
        )
        for one in journal.entries_of("setback")
        if one.record.on in period and one.ref not in quiet
    )


def _dated(entry: Stored[Any], today: dt.date, *parts: str | Span, word: str = "") -> Line:
    """Return a line that begins with an entry's day and ends with where it is from."""
    when = Span(plain_day(entry.record.on, today), "date")
    return line(when, DOT, *parts, *cite(entry.ref, word or entry.record.kind))


def compose_growth(growth: Sequence[SkillGrowth], today: dt.date) -> list[Block]:
    """Return the skills that were rated, from where to where, with what showed it."""
    items = []
    for one in growth:
        skill = one.skill.record
        levels = Span(level_words(one.baseline, one.level, skill.target), "number")
        head = line(Span(flat(skill.name), "strong"), " ", levels, *cite(one.skill.ref))
        wins = tuple(part for ref in one.wins for part in cite(ref, "win"))
        shown = [_level_line(level, "rated by", today) for level in one.levels]
        items.append(doc.Item(head, (*shown, *([line("shown by", *wins)] if wins else []))))
    return list_section("Growth in skills", items)


def _level_line(one: Level, by: str, today: dt.date) -> Line:
    """Return "16 Sep · level 3, rated by Zoë: Seven minutes without reading"."""
    who = f", {by} {flat(one.by)}" if one.by else ""
    said = f": {flat(one.evidence)}" if one.evidence else ""
    return line(Span(plain_day(one.on, today), "date"), f"{DOT}level {one.level}{who}{said}")


def compose_vouched(title: str, vouched: Sequence[EntryWith], today: dt.date) -> list[Block]:
    """Return who spent their name or network on me, or on whom I spent mine."""
    items = []
    for one in vouched:
        entry = one.entry.record
        who = ", ".join(filter(None, (one.who, entry.act)))
        text = f"{': ' if who else ''}{flat(entry.text)}"
        risk = labelled([("at the risk of", entry.risk_taken)])
        items.append(doc.Item(_dated(one.entry, today, Span(who, "strong"), text), risk))
    return list_section(title, items)


def compose_gave(gave: Sequence[EntryWith], today: dt.date) -> list[Block]:
    """Return what I gave to others."""
    items = []
    for one in gave:
        entry = one.entry.record
        who = (Span(f"to {one.who}", "strong"), ": ") if one.who else ()
        what = f" ({flat(entry.what)})" if entry.what else ""
        items.append(doc.Item(_dated(one.entry, today, *who, f"{flat(entry.text)}{what}")))
    return list_section("Given back", items)


def compose_their_growth(growth: Sequence[TheirGrowth], today: dt.date) -> list[Block]:
    """Return the skills of those I help, from where to where, with what showed it."""
    items = [
        doc.Item(
            line(
                Span(flat(one.who), "strong"),
                f": {flat(one.skill)} ",
                Span(level_words(one.baseline, one.level, None), "number"),
                *cite(one.ref, ""),
            ),
            tuple(_level_line(level, "seen by", today) for level in one.levels),
        )
        for one in growth
    ]
    return list_section("Growth of those I help", items)


def compose_given_feedback(told: Sequence[EntryWith], today: dt.date) -> list[Block]:
    """Return the feedback that I gave, in my own words."""
    items = [
        _feedback(one.entry, today, f"to {one.who}" if one.who else "", one.entry.record.intent)
        for one in told
    ]
    return list_section("Feedback I gave", items)


def compose_feedback(feedback: Feedback, today: dt.date) -> list[Block]:
    """Return what I was told: how much says go on, how much says change, and each line."""
    if not feedback.heard:
        return []
    total = len(feedback.heard)
    reinforce = Span(f"{feedback.reinforce} of {total}", "number")
    redirect = Span(f"{feedback.redirect} of {total}", "number")
    counts = doc.Paragraph(line("Reinforce ", reinforce, ", redirect ", redirect, "."))
    items = []
    for one in feedback.heard:
        facts = (one.given_by, one.entry.record.intent, one.skill)
        items.append(_feedback(one.entry, today, *facts, later=one.later))
    return section("Feedback", counts, doc.ListBlock(tuple(items)))


def _feedback(
    stored: Stored[Any],
    today: dt.date,
    *facts: str | None,
    later: Sequence[Stored[Any]] = (),
) -> doc.Item:
    """Return feedback with facts about it, its exact words, and what was thought of it since."""
    entry = stored.record
    told = ", ".join(filter(None, facts))
    head = _dated(stored, today, flat(entry.text), Span(f" ({told})" if told else "", "dim"))
    words = [line(f"“{flat(entry.verbatim)}”")] if entry.verbatim else []
    since = [line("since then: ", *_dated(one, today, flat(one.record.text))) for one in later]
    return doc.Item(head, (*words, *since))


def compose_setbacks(
    setbacks: Sequence[Setback], lessons: Sequence[Stored[Any]], today: dt.date
) -> list[Block]:
    """Return what went wrong with what came of it, and lessons."""
    names = [*(["Setbacks"] if setbacks else []), *(["Lessons"] if lessons else [])]
    items = []
    for one in setbacks:
        entry = one.entry.record
        state = Span(f" ({entry.state})", "dim")
        missing = ", ".join(one.gap_skills)
        facts = (("told", entry.feedback), ("missing", missing), ("next time", entry.new_approach))
        again = [
            line(Span("tried again: ", "label"), flat(other.record.title), *cite(other.ref, ""))
            for other in one.retries
        ]
        head = _dated(one.entry, today, Span(flat(entry.text), "strong"), state)
        items.append(doc.Item(head, (*labelled(facts), *again)))
    items += [doc.Item(_dated(one, today, flat(one.record.text))) for one in lessons]
    return list_section(" and ".join(names).capitalize(), items)
