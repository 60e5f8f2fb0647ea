"""What moves a goal from state to state: `goal achieve`, `pause`, `resume` and `drop`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.values import past_day

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored
    from devjournal.models.goal import Goal

ID = Annotated[str, typer.Argument(metavar="ID", help="Which goal.", show_default=False)]


def achieve(
    ctx: typer.Context,
    id_: ID,
    on: Annotated[
        str | None, typer.Option(metavar="DAY", help="When it was reached (today).")
    ] = None,
) -> None:
    """Call a goal reached.

    Example: devjournal goal achieve lead-the-readout
    """
    here = of(ctx)
    goal = _goal(here, id_)
    _commit(here, "achieved", goal, goal.record.achieve(past_day(here, "--on", on)))
    waiting = sum(step.done_on is None for step in goal.record.milestones)
    if waiting:
        here.tell(f"not marked done: {waiting} of its {len(goal.record.milestones)} milestones")
    here.tell(f'tell it in business words: devjournal win "..." --goal {goal.id}')


def pause(ctx: typer.Context, id_: ID) -> None:
    """Let a goal rest; nothing asks about it until you resume it.

    Example: devjournal goal pause lead-the-readout
    """
    here = of(ctx)
    goal = _goal(here, id_)
    _commit(here, "paused", goal, goal.record.pause(here.today))


def resume(ctx: typer.Context, id_: ID) -> None:
    """Go on with a goal that is paused.

    Example: devjournal goal resume a-roster-that-survives
    """
    here = of(ctx)
    goal = _goal(here, id_)
    _commit(here, "resumed", goal, goal.record.resume(here.today))


def drop(
    ctx: typer.Context,
    id_: ID,
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Give up a goal; it stays in the journal.

    Example: devjournal goal drop lead-the-readout --why "the readout was called off"
    """
    here = of(ctx)
    goal = _goal(here, id_)
    _commit(here, "dropped", goal, goal.record.drop(here.today, why))


def _goal(here: Context, id_: str) -> Stored[Goal]:
    from devjournal.journal.names import find

    return find(here.journal, id_, ("goal",))


def _commit(here: Context, words: str, goal: Stored[Goal], moved: Goal) -> None:
    draft = here.draft()
    draft.change(goal, moved)
    here.commit(draft.operation(words, goal.ref))


MOVES = {"achieve": achieve, "pause": pause, "resume": resume, "drop": drop}
