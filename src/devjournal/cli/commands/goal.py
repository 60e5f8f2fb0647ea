"""`goal`: what I want to reach, and how it goes."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from devjournal.cli.commands.goal_milestone import milestone, milestone_from
from devjournal.cli.commands.goal_moves import MOVES
from devjournal.cli.context import Context, of
from devjournal.cli.values import VISIBILITY_HELP, one_of, past_day, words
from devjournal.errors import UsageError


def add(
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
    from devjournal.cli.field_values import fields_from
    from devjournal.models.goal import Goal

    here = of(ctx)
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
    milestones = tuple(milestone_from(here, one) for one in steps or ())
    facts = fields_from(here, Goal, told, milestones=milestones)
    if title is None and template is None:
        title = here.ask("What do you want to reach", flag="TITLE, or --template")
    if title is not None:
        facts["title"] = words("TITLE", title)
    if template is not None:
        facts = _from_template(here, template, facts)
    facts |= _asked_for(here, facts)
    draft = here.draft()
    ref = draft.add("goal", Goal(**facts))
    here.commit(draft.operation("added goal", ref))


def _from_template(here: Context, name: str, said: dict[str, Any]) -> dict[str, Any]:
    from devjournal.changes.templates import TEMPLATES, count_so_far, template_facts

    one_of("--template", name, tuple(TEMPLATES))
    if "measure" in said or "unit" in said:
        raise UsageError("--template says what is counted", hint="leave --measure and --unit away")
    so_far = count_so_far(here.journal, name, said.get("relationship"), here.today)
    here.tell(f"so far: {so_far.words}")
    return template_facts(name, so_far, said, here.today)


def _asked_for(here: Context, facts: dict[str, Any]) -> dict[str, Any]:
    """Ask for what a goal needs: a baseline for its target (P006), all of a coach's (P035)."""
    from devjournal.cli.field_values import fields_from
    from devjournal.models.goal import Goal

    bound = facts.get("relationship")
    is_coached = bound and here.journal.all("relationship")[bound].record.kind == "coach"
    asked: dict[str, Any] = {}
    if "target" in facts and "baseline" not in facts:
        asked["baseline"] = here.ask("Where does it stand now (a number)", flag="--baseline")
    if is_coached and "measure" not in facts:
        asked["measure"] = here.ask("What is counted", flag="--measure")
    if is_coached and "due" not in facts:
        asked["due"] = here.ask("By when", flag="--due")
    return fields_from(here, Goal, asked)


def checkin(
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
    from devjournal.cli.field_values import fields_from
    from devjournal.journal.names import find
    from devjournal.models.goal import Checkin

    here = of(ctx)
    goal = find(here.journal, id_, ("goal",))
    told: dict[str, Any] = {
        "value": value,
        "health": health,
        "confidence": confidence,
        "behaviour": behaviour,
        "note": note,
    }
    day = past_day(here, "--on", on)
    counted = None if value else count_goal(here.journal, goal.record, day)
    if counted:
        told["value"] = str(counted.value) if counted.value is not None else None
        told["note"] = note or counted.words
    if not any(told.values()):
        question = "How does it look: on_track, at_risk or off_track"
        told["health"] = here.ask(question, flag="--health, or a --value")
    facts = fields_from(here, Checkin, told)
    draft = here.draft()
    checked = goal.record.check_in(Checkin(on=day, **facts))
    if counted:
        checked = with_steps_reached(checked, counted.reached, day)
    draft.change(goal, checked)
    here.commit(draft.operation("checked in on", goal.ref))


COMMANDS = {"add": add, "checkin": checkin, "milestone": milestone, **MOVES}
