"""`rename`: another id for a record."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import record_called


def command(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which one.", show_default=False)],
    new: Annotated[
        str | None,
        typer.Argument(metavar="NEW", help="Its new id; unless told, what its title gives."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say it, and write nothing.")] = False,
) -> None:
    """Give a record another id: its file is renamed, and every link to it follows.

    Comments and order in the file stay. A lettered record keeps its letters, and a
    relationship's meetings take its new id in front.

    Example: devjournal rename lead-the-readout readout-of-the-year
    """
    from devjournal.changes.rename import rename

    here = of(ctx)
    stored = record_called(here, id_)
    draft = here.draft()
    ref = rename(draft, stored, new)
    here.commit(draft.operation(f"renamed {stored.id} to", ref), dry_run=dry_run)
