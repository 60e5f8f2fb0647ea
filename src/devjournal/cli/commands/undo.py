"""`undo`: take back what was done last."""

from __future__ import annotations

import typer

from devjournal.cli.context import of
from devjournal.cli.rewound import tell_rewound


def command(ctx: typer.Context) -> None:
    """Take back what was done last, exactly; again and again for what was done before.

    What you changed by hand since is never overwritten: it is shown, and nothing is undone.

    Example: devjournal undo
    """
    from devjournal.store import undo

    here = of(ctx)
    here.about_to_write()
    tell_rewound(here, "Undid", undo(here.root, at=here.clock))
