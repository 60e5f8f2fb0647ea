"""The echo of a change: one line, as it was understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from devjournal.dates import in_days, short_day, short_moment, show_day
from devjournal.journal.journal import Journal
from devjournal.journal.names import short_ids
from devjournal.journal.stored import Change, Stored
from devjournal.practice.readiness import counts_as_topic
from devjournal.records.ids import split_letters
from devjournal.render.compose.changed import compose_changed
from devjournal.render.compose.ids import letters_of
from devjournal.render.compose.values import show_change
from devjournal.render.document import Line, Paragraph, Span, join, line
from devjournal.views.meeting_number import number_of

_SEPARATOR = " · "


def compose_echo(
    before: Journal,
    after: Journal,
    changes: Sequence[Change],
    today: dt.date,
    *,
    dry_run: bool = False,
) -> tuple[Paragraph, ...]:
    """Return a line for every change of an operation; one that says nothing changed if so."""
    if not changes:
        return (Paragraph(line("no change")),)
    shorts = short_ids(after)
    mark = Span("would: " if dry_run else "✓ ", "dim" if dry_run else "good")
    return tuple(
        Paragraph(line(mark, *_told(change, after, shorts, today)))
        for change in changes
        if not _is_counted(change, changes)
    )


def _is_counted(change: Change, changes: Sequence[Change]) -> bool:
    """Whether a topic was discussed in a meeting that is told in the same breath, and counts it."""
    meeting = getattr(change.after, "meeting", None)
    is_topic = change.kind == "topic" and change.before is not None
    return is_topic and any(c.kind == "meeting" and c.id == meeting for c in changes)


def _told(change: Change, after: Journal, shorts: Mapping[str, str], today: dt.date) -> Line:
    if change.after is None:
        return line(f"deleted {change.kind} ", *letters_of(change.id, None))
    stored = Stored(change.id, change.kind, change.after, "")
    verb = _verb(change)
    if change.kind == "meeting" and not _is_touched_up(change):
        return _meeting(stored, change, after, today)
    head = line(
        f"{_kind_word(change.after, change.kind)} ",
        *letters_of(change.id, shorts.get(change.id)),
        Span(f" {verb}", "strong") if verb else "",
    )
    facts = _facts(change, verb, after, today)
    headline = line(_headline(after, stored)) if split_letters(change.id)[0] else ()
    if not headline and _headline(after, stored) != change.id:
        headline = line(_headline(after, stored))
    return join(_SEPARATOR, [head, headline, *facts])


def _facts(change: Change, verb: str, after: Journal, today: dt.date) -> Facts:
    """Return what a new record says, or what changed in one that was there."""
    if verb != "changed" or change.before is None or change.after is None:
        return _FACTS.get(change.kind, _no_facts)(change.after, after, today)
    outcome = _OUTCOMES.get(change.kind, _no_facts)(change.after, after, today)
    return [*compose_changed(change.before.record, change.after, today), *outcome]


def _kind_word(record: Any, kind: str) -> str:
    return str(record.kind) if kind == "entry" else kind


def _headline(journal: Journal, stored: Stored[Any]) -> str:
    if stored.kind == "relationship":
        return f"{journal.name_of(stored.record.person)}, {stored.record.label}"
    return str(stored.record.headline)


def _verb(change: Change) -> str:
    """Return what happened to a record that was there before: its new state, or that it changed."""
    if change.before is None:
        return ""
    was = getattr(change.before.record, "state", None)
    now = getattr(change.after, "state", None)
    return str(now) if now != was else "changed"


def _is_touched_up(change: Change) -> bool:
    """Whether a meeting stays what and when it was, and only some of its facts differ."""
    before: Any = change.before.record if change.before else None
    after: Any = change.after
    return before is not None and (before.state, before.at) == (after.state, after.at)


def _meeting(stored: Stored[Any], change: Change, after: Journal, today: dt.date) -> Line:
    meeting = stored.record
    if meeting.state == "planned":
        number, of = number_of(after, stored)
        counted = f"meeting {number} of {of}" if of else f"meeting {number}"
        last = ": close or renew?" if of and number >= of else ""
        moved = Span("moved to ", "strong") if change.before else ""
        when = short_moment(after.moment(meeting.at), today)
        return line(
            "next: ",
            *letters_of(stored.id, None),
            ", ",
            moved,
            Span(when, "date"),
            f", {counted}{last}",
        )
    day = short_day(after.day_of(meeting.at), today)
    topics = [t.record for t in after.topics if t.record.relationship == meeting.relationship]
    discussed = sum(topic.meeting == stored.id for topic in topics)
    waiting = sum(topic.is_open and counts_as_topic(topic) for topic in topics)
    told: list[Line] = [
        line(
            "meeting ",
            *letters_of(stored.id, None),
            " ",
            Span(meeting.state, "strong"),
            " ",
            Span(day, "date"),
        )
    ]
    if meeting.state == "held":
        stays = "1 stays open" if waiting == 1 else f"{waiting} stay open"
        told.append(line(f"{_count(discussed, 'topic')} discussed, {stays}"))
    elif meeting.state == "cancelled" and meeting.cancelled_by:
        told.append(line(f"by {'me' if meeting.cancelled_by == 'me' else 'them'}"))
    return join(_SEPARATOR, told)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


Facts = list[Line]


def _no_facts(record: Any, journal: Journal, today: dt.date) -> Facts:
    return []


def _action(record: Any, journal: Journal, today: dt.date) -> Facts:
    facts = [line("mine" if record.owner == "me" else _theirs(record, journal))]
    if record.due and record.is_open:
        facts.append(
            line("due ", Span(show_day(record.due), "date"), f" ({in_days(record.due, today)})")
        )
    if record.goal:
        facts.append(line("goal ", Span(record.goal, "id")))
    if record.evidence:
        facts.append(line(record.evidence))
    return facts


def _theirs(record: Any, journal: Journal) -> str:
    if not record.relationship:
        return "theirs"
    return f"{journal.person_in(record.relationship).split()[0]}'s"


def _topic(record: Any, journal: Journal, today: dt.date) -> Facts:
    facts = [line(f"for {journal.person_in(record.relationship)}")]
    if record.deep_dive:
        facts.append(line("deep dive"))
    if record.minutes:
        facts.append(line(f"{record.minutes} min"))
    if record.kind:
        facts.append(line(record.kind))
    return facts


def _relationship(record: Any, journal: Journal, today: dt.date) -> Facts:
    facts = [line(record.purpose)] if record.purpose else []
    if record.meetings_agreed:
        facts.append(line(f"{record.meetings_agreed} meetings agreed"))
    rhythm = [record.cadence or "", f"{record.minutes} min" if record.minutes else ""]
    return [*facts, line(", ".join(filter(None, rhythm)))]


def _goal(record: Any, journal: Journal, today: dt.date) -> Facts:
    facts = _progress(record, journal, today)
    if record.due and record.is_open:
        facts.append(
            line("due ", Span(show_day(record.due), "date"), f" ({in_days(record.due, today)})")
        )
    return facts


def _progress(record: Any, journal: Journal, today: dt.date) -> Facts:
    return [] if record.progress is None else [line(Span(f"{record.progress:.0%}", "number"))]


def _skill(record: Any, journal: Journal, today: dt.date) -> Facts:
    if record.level is None:
        return []
    of = f" of {record.target}" if record.target else ""
    return [line("level ", Span(f"{record.level}{of}", "number"))]


def _entry(record: Any, journal: Journal, today: dt.date) -> Facts:
    facts = [line(Span(show_day(record.on), "date"))]
    for link in ("objective", "goal", "relationship"):
        if getattr(record, link, None):
            facts.append(line(f"{link} ", Span(getattr(record, link), "id")))
    facts += [line(show_change(number)) for number in getattr(record, "numbers", ())]
    for field, words in _PEOPLE.items():
        people = getattr(record, field, None) or ()
        names = [journal.name_of(one) for one in ((people,) if isinstance(people, str) else people)]
        if names:
            facts.append(line(f"{words} {', '.join(names)}"))
    return facts


_PEOPLE = {"given_by": "from", "by": "by", "who": "to", "credit": "credit"}

_OUTCOMES: Mapping[str, Callable[[Any, Journal, dt.date], Facts]] = {
    "goal": _progress,
    "skill": _skill,
}
"""What is worth saying of a changed record beside the fields that changed."""

_FACTS: Mapping[str, Callable[[Any, Journal, dt.date], Facts]] = {
    "action": _action,
    "topic": _topic,
    "relationship": _relationship,
    "goal": _goal,
    "skill": _skill,
    "entry": _entry,
}
