"""`done`: mark an action done, or a topic discussed."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import past_day


def command(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which one.", show_default=False)],
    evidence: Annotated[str | None, typer.Option(help="What shows it.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="When it was done (today).")] = None,
) -> None:
    """Mark an action done; a topic counts as discussed, with the evidence as its conclusion.

    Example: devjournal done kw --evidence wiki/cost-to-serve
    """
    from devjournal.changes.moves import DONE_KINDS, finish
    from devjournal.journal.names import find

    here = of(ctx)
    stored = find(here.journal, id_, DONE_KINDS)
    draft = here.draft()
    finish(draft, stored, past_day(here, "--on", on), evidence)
    here.commit(draft.operation("done", stored.ref))
