"""`ask` and `relationship`: from a request to its answer, and from a start to its close."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from devjournal.changes import relationships
from devjournal.changes.meetings import plan_next, usual_time
from devjournal.cli import flags
from devjournal.cli.flags import Fields, Given, Next, On, Put, Text, Who, Why, argument, option
from devjournal.cli.output import put_page, write_page
from devjournal.cli.run import Run
from devjournal.cli.values import (
    one_of,
    past_day,
    record_of,
    relationship_of,
    tell_near,
    words,
)
from devjournal.dates import add_months
from devjournal.errors import Ambiguous, NotFound, UsageError
from devjournal.journal.names import person_called, short_ids, who
from devjournal.journal.stored import Stored
from devjournal.models.base import replace
from devjournal.models.people import Ask, Check, Growth, Relationship
from devjournal.pages.letters import AskMessage, build_ask_message, compose_ask_message
from devjournal.pages.phrases import flat
from devjournal.practice.readiness import missing
from devjournal.practice.settle import draft_command, plan_command
from devjournal.shell import command

_BEGUN = "purpose meetings_agreed cadence minutes channel project objectives"
_TOLD = "skill self_level evidence time_frame meetings focus outcomes"
_ASKING = ("candidate", "asked", "later")
_ENDINGS = ("completed", "faded", "ended")
_GROWN = ("sponsor", "coach", "mentor", "partner", "mentee", "coachee", "protege")
_KIND_WORDS = ("mentor", "coach", "sponsor", "partner", "mentee", "coachee", "protege")
_TERMS = (
    "purpose purpose_kind outcomes objectives cadence weekday time minutes channel link "
    "meetings_agreed end review_on project giving_stage"
)


_AS = "mentor, coach, sponsor or partner; or mentee, coachee or protege, where you give."
Kind = Annotated[Text, option("--as KIND", _AS)]
Name = Annotated[str, argument("Whom you asked.")]


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
    name, word, known = _whom(run, words("NAME", name), as_)
    if known is None and "purpose" not in given.told:
        given.told["purpose"] = run.ask("Why you work together", flag="--purpose")
    if known is None and word == "partner" and run.is_interactive:
        given.ask(run, "project")
    facts = given.read(run)
    time = usual_time(run.journal, known.id) if known else None
    at = run.moment(next_, time=time) if next_ else None
    run.make("met", relationships.meet, name, word, at=at, about_them=about.read(run), **facts)


def ask_draft(
    run: Run,
    name: Annotated[str, argument("Whom you ask.")],
    given: Annotated[Given, Fields("relationship.ask", _TOLD)],
    bound: Annotated[Given, Fields("relationship", "purpose minutes")],
    about: Annotated[Given, Fields("person", "title organisation address")],
    put: Put,
    as_: Text = option("--as KIND", "As what: mentor, coach, sponsor or partner."),
) -> None:
    """Draft a request to somebody, and print the message to send.

    A request must be specific: what is missing is named. A mentor is asked for a few meetings
    about a skill; a sponsor for one room (--focus), with a result of yours (--evidence). Draft it
    again to change it; what you don't mention stays. After a no, it drafts a letter that asks
    whether later, or whom else.

    Example: devjournal ask draft "Ines Ferrar" --as mentor --skill "financial acumen" --level 2
    --evidence "You told a whole year in one number at the all-hands." --time-frame "before the end
    of January" --meetings 3 --focus "how our monthly pages are read" --outcome "I can read ours
    without help"
    """
    one_of("--as", as_, ("mentor", "coach", "sponsor", "partner"))
    name, word, known = _whom(run, words("NAME", name), as_)
    is_told = any(one.told for one in (given, bound, about))
    if known is not None and known.record.state == "declined" and not is_told:
        message = build_ask_message(run.journal, known.id, run.today)
        put_page(run, "ask", message, compose_ask_message(message, run.today), put)
        return
    if known is not None:
        relationships.require_unsent(known)  # a refusal comes before any question
    if run.is_interactive:
        _ask_for_the_rest(run, known, given, word)
    changes = run.changes()
    asked, them = given.read(run), about.read(run)
    ref = relationships.draft_ask(changes, name, word, asked, about_them=them, **bound.read(run))
    message = build_ask_message(changes.journal, ref.id, run.today)
    write_page(run, "ask", message, compose_ask_message(message, run.today), put)
    run.commit(changes.operation("drafted the ask", ref))
    _tell_of_ask(run, message, is_new=known is None)


def _tell_of_ask(run: Run, message: AskMessage, *, is_new: bool) -> None:
    if message.labels:
        said = ", ".join(f"'{word}'" for word in message.labels)
        run.tell(f"it says {said}: ask for the help, and leave the word out")
    if not message.ask.outcomes:
        run.tell("it does not say what you want of it; add --outcome")
    if message.skill and message.ask.skill not in run.journal.all("skill"):
        add = command("skill", "add", message.skill)
        run.tell(f"{message.skill} is not among your skills; to follow it: {add}")
    if is_new:
        tip = "ask your manager or HR, too: there may be a programme, or somebody they know"
        run.tell(f"tip: {tip}")
    run.tell(f"once it is sent: {command('ask', 'sent', message.relationship)}")


def _ask_for_the_rest(
    run: Run, known: Stored[Relationship] | None, given: Given, word: str
) -> None:
    before = known.record.ask if known and known.record.ask else Ask()
    ask = replace(before, **given.read(run))
    needs = missing(ask, relationships.SIDES[word][1])
    for need in needs:
        question = need.words[:1].upper() + need.words[1:]
        given.told[need.field] = run.ask(question, flag=need.flag)
    if needs and not ask.outcomes:
        given.ask(run, "outcomes")


def ask_sent(run: Run, name: Name, on: On = None) -> None:
    """Record that you asked somebody; ask again after they said later.

    Example: devjournal ask sent dermot
    """
    run.move("asked", _asked(run, name), "ask", on=past_day(run, "--on", on))


def _asked(run: Run, name: str) -> Stored[Relationship]:
    """Return the relationship that somebody is asked for, beside others there may be with them."""
    is_id = name in run.journal.all("relationship")
    person = None if is_id else person_called(run.journal, name)
    theirs = run.journal.where("relationship", person=person.id) if person else ()
    asking: list[Stored[Any]] = [one for one in theirs if one.record.state in _ASKING]
    return asking[0] if len(asking) == 1 else relationship_of(run, name, closed=True)


def ask_answer(
    run: Run,
    name: Name,
    said: Annotated[str, argument("yes, no or later.", "ANSWER")],
    purpose: Text = option(
        "--purpose TEXT", "With yes: why you work together (what you asked for)."
    ),
    next_: Text = option("--next WHEN", 'With yes: the first meeting, as in "15-oct 15:00".'),
    on: Text = option("--on DAY", "With later: the day to ask again."),
    refer: Text = option("--refer NAME", "With no: whom they recommended instead."),
    why: Text = option("--why TEXT", "With no: why; for you alone."),
) -> None:
    """Record what somebody answered: a yes starts it, a later comes back, a no may lead on.

    Example: devjournal ask answer dermot yes --next "thu 15:00"
    """
    one_of("ANSWER", said, ("yes", "no", "later"))
    given = {"yes": {"purpose": purpose, "next": next_}, "later": {"on": on}}
    given["no"] = {"refer": refer, "why": why}
    for goes_with, flag in ((answer, flag) for answer in given for flag in given[answer]):
        if given[goes_with][flag] is not None and said != goes_with:
            hint = f"leave it out, or answer {goes_with}"
            raise UsageError(f"--{flag} goes with {goes_with}", hint=hint)
    bound = _asked(run, name)
    verb = {"yes": "start", "no": "decline", "later": "put off"}[said]
    bound.record.require_move(verb)  # a refusal comes before any question
    if said == "yes":
        _yes(run, bound, purpose, next_)
    elif said == "no":
        _no(run, bound, refer, why)
    else:
        until = run.day(on or run.ask("When is a good time to ask again", flag="--on"))
        run.make('recorded "later" from', relationships.put_off, bound, until)


def _yes(run: Run, bound: Stored[Relationship], purpose: str | None, next_: str | None) -> None:
    if not purpose and not relationships.purpose_of(run.journal, bound.record):
        purpose = run.ask("Why you work together", flag="--purpose")
    at = _ask_next(run, next_, bound.id)
    run.make('recorded "yes" from', relationships.accept, bound, purpose, at)
    name = run.journal.name_of(bound.record.person)
    run.tell(f"{name} said yes: worth celebrating, before the work begins")
    run.tell(f"what both of you agree on: {command('agree', bound.id)}")
    _tell_how_to_plan(run, bound.id, at)


def _no(run: Run, bound: Stored[Relationship], refer: str | None, why: str | None) -> None:
    if refer is None and run.is_interactive:
        question = "Whom do they recommend instead"
        refer = run.ask(question, flag="--refer", optional=True) or None
    if refer and person_called(run.journal, refer) is None:
        tell_near(run, refer)
    referred = run.make('recorded "no" from', relationships.decline, bound, refer, why)
    if referred is None:
        run.tell(f"to ask whether later, or whom else: {command('ask', 'draft', bound.id)}")
        return
    new = run.journal.all("relationship")[referred.id]
    if new.record.state == "candidate":
        how = draft_command(new, missing(new.record.ask or Ask(), new.record.kind))
        run.tell(f"word it for them, with what you saw of their work or were told: {how}")


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
    name, word, known = _whom(run, name, as_)
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
    "relationship resume misaki", "resumed", then=lambda run, it: _tell_how_to_plan(run, it.id)
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
    _ask_end(run, bound.record.kind, given)
    if not given.told and run.is_interactive:
        question = "How many more meetings"
        given.told["meetings_agreed"] = run.ask(question, flag="--meetings", optional=True)
    terms = given.read(run)
    more = terms.get("meetings_agreed")
    at = _ask_next(run, next_, bound.id)
    changes = run.changes()
    relationships.renew(changes, bound, **terms)
    if at is not None:
        plan_next(changes, bound.id, at)
    run.commit(changes.operation("renewed", bound.ref))
    held = len(run.journal.held_with(bound.id))
    if more and held:
        run.tell(f"{more} more after {held} held: {held + more} in all")
    _tell_how_to_plan(run, bound.id, at)


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
    word = relationships.word_for(record, str(one_of("KIND", kind, _GROWN)))
    relationships.require_grown(run.journal, bound, word)
    if run.is_interactive and "purpose" not in given.told:
        question = "Why you work together now"
        if record.purpose:
            question = f"{question} (Enter: {record.purpose.strip()})"
        given.told["purpose"] = run.ask(question, flag="--purpose", optional=bool(record.purpose))
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
    if bound.record.state != "closed":
        as_ = as_ or run.choose("How did it end", _ENDINGS, flag="--as")
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


# Whom you start with, and questions on the terms


def _whom(run: Run, name: str, as_: str | None) -> tuple[str, str, Stored[Relationship] | None]:
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
    if "end" in given.told or kind != "coach" or not run.is_interactive:
        return
    proposed = add_months(run.today, 6).isoformat()
    question = f"Until when (a coach's term is short: {proposed}, say)"
    given.told["end"] = run.ask(question, flag="--end", optional=True)


def _ask_next(run: Run, next_: str | None, relationship: str) -> dt.datetime | None:
    if not next_ and run.is_interactive:
        question = 'When do you meet next ("15-oct 15:00")'
        next_ = run.ask(question, flag="--next", optional=True)
    return run.moment(next_, time=usual_time(run.journal, relationship)) if next_ else None


def _tell_how_to_plan(run: Run, relationship: str, at: dt.datetime | None = None) -> None:
    if at is None and not run.journal.next_meeting(relationship, run.today):
        run.tell(f"plan the next meeting: {plan_command(run.journal, relationship, run.today)}")
