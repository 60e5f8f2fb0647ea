"""Arguments and flags of commands: those that many have, and those made of a model's fields.

A command is a function whose first parameter is the `Run`. For a parameter of the type
`Annotated[Given, fields(...)]` it has a flag for each of those fields: its name, placeholder,
choices and words are the field's own, told once in `models`.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from devjournal.cli.run import Run, of

if TYPE_CHECKING:
    from devjournal.models.base import Field, Table

Texts = list[str] | None

Who = Annotated[str, typer.Argument(metavar="WHO", help="With whom.", show_default=False)]
Id = Annotated[str, typer.Argument(metavar="ID", help="Which record.", show_default=False)]
On = Annotated[str | None, typer.Option("--on", metavar="DAY", help="The day it happened (today).")]
Why = Annotated[str | None, typer.Option("--why", help="Why; for you alone.")]
Next = Annotated[
    str | None,
    typer.Option("--next", metavar="WHEN", help='The next meeting, as in "15-oct 15:00".'),
]
Kind = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="KIND",
        help="mentor, coach, sponsor or partner; or mentee, coachee or protege, where you give.",
    ),
]
Reader = Annotated[
    str | None,
    typer.Option("--for", metavar="READER", help="self, manager, exec or a relationship's id."),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")
]


def id_of(what: str) -> Any:
    """Return the argument that is the id of a `what`."""
    return typer.Argument(metavar="ID", help=f"Which {what}.", show_default=False)


class Given:
    """What flags say of the fields of a class, as it was typed."""

    def __init__(self, cls: type[Table], told: Mapping[str, Any]) -> None:
        """Keep what was told, by the names of the fields."""
        self.cls = cls
        self.told = {name: value for name, value in told.items() if value not in (None, [])}

    def read(self, run: Run, **values: Any) -> dict[str, Any]:
        """Return the fields as a record holds them; `values` are such already."""
        from devjournal.cli.values import read_fields  # loaded when a command writes

        return read_fields(run, self.cls, self.told, **values)

    def ask(self, run: Run, *names: str, optional: bool = True) -> None:
        """Ask for fields that were not told, in the words of the model; of a list, until Enter."""
        from devjournal.models.base import by_name

        for name in (one for one in names if one not in self.told):
            field = by_name(self.cls)[name]
            question = _help(field, is_list=False).rstrip(".").partition(";")[0]
            answers = []
            while answer := run.ask(question, flag=flag_of(field), optional=optional):
                answers.append(answer)
                if not field.many:
                    break
                question = f"{question.removesuffix(', more')}, more"
            if answers:
                self.told[name] = answers if field.many else answers[0]


class Fields(NamedTuple):
    """Which fields a command has flags for: of a kind, or of a table in it."""

    path: str
    names: tuple[str, ...]
    but: tuple[str, ...]
    by_key: bool

    @property
    def owner(self) -> type[Table]:
        """The class with the fields; it is imported when the command is built."""
        from devjournal.models.base import by_name
        from devjournal.models.registry import ENTRIES, class_for

        kind, _, field = self.path.partition(".")
        found: type[Table] = class_for("entry", kind) if kind in ENTRIES else class_for(kind)
        if field:
            found = by_name(found)[field].holds
        return found

    def of(self, owner: type[Table]) -> tuple[Field, ...]:
        """Return the fields; those that the class itself tells come first."""
        from devjournal.models.base import by_name

        known = by_name(owner)
        if self.names:
            return tuple(known[name] for name in self.names)
        if self.by_key:
            return tuple(field for field in known.values() if field.key)
        may = (one for one in known.values() if one.name not in self.but and _is_told(one))
        return tuple(sorted(may, key=lambda one: one.owner is not owner))


def fields(path: str, names: str = "", *, but: str = "", by_key: bool = False) -> Fields:
    """Return fields for flags: of a kind, or of a table in it, such as `goal.checkins`.

    All that a person can tell in a flag, `but` some; or those of `names`; or, `by_key`, those
    that the log page has, called by their keys there.
    """
    return Fields(path, tuple(names.split()), tuple(but.split()), by_key)


_NEVER = ("state", "created", "closed_on", "closed_why")
"""What a record gets from the commands that make and move it."""

FORMS = ("Number", "Seen", "Milestone")
"""Tables that are told in one line of text."""


def _is_told(field: Field) -> bool:
    """Whether a person can tell a field in a flag."""
    if field.name in _NEVER or len(field.choices) == 1:
        return False
    return field.table is None or field.table.__name__ in FORMS


class Put(NamedTuple):
    """Where a page goes: its format, the file for it, and whether that is overwritten."""

    format: str | None
    output: str | None
    force: bool


_PUT: Mapping[str, tuple[Any, Any]] = {
    "format": (str | None, typer.Option(metavar="FORMAT", help="terminal, markdown or json.")),
    "output": (str | None, typer.Option(metavar="FILE", help="Write the page to a file.")),
    "force": (bool, typer.Option("--force", help="Overwrite the file if it exists.")),
}


Part = tuple[tuple[inspect.Parameter, ...], Callable[[Mapping[str, Any]], Any]]
"""What Typer is told for a parameter of a command, and how its value is made of theirs."""


def for_typer(function: Callable[..., None]) -> Callable[..., None]:
    """Return a command's function as Typer calls it: with its context, and each flag by name."""
    _, *own = inspect.signature(function, eval_str=True).parameters.values()
    parts = {one.name: _part(one) for one in own}
    ctx = inspect.Parameter("ctx", _BY_NAME, annotation=typer.Context)
    order = sorted(parts, key=lambda name: name == "put")  # where a page goes stands last
    told = [parameter for name in order for parameter in parts[name][0]]

    def command(ctx: typer.Context, **values: Any) -> None:
        function(of(ctx), **{name: make(values) for name, (_, make) in parts.items()})

    command.__doc__ = function.__doc__
    command.__signature__ = inspect.Signature([ctx, *told])  # type: ignore[attr-defined]  # Typer reads it
    return command


def _part(one: inspect.Parameter) -> Part:
    if one.annotation is Put:
        put = tuple(
            inspect.Parameter(
                name,
                _BY_NAME,
                default=False if type_ is bool else None,
                annotation=Annotated[type_, option],
            )
            for name, (type_, option) in _PUT.items()
        )
        return put, lambda values: Put(*(values[name] for name in _PUT))
    marks = getattr(one.annotation, "__metadata__", ())
    if not (marks and isinstance(marks[0], Fields)):
        return (one.replace(kind=_BY_NAME),), lambda values: values[one.name]
    owner, by_key = marks[0].owner, marks[0].by_key
    named = {field.key if by_key else field.name: field for field in marks[0].of(owner)}
    flags = {
        name: f"--{name.replace('_', '-')}" if by_key else flags_of(field)
        for name, field in named.items()
    }
    told = tuple(_parameter(f"{one.name}_{name}", flags[name], named[name]) for name in named)
    return told, lambda values: Given(owner, {name: values[f"{one.name}_{name}"] for name in named})


_BY_NAME = inspect.Parameter.KEYWORD_ONLY


def _parameter(name: str, flag: str, field: Field) -> inspect.Parameter:
    """Return the parameter that is a field's flag."""
    is_list = field.many and field.name != "visibility"
    type_: Any = bool if field.holds is bool else list[str] if is_list else str
    placeholder = field.flag.partition(" ")[2] or _placeholder(field)
    option = typer.Option(
        flag,
        metavar=None if field.holds is bool else placeholder,
        help=_help(field, is_list=is_list),
    )
    return inspect.Parameter(
        name, _BY_NAME, default=None, annotation=Annotated[type_ | None, option]
    )


def flags_of(field: Field) -> str:
    """Return the flag of a field, `--outcome` for `outcomes`, or both of a switch."""
    name = field.name.removesuffix("s") if field.many else field.name
    return field.flag.partition(" ")[0] or f"--{name.replace('_', '-')}"


def flag_of(field: Field) -> str:
    """Return the flag of a field, as an error names it."""
    return flags_of(field).partition("/")[0]


def _placeholder(field: Field) -> str:
    if field.link:
        return "WHO" if field.link.kind in ("person", "relationship") else "ID"
    if field.holds is int and field.high and field.high <= 10:
        return f"{field.low}-{field.high}"
    return _PLACEHOLDERS.get(field.holds, "TEXT")


_PLACEHOLDERS: Mapping[type, str] = {
    dt.date: "DAY",
    dt.datetime: "WHEN",
    dt.time: "15:00",
    int: "N",
    float: "NUMBER",
}


def _help(field: Field, *, is_list: bool) -> str:
    """Return a field's words, the choices it has, and whether it may be told several times."""
    words = field.words.rstrip(".")
    if not all(choice in words for choice in field.choices):
        words = f"{words}: {one_of_words(field.choices)}"
    return f"{words} (repeatable)." if is_list else f"{words}."


def one_of_words(choices: Iterable[str]) -> str:
    """Return choices as a person lists them: `a, b or c`."""
    *first, last = choices
    return f"{', '.join(first)} or {last}" if first else last
