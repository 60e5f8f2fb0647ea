"""`delete`: remove a record."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import record_called


def command(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which one.", show_default=False)],
    with_links: Annotated[
        bool, typer.Option("--with-links", help="Take out the links to it, too.")
    ] = False,
) -> None:
    """Delete a record that nothing links to; undo brings it back.

    What others link to is refused, and they are listed. What is over is better closed than
    deleted: it stays as evidence. purge forgets a record for good.

    Example: devjournal delete lead-the-readout --with-links
    """
    from devjournal.changes.delete import delete
    from devjournal.journal.names import told

    here = of(ctx)
    stored = record_called(here, id_)
    draft = here.draft()
    delete(draft, stored, with_links=with_links)
    here.commit(draft.operation(f"deleted {told(stored)}"))
