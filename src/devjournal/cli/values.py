"""Values of flags and arguments, turned into what operations take, or refused by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from devjournal.errors import Ambiguous, NotFound, UsageError
from devjournal.journal.names import find, who

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.cli.context import Context
    from devjournal.journal.stored import Stored
    from devjournal.models.meeting import Meeting
    from devjournal.models.relationship import Relationship

T = TypeVar("T")


def one_of(flag: str, value: str | None, choices: Sequence[str]) -> Any:
    """Return `value` if it is one of `choices` or unset; raises UsageError naming the flag."""
    if value is None or value in choices:
        return value
    from difflib import get_close_matches

    near = get_close_matches(value, choices, n=1)
    meant = f"; did you mean {near[0]}?" if near else ""
    raise UsageError(
        f"{flag} {value}: there is no such choice{meant}", hint=f"one of {', '.join(choices)}"
    )


def in_range(flag: str, value: int | None, low: int, high: int) -> int | None:
    """Return `value` if it is from `low` to `high` or unset; raises UsageError naming the flag."""
    if value is None or low <= value <= high:
        return value
    raise UsageError(f"{flag} {value}: is not from {low} to {high}")


def relationship_of(here: Context, text: str, *, closed: bool = False) -> Stored[Relationship]:
    """Return the relationship that a WHO means; says on stderr if it had to choose."""
    found = who(here.journal, words("WHO", text), here.now, closed=closed)
    if found.said:
        here.tell(found.said)
    return found.relationship


def link(here: Context, kind: str, text: str | None) -> str | None:
    """Return the whole id of the record of `kind` that `text` names; None stays None."""
    return None if text is None else find(here.journal, text, (kind,)).id


def record_called(here: Context, text: str) -> Stored[Any]:
    """Return the one record of any kind that `text` names; `me` is the profile."""
    if text == "me" and here.journal.profile:
        return here.journal.profile
    return find(here.journal, text)


def person_or_name(here: Context, text: str | None) -> str | None:
    """Return a person's id for their id or name, else the name as it was written."""
    from devjournal.journal.names import person_called

    if text is None or text == "me":
        return text
    known = person_called(here.journal, text)
    return known.id if known else text


def skill_or_name(here: Context, text: str) -> str:
    """Return a skill's id for its id or name, else the name as it was written."""
    from devjournal.journal.names import fold

    for skill in here.journal.skills:
        if text == skill.id or fold(text) == fold(skill.record.name):
            return skill.id
    try:
        return find(here.journal, text, ("skill",)).id
    except Ambiguous:
        raise
    except (NotFound, UsageError):  # a name such as CI/CD is no id at all
        return text


def words(label: str, text: str) -> str:
    """Return what must say something, without blanks around it; else raises UsageError."""
    if not text.strip():
        raise UsageError(f"{label} is empty", hint="say it in a few words")
    return text.strip()


def next_day(here: Context, relationship: str | None) -> dt.date | None:
    """Return the day of a relationship's next meeting: the planned one, else the expected one."""
    from devjournal.changes import rhythm

    return rhythm.next_day(here.journal, relationship, here.today) if relationship else None


def past_day(here: Context, flag: str, text: str | None) -> dt.date:
    """Return the day that a flag looking back means, today if unset; a future one is refused."""
    day = here.day(text, look="back") if text else here.today
    if day > here.today:
        raise UsageError(
            f"{flag} {text}: is in the future", hint="it is the day on which it happened"
        )
    return day


VISIBILITY_HELP = "private, shared, or readers: manager, exec, a relationship's id."


def visibility(here: Context, text: str | None) -> Any:
    """Return what --visibility means: private, shared, or a tuple of readers.

    Raises UsageError for a reader that is not there.
    """
    if text in (None, "private", "shared"):
        return text
    readers = tuple(reader(here, part.strip()) for part in str(text).split(",") if part.strip())
    if not readers:
        raise UsageError(f"--visibility {text}: names nobody", hint="say private")
    return tuple(dict.fromkeys(readers))


def reader(here: Context, text: str) -> str:
    """Return the reader that `text` names: manager, exec, or a relationship by its prefix.

    Raises UsageError for one that is not there, Ambiguous if several fit.
    """
    from devjournal.journal.visibility import is_reader

    if is_reader(here.journal, text):
        return text
    try:
        return find(here.journal, text, ("relationship",)).id
    except Ambiguous:
        raise
    except NotFound:
        raise UsageError(
            f"there is no reader {text!r}",
            hint="there are manager, exec, and the ids of devjournal list relationships",
        ) from None


def planned_with(here: Context, text: str, *, waiting: bool = False) -> Stored[Meeting]:
    """Return the next planned meeting with a WHO; raises NotFound if none is planned.

    With `waiting`, one whose day has passed goes before the one that is to come.
    """
    bound = relationship_of(here, text)
    meeting = here.journal.next_meeting(bound.id, None if waiting else here.today)
    if meeting is None:
        from devjournal.practice.settle import command

        name = here.journal.person_in(bound.id)
        raise NotFound(
            f"no meeting with {name} is planned",
            hint=f"plan one: {command('meet', name, '--next', '15-oct 15:00')}",
        )
    return meeting
