"""`action`: what I promised, or they did."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import (
    VISIBILITY_HELP,
    link,
    next_day,
    one_of,
    relationship_of,
    visibility,
    words,
)


def command(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="What is to be done.", show_default=False)],
    who: Annotated[
        str | None, typer.Option("--for", metavar="WHO", help="Promised to, or by.")
    ] = None,
    theirs: Annotated[bool, typer.Option("--theirs", help="They promised it.")] = False,
    due: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="By when (the next meeting)."),
    ] = None,
    kind: Annotated[str | None, typer.Option(help="task, resource or introduction.")] = None,
    goal: Annotated[str | None, typer.Option(metavar="ID", help="The goal that it serves.")] = None,
    topic: Annotated[str | None, typer.Option(metavar="ID", help="The topic it came from.")] = None,
    note: Annotated[str | None, typer.Option(help="A word on it; private.")] = None,
    visible: Annotated[str | None, typer.Option("--visibility", help=VISIBILITY_HELP)] = None,
) -> None:
    """Add an action item: yours, or, with --theirs, what somebody promised you.

    Example: devjournal action "Send the board pack" --for priya --theirs --kind resource --due
    22-oct
    """
    from devjournal.changes.actions import add_action

    here = of(ctx)
    bound = relationship_of(here, who).id if who else None
    draft = here.draft()
    ref = add_action(
        draft,
        title=words("TEXT", text),
        owner="them" if theirs else "me",
        relationship=bound,
        due=here.day(due, after=next_day(here, bound)) if due else None,
        expected=next_day(here, bound),
        kind=one_of("--kind", kind, ("task", "resource", "introduction")),
        goal=link(here, "goal", goal),
        topic=link(here, "topic", topic),
        note=note,
        visibility=visibility(here, visible),
    )
    here.commit(draft.operation("added action", ref))
