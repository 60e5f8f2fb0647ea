"""`relationship`: its start, its rounds, its pauses and its close."""

from __future__ import annotations

from typing import Annotated, Any

from devjournal.changes import relationships
from devjournal.changes.meetings import plan_next
from devjournal.cli.flags import Fields, Given, On, Who, Why, argument, move_command, option
from devjournal.cli.run import Run
from devjournal.cli.terms import Kind, Next, ask_end, ask_next, begun_with, tell_how_to_plan
from devjournal.cli.values import one_of, past_day, record_of, words
from devjournal.errors import UsageError
from devjournal.journal.stored import Stored
from devjournal.models.base import replace
from devjournal.models.people import Check, Growth
from devjournal.practice.settle import command

ENDINGS = ("completed", "faded", "ended")
_GROWN = ("sponsor", "coach", "mentor", "partner", "mentee", "coachee", "protege")
_TERMS = (
    "purpose purpose_kind outcomes objectives cadence weekday time minutes channel link "
    "meetings_agreed end review_on project giving_stage"
)


def relationship_start(
    run: Run,
    name: Annotated[str, argument("Their name.")],
    given: Annotated[Given, Fields("relationship", f"{_TERMS} origin start visibility")],
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
    facts = given.read(run)
    run.make("started", relationships.start_relationship, name, word, known, **facts)


def _tell_planned(run: Run, bound: Stored[Any]) -> None:
    """Name the meetings that are still planned with somebody who is met no more."""
    if planned := relationships.still_planned(run.journal, bound.id):
        how = command("cancel", bound.id)
        run.tell(f"still planned: {', '.join(planned)}; to cancel: {how}")


relationship_pause = move_command(
    "paused",
    ": nothing asks for its next meeting",
    example="relationship pause tomas",
    then=_tell_planned,
)
relationship_resume = move_command(
    "resumed",
    example="relationship resume misaki",
    then=lambda run, bound: tell_how_to_plan(run, bound.id),
)


def relationship_renew(
    run: Run, who: Who, given: Annotated[Given, Fields("relationship", _TERMS)], next_: Next = None
) -> None:
    """Start another round on new terms; what you don't mention stays, unless it is used up.

    Meetings are counted on from those held: --meetings 3 after three held makes six.

    Example: devjournal relationship renew priya --meetings 3 --review-on 3m --purpose "the budget
    round"
    """
    bound = record_of(run, "relationship", who)
    bound.record.require_move("renew")  # a refusal comes before any question
    ask_end(run, bound.record.kind, given)
    if not given.told and run.is_interactive:
        question = "How many more meetings"
        given.told["meetings_agreed"] = run.ask(question, flag="--meetings", optional=True)
    terms = given.read(run)
    more = terms.get("meetings_agreed")
    at = ask_next(run, next_, bound.id)
    changes = run.changes()
    relationships.renew(changes, bound, **terms)
    if at is not None:
        plan_next(changes, bound.id, at)
    run.commit(changes.operation("renewed", bound.ref))
    held = len(run.journal.held_with(bound.id))
    if more and held:
        run.tell(f"{more} more after {held} held: {held + more} in all")
    tell_how_to_plan(run, bound.id, at)


def relationship_become(
    run: Run,
    who: Who,
    kind: Annotated[str, argument("sponsor, coach, mentor or partner.")],
    given: Annotated[Given, Fields("relationship", "purpose project end")],
    close: Annotated[bool, option("--close", "Close what they were, as completed.")] = False,
) -> None:
    """Record that somebody became more than they were; the thread continues.

    What they were continues beside it, unless you --close it: a sponsor does not replace a
    mentor. The purpose, the objectives and how it began carry over.

    Example: devjournal relationship become priya sponsor --purpose "my name in the talent round"
    """
    bound = record_of(run, "relationship", who)
    record = bound.record
    word = relationships.word_for(record, str(one_of("KIND", kind, _GROWN)))
    relationships.require_grown(run.journal, bound, word)
    if run.is_interactive and "purpose" not in given.told:
        question = "Why you work together now"
        if record.purpose:
            question = f"{question} (Enter: {record.purpose.strip()})"
        given.told["purpose"] = run.ask(question, flag="--purpose", optional=bool(record.purpose))
    if run.is_interactive and word == "partner" and not record.project:  # what they build (P044)
        given.ask(run, "project", optional=False)
    ask_end(run, word, given)
    facts = {"project": record.project, **given.read(run)}
    changes = run.changes()
    new, planned = relationships.become(changes, bound, word, close=close, **facts)
    run.commit(changes.operation(f"{bound.id} became", new))
    if planned:
        _tell_planned(run, bound)


def relationship_close(
    run: Run,
    who: Who,
    as_: Annotated[str | None, option("--as HOW", "completed, faded or ended.")] = None,
    why: Why = None,
) -> None:
    """Close a relationship; all that came of it stays in the journal.

    Example: devjournal relationship close priya --as completed --why "three meetings, as agreed"
    """
    bound = record_of(run, "relationship", who)
    if bound.record.state != "closed":
        as_ = as_ or run.choose("How did it end", ENDINGS, flag="--as")
    closed_as = one_of("--as", as_, ENDINGS)
    run.move("closed", bound, "close", closed_as=closed_as, why=why)
    _tell_planned(run, bound)


def relationship_check(
    run: Run,
    who: Who,
    given: Annotated[Given, Fields("relationship.checks", but="on")],
    on: On = None,
) -> None:
    """Record how a relationship goes; no one but you ever sees it.

    Example: devjournal relationship check tomas --trust 4 --value 5 --note "He said it to my face"
    """
    bound = record_of(run, "relationship", who)
    day = past_day(run, "--on", on)
    if not given.told and run.is_interactive:
        given.ask(run, "fit", "trust", "value", "note")
    if not given.told:
        hint = "say it with one or more of --fit, --trust, --value, --note"
        raise UsageError("missing: how it goes", hint=hint)
    checks = (*bound.record.checks, Check(**given.read(run, on=day)))
    run.update("looked at", bound, replace(bound.record, checks=checks))


def relationship_grew(
    run: Run,
    who: Who,
    skill: Annotated[str, argument("What they grew in: a skill, or its name.")],
    level: Annotated[str, argument("1 (new to it) to 5 (others learn it from them).")],
    given: Annotated[Given, Fields("relationship.growth", "by evidence")],
    on: On = None,
) -> None:
    """Record growth in somebody you help; no one but you ever sees it.

    Example: devjournal relationship grew lukasz "Hard conversations" 4 --evidence "Kept the call"
    """
    bound = record_of(run, "relationship", who)
    given.told |= {"skill": words("SKILL", skill), "level": level}
    seen = Growth(**given.read(run, on=past_day(run, "--on", on)))
    run.make("saw growth in", relationships.add_growth, bound, seen)
