"""`unshare`: make a record private."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import record_called


def command(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which record.", show_default=False)],
) -> None:
    """Make a record private: nobody else sees it, whatever its kind.

    Example: devjournal unshare lead-the-readout
    """
    from devjournal.changes.sharing import unshare

    here = of(ctx)
    stored = record_called(here, id_)
    draft = here.draft()
    unshare(draft, stored)
    here.commit(draft.operation("made private", stored.ref))
