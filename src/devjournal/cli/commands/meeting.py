"""`meeting`: a meeting beside the next one."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import relationship_of


def add(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    at: Annotated[
        str,
        typer.Option(metavar="WHEN", help='When it is: "22-oct 15:00".', show_default=False),
    ],
    minutes: Annotated[
        str | None, typer.Option(metavar="MINUTES", help="How long (as long as usual).")
    ] = None,
    channel: Annotated[str | None, typer.Option(help="video, phone, in person (as usual).")] = None,
    kind: Annotated[str | None, typer.Option(help="session, one_to_one or debrief.")] = None,
) -> None:
    """Add a meeting beside the one that is planned; `meet` moves or plans the next one.

    Example: devjournal meeting add priya --at "22-oct 15:00" --minutes 30 --kind debrief
    """
    from devjournal.changes.meet import add_meeting
    from devjournal.changes.rhythm import usual_time
    from devjournal.cli.field_values import fields_from
    from devjournal.journal.stored import Ref
    from devjournal.models.meeting import Meeting

    here = of(ctx)
    bound = relationship_of(here, who)
    told = {"minutes": minutes, "channel": channel, "kind": kind}
    moment = here.moment(at, time=usual_time(here.journal, bound.id))
    draft = here.draft()
    id_ = add_meeting(draft, bound.id, moment, **fields_from(here, Meeting, told))
    here.commit(draft.operation("added", Ref("meeting", id_)))


COMMANDS = {"add": add}
