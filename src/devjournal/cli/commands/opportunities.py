"""Opportunities and setbacks: a stage to stand on, how it went, and the way back."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.commands.capture import Capture, captures
from devjournal.cli.run import Run, of
from devjournal.cli.values import VISIBILITY_HELP, one_of, past_day, words
from devjournal.errors import UsageError

OUTCOMES = ("swam", "mixed", "sank")

Texts = list[str] | None
OPPORTUNITY_ID = Annotated[
    str, typer.Argument(metavar="ID", help="Which opportunity.", show_default=False)
]
ON = Annotated[str | None, typer.Option("--on", metavar="DAY", help="When it was so (today).")]


def opportunity_add(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(help="What it is.", show_default=False)],
    type_: Annotated[
        str | None,
        typer.Option("--type", help="presentation, project, role, promotion or introduction."),
    ] = None,
    purpose: Annotated[
        str | None, typer.Option(help="What it is for: growth, advancement or succession.")
    ] = None,
    scale: Annotated[
        str | None, typer.Option(help="How far it reaches: team, org or company.")
    ] = None,
    stretch: Annotated[bool, typer.Option("--stretch", help="It is a risk for you.")] = False,
    sponsor: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who opened the door: a person, or a name.")
    ] = None,
    stakeholder: Annotated[
        Texts, typer.Option(metavar="WHO", help="Who is touched by it; several.")
    ] = None,
    decision_maker: Annotated[
        Texts, typer.Option(metavar="WHO", help="Who decides; several.")
    ] = None,
    exposure: Annotated[str | None, typer.Option(help="Who will see you do it.")] = None,
    objective: Annotated[
        str | None, typer.Option(metavar="ID", help="The objective of the business it serves.")
    ] = None,
    expected_result: Annotated[
        str | None, typer.Option(help="What it is to bring, said before it starts.")
    ] = None,
    prep_goal: Annotated[
        Texts, typer.Option(metavar="ID", help="A goal that prepares you for it; several.")
    ] = None,
    retry_of: Annotated[
        str | None, typer.Option(metavar="ID", help="The one that sank, which it tries again.")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="When it is.")] = None,
    tag: Annotated[Texts, typer.Option(help="A word to find it by; several.")] = None,
    visibility: Annotated[str | None, typer.Option(help=VISIBILITY_HELP)] = None,
) -> None:
    """Name a chance to be seen doing something that matters; it begins as an idea.

    Example: devjournal opportunity add "Cost-to-serve at the spring review" --type presentation
    --purpose growth --scale team --objective cut-cost --expected-result "a pilot in one port"
    """
    from devjournal.cli.values import fields_from
    from devjournal.models.growth import Opportunity

    run = of(ctx)
    told = {
        "type": type_,
        "purpose": purpose,
        "scale": scale,
        "stretch": stretch or None,
        "sponsor": sponsor,
        "stakeholders": stakeholder,
        "decision_makers": decision_maker,
        "exposure": exposure,
        "objective": objective,
        "expected_result": expected_result,
        "prep_goals": prep_goal,
        "retry_of": retry_of,
        "on": on,
        "tags": tag,
        "visibility": visibility,
    }
    facts = fields_from(run, Opportunity, told)
    draft = run.draft()
    ref = draft.add("opportunity", Opportunity(title=words("TITLE", title), **facts))
    run.commit(draft.operation("added opportunity", ref))


def opportunity_propose(ctx: typer.Context, id_: OPPORTUNITY_ID, on: ON = None) -> None:
    """Say that an opportunity was proposed, by you or to you.

    Example: devjournal opportunity propose talk-at-the-desk-tide-meetup --on yesterday
    """
    from devjournal.journal.names import find

    run = of(ctx)
    stored = find(run.journal, id_, ("opportunity",))
    draft = run.draft()
    draft.update(stored, stored.record.move("propose", past_day(run, "--on", on)))
    run.commit(draft.operation("proposed", stored.ref))


def opportunity_accept(
    ctx: typer.Context,
    id_: OPPORTUNITY_ID,
    expected_result: Annotated[
        str | None, typer.Option(help="What it is to bring, said before it starts.")
    ] = None,
    on: ON = None,
) -> None:
    """Take an opportunity on.

    Example: devjournal opportunity accept team-lead-cork
    """
    from devjournal.journal.names import find

    run = of(ctx)
    stored = find(run.journal, id_, ("opportunity",))
    draft = run.draft()
    day = past_day(run, "--on", on)
    draft.move(stored, "accept", day, expected_result=expected_result)
    run.commit(draft.operation("accepted", stored.ref))


def opportunity_decline(
    ctx: typer.Context,
    id_: OPPORTUNITY_ID,
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Let an opportunity go, whoever said no; it stays in the journal.

    Example: devjournal opportunity decline team-lead-cork --why "not before the readout"
    """
    from devjournal.journal.names import find

    run = of(ctx)
    stored = find(run.journal, id_, ("opportunity",))
    draft = run.draft()
    draft.update(stored, stored.record.move("decline", run.today, why=why))
    run.commit(draft.operation("declined", stored.ref))


def opportunity_deliver(
    ctx: typer.Context,
    id_: OPPORTUNITY_ID,
    outcome: Annotated[str | None, typer.Option(help="swam, mixed or sank.")] = None,
    result: Annotated[str | None, typer.Option(help="What it brought.")] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DAY", help="When it was (its day, else today).")
    ] = None,
) -> None:
    """Say how an opportunity went; one that sank is yours alone unless you share it.

    Example: devjournal opportunity deliver q4-readout-to-the-operations-review --outcome swam
    --result "A yes for groups and animals" --on yesterday
    """
    from devjournal.changes import growth
    from devjournal.journal.names import find

    run = of(ctx)
    stored = find(run.journal, id_, ("opportunity",))
    if outcome is None and stored.record.state == "accepted":
        outcome = run.ask("How did it go: swam, mixed or sank", flag="--outcome")
    day = past_day(run, "--on", on) if on else None
    draft = run.draft()
    growth.deliver(draft, stored, day, one_of("--outcome", outcome, OUTCOMES), result)
    run.commit(draft.operation("delivered", stored.ref))
    if outcome == "sank":
        _tell_of_sinking(run, stored.id, shown=stored.record.visibility not in (None, "private"))


def _tell_of_sinking(run: Run, id_: str, *, shown: bool) -> None:
    """Say how to leave it in peace (P018), and who still sees it."""
    from devjournal.practice.settle import FILL_IN, command

    rest = command("setback", "add", FILL_IN, "--opportunity", id_, "--until", "2w")
    run.tell(f"if it stings, let it rest: {rest}")
    if shown:
        run.tell(f"others were let to see it; to keep it to yourself: {command('unshare', id_)}")


SETBACK_ID = Annotated[str, typer.Argument(metavar="ID", help="Which setback.", show_default=False)]
FEEDBACK = Annotated[
    str | None, typer.Option("--feedback", help="What you were told about it; added to the rest.")
]


@captures
def setback_add(
    new: Capture,
    until: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Until then nothing nags about it (until debriefed)."),
    ] = None,
) -> None:
    """Keep what went wrong, and let it rest; nobody else sees it unless you share it.

    Example: devjournal setback add "Lost the thread at the budget question" --until 2w
    --opportunity team-lead-cork
    """
    new.add("setback", processing_until=new.run.day(until) if until else None)


def setback_debrief(ctx: typer.Context, id_: SETBACK_ID, feedback: FEEDBACK = None) -> None:
    """Look back at a setback, with somebody if you can.

    Example: devjournal setback debrief cgnw --feedback "They wanted the number first"
    """
    from devjournal.changes import growth
    from devjournal.journal.names import find

    run = of(ctx)
    stored = find(run.journal, id_, ("entry",), variant="setback")
    draft = run.draft()
    growth.debrief(draft, stored, feedback)
    run.commit(draft.operation("debriefed", stored.ref))


def setback_rebuild(
    ctx: typer.Context,
    id_: SETBACK_ID,
    approach: Annotated[str | None, typer.Option(help="What you will do differently.")] = None,
    skill: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="A skill that was missing, or its name; several."),
    ] = None,
    feedback: FEEDBACK = None,
) -> None:
    """Change the approach after a setback, and name the skills that were missing.

    Example: devjournal setback rebuild cgnw --approach "One number, and who owns it" --skill
    executive-storytelling
    """
    from devjournal.changes import growth
    from devjournal.cli.values import fields_from
    from devjournal.journal.names import find
    from devjournal.models.entries import Setback

    run = of(ctx)
    stored = find(run.journal, id_, ("entry",), variant="setback")
    stored.record.require_move("rebuild")  # what can't be is refused before anything is asked
    if approach is None:
        approach = run.ask("What will you do differently", flag='--approach "..."')
    gaps = fields_from(run, Setback, {"gap_skills": skill}).get("gap_skills", ())
    draft = run.draft()
    growth.rebuild(draft, stored, words("--approach", approach), gaps, feedback)
    run.commit(draft.operation("rebuilt", stored.ref))


def setback_retry(
    ctx: typer.Context,
    id_: SETBACK_ID,
    opportunity: Annotated[
        str | None, typer.Option(metavar="ID", help="The opportunity that tries it again.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="A new opportunity instead: what it is.")
    ] = None,
    scale: Annotated[
        str | None, typer.Option(help="Of a new one: team, org or company (one smaller).")
    ] = None,
    expected_result: Annotated[
        str | None, typer.Option(help="Of a new one: what it is to bring.")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="Of a new one: its day.")] = None,
    visibility: Annotated[str | None, typer.Option(help=f"Of a new one: {VISIBILITY_HELP}")] = None,
) -> None:
    """Try again, at a smaller scale first: on an opportunity that is there, or a new one.

    Example: devjournal setback retry cgnw --title "Open the storm desk drill" --scale team
    """
    from devjournal.changes import growth
    from devjournal.cli.values import fields_from
    from devjournal.journal.names import find
    from devjournal.models.growth import Opportunity

    run = of(ctx)
    stored = find(run.journal, id_, ("entry",), variant="setback")
    told = {"scale": scale, "expected_result": expected_result, "on": on, "visibility": visibility}
    if opportunity and (title or any(told.values())):
        raise UsageError("--opportunity names one that is there, the others are of a new one")
    stored.record.require_move("retry")  # what can't be is refused before anything is asked
    draft = run.draft()
    if opportunity:
        chance = find(run.journal, opportunity, ("opportunity",))
        growth.retry_with(draft, stored, chance)
    else:
        if title is None:
            title = run.ask("What do you try it on", flag='--title "...", or --opportunity ID')
        facts = fields_from(run, Opportunity, told)
        growth.retry_anew(draft, stored, words("--title", title), **facts)
    run.commit(draft.operation("retrying", stored.ref))


def setback_close(
    ctx: typer.Context,
    id_: SETBACK_ID,
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Leave a setback behind; it stays in the journal.

    Example: devjournal setback close cgnw --why "We run the desk together now"
    """
    from devjournal.journal.names import find

    run = of(ctx)
    stored = find(run.journal, id_, ("entry",), variant="setback")
    draft = run.draft()
    draft.update(stored, stored.record.move("close", run.today, why=why))
    run.commit(draft.operation("closed", stored.ref))
