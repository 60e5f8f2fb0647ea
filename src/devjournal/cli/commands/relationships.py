"""`meet` and `relationship`: from a start to its close, and what they have to ask."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from devjournal.changes import relationships
from devjournal.changes.meetings import plan_next, require_to_come, usual_time
from devjournal.cli import flags
from devjournal.cli.flags import Fields, Given, Next, On, Text, Who, Why, argument, option
from devjournal.cli.run import Run
from devjournal.cli.values import (
    one_of,
    past_day,
    record_of,
    relationship_of,
    tell_near,
    words,
)
from devjournal.errors import Ambiguous, NotFound, UsageError
from devjournal.journal.names import person_called, short_ids, who
from devjournal.journal.stored import Stored
from devjournal.models.base import replace
from devjournal.models.people import Check, Growth, Relationship
from devjournal.pages.phrases import flat
from devjournal.practice.settle import coach_term, plan_command
from devjournal.shell import command

_BEGUN = "purpose meetings_agreed cadence minutes channel project objectives"
_ENDINGS = ("completed", "faded", "ended")
GROWN = ("sponsor", "coach", "mentor", "partner", "mentee", "coachee", "protege")
_KIND_WORDS = ("mentor", "coach", "sponsor", "partner", "mentee", "coachee", "protege")
_TERMS = (
    "purpose purpose_kind outcomes objectives cadence weekday time minutes channel link "
    "meetings_agreed end review_on project giving_stage"
)


_AS = "mentor, coach, sponsor or partner; or mentee, coachee or protege, where you give."
Kind = Annotated[Text, option("--as KIND", _AS)]


def meet(
    run: Run,
    name: Annotated[str, argument("Their name.")],
    given: Annotated[Given, Fields("relationship", _BEGUN)],
    about: Annotated[Given, Fields("person", "title organisation domains")],
    as_: Kind = None,
    next_: Next = None,
) -> None:
    """Start with somebody: the person, the relationship and the first meeting in one go.

    With somebody you already meet, --next plans the next meeting.

    Example: devjournal meet "Priya Nair" --as mentor --purpose "financial acumen" --next "thu
    15:00"
    """
    name, word, known = whom(run, words("NAME", name), as_)
    them, at = about.read(run), next_moment(run, next_, known.id if known else None)
    if known is None:
        given.ask(run, "purpose", optional=False)
    if known is None and word == "partner" and run.is_interactive:
        given.ask(run, "project", optional=False)
    facts = given.read(run)
    run.make("met", relationships.meet, name, word, at=at, about_them=them, **facts)


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
    name, word, known = whom(run, name, as_)
    if known:
        known.record.require_move("start")  # a refusal comes before any question
    if not (known and known.record.purpose):
        given.ask(run, "purpose", optional=False)
    _ask_end(run, word, given)
    facts = given.read(run)
    run.make("started", relationships.start_relationship, name, word, known, **facts)


def _tell_planned(run: Run, bound: Stored[Any]) -> None:
    if planned := relationships.still_planned(run.journal, bound.id):
        how = command("cancel", bound.id)
        run.tell(f"still planned: {', '.join(planned)}; to cancel: {how}")


relationship_pause = flags.move_command(
    "relationship pause tomas", "paused", ": nothing asks for its next meeting", then=_tell_planned
)
relationship_resume = flags.move_command(
    "relationship resume misaki", "resumed", then=lambda run, it: tell_how_to_plan(run, it.id)
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
    at, is_bare = next_moment(run, next_, bound.id), not (next_ or given.told)
    if is_bare:
        _ask_end(run, bound.record.kind, given)
        given.ask(run, "meetings_agreed", question="How many more meetings")
    terms = given.read(run)
    more = terms.get("meetings_agreed")
    at = at or next_moment(run, None, bound.id, ask=is_bare)
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
    close: bool = option("--close", "Close what they were, as completed."),
) -> None:
    """Record that somebody became more than they were; the thread continues.

    What they were continues beside it, unless you --close it: a sponsor does not replace a
    mentor. The purpose, the objectives and how it began carry over.

    Example: devjournal relationship become priya sponsor --purpose "my name in the talent round"
    """
    bound = record_of(run, "relationship", who)
    record = bound.record
    word = relationships.word_for(record, str(one_of("KIND", kind, GROWN)))
    relationships.require_grown(run.journal, bound, word)
    if run.is_interactive:
        question = "Why you work together now"
        if record.purpose:
            question = f"{question} (Enter: {record.purpose.strip()})"
        given.ask(run, "purpose", optional=bool(record.purpose), question=question)
    if run.is_interactive and word == "partner" and not record.project:  # what they build (P044)
        given.ask(run, "project", optional=False)
    _ask_end(run, word, given)
    facts = {"project": record.project, **given.read(run)}
    changes = run.changes()
    new, planned = relationships.become(changes, bound, word, close=close, **facts)
    run.commit(changes.operation(f"{bound.id} became", new))
    if planned:
        _tell_planned(run, bound)


def relationship_close(
    run: Run,
    who: Who,
    as_: Text = option("--as HOW", "completed, faded or ended."),
    why: Why = None,
) -> None:
    """Close a relationship; all that came of it stays in the journal.

    Example: devjournal relationship close priya --as completed --why "three meetings, as agreed"
    """
    bound = record_of(run, "relationship", who)
    if not as_:
        bound.record.require_move("close")  # a refusal comes before any question
        as_ = run.choose("How did it end", _ENDINGS, flag="--as")
    closed_as = one_of("--as", as_, _ENDINGS)
    run.move("closed", bound, "close", closed_as=closed_as, why=why)
    _tell_planned(run, bound)
    _tell_open(run, bound)
    run.tell(f"to say farewell: {command('thank', bound.id, '--farewell')}")


def _tell_open(run: Run, bound: Stored[Any]) -> None:
    """Name what is open with somebody, each with the command that settles it."""
    shorts, theirs = short_ids(run.journal), f"of {run.journal.name_of(bound.record.person)}"
    for one in relationships.left_open(run.journal, bound.id):
        whose = {"me": "yours", "them": theirs}.get(getattr(one.record, "owner", ""), one.kind)
        verb = {"action": ("done",), "topic": ("drop",)}.get(one.kind, ("goal", "achieve"))
        settle = command(*verb, shorts.get(one.id, one.id))
        run.tell(f"still open, {whose}: {flat(one.record.headline)}", settle)


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
    given.ask(run, "fit", "trust", "value", "note")
    if not given.told:
        hint = "say it with one or more of --fit, --trust, --value, --note"
        raise UsageError("missing: how it goes", hint=hint)
    checks = (*bound.record.checks, Check(**given.read(run, on=day)))
    run.update("looked at", bound, replace(bound.record, checks=checks))


def relationship_measure(
    run: Run,
    who: Who,
    name: Annotated[str, argument("What is counted.")],
    given: Annotated[Given, Fields("relationship.measures", "target value on")],
    drop: bool = option("--drop", "Stop counting it."),
) -> None:
    """Agree on a measure that both of you are held to, or record where it stands.

    By the name of one that the scorecard counts itself, it sets another target, in percent.

    Example: devjournal relationship measure priya "owners I can name" --target 11 --value 8
    """
    bound, name = relationship_of(run, who), words("NAME", name)
    if drop:
        run.make("dropped a measure with", relationships.drop_measure, bound, name)
    else:
        facts = given.read(run)
        run.make("agreed on a measure with", relationships.set_measure, bound, name, **facts)


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


# Whom you start with, and questions on the terms


def whom(run: Run, name: str, as_: str | None) -> tuple[str, str, Stored[Relationship] | None]:
    """Return who it is, what they are to me, and the relationship there is already.

    They are what `--as` says, else what they are already, else what is answered. Who is known,
    by a relationship's id too, is told by id, as others may bear the name. Raises Ambiguous.
    """
    word = one_of("--as", as_, _KIND_WORDS)
    if not word:
        try:
            known = who(run.journal, name, run.now, anywhere=False).relationship
            return known.record.person, known.record.label, known
        except Ambiguous:
            raise
        except NotFound:
            word = run.choose("What are they to you", _KIND_WORDS, flag="--as")
    if bound := run.journal.all("relationship").get(name):
        person = bound.record.person
    else:
        found = person_called(run.journal, name)
        person = found and found.id
    if person is None:
        tell_near(run, name)
        return name, word, None
    return person, word, relationships.relationship_as(run.journal, person, word)


def _ask_end(run: Run, kind: str, given: Given) -> None:
    """Ask for the last day with a coach, who stays shorter than mentors and sponsors. (P038)"""
    if kind == "coach":
        proposed = coach_term(run.today).isoformat()
        question = f"Until when (a coach's term is short: {proposed}, say)"
        given.ask(run, "end", question=question)


def next_moment(
    run: Run, next_: str | None, relationship: str | None, *, ask: bool = False
) -> dt.datetime | None:
    """Return the moment of the next meeting: the one told, or, with `ask`, one asked for."""

    def read(text: str) -> dt.datetime:
        time = usual_time(run.journal, relationship) if relationship else None
        require_to_come(at := run.moment(text, time=time), run.now)
        return at

    if ask and run.is_interactive:
        question = 'When do you meet next ("15-oct 15:00")'
        next_ = run.ask(question, flag="--next", check=read, optional=True)
    return read(next_) if next_ else None


def tell_how_to_plan(run: Run, relationship: str, at: dt.datetime | None = None) -> None:
    """Tell how the next meeting is planned, where none is."""
    if at is None and not run.journal.next_meeting(relationship, run.today):
        run.tell(f"plan the next meeting: {plan_command(run.journal, relationship, run.today)}")
