"""`meet`: begin with somebody, or plan the next meeting."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.begin import AS_HELP, begun_with
from devjournal.cli.context import of
from devjournal.cli.values import in_range, link, one_of, words


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Their name.", show_default=False)],
    as_: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="KIND",
            help=AS_HELP,
        ),
    ] = None,
    purpose: Annotated[str | None, typer.Option(help="Why you work together.")] = None,
    next_: Annotated[
        str | None, typer.Option("--next", metavar="WHEN", help='The next meeting: "15-oct 15:00".')
    ] = None,
    meetings: Annotated[int | None, typer.Option(help="How many meetings you agreed on.")] = None,
    cadence: Annotated[
        str | None, typer.Option(help="weekly, fortnightly, monthly (unless told) or quarterly.")
    ] = None,
    minutes: Annotated[int | None, typer.Option(help="Length of a meeting (45).")] = None,
    channel: Annotated[str | None, typer.Option(help="video, phone, in person.")] = None,
    project: Annotated[str | None, typer.Option(help="What partners build together.")] = None,
    objective: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="An objective that it serves.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Their role.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Where they work.")] = None,
    domain: Annotated[
        list[str] | None, typer.Option(help="What they know deeply; several.")
    ] = None,
) -> None:
    """Begin with somebody: the person, the relationship and the first meeting in one go.

    With somebody you already meet, --next plans the next meeting.

    Example: devjournal meet "Priya Nair" --as mentor --purpose "financial acumen" --next "15-oct
    15:00"
    """
    from devjournal.changes.meet import meet
    from devjournal.changes.rhythm import usual_time

    here = of(ctx)
    name, word, known = begun_with(here, words("NAME", name), as_)
    if purpose is None and known is None:
        purpose = here.ask("Why do you work together", flag='--purpose "..."')
    if word == "partner" and project is None and known is None and here.is_interactive:
        project = here.ask("What do you build together", flag='--project "..."')
    draft = here.draft()
    time = usual_time(here.journal, known.id) if known else None
    ref = meet(
        draft,
        name,
        word,
        at=here.moment(next_, time=time) if next_ else None,
        about_them={
            "title": title,
            "organisation": organisation,
            "domains": tuple(domain or ()),
        },
        purpose=purpose,
        meetings_agreed=in_range("--meetings", meetings, 1, 1000),
        cadence=one_of("--cadence", cadence, ("weekly", "fortnightly", "monthly", "quarterly")),
        minutes=in_range("--minutes", minutes, 1, 1440),
        channel=channel,
        project=project,
        objectives=tuple(str(link(here, "objective", one)) for one in objective or ()),
    )
    here.commit(draft.operation("met", ref))
