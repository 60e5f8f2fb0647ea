"""The echo of a change: a line for each record, as it was understood."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from devjournal.dates import in_days, short_day, short_moment, show_day
from devjournal.journal.names import short_ids_of
from devjournal.journal.stored import Change, Stored
from devjournal.models.base import replace
from devjournal.models.ids import split_letters
from devjournal.models.links import relinked
from devjournal.models.plain import to_plain
from devjournal.models.registry import LETTERED
from devjournal.pages import phrases as say
from devjournal.pages.growth import level_words, short_of_aim
from devjournal.practice.counts import (
    as_counted,
    days_late,
    expected_next,
    number_of,
    numbered,
    percent,
)
from devjournal.render.document import Line, Note, Span, join, line, text_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.models.base import Link, Record
    from devjournal.models.people import Relationship

_LONGEST = 60
_TOLD_OTHERWISE = ("moves", "state", "closed_on", "closed_why", "created", "page")
_TOLD_IN_SHORT = ("", "active", "done", "open", "discussed", "dropped")


def compose_echo(
    after: Journal, changes: Sequence[Change], today: dt.date, *, dry_run: bool = False
) -> tuple[Note, ...]:
    """Return a line for every change of an operation; one that says nothing changed if so."""
    if not changes:
        return (Note(line("no change")),)
    renamed = [change for change in changes if change.old_id != change.id]
    arrow = Span(" → ", "dim")
    told = [line(f"{c.kind} ", Span(c.old_id, "id"), arrow, Span(c.id, "id")) for c in renamed]
    if not renamed:
        shorts = short_ids_of(after, [one.id for one in changes if one.kind in LETTERED])
        # A topic that was discussed in a meeting told in the same breath is counted there.
        meetings = {change.id for change in changes if change.kind == "meeting"}
        told += (
            _told(change, after, shorts, today)
            for change in changes
            if change.kind != "topic"
            or change.before is None
            or getattr(change.after, "meeting", None) not in meetings
        )
    elif follow := len(changes) - len(renamed):
        told.append(line(f"links to it follow in {say.count(follow, 'record')}"))
    if dry_run:
        return tuple(Note(line(Span("would: ", "dim"), *each)) for each in told)
    return tuple(Note(each, "done") for each in told)


def _told(change: Change, after: Journal, shorts: Mapping[str, str], today: dt.date) -> Line:
    if change.after is None:
        return line(f"deleted {change.kind} ", *say.letters_of(change.id, None))
    stored: Stored[Any] = Stored(change.id, change.kind, change.after, "")
    before: Any = change.before.record if change.before else None
    # What happened to a record that was there before: its new state, or that it changed.
    now = getattr(change.after, "state", None)
    verb = ""
    if before is not None:
        verb = str(now) if now != getattr(before, "state", None) else "changed"
    if change.kind == "meeting":
        record = stored.record
        is_touched_up = before is not None and (before.state, before.at) == (now, record.at)
        is_thanked = is_touched_up and replace(before, thanked_on=record.thanked_on) == record
        if not (is_thanked or (is_touched_up and now == "planned")):
            return _meeting(stored, before, verb, after, today)
    letters = say.letters_of(change.id, shorts.get(change.id))
    state = Span(f" {verb}" if verb else "", "strong")
    head = line(f"{say.name_of_kind(stored)} ", *letters, state)
    title = change.after.headline if change.kind == "meeting" else say.headline(after, stored)
    says_more = split_letters(change.id)[0] or title != change.id
    facts = _facts(before, stored, verb, after, today)
    return join(say.DOT, [head, line(say.first_line(title) if says_more else ""), *facts])


def _facts(was: Any, stored: Stored[Any], verb: str, after: Journal, today: dt.date) -> list[Line]:
    record, kind = stored.record, stored.kind
    closing = closing_facts(was, record, today)
    if kind == "relationship":
        return [*relationship_facts(after, was, record, today), *closing]
    if verb in _TOLD_IN_SHORT and kind in _IN_SHORT:
        return [*_IN_SHORT[kind](record, after, today), *closing]
    facts = [*changed_facts(after, was, record, today), *closing]
    # What came of the fields that changed.
    part = as_counted(after, stored, today).record.progress if kind == "goal" else None
    if part is not None:
        facts.append(line(Span(f"{percent(part)}%", "number"), short_of_aim(record)))
    if kind == "skill" and record.level is not None and record.target is not None:
        level = level_words(None, record.level, record.target)
        facts.append(line("level ", Span(level, "number")))
    return facts


def closing_facts(before: Record | None, after: Record, today: dt.date) -> list[Line]:
    """Return the day of a closing if it is another than today, and why, as far as new."""
    facts = []
    day = getattr(after, "closed_on", None)
    was_on, on = (getattr(one, "on", None) for one in (before, after))
    told = on if on != was_on else None  # the day that it was on is told as what changed
    if day not in (None, today, told, getattr(before, "closed_on", None)):
        facts.append(line("on ", Span(show_day(day), "date")))
    why = getattr(after, "closed_why", None)
    if why and why != getattr(before, "closed_why", None):
        facts.append(line(Span("why", "label"), f" {why}"))
    return facts


def changed_facts(
    journal: Journal, before: Record | None, after: Record, today: dt.date
) -> list[Line]:
    """Return a line for each field that differs, as it is now; a link by the title it leads to.

    Of a list of tables a line for each added, or, if none was, for each that is gone. Of a
    new record (`before` is None) all that is set but its headline.
    """
    relink = partial(_title, journal)
    was, now = (to_plain(relinked(one, relink)) if one else {} for one in (before, after))
    elsewhere = (*_TOLD_OTHERWISE, *(() if before else (after.TITLE,)))
    facts: list[Line] = []
    for name in {**now, **was}:
        value = now.get(name)
        # Not by ==, which finds 6.10 and 6.1 alike.
        if name in elsewhere or repr(was.get(name)) == repr(value):
            continue
        facts += _field(name, was.get(name), value, today, say.places_in(now))
    return facts


def _title(journal: Journal, link: Link, id_: str) -> str:
    """Return what a link leads to in words; a meeting, or a record that is gone, as its id."""
    return _headline(journal, link.kind, id_)


def _headline(journal: Journal, kind: str, id_: str) -> str:
    stored = journal.get((kind, id_))
    return say.headline(journal, stored) if stored and kind != "meeting" else id_


def _field(name: str, was: Any, now: Any, today: dt.date, places: int) -> list[Line]:
    label = line(Span(say.field_words(name), "label"))
    if now is None:
        return [line(*label, " cleared")]
    if isinstance(now, dict):
        was = was or {}
        return [
            part
            for key in {**now, **was}
            if repr(was.get(key)) != repr(now.get(key))
            for part in _field(f"{name} {key}", was.get(key), now.get(key), today, places)
        ]
    if isinstance(now, list) and any(isinstance(one, dict) for one in now):
        label = line(Span(say.field_words(name).removesuffix("s"), "label"))
        added = [_new_in(one, was or []) for one in now if one not in (was or [])]
        gone = [one for one in was or [] if one not in now and not added]
        told = (_short(say.show_value(one, places)) for one in gone or added or now)
        return [join(" ", [label, each, line("cleared" if gone else "")]) for each in told]
    if name == "due":
        return [join(" ", [label, say.show_value(now), line(f"({in_days(now, today)})")])]
    return [join(" ", [label, _short(say.show_value(now, places))])]


def _new_in(table: Any, was: list[Any]) -> Any:
    """Return a table with its title and what differs, if one of its title was there before."""
    title = table.get("title")
    earlier = next((one for one in was if title is not None and one.get("title") == title), None)
    if earlier is None:
        return table
    return {key: one for key, one in table.items() if key == "title" or one != earlier.get(key)}


def _short(part: Line) -> Line:
    text = say.flat(text_of(part))
    if "\n" in text_of(part):
        part = line(text)
    return part if len(text) <= _LONGEST else line(f"{text[: _LONGEST - 1]}…")


_TERMS = ("purpose", "meetings_agreed", "cadence", "minutes", "start", "closed_as")
"""What the terms tell, or the word for the new state does."""


def relationship_facts(
    journal: Journal, before: Relationship | None, after: Relationship, today: dt.date
) -> list[Line]:
    """Return a relationship's terms where it begins, else what differs."""

    def listed(*parts: str | None) -> Line:
        return line(", ".join(say.flat(part) for part in parts if part))

    terms = [
        line(say.flat(after.purpose or "")),
        line(f"{after.meetings_agreed} meetings agreed" if after.meetings_agreed else ""),
        listed(after.cadence, f"{after.minutes} min" if after.minutes else ""),
    ]
    if before is None:
        if after.state != "active":
            # One that is only meant to be says so, and what it asks for. (P088)
            ask = after.ask
            meetings = (
                f"asks for {say.count(ask.meetings, 'meeting')}" if ask and ask.meetings else ""
            )
            terms[:0] = [line(after.state), listed(meetings, ask.time_frame if ask else "")]
        return terms
    if after.state == "active" and before.state != "active":
        rest = replace(before, **{term: getattr(after, term) for term in _TERMS})
        return [*terms, *changed_facts(journal, rest, after, today)]
    return changed_facts(journal, before, after, today)


def _meeting(stored: Stored[Any], before: Any, verb: str, after: Journal, today: dt.date) -> Line:
    meeting = stored.record
    if meeting.state == "planned":
        is_moved = before is not None and before.at != meeting.at
        when = Span(short_moment(after.moment(meeting.at), today), "date")
        moved = Span("moved to " if is_moved else "", "strong")
        number, of = number_of(after, stored)
        told = f", {numbered(number, of)}{': close or renew?' if of and number >= of else ''}"
        if after.day_of(meeting.at) < today:
            waits = f", {numbered(number, of)}, not logged yet"
            return line("meeting ", *say.letters_of(stored.id, None), ", ", moved, when, waits)
        return line("next: ", *say.letters_of(stored.id, None), ", ", moved, when, told)
    day = Span(short_day(after.day_of(meeting.at), today), "date")
    state = Span(meeting.state, "strong")
    facts = [line("meeting ", *say.letters_of(stored.id, None), " ", state, " ", day)]
    if meeting.state == "held":
        topics = [one.record for one in after.where("topic", relationship=meeting.relationship)]
        discussed = sum(topic.meeting == stored.id for topic in topics)
        waiting = sum(topic.is_open for topic in topics)
        done = say.count(discussed, "topic") if discussed else "no topic"
        left = "none left open" if not waiting else "1 stays open"
        left = left if waiting < 2 else f"{waiting} stay open"
        facts.append(line(f"{done} discussed, {left}" if discussed or waiting else ""))
        if verb == "changed":
            facts += changed_facts(after, before, meeting, today)
    elif meeting.state == "cancelled" and meeting.cancelled_by:
        facts.append(line(f"by {'me' if meeting.cancelled_by == 'me' else 'them'}"))
    return join(say.DOT, facts)


def _action(record: Any, journal: Journal, today: dt.date) -> list[Line]:
    whose = "mine" if record.owner == "me" else "theirs"
    if record.owner == "them" and record.relationship:
        bound = journal.get(("relationship", record.relationship))
        whose = f"{journal.address_of(bound.record.person)}'s" if bound else whose
    days = days_late(record, today)
    return [
        line(whose),
        line(*_due(record, journal, today)) if record.is_open else (),
        line(f"{say.count(days, 'day')} late" if record.was_late else ""),
        line(f"goal {_headline(journal, 'goal', record.goal)}" if record.goal else ""),
        line(record.evidence or ""),
    ]


def _due(record: Any, journal: Journal, today: dt.date) -> Iterator[str | Span]:
    """Yield the day of a promise, and whence it is where nobody chose it."""
    bound = journal.get(("relationship", record.relationship)) if record.relationship else None
    due = record.due
    if due is None:
        yield "no due day" if bound else ""
        return
    yield from ("due ", Span(show_day(due), "date"), f" ({in_days(due, today)}")
    is_expected = bound is not None and due == expected_next(journal, bound.id, today)
    yield ", by your rhythm)" if is_expected else ")"


def _topic(record: Any, journal: Journal, _today: dt.date) -> list[Line]:
    return [
        line(f"for {journal.person_in(record.relationship)}"),
        line("deep dive" if record.deep_dive else ""),
        line(f"{record.minutes} min" if record.minutes else ""),
        line(record.kind or ""),
    ]


_LINKS = ("objective", "goal", "skill", "meeting", "opportunity")
_PEOPLE = {"given_by": "from", "by": "by", "who": "to", "credit": "credit"}
_LISTS = {"assessment": ("accomplishments", "impact", "improve")}


def _entry(record: Any, journal: Journal, _today: dt.date) -> list[Line]:
    day = show_day(record.on)
    facts = [] if day in record.headline else [line(Span(day, "date"))]
    links = [(kind, getattr(record, kind)) for kind in _LINKS]
    facts += [line(f"{kind} {_headline(journal, kind, id_)}") for kind, id_ in links if id_]
    if record.relationship:
        facts.append(line(f"with {journal.person_in(record.relationship)}"))
    facts += [line(f"about {_headline(journal, 'entry', record.about)}")] if record.about else []
    facts += [line(say.show_change(number)) for number in getattr(record, "numbers", ())]
    for field, words in _PEOPLE.items():
        people = getattr(record, field, None) or ()
        names = map(journal.name_of, (people,) if isinstance(people, str) else people)
        if people:
            facts.append(line(f"{words} {', '.join(names)}"))
    if until := getattr(record, "processing_until", None):
        facts.append(line("nothing nags until ", Span(show_day(until), "date")))
    for field in _LISTS.get(record.kind, ()):
        if points := getattr(record, field):
            facts.append(line(Span(say.field_words(field), "label"), f" {'; '.join(points)}"))
    return facts


_IN_SHORT = {"action": _action, "topic": _topic, "entry": _entry}
"""The kinds that say what matters of them when they are made, moved or closed."""
