"""`ask sent`: I asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.values import past_day, relationship_of

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored
    from devjournal.models.relationship import Relationship

_ASKING = ("candidate", "asked", "later")


def sent(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Whom you asked.", show_default=False)],
    on: Annotated[str | None, typer.Option(metavar="DAY", help="When (today).")] = None,
) -> None:
    """Record that you asked somebody; again after they said later.

    Example: devjournal ask sent dermot
    """
    from devjournal.changes.asks import send_ask

    here = of(ctx)
    bound = asked_of(here, name)
    drafted = here.draft()
    send_ask(drafted, bound, past_day(here, "--on", on))
    here.commit(drafted.operation("asked", bound.ref))


def asked_of(here: Context, name: str) -> Stored[Relationship]:
    """Return the relationship that somebody is asked for, beside others there may be with them."""
    from devjournal.journal.names import person_called

    person = None
    if name not in here.journal.all("relationship"):
        person = person_called(here.journal, name)
    asking: list[Stored[Any]] = [
        bound
        for bound in here.journal.relationships
        if person and bound.record.person == person.id and bound.record.state in _ASKING
    ]
    return asking[0] if len(asking) == 1 else relationship_of(here, name, closed=True)
