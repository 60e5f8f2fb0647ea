"""What stands between a record and its file: its id, its digest, a change to it, a problem."""

from __future__ import annotations

import dataclasses
from typing import Generic, Literal, NamedTuple, TypeVar

from devjournal.errors import BadFile
from devjournal.records.base import Record

R_co = TypeVar("R_co", bound=Record, covariant=True)


class Ref(NamedTuple):
    """Names one record; `part` names one of its fields where only that is meant."""

    kind: str
    id: str
    part: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Stored(Generic[R_co]):
    """A record with the id that its file gives it.

    `digest` is the hash of the file's bytes as they were read: a write compares it, so
    that a change made meanwhile by somebody else is never overwritten.
    """

    id: str
    kind: str
    record: R_co
    digest: str

    @property
    def ref(self) -> Ref:
        """The record's name: its kind and its id."""
        return Ref(self.kind, self.id)


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """One record to write: new (no `before`), changed, or to be deleted (no `after`)."""

    kind: str
    id: str
    before: Stored[Record] | None
    after: Record | None

    @property
    def ref(self) -> Ref:
        """The record that changes."""
        return Ref(self.kind, self.id)


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a file: a problem keeps it from being read, a warning does not.

    `path` is relative to the journal, with `/`; `excerpt` is the line with a caret under it.
    """

    path: str
    reason: str
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None
    hint: str | None = None
    level: Literal["problem", "warning"] = "problem"

    @property
    def where(self) -> str:
        """`path:line:col`, as far as it is known."""
        parts = [self.path, *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(parts)

    def __str__(self) -> str:
        """`path:line:col: reason`, and the line with its caret below."""
        head = f"{self.where}: {self.reason}"
        return f"{head}\n{self.excerpt}" if self.excerpt else head

    def as_error(self) -> BadFile:
        """The problem as an error, for a command that can't go on without the file."""
        return BadFile(str(self), hint=self.hint)
