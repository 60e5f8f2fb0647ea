"""`cancel`: call off the next meeting."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import planned_with


def command(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    theirs: Annotated[bool, typer.Option("--theirs", help="They called it off.")] = False,
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Call off the next meeting with somebody; its topics stay open.

    Example: devjournal cancel priya --why "quarter end"
    """
    here = of(ctx)
    meeting = planned_with(here, who)
    draft = here.draft()
    draft.change(meeting, meeting.record.cancel(here.today, "them" if theirs else "me", why))
    here.commit(draft.operation("cancelled", meeting.ref))
