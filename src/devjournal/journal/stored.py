"""What stands between a record and its file: its id, its digest, a change to it, a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeVar

from devjournal.errors import BadFile
from devjournal.frozen import dataclass
from devjournal.models.base import Record

if TYPE_CHECKING:
    from collections.abc import Callable

R_co = TypeVar("R_co", bound=Record, covariant=True)


class Ref(NamedTuple):
    """Names one record; `part` names one of its fields where only that is meant."""

    kind: str
    id: str
    part: str = ""


@dataclass(frozen=True, slots=True)
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

    @property
    def is_open(self) -> bool:
        """Whether it still wants attention, as all do that have no states."""
        return bool(getattr(self.record, "is_open", True))

    def mentions(self, text: str) -> bool:  # noqa: ARG002 - one that is asleep knows better
        """Whether the record may hold a text; False is sure, True has to be looked at."""
        return True

    @property
    def raw_text(self) -> str | None:
        """All texts of the record with other matter between; None where it has to be looked at."""
        return None


class Asleep(Stored[R_co]):
    """A record that is made only when it is looked at.

    Most of ten years is on no page: `is_open` and `mentions` tell what need not be made.
    """

    __slots__ = ("_is_open", "_made", "_text", "_wake")

    _is_open: bool
    _made: R_co | None
    _text: bytes
    _wake: Callable[[bytes], R_co]

    def __init__(
        self,
        id_: str,
        kind: str,
        digest: str,
        text: bytes,
        wake: Callable[[bytes], R_co],
        *,
        is_open: bool,
    ) -> None:
        """Keep what `wake` makes the record of: `text` holds all texts that are in it."""
        put = object.__setattr__
        put(self, "id", id_)
        put(self, "kind", kind)
        put(self, "digest", digest)
        put(self, "_is_open", is_open)
        put(self, "_text", text)
        put(self, "_wake", wake)
        put(self, "_made", None)

    @property
    def record(self) -> R_co:
        """The record."""
        made = self._made
        if made is None:
            made = self._wake(self._text)
            object.__setattr__(self, "_made", made)
        return made

    @property
    def is_open(self) -> bool:
        """Whether it still wants attention, as all do that have no states."""
        return self._is_open

    def mentions(self, text: str) -> bool:
        """Whether the record may hold a text; False is sure, True has to be looked at."""
        return text.encode() in self._text

    @property
    def raw_text(self) -> str | None:
        """All texts of the record with other matter between: what is not here is not in it."""
        return self._text.decode(errors="ignore")

    def awake(self) -> Stored[R_co]:
        """Return the same as it would have been read from its file."""
        return Stored(self.id, self.kind, self.record, self.digest)

    def __eq__(self, other: object) -> bool:
        return self.awake() == (other.awake() if isinstance(other, Asleep) else other)

    def __hash__(self) -> int:
        return hash(self.awake())

    def __repr__(self) -> str:
        return repr(self.awake())


@dataclass(frozen=True, slots=True)
class Change:
    """One record to write: new (no `before`), changed, or to be deleted (no `after`).

    Where `before` bears another id, the record is renamed too: its file goes with it.
    """

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


@dataclass(frozen=True, slots=True)
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
