"""`share`: let somebody see a record."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import reader, record_called


def command(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which record.", show_default=False)],
    with_: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="READER",
            help="manager, exec, or a relationship's id (the one it belongs to); several.",
        ),
    ] = None,
) -> None:
    """Let somebody see a record; your notes in it stay yours, as show says.

    Of a meeting it is the notes that are shared. Whoever sees it already still does.

    Example: devjournal share lead-the-readout --with manager
    """
    from devjournal.changes.sharing import linked_relationship, share

    here = of(ctx)
    stored = record_called(here, id_)
    readers = with_ or [
        linked_relationship(stored)
        or here.ask("Who may see it: manager, exec, or a relationship's id", flag="--with")
    ]
    draft = here.draft()
    named = [reader(here, one) for one in readers]
    share(draft, stored, named)
    operation = draft.operation(f"shared with {', '.join(named)}:", stored.ref)
    if not operation.changes:
        here.tell(f"seen already by {', '.join(named)}")
    here.commit(operation)
