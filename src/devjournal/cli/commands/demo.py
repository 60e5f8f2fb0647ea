"""`demo`: the main job on an example journal, the one who learns or the one who gives."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.surroundings import Surroundings
from devjournal.errors import NotFound, UsageError

TODAY = "2026-10-14T09:00"
"""The day that the example journals are told on."""

EXAMPLES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "maya": (
        ("today",),
        ("prep", "priya"),
        ("review", "--for", "manager", "--period", "cycle"),
    ),
    "signe": (("today",), ("prep", "jonas"), ("review", "--period", "cycle")),
}
"""The main job on each: what needs me, the agenda before a meeting, the page before a review."""


def command(
    ctx: typer.Context,
    example: Annotated[
        str, typer.Option(metavar="NAME", help="maya, who has mentors (unless told), or signe.")
    ] = "maya",
) -> None:
    """Show the main job on an example journal: the dashboard, an agenda and a review.

    Signe is a mentor of two, and has one herself.

    Example: devjournal demo
    """
    from devjournal.cli.app import run

    here = of(ctx)
    if here.flags.json:
        raise UsageError("a demo is to be read", hint="the commands that it shows have --json")
    if example not in EXAMPLES:
        raise UsageError(
            f"no example is called {example!r}", hint=f"there are {', '.join(EXAMPLES)}"
        )
    folder = _folder(example)
    for arguments in EXAMPLES[example]:
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


def _folder(example: str) -> Path:
    """Return the example's folder: inside the installed package, or beside its source."""
    package = Path(__file__).parents[2]
    for folder in (package / "examples" / example, package.parents[1] / "examples" / example):
        if folder.is_dir():
            return folder
    raise NotFound("the example journal is not part of this installation")
