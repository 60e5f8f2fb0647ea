"""`goal milestone`: the steps on the way to a goal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.values import past_day, words
from devjournal.errors import UsageError

if TYPE_CHECKING:
    from devjournal.models.goal import Milestone


def milestone(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which goal.", show_default=False)],
    text: Annotated[
        str,
        typer.Argument(
            help="What is done then; with --done its number, or how it begins.",
            show_default=False,
        ),
    ],
    due: Annotated[str | None, typer.Option(metavar="DAY", help="By when.")] = None,
    done: Annotated[bool, typer.Option("--done", help="It is done.")] = False,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="When it was done (today).")] = None,
) -> None:
    """Add a step on the way to a goal, or mark one done.

    Example: devjournal goal milestone lead-the-readout "Draft, with Priya" --done
    """
    from devjournal.changes.goals import add_milestone, finish_milestone
    from devjournal.journal.names import find

    here = of(ctx)
    if done and due:
        raise UsageError("--due is about a step to come, --done about one that was made")
    if on and not done:
        raise UsageError("--on is the day a step was done", hint="say it with --done")
    goal = find(here.journal, id_, ("goal",))
    draft = here.draft()
    if done:
        finish_milestone(draft, goal, words("TEXT", text), past_day(here, "--on", on))
        here.commit(draft.operation("marked a milestone done of", goal.ref))
        return
    add_milestone(draft, goal, milestone_from(here, words("TEXT", text), due))
    here.commit(draft.operation("added a milestone to", goal.ref))


def milestone_from(here: Context, text: str, due: str | None = None) -> Milestone:
    """Return the step that a line means, "First draft due:1m"; `due` is said apart from it."""
    from devjournal.logpage.action_line import parse_action_line
    from devjournal.models.goal import Milestone

    told = parse_action_line(text)
    if told.goal or told.kind:
        raise UsageError(f"{text}: only due: may stand behind a step")
    if told.due and due:
        raise UsageError(f"{text}: has a day, and --due says one", hint="leave one of them")
    day = told.due or due
    return Milestone(title=told.title, due=here.day(day) if day else None)
