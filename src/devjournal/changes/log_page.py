"""The page of a meeting before it is filled in: its topics and promises, from the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.dates import show_moment
from devjournal.logpage.happened import Happened, PromiseLine, TopicLine
from devjournal.logpage.write import write
from devjournal.practice.meetings import number_of, open_topics

if TYPE_CHECKING:
    from devjournal.changes.which_meeting import Taken
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.meetings import Action


def blank_page(journal: Journal, taken: Taken) -> str:
    """Return the page to fill in for the meeting that was taken, as Markdown."""
    topics = open_topics(journal, taken.relationship)
    promises = [
        action
        for action in journal.actions
        if action.record.relationship == taken.relationship and action.record.is_open
    ]
    happened = Happened(
        topics=tuple(TopicLine(id=t.id, text=t.record.text) for t in topics),
        i_promised=_lines(promises, "me"),
        they_promised=_lines(promises, "them"),
    )
    return write(happened, heading=_heading(journal, taken))


def _lines(promises: list[Stored[Action]], owner: str) -> tuple[PromiseLine, ...]:
    return tuple(
        PromiseLine(id=action.id, text=action.record.title)
        for action in promises
        if action.record.owner == owner
    )


def _heading(journal: Journal, taken: Taken) -> list[str]:
    bound = journal.all("relationship")[taken.relationship]
    heading = [journal.name_of(bound.record.person), bound.record.label]
    if taken.meeting is not None:
        number, of = number_of(journal, taken.meeting)
        heading.append(f"meeting {number}" + (f" of {of}" if of else ""))
    at = taken.at or (taken.meeting.record.at if taken.meeting else None)
    return [*heading, show_moment(journal.moment(at))] if at else heading
