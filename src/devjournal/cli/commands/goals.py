"""`goal`: what you want to reach, and how it goes."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from devjournal.changes.growth import (
    TEMPLATES,
    count_goal,
    count_so_far,
    finish_milestone,
    template_facts,
    with_steps_reached,
)
from devjournal.cli.flags import Given, On, fields, id_of
from devjournal.cli.moves import move_command
from devjournal.cli.run import Run
from devjournal.cli.values import one_of, past_day, read_milestone, record_of, words
from devjournal.errors import UsageError
from devjournal.journal.stored import Stored
from devjournal.models.growth import Checkin, Goal
from devjournal.practice.settle import FILL_IN, command

GoalId = Annotated[str, id_of("goal")]


def goal_add(
    run: Run,
    given: Annotated[Given, fields("goal", but="title")],
    title: Annotated[
        str | None, typer.Argument(help="What you want to reach.", show_default=False)
    ] = None,
    template: Annotated[
        str | None,
        typer.Option(help="good-mentee or good-mentor: a goal that your journal counts itself."),
    ] = None,
) -> None:
    """Add a goal: what you want to reach, how you will know, and by when.

    A template brings its own title, measure and milestones; flags change what it says.

    Example: devjournal goal add "Lead the readout" --measure "slides of 12" --baseline 0 --target
    12 --due 10-dec --milestone "Draft read due:2w"
    """
    facts = given.read(run)
    if title is None and template is None:
        title = run.ask("What you want to reach", flag="TITLE, or --template")
    if title is not None:
        facts["title"] = words("TITLE", title)
    if template is not None:
        facts = _from_template(run, template, facts)
    facts |= _asked_for(run, facts)
    run.add("goal", Goal(**facts))


def _from_template(run: Run, name: str, said: dict[str, Any]) -> dict[str, Any]:

    one_of("--template", name, tuple(TEMPLATES))
    if "measure" in said or "unit" in said:
        raise UsageError("a template has its own measure", hint="leave --measure and --unit out")
    so_far = count_so_far(run.journal, name, said.get("relationship"), run.today)
    run.tell(f"so far: {so_far.words}")
    return template_facts(name, so_far, said, run.today)


def _asked_for(run: Run, facts: dict[str, Any]) -> dict[str, Any]:
    """Ask for what a goal needs: a baseline for its target (P006), all of a coach's (P035)."""
    bound = facts.get("relationship")
    is_coached = bound and run.journal.all("relationship")[bound].record.kind == "coach"
    needs = ["measure", "due"] if is_coached else []
    if "target" in facts:
        needs.append("baseline")
    asked = Given(Goal, {})
    asked.ask(run, *(name for name in needs if name not in facts), optional=False)
    return asked.read(run)


def goal_checkin(
    run: Run, id_: GoalId, given: Annotated[Given, fields("goal.checkins", but="on")], on: On = None
) -> None:
    """Record how a goal goes; the journal itself counts where one from a template stands.

    Example: devjournal goal checkin lead-the-readout --value 9 --health on_track --confidence 4
    """
    goal = record_of(run, "goal", id_)
    day = past_day(run, "--on", on)
    counted = None if "value" in given.told else count_goal(run.journal, goal.record, day)
    if counted and counted.value is not None:
        given.told["value"] = str(counted.value)
    if counted:
        given.told.setdefault("note", counted.words)
    if not given.told:
        given.ask(run, "health", optional=False)
    checked = goal.record.check_in(Checkin(**given.read(run, on=day)))
    if counted:
        checked = with_steps_reached(checked, counted.reached, day)
    run.change(goal, checked, "checked in on")


def goal_milestone(
    run: Run,
    id_: GoalId,
    text: Annotated[
        str,
        typer.Argument(
            help="What is done then; with --done, its number or how it begins.",
            show_default=False,
        ),
    ],
    due: Annotated[str | None, typer.Option(metavar="DAY", help="The day it is due.")] = None,
    done: Annotated[bool, typer.Option("--done", help="Mark it done.")] = False,
    on: On = None,
) -> None:
    """Add a milestone to a goal, or mark one done.

    Example: devjournal goal milestone lead-the-readout "Draft, with Priya" --done
    """
    if done and due:
        raise UsageError("--due is for a new milestone, --done for one that is there")
    if on and not done:
        raise UsageError("--on is the day it was done", hint="add --done")
    goal = record_of(run, "goal", id_)
    text = words("TEXT", text)
    draft = run.draft()
    if done:
        finish_milestone(draft, goal, text, past_day(run, "--on", on))
        run.commit(draft.operation("marked a milestone done of", goal.ref))
        return
    draft.update(goal, goal.record.add_milestone(read_milestone(run, "TEXT", text, due)))
    run.commit(draft.operation("added a milestone to", goal.ref))


def _after_achieving(run: Run, goal: Stored[Any]) -> None:

    waiting = sum(step.done_on is None for step in goal.record.milestones)
    if waiting:
        run.tell(f"not marked done: {waiting} of its {len(goal.record.milestones)} milestones")
    run.tell(f"tell it in business words: {command('win', FILL_IN, '--goal', goal.id)}")


goal_achieve = move_command(
    "goal",
    "achieve",
    "achieved",
    example="goal achieve lead-the-readout",
    dated=True,
    then=_after_achieving,
)
goal_pause = move_command(
    "goal",
    "pause",
    "paused",
    help_="; nothing asks about it until you resume it",
    example="goal pause lead-the-readout",
)
goal_resume = move_command(
    "goal", "resume", "resumed", example="goal resume a-roster-that-survives"
)
goal_drop = move_command(
    "goal",
    "drop",
    "dropped",
    help_="; it stays in the journal",
    example='goal drop lead-the-readout --why "the readout was called off"',
)
