"""What the flags of `log` say, as the same facts that its page holds."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from devjournal.cli.values import link, relationship_of
from devjournal.errors import DevjournalError, UsageError
from devjournal.logpage.action_line import parse_action_line
from devjournal.logpage.fit import fit
from devjournal.logpage.happened import Happened, PromiseLine, Recorded, TopicLine
from devjournal.logpage.sections import RECORD

if TYPE_CHECKING:
    from devjournal.cli.context import Context
    from devjournal.logpage.keys import Key

T = TypeVar("T")


class Reader:
    """Reads the days, moments and goals of a log with this run's clock and journal."""

    def __init__(self, here: Context) -> None:
        """Take the run."""
        self._here = here

    def day(self, text: str, *, after: dt.date | None = None) -> dt.date:
        """Return a day to come."""
        return self._here.day(text, after=after)

    def past_day(self, text: str) -> dt.date:
        """Return a day that is not to come."""
        day = self._here.day(text, look="back")
        if day > self._here.today:
            raise UsageError(f"{text!r} is to come", hint="it is the day on which it happened")
        return day

    def moment(self, text: str, *, time: dt.time | None = None) -> dt.datetime:
        """Return a moment."""
        return self._here.moment(text, time=time)

    def goal(self, text: str) -> str:
        """Return the whole id of a goal."""
        return str(link(self._here, "goal", text))


def relationships_of(here: Context, text: str) -> list[str]:
    """Return the relationships that the WHO of a log may mean.

    The one it names by id, else all that are open with the person, the next to meet first.
    """
    first = relationship_of(here, text)
    if text == first.id:
        return [first.id]
    others = [
        bound.id
        for bound in here.journal.relationships
        if bound.record.person == first.record.person and bound.record.is_open
    ]
    return list(dict.fromkeys([first.id, *others]))


def happened_from(here: Context, told: Mapping[str, Any]) -> Happened:
    """Return the facts that the flags say; raises the errors of values and ids, naming the flag."""
    happened = Happened(
        topics=tuple(_each(told, "discussed", functools.partial(_topic, here))),
        i_promised=tuple(_each(told, "done", functools.partial(_promise, here))),
        notes="\n\n".join(told.get("note", ())),
        mine=tuple(_each(told, "mine", parse_action_line)),
        theirs=tuple(_each(told, "theirs", parse_action_line)),
        next_when=told.get("next"),
        next_focus=told.get("focus"),
        record=_recorded(told),
    )
    return fit(happened)


def _each(told: Mapping[str, Any], name: str, read: Callable[[str], T]) -> Iterator[T]:
    with _naming(name):
        yield from map(read, told.get(name, ()))


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Let an error say which flag it is about."""
    try:
        yield
    except DevjournalError as error:
        error.message = f"--{name.replace('_', '-')}: {error.message}"
        raise


def _topic(here: Context, id_: str) -> TopicLine:
    from devjournal.journal.names import find

    stored = find(here.journal, id_, ("topic",))
    return TopicLine(id=stored.id, text=stored.record.text, discussed=True)


def _promise(here: Context, id_: str) -> PromiseLine:
    from devjournal.journal.names import find

    stored = find(here.journal, id_, ("action",))
    return PromiseLine(id=stored.id, text=stored.record.title, done=True)


def _recorded(told: Mapping[str, Any]) -> Recorded:
    """Read each flag as the page reads the key of the same name."""
    fields: dict[str, Any] = {}
    for key in RECORD:
        if key.name in told:
            with _naming(key.name):
                fields[key.field] = _value(key, told[key.name])
    return Recorded(**fields)


def _value(key: Key, value: Any) -> Any:
    if key.many:
        return tuple(key.value.read(text) for text in value)
    return key.value.read(", ".join(value) if isinstance(value, list) else value)
