"""`docs/commands.md`, from the table of commands and each command's own help."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from devjournal.cli.program import Root, common_options
from devjournal.cli.run import Run
from devjournal.cli.system import System
from devjournal.cli.table import PANELS
from tools.reference.markdown import code, fence, made_by, table, top

if TYPE_CHECKING:
    from collections.abc import Iterator


def commands_page() -> str:
    """Return the page: every panel, and in it every command with all that it takes."""
    root = Root()
    parts = [made_by("src/devjournal/cli"), top("commands"), _options(common_options(), _context())]
    for panel, rows in PANELS.items():
        parts.append(f"## {panel}")
        for row in rows:
            parts += [f"### {row.name}", *([f"{row.summary}."] if row.verbs else [])]
            parts += _command(root, row.name)
    return "\n\n".join(parts) + "\n"


def _command(root: Root, name: str) -> Iterator[str]:
    """Yield the parts of one command, or of each verb of a noun."""
    with _context() as parent:
        command = root.get_command(parent, name)
        if not hasattr(command, "row"):
            yield from _parts(command, parent)
            return
        with typer.Context(command, info_name=name, parent=parent) as noun:
            for verb in command.list_commands(noun):
                yield f"#### {name} {verb}"
                yield from _parts(command.get_command(noun, verb), noun)


def _parts(command: Any, parent: Any) -> Iterator[str]:
    _, _, example = (command.epilog or "").partition("Example:\n")
    with typer.Context(command, info_name=command.name, parent=parent) as ctx:
        usage = " ".join(command.collect_usage_pieces(ctx))
        yield fence(f"{ctx.command_path} {usage}", "text")
        yield "\n\n".join(" ".join(part.split()) for part in command.help.split("\n\n"))
        common = {option.name for option in common_options()} | {"help"}
        own = [one for one in command.params if one.name not in common]
        if own:
            yield _options(own, ctx)
    if example:
        yield f"Example:\n\n{fence(example.strip(), 'text')}"


def _options(parameters: list[Any], ctx: Any) -> str:
    rows = [_row(one, ctx) for one in parameters if not getattr(one, "hidden", False)]
    return table(("Argument or option", "What it is"), rows)


def _row(parameter: Any, ctx: Any) -> tuple[str, str]:
    if parameter.param_type_name == "argument":
        return code(parameter.make_metavar(ctx).strip("{}")), parameter.help or ""
    names = ", ".join((*parameter.opts, *parameter.secondary_opts))
    return code(f"{names} {parameter.metavar or ''}".strip()), parameter.help or ""


def _context() -> Any:
    """Return the root's context; nothing is run, so the system is never asked."""
    system = System({}, sys.stdin, sys.stdout, sys.stderr, Path(), str)
    return typer.Context(Root(), info_name="devjournal", obj=Run(system))
