"""What stands between a record and its file: its id, its digest, a change to it, a problem."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, Literal, TypeVar, cast

from devjournal.errors import BadFile
from devjournal.models.base import Record
from devjournal.namedtuples import NamedTuple

R_co = TypeVar("R_co", bound=Record, covariant=True)


class Ref(NamedTuple):
    """Names one record; `part` names one of its fields where only that is meant."""

    kind: str
    id: str
    part: str = ""


class Stored(Generic[R_co]):
    """A record with the id that its file gives it.

    `digest` is the hash of the file's bytes as they were read: a write compares it, so
    that a change made meanwhile by somebody else is never overwritten.

    A record from the cache is lazy: it is built by `build` of `data`, in which all its texts
    are, when it is looked at; any other has no data. Most of ten years is on no page, and
    building it would cost more than all else: `is_open` and `mentions` tell what need not be.
    """

    __slots__ = ("_build", "_record", "data", "digest", "id", "is_open", "kind")

    def __init__(
        self,
        id: str,
        kind: str,
        record: R_co | None,
        digest: str,
        data: bytes = b"",
        build: Callable[[bytes], Any] | None = None,
        is_open: bool | None = None,  # noqa: FBT001  # so that a whole kind is made by `map`
    ) -> None:
        """Keep a record, or what it can be built of."""
        self.id = id
        self.kind = kind
        self.digest = digest
        self._record = record
        self.data = data
        self._build = build
        if is_open is None:
            is_open = bool(getattr(self.record, "is_open", True))
        self.is_open = is_open
        """Whether it still wants attention, as all do that have no states."""

    @property
    def record(self) -> R_co:
        """The record."""
        if self._record is None and self._build:
            self._record = self._build(self.data)
        return cast("R_co", self._record)

    @property
    def ref(self) -> Ref:
        """The record's name: its kind and its id."""
        return Ref(self.kind, self.id)

    def mentions(self, text: str) -> bool:
        """Whether the record may hold a text; False is sure, True has to be looked at."""
        return self._build is None or text.encode() in self.data

    @property
    def raw_text(self) -> str | None:
        """The texts of a lazy record with other matter between; None for one that is there."""
        return self.data.decode(errors="ignore") if self._build else None

    def with_record(self, record: Any) -> Stored[Any]:
        """Return the same with another record."""
        return Stored(self.id, self.kind, record, self.digest)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Stored):
            return NotImplemented
        return (self.ref, self.digest, self.record) == (other.ref, other.digest, other.record)

    def __hash__(self) -> int:
        return hash((self.kind, self.id, self.digest))

    def __repr__(self) -> str:
        return f"Stored({self.id!r}, {self.kind!r}, {self.record!r}, {self.digest!r})"


class Change(NamedTuple):
    """A record to write: new (no `before`), deleted (no `after`), renamed (another id before)."""

    kind: str
    id: str
    before: Stored[Record] | None
    after: Record | None

    @property
    def ref(self) -> Ref:
        """The record that changes."""
        return Ref(self.kind, self.id)

    @property
    def old_id(self) -> str:
        """The id that it bore before; the same, unless it is renamed."""
        return self.before.id if self.before else self.id


class Problem(NamedTuple):
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
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n is not None)])

    def __str__(self) -> str:
        """`path:line:col: reason`, and the line with its caret below."""
        head = f"{self.where}: {self.reason}"
        return f"{head}\n{self.excerpt}" if self.excerpt else head

    def as_error(self) -> BadFile:
        """The problem as an error, for a command that can't go on without the file."""
        return BadFile(str(self), hint=self.hint)


Records = Mapping[str, Stored[Any]]
"""Records of one kind, by id."""


class Loaded(NamedTuple):
    """What a store gives for a kind: its records, and what was wrong with their files.

    `stems` are those of all files of the kind, whatever was to be read of them.
    """

    records: Records
    problems: tuple[Problem, ...] = ()
    stems: Collection[str] = ()


Loader = Callable[[str, str], Loaded]
"""Gives the records of a kind whose ids begin with some letters (folded): with none, all."""
