"""`show`: one record, whole."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import record_called


def command(
    ctx: typer.Context,
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="Which one; me is the profile.", show_default=False),
    ],
) -> None:
    """Show all of a record: what it holds, what it links to and what links to it, its file.

    Example: devjournal show lead-the-readout
    """
    from devjournal.store.layout import path_of
    from devjournal.views.record import build_record

    here = of(ctx)
    stored = record_called(here, id_)
    path = here.root / path_of(stored.kind, stored.id)
    page = build_record(here.journal, stored, str(path), here.today)
    if here.flags.json:
        here.show_json("record", page)
    else:
        from devjournal.render.compose.record import compose_record

        here.show(compose_record(page))
    here.require_readable(here.journal.kinds_read)
