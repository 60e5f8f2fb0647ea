"""`init`: make a new journal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from devjournal.cli.context import Context, of
from devjournal.render.document import Document, Note, Span, line

_NEXT = 'devjournal meet "NAME" --as mentor --purpose "WHY" --next "thu 15:00"'


def command(
    ctx: typer.Context,
    folder: Annotated[
        str | None, typer.Argument(help="Where; else --journal, DEVJOURNAL_DIR, your data folder.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Your name.")] = None,
    role: Annotated[str | None, typer.Option(help="Your role today.")] = None,
    aspiration: Annotated[str | None, typer.Option(help="Where you want to go.")] = None,
    timezone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="Such as Europe/Dublin; else the machine's.")
    ] = None,
) -> None:
    """Make a new journal: a folder of files that are yours, private from the first line.

    Example: devjournal init --name "Maya Quinn"
    """
    from devjournal.changes.begin import new_profile
    from devjournal.store.create import create_journal, refuse_second

    here = of(ctx)
    root = _root(here, folder)
    refuse_second(root)
    asks = name is None
    profile = new_profile(
        name or here.ask("Your name", flag="--name"),
        role=role or (here.ask("Your role today", flag="--role", optional=True) if asks else None),
        aspiration=aspiration
        or (
            here.ask("Where do you want to go", flag="--aspiration", optional=True)
            if asks
            else None
        ),
        timezone=timezone or _machine_zone(here),
        today=here.clock.date(),
    )
    create_journal(root, profile)
    if here.flags.json:
        here.show_json("created", {"journal": str(root)})
        return
    made = line(f"a journal for {profile.name} in ", Span(str(root), "id"))
    step = line("next: ", Span(_NEXT, "command"))
    here.say(Document(blocks=(Note(made, "done"), Note(step))))


def _root(here: Context, folder: str | None) -> Path:
    from devjournal.store.root import VARIABLE, folder_told

    told = folder or here.flags.journal or here.environ.get(VARIABLE)
    return folder_told(here.around.cwd, told) if told else here.data_folder()


def _machine_zone(here: Context) -> str | None:
    """Return the name of the machine's time zone, where it can be told."""
    from zoneinfo import available_timezones

    told = here.environ.get("TZ") or _linked_zone()
    return told if told in available_timezones() else None


def _linked_zone() -> str:
    try:
        return str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    except OSError:
        return ""
