"""`postpone`: move an action or a meeting to another day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.values import next_day, planned_with
from devjournal.errors import Ambiguous, NotFound

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


def command(
    ctx: typer.Context,
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An action, a meeting, or WHO for the next meeting.",
            show_default=False,
        ),
    ],
    to: Annotated[
        str, typer.Option(metavar="WHEN", help="The new day, or moment.", show_default=False)
    ],
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Move an action's day, or the next meeting with somebody; when it was to be is kept.

    Example: devjournal postpone priya --to "22-oct 15:00" --why "quarter end"
    """
    from devjournal.changes.moves import postpone_action, postpone_meeting

    here = of(ctx)
    stored = _meant(here, id_)
    draft = here.draft()
    if stored.kind == "action":
        due = here.day(to, after=next_day(here, stored.record.relationship))
        postpone_action(draft, stored, due, why)
    else:
        at = here.moment(to, time=here.journal.moment(stored.record.at).time())
        postpone_meeting(draft, stored, at, why)
    here.commit(draft.operation("postponed", stored.ref))


def _meant(here: Context, text: str) -> Stored[Any]:
    """Return an action or a meeting; a WHO stands for the next meeting with them."""
    from devjournal.changes.moves import POSTPONE_KINDS
    from devjournal.journal.names import find

    try:
        found = find(here.journal, text, (*POSTPONE_KINDS, "relationship", "person"))
    except Ambiguous:
        raise
    except NotFound:
        return planned_with(here, text)
    return found if found.kind in POSTPONE_KINDS else planned_with(here, found.id)
