"""`set`: change fields of a record."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import record_called


def command(
    ctx: typer.Context,
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="Which record; me is the profile.", show_default=False),
    ],
    fields: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE...",
            help="What to set; FIELD= clears; a list has commas; agreement.how= is in a table.",
            show_default=False,
        ),
    ],
) -> None:
    """Set or clear fields of a record; its state is moved by the commands for that.

    Days, numbers and ids are written as in flags; a comma in a list's item has a backslash
    before it.

    Example: devjournal set lead-the-readout due=24-nov commitment=10 why=
    """
    from devjournal.changes.set_fields import set_fields
    from devjournal.cli.assignments import parse_assignments

    here = of(ctx)
    stored = record_called(here, id_)
    draft = here.draft()
    set_fields(draft, stored, parse_assignments(here, stored, fields))
    named = ", ".join(one.partition("=")[0] for one in fields)
    here.commit(draft.operation(f"set {named} of", stored.ref))
