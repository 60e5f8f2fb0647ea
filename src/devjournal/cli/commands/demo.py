"""`demo`: the main job on an example journal."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import typer

from devjournal.cli.context import Context, Surroundings, of
from devjournal.errors import NotFound, UsageError

TODAY = "2026-10-14T09:00"
"""The day that the example journal is told on."""

COMMANDS = (
    ("today",),
    ("prep", "priya"),
    ("review", "--for", "manager", "--period", "cycle"),
)
"""The main job: what needs me, the agenda before a meeting, the page before a review."""


def command(ctx: typer.Context) -> None:
    """Show the main job on an example journal: the dashboard, an agenda and a review.

    Example: devjournal demo
    """
    from devjournal.cli.app import run

    here = of(ctx)
    if here.flags.json:
        raise UsageError("a demo is to be read", hint="the commands that it shows have --json")
    folder = _example()
    for arguments in COMMANDS:
        here.around.stdout.write(f"$ devjournal {' '.join(arguments)}\n\n")
        here.around.stdout.flush()
        code = run(_with_flags(here, folder, arguments), _on_the_day(here))
        if code != 0:
            raise typer.Exit(code)
        here.around.stdout.write("\n")
    here.tell('That was an invented journal. Yours begins with "devjournal init".')


def _with_flags(here: Context, folder: Path, arguments: tuple[str, ...]) -> list[str]:
    return ["--journal", str(folder), "--color", here.flags.color, *arguments]


def _on_the_day(here: Context) -> Surroundings:
    return dataclasses.replace(here.around, environ={**here.environ, "DEVJOURNAL_TODAY": TODAY})


def _example() -> Path:
    """Return the example's folder: inside the installed package, or beside its source."""
    package = Path(__file__).parents[2]
    for folder in (package / "examples" / "maya", package.parents[1] / "examples" / "maya"):
        if folder.is_dir():
            return folder
    raise NotFound("the example journal is not part of this installation")
