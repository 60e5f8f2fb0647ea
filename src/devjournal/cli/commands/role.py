"""`role`: what I do, and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.values import one_of, past_day, relationship_of, words
from devjournal.errors import UsageError

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored
    from devjournal.models.profile import Profile


def change(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(help="What the new role is called.", show_default=False)],
    organisation: Annotated[
        str | None, typer.Option(help="Where; unless told, where the present one is.")
    ] = None,
    level: Annotated[str | None, typer.Option(help="Its level or grade there.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="Its first day; today.")] = None,
    close: Annotated[
        list[str] | None,
        typer.Option(metavar="WHO", help="At another employer, whom you go on without; several."),
    ] = None,
    keep_objectives: Annotated[
        bool, typer.Option("--keep-objectives", help="Leave the old employer's objectives open.")
    ] = False,
) -> None:
    """Begin another role: the present one ends the day before.

    At another employer your manager is another person. What you shared with manager or exec is
    private for these readers again, nobody supervises you, and open objectives are dropped.
    Wins and their evidence stay. All of it is told, and one undo takes it back.

    Example: devjournal role change "Team Lead, Guest Support" --level S4 --on 12-oct
    """
    from devjournal.changes.roles import change_role
    from devjournal.models.profile import Role
    from devjournal.render.compose.turn import compose_turn

    here = of(ctx)
    profile = here.journal.profile
    if profile is None:  # the journal is not loaded without one
        raise UsageError("there is no profile")
    title, first = words("TITLE", title), past_day(here, "--on", on)
    organisation = words("--organisation", organisation) if organisation is not None else None
    role = Role(title=title, organisation=organisation, level=level or None)
    closing = _closing(here, profile, organisation, first, close, keep_objectives)
    draft = here.draft()
    turn = change_role(draft, profile, role, first, close=closing, keep_objectives=keep_objectives)
    here.commit(draft.operation(f"changed role to {title}"))
    here.say(compose_turn(turn))


def _closing(
    here: Context,
    profile: Stored[Profile],
    organisation: str | None,
    first: dt.date,
    close: Sequence[str] | None,
    keep_objectives: bool,
) -> list[Stored[Any]]:
    """Return the relationships to close: as --close says, else as is answered on a terminal."""
    from devjournal.changes.roles import bound_to_employer, changes_employer

    if not changes_employer(profile.record, organisation, first):
        if close or keep_objectives:
            flag = "--close" if close else "--keep-objectives"
            raise UsageError(
                f"{flag} is for a change of employer", hint="say another one: --organisation ORG"
            )
        return []
    if close is not None or not here.is_interactive:
        named = (relationship_of(here, one, closed=True) for one in close or ())
        return list({one.id: one for one in named}.values())
    return [one for one in bound_to_employer(here.journal) if _is_to_close(here, one)]


def _is_to_close(here: Context, bound: Stored[Any]) -> bool:
    name = here.journal.name_of(bound.record.person)
    question = f"Close {bound.id}, with {name}? yes; or Enter to keep it"
    answer = here.ask(question, flag="--close", optional=True).lower() or "no"
    return str(one_of("answer", answer, ("yes", "y", "no", "n"))).startswith("y")


COMMANDS = {"change": change}
