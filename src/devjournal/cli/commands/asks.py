"""`ask`: a request to somebody, from its draft to their answer."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from devjournal.changes.relationships import (
    accept,
    decline,
    draft_ask,
    purpose_of,
    put_off,
    require_unsent,
)
from devjournal.cli.flags import Given, On, Put, fields
from devjournal.cli.moves import move
from devjournal.cli.output import write_page
from devjournal.cli.run import Run
from devjournal.cli.terms import ask_next, begun_with, tell_how_to_plan
from devjournal.cli.values import one_of, past_day, relationship_of, words
from devjournal.errors import UsageError
from devjournal.journal.names import person_called
from devjournal.journal.stored import Stored
from devjournal.models.base import replace
from devjournal.models.people import Ask, Relationship
from devjournal.pages.letters import AskMessage, build_ask_message, compose_ask_message
from devjournal.practice.readiness import missing
from devjournal.practice.settle import FILL_IN, command

_TOLD = "skill self_level evidence time_frame meetings focus outcomes"
_KINDS = ("mentor", "coach", "sponsor", "partner")
_ASKING = ("candidate", "asked", "later")
_ANSWERS = ("yes", "no", "later")
_TIP = "tip: ask your manager or HR, too: there may be a programme, or somebody they know"


def ask_draft(
    run: Run,
    name: Annotated[str, typer.Argument(help="Whom you ask.", show_default=False)],
    given: Annotated[Given, fields("relationship.ask", _TOLD)],
    bound: Annotated[Given, fields("relationship", "purpose")],
    about: Annotated[Given, fields("person", "title organisation")],
    put: Put,
    as_: Annotated[
        str | None,
        typer.Option("--as", metavar="KIND", help="As what: mentor, coach, sponsor or partner."),
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
        require_unsent(known)  # a refusal comes before any question
    _ask_for_the_rest(run, known, given)
    draft = run.draft()
    asked, them = given.read(run), about.read(run)
    ref = draft_ask(draft, name, word, asked, about_them=them, **bound.read(run))
    message = build_ask_message(draft.journal, ref.id)
    document = compose_ask_message(message)
    write_page(run, "ask", message, document, put)
    run.commit(draft.operation("drafted the ask", ref))
    _advise(run, message, is_new=known is None)


def _ask_for_the_rest(run: Run, known: Stored[Relationship] | None, given: Given) -> None:
    """Ask on a terminal for all that the request does not say yet."""
    if not run.is_interactive:
        return
    before = known.record.ask if known and known.record.ask else Ask()
    ask = replace(before, **given.read(run))
    needs = missing(ask)
    for need in needs:
        question = need.words[:1].upper() + need.words[1:]
        given.told[need.field] = run.ask(question, flag=need.flag)
    if needs and not ask.outcomes:
        given.ask(run, "outcomes")


def _advise(run: Run, message: AskMessage, *, is_new: bool) -> None:
    """Say what would make the message better, and what comes next."""
    if message.labels:
        said = ", ".join(f"'{word}'" for word in message.labels)
        run.tell(f"it says {said}: ask for the help, and leave the word out")
    if not message.ask.outcomes:
        run.tell("it does not say what you want of it; add --outcome")
    if is_new:
        run.tell(_TIP)
    run.tell(f"once it is sent: {command('ask', 'sent', message.relationship)}")


def ask_sent(
    run: Run,
    name: Annotated[str, typer.Argument(help="Whom you asked.", show_default=False)],
    on: On = None,
) -> None:
    """Record that you asked somebody; ask again after they said later.

    Example: devjournal ask sent dermot
    """
    bound = _asked(run, name)
    move(run, bound, "ask", "asked", on=past_day(run, "--on", on))


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
    name: Annotated[str, typer.Argument(help="Whom you asked.", show_default=False)],
    said: Annotated[
        str, typer.Argument(metavar="ANSWER", help="yes, no or later.", show_default=False)
    ],
    purpose: Annotated[
        str | None, typer.Option(help="With yes: why you work together (what you asked for).")
    ] = None,
    next_: Annotated[
        str | None,
        typer.Option(
            "--next", metavar="WHEN", help='With yes: the first meeting, as in "15-oct 15:00".'
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DAY", help="With later: the day to ask again.")
    ] = None,
    refer: Annotated[
        str | None, typer.Option(metavar="NAME", help="With no: whom they recommended instead.")
    ] = None,
    why: Annotated[str | None, typer.Option(help="With no: why; for you alone.")] = None,
) -> None:
    """Record what somebody answered: a yes starts it, a later comes back, a no may lead on.

    Example: devjournal ask answer dermot yes --next "22-oct 15:00"
    """
    one_of("ANSWER", said, _ANSWERS)
    flags = {"purpose": "yes", "next": "yes", "on": "later", "refer": "no", "why": "no"}
    values = {"purpose": purpose, "next": next_, "on": on, "refer": refer, "why": why}
    for flag, goes_with in flags.items():
        if values[flag] is not None and said != goes_with:
            raise UsageError(
                f"--{flag} goes with {goes_with}", hint=f"leave it out, or answer {goes_with}"
            )
    bound = _asked(run, name)
    if said == "yes":
        _yes(run, bound, purpose, next_)
    elif said == "no":
        _no(run, bound, refer, why)
    else:
        _later(run, bound, on)


def _yes(run: Run, bound: Stored[Relationship], purpose: str | None, next_: str | None) -> None:

    bound.record.require_move("start")  # a refusal comes before any question
    if not purpose and not purpose_of(run.journal, bound.record):
        purpose = run.ask("Why you work together", flag="--purpose")
    at = ask_next(run, next_, bound.id)
    draft = run.draft()
    accept(draft, bound, purpose, at)
    run.commit(draft.operation("yes from", bound.ref))
    name = run.journal.name_of(bound.record.person)
    run.tell(f"{name} said yes: worth celebrating, before the work begins")
    if at is None:
        tell_how_to_plan(run, draft.journal, bound.id)


def _no(run: Run, bound: Stored[Relationship], refer: str | None, why: str | None) -> None:

    bound.record.require_move("decline")
    if refer is None and run.is_interactive:
        question = "Whom do they recommend instead"
        refer = run.ask(question, flag="--refer", optional=True) or None
    draft = run.draft()
    referred = decline(draft, bound, refer, why)
    run.commit(draft.operation("no from", bound.ref))
    if referred is not None:
        name = draft.journal.person_in(referred.id)
        kind = draft.journal.all("relationship")[referred.id].record.label
        how = command("ask", "draft", name, "--as", kind, "--evidence", FILL_IN)
        run.tell(f"word it for them: {how}")


def _later(run: Run, bound: Stored[Relationship], on: str | None) -> None:

    bound.record.require_move("put off")
    until = run.day(on or run.ask("When is a good time to ask again", flag="--on"))
    draft = run.draft()
    put_off(draft, bound, until)
    run.commit(draft.operation("later from", bound.ref))
