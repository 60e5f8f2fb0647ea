"""The options that every command has, and the base class that gives them to it.

They are understood before and after the command's name; what is missing on a terminal is
asked for, once per argument.
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperOption

from devjournal.cli.context import of


def _set(name: str) -> Any:
    def callback(ctx: typer.Context, _option: Any, value: Any) -> None:
        if value not in (None, False):
            setattr(of(ctx).flags, name, value)

    return callback


def _one_of(name: str, choices: tuple[str, ...]) -> Any:
    def callback(ctx: typer.Context, option: Any, value: str | None) -> None:
        if value is not None and value not in choices:
            raise typer.BadParameter(f"{value!r} is none of {', '.join(choices)}")
        _set(name)(ctx, option, value)

    return callback


def common_options() -> list[Any]:
    """Return new options for one command: --journal, --json and the others."""
    return [
        TyperOption(
            param_decls=["--journal"],
            type=str,
            metavar="DIR",
            expose_value=False,
            callback=_set("journal"),
            help="The journal's folder.",
        ),
        TyperOption(
            param_decls=["--json"],
            is_flag=True,
            default=False,
            expose_value=False,
            callback=_set("json"),
            help="Print one JSON document.",
        ),
        TyperOption(
            param_decls=["--color"],
            type=str,
            metavar="WHEN",
            expose_value=False,
            callback=_one_of("color", ("auto", "always", "never")),
            help="auto, always or never.",
        ),
        TyperOption(
            param_decls=["--linear"],
            is_flag=True,
            default=False,
            expose_value=False,
            callback=_set("linear"),
            help="Plain sentences, one a line; nothing drawn.",
        ),
        TyperOption(
            param_decls=["--no-input"],
            is_flag=True,
            default=False,
            expose_value=False,
            callback=_set("no_input"),
            help="Never ask; fail instead.",
        ),
        TyperOption(
            param_decls=["--debug"],
            is_flag=True,
            default=False,
            expose_value=False,
            hidden=True,
            callback=_set("debug"),
            help="Show the traceback of an error in the program.",
        ),
    ]


class JournalCommand(TyperCommand):
    """A command with the common options, which asks for the arguments that are missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add the common options after the command's own."""
        super().__init__(*args, **kwargs)
        for parameter in self.params:
            parameter.metavar = parameter.metavar or _placeholder(parameter)
        self.params.extend(common_options())
        self.context_settings = {"help_option_names": ["-h", "--help"]}

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the usage with required arguments bare, as all tools write them."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; ask for a missing argument on a terminal and parse again."""
        given = list(args)
        while True:
            try:
                rest = super().parse_args(ctx, list(given))
                of(ctx).has_parsed = True
                return rest
            except typer.TyperException as error:
                missing = _missing(error)
                here = of(ctx)
                if missing is None or not here.is_interactive:
                    _name_help_of(error, ctx)
                    raise
                answer = here.ask(_question(missing), flag=missing.human_readable_name)
                given = _with(given, missing, answer)


def _placeholder(parameter: Any) -> str | None:
    """Return what stands for a value in `--help`: WHO, TEXT, N; None for a flag."""
    if parameter.param_type_name == "argument":
        return str(parameter.name).rstrip("_").upper()
    if getattr(parameter, "is_flag", False):
        return None
    return "N" if parameter.type.name == "integer" else "TEXT"


def _name_help_of(error: typer.TyperException, ctx: typer.Context) -> None:
    """Let an error that the parser found early say which command it is about."""
    if getattr(error, "ctx", None) is None:
        error.ctx = ctx  # type: ignore[attr-defined]  # every usage error has one


def _missing(error: typer.TyperException) -> Any | None:
    """Return the parameter that was missing, if that is what the error is about."""
    return getattr(error, "param", None) if hasattr(error, "param_type") else None


def _question(parameter: Any) -> str:
    words: str = parameter.help or parameter.human_readable_name
    return words.rstrip(".")


def _with(args: list[str], parameter: Any, answer: str) -> list[str]:
    if parameter.param_type_name == "option":
        return [parameter.opts[0], answer, *args]
    if "--" in args:
        return [*args, answer]
    return [*args, "--", answer]
