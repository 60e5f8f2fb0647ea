"""`search`: the records that say something."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import in_range, words
from devjournal.errors import NotFound


def command(
    ctx: typer.Context,
    text: Annotated[
        list[str],
        typer.Argument(metavar="TEXT", help="The words to look for.", show_default=False),
    ],
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="Only records of a kind: actions, meetings, wins."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every one that is found.")] = False,
    limit: Annotated[int, typer.Option(metavar="N", help="How many are shown.")] = 20,
) -> None:
    """Find what you wrote, wherever: every word has to be in it, whatever its case and accents.

    Titles come first, then text, then notes; what is open and recent before what is old. Your
    private notes are found too: this is for you alone.

    Example: devjournal search cost per contact --kind wins
    """
    from devjournal.views.search import build_search

    here = of(ctx)
    in_range("--limit", limit, 1, 10_000)
    wanted = words("TEXT", " ".join(text))
    search = build_search(here.journal, wanted, kind=kind, limit=None if everything else limit)
    if search.hits and here.flags.json:
        here.show_json("search", search)
    elif search.hits:
        from devjournal.render.compose.search import compose_search

        here.show(compose_search(search, here.today))
    here.require_readable(here.journal.kinds_read)
    if not search.hits:
        raise NotFound(
            f"nothing says {wanted!r}",
            hint="every word has to be in it: look for fewer, or for a part of one",
        )
