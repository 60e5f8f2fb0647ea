"""The learning and the people of a review: skills, words put in, gifts, feedback, setbacks.

Entries that others made for me and those that I made for others are of one kind; `me` in
`by` and `given_by` tells them apart. (P006, P015, P017-P020, P086, P094, P099, P109)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from devjournal.pages.growth import Level, level_of, level_words
from devjournal.pages.phrases import DOT, cite, flat, plain_day
from devjournal.render.document import (
    Block,
    Heading,
    Item,
    Line,
    ListBlock,
    Paragraph,
    Span,
    line,
)

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
    return tuple(
        EntryWith(one, _whom(journal, one.record) if by_me else _name(journal, who))
        for one in journal.entries_of(kind)
        for who in [getattr(one.record, _FROM[kind])]
        if one.record.on in period and (who == ME) is by_me
    )


def _whom(journal: Journal, entry: Any) -> str | None:
    return journal.person_in(entry.relationship) if entry.relationship else None


def _name(journal: Journal, person: str | None) -> str | None:
    return journal.name_of(person) if person else None


def build_growth(
    journal: Journal, period: Period, wins: Sequence[WinWith]
) -> tuple[SkillGrowth, ...]:
    """Return every skill that was rated in a period, the most important first."""
    skills = sorted(journal.skills, key=lambda one: (-(one.record.importance or 0), one.id))
    found = []
    for skill in skills:
        ratings = sorted(skill.record.ratings, key=lambda rating: rating.on)
        during = [rating for rating in ratings if rating.on in period]
        before = [rating for rating in ratings if rating.on < period.first]
        if during:
            shown_by = (one.win.ref for one in wins if one.win.record.skill == skill.id)
            growth = SkillGrowth(
                skill,
                baseline=(before[-1] if before else during[0]).level,
                level=during[-1].level,
                levels=tuple(level_of(journal, rating) for rating in during),
                wins=tuple(shown_by),
            )
            found.append(growth)
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


def _section(title: str, items: Sequence[Item]) -> list[Block]:
    return [Heading(line(title)), ListBlock(tuple(items))] if items else []


def _dated(entry: Stored[Any], today: dt.date, *parts: str | Span, word: str = "") -> Line:
    """Return a line that begins with an entry's day and ends with where it is from."""
    when = Span(plain_day(entry.record.on, today), "date")
    return line(when, DOT, *parts, *cite(entry.ref, word or entry.record.kind))


def compose_growth(growth: Sequence[SkillGrowth], today: dt.date) -> list[Block]:
    """Return the skills that were rated, from where to where, with what showed it."""
    items = tuple(_growth(one, today) for one in growth)
    return [Heading(line("Growth in skills")), ListBlock(items)] if items else []


def _growth(one: SkillGrowth, today: dt.date) -> Item:
    skill = one.skill.record
    levels = Span(level_words(one.baseline, one.level, skill.target), "number")
    head = line(Span(flat(skill.name), "strong"), " ", levels, *cite(one.skill.ref))
    shown = [_level_line(level, "rated by", today) for level in one.levels]
    wins = tuple(part for ref in one.wins for part in cite(ref, "win"))
    return Item(head, (*shown, line("shown by", *wins)) if wins else tuple(shown))


def _level_line(one: Level, by: str, today: dt.date) -> Line:
    """Return "16 Sep · level 3, rated by Zoë: Seven minutes without reading"."""
    who = f", {by} {flat(one.by)}" if one.by else ""
    said = f": {flat(one.evidence)}" if one.evidence else ""
    return line(Span(plain_day(one.on, today), "date"), f"{DOT}level {one.level}{who}{said}")


def compose_vouched(title: str, vouched: Sequence[EntryWith], today: dt.date) -> list[Block]:
    """Return who spent their name or network on me, or on whom I spent mine."""
    return _section(title, [_vouched(one, today) for one in vouched])


def _vouched(one: EntryWith, today: dt.date) -> Item:
    entry = one.entry.record
    who = ", ".join(filter(None, (one.who, entry.act)))
    text = f"{': ' if who else ''}{flat(entry.text)}"
    risk = line(Span("at the risk of: ", "label"), flat(entry.risk_taken or ""))
    return Item(
        _dated(one.entry, today, Span(who, "strong"), text), (risk,) if entry.risk_taken else ()
    )


def compose_gave(gave: Sequence[EntryWith], today: dt.date) -> list[Block]:
    """Return what I gave to others."""
    return _section("Given back", [_gave(one, today) for one in gave])


def _gave(one: EntryWith, today: dt.date) -> Item:
    entry = one.entry.record
    who = (Span(f"to {one.who}", "strong"), ": ") if one.who else ()
    what = f" ({flat(entry.what)})" if entry.what else ""
    return Item(_dated(one.entry, today, *who, f"{flat(entry.text)}{what}"))


def compose_their_growth(growth: Sequence[TheirGrowth], today: dt.date) -> list[Block]:
    """Return the skills of those I help, from where to where, with what showed it."""
    items = [
        Item(
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
    return _section("Growth of those I help", items)


def compose_given_feedback(told: Sequence[EntryWith], today: dt.date) -> list[Block]:
    """Return the feedback that I gave, in my own words."""
    items = [
        _feedback(one.entry, today, f"to {one.who}" if one.who else "", one.entry.record.intent)
        for one in told
    ]
    return _section("Feedback I gave", items)


def compose_feedback(feedback: Feedback, today: dt.date) -> list[Block]:
    """Return what I was told: how much says go on, how much says change, and each line."""
    if not feedback.heard:
        return []
    total = len(feedback.heard)
    counts = line(
        "Reinforce ",
        Span(f"{feedback.reinforce} of {total}", "number"),
        ", redirect ",
        Span(f"{feedback.redirect} of {total}", "number"),
        ".",
    )
    items = (
        _feedback(
            one.entry, today, one.given_by, one.entry.record.intent, one.skill, later=one.later
        )
        for one in feedback.heard
    )
    return [Heading(line("Feedback")), Paragraph(counts), ListBlock(tuple(items))]


def _feedback(
    stored: Stored[Any],
    today: dt.date,
    *facts: str | None,
    later: Sequence[Stored[Any]] = (),
) -> Item:
    """Return feedback with facts about it, its exact words, and what was thought of it since."""
    entry = stored.record
    told = ", ".join(filter(None, facts))
    head = _dated(stored, today, flat(entry.text), Span(f" ({told})" if told else "", "dim"))
    words = [line(f"“{flat(entry.verbatim)}”")] if entry.verbatim else []
    since = [line("since then: ", *_dated(one, today, flat(one.record.text))) for one in later]
    return Item(head, (*words, *since))


def compose_setbacks(
    setbacks: Sequence[Setback], lessons: Sequence[Stored[Any]], today: dt.date
) -> list[Block]:
    """Return what went wrong with what came of it, and lessons."""
    names = [*(["Setbacks"] if setbacks else []), *(["Lessons"] if lessons else [])]
    items = [_setback(one, today) for one in setbacks]
    items += [Item(_dated(one, today, flat(one.record.text))) for one in lessons]
    return _section(" and ".join(names).capitalize(), items)


def _setback(one: Setback, today: dt.date) -> Item:
    entry = one.entry.record
    state = Span(f" ({entry.state})", "dim")
    facts = (
        ("told", entry.feedback),
        ("missing", ", ".join(one.gap_skills)),
        ("next time", entry.new_approach),
    )
    lines = [line(Span(f"{label}: ", "label"), flat(text)) for label, text in facts if text]
    lines += [
        line(Span("tried again: ", "label"), flat(other.record.title), *cite(other.ref, ""))
        for other in one.retries
    ]
    return Item(_dated(one.entry, today, Span(flat(entry.text), "strong"), state), tuple(lines))
