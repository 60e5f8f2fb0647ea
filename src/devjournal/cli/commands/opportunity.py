"""`opportunity`: a stage to stand on, from the idea to what came of it."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.values import VISIBILITY_HELP, one_of, past_day, words

OUTCOMES = ("swam", "mixed", "sank")

Texts = list[str] | None
ID = Annotated[str, typer.Argument(metavar="ID", help="Which opportunity.", show_default=False)]
ON = Annotated[str | None, typer.Option("--on", metavar="DAY", help="When it was so (today).")]


def add(
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
    from devjournal.cli.field_values import fields_from
    from devjournal.models.opportunity import Opportunity

    here = of(ctx)
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
    facts = fields_from(here, Opportunity, told)
    draft = here.draft()
    ref = draft.add("opportunity", Opportunity(title=words("TITLE", title), **facts))
    here.commit(draft.operation("added opportunity", ref))


def propose(ctx: typer.Context, id_: ID, on: ON = None) -> None:
    """Say that an opportunity was proposed, by you or to you.

    Example: devjournal opportunity propose talk-at-the-desk-tide-meetup --on yesterday
    """
    from devjournal.journal.names import find

    here = of(ctx)
    stored = find(here.journal, id_, ("opportunity",))
    draft = here.draft()
    draft.change(stored, stored.record.propose(past_day(here, "--on", on)))
    here.commit(draft.operation("proposed", stored.ref))


def accept(
    ctx: typer.Context,
    id_: ID,
    expected_result: Annotated[
        str | None, typer.Option(help="What it is to bring, said before it starts.")
    ] = None,
    on: ON = None,
) -> None:
    """Take an opportunity on.

    Example: devjournal opportunity accept team-lead-cork
    """
    from devjournal.changes import opportunities
    from devjournal.journal.names import find

    here = of(ctx)
    stored = find(here.journal, id_, ("opportunity",))
    draft = here.draft()
    opportunities.accept(draft, stored, past_day(here, "--on", on), expected_result)
    here.commit(draft.operation("accepted", stored.ref))


def decline(
    ctx: typer.Context,
    id_: ID,
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Let an opportunity go, whoever said no; it stays in the journal.

    Example: devjournal opportunity decline team-lead-cork --why "not before the readout"
    """
    from devjournal.journal.names import find

    here = of(ctx)
    stored = find(here.journal, id_, ("opportunity",))
    draft = here.draft()
    draft.change(stored, stored.record.decline(here.today, why))
    here.commit(draft.operation("declined", stored.ref))


def deliver(
    ctx: typer.Context,
    id_: ID,
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
    from devjournal.changes import opportunities
    from devjournal.journal.names import find

    here = of(ctx)
    stored = find(here.journal, id_, ("opportunity",))
    if outcome is None and stored.record.state == "accepted":
        outcome = here.ask("How did it go: swam, mixed or sank", flag="--outcome")
    day = past_day(here, "--on", on) if on else None
    draft = here.draft()
    opportunities.deliver(draft, stored, day, one_of("--outcome", outcome, OUTCOMES), result)
    here.commit(draft.operation("delivered", stored.ref))
    if outcome == "sank":
        _tell_of_sinking(here, stored.id, shown=stored.record.visibility not in (None, "private"))


def _tell_of_sinking(here: Context, id_: str, *, shown: bool) -> None:
    """Say how to leave it in peace (P018), and who still sees it."""
    from devjournal.practice.settle import FILL_IN, command

    rest = command("setback", "add", FILL_IN, "--opportunity", id_, "--until", "2w")
    here.tell(f"if it stings, let it rest: {rest}")
    if shown:
        here.tell(f"others were let to see it; to keep it to yourself: {command('unshare', id_)}")


COMMANDS = {
    "add": add,
    "propose": propose,
    "accept": accept,
    "decline": decline,
    "deliver": deliver,
}
