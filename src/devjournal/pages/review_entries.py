"""The entries of a review: where I stand, what I was told, and what went wrong."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from devjournal.namedtuples import NamedTuple
from devjournal.pages import phrases as say
from devjournal.pages.packet import Row, Section, listed
from devjournal.render import document as doc
from devjournal.render.document import Line, Span, join, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored

_YEAR = dt.timedelta(days=365)


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


class Theme(NamedTuple):
    """What feedback was about, a skill or a goal (None: neither is told), with each line of it.

    `done` is what I did about it since the first: goals that I set, and wins.
    """

    about: Stored[Any] | None
    heard: tuple[Heard, ...]
    done: tuple[Stored[Any], ...]

    @property
    def redirect(self) -> int:
        """How much of it asked for a change."""
        return sum(one.entry.record.intent == "redirect" for one in self.heard)


class Feedback(NamedTuple):
    """Feedback of a period: how much says go on, how much says change, and each line by theme.

    `looked_back` is on how much of it I reflected; None where that is not told.
    """

    reinforce: int
    redirect: int
    looked_back: int | None
    themes: tuple[Theme, ...]


class Setback(NamedTuple):
    """What went wrong, the names of the skills that were missing, and what tries it again."""

    entry: Stored[Any]
    gap_skills: tuple[str, ...]
    retries: tuple[Stored[Any], ...]


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
        if one.record.on in period and (who == "me") is by_me:
            with_ = one.record.relationship if by_me else who
            name = (journal.person_in if by_me else journal.name_of)(with_) if with_ else None
            found.append(EntryWith(one, name))
    return tuple(found)


def build_assessment(journal: Journal, period: Period, today: dt.date) -> Stored[Any] | None:
    """Return where I last saw myself stand by the end of a period, if within a year. (P005)"""
    until = min(period.last, today)
    found = [one for one in journal.entries_of("assessment") if one.record.on <= until]
    return found[-1] if found and until - found[-1].record.on <= _YEAR else None


def build_feedback(journal: Journal, period: Period) -> Feedback:
    """Return what I was told in a period by what it was about, most of what to change first."""
    entries = build_entries(journal, period, "feedback")
    themes: dict[Ref | None, list[Heard]] = {}
    for entry, who in entries:
        goal = journal.get(("goal", entry.record.goal or ""))
        skill = entry.record.skill or (goal.record.skill if goal else None)
        about = journal.get(("skill", skill or "")) or goal
        name = say.title_of(journal, "skill", entry.record.skill)
        heard = Heard(entry, who, name, journal.reflections_on(entry.id))
        themes.setdefault(about.ref if about else None, []).append(heard)
    found = [
        Theme(journal.get(ref) if ref else None, tuple(of), _done_about(journal, ref, of, period))
        for ref, of in themes.items()
    ]
    found.sort(key=lambda one: (one.about is None, -one.redirect))
    intents = [one.entry.record.intent for one in entries]
    later = sum(bool(one.later) for theme in found for one in theme.heard)
    return Feedback(
        intents.count("reinforce"),
        intents.count("redirect"),
        later if journal.reader == "self" else None,
        tuple(found),
    )


def _done_about(
    journal: Journal, about: Ref | None, heard: Sequence[Heard], period: Period
) -> tuple[Stored[Any], ...]:
    """Return the goals set and the wins since feedback on a skill or goal, in the order of days."""
    if about is None:
        return ()
    first = min(one.entry.record.on for one in heard)
    goals = [one for one in journal.goals if about == one.ref or _is_of(one, about)]
    wins = (
        one
        for one in journal.entries_of("win")
        if _is_of(one, about) or any(one.record.goal == goal.id for goal in goals)
    )
    done = [(_day(one), one.id, one) for one in (*goals, *wins)]
    return tuple(one for day, _, one in sorted(done) if first <= day <= period.last)


def _is_of(stored: Stored[Any], about: Ref) -> bool:
    return about.kind == "skill" and bool(stored.record.skill == about.id)


def _day(stored: Stored[Any]) -> dt.date:
    record = stored.record
    day: dt.date | None = record.created if stored.kind == "goal" else record.on
    return day or dt.date.min


def build_setbacks(journal: Journal, period: Period, quiet: frozenset[Ref]) -> tuple[Setback, ...]:
    """Return the setbacks of a period; one still being processed is left in peace. (P018)"""
    found = []
    for one in journal.entries_of("setback"):
        setback = one.record
        if setback.on in period and one.ref not in quiet:
            skills = tuple(say.title_of(journal, "skill", id_) or "" for id_ in setback.gap_skills)
            found.append(Setback(one, skills, journal.retries_of(one)))
    return tuple(found)


def entry_item(one: EntryWith, today: dt.date) -> doc.Item:
    """Return what was given, or said for somebody, by whom or for whom."""
    entry = one.entry.record
    to = f"to {one.who}" if one.who else ""
    if entry.kind == "feedback":
        return _feedback(one.entry, today, to, entry.intent)
    is_gift = entry.kind == "gave"
    who = to if is_gift else ", ".join(filter(None, (one.who, entry.act)))
    what = f" ({say.flat(entry.what)})" if is_gift and entry.what else ""
    text = f"{': ' if who else ''}{say.flat(entry.text)}{what}"
    risk = () if is_gift else say.labelled([("at the risk of", entry.risk_taken)])
    return doc.Item(dated(one.entry, today, Span(who, "strong"), text), risk)


def assessment_section(stored: Stored[Any] | None, today: dt.date) -> list[Section]:
    """Return where I stand: what I have done, what it changed, and what to improve. (P005)"""
    if stored is None:
        return []
    record = stored.record
    lists = (
        ("accomplishments", "Accomplishments", record.accomplishments),
        ("impact", "Impact", record.impact),
        ("improve", "To improve", record.improve),
    )
    rows = [
        listed("where", f"{say.key_of(stored.ref)} {key}", item, most=1, words=name)
        for key, name, texts in lists
        if texts
        for item in [doc.Item(line(Span(name, "strong")), tuple(map(line, map(say.flat, texts))))]
    ]
    if not rows:
        said = doc.Paragraph(line(say.flat(record.text)))
        rows = [Row("where", say.key_of(stored.ref), (said,), said)]
    when = Span(say.plain_day(record.on, today), "date")
    title = line("Where I stand", say.DOT, when, *say.cite(stored.ref, "assessment"))
    return [Section("where", title, tuple(rows))]


def feedback_section(feedback: Feedback, today: dt.date, reader: str | None) -> list[Section]:
    """Return what I was told: how much says go on, how much says change, and each line.

    Who reads it is called you.
    """
    heard = sum(len(theme.heard) for theme in feedback.themes)
    if not heard:
        return []
    told = (
        ("Reinforce ", feedback.reinforce),
        ("redirect ", feedback.redirect),
        ("looked back on ", feedback.looked_back),
    )
    counts = [
        line(words, Span(f"{number} of {heard}", "number"))
        for words, number in told
        if number is not None
    ]
    whole = doc.Paragraph(line(*join(", ", counts), "."))
    rows = [Row("counts", "feedback", (whole,), whole)]
    for about, those, done in feedback.themes:
        has_name = about or len(feedback.themes) > 1
        name = say.flat(about.record.headline) if about else "On other things" if has_name else ""
        rows += (
            listed(
                *("feedback", say.key_of(one.entry.ref), _heard_item(one, today, reader)),
                weight=(bool(done), one.entry.record.on),
                under=name,
            )
            for one in those
        )
        if done:
            did = doc.Heading(line("What I did about it"), 3)
            items = doc.ListBlock(tuple(_did(one, today) for one in done))
            rows[-1] = rows[-1]._replace(blocks=(*rows[-1].blocks, did, items))
    return [Section("feedback", line("Feedback"), tuple(rows))]


def _heard_item(heard: Heard, today: dt.date, reader: str | None) -> doc.Item:
    entry, given_by, _, later = heard
    who = "you" if given_by and given_by == reader else given_by
    item = _feedback(entry, today, who, entry.record.intent)
    since = (line("since then: ", *dated(one, today, say.flat(one.record.text))) for one in later)
    return item._replace(sub=(*item.sub, *since))


def _did(stored: Stored[Any], today: dt.date) -> doc.Item:
    record, is_goal = stored.record, stored.kind == "goal"
    words = record.headline if is_goal else record.business_line or record.text
    day = Span(say.plain_day(_day(stored), today), "date")
    text = f"{say.DOT}{'set the goal ' if is_goal else ''}{say.flat(words)}"
    return doc.Item(line(day, text, *say.cite(stored.ref, "" if is_goal else "win")), done=True)


def _feedback(stored: Stored[Any], today: dt.date, *facts: str | None) -> doc.Item:
    entry = stored.record
    told = ", ".join(filter(None, facts))
    head = dated(stored, today, say.flat(entry.text), Span(f" ({told})" if told else "", "dim"))
    parts = filter(None, (entry.situation, entry.behaviour, entry.impact))
    where = join(say.DOT, (line(Span(say.flat(part), "dim")) for part in parts))
    exact = line(f"“{say.flat(entry.verbatim)}”" if entry.verbatim else "")
    return doc.Item(head, tuple(filter(None, (where, exact))))


def setback_item(one: Setback, today: dt.date) -> doc.Item:
    """Return what went wrong, what came of it, and what tries it again."""
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
    """Return the day of an entry, then `parts`, then the entry itself."""
    when = Span(say.plain_day(entry.record.on, today), "date")
    return line(when, say.DOT, *parts, *say.cite(entry.ref, entry.record.kind))
