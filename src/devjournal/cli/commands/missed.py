"""`missed`: record that a meeting did not happen."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import planned_with
from devjournal.errors import Refused


def command(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Record that the planned meeting with somebody did not happen; its topics stay open.

    Example: devjournal missed priya --why "I was on call"
    """
    here = of(ctx)
    meeting = planned_with(here, who, waiting=True)
    if here.journal.day_of(meeting.record.at) > here.today:
        raise Refused(
            f"{meeting.id} is still to come",
            hint="call it off with cancel, or move it with postpone",
        )
    draft = here.draft()
    draft.change(meeting, meeting.record.miss(here.today, why))
    here.commit(draft.operation("missed", meeting.ref))
