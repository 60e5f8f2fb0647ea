"""The commands as Typer sees them: loaded when they are run, listed in panels."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup, TyperOption

from devjournal.cli.context import of
from devjournal.cli.options import JournalCommand, common_options
from devjournal.cli.table import PANELS, ROWS, Row
from devjournal.errors import UsageError

_NO_KIND = ("ask", "role")
"""Nouns that are no kind of record."""

_HELP = {"help_option_names": ["-h", "--help"]}


def build(name: str, function: Callable[..., None]) -> Any:
    """Return one command made of a function, whose docstring is the help and the example."""
    words, _, example = (function.__doc__ or "").partition("Example:")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(
        name,
        cls=JournalCommand,
        help=words.strip(),
        epilog=f"\b\nExample:\n  {' '.join(example.split())}" if example else None,
    )(function)
    return typer.main.get_command(app)


def _load(row: Row) -> Any:
    module = importlib.import_module(f"devjournal.cli.commands.{row.module}")
    if not row.is_noun:
        return build(row.name, module.command)
    return Noun(row, module.COMMANDS)


class Noun(TyperGroup):
    """A noun with its verbs, such as `goal add`."""

    def __init__(self, row: Row, functions: dict[str, Callable[..., None]]) -> None:
        """Take the noun's verbs as functions; each is built when it is asked for."""
        super().__init__(
            name=row.name,
            help=row.summary + ".",
            params=common_options(),
            context_settings=_HELP,
            rich_markup_mode=None,
            commands=dict.fromkeys(functions),  # type: ignore[arg-type]  # built by get_command
            no_args_is_help=False,
        )
        self.functions = functions

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Build a verb."""
        function = self.functions.get(cmd_name)
        return build(cmd_name, function) if function else None

    def list_commands(self, ctx: Any) -> list[str]:
        """The verbs, in the order of a record's life."""
        return list(self.functions)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the verb that was named; who looks for `goal list` is told where that is."""
        if args and args[0] in ("list", "ls", "show") and self.name not in _NO_KIND:
            verb = "show ID" if args[0] == "show" else f"list {self.name}"
            raise UsageError(f"{self.name} has no {args[0]}", hint=f"devjournal {verb}")
        return super().resolve_command(ctx, args)


class Root(TyperGroup):
    """The program: its commands by panel, each imported only when it is run."""

    def __init__(self) -> None:
        """Make the root with the common options; without a command it shows today."""
        super().__init__(
            name="devjournal",
            help=(
                "A development journal: prep the agenda before a meeting, log notes and action "
                "items after it, print a summary before a review."
            ),
            params=[*common_options(), _version()],
            context_settings=_HELP,
            rich_markup_mode=None,
            invoke_without_command=True,
            commands=dict.fromkeys(ROWS),  # type: ignore[arg-type]  # built by get_command
        )
        self.callback = typer.main.get_callback(
            callback=_today_unless_told, context_param_name="ctx", pretty_exceptions_short=True
        )

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import a command's module and build it."""
        row = ROWS.get(cmd_name)
        return _load(row) if row else None

    def list_commands(self, ctx: Any) -> list[str]:
        """Every command, panel by panel."""
        return list(ROWS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the panels, from the table alone."""
        for panel, rows in PANELS.items():
            with formatter.section(panel):
                formatter.write_dl([(row.name, row.summary) for row in rows])


def _version() -> Any:
    return TyperOption(
        param_decls=["--version"],
        is_flag=True,
        default=False,
        expose_value=False,
        is_eager=True,
        callback=_print_version,
        help="Print the version and exit.",
    )


def _print_version(ctx: typer.Context, _option: Any, value: bool) -> None:
    if value:
        from devjournal import __version__

        of(ctx).around.stdout.write(f"devjournal {__version__}\n")
        raise typer.Exit


def _today_unless_told(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        from devjournal.cli.commands.today import command

        command(ctx)
