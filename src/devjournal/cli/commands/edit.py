"""`edit`: a record's file in your editor."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of


def command(
    ctx: typer.Context,
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="Which record; profile is yours.", show_default=False),
    ],
) -> None:
    """Open the file of a record in VISUAL or EDITOR; what comes back is checked, then written.

    You edit a private copy. It is kept, and offered again, whatever keeps it from being
    written; a file that can't be read any more can be mended in this way.

    Example: devjournal edit lead-the-readout
    """
    from devjournal.cli.edit_file import edit_file, file_called

    here = of(ctx)
    edit_file(here, file_called(here, id_))
