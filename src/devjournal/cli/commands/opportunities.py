"""Opportunities and setbacks: a stage to stand on, how it went, and the way back."""

from __future__ import annotations

from typing import Annotated

from devjournal.changes import growth
from devjournal.cli.commands.capture import capture
from devjournal.cli.flags import Fields, Given, argument, move_command, option
from devjournal.cli.run import Run
from devjournal.cli.values import past_day, record_of, skill_or_name, words
from devjournal.errors import UsageError
from devjournal.models.growth import Opportunity
from devjournal.practice.settle import FILL_IN, command

_LATER = "title result proposed_on accepted_on outcome"

SetbackId = Annotated[str, argument("Which setback.")]
Feedback = Annotated[
    str | None, option("--feedback", "What you were told about it; added to what is there.")
]


def opportunity_add(
    run: Run,
    title: Annotated[str, argument("What it is.")],
    given: Annotated[Given, Fields("opportunity", but=_LATER)],
) -> None:
    """Add a chance to be seen doing something that matters; it starts as an idea.

    Example: devjournal opportunity add "Cost-to-serve at the spring review" --type presentation
    --purpose growth --scale team --objective cut-cost --expected-result "a pilot in one port"
    """
    run.add("opportunity", Opportunity(title=words("TITLE", title), **given.read(run)))


opportunity_propose = move_command(
    "proposed",
    ", by you or to you",
    example="opportunity propose talk-at-the-desk-tide-meetup --on yesterday",
    dated=True,
)
opportunity_accept = move_command(
    "accepted", example="opportunity accept team-lead-cork", dated=True
)
opportunity_decline = move_command(
    "declined",
    ", whoever said no; it stays in the journal",
    example='opportunity decline team-lead-cork --why "not before the readout"',
)


def opportunity_deliver(
    run: Run,
    id_: Annotated[str, argument("Which opportunity.")],
    given: Annotated[Given, Fields("opportunity", "outcome result")],
    on: Annotated[
        str | None, option("--on DAY", "The day it was (its own day, else today).")
    ] = None,
) -> None:
    """Record how an opportunity went; one that sank is yours alone unless you share it.

    Example: devjournal opportunity deliver q4-readout-to-the-operations-review --outcome swam
    --result "A yes for groups and animals" --on yesterday
    """
    stored = record_of(run, "opportunity", id_)
    stored.record.require_move("deliver")  # a refusal comes before any question
    given.ask(run, "outcome", optional=False)
    facts = given.read(run)
    day = past_day(run, "--on", on) if on else None
    run.make("delivered", growth.deliver, stored, day, **facts)
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


def setback_rebuild(
    run: Run,
    id_: SetbackId,
    approach: Annotated[str | None, option("--approach", "What you will do differently.")] = None,
    skill: Annotated[
        list[str] | None,
        option("--skill ID", "A skill that was missing, or its name (repeatable)."),
    ] = None,
    feedback: Feedback = None,
) -> None:
    """Change the approach after a setback, and name the skills that were missing.

    Example: devjournal setback rebuild cgnw --approach "One number, and who owns it" --skill
    executive-storytelling
    """
    stored = record_of(run, "setback", id_)
    stored.record.require_move("rebuild")  # a refusal comes before any question
    approach = approach or run.ask("What you will do differently", flag="--approach")
    gaps = tuple(skill_or_name(run, one) for one in skill or ())
    told = {"new_approach": words("--approach", approach), "gap_skills": gaps}
    run.make("rebuilt", growth.look_back, stored, "rebuild", feedback, **told)


def setback_retry(
    run: Run,
    id_: SetbackId,
    given: Annotated[Given, Fields("opportunity", "scale expected_result on visibility")],
    opportunity: Annotated[
        str | None, option("--opportunity ID", "The opportunity to try it again on.")
    ] = None,
    title: Annotated[
        str | None,
        option("--title", "Or a new opportunity: what it is; the other flags describe it."),
    ] = None,
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
        run.make("retrying", growth.retry_with, stored, again)
    else:
        title = title or run.ask("What do you try it on", flag="--title, or --opportunity ID")
        title = words("--title", title)
        run.make("retrying", growth.retry_anew, stored, title, **given.read(run))


setback_close = move_command(
    "closed",
    "; it stays in the journal",
    example='setback close cgnw --why "We run the desk together now"',
)
