"""`relationship`: what somebody and I are to each other, from its start to its close."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.begin import AS_HELP, begun_with
from devjournal.cli.context import of
from devjournal.cli.values import VISIBILITY_HELP, one_of, relationship_of

ENDINGS = ("completed", "faded", "ended")

Texts = list[str] | None


def start(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="With whom: their name.", show_default=False)],
    as_: Annotated[str | None, typer.Option("--as", metavar="KIND", help=AS_HELP)] = None,
    purpose: Annotated[str | None, typer.Option(help="Why you work together.")] = None,
    purpose_kind: Annotated[
        str | None, typer.Option(help="skill, onboarding, project, advancement or culture.")
    ] = None,
    outcome: Annotated[Texts, typer.Option(help="What you want to come of it; several.")] = None,
    objective: Annotated[
        Texts, typer.Option(metavar="ID", help="An objective that it serves; several.")
    ] = None,
    origin: Annotated[
        str | None, typer.Option(help="How it began: i_asked, chosen_by_them or programme.")
    ] = None,
    cadence: Annotated[
        str | None, typer.Option(help="weekly, fortnightly, monthly (unless told) or quarterly.")
    ] = None,
    weekday: Annotated[str | None, typer.Option(help="The usual day: mon to sun.")] = None,
    time: Annotated[str | None, typer.Option(metavar="15:00", help="The usual time.")] = None,
    minutes: Annotated[
        str | None, typer.Option(metavar="MINUTES", help="Length of a meeting (45).")
    ] = None,
    channel: Annotated[str | None, typer.Option(help="video, phone, in person.")] = None,
    link: Annotated[str | None, typer.Option(help="Where the call is.")] = None,
    meetings: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="How many meetings you agreed on.")
    ] = None,
    begin: Annotated[str | None, typer.Option("--start", metavar="DAY", help="First day.")] = None,
    end: Annotated[str | None, typer.Option(metavar="DAY", help="Last day, if agreed.")] = None,
    review_on: Annotated[
        str | None, typer.Option(metavar="DAY", help="When you look at how it goes.")
    ] = None,
    project: Annotated[str | None, typer.Option(help="What partners build together.")] = None,
    giving_stage: Annotated[
        str | None, typer.Option(help="Where you give: identify, develop or advocate.")
    ] = None,
    visibility: Annotated[str | None, typer.Option(help=VISIBILITY_HELP)] = None,
) -> None:
    """Start a relationship: a candidate's, or a new one; the first meeting comes later.

    Example: devjournal relationship start "Ines Ferrar" --as sponsor --purpose "a seat in the
    planning round"
    """
    from devjournal.cli.field_values import fields_from
    from devjournal.operations.relationships import start_relationship
    from devjournal.records.relationship import Relationship

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
        "end": end,
        "review_on": review_on,
        "project": project,
        "giving_stage": giving_stage,
        "visibility": visibility,
    }
    draft = here.draft()
    ref = start_relationship(draft, name, word, known, **fields_from(here, Relationship, told))
    here.commit(draft.operation("started", ref))


def close(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    as_: Annotated[
        str | None, typer.Option("--as", metavar="HOW", help="completed, faded or ended.")
    ] = None,
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Close a relationship; all that came of it stays in the journal.

    Example: devjournal relationship close priya --as completed --why "three meetings, as agreed"
    """
    from devjournal.operations.relationships import close_relationship

    here = of(ctx)
    bound = relationship_of(here, who, closed=True)
    if bound.record.state != "closed":
        as_ = as_ or here.ask("How did it end: completed, faded or ended", flag="--as")
    draft = here.draft()
    planned = close_relationship(draft, bound, str(one_of("--as", as_, ENDINGS)), why)
    here.commit(draft.operation("closed", bound.ref))
    if planned:
        here.tell(f"still planned: {', '.join(planned)}; call it off: devjournal cancel {bound.id}")


COMMANDS = {"start": start, "close": close}
