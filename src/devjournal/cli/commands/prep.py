"""`prep`: the agenda of the next meeting."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.pages import FORCE, FORMAT, OUTPUT, READER, put_page, reader_called
from devjournal.cli.values import relationship_of
from devjournal.errors import UsageError
from devjournal.journal.visibility import other_side


def command(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    share: Annotated[bool, typer.Option("--share", help="The page for the other side.")] = False,
    reader: READER = None,
    format_: FORMAT = None,
    output: OUTPUT = None,
    force: FORCE = False,
) -> None:
    """Show the agenda of the next meeting: a timed plan, computed from the journal each time.

    Example: devjournal prep priya
    """
    from devjournal.render.compose.agenda import compose_agenda
    from devjournal.views.agenda import build_agenda

    here = of(ctx)
    bound = relationship_of(here, who)
    if share and reader is not None:
        raise UsageError("--share and --for say two things", hint="leave one of them")
    for_whom = other_side(bound) if share else reader_called(here, reader)
    view = build_agenda(here.journal, bound.id, here.today, reader=for_whom)
    put_page(here, "agenda", view, compose_agenda(view, here.today), format_, output, force=force)
    here.require_readable(here.journal.kinds_read)
