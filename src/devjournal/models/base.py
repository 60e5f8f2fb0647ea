"""What every record is: a frozen dataclass that knows its states and nothing of its file.

A verb on a record returns a new record. Limits stand in the annotations; door.py checks
them, so a record made in code is checked when it goes out to a file.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar

from devjournal.errors import Refused
from devjournal.frozen import dataclass

S = TypeVar("S", bound="Stateful")


class Checked:
    """Base of records and of the tables inside them: tells the door to coerce nothing.

    Strict checking would also refuse a plain dict where a table is meant, so the class
    itself is lenient about its own form while all its fields stay strict.
    """

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, Any]] = {"strict": True, "allow_inf_nan": False}

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        """Let a dict stand for this class; called by the door only."""
        schema = handler(source)
        inner = schema
        while inner["type"] != "dataclass":
            inner = inner["schema"]
        inner["strict"] = False
        return schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Checked):
    """A table inside a record, such as one check-in of a goal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Checked):
    """What every kind may bear, written after its own fields."""

    TITLE: ClassVar[str] = "title"
    """The field a person would call it by."""

    created: dt.date | None = None
    """Day on which the record was made."""

    tags: tuple[str, ...] = ()
    """Words of your own to find it by."""

    visibility: Literal["private", "shared"] | tuple[str, ...] | None = None
    """Who may see it: private, shared (every reader), or a list of readers: a relationship's
    id, manager, exec. Unset: the default of its kind. (P033)"""

    @property
    def headline(self) -> str:
        """The record in a few words: its title, name or text."""
        return str(getattr(self, self.TITLE) or "")


class Stateful:
    """What a record with a life can do; without fields, so that an entry may have one too."""

    __slots__ = ()

    STATES: ClassVar[tuple[str, ...]] = ()
    """Every state; the first is the one a new record is in."""

    OPEN: ClassVar[tuple[str, ...]] = ()
    """The states in which it still wants attention."""

    MOVES: ClassVar[Mapping[str, tuple[tuple[str, ...], str]]] = {}
    """Verb to (the states it may leave, the state it reaches)."""

    if TYPE_CHECKING:
        closed_on: dt.date | None

        @property
        def headline(self) -> str:
            """The record in a few words."""

    @property
    def current(self) -> str:
        """The state it is in."""
        return str(getattr(self, "state"))  # noqa: B009 - each kind declares its own states

    @property
    def is_open(self) -> bool:
        """Whether it still wants attention."""
        return self.current in self.OPEN

    def _moved(self: S, verb: str, *, on: dt.date, why: str | None = None, **changes: Any) -> S:
        """Return the record after `verb`, or raise Refused naming the moves there are."""
        starts, reached = self.MOVES[verb]
        if self.current not in starts:
            raise Refused(self._no_move(verb, reached), hint=self._moves_there_are())
        leaves = reached not in self.OPEN
        closing = {"closed_on": on, "closed_why": why} if leaves else _REOPENED
        return dataclasses.replace(self, state=reached, **{**closing, **changes})  # type: ignore[type-var]  # every kind that mixes this in is a dataclass

    def _no_move(self, verb: str, reached: str) -> str:
        if self.current == reached:
            since = f" on {self.closed_on.isoformat()}" if self.closed_on else ""
            return f"already {reached}{since}: {self.headline}"
        return f"can't {verb} what is {self.current}: {self.headline}"

    def _moves_there_are(self) -> str:
        verbs = [verb for verb, (starts, _) in self.MOVES.items() if self.current in starts]
        if not verbs:
            return f"{self.current} is its last state"
        return f"what is {self.current} allows: {', '.join(verbs)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatefulRecord(Record, Stateful):
    """A record with a life: its states, and the verbs that move it between them."""

    closed_on: dt.date | None = None
    """Day on which it left its open states."""

    closed_why: str | None = None
    """Why it left its open states; never shown to anybody else."""


_REOPENED: Mapping[str, None] = {"closed_on": None, "closed_why": None}
