"""`thank`: thanks after a meeting, with what comes next. (P072, P103)"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.pages import FORCE, FORMAT, OUTPUT, put_page
from devjournal.cli.values import relationship_of, words
from devjournal.errors import NotFound

if TYPE_CHECKING:
    from devjournal.views.thanks import Thanks


def command(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="Whom.", show_default=False)],
    text: Annotated[
        str | None, typer.Argument(help="What for, in your own words.", show_default=False)
    ] = None,
    no_mark: Annotated[
        bool, typer.Option("--no-mark", help="Only print it: the meeting is not marked as thanked.")
    ] = False,
    format_: FORMAT = None,
    output: OUTPUT = None,
    force: FORCE = False,
) -> None:
    """Draft your thanks after the latest meeting, to copy and send, with what comes next.

    It tells what you were given, what both of you promised and when you meet, as far as they
    may see it. The meeting is marked as thanked for today.

    Example: devjournal thank misaki "Your screen drawings saved us a week."
    """
    from devjournal.practice.settle import command as shown
    from devjournal.render.compose.thanks import compose_thanks
    from devjournal.views.thanks import build_thanks

    here = of(ctx)
    bound = relationship_of(here, who, closed=True)
    text = None if text is None else words("TEXT", text)
    thanks = build_thanks(here.journal, bound, here.today, text)
    if not thanks.has_reason:
        raise NotFound(
            f"no meeting with {thanks.to} was held yet",
            hint=f"say what for: {shown('thank', bound.id, '...')}",
        )
    page = compose_thanks(thanks, here.today)
    put_page(here, "thanks", thanks, page, format_, output, force=force)
    if not no_mark:
        _mark(here, thanks)
    here.require_readable(here.journal.kinds_read)


def _mark(here: Context, thanks: Thanks) -> None:
    from devjournal.changes.thanks import mark_thanked
    from devjournal.dates import show_day

    meeting = here.journal.get(thanks.meeting) if thanks.meeting else None
    if meeting is None:
        return
    if thanks.thanked_on is not None:
        here.tell(f"{meeting.id} was thanked for on {show_day(thanks.thanked_on)}")
        return
    draft = here.draft()
    mark_thanked(draft, meeting)
    here.commit(draft.operation("thanked for", meeting.ref))
