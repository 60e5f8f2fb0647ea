"""`ask`: a request, from its draft to the answer."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from devjournal.changes import relationships
from devjournal.cli.commands.exchange import as_mail
from devjournal.cli.commands.relationships import next_moment, tell_how_to_plan, whom
from devjournal.cli.flags import Also, Fields, Given, On, Put, Text, argument, option
from devjournal.cli.output import put_page, write_page
from devjournal.cli.run import Run
from devjournal.cli.values import one_of, past_day, relationship_of, tell_near, words
from devjournal.errors import NotFound, UsageError
from devjournal.journal.names import person_called
from devjournal.journal.stored import Stored
from devjournal.models.base import replace
from devjournal.models.people import Ask, Relationship
from devjournal.pages.request import AskMessage, build_ask_message, compose_ask_message
from devjournal.practice.readiness import Need, missing
from devjournal.practice.settle import draft_command
from devjournal.shell import ANSWER, FILL_IN, command

_TOLD = "skill self_level evidence time_frame meetings focus outcomes"
_ASKING = ("candidate", "asked", "later")
Name = Annotated[str, argument("Whom you asked.")]


def ask_draft(
    run: Run,
    name: Annotated[str, argument("Whom you ask.")],
    given: Annotated[Given, Fields("relationship.ask", _TOLD)],
    bound: Annotated[Given, Fields("relationship", "purpose minutes")],
    about: Annotated[Given, Fields("person", "title organisation address")],
    put: Annotated[Put, Also("eml, mailto")],
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
    name, word, known = whom(run, words("NAME", name), as_)
    is_told = any(one.told for one in (given, bound, about))
    if known is not None and known.record.state == "declined" and not is_told:
        message = build_ask_message(run.journal, known.id, run.today)
        letter = compose_ask_message(message, run.today)
        put_page(
            run,
            "ask",
            message,
            letter,
            put,
            as_mail(run, run.journal, known.id, "declined", letter),
        )
        return
    if known is not None:
        relationships.require_unsent(known)  # a refusal comes before any question
    them, told = about.read(run), bound.read(run)
    if run.is_interactive:
        _ask_for_the_rest(run, name, known, given, word)
    changes, request = run.changes(), given.read(run)
    ref = relationships.draft_ask(changes, name, word, request, about_them=them, **told)
    message = build_ask_message(changes.journal, ref.id, run.today)
    letter = compose_ask_message(message, run.today)
    mail = as_mail(run, changes.journal, ref.id, "ask", letter)
    write_page(run, "ask", message, letter, put, mail)
    run.commit(changes.operation("drafted the ask", ref))
    _tell_of_ask(run, message, is_new=known is None)


def _tell_of_ask(run: Run, message: AskMessage, *, is_new: bool) -> None:
    if message.labels:
        said = ", ".join(f"'{word}'" for word in message.labels)
        run.tell(f"it says {said}: ask for the help, and leave the word out")
    if not message.ask.outcomes:
        add = command("ask", "draft", message.relationship, "--outcome", FILL_IN)
        run.tell(f"it does not say what you want of it; to add that: {add}")
    if message.skill and message.ask.skill not in run.journal.all("skill"):
        add = command("skill", "add", message.skill)
        run.tell(f"{message.skill} is not among your skills; to follow it: {add}")
    if is_new:
        tip = "ask your manager or HR, too: there may be a programme, or somebody they know"
        run.tell(f"tip: {tip}")
    run.tell(f"once it is sent: {command('ask', 'sent', message.relationship)}")


def _ask_for_the_rest(
    run: Run, name: str, known: Stored[Relationship] | None, given: Given, word: str
) -> None:
    """Ask for what the request does not say, and the journal does not know."""
    before, kind = known.record.ask if known else None, relationships.SIDES[word][1]

    def lacking() -> tuple[Need, ...]:
        ask = replace(before or Ask(), **given.read(run))
        return missing(relationships.with_known(run.journal, name, ask, kind), kind)

    is_new = bool(lacking()) and not (before and before.outcomes)
    while needs := lacking():
        question = needs[0].words[:1].upper() + needs[0].words[1:]
        given.ask(run, needs[0].field, optional=False, question=question)
    if is_new:
        given.ask(run, "outcomes")


def ask_sent(run: Run, name: Name, on: On = None) -> None:
    """Record that you asked somebody; ask again after they said later.

    Example: devjournal ask sent dermot
    """
    bound = asked(run, name)
    run.move("asked", bound, "ask", on=past_day(run, "--on", on))
    run.tell(f"once the answer is there: {command('ask', 'answer', bound.id, ANSWER)}")


def asked(run: Run, name: str) -> Stored[Relationship]:
    """Return the relationship that somebody is asked for, beside others there may be with them."""
    is_id = name in run.journal.all("relationship")
    person = None if is_id else person_called(run.journal, name)
    theirs = run.journal.where("relationship", person=person.id) if person else ()
    if person and not theirs:
        hint = command("ask", "draft", person.id, "--as", "mentor", "--skill", FILL_IN)
        raise NotFound(f"nothing was asked of {person.record.name} yet", hint=hint)
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
    bound = asked(run, name)
    verb = {"yes": "start", "no": "decline", "later": "put off"}[said]
    bound.record.require_move(verb)  # a refusal comes before any question
    if said == "yes":
        _yes(run, bound, purpose, next_)
    elif said == "no":
        _no(run, bound, refer, why)
    else:

        def put_off(text: str) -> dt.date:
            relationships.put_off(run.changes(), bound, day := run.day(text))
            return day

        question = "When is a good time to ask again"
        until = put_off(on or run.ask(question, flag="--on", check=put_off))
        run.make('recorded "later" from', relationships.put_off, bound, until)


def _yes(run: Run, bound: Stored[Relationship], purpose: str | None, next_: str | None) -> None:
    at, is_bare = next_moment(run, next_, bound.id), not (next_ or purpose)
    if not purpose and not relationships.purpose_of(run.journal, bound.record):
        purpose = run.ask("Why you work together", flag="--purpose")
    at = at or next_moment(run, None, bound.id, ask=is_bare)
    run.make('recorded "yes" from', relationships.accept, bound, purpose, at)
    name = run.journal.name_of(bound.record.person)
    run.tell(f"{name} said yes: worth celebrating, before the work begins")
    run.tell(f"what both of you agree on: {command('agree', bound.id)}")
    tell_how_to_plan(run, bound.id, at)


def _no(run: Run, bound: Stored[Relationship], refer: str | None, why: str | None) -> None:
    if refer is None and why is None and run.is_interactive:
        question = "Whom do they recommend instead"

        def check(text: str) -> None:
            relationships.decline(run.changes(), bound, text, None)

        refer = run.ask(question, flag="--refer", check=check, optional=True) or None
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
