"""`relationship renew` and `become`: another round with somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from devjournal.cli import terms
from devjournal.cli.context import Context, of
from devjournal.cli.values import one_of, relationship_of

if TYPE_CHECKING:
    from devjournal.models.relationship import Relationship

_WORDS = ("sponsor", "coach", "mentor", "partner", "mentee", "coachee", "protege")


def renew(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    meetings: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="How many more meetings you agreed on.")
    ] = None,
    end: terms.END = None,
    cadence: Annotated[
        str | None, typer.Option(help="weekly, fortnightly, monthly or quarterly.")
    ] = None,
    purpose: terms.PURPOSE = None,
    purpose_kind: terms.PURPOSE_KIND = None,
    outcome: terms.OUTCOME = None,
    objective: terms.OBJECTIVE = None,
    review_on: terms.REVIEW_ON = None,
    weekday: terms.WEEKDAY = None,
    time: terms.TIME = None,
    minutes: Annotated[
        str | None, typer.Option(metavar="MINUTES", help="Length of a meeting.")
    ] = None,
    channel: terms.CHANNEL = None,
    link: terms.LINK = None,
    project: terms.PROJECT = None,
    giving_stage: terms.GIVING_STAGE = None,
    next_: terms.NEXT = None,
) -> None:
    """Begin another round on new terms; what is not told stays, unless it is used up.

    Meetings agreed on are counted on from those held: --meetings 3 after three held is six.

    Example: devjournal relationship renew priya --meetings 3 --review-on 3m --purpose "the budget
    round"
    """
    from devjournal.changes import rounds
    from devjournal.changes.meet import plan_next
    from devjournal.cli.field_values import fields_from
    from devjournal.models.relationship import Relationship

    here = of(ctx)
    bound = relationship_of(here, who, closed=True)
    bound.record.renew(here.today)  # a refusal comes before any question
    told = {
        "meetings_agreed": meetings,
        "end": terms.ask_end(here, bound.record.kind, end),
        "cadence": cadence,
        "purpose": purpose,
        "purpose_kind": purpose_kind,
        "outcomes": outcome,
        "objectives": objective,
        "review_on": review_on,
        "weekday": weekday,
        "time": time,
        "minutes": minutes,
        "channel": channel,
        "link": link,
        "project": project,
        "giving_stage": giving_stage,
    }
    if not any(told.values()) and here.is_interactive:
        question = "How many more meetings"
        told["meetings_agreed"] = here.ask(question, flag="--meetings", optional=True)
    new_terms = fields_from(here, Relationship, told)
    at = terms.ask_next(here, next_, bound.id)
    draft = here.draft()
    rounds.renew(draft, bound, **new_terms)
    if at is not None:
        plan_next(draft, bound.id, at)
    here.commit(draft.operation("renewed", bound.ref))
    _tell_counted(here, bound.id, new_terms.get("meetings_agreed"))
    if at is None:
        terms.tell_how_to_plan(here, draft.journal, bound.id)


def become(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="Who.", show_default=False)],
    kind: Annotated[
        str, typer.Argument(help="sponsor, coach, mentor or partner.", show_default=False)
    ],
    purpose: Annotated[
        str | None, typer.Option(help="Why you work together now (as before).")
    ] = None,
    project: terms.PROJECT = None,
    end: terms.END = None,
    close: Annotated[
        bool, typer.Option("--close", help="What they were is over: it closes as completed.")
    ] = False,
) -> None:
    """Say that somebody became more than they were; the thread goes on.

    What they were goes on beside it, unless you --close it: a sponsor does not replace a
    mentor. The purpose, the objectives and how it began are carried over.

    Example: devjournal relationship become priya sponsor --purpose "my name in the talent round"
    """
    from devjournal.changes import rounds
    from devjournal.cli.field_values import fields_from
    from devjournal.models.relationship import Relationship

    here = of(ctx)
    bound = relationship_of(here, who, closed=True)
    word = rounds.word_for(bound.record, str(one_of("KIND", kind, _WORDS)))
    rounds.require_grown(here.journal, bound, word)
    told = {
        "purpose": purpose or _ask_purpose(here, bound.record),
        "project": project or _ask_project(here, bound.record, word),
        "end": terms.ask_end(here, word, end),
    }
    draft = here.draft()
    new, planned = rounds.become(
        draft, bound, word, close=close, **fields_from(here, Relationship, told)
    )
    here.commit(draft.operation(f"{bound.id} became", new))
    terms.tell_planned(here, bound.id, planned)


def _tell_counted(here: Context, relationship: str, more: int | None) -> None:
    """Say how the meetings of the new round are counted on. (P089)"""
    held = len(here.journal.held_with(relationship))
    if more and held:
        here.tell(f"{more} more after {held} held: {held + more} in all")


def _ask_purpose(here: Context, record: Relationship) -> str | None:
    if not here.is_interactive:
        return None
    question = "Why do you work together now"
    if record.purpose:
        question = f"{question} (Enter: {record.purpose.strip()})"
    return here.ask(question, flag="--purpose", optional=bool(record.purpose)) or None


def _ask_project(here: Context, record: Relationship, word: str) -> str | None:
    """A partnership has something to be equals on. (P044)"""
    if word != "partner" or record.project or not here.is_interactive:
        return record.project
    return here.ask("What do you build together", flag='--project "..."')
