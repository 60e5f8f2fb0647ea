"""`plan`: the Mentor Action Plan of one relationship."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.pages import FORCE, FORMAT, OUTPUT, READER, put_page, reader_called
from devjournal.cli.values import relationship_of


def command(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    reader: READER = None,
    format_: FORMAT = None,
    output: OUTPUT = None,
    force: FORCE = False,
) -> None:
    """Show the action plan of a relationship: where to, why, goals, skills, who does what by when.

    For the other side, say --for and the relationship's id: private items are left out, and
    the page says how many.

    Example: devjournal plan priya --for priya-mentor
    """
    from devjournal.render.compose.plan import compose_plan
    from devjournal.views.plan import build_plan

    here = of(ctx)
    bound = relationship_of(here, who)
    for_whom = reader_called(here, reader)
    view = build_plan(here.journal, bound.id, here.today, reader=for_whom)
    put_page(here, "plan", view, compose_plan(view), format_, output, force=force)
    here.require_readable(here.journal.kinds_read)
