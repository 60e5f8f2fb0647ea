"""`today`: what needs me now."""

from __future__ import annotations

import typer

from devjournal.cli.context import of


def command(ctx: typer.Context) -> None:
    """Show what needs you now: meetings, promises of both sides, goals and skills.

    Example: devjournal today
    """
    from devjournal.views.today import build_today

    here = of(ctx)
    view = build_today(here.journal, here.now)
    if here.flags.json:
        here.show_json("today", view)
    else:
        from devjournal.render.compose.today import compose_today

        here.show(compose_today(view))
    here.require_readable(here.journal.kinds_read)
