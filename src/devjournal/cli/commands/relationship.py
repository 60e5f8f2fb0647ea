"""`relationship`: what somebody and I are to each other, from its start to its close."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli import terms
from devjournal.cli.begin import AS_HELP, begun_with
from devjournal.cli.commands.relationship_check import check
from devjournal.cli.commands.relationship_grew import grew
from devjournal.cli.commands.relationship_rounds import become, renew
from devjournal.cli.context import of
from devjournal.cli.values import VISIBILITY_HELP, one_of, relationship_of

ENDINGS = ("completed", "faded", "ended")

WHO = Annotated[str, typer.Argument(help="With whom.", show_default=False)]


def start(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="With whom: their name.", show_default=False)],
    as_: Annotated[str | None, typer.Option("--as", metavar="KIND", help=AS_HELP)] = None,
    purpose: terms.PURPOSE = None,
    purpose_kind: terms.PURPOSE_KIND = None,
    outcome: terms.OUTCOME = None,
    objective: terms.OBJECTIVE = None,
    origin: Annotated[
        str | None, typer.Option(help="How it began: i_asked, chosen_by_them or programme.")
    ] = None,
    cadence: terms.CADENCE = None,
    weekday: terms.WEEKDAY = None,
    time: terms.TIME = None,
    minutes: terms.MINUTES = None,
    channel: terms.CHANNEL = None,
    link: terms.LINK = None,
    meetings: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="How many meetings you agreed on.")
    ] = None,
    begin: Annotated[str | None, typer.Option("--start", metavar="DAY", help="First day.")] = None,
    end: terms.END = None,
    review_on: terms.REVIEW_ON = None,
    project: terms.PROJECT = None,
    giving_stage: terms.GIVING_STAGE = None,
    visibility: Annotated[str | None, typer.Option(help=VISIBILITY_HELP)] = None,
) -> None:
    """Start a relationship: a candidate's, or a new one; the first meeting comes later.

    Example: devjournal relationship start "Ines Ferrar" --as sponsor --purpose "a seat in the
    planning round"
    """
    from devjournal.changes.relationships import start_relationship
    from devjournal.cli.field_values import fields_from
    from devjournal.models.relationship import Relationship

    here = of(ctx)
    name, word, known = begun_with(here, name, as_)
    if purpose is None and not (known and known.record.purpose):
        purpose = here.ask("Why do you work together", flag='--purpose "..."')
    told = {
        "purpose": purpose,
        "purpose_kind": purpose_kind,
        "outcomes": outcome,
        "objectives": objective,
        "origin": origin,
        "cadence": cadence,
        "weekday": weekday,
        "time": time,
        "minutes": minutes,
        "channel": channel,
        "link": link,
        "meetings_agreed": meetings,
        "start": begin,
        "end": terms.ask_end(here, word, end),
        "review_on": review_on,
        "project": project,
        "giving_stage": giving_stage,
        "visibility": visibility,
    }
    draft = here.draft()
    ref = start_relationship(draft, name, word, known, **fields_from(here, Relationship, told))
    here.commit(draft.operation("started", ref))


def pause(ctx: typer.Context, who: WHO) -> None:
    """Let a relationship rest: nothing asks for its next meeting.

    Example: devjournal relationship pause tomas
    """
    from devjournal.changes.relationships import pause_relationship

    here = of(ctx)
    bound = relationship_of(here, who, closed=True)
    draft = here.draft()
    planned = pause_relationship(draft, bound)
    here.commit(draft.operation("paused", bound.ref))
    terms.tell_planned(here, bound.id, planned)


def resume(ctx: typer.Context, who: WHO) -> None:
    """Go on with a relationship that was paused.

    Example: devjournal relationship resume misaki
    """
    here = of(ctx)
    bound = relationship_of(here, who, closed=True)
    draft = here.draft()
    draft.change(bound, bound.record.resume(here.today))
    here.commit(draft.operation("resumed", bound.ref))
    terms.tell_how_to_plan(here, draft.journal, bound.id)


def close(
    ctx: typer.Context,
    who: WHO,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="HOW", help="completed, faded or ended.")
    ] = None,
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Close a relationship; all that came of it stays in the journal.

    Example: devjournal relationship close priya --as completed --why "three meetings, as agreed"
    """
    from devjournal.changes.relationships import close_relationship

    here = of(ctx)
    bound = relationship_of(here, who, closed=True)
    if bound.record.state != "closed":
        as_ = as_ or here.ask("How did it end: completed, faded or ended", flag="--as")
    draft = here.draft()
    planned = close_relationship(draft, bound, str(one_of("--as", as_, ENDINGS)), why)
    here.commit(draft.operation("closed", bound.ref))
    terms.tell_planned(here, bound.id, planned)


COMMANDS = {
    "start": start,
    "pause": pause,
    "resume": resume,
    "renew": renew,
    "become": become,
    "close": close,
    "check": check,
    "grew": grew,
}
