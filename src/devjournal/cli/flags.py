"""Arguments and flags of commands: those that many have, and those made of a model's fields.

A command is a function whose first parameter is the `Run`. For a parameter of the type
`Annotated[Given, Fields(...)]` it has a flag for each of those fields: its name, placeholder,
choices and words are the field's own, told once in `models`.
"""

from __future__ import annotations

import datetime as dt
import functools
import inspect
from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any, get_type_hints

import typer
from typer.models import ParameterInfo

from devjournal.cli.run import Run, of
from devjournal.cli.values import flag_of, flags_of, past_day, read_value, record_of
from devjournal.models.base import Field, Table, by_name
from devjournal.models.lifecycle import move_of
from devjournal.models.registry import ENTRIES, class_for
from devjournal.namedtuples import NamedTuple


def argument(help_: str, metavar: str | None = None) -> Any:
    """Return an argument, called by its parameter; as a default, one that may be left out."""
    return typer.Argument(metavar=metavar, help=help_, show_default=False)


def option(flag: str, help_: str) -> Any:
    """Return a flag such as `--on DAY`; as a default, one that may be left out."""
    name, _, metavar = flag.partition(" ")
    return typer.Option(name, metavar=metavar or None, help=help_)


Text = str | None
Texts = list[str] | None
Who = Annotated[str, argument("With whom.", "WHO")]
Id = Annotated[str, argument("Which record.")]
Ids = Annotated[list[str], argument("Which records; of several, all are changed or none.", "ID...")]
On = Annotated[Text, option("--on DAY", "The day it happened (today).")]
Why = Annotated[Text, option("--why TEXT", "Why; for you alone.")]
Next = Annotated[Text, option("--next WHEN", 'The next meeting, as in "15-oct 15:00".')]
Reader = Annotated[
    Text, option("--for READER", "self, manager, exec, assistant or a relationship's id.")
]
DryRun = Annotated[bool, option("--dry-run", "Show what would be written, and write nothing.")]


class Given:
    """What flags say of the fields of a class, as it was typed."""

    def __init__(self, cls: type[Table], told: Mapping[str, Any]) -> None:
        self.cls = cls
        self.told = {name: value for name, value in told.items() if value not in (None, [])}
        self.by_flag = bool(self.told)

    def read(self, run: Run, **values: Any) -> dict[str, Any]:
        """Return the fields as a record holds them; `values` are such already."""
        bound = values.get("relationship")
        if who := self.told.get("relationship"):
            bound = record_of(run, "relationship", who).id
        found: dict[str, Any] = {"relationship": bound}
        for name, told in self.told.items():  # a switch, a list of texts, or a text
            field = by_name(self.cls)[name]
            if isinstance(told, bool):
                found[name] = told or None if "/" not in field.flag else told
            elif isinstance(told, list):
                read = (read_value(run, field, one) for one in told)
                found[name] = tuple(one for one in read if one is not None)
            elif name != "relationship":
                found[name] = read_value(run, field, told, relationship=bound)
        return {name: one for name, one in {**found, **values}.items() if one not in (None, ())}

    def ask(self, run: Run, *names: str, optional: bool = True, question: str = "") -> None:
        """Ask for fields that were not told, in the words of the model; of a list, until Enter.

        What was told is read first. Optional ones are asked for only where nothing at all was
        told in flags: beside others they were left out on purpose.
        """
        self.read(run)
        if optional and (self.by_flag or not run.is_interactive):
            return
        for name in (one for one in names if one not in self.told):
            field = by_name(self.cls)[name]
            words = question or _help(field, is_list=False).rstrip(".").partition(";")[0]
            bound = self.told.get("relationship")
            check = functools.partial(read_value, run, field, relationship=bound)
            answers = []
            while answer := run.ask(words, flag=flag_of(field), check=check, optional=optional):
                answers.append(answer)
                if not field.many:
                    break
                words = f"{words.removesuffix(', more')}, more"
            if answers:
                self.told[name] = answers if field.many else answers[0]


class Fields(NamedTuple):
    """Which fields a command has flags for: of a kind, or of a table in it (`goal.checkins`).

    All that a person can tell in a flag, `but` some; or those of `names`; or, `by_key`, those
    that the log page has, called by their keys there.
    """

    path: str
    names: str = ""
    but: str = ""
    by_key: bool = False

    @property
    def owner(self) -> type[Table]:
        """The class with the fields."""
        kind, _, field = self.path.partition(".")
        found: type[Table] = class_for("entry", kind) if kind in ENTRIES else class_for(kind)
        return by_name(found)[field].holds if field else found

    def of(self, owner: type[Table]) -> list[Field]:
        """Return the fields; those that the class itself tells come first."""
        known = by_name(owner)
        if self.names:
            return [known[name] for name in self.names.split()]
        if self.by_key:
            return [field for field in known.values() if field.key]
        left_out = (*_NEVER, *self.but.split())
        may = [one for one in known.values() if one.name not in left_out and _is_told(one)]
        return sorted(may, key=lambda one: one.owner is not owner)


_NEVER = ("state", "created", "identity", "imported_from", "closed_on", "closed_why")
"""What a record gets from the commands that make, import and move it."""

FORMS = ("Number", "Seen", "Milestone")
"""Tables that are told in one line of text."""


def _is_told(field: Field) -> bool:
    is_settled = len(field.choices) == 1
    return not is_settled and (field.table is None or field.table.__name__ in FORMS)


class Put(NamedTuple):
    """Where a page goes, and how: its format or template, its file, if overwritten, if shown."""

    format: Annotated[Text, option("--format FORMAT", "terminal, markdown, html, pdf or json.")] = (
        None
    )
    output: Annotated[Text, option("--output FILE", "Write the page to a file.")] = None
    force: Annotated[bool, option("--force", "Overwrite the file if it exists.")] = False
    open: Annotated[bool, option("--open", "Show the file, else the page in a browser.")] = False
    template: Annotated[Text, option("--template TEMPLATE", "In the form of a template.")] = None


class Also(NamedTuple):
    """Formats that a page has besides, in the annotation of its `Put`: `Also("csv")`."""

    formats: str


class Target(NamedTuple):
    """The file for what has one format alone; without one it goes to stdout."""

    output: Annotated[Text, option("--output FILE", "Write it to a file.")] = None
    force: Annotated[bool, option("--force", "Overwrite the file if it exists.")] = False


class Taking(NamedTuple):
    """How what a file of another program has is taken: not at all yet, or in part."""

    dry_run: DryRun = False
    keep_going: Annotated[
        bool, option("--keep-going", "Leave out what can't be taken, and take the rest.")
    ] = False


class Only(NamedTuple):
    """Which records a list is about; what is unset keeps none out."""

    who: Annotated[Text, option("--who WHO", "Only what somebody or a relationship is in.")] = None
    late: Annotated[bool, option("--late", "Only what is open after its due day.")] = False
    tag: Annotated[Texts, option("--tag TEXT", "Only what bears this tag (repeatable).")] = None
    since: Annotated[Text, option("--since DAY", "Only from this day on.")] = None
    until: Annotated[Text, option("--until DAY", "Only up to this day.")] = None


_SEVERAL = (Put, Only, Taking, Target)
"""What stands for several flags."""

_BY_NAME = inspect.Parameter.KEYWORD_ONLY


def for_typer(function: Callable[..., None]) -> Callable[..., None]:
    """Return a command's function as Typer calls it: with its context, and each flag by name."""
    _, *own = inspect.signature(function, eval_str=True).parameters.values()
    parts = {one.name: _part(one) for one in own}
    ctx = inspect.Parameter("ctx", _BY_NAME, annotation=typer.Context)
    order = sorted(parts, key=lambda name: name == "put")  # where a page goes stands last
    told = [one.replace(kind=_BY_NAME) for name in order for one in parts[name][0]]

    def command(ctx: typer.Context, **values: Any) -> None:
        function(of(ctx), **{name: make(values) for name, (_, make) in parts.items()})

    def check(run: Run, told: Mapping[str, Any], relationship: str | None) -> None:
        """Raise what is wrong with flags that were given, before anything is asked."""
        values = defaultdict(lambda: None, told)
        for given in (make(values) for name, (_, make) in parts.items() if name not in told):
            if isinstance(given, Given):
                given.read(run, relationship=relationship)

    command.check = check  # type: ignore[attr-defined]  # for whoever asks
    made = {one.name: one.annotation for one in told}
    held: dict[str, Any] = {
        n: getattr(hint, "__metadata__", (None,))[0] for n, hint in made.items()
    }
    fields = {name: one.field for name, one in held.items() if hasattr(one, "field")}
    command.fields = fields  # type: ignore[attr-defined]  # for completion
    command.__doc__ = function.__doc__
    command.__signature__ = inspect.Signature([ctx, *told])  # type: ignore[attr-defined]  # Typer reads it
    return command


def _part(
    one: inspect.Parameter,
) -> tuple[list[inspect.Parameter], Callable[[Mapping[str, Any]], Any]]:
    """Return what Typer is told for a parameter, and how its value is made of theirs."""
    if isinstance(one.default, ParameterInfo):
        unset = False if one.annotation is bool else None
        one = one.replace(annotation=Annotated[one.annotation, one.default], default=unset)
    if one.annotation is None:  # a move that does not take it
        return [], lambda _: one.default
    more = next(iter(getattr(one.annotation, "__metadata__", ())), None)
    if (several := getattr(one.annotation, "__origin__", one.annotation)) in (
        Put,
        Only,
        Taking,
        Target,
    ):
        told = get_type_hints(several, include_extras=True)
        if isinstance(more, Also):
            words = f"terminal, markdown, html, pdf, json, {more.formats}."
            told["format"] = Annotated[Text, option("--format FORMAT", words)]
        usual = several._field_defaults
        own = [inspect.Parameter(n, _BY_NAME, default=usual[n], annotation=told[n]) for n in told]
        return own, lambda values: several(*(values[name] for name in told))
    if not isinstance(fields := more, Fields):
        return [one], lambda values: values[one.name]
    owner = fields.owner
    prefix, by_key = f"{one.name}_", fields.by_key
    named = {field.key if by_key else field.name: field for field in fields.of(owner)}
    flags = [_parameter(prefix + name, field, by_key=by_key) for name, field in named.items()]
    return flags, lambda values: Given(owner, {name: values[prefix + name] for name in named})


def _parameter(name: str, field: Field, *, by_key: bool) -> inspect.Parameter:
    is_list = field.many and field.name != "visibility"
    type_: Any = bool if field.holds is bool else list[str] if is_list else str
    flag = f"--{field.key.replace('_', '-')}" if by_key else flags_of(field)
    placeholder = None if field.holds is bool else _placeholder(field)
    told = typer.Option(flag, metavar=placeholder, help=_help(field, is_list=is_list))
    told.field = field
    annotation = Annotated[type_ | None, told]
    return inspect.Parameter(name, _BY_NAME, default=None, annotation=annotation)


def _placeholder(field: Field) -> str:
    if own := field.flag.partition(" ")[2]:
        return own
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
    Decimal: "NUMBER",
}


def _help(field: Field, *, is_list: bool) -> str:
    words = field.words.rstrip(".")
    if not all(choice in words for choice in field.choices):
        *first, last = field.choices
        words = f"{words}: {', '.join(first)} or {last}"
    return f"{words} (repeatable)." if is_list else f"{words}."


def move_command(
    example: str,
    said: str,
    help_: str = "",
    *,
    dated: bool = False,
    then: Callable[[Run, Any], None] | None = None,
) -> Callable[..., None]:
    """Return the command of one move, made from its row: an ID, and flags for what it may tell.

    The `example` begins with its kind and verb; `said` is what the history calls it, and its
    summary the row's words and `help_`. A `dated` one takes `--on`. `then` comes after the
    move, with the record as it was before.
    """
    kind, verb = example.split()[:2]
    row = move_of(kind, verb)
    fields = " ".join(name for name in row.sets if name != "why")

    def command(
        run: Run, id_: str, given: Given | None = None, on: Text = None, why: Text = None
    ) -> None:
        stored = record_of(run, kind, id_)
        told = given.read(run) if given else {}
        run.move(said, stored, verb, on=past_day(run, "--on", on), why=why, **told)
        if then:
            then(run, stored)

    command.__doc__ = f"{row.words}{help_}.\n\nExample: devjournal {example}"
    command.__annotations__ |= {
        "id_": Who if kind == "relationship" else Annotated[str, argument(f"Which {kind}.")],
        "given": Annotated[Given, Fields(kind, fields)] if fields else None,
        "on": On if dated else None,
        "why": Why if "why" in row.sets else None,
    }
    return command
