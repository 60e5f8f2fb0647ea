"""What the echo says of a new entry: its day, its links, its people, its numbers, its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.dates import show_day
from devjournal.pages.phrases import field_words, show_change
from devjournal.render.document import Line, Span, line

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.journal.journal import Journal

_LINKS = ("objective", "goal", "skill", "relationship", "meeting", "opportunity", "about")
_PEOPLE = {"given_by": "from", "by": "by", "who": "to", "credit": "credit"}
_LISTS = {"assessment": ("accomplishments", "impact", "improve")}


def compose_entry_facts(record: Any, journal: Journal, _today: dt.date) -> list[Line]:
    """Return a line for each fact of an entry but its text."""
    facts = [line(Span(show_day(record.on), "date"))]
    links = [(link, getattr(record, link)) for link in _LINKS]
    facts += [line(f"{link} ", Span(id_, "id")) for link, id_ in links if id_]
    facts += [line(show_change(number)) for number in getattr(record, "numbers", ())]
    for field, words in _PEOPLE.items():
        people = getattr(record, field, None) or ()
        names = [journal.name_of(one) for one in ((people,) if isinstance(people, str) else people)]
        if names:
            facts.append(line(f"{words} {', '.join(names)}"))
    if until := getattr(record, "processing_until", None):
        facts.append(line("nothing nags until ", Span(show_day(until), "date")))
    for field in _LISTS.get(record.kind, ()):
        if told := getattr(record, field):
            facts.append(line(Span(field_words(field), "label"), f" {'; '.join(told)}"))
    return facts
