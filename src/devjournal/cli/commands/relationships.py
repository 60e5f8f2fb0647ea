"""`relationship`: its start, its rounds, its pauses and its close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from devjournal.cli import terms
from devjournal.cli.run import Run, of
from devjournal.cli.terms import AS_HELP, begun_with
from devjournal.cli.values import VISIBILITY_HELP, one_of, past_day, relationship_of, words

if TYPE_CHECKING:
    from devjournal.models.people import Relationship


ENDINGS = ("completed", "faded", "ended")

WHO = Annotated[str, typer.Argument(help="With whom.", show_default=False)]


def relationship_start(
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
    from devjournal.cli.values import fields_from
    from devjournal.models.people import Relationship

    run = of(ctx)
    name, word, known = begun_with(run, name, as_)
    if purpose is None and not (known and known.record.purpose):
        purpose = run.ask("Why do you work together", flag='--purpose "..."')
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
        "end": terms.ask_end(run, word, end),
        "review_on": review_on,
        "project": project,
        "giving_stage": giving_stage,
        "visibility": visibility,
    }
    draft = run.draft()
    ref = start_relationship(draft, name, word, known, **fields_from(run, Relationship, told))
    run.commit(draft.operation("started", ref))


def relationship_pause(ctx: typer.Context, who: WHO) -> None:
    """Let a relationship rest: nothing asks for its next meeting.

    Example: devjournal relationship pause tomas
    """
    from devjournal.changes.relationships import still_planned

    run = of(ctx)
    bound = relationship_of(run, who, closed=True)
    draft = run.draft()
    draft.move(bound, "pause")
    run.commit(draft.operation("paused", bound.ref))
    terms.tell_planned(run, bound.id, still_planned(draft.journal, bound.id))


def relationship_resume(ctx: typer.Context, who: WHO) -> None:
    """Go on with a relationship that was paused.

    Example: devjournal relationship resume misaki
    """
    run = of(ctx)
    bound = relationship_of(run, who, closed=True)
    draft = run.draft()
    draft.update(bound, bound.record.move("resume", run.today))
    run.commit(draft.operation("resumed", bound.ref))
    terms.tell_how_to_plan(run, draft.journal, bound.id)


def relationship_close(
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
    from devjournal.changes.relationships import still_planned

    run = of(ctx)
    bound = relationship_of(run, who, closed=True)
    if bound.record.state != "closed":
        as_ = as_ or run.ask("How did it end: completed, faded or ended", flag="--as")
    draft = run.draft()
    draft.move(bound, "close", closed_as=one_of("--as", as_, ENDINGS), why=why)
    run.commit(draft.operation("closed", bound.ref))
    terms.tell_planned(run, bound.id, still_planned(draft.journal, bound.id))


_CHECK_QUESTIONS = {
    "fit": "How well do you fit, 1 to 5",
    "trust": "How much do you trust each other, 1 to 5",
    "value": "What is it worth to you, 1 to 5",
    "note": "A word on it",
}


def relationship_check(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    fit: Annotated[str | None, typer.Option(metavar="1-5", help="How well you fit.")] = None,
    trust: Annotated[
        str | None, typer.Option(metavar="1-5", help="How much you trust each other.")
    ] = None,
    value: Annotated[
        str | None, typer.Option(metavar="1-5", help="What it is worth to you.")
    ] = None,
    note: Annotated[str | None, typer.Option(help="A word on it.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="When it was so (today).")] = None,
) -> None:
    """Look at how a relationship goes; no one but you ever sees it.

    Example: devjournal relationship check tomas --trust 4 --value 5 --note "He said it to my face"
    """
    from devjournal.changes.relationships import add_check
    from devjournal.cli.values import fields_from
    from devjournal.errors import UsageError
    from devjournal.models.people import Check

    run = of(ctx)
    bound = relationship_of(run, who, closed=True)
    day = past_day(run, "--on", on)
    told = {"fit": fit, "trust": trust, "value": value, "note": note}
    if not any(told.values()) and run.is_interactive:
        told = {name: run.ask(_CHECK_QUESTIONS[name], flag="", optional=True) for name in told}
    facts = fields_from(run, Check, told)
    if not facts:
        flags = ", ".join(f"--{name}" for name in told)
        raise UsageError("missing: how it goes", hint=f"say it with one or more of {flags}")
    draft = run.draft()
    add_check(draft, bound, Check(on=day, **facts))
    run.commit(draft.operation("looked at", bound.ref))


def relationship_grew(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="Whom you help.", show_default=False)],
    skill: Annotated[
        str, typer.Argument(help="What they grew in: a skill, or its name.", show_default=False)
    ],
    level: Annotated[
        str,
        typer.Argument(help="1 (new to it) to 5 (others learn it from them).", show_default=False),
    ],
    by: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who judged it: a person, or a name (you).")
    ] = None,
    evidence: Annotated[str | None, typer.Option(help="What showed it.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="When you saw it (today).")] = None,
) -> None:
    """Keep a step in the growth of somebody you help; no one but you ever sees it.

    Example: devjournal relationship grew lukasz "Hard conversations" 4 --evidence "Kept the call"
    """
    from devjournal.changes.relationships import add_growth
    from devjournal.cli.values import fields_from
    from devjournal.models.people import Growth

    run = of(ctx)
    bound = relationship_of(run, who, closed=True)
    told = {"skill": words("SKILL", skill), "level": level, "by": by, "evidence": evidence}
    seen = Growth(on=past_day(run, "--on", on), **fields_from(run, Growth, told))
    draft = run.draft()
    add_growth(draft, bound, seen)
    run.commit(draft.operation("saw growth in", bound.ref))


_KIND_WORDS = ("sponsor", "coach", "mentor", "partner", "mentee", "coachee", "protege")


def relationship_renew(
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
    from devjournal.changes import relationships
    from devjournal.changes.meetings import plan_next
    from devjournal.cli.values import fields_from
    from devjournal.models.people import Relationship

    run = of(ctx)
    bound = relationship_of(run, who, closed=True)
    bound.record.require_move("renew")  # a refusal comes before any question
    told = {
        "meetings_agreed": meetings,
        "end": terms.ask_end(run, bound.record.kind, end),
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
    if not any(told.values()) and run.is_interactive:
        question = "How many more meetings"
        told["meetings_agreed"] = run.ask(question, flag="--meetings", optional=True)
    new_terms = fields_from(run, Relationship, told)
    at = terms.ask_next(run, next_, bound.id)
    draft = run.draft()
    relationships.renew(draft, bound, **new_terms)
    if at is not None:
        plan_next(draft, bound.id, at)
    run.commit(draft.operation("renewed", bound.ref))
    _tell_counted(run, bound.id, new_terms.get("meetings_agreed"))
    if at is None:
        terms.tell_how_to_plan(run, draft.journal, bound.id)


def relationship_become(
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
    from devjournal.changes import relationships
    from devjournal.cli.values import fields_from
    from devjournal.models.people import Relationship

    run = of(ctx)
    bound = relationship_of(run, who, closed=True)
    word = relationships.word_for(bound.record, str(one_of("KIND", kind, _KIND_WORDS)))
    relationships.require_grown(run.journal, bound, word)
    told = {
        "purpose": purpose or _ask_purpose(run, bound.record),
        "project": project or _ask_project(run, bound.record, word),
        "end": terms.ask_end(run, word, end),
    }
    draft = run.draft()
    new, planned = relationships.become(
        draft, bound, word, close=close, **fields_from(run, Relationship, told)
    )
    run.commit(draft.operation(f"{bound.id} became", new))
    terms.tell_planned(run, bound.id, planned)


def _tell_counted(run: Run, relationship: str, more: int | None) -> None:
    """Say how the meetings of the new round are counted on. (P089)"""
    held = len(run.journal.held_with(relationship))
    if more and held:
        run.tell(f"{more} more after {held} held: {held + more} in all")


def _ask_purpose(run: Run, record: Relationship) -> str | None:
    if not run.is_interactive:
        return None
    question = "Why do you work together now"
    if record.purpose:
        question = f"{question} (Enter: {record.purpose.strip()})"
    return run.ask(question, flag="--purpose", optional=bool(record.purpose)) or None


def _ask_project(run: Run, record: Relationship, word: str) -> str | None:
    """A partnership has something to be equals on. (P044)"""
    if word != "partner" or record.project or not run.is_interactive:
        return record.project
    return run.ask("What do you build together", flag='--project "..."')
