"""What the echo says of a relationship: its terms where it begins, else what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.models.base import replace
from devjournal.pages.phrases import flat
from devjournal.render.compose.changed import compose_changed
from devjournal.render.document import Line, line

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.models.people import Ask, Relationship

_TERMS = ("purpose", "meetings_agreed", "cadence", "minutes", "start", "closed_as")
"""What the terms tell, or the word for the new state does."""


def compose_relationship_facts(
    before: Relationship | None, after: Relationship, today: dt.date
) -> list[Line]:
    """Return a line for each fact of a relationship that was made, moved or changed."""
    if before is None:
        return [*_not_begun(after), *_terms(after)]
    if after.state == "active" and before.state != "active":
        rest = replace(before, **{term: getattr(after, term) for term in _TERMS})
        return [*_terms(after), *compose_changed(rest, after, today)]
    return compose_changed(before, after, today)


def _terms(record: Relationship) -> list[Line]:
    facts = [line(flat(record.purpose))] if record.purpose else []
    if record.meetings_agreed:
        facts.append(line(f"{record.meetings_agreed} meetings agreed"))
    rhythm = [record.cadence or "", f"{record.minutes} min" if record.minutes else ""]
    return [*facts, line(", ".join(filter(None, rhythm)))]


def _not_begun(record: Relationship) -> list[Line]:
    """Return the state of one that is only meant to be, and what it asks for. (P088)"""
    if record.state == "active":
        return []
    return [line(record.state), *(_ask(record.ask) if record.ask else ())]


def _ask(ask: Ask) -> list[Line]:
    meetings = f"asks for {ask.meetings} meetings" if ask.meetings else ""
    by_when = ask.time_frame or ""
    return [line(", ".join(filter(None, (meetings, flat(by_when)))))]
