"""`ask`: a request to somebody, from its draft to their answer."""

from __future__ import annotations

from typing import Annotated, Any

from devjournal.changes import relationships
from devjournal.cli.flags import Fields, Given, On, Put, argument, option
from devjournal.cli.output import write_page
from devjournal.cli.run import Run
from devjournal.cli.terms import ask_next, begun_with, tell_how_to_plan
from devjournal.cli.values import one_of, past_day, relationship_of, words
from devjournal.errors import UsageError
from devjournal.journal.names import person_called
from devjournal.journal.stored import Stored
from devjournal.models.base import replace
from devjournal.models.people import Ask, Relationship
from devjournal.pages.letters import build_ask_message, compose_ask_message
from devjournal.practice.readiness import missing
from devjournal.practice.settle import FILL_IN, command

_TOLD = "skill self_level evidence time_frame meetings focus outcomes"
_KINDS = ("mentor", "coach", "sponsor", "partner")
_ASKING = ("candidate", "asked", "later")
_TIP = "tip: ask your manager or HR, too: there may be a programme, or somebody they know"

Name = Annotated[str, argument("Whom you asked.")]


def ask_draft(
    run: Run,
    name: Annotated[str, argument("Whom you ask.")],
    given: Annotated[Given, Fields("relationship.ask", _TOLD)],
    bound: Annotated[Given, Fields("relationship", "purpose")],
    about: Annotated[Given, Fields("person", "title organisation")],
    put: Put,
    as_: Annotated[
        str | None, option("--as KIND", "As what: mentor, coach, sponsor or partner.")
    ] = None,
) -> None:
    """Draft a request to somebody, and print the message to send.

    A request must be specific: what is missing is named. Draft it again to change it; what you
    don't mention stays.

    Example: devjournal ask draft "Ines Ferrar" --as mentor --skill "financial acumen" --level 2
    --evidence "You told a whole year in one number at the all-hands." --time-frame "before the end
    of January" --meetings 3 --focus "how our monthly pages are read" --outcome "I can read ours
    without help"
    """
    one_of("--as", as_, _KINDS)
    name, word, known = begun_with(run, words("NAME", name), as_)
    if known is not None:
        relationships.require_unsent(known)  # a refusal comes before any question
    if run.is_interactive:
        _ask_for_the_rest(run, known, given)
    changes = run.changes()
    asked, them = given.read(run), about.read(run)
    ref = relationships.draft_ask(changes, name, word, asked, about_them=them, **bound.read(run))
    message = build_ask_message(changes.journal, ref.id)
    write_page(run, "ask", message, compose_ask_message(message), put)
    run.commit(changes.operation("drafted the ask", ref))
    if message.labels:
        said = ", ".join(f"'{word}'" for word in message.labels)
        run.tell(f"it says {said}: ask for the help, and leave the word out")
    if not message.ask.outcomes:
        run.tell("it does not say what you want of it; add --outcome")
    if known is None:
        run.tell(_TIP)
    run.tell(f"once it is sent: {command('ask', 'sent', message.relationship)}")


def _ask_for_the_rest(run: Run, known: Stored[Relationship] | None, given: Given) -> None:
    """Ask for all that the request does not say yet."""
    before = known.record.ask if known and known.record.ask else Ask()
    ask = replace(before, **given.read(run))
    needs = missing(ask)
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
    person = None
    if name not in run.journal.all("relationship"):
        person = person_called(run.journal, name)
    asking: list[Stored[Any]] = [
        bound
        for bound in run.journal.relationships
        if person and bound.record.person == person.id and bound.record.state in _ASKING
    ]
    return asking[0] if len(asking) == 1 else relationship_of(run, name, closed=True)


def ask_answer(
    run: Run,
    name: Name,
    said: Annotated[str, argument("yes, no or later.", "ANSWER")],
    purpose: Annotated[
        str | None, option("--purpose", "With yes: why you work together (what you asked for).")
    ] = None,
    next_: Annotated[
        str | None, option("--next WHEN", 'With yes: the first meeting, as in "15-oct 15:00".')
    ] = None,
    on: Annotated[str | None, option("--on DAY", "With later: the day to ask again.")] = None,
    refer: Annotated[
        str | None, option("--refer NAME", "With no: whom they recommended instead.")
    ] = None,
    why: Annotated[str | None, option("--why", "With no: why; for you alone.")] = None,
) -> None:
    """Record what somebody answered: a yes starts it, a later comes back, a no may lead on.

    Example: devjournal ask answer dermot yes --next "22-oct 15:00"
    """
    one_of("ANSWER", said, ("yes", "no", "later"))
    flags = {
        "purpose": (purpose, "yes"),
        "next": (next_, "yes"),
        "on": (on, "later"),
        "refer": (refer, "no"),
        "why": (why, "no"),
    }
    for flag, (value, goes_with) in flags.items():
        if value is not None and said != goes_with:
            raise UsageError(
                f"--{flag} goes with {goes_with}", hint=f"leave it out, or answer {goes_with}"
            )
    bound = _asked(run, name)
    verb = {"yes": "start", "no": "decline", "later": "put off"}[said]
    bound.record.require_move(verb)  # a refusal comes before any question
    if said == "yes":
        _yes(run, bound, purpose, next_)
    elif said == "no":
        _no(run, bound, refer, why)
    else:
        until = run.day(on or run.ask("When is a good time to ask again", flag="--on"))
        run.make("later from", relationships.put_off, bound, until)


def _yes(run: Run, bound: Stored[Relationship], purpose: str | None, next_: str | None) -> None:
    if not purpose and not relationships.purpose_of(run.journal, bound.record):
        purpose = run.ask("Why you work together", flag="--purpose")
    at = ask_next(run, next_, bound.id)
    run.make("yes from", relationships.accept, bound, purpose, at)
    name = run.journal.name_of(bound.record.person)
    run.tell(f"{name} said yes: worth celebrating, before the work begins")
    tell_how_to_plan(run, bound.id, at)


def _no(run: Run, bound: Stored[Relationship], refer: str | None, why: str | None) -> None:
    if refer is None and run.is_interactive:
        question = "Whom do they recommend instead"
        refer = run.ask(question, flag="--refer", optional=True) or None
    referred = run.make("no from", relationships.decline, bound, refer, why)
    if referred is not None:
        name = run.journal.person_in(referred.id)
        kind = run.journal.all("relationship")[referred.id].record.label
        how = command("ask", "draft", name, "--as", kind, "--evidence", FILL_IN)
        run.tell(f"word it for them: {how}")
