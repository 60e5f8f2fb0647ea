"""`docs/commands.md`, from the table of commands and each command's own help."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from devjournal.cli.program import Root, common_options
from devjournal.cli.run import Run
from devjournal.cli.system import System
from devjournal.cli.table import PANELS
from tools.reference.markdown import code, fence, made_by, table, top

if TYPE_CHECKING:
    from collections.abc import Iterator


class Entry(NamedTuple):
    """One command: what its help tells."""

    path: str
    """Without the program's name, such as `goal checkin`."""
    usage: str
    paragraphs: list[str]
    options: list[tuple[str, str]]
    example: str


def commands_page() -> str:
    """Return the page: every panel, and in it every command with all that it takes."""
    parts = [made_by("src/devjournal/cli"), top("commands"), _table(common_rows())]
    for panel, rows in PANELS.items():
        parts.append(f"## {panel}")
        for row in rows:
            parts += [f"### {row.name}", *([f"{row.summary}."] if row.verbs else [])]
            for entry in entries(row.name):
                parts += [f"#### {entry.path}"] if row.verbs else []
                parts += [fence(entry.usage, "text"), "\n\n".join(entry.paragraphs)]
                parts += [_table(entry.options)] if entry.options else []
                parts += [f"Example:\n\n{fence(entry.example, 'text')}"] if entry.example else []
    return "\n\n".join(parts) + "\n"


def entries(name: str) -> Iterator[Entry]:
    """Yield one command, or each verb of a noun."""
    with _context() as parent:
        command = Root().get_command(parent, name)
        if not hasattr(command, "row"):
            yield _entry(command, name, parent)
            return
        with typer.Context(command, info_name=name, parent=parent) as noun:
            for verb in command.list_commands(noun):
                yield _entry(command.get_command(noun, verb), f"{name} {verb}", noun)


def common_rows() -> list[tuple[str, str]]:
    """Return the options that every command takes, each with what it is."""
    return _rows(common_options(), _context())


def _entry(command: Any, path: str, parent: Any) -> Entry:
    _, _, example = (command.epilog or "").partition("Example:\n")
    common = {option.name for option in common_options()} | {"help"}
    with typer.Context(command, info_name=command.name, parent=parent) as ctx:
        return Entry(
            path,
            f"{ctx.command_path} {' '.join(command.collect_usage_pieces(ctx))}",
            [" ".join(part.split()) for part in command.help.split("\n\n")],
            _rows([one for one in command.params if one.name not in common], ctx),
            example.strip(),
        )


def _table(rows: list[tuple[str, str]]) -> str:
    cells = [(code(name), what) for name, what in rows]
    return table(("Argument or option", "What it is"), cells)


def _rows(parameters: list[Any], ctx: Any) -> list[tuple[str, str]]:
    return [_row(one, ctx) for one in parameters if not getattr(one, "hidden", False)]


def _row(parameter: Any, ctx: Any) -> tuple[str, str]:
    if parameter.param_type_name == "argument":
        return parameter.make_metavar(ctx).strip("{}"), parameter.help or ""
    names = ", ".join((*parameter.opts, *parameter.secondary_opts))
    return f"{names} {parameter.metavar or ''}".strip(), parameter.help or ""


def _context() -> Any:
    """Return the root's context; nothing is run, so the system is never asked."""
    system = System({}, sys.stdin, sys.stdout, sys.stderr, Path(), str)
    return typer.Context(Root(), info_name="devjournal", obj=Run(system))
