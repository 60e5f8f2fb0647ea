"""`meet`: begin with somebody, or plan the next meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.values import link, one_of
from devjournal.errors import NotFound

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored
    from devjournal.records.relationship import Relationship

_WORDS = ("mentor", "coach", "sponsor", "partner", "mentee", "coachee", "protege")


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Their name.", show_default=False)],
    as_: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="KIND",
            help="mentor, coach, sponsor, partner; or mentee, coachee, protege where you give.",
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
) -> None:
    """Begin with somebody: the person, the relationship and the first meeting in one go.

    With somebody you already meet, --next plans the next meeting.

    Example: devjournal meet "Priya Nair" --as mentor --purpose "financial acumen" --next "15-oct 15:00"
    """
    from devjournal.operations.meet import meet
    from devjournal.operations.rhythm import usual_time

    here = of(ctx)
    known = _known(here, name)
    word = one_of("--as", as_, _WORDS) or (known.record.label if known else _ask_kind(here))
    if purpose is None and (known is None or known.record.label != word):
        purpose = here.ask("Why do you work together", flag='--purpose "..."')
    draft = here.draft()
    time = usual_time(here.journal, known.id) if known else None
    meet(
        draft,
        name,
        word,
        at=here.moment(next_, time=time) if next_ else None,
        about_them={"title": title, "organisation": organisation},
        purpose=purpose,
        meetings_agreed=meetings,
        cadence=one_of("--cadence", cadence, ("weekly", "fortnightly", "monthly", "quarterly")),
        minutes=minutes,
        channel=channel,
        project=project,
        objectives=tuple(str(link(here, "objective", one)) for one in objective or ()),
    )
    here.commit(draft.operation(f"Met {name}"))


def _known(here: Context, name: str) -> Stored[Relationship] | None:
    from devjournal.journal.names import who

    try:
        return who(here.journal, name, here.now).relationship
    except NotFound:
        return None


def _ask_kind(here: Context) -> str:
    answer = here.ask(
        "What are they to you (mentor, coach, sponsor, partner, mentee...)", flag="--as"
    )
    return str(one_of("--as", answer, _WORDS))
