"""`redo`: do again what was undone."""

from __future__ import annotations

import typer

from devjournal.cli.context import of
from devjournal.cli.rewound import tell_rewound


def command(ctx: typer.Context) -> None:
    """Do again what was undone last; possible until something new is done.

    Example: devjournal redo
    """
    from devjournal.store import redo

    here = of(ctx)
    here.about_to_write()
    tell_rewound(here, "Redid", redo(here.root, at=here.clock))
