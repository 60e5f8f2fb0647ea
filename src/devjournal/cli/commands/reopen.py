"""`reopen`: take up again what was closed."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of


def command(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which one.", show_default=False)],
) -> None:
    """Take up again what was closed: an action, a topic, a goal, an opportunity, a setback.

    Example: devjournal reopen cjmw
    """
    from devjournal.changes.moves import REOPEN_KINDS, reopen
    from devjournal.journal.names import find

    here = of(ctx)
    stored = find(here.journal, id_, REOPEN_KINDS, variant="setback")
    draft = here.draft()
    reopen(draft, stored)
    here.commit(draft.operation("reopened", stored.ref))
