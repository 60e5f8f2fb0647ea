"""`progress`: what moved over months."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.pages import FORCE, FORMAT, OUTPUT, READER, put_page, reader_called
from devjournal.errors import UsageError

_MOST_MONTHS = 120


def command(
    ctx: typer.Context,
    months: Annotated[
        int, typer.Option(metavar="N", help="How many months to look back on, this one too.")
    ] = 12,
    reader: READER = None,
    format_: FORMAT = None,
    output: OUTPUT = None,
    force: FORCE = False,
) -> None:
    """Show what moved over months: goals, skills, activity, promises, rhythm of meetings.

    With --linear nothing is drawn: every fact is a sentence on a line of its own.

    Example: devjournal progress --months 6
    """
    from devjournal.render.compose.progress import compose_progress
    from devjournal.views.progress import build_progress

    here = of(ctx)
    if not 1 <= months <= _MOST_MONTHS:
        raise UsageError(
            f"--months {months}: that can't be looked back on",
            hint=f"say a number from 1 to {_MOST_MONTHS}",
        )
    for_whom = reader_called(here, reader)
    view = build_progress(here.journal, here.today, months=months, reader=for_whom)
    put_page(here, "progress", view, compose_progress(view), format_, output, force=force)
    here.require_readable(here.journal.kinds_read)
