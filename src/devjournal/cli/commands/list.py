"""`list`: the records of a kind."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of


def command(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            help="people, relationships, skills, objectives, goals, topics, meetings, actions, "
            "opportunities, entries, or a kind of entry such as wins.",
            show_default=False,
        ),
    ],
    everything: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
) -> None:
    """List the records of a kind: the open ones, or with --all every one.

    Example: devjournal list actions --all
    """
    from devjournal.views.listing import build_listing

    here = of(ctx)
    listing = build_listing(here.journal, kind, everything=everything)
    if here.flags.json:
        here.show_json("list", listing)
    else:
        from devjournal.render.compose.listing import compose_listing

        here.show(compose_listing(listing, here.today))
    here.require_readable(here.journal.kinds_read)
