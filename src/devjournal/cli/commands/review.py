"""`review`: what I achieved in a period, every line with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.pages import FORCE, FORMAT, OUTPUT, READER, put_page, reader_called
from devjournal.errors import UsageError

if TYPE_CHECKING:
    from devjournal.dates import Period

_LAST_MONTHS = 6


def command(
    ctx: typer.Context,
    period: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="2026-Q4, 2026-H1, 2026, last-quarter, cycle."),
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="From this day on.")] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DAY", help="Up to this day (today).")
    ] = None,
    reader: READER = None,
    format_: FORMAT = None,
    output: OUTPUT = None,
    force: FORCE = False,
) -> None:
    """Show what you achieved, by objective and goal, every line with its evidence.

    The period is that of --period or --since and --until; else your review cycle, or, where
    none is set, the last six months.

    Example: devjournal review --for manager --period cycle
    """
    from devjournal.render.compose.review import compose_review
    from devjournal.views.review import build_review

    here = of(ctx)
    meant = _period(here, period, since, until)
    view = build_review(here.journal, meant, here.today, reader=reader_called(here, reader))
    put_page(here, "review", view, compose_review(view), format_, output, force=force)
    here.require_readable(here.journal.kinds_read)


def _period(here: Context, period: str | None, since: str | None, until: str | None) -> Period:
    from devjournal.dates import add_months, parse_period, span

    if period and (since or until):
        raise UsageError("--period and --since/--until say two things", hint="leave one of them")
    profile = here.journal.profile
    starts = profile.record.review_starts if profile else None
    months = profile.record.review_months if profile else None
    if since or until:
        last = here.day(until, look="back") if until else here.today
        first = here.day(since, look="back") if since else add_months(last, -_LAST_MONTHS)
        return span(first, last)
    if period or (starts and months):
        return parse_period(period or "cycle", here.today, starts=starts, months=months)
    return span(add_months(here.today, -_LAST_MONTHS), here.today)
