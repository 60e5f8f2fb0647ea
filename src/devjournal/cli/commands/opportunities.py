"""Opportunities and setbacks: a stage to stand on, how it went, and the way back."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from devjournal.changes import growth
from devjournal.cli.commands.capture import Text, record_entry
from devjournal.cli.flags import Given, fields, id_of
from devjournal.cli.moves import move_command
from devjournal.cli.run import Run
from devjournal.cli.values import past_day, record_of, words
from devjournal.errors import UsageError
from devjournal.journal.stored import Stored
from devjournal.models.growth import Opportunity
from devjournal.practice.settle import FILL_IN, command

_LATER = "title result proposed_on accepted_on outcome"

OpportunityId = Annotated[str, id_of("opportunity")]
SetbackId = Annotated[str, id_of("setback")]
Feedback = Annotated[
    str | None,
    typer.Option("--feedback", help="What you were told about it; added to what is there."),
]


def opportunity_add(
    run: Run,
    title: Annotated[str, typer.Argument(help="What it is.", show_default=False)],
    given: Annotated[Given, fields("opportunity", but=_LATER)],
) -> None:
    """Add a chance to be seen doing something that matters; it starts as an idea.

    Example: devjournal opportunity add "Cost-to-serve at the spring review" --type presentation
    --purpose growth --scale team --objective cut-cost --expected-result "a pilot in one port"
    """
    run.add("opportunity", Opportunity(title=words("TITLE", title), **given.read(run)))


opportunity_propose = move_command(
    "opportunity",
    "propose",
    "proposed",
    help_=", by you or to you",
    example="opportunity propose talk-at-the-desk-tide-meetup --on yesterday",
    dated=True,
)
opportunity_accept = move_command(
    "opportunity",
    "accept",
    "accepted",
    example="opportunity accept team-lead-cork",
    dated=True,
)
opportunity_decline = move_command(
    "opportunity",
    "decline",
    "declined",
    help_=", whoever said no; it stays in the journal",
    example='opportunity decline team-lead-cork --why "not before the readout"',
)


def opportunity_deliver(
    run: Run,
    id_: OpportunityId,
    given: Annotated[Given, fields("opportunity", "outcome result")],
    on: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day it was (its own day, else today).")
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
    draft = run.draft()
    growth.deliver(draft, stored, day, **facts)
    run.commit(draft.operation("delivered", stored.ref))
    if facts["outcome"] == "sank":
        _tell_of_sinking(run, stored)


def _tell_of_sinking(run: Run, stored: Stored[Any]) -> None:
    """Say how to leave it in peace (P018), and who still sees it."""
    rest = command("setback", "add", FILL_IN, "--opportunity", stored.id, "--until", "2w")
    run.tell(f"if it stings, let it rest: {rest}")
    if stored.record.visibility not in (None, "private"):
        run.tell(f"you had shared it; to keep it to yourself: {command('unshare', stored.id)}")


def setback_add(
    run: Run,
    text: Text,
    given: Annotated[Given, fields("setback", but="text feedback gap_skills new_approach")],
) -> None:
    """Record what went wrong, and let it rest; nobody else sees it unless you share it.

    Example: devjournal setback add "Lost the thread at the budget question" --until 2w
    --opportunity team-lead-cork
    """
    record_entry(run, "setback", text, given)


def setback_debrief(run: Run, id_: SetbackId, feedback: Feedback = None) -> None:
    """Look back at a setback, with somebody if you can.

    Example: devjournal setback debrief cgnw --feedback "They wanted the number first"
    """
    stored = record_of(run, "setback", id_)
    draft = run.draft()
    growth.look_back(draft, stored, "debrief", feedback)
    run.commit(draft.operation("debriefed", stored.ref))


def setback_rebuild(
    run: Run,
    id_: SetbackId,
    approach: Annotated[str | None, typer.Option(help="What you will do differently.")] = None,
    skill: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="A skill that was missing, or its name (repeatable)."),
    ] = None,
    feedback: Feedback = None,
) -> None:
    """Change the approach after a setback, and name the skills that were missing.

    Example: devjournal setback rebuild cgnw --approach "One number, and who owns it" --skill
    executive-storytelling
    """
    from devjournal.cli.values import skill_or_name

    stored = record_of(run, "setback", id_)
    stored.record.require_move("rebuild")  # a refusal comes before any question
    approach = approach or run.ask("What you will do differently", flag="--approach")
    gaps = tuple(skill_or_name(run, one) for one in skill or ())
    draft = run.draft()
    told = {"new_approach": words("--approach", approach), "gap_skills": gaps}
    growth.look_back(draft, stored, "rebuild", feedback, **told)
    run.commit(draft.operation("rebuilt", stored.ref))


def setback_retry(
    run: Run,
    id_: SetbackId,
    given: Annotated[Given, fields("opportunity", "scale expected_result on visibility")],
    opportunity: Annotated[
        str | None, typer.Option(metavar="ID", help="The opportunity to try it again on.")
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(help="Or a new opportunity: what it is; the other flags describe it."),
    ] = None,
) -> None:
    """Try again, at a smaller scale first: on an existing opportunity, or a new one.

    Example: devjournal setback retry cgnw --title "Open the storm desk drill" --scale team
    """
    stored = record_of(run, "setback", id_)
    if opportunity and (title or given.told):
        raise UsageError("--opportunity names an existing one; the other flags are for a new one")
    stored.record.require_move("retry")  # a refusal comes before any question
    draft = run.draft()
    if opportunity:
        growth.retry_with(draft, stored, record_of(run, "opportunity", opportunity))
    else:
        title = title or run.ask("What do you try it on", flag="--title, or --opportunity ID")
        growth.retry_anew(draft, stored, words("--title", title), **given.read(run))
    run.commit(draft.operation("retrying", stored.ref))


setback_close = move_command(
    "setback",
    "close",
    "closed",
    help_="; it stays in the journal",
    example='setback close cgnw --why "We run the desk together now"',
)
