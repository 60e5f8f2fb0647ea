"""`setback`: what went wrong, and the way back from it in four stages."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.capture import Capture, captures
from devjournal.cli.context import of
from devjournal.cli.values import VISIBILITY_HELP, words
from devjournal.errors import UsageError

ID = Annotated[str, typer.Argument(metavar="ID", help="Which setback.", show_default=False)]
FEEDBACK = Annotated[
    str | None, typer.Option("--feedback", help="What you were told about it; added to the rest.")
]


@captures
def add(
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
    new.add("setback", processing_until=new.here.day(until) if until else None)


def debrief(ctx: typer.Context, id_: ID, feedback: FEEDBACK = None) -> None:
    """Look back at a setback, with somebody if you can.

    Example: devjournal setback debrief cgnw --feedback "They wanted the number first"
    """
    from devjournal.changes import setbacks
    from devjournal.journal.names import find

    here = of(ctx)
    stored = find(here.journal, id_, ("entry",), variant="setback")
    draft = here.draft()
    setbacks.debrief(draft, stored, feedback)
    here.commit(draft.operation("debriefed", stored.ref))


def rebuild(
    ctx: typer.Context,
    id_: ID,
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
    from devjournal.changes import setbacks
    from devjournal.cli.field_values import fields_from
    from devjournal.journal.names import find
    from devjournal.models.entry.setback import Setback

    here = of(ctx)
    stored = find(here.journal, id_, ("entry",), variant="setback")
    stored.record.rebuild(here.today)  # what can't be is refused before anything is asked
    if approach is None:
        approach = here.ask("What will you do differently", flag='--approach "..."')
    gaps = fields_from(here, Setback, {"gap_skills": skill}).get("gap_skills", ())
    draft = here.draft()
    setbacks.rebuild(draft, stored, words("--approach", approach), gaps, feedback)
    here.commit(draft.operation("rebuilt", stored.ref))


def retry(
    ctx: typer.Context,
    id_: ID,
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
    from devjournal.changes import setbacks
    from devjournal.cli.field_values import fields_from
    from devjournal.journal.names import find
    from devjournal.models.opportunity import Opportunity

    here = of(ctx)
    stored = find(here.journal, id_, ("entry",), variant="setback")
    told = {"scale": scale, "expected_result": expected_result, "on": on, "visibility": visibility}
    if opportunity and (title or any(told.values())):
        raise UsageError("--opportunity names one that is there, the others are of a new one")
    stored.record.retry(here.today)  # what can't be is refused before anything is asked
    draft = here.draft()
    if opportunity:
        chance = find(here.journal, opportunity, ("opportunity",))
        setbacks.retry_with(draft, stored, chance)
    else:
        if title is None:
            title = here.ask("What do you try it on", flag='--title "...", or --opportunity ID')
        facts = fields_from(here, Opportunity, told)
        setbacks.retry_anew(draft, stored, words("--title", title), **facts)
    here.commit(draft.operation("retrying", stored.ref))


def close(
    ctx: typer.Context,
    id_: ID,
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Leave a setback behind; it stays in the journal.

    Example: devjournal setback close cgnw --why "We run the desk together now"
    """
    from devjournal.journal.names import find

    here = of(ctx)
    stored = find(here.journal, id_, ("entry",), variant="setback")
    draft = here.draft()
    draft.change(stored, stored.record.close(here.today, why))
    here.commit(draft.operation("closed", stored.ref))


COMMANDS = {"add": add, "debrief": debrief, "rebuild": rebuild, "retry": retry, "close": close}
