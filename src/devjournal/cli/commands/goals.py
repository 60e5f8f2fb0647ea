"""`goal`: what I want to reach, and how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.run import Run, of
from devjournal.cli.values import VISIBILITY_HELP, one_of, past_day, words
from devjournal.errors import UsageError

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored
    from devjournal.models.growth import Goal, Milestone


def goal_add(
    ctx: typer.Context,
    title: Annotated[
        str | None, typer.Argument(help="What you want to reach.", show_default=False)
    ] = None,
    why: Annotated[str | None, typer.Option(help="Why it matters to you.")] = None,
    builds: Annotated[
        str | None,
        typer.Option(help="skill, visibility, credibility, confidence or relationship."),
    ] = None,
    skill: Annotated[str | None, typer.Option(metavar="ID", help="The skill it builds.")] = None,
    relationship: Annotated[
        str | None, typer.Option(metavar="WHO", help="With whom you work on it; only they see it.")
    ] = None,
    objective: Annotated[
        str | None, typer.Option(metavar="ID", help="The objective of the business it serves.")
    ] = None,
    measure: Annotated[str | None, typer.Option(help="What is counted.")] = None,
    unit: Annotated[str | None, typer.Option(help="The unit of the measure.")] = None,
    baseline: Annotated[str | None, typer.Option(metavar="NUMBER", help="Where it stands.")] = None,
    target: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Where it is to be; needs a baseline.")
    ] = None,
    due: Annotated[str | None, typer.Option(metavar="DAY", help="By when.")] = None,
    commitment: Annotated[
        str | None, typer.Option(metavar="1-10", help="How much you want it.")
    ] = None,
    stretch: Annotated[bool, typer.Option("--stretch", help="It is a stretch.")] = False,
    steps: Annotated[
        list[str] | None,
        typer.Option(
            "--milestone", metavar="STEP", help='A step on the way, "First draft due:1m"; several.'
        ),
    ] = None,
    tag: Annotated[list[str] | None, typer.Option(help="A word to find it by; several.")] = None,
    visibility: Annotated[str | None, typer.Option(help=VISIBILITY_HELP)] = None,
    template: Annotated[
        str | None,
        typer.Option(help="good-mentee or good-mentor: a goal that your journal counts itself."),
    ] = None,
) -> None:
    """Set a goal: what you want to reach, how you will know, and by when.

    A template brings its own words, measure and steps; flags change what they say.

    Example: devjournal goal add "Lead the readout" --measure "slides of 12" --baseline 0 --target
    12 --due 10-dec --milestone "Draft read due:2w"
    """
    from devjournal.cli.values import fields_from
    from devjournal.models.growth import Goal

    run = of(ctx)
    told = {
        "why": why,
        "builds": builds,
        "skill": skill,
        "relationship": relationship,
        "objective": objective,
        "measure": measure,
        "unit": unit,
        "baseline": baseline,
        "target": target,
        "due": due,
        "commitment": commitment,
        "stretch": stretch or None,
        "tags": tag,
        "visibility": visibility,
    }
    milestones = tuple(milestone_from(run, one) for one in steps or ())
    facts = fields_from(run, Goal, told, milestones=milestones)
    if title is None and template is None:
        title = run.ask("What do you want to reach", flag="TITLE, or --template")
    if title is not None:
        facts["title"] = words("TITLE", title)
    if template is not None:
        facts = _from_template(run, template, facts)
    facts |= _asked_for(run, facts)
    draft = run.draft()
    ref = draft.add("goal", Goal(**facts))
    run.commit(draft.operation("added goal", ref))


def _from_template(run: Run, name: str, said: dict[str, Any]) -> dict[str, Any]:
    from devjournal.changes.templates import TEMPLATES, count_so_far, template_facts

    one_of("--template", name, tuple(TEMPLATES))
    if "measure" in said or "unit" in said:
        raise UsageError("--template says what is counted", hint="leave --measure and --unit away")
    so_far = count_so_far(run.journal, name, said.get("relationship"), run.today)
    run.tell(f"so far: {so_far.words}")
    return template_facts(name, so_far, said, run.today)


def _asked_for(run: Run, facts: dict[str, Any]) -> dict[str, Any]:
    """Ask for what a goal needs: a baseline for its target (P006), all of a coach's (P035)."""
    from devjournal.cli.values import fields_from
    from devjournal.models.growth import Goal

    bound = facts.get("relationship")
    is_coached = bound and run.journal.all("relationship")[bound].record.kind == "coach"
    asked: dict[str, Any] = {}
    if "target" in facts and "baseline" not in facts:
        asked["baseline"] = run.ask("Where does it stand now (a number)", flag="--baseline")
    if is_coached and "measure" not in facts:
        asked["measure"] = run.ask("What is counted", flag="--measure")
    if is_coached and "due" not in facts:
        asked["due"] = run.ask("By when", flag="--due")
    return fields_from(run, Goal, asked)


def goal_checkin(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which goal.", show_default=False)],
    value: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Where the measure stands.")
    ] = None,
    health: Annotated[str | None, typer.Option(help="on_track, at_risk or off_track.")] = None,
    confidence: Annotated[
        str | None, typer.Option(metavar="1-5", help="How sure you are; for you alone.")
    ] = None,
    behaviour: Annotated[
        str | None, typer.Option(help="What you did that others could see; for you alone.")
    ] = None,
    note: Annotated[str | None, typer.Option(help="A word on it, for you alone.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="When it was so (today).")] = None,
) -> None:
    """Say how a goal goes; of one from a template, the journal counts where it stands.

    Example: devjournal goal checkin lead-the-readout --value 9 --health on_track --confidence 4
    """
    from devjournal.changes.templates import count_goal, with_steps_reached
    from devjournal.cli.values import fields_from
    from devjournal.journal.names import find
    from devjournal.models.growth import Checkin

    run = of(ctx)
    goal = find(run.journal, id_, ("goal",))
    told: dict[str, Any] = {
        "value": value,
        "health": health,
        "confidence": confidence,
        "behaviour": behaviour,
        "note": note,
    }
    day = past_day(run, "--on", on)
    counted = None if value else count_goal(run.journal, goal.record, day)
    if counted:
        told["value"] = str(counted.value) if counted.value is not None else None
        told["note"] = note or counted.words
    if not any(told.values()):
        question = "How does it look: on_track, at_risk or off_track"
        told["health"] = run.ask(question, flag="--health, or a --value")
    facts = fields_from(run, Checkin, told)
    draft = run.draft()
    checked = goal.record.check_in(Checkin(on=day, **facts))
    if counted:
        checked = with_steps_reached(checked, counted.reached, day)
    draft.update(goal, checked)
    run.commit(draft.operation("checked in on", goal.ref))


def goal_milestone(
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
    from devjournal.changes.growth import finish_milestone
    from devjournal.journal.names import find

    run = of(ctx)
    if done and due:
        raise UsageError("--due is about a step to come, --done about one that was made")
    if on and not done:
        raise UsageError("--on is the day a step was done", hint="say it with --done")
    goal = find(run.journal, id_, ("goal",))
    draft = run.draft()
    if done:
        finish_milestone(draft, goal, words("TEXT", text), past_day(run, "--on", on))
        run.commit(draft.operation("marked a milestone done of", goal.ref))
        return
    draft.update(goal, goal.record.add_milestone(milestone_from(run, words("TEXT", text), due)))
    run.commit(draft.operation("added a milestone to", goal.ref))


def milestone_from(run: Run, text: str, due: str | None = None) -> Milestone:
    """Return the step that a line means, "First draft due:1m"; `due` is said apart from it."""
    from devjournal.logpage.lists import parse_action_line
    from devjournal.models.growth import Milestone

    told = parse_action_line(text)
    if told.goal or told.kind:
        raise UsageError(f"{text}: only due: may stand behind a step")
    if told.due and due:
        raise UsageError(f"{text}: has a day, and --due says one", hint="leave one of them")
    day = told.due or due
    return Milestone(title=told.title, due=run.day(day) if day else None)


GOAL_ID = Annotated[str, typer.Argument(metavar="ID", help="Which goal.", show_default=False)]


def goal_achieve(
    ctx: typer.Context,
    id_: GOAL_ID,
    on: Annotated[
        str | None, typer.Option(metavar="DAY", help="When it was reached (today).")
    ] = None,
) -> None:
    """Call a goal reached.

    Example: devjournal goal achieve lead-the-readout
    """
    run = of(ctx)
    goal = _goal(run, id_)
    _moved(run, "achieved", goal, goal.record.move("achieve", past_day(run, "--on", on)))
    waiting = sum(step.done_on is None for step in goal.record.milestones)
    if waiting:
        run.tell(f"not marked done: {waiting} of its {len(goal.record.milestones)} milestones")
    run.tell(f'tell it in business words: devjournal win "..." --goal {goal.id}')


def goal_pause(ctx: typer.Context, id_: GOAL_ID) -> None:
    """Let a goal rest; nothing asks about it until you resume it.

    Example: devjournal goal pause lead-the-readout
    """
    run = of(ctx)
    goal = _goal(run, id_)
    _moved(run, "paused", goal, goal.record.move("pause", run.today))


def goal_resume(ctx: typer.Context, id_: GOAL_ID) -> None:
    """Go on with a goal that is paused.

    Example: devjournal goal resume a-roster-that-survives
    """
    run = of(ctx)
    goal = _goal(run, id_)
    _moved(run, "resumed", goal, goal.record.move("resume", run.today))


def goal_drop(
    ctx: typer.Context,
    id_: GOAL_ID,
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Give up a goal; it stays in the journal.

    Example: devjournal goal drop lead-the-readout --why "the readout was called off"
    """
    run = of(ctx)
    goal = _goal(run, id_)
    _moved(run, "dropped", goal, goal.record.move("drop", run.today, why=why))


def _goal(run: Run, id_: str) -> Stored[Goal]:
    from devjournal.journal.names import find

    return find(run.journal, id_, ("goal",))


def _moved(run: Run, words: str, goal: Stored[Goal], moved: Goal) -> None:
    draft = run.draft()
    draft.update(goal, moved)
    run.commit(draft.operation(words, goal.ref))
