"""Goals, skills, objectives, opportunities, setbacks, and what moved over months."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from devjournal.changes import growth
from devjournal.cli import flags, values
from devjournal.cli.commands.capture import capture, record_entry
from devjournal.cli.flags import Fields, Given, On, Put, Reader, Text, Texts, Why, argument, option
from devjournal.cli.output import put_page, reader_called, show_page
from devjournal.cli.run import Run
from devjournal.cli.values import one_of, past_day, record_of, words
from devjournal.dates import show_day
from devjournal.errors import UsageError
from devjournal.journal.names import short_ids
from devjournal.journal.stored import Stored
from devjournal.models.growth import Checkin, Goal, Objective, Opportunity, Rating
from devjournal.pages import skills
from devjournal.pages.progress import build_progress, compose_progress
from devjournal.practice import counts
from devjournal.shell import FILL_IN, command

GoalId = Annotated[str, argument("Which goal.")]
SetbackId = Annotated[str, argument("Which setback.")]
Feedback = Annotated[
    str | None, option("--feedback TEXT", "What you were told about it; added to what is there.")
]

_TOLD = "accomplishments impact improve on goal relationship tags visibility"
_ASSESSED = ("accomplishments", "impact", "improve")
_LATELY = dt.timedelta(days=30)


def goal_add(
    run: Run,
    given: Annotated[Given, Fields("goal", but="title")],
    title: Text = argument("What you want to reach."),
    template: Text = option(
        "--template TEXT", "good-mentee or good-mentor: a goal that your journal counts itself."
    ),
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
        from devjournal.logpage.page import idle_tokens

        facts["title"] = words("TITLE", title)
        values.tell_idle(run, "TITLE", idle_tokens(title))
    if template is not None:
        one_of("--template", template, tuple(counts.TEMPLATES))
        if told := [f"--{name}" for name in ("measure", "unit", "baseline") if name in facts]:
            hint = f"leave {' and '.join(told)} out"
            raise UsageError("the journal itself measures a template's goal", hint=hint)
        so_far = counts.count_so_far(run.journal, template, facts.get("relationship"), run.today)
        run.tell(f"so far: {so_far.words}")
        facts = growth.template_facts(template, so_far, facts, run.today)
    # A target needs a baseline (P006), a coach's goal all of it (P035).
    bound = facts.get("relationship")
    is_coached = bound and run.journal.all("relationship")[bound].record.kind == "coach"
    needs = ["measure", "due"] if is_coached else []
    needs += ["baseline"] if "target" in facts else []
    asked = Given(Goal, {})
    asked.ask(run, *(name for name in needs if name not in facts), optional=False)
    run.add("goal", Goal(**facts, **asked.read(run)))


def goal_checkin(
    run: Run, id_: GoalId, given: Annotated[Given, Fields("goal.checkins", but="on")], on: On = None
) -> None:
    """Record how a goal goes; the journal itself counts where one from a template stands.

    Example: devjournal goal checkin lead-the-readout --value 9 --health on_track --confidence 4
    """
    goal = record_of(run, "goal", id_)
    day = past_day(run, "--on", on)
    counted = counts.count_goal(run.journal, goal.record, day)
    if counted and "value" in given.told:
        hint = "leave --value out"
        raise UsageError(f"the journal itself counts this goal: {goal.record.title}", hint=hint)
    if counted and counted.value is not None:
        given.told["value"] = str(counted.value)
    if counted:
        given.told.setdefault("note", counted.words)
    if not given.told:
        goal.record.check_in(Checkin(on=day))  # a refusal comes before any question
        given.ask(run, "health", optional=False)
    checked = goal.record.check_in(Checkin(**given.read(run, on=day)))
    if counted:
        checked = counts.with_steps_reached(checked, counted.reached, day)
    run.update("checked in on", goal, checked)


def goal_milestone(
    run: Run,
    id_: GoalId,
    text: Annotated[str, argument("What is done then; with --done, its number or how it begins.")],
    due: Text = option("--due DAY", "The day it is due."),
    done: bool = option("--done", "Mark it done."),
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
    if done:
        day = past_day(run, "--on", on)
        run.make("marked a milestone done of", growth.finish_milestone, goal, text, day)
    else:
        added = goal.record.add_milestone(values.read_milestone(run, "TEXT", text, due))
        run.update("added a milestone to", goal, added)


def _after_achieving(run: Run, goal: Stored[Any]) -> None:
    steps = run.journal.all("goal")[goal.id].record.milestones
    if waiting := sum(step.done_on is None for step in steps):
        run.tell(f"not marked done: {waiting} of its {len(steps)} milestones")
    told = [one.record.on for one in run.journal.entries_of("win") if one.record.goal == goal.id]
    if max(told, default=dt.date.min) < run.today - _LATELY:
        run.tell(f"tell it in business words: {command('win', FILL_IN, '--goal', goal.id)}")


goal_achieve = flags.move_command(
    "goal achieve lead-the-readout", "achieved", dated=True, then=_after_achieving
)
goal_pause = flags.move_command(
    "goal pause lead-the-readout", "paused", "; nothing asks about it until you resume it"
)
goal_resume = flags.move_command("goal resume a-roster-that-survives", "resumed")
goal_drop = flags.move_command(
    'goal drop lead-the-readout --why "the readout was called off"',
    "dropped",
    "; it stays in the journal",
)


def skill_add(
    run: Run,
    given: Annotated[Given, Fields("skill", "importance target owners tags visibility")],
    rated: Annotated[Given, Fields("skill.ratings", "level by evidence")],
    name: Text = argument("The name of the skill."),
    starter: bool = option("--starter", "Add a list of six to start from instead of NAME."),
) -> None:
    """Add a skill that you build, and where you stand in it.

    Example: devjournal skill add "clear writing" --importance 4 --level 2 --target 4
    """
    today = run.today  # where there is no journal, that is told before anything is asked
    if starter:
        if name:
            raise UsageError("--starter takes no name", hint="give one or the other")
        run.make("added the skills to begin from", growth.add_starters)
        return
    facts, is_aimed = given.read(run), "target" in given.told
    if rated.told and "level" not in rated.told and not is_aimed:
        raise UsageError("--by and --evidence are about a level", hint="add --level")
    name = words("NAME", name or run.ask("The name of the skill", flag="NAME, or --starter"))
    if is_aimed:
        rated.ask(run, "level", optional=False, question="Where do you stand now, 1 to 5")
    rating = Rating(**rated.read(run, on=today)) if rated.told else None
    run.make("added skill", growth.add_skill, name, rating, **facts)


def skill_rate(
    run: Run,
    id_: Annotated[str, argument("Which skill.")],
    level: Annotated[str, argument("1 (new to it) to 5 (others learn it from you).")],
    given: Annotated[Given, Fields("skill.ratings", "by evidence")],
    on: On = None,
) -> None:
    """Rate a skill: where you stand in it, who says so, and what showed it.

    Example: devjournal skill rate financial-acumen 3 --by priya --evidence "Found the gap in the
    budget"
    """
    skill = record_of(run, "skill", values.skill_or_name(run, id_))
    given.told["level"] = words("LEVEL", level)
    rating = Rating(**given.read(run, on=past_day(run, "--on", on)))
    run.update(f"rated {level}:", skill, skill.record.rate(rating))


def skill_gaps(run: Run) -> None:
    """Show where you have furthest to go in what matters most, and who could help.

    Skills are ranked by their importance times the levels missing to their target. Who could
    help: people who know it well, people you saw use it, and those who answer for it.

    Example: devjournal skill gaps
    """
    page = skills.build_skill_gaps(run.journal)
    show_page(run, "skill_gaps", page, lambda: skills.compose_skill_gaps(page, run.today))


def objective_add(
    run: Run,
    title: Annotated[str, argument("What the business wants.")],
    given: Annotated[Given, Fields("objective", but="title")],
) -> None:
    """Add an objective of the business, for goals and wins to serve.

    Example: devjournal objective add "Halve the repeat calls" --kpi "repeat calls" --unit "%"
    --baseline 34 --target 17 --period 2026
    """
    run.add("objective", Objective(title=words("TITLE", title), **given.read(run)))


def objective_close(
    run: Run,
    id_: Annotated[str, argument("Which objective.")],
    as_: Text = option("--as HOW", "met, missed or dropped."),
    why: Why = None,
) -> None:
    """Close an objective as met, missed or dropped.

    Example: devjournal objective close bring-attrition --as met --why "17.4 in September"
    """
    objective = record_of(run, "objective", id_)
    if not as_ and objective.is_open:
        as_ = run.choose("What became of it", growth.ENDINGS, flag="--as")
    closed_as = one_of("--as", as_, growth.ENDINGS)
    run.make("closed", growth.close_objective, objective, closed_as, why)


def opportunity_add(
    run: Run,
    title: Annotated[str, argument("What it is.")],
    given: Annotated[
        Given, Fields("opportunity", but="title result proposed_on accepted_on outcome")
    ],
) -> None:
    """Add a chance to be seen doing something that matters; it starts as an idea.

    Example: devjournal opportunity add "Cost-to-serve at the spring review" --type presentation
    --purpose growth --scale team --objective cut-cost --expected-result "a pilot in one port"
    """
    run.add("opportunity", Opportunity(title=words("TITLE", title), **given.read(run)))


opportunity_propose = flags.move_command(
    "opportunity propose talk-at-the-desk-tide-meetup --on yesterday",
    "proposed",
    ", by you or to you",
    dated=True,
)
opportunity_accept = flags.move_command("opportunity accept team-lead-cork", "accepted", dated=True)
opportunity_decline = flags.move_command(
    'opportunity decline team-lead-cork --why "not before the readout"',
    "declined",
    ", whoever said no; it stays in the journal",
)


def opportunity_deliver(
    run: Run,
    id_: Annotated[str, argument("Which opportunity.")],
    given: Annotated[Given, Fields("opportunity", "outcome result")],
    on: Text = option("--on DAY", "The day it was (its own day, else today)."),
) -> None:
    """Record how an opportunity went; one that did not go well is yours alone unless you share it.

    Example: devjournal opportunity deliver q4-readout-to-the-operations-review --outcome swam
    --result "A yes for groups and animals" --on yesterday
    """
    stored = record_of(run, "opportunity", id_)
    stored.record.require_move("deliver")  # a refusal comes before any question
    day = past_day(run, "--on", on) if on else None
    given.ask(run, "outcome", optional=False)
    facts = given.read(run)
    run.make("delivered", growth.deliver, stored, day, **facts)
    for setback in growth.tried_again_by(run.journal, stored):
        close = command("setback", "close", short_ids(run.journal)[setback.id])
        run.tell(f"if that settles it, {setback.record.headline}: {close}")
    if facts["outcome"] == "sank":  # how to leave it in peace (P018), and who still sees it
        rest = command("setback", "add", FILL_IN, "--opportunity", stored.id, "--until", "2w")
        run.tell(f"if it stings, let it rest: {rest}")
        if stored.record.visibility not in (None, "private"):
            run.tell(f"you had shared it; to keep it to yourself: {command('unshare', stored.id)}")


setback_add = capture(
    "setback",
    "Record what went wrong, and let it rest; nobody else sees it unless you share it.",
    'add "Lost the thread at the budget question" --until 2w --opportunity team-lead-cork',
    but="text feedback gap_skills new_approach",
)


def setback_debrief(run: Run, id_: SetbackId, feedback: Feedback = None) -> None:
    """Look back at a setback, with somebody if you can.

    Example: devjournal setback debrief cgnw --feedback "They wanted the number first"
    """
    setback = record_of(run, "setback", id_)
    run.make("debriefed", growth.look_back, setback, "debrief", feedback)
    id_ = short_ids(run.journal)[setback.id]
    change = command("setback", "rebuild", id_, "--approach", FILL_IN)
    run.tell(f"when you know what to do differently: {change}")


def setback_rebuild(
    run: Run,
    id_: SetbackId,
    approach: Text = option("--approach TEXT", "What you will do differently."),
    skill: Texts = option("--skill ID", "A skill that was missing, or its name (repeatable)."),
    feedback: Feedback = None,
) -> None:
    """Change the approach after a setback, and name the skills that were missing.

    Example: devjournal setback rebuild cgnw --approach "One number, and who owns it" --skill
    executive-storytelling
    """
    stored = record_of(run, "setback", id_)
    stored.record.require_move("rebuild")  # a refusal comes before any question
    gaps = tuple(values.skill_or_name(run, one) for one in skill or ())
    approach = approach or run.ask("What you will do differently", flag="--approach")
    told = {"new_approach": words("--approach", approach), "gap_skills": gaps}
    run.make("rebuilt", growth.look_back, stored, "rebuild", feedback, **told)
    retry = command("setback", "retry", short_ids(run.journal)[stored.id], "--title", FILL_IN)
    run.tell(f"try it in a smaller room first: {retry}")


def setback_retry(
    run: Run,
    id_: SetbackId,
    given: Annotated[Given, Fields("opportunity", "scale expected_result on visibility")],
    opportunity: Text = option("--opportunity ID", "The opportunity to try it again on."),
    title: Text = option(
        "--title TEXT", "Or a new opportunity: what it is; the other flags describe it."
    ),
) -> None:
    """Try again, at a smaller scale first: on an existing opportunity, or a new one.

    Example: devjournal setback retry cgnw --title "Open the storm desk drill" --scale team
    """
    stored = record_of(run, "setback", id_)
    if opportunity and (title or given.told):
        raise UsageError("--opportunity names an existing one; the other flags are for a new one")
    stored.record.require_move("retry")  # a refusal comes before any question
    if opportunity:
        again = record_of(run, "opportunity", opportunity)
        run.make("retried", growth.retry_with, stored, again)
    else:
        facts = given.read(run)
        title = title or run.ask("What do you try it on", flag="--title, or --opportunity ID")
        run.make("retried", growth.retry_anew, stored, words("--title", title), **facts)


setback_close = flags.move_command(
    'setback close cgnw --why "We run the desk together now"', "closed", "; it stays in the journal"
)


def assess(
    run: Run,
    given: Annotated[Given, Fields("assessment", _TOLD)],
    text: Text = argument("Where you stand, in a sentence (the day)."),
) -> None:
    """Record where you stand today; nobody else sees it unless you share it.

    Example: devjournal assess --accomplishment "Ran the desk through two storms" --impact "Four
    of five callers answered in five minutes" --improve "Say the number first"
    """
    if text is None and given.told.keys().isdisjoint(_ASSESSED):
        given.ask(run, *_ASSESSED)
        if given.told.keys().isdisjoint(_ASSESSED):
            hint = "say it in TEXT, or with --accomplishment, --impact, --improve"
            raise UsageError("nothing was said", hint=hint)
    if text is None:
        text = f"Where I stand, {show_day(past_day(run, '--on', given.told.get('on')))}"
    record_entry(run, "assessment", text, given)


def progress(
    run: Run,
    put: Put,
    months: Annotated[
        int, option("--months N", "How many months to look back, this one included.")
    ] = 12,
    reader: Reader = None,
) -> None:
    """Show what moved over months: goals, skills, activity, promises, rhythm of meetings.

    With --linear nothing is drawn: every fact is a sentence on a line of its own.

    Example: devjournal progress --months 6
    """
    values.in_range("--months", months, 1, 120)
    for_whom = reader_called(run, reader)
    page = build_progress(run.journal, run.today, months=months, reader=for_whom)
    put_page(run, "progress", page, compose_progress(page), put)
