"""`relationship`: its start, its rounds, its pauses and its close."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from devjournal.changes import relationships
from devjournal.changes.meetings import plan_next
from devjournal.changes.relationships import (
    add_check,
    add_growth,
    start_relationship,
    still_planned,
)
from devjournal.cli.flags import Given, Kind, Next, On, Who, Why, fields
from devjournal.cli.moves import move, move_command
from devjournal.cli.run import Run
from devjournal.cli.terms import (
    ask_end,
    ask_next,
    begun_with,
    tell_how_to_plan,
    tell_planned,
)
from devjournal.cli.values import one_of, past_day, relationship_of, words
from devjournal.errors import UsageError
from devjournal.journal.stored import Stored
from devjournal.models.people import Check, Growth, Relationship

ENDINGS = ("completed", "faded", "ended")
_GROWN = ("sponsor", "coach", "mentor", "partner", "mentee", "coachee", "protege")
_TERMS = (
    "purpose purpose_kind outcomes objectives cadence weekday time minutes channel link "
    "meetings_agreed end review_on project giving_stage"
)


def relationship_start(
    run: Run,
    name: Annotated[str, typer.Argument(help="Their name.", show_default=False)],
    given: Annotated[Given, fields("relationship", f"{_TERMS} origin start visibility")],
    as_: Kind = None,
) -> None:
    """Start a relationship: a candidate's, or a new one; the first meeting comes later.

    Example: devjournal relationship start "Ines Ferrar" --as sponsor --purpose "a seat in the
    planning round"
    """
    name, word, known = begun_with(run, name, as_)
    if not (known and known.record.purpose):
        given.ask(run, "purpose", optional=False)
    ask_end(run, word, given)
    draft = run.draft()
    ref = start_relationship(draft, name, word, known, **given.read(run))
    run.commit(draft.operation("started", ref))


def _tell_planned(run: Run, bound: Stored[Any]) -> None:

    tell_planned(run, bound.id, still_planned(run.journal, bound.id))


relationship_pause = move_command(
    "relationship",
    "pause",
    "paused",
    help_=": nothing asks for its next meeting",
    example="relationship pause tomas",
    then=_tell_planned,
)


def _tell_next_step(run: Run, bound: Stored[Any]) -> None:
    tell_how_to_plan(run, run.journal, bound.id)


relationship_resume = move_command(
    "relationship",
    "resume",
    "resumed",
    example="relationship resume misaki",
    then=_tell_next_step,
)


def relationship_renew(
    run: Run, who: Who, given: Annotated[Given, fields("relationship", _TERMS)], next_: Next = None
) -> None:
    """Start another round on new terms; what you don't mention stays, unless it is used up.

    Meetings are counted on from those held: --meetings 3 after three held makes six.

    Example: devjournal relationship renew priya --meetings 3 --review-on 3m --purpose "the budget
    round"
    """
    bound = relationship_of(run, who, closed=True)
    bound.record.require_move("renew")  # a refusal comes before any question
    ask_end(run, bound.record.kind, given)
    if not given.told and run.is_interactive:
        question = "How many more meetings"
        given.told["meetings_agreed"] = run.ask(question, flag="--meetings", optional=True)
    terms = given.read(run)
    more = terms.get("meetings_agreed")
    at = ask_next(run, next_, bound.id)
    draft = run.draft()
    relationships.renew(draft, bound, **terms)
    if at is not None:
        plan_next(draft, bound.id, at)
    run.commit(draft.operation("renewed", bound.ref))
    held = len(run.journal.held_with(bound.id))
    if more and held:
        run.tell(f"{more} more after {held} held: {held + more} in all")
    if at is None:
        tell_how_to_plan(run, draft.journal, bound.id)


def relationship_become(
    run: Run,
    who: Who,
    kind: Annotated[
        str, typer.Argument(help="sponsor, coach, mentor or partner.", show_default=False)
    ],
    given: Annotated[Given, fields("relationship", "purpose project end")],
    close: Annotated[
        bool, typer.Option("--close", help="Close what they were, as completed.")
    ] = False,
) -> None:
    """Record that somebody became more than they were; the thread continues.

    What they were continues beside it, unless you --close it: a sponsor does not replace a
    mentor. The purpose, the objectives and how it began carry over.

    Example: devjournal relationship become priya sponsor --purpose "my name in the talent round"
    """
    bound = relationship_of(run, who, closed=True)
    word = relationships.word_for(bound.record, str(one_of("KIND", kind, _GROWN)))
    relationships.require_grown(run.journal, bound, word)
    if run.is_interactive:
        _ask_what_changes(run, bound.record, word, given)
    ask_end(run, word, given)
    facts = {"project": bound.record.project, **given.read(run)}
    draft = run.draft()
    new, planned = relationships.become(draft, bound, word, close=close, **facts)
    run.commit(draft.operation(f"{bound.id} became", new))
    tell_planned(run, bound.id, planned)


def _ask_what_changes(run: Run, record: Relationship, word: str, given: Given) -> None:
    """Ask for the purpose, and for what partners build together. (P044)"""
    if "purpose" not in given.told:
        question = "Why you work together now"
        if record.purpose:
            question = f"{question} (Enter: {record.purpose.strip()})"
        given.told["purpose"] = run.ask(question, flag="--purpose", optional=bool(record.purpose))
    if word == "partner" and not record.project:
        given.ask(run, "project", optional=False)


def relationship_close(
    run: Run,
    who: Who,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="HOW", help="completed, faded or ended.")
    ] = None,
    why: Why = None,
) -> None:
    """Close a relationship; all that came of it stays in the journal.

    Example: devjournal relationship close priya --as completed --why "three meetings, as agreed"
    """
    bound = relationship_of(run, who, closed=True)
    if bound.record.state != "closed":
        as_ = as_ or run.choose("How did it end", ENDINGS, flag="--as")
    closed_as = one_of("--as", as_, ENDINGS)
    move(run, bound, "close", "closed", closed_as=closed_as, why=why)
    _tell_planned(run, bound)


def relationship_check(
    run: Run,
    who: Who,
    given: Annotated[Given, fields("relationship.checks", but="on")],
    on: On = None,
) -> None:
    """Record how a relationship goes; no one but you ever sees it.

    Example: devjournal relationship check tomas --trust 4 --value 5 --note "He said it to my face"
    """
    bound = relationship_of(run, who, closed=True)
    day = past_day(run, "--on", on)
    if not given.told and run.is_interactive:
        given.ask(run, "fit", "trust", "value", "note")
    if not given.told:
        hint = "say it with one or more of --fit, --trust, --value, --note"
        raise UsageError("missing: how it goes", hint=hint)
    draft = run.draft()
    add_check(draft, bound, Check(**given.read(run, on=day)))
    run.commit(draft.operation("looked at", bound.ref))


def relationship_grew(
    run: Run,
    who: Who,
    skill: Annotated[
        str,
        typer.Argument(help="What they grew in: a skill, or its name.", show_default=False),
    ],
    level: Annotated[
        str,
        typer.Argument(help="1 (new to it) to 5 (others learn it from them).", show_default=False),
    ],
    given: Annotated[Given, fields("relationship.growth", "by evidence")],
    on: On = None,
) -> None:
    """Record growth in somebody you help; no one but you ever sees it.

    Example: devjournal relationship grew lukasz "Hard conversations" 4 --evidence "Kept the call"
    """
    bound = relationship_of(run, who, closed=True)
    given.told |= {"skill": words("SKILL", skill), "level": level}
    seen = Growth(**given.read(run, on=past_day(run, "--on", on)))
    draft = run.draft()
    add_growth(draft, bound, seen)
    run.commit(draft.operation("saw growth in", bound.ref))
