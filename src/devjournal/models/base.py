"""What a record is: a plain class whose fields are each defined once, with all that they mean.

    class Action(Stateful):
        title: str = required("What needs to be done.", "all", min_length=1)
        due: dt.date | None = field("The day it is due.", "all")

The metaclass takes the fields out of the class's body and leaves what each holds while it is
unset, so a record itself holds only what was given. Every class shares the few methods of
`Table`: nothing is generated or compiled, so a class costs a tenth of a millisecond, and a read
doesn't wait for pydantic's import. `validation.py` makes the pydantic model of a class out of
the same fields.

Annotations are real types here and in the modules of the kinds: no `from __future__ import
annotations`, as a field looks its type up.
"""

import datetime as dt
import functools
import operator
import typing
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import UnionType
from typing import Any, ClassVar, Literal, Self, TypeVar, Union

from devjournal.dates import show_day
from devjournal.errors import Refused, UsageError
from devjournal.models import lifecycle
from devjournal.models.ids import composed
from devjournal.namedtuples import NamedTuple

T = TypeVar("T", bound="Table")

Readers = Literal["nobody", "all", "relationships", "shared"]
"""Who may see a field of a record, besides the one whose journal it is:

- nobody: it never leaves the journal
- all: whoever sees the record
- relationships: whoever sees the record, and is a relationship
- shared: whoever the record's own `visibility` names
"""


class Link(NamedTuple):
    """What a text field points to: the id of a record of a kind, or, with `or_name`, a name."""

    kind: str
    or_name: bool = False


@functools.cache
def _type_of(hint: Any) -> tuple[type[Any], bool, tuple[str, ...], Any]:
    """Return what one value of a type is, if there are many, the choices, and what unset is."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (UnionType, Union):
        options = [_type_of(option) for option in arguments if option is not type(None)]
        holds, many, choices, _ = next((one for one in options if one[1]), options[0])
        return holds, many, choices, None
    if origin is tuple:
        holds, _, choices, _ = _type_of(arguments[0])
        return holds, True, choices, ()
    if origin is Literal:
        return str, False, arguments, arguments[0]
    return origin or hint, False, (), {} if origin is dict else None


class Field(NamedTuple):
    """One field of a class: what `field` was given, and what its class tells of it.

    `low` and `high` are the least and the most that a command takes for a number. `holds` is
    what one value is: str, int, Decimal, bool, a day, moment or time, dict, or a table; `many`: it
    is a list of such values. `choices` are the texts that it may hold; empty where any will do.
    `default` is what it holds while it is unset: (), {}, the first of its choices, or None; if it
    must be given, None.
    """

    words: str
    readers: Readers
    link: Link | None
    key: str
    flag: str
    past: bool
    low: int | None
    high: int | None
    limits: Mapping[str, Any]
    least: str = ""
    sense: Callable[[Any], object] | None = None
    required: bool = False
    name: str = ""
    owner: Any = None
    annotation: Any = None
    holds: type[Any] = object
    many: bool = False
    choices: tuple[str, ...] = ()
    default: Any = None

    def placed(self, name: str, owner: type[Any]) -> "Field":
        """Return the field as it is in a class, by the annotation there."""
        hint = owner.__annotations__[name]
        holds, many, choices, unset = _type_of(hint)
        default = None if self.required else unset
        told = (name, owner, hint, holds, many, choices, default)
        return tuple.__new__(Field, (*self[: -len(told)], *told))

    @property
    def table(self) -> "type[Table] | None":
        """The class of the tables that it holds; None where it holds none."""
        return self.holds if issubclass(self.holds, Table) else None

    @property
    def is_table(self) -> bool:
        """Whether it holds one table, whose own fields can be named with a dot."""
        return self.table is not None and not self.many


def field(
    words: str,
    readers: Readers = "nobody",
    *,
    link: str = "",
    key: str = "",
    flag: str = "",
    past: bool = False,
    least: str = "",
    sense: Callable[[Any], object] | None = None,
    **limits: Any,
) -> Any:
    """Return a field that may be left unset; its type tells what it then holds.

    `words` say what it is, to users: in help, in the reference and in the JSON Schema.
    `link` is the kind whose id it holds, as in "goal", or "person or name" where a plain
    name may stand there too. `key` is its key on the log page; `flag` is its flag where that
    is not made from its name, with its placeholder, as in "--for WHO". `past`: it is a day on
    which something happened, never one to come. `limits` are keywords of pydantic's `Field`;
    those of a list hold for each value in it.

    What a file may say all the same, and no command writes: a number under the limit `low`;
    what comes before the field that `least` names; what `sense` raises UsageError for.
    """
    kind, _, or_name = link.partition(" or ")
    if or_name:
        limits = {"min_length": 1, **limits}
    to = Link(kind, bool(or_name)) if link else None
    low, high = limits.pop("low", limits.get("ge")), limits.get("le")
    return Field(words, readers, to, key, flag, past, low, high, limits, least, sense)


def required(words: str, readers: Readers = "nobody", **more: Any) -> Any:
    """Return a field that must be given; the rest is as for `field`."""
    return field(words, readers, **more)._replace(required=True)


# A type checker lets a field be left out unless it is made by a specifier without a default.
@typing.dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(required,))
class TableType(type):
    """Takes in the fields of a class, and leaves their defaults in their place."""

    __fields__: Mapping[str, Field]
    __defaults__: Mapping[str, Any]
    __required__: frozenset[str]
    __links__: tuple[str, ...]
    __values__: Callable[[Any], Any]

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> "TableType":
        """Make a class of its body, with the fields of its bases and its own."""
        own = {key: body.pop(key) for key, one in [*body.items()] if isinstance(one, Field)}
        every: dict[str, Field] = {}
        for base in reversed(bases):
            every |= getattr(base, "__fields__", {})
        every = {key: one for key, one in every.items() if key not in own} | own
        made = super().__new__(cls, name, bases, body)
        every |= {key: one.placed(key, made) for key, one in own.items()}
        middle = [key for key in every if key not in _LAST]
        order = dict.fromkeys((*getattr(made, "FIRST", ()), *middle, *_LAST))
        made.__fields__ = {key: every[key] for key in order if key in every}
        optional = [one for one in made.__fields__.values() if not one.required]
        made.__defaults__ = {one.name: one.default for one in optional}
        made.__required__ = frozenset(made.__fields__).difference(made.__defaults__)
        made.__links__ = tuple(key for key, one in every.items() if one.link or key == "visibility")
        for key in own.keys() & made.__defaults__.keys():
            setattr(made, key, made.__defaults__[key])
        if every:
            made.__values__ = operator.attrgetter(*made.__fields__)
        return made


_LAST = ("closed_on", "closed_why", "created", "identity", "imported_from", "tags", "visibility")
"""Fields that stand at the end of every file."""


class Table(metaclass=TableType):
    """A table inside a record, such as one check-in of a goal; and the base of all records."""

    def __init__(self, **values: Any) -> None:
        """Fill the fields; TypeError for one that is missing or unknown. Nothing is checked.

        Links, and readers, get the Unicode form of ids, in whichever they were typed.
        """
        cls = type(self)
        if not cls.__required__ <= values.keys() <= cls.__fields__.keys():
            whole = cls.__defaults__.keys() | values.keys()
            wrong = ", ".join(sorted(whole ^ cls.__fields__.keys()))
            raise TypeError(f"{cls.__name__}: these fields are missing or unknown: {wrong}")
        held = vars(self)
        held.update(values)
        for name in cls.__links__:
            if value := held.get(name):
                held[name] = composed(value) if type(value) is str else _all_composed(value)

    def __eq__(self, other: object) -> bool:
        """Whether both say the same; 6.10 and 6.1 are one number, and were typed differently."""
        if type(other) is not type(self):
            return NotImplemented
        if type(self).__values__(self) != type(self).__values__(other):
            return False
        numbers = [name for name, one in type(self).__fields__.items() if one.holds is Decimal]
        return all(decimals(getattr(self, n)) == decimals(getattr(other, n)) for n in numbers)

    def __hash__(self) -> int:
        return hash((type(self), type(self).__values__(self)))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in given(self).items())
        return f"{type(self).__name__}({values})"

    def __setattr__(self, name: str, *value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} can't be changed: make a new one")

    __delattr__ = __setattr__

    def __reduce__(self) -> Any:
        return functools.partial(type(self), **given(self)), ()


def _all_composed(links: Any) -> Any:
    is_list = type(links) is tuple and all(type(one) is str for one in links)
    return tuple(map(composed, links)) if is_list else links


def decimals(value: Decimal | None) -> int:
    """Return how many decimals a number was typed with: two of 6.10, none of None."""
    return max(-int(value.as_tuple().exponent), 0) if value is not None else 0


def fields(cls: type[Table]) -> tuple[Field, ...]:
    """Return the fields of a class, in the order of a file."""
    return tuple(cls.__fields__.values())


def by_name(cls: type[Table]) -> Mapping[str, Field]:
    """Return the fields of a class by their names."""
    return cls.__fields__


def given(record: Table) -> dict[str, Any]:
    """Return the fields of a record that differ from their defaults."""
    held, unset = vars(record), type(record).__defaults__
    order = (name for name in type(record).__fields__ if name in held)
    return {name: held[name] for name in order if name not in unset or held[name] != unset[name]}


def replace(record: T, **changes: Any) -> T:
    """Return a copy of a record with some fields changed."""
    return type(record)(**{**given(record), **changes})


class Contradiction(NamedTuple):
    """What a record says and can't mean, at a path of names and list positions."""

    path: tuple[str | int, ...]
    reason: str
    hint: str | None = None


def contradictions(
    record: Table, at: tuple[str | int, ...] = (), *, today: dt.date = dt.date.max
) -> Iterator[Contradiction]:
    """Yield what a record says and can't mean; a file may say it, and no command writes it."""
    for one in fields(type(record)):
        value, path = getattr(record, one.name), (*at, one.name)
        if value is None or value == one.default:
            continue
        if one.table:
            for index, inner in enumerate(value) if one.many else ((None, value),):
                inside = path if index is None else (*path, index)
                yield from contradictions(inner, inside, today=today)
            continue
        if one.past and value > today:
            yield Contradiction(path, f"{value} is still to come, and it says what has happened")
        if wrong := _wrong(one, value, getattr(record, one.least) if one.least else None):
            yield Contradiction(path, *wrong)


def _wrong(one: Field, value: Any, least: Any) -> tuple[str, str | None] | None:
    """Return why a field can't mean its value, and what would do; None if it can."""
    if least is not None and value < least:
        less = "comes before" if isinstance(value, dt.date) else "is less than"
        return f"{value} {less} {one.least}, which is {least}", None
    if one.low is not None and value < one.low:
        return f"must be at least {one.low}", None
    try:
        if one.sense:
            one.sense(value)
    except UsageError as error:
        return error.message, error.hint
    return None


class Unsettled(Table):
    """A field that two machines set differently: what the other one said."""

    name: str = required("The field.", min_length=1)
    value: str | None = field("What it said there, as in its file; unset if it was cleared.")


class Record(Table):
    """What a record of any kind has, after the fields of its kind."""

    # Practice: visibility P033.

    TITLE: ClassVar[str] = "title"
    """The field that a person would call it by."""

    created: dt.date | None = field("The day the record was made.", past=True)
    identity: str | None = field(
        "What calendars and other machines know it by, once it was renamed."
    )
    imported_from: str | None = field(
        "The format it was imported from, and what that calls it; so it does not come again."
    )
    tags: tuple[str, ...] = field("Your own words to find it by.", flag="--tag")
    visibility: Literal["private", "shared"] | tuple[str, ...] | None = field(
        "Who may see it: private, shared (every reader), or a list of readers, each the id of a"
        " relationship, manager, exec or assistant. Unset: what its kind says."
    )
    unsettled: tuple[Unsettled, ...] = field(
        "What sync found set differently on two machines, until you settle it."
    )

    @property
    def headline(self) -> str:
        """The record in a few words: its title, name or text."""
        return str(getattr(self, self.TITLE) or "")


class MoveInput(NamedTuple):
    """What a move was given: its verb and day, why, and the fields that it sets."""

    verb: str
    on: dt.date
    why: str | None
    changes: dict[str, Any]


class Stateful(Record):
    """A record with a life: its state, and the moves that take it to the next."""

    state: str = required("The state it is in.")
    closed_on: dt.date | None = field("The day it was closed.", "all", past=True)
    closed_why: str | None = field("Why it was closed; for you alone.")

    @property
    def is_open(self) -> bool:
        """Whether it still wants attention."""
        return self.state in lifecycle.OPEN[life_of(type(self))]

    def move(self, verb: str, on: dt.date, *, why: str | None = None, **changes: Any) -> Self:
        """Return the record after a move, with the `changes` that are set; raises Refused."""
        row = self.require_move(verb)
        values = {name: value for name, value in changes.items() if value not in (None, ())}
        closes = row.end not in lifecycle.OPEN[row.kind]
        defaults = type(self).__defaults__
        changed = {
            "state": row.end,
            "closed_on": on if closes else None,
            "closed_why": why if closes else None,
            **{name: defaults[name] for name in row.clears},
            **dict.fromkeys(row.day, on),
            **self.moving(MoveInput(verb, on, why, values)),
        }
        return replace(self, **changed)

    def require_move(self, verb: str) -> lifecycle.Move:
        """Return the row of a move; raises Refused if the record's state doesn't allow it."""
        row = lifecycle.move_of(life_of(type(self)), verb)
        if self.state in row.starts:
            return row
        since = f" on {show_day(self.closed_on)}" if self.closed_on else ""
        not_so = f"{row.name} is not for what is {self.state}"
        why = f"already {row.end}{since}" if self.state == row.end else not_so
        raise Refused(f"{why}: {self.headline}", hint=self.moves_hint(), record=self)

    def moving(self, given: MoveInput) -> dict[str, Any]:
        """Return the fields that a move changes besides the state."""
        return given.changes

    def moves_hint(self) -> str:
        """Return the commands that the record's state allows, in words."""
        moves = lifecycle.moves_from(life_of(type(self)), self.state)
        if not moves:
            return f"{self.state} is its last state"
        return f"what is {self.state} allows: {', '.join(move.command for move in moves)}"


def life_of(cls: type[Stateful]) -> str:
    """Return the name of a class in the table of moves: setback for Setback."""
    return cls.__name__.lower()
