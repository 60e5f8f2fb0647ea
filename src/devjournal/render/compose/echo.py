"""The echo of a change: one line, as it was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.dates import in_days, short_day, short_moment, show_day
from devjournal.journal.names import short_ids
from devjournal.journal.stored import Change, Stored
from devjournal.models.ids import split_letters
from devjournal.models.people import Relationship
from devjournal.pages.phrases import letters_of
from devjournal.practice.meetings import number_of
from devjournal.practice.readiness import counts_as_topic
from devjournal.render.compose.changed import compose_changed
from devjournal.render.compose.closing import compose_closing
from devjournal.render.compose.entry_facts import compose_entry_facts
from devjournal.render.compose.relationship_facts import compose_relationship_facts
from devjournal.render.compose.renamed import compose_renamed
from devjournal.render.document import Line, Note, Span, join, line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from devjournal.journal.journal import Journal

_SEPARATOR = " · "


def compose_echo(
    after: Journal,
    changes: Sequence[Change],
    today: dt.date,
    *,
    dry_run: bool = False,
) -> tuple[Note, ...]:
    """Return a line for every change of an operation; one that says nothing changed if so."""
    if not changes:
        return (Note(line("no change")),)
    if any(change.old_id != change.id for change in changes):
        told = compose_renamed(changes)
    else:
        shorts = short_ids(after)
        told = (_told(c, after, shorts, today) for c in changes if not _is_counted(c, changes))
    if dry_run:
        return tuple(Note(line(Span("would: ", "dim"), *each)) for each in told)
    return tuple(Note(each, "done") for each in told)


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
    """Return what a record says now that it did not say before."""
    record: Any = change.after
    before: Any = change.before.record if change.before else None
    closing = compose_closing(before, record, today)
    if isinstance(record, Relationship):
        return [*compose_relationship_facts(before, record, today), *closing]
    if verb in _TOLD_IN_SHORT and change.kind in _FACTS:
        return [*_FACTS[change.kind](record, after, today), *closing]
    outcome = _OUTCOMES.get(change.kind, _no_facts)(record, after, today)
    return [*compose_changed(before, record, today), *closing, *outcome]


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
    """Whether a planned meeting stays when it was, and only some of its facts differ."""
    before: Any = change.before.record if change.before else None
    after: Any = change.after
    if before is None or after.state != "planned":
        return False
    return (before.state, before.at) == (after.state, after.at)


def _meeting(stored: Stored[Any], change: Change, after: Journal, today: dt.date) -> Line:
    meeting = stored.record
    if meeting.state == "planned":
        number, of = number_of(after, stored)
        counted = f"meeting {number} of {of}" if of else f"meeting {number}"
        last = ": close or renew?" if of and number >= of else ""
        before: Any = change.before.record if change.before else None
        is_moved = before is not None and before.at != meeting.at
        moved = Span("moved to ", "strong") if is_moved else ""
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
        if _verb(change) == "changed" and change.before:
            told += compose_changed(change.before.record, meeting, today)
    elif meeting.state == "cancelled" and meeting.cancelled_by:
        told.append(line(f"by {'me' if meeting.cancelled_by == 'me' else 'them'}"))
    return join(_SEPARATOR, told)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


Facts = list[Line]


def _no_facts(_record: Any, _journal: Journal, _today: dt.date) -> Facts:
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
    name = journal.person_in(record.relationship)
    return f"{next(iter(name.split()), name)}'s"


def _topic(record: Any, journal: Journal, _today: dt.date) -> Facts:
    facts = [line(f"for {journal.person_in(record.relationship)}")]
    if record.deep_dive:
        facts.append(line("deep dive"))
    if record.minutes:
        facts.append(line(f"{record.minutes} min"))
    if record.kind:
        facts.append(line(record.kind))
    return facts


def _progress(record: Any, _journal: Journal, _today: dt.date) -> Facts:
    return [] if record.progress is None else [line(Span(f"{record.progress:.0%}", "number"))]


def _skill(record: Any, _journal: Journal, _today: dt.date) -> Facts:
    if record.level is None or record.target is None:
        return []
    return [line("level ", Span(f"{record.level} of {record.target}", "number"))]


_TOLD_IN_SHORT = ("", "active", "done", "open", "discussed", "dropped")

_OUTCOMES: Mapping[str, Callable[[Any, Journal, dt.date], Facts]] = {
    "goal": _progress,
    "skill": _skill,
}
"""What came of the fields that changed."""

_FACTS: Mapping[str, Callable[[Any, Journal, dt.date], Facts]] = {
    "action": _action,
    "topic": _topic,
    "entry": compose_entry_facts,
}
