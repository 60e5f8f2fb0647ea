"""The terms of a relationship as flags: shared by its start and each later round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.cli.context import Context
    from devjournal.journal.journal import Journal

Texts = list[str] | None

PURPOSE = Annotated[str | None, typer.Option("--purpose", help="Why you work together.")]
PURPOSE_KIND = Annotated[
    str | None,
    typer.Option("--purpose-kind", help="skill, onboarding, project, advancement or culture."),
]
OUTCOME = Annotated[Texts, typer.Option("--outcome", help="What you want to come of it; several.")]
OBJECTIVE = Annotated[
    Texts, typer.Option("--objective", metavar="ID", help="An objective that it serves; several.")
]
CADENCE = Annotated[
    str | None,
    typer.Option("--cadence", help="weekly, fortnightly, monthly (unless told) or quarterly."),
]
WEEKDAY = Annotated[str | None, typer.Option("--weekday", help="The usual day: mon to sun.")]
TIME = Annotated[str | None, typer.Option("--time", metavar="15:00", help="The usual time.")]
MINUTES = Annotated[
    str | None, typer.Option("--minutes", metavar="MINUTES", help="Length of a meeting (45).")
]
CHANNEL = Annotated[str | None, typer.Option("--channel", help="video, phone, in person.")]
LINK = Annotated[str | None, typer.Option("--link", help="Where the call is.")]
END = Annotated[str | None, typer.Option("--end", metavar="DAY", help="Last day, if agreed.")]
REVIEW_ON = Annotated[
    str | None, typer.Option("--review-on", metavar="DAY", help="When you look at how it goes.")
]
PROJECT = Annotated[str | None, typer.Option("--project", help="What partners build together.")]
GIVING_STAGE = Annotated[
    str | None,
    typer.Option("--giving-stage", help="Where you give: identify, develop or advocate."),
]
NEXT = Annotated[
    str | None,
    typer.Option("--next", metavar="WHEN", help='The next meeting: "15-oct 15:00".'),
]

COACHING_MONTHS = 6
"""How long a coach is usually hired for; mentors and sponsors stay longer. (P038)"""


def ask_end(here: Context, kind: str, end: str | None) -> str | None:
    """Return the last day told; a coach's is asked for, and a short term proposed. (P038)"""
    from devjournal.dates import add_months

    if end or kind != "coach" or not here.is_interactive:
        return end
    proposed = add_months(here.today, COACHING_MONTHS).isoformat()
    question = f"Until when (a coach's term is short: {proposed}, say)"
    return here.ask(question, flag="--end", optional=True) or None


def ask_next(here: Context, next_: str | None, relationship: str | None) -> dt.datetime | None:
    """Return the moment of the next meeting; on a terminal it is asked for, if it is missing."""
    from devjournal.changes.rhythm import usual_time

    if not next_ and here.is_interactive:
        question = 'When do you meet next ("15-oct 15:00")'
        next_ = here.ask(question, flag="--next", optional=True)
    if not next_:
        return None
    time = usual_time(here.journal, relationship) if relationship else None
    return here.moment(next_, time=time)


def tell_how_to_plan(here: Context, journal: Journal, relationship: str) -> None:
    """Say how the next meeting is planned, unless one is; `journal` is as it is by now."""
    from devjournal.practice.settle import FILL_IN, plan_command

    if not journal.next_meeting(relationship, here.today):
        here.tell(f"plan the next meeting: {plan_command(journal, relationship, FILL_IN)}")


def tell_planned(here: Context, relationship: str, planned: tuple[str, ...]) -> None:
    """Name the meetings that are still planned with somebody who is met no more."""
    from devjournal.practice.settle import command

    if planned:
        ids = ", ".join(planned)
        here.tell(f"still planned: {ids}; call it off: {command('cancel', relationship)}")
