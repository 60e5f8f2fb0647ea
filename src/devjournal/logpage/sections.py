"""The one table of the page: each section's heading, its help, how it is written and read.

`write` follows it downward; `parse` finds a heading in it. A comment (`<!-- ... -->`, one
line) tells the person what may stand there; under Notes everything is notes, so there is
none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.frozen import dataclass
from devjournal.logpage.fit import fit_lines
from devjournal.logpage.happened import Happened, Recorded
from devjournal.logpage.keys import TEXT, Key, Value, one_of, read_keys, some_of, whole, write_keys
from devjournal.logpage.lists import (
    read_actions,
    read_promises,
    read_topics,
    write_actions,
    write_promises,
    write_topics,
)
from devjournal.logpage.marks import HEADING, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from devjournal.logpage.mistakes import Mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a section is written and read; `read` gives the fields of `Happened` it fills."""

    write: Callable[[Happened], list[str]]
    read: Callable[[Iterable[Line], list[Mistake]], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of the page."""

    heading: str
    form: Form
    help: tuple[str, ...] = ()
    """What may stand in it, told in comments."""

    if_empty: bool = True
    """Whether it stands on the page also with nothing in it."""

    comments: bool = True
    """Whether comments are taken out before it is read."""


_DAY = Value(read=str, told="a day, as in today, fri, 15-oct")
_MOMENT = Value(read=str, told="a day and a time, as in 19-nov 15:00")

NEXT = (
    Key(name="when", field="next_when", value=_MOMENT),
    Key(name="focus", field="next_focus", value=TEXT),
)

RECORD = (
    Key(
        name="received",
        field="received",
        value=some_of("listened", "experience", "advice", "question", "resource", "introduction"),
    ),
    Key(name="decision", field="decisions", value=TEXT, many=True),
    Key(name="kind", field="kind", value=one_of("session", "one_to_one", "debrief")),
    Key(name="channel", field="channel", value=TEXT),
    Key(name="minutes", field="minutes", value=whole(0, 1440)),
    Key(name="developmental_minutes", field="developmental_minutes", value=whole(0, 1440)),
    Key(
        name="self_check",
        field="self_check",
        value=some_of("prepared", "honest", "present", "consistent"),
    ),
    Key(name="talk_share", field="talk_share", value=whole(0, 100, ", percent that was theirs")),
    Key(name="value_me", field="value_me", value=whole(1, 5, ", worth to me")),
    Key(name="value_them", field="value_them", value=whole(1, 5, ", worth to them")),
    Key(name="thanks", field="thanked_on", value=_DAY),
    Key(name="personal", field="personal", value=TEXT),
)


def _filling(
    field: str,
    write: Callable[[Any], list[str]],
    read: Callable[[Iterable[Line], list[Mistake]], object],
) -> Form:
    return Form(
        write=lambda page: write(getattr(page, field)),
        read=lambda lines, mistakes: {field: read(lines, mistakes)},
    )


def _write_notes(notes: str) -> list[str]:
    return [HEADING.escape(line) for line in notes.split("\n")] if notes else []


def _read_notes(lines: Iterable[Line], _: list[Mistake]) -> str:
    return fit_lines("\n".join(HEADING.unescape(line.text) for line in lines))


def _write_record(record: Recorded) -> list[str]:
    return write_keys(RECORD, record)


def _read_record(lines: Iterable[Line], mistakes: list[Mistake]) -> Recorded:
    return Recorded(**read_keys(RECORD, lines, mistakes))


def _told(keys: Iterable[Key]) -> tuple[str, ...]:
    return tuple(f"{key.name}: {key.value.told}" for key in keys if key.value.told)


SECTIONS = (
    Section(
        heading="Topics",
        form=_filling("topics", write_topics, read_topics),
        help=("[x] was discussed; its conclusion goes below it, indented; no {id}: a new topic",),
    ),
    Section(
        heading="I promised",
        form=_filling("i_promised", write_promises, read_promises),
        help=("[x] is done",),
        if_empty=False,
    ),
    Section(
        heading="They promised",
        form=_filling("they_promised", write_promises, read_promises),
        help=("[x] is done",),
        if_empty=False,
    ),
    Section(heading="Notes", form=_filling("notes", _write_notes, _read_notes), comments=False),
    Section(
        heading="I will",
        form=_filling("mine", write_actions, read_actions),
        help=("one line each; may end in due:next, goal:ID, kind:resource",),
    ),
    Section(
        heading="They will",
        form=_filling("theirs", write_actions, read_actions),
        help=("one line each; may end in due:next, kind:resource, kind:introduction",),
    ),
    Section(
        heading="Next",
        form=Form(
            write=lambda page: write_keys(NEXT, page),
            read=lambda lines, mistakes: read_keys(NEXT, lines, mistakes),
        ),
        help=_told(NEXT),
    ),
    Section(
        heading="Record",
        form=_filling("record", _write_record, _read_record),
        help=_told(RECORD),
    ),
)
