"""`drop`: give up an action, a topic or a goal."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of


def command(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which one.", show_default=False)],
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Give up an action, a topic, a goal or an objective; it stays in the journal.

    Example: devjournal drop vn --why "answered by mail"
    """
    from devjournal.changes.moves import DROP_KINDS, drop
    from devjournal.journal.names import find

    here = of(ctx)
    stored = find(here.journal, id_, DROP_KINDS)
    draft = here.draft()
    drop(draft, stored, why)
    here.commit(draft.operation("dropped", stored.ref))
