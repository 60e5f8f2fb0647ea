"""`ask`: a request to somebody, from its draft to their answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli import terms
from devjournal.cli.output import FORCE, FORMAT, OUTPUT, put_page
from devjournal.cli.run import Run, of
from devjournal.cli.terms import Texts, begun_with
from devjournal.cli.values import one_of, past_day, relationship_of, words
from devjournal.errors import UsageError
from devjournal.models.base import replace
from devjournal.practice.settle import FILL_IN, command

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored
    from devjournal.models.people import Relationship
    from devjournal.pages.letters import AskMessage


_ASKED_AS = ("mentor", "coach", "sponsor", "partner")
_TIP = "tip: ask your manager or HR, too: there may be a programme, or somebody they know"


def ask_draft(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Whom you ask.", show_default=False)],
    as_: Annotated[
        str | None,
        typer.Option("--as", metavar="KIND", help="As what: mentor, coach, sponsor, partner."),
    ] = None,
    skill: Annotated[str | None, typer.Option(help="What you want to learn.")] = None,
    level: Annotated[
        str | None, typer.Option(metavar="1-5", help="Where you put yourself in it.")
    ] = None,
    evidence: Annotated[
        str | None, typer.Option(help="What you saw them do, as you would tell them.")
    ] = None,
    time_frame: Annotated[
        str | None, typer.Option(metavar="WORDS", help='By when, "before the end of January".')
    ] = None,
    meetings: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="How many meetings you ask for.")
    ] = None,
    focus: Annotated[str | None, typer.Option(help="What they are about.")] = None,
    outcome: Annotated[
        Texts, typer.Option(help="What you want to be able to say afterwards; several.")
    ] = None,
    purpose: Annotated[str | None, typer.Option(help="Why you would work together.")] = None,
    title: Annotated[str | None, typer.Option(help="Their role.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Where they work.")] = None,
    format_: FORMAT = None,
    output: OUTPUT = None,
    force: FORCE = False,
) -> None:
    """Draft what you ask somebody for, and print the message to send.

    An open-ended ask is refused, and what it does not say is named. Draft it again to change
    what you tell; the rest stays.

    Example: devjournal ask draft "Ines Ferrar" --as mentor --skill "financial acumen" --level 2
    --evidence "You told a whole year in one number at the all-hands." --time-frame "before the end
    of January" --meetings 3 --focus "how our monthly pages are read" --outcome "I can read ours
    without help"
    """
    from devjournal.changes.asks import draft_ask, require_unsent

    run = of(ctx)
    one_of("--as", as_, _ASKED_AS)
    name, word, known = begun_with(run, words("NAME", name), as_)
    if known is not None:
        require_unsent(known)  # a refusal comes before any question
    told = {
        "skill": skill,
        "evidence": evidence,
        "time_frame": time_frame,
        "meetings": meetings,
        "focus": focus,
        "outcomes": outcome,
    }
    asked = _fields(run, told, level)
    asked |= _asked_for(run, known, asked)
    drafted = run.draft()
    about = {"title": title, "organisation": organisation}
    facts = {"purpose": purpose} if purpose else {}
    ref = draft_ask(drafted, name, word, asked, about_them=about, **facts)
    message = _show(run, drafted.journal, ref.id, format_, output, force=force)
    run.commit(drafted.operation("drafted the ask", ref))
    _advise(run, message, is_new=known is None)


def _fields(run: Run, told: dict[str, Any], level: str | None) -> dict[str, Any]:
    from devjournal.cli.values import fields_from, read_value
    from devjournal.models.people import Ask

    self_level = read_value(run, Ask, "self_level", level, label="--level") if level else None
    return fields_from(run, Ask, told, self_level=self_level)


def _asked_for(
    run: Run, known: Stored[Relationship] | None, asked: dict[str, Any]
) -> dict[str, Any]:
    """Ask on a terminal for all that the request does not say yet."""
    from devjournal.models.people import Ask
    from devjournal.practice.asking import missing

    before = known.record.ask if known and known.record.ask else Ask()
    if not run.is_interactive:
        return {}
    answers: dict[str, Any] = {}
    ask = replace(before, **asked)
    for need in missing(ask):
        question = need.words[:1].upper() + need.words[1:]
        answers[need.field] = run.ask(question, flag=need.flag)
    if answers and not ask.outcomes:
        question = "What you want to be able to say afterwards"
        answers["outcomes"] = [run.ask(question, flag="--outcome", optional=True)]
    level = answers.pop("self_level", None)
    return _fields(run, answers, level)


def _show(
    run: Run,
    journal: Any,
    relationship: str,
    format_: str | None,
    output: str | None,
    *,
    force: bool,
) -> AskMessage:
    from devjournal.pages.letters import build_ask_message, compose_ask_message

    message = build_ask_message(journal, relationship)
    page = compose_ask_message(message)
    put_page(run, "ask", message, page, format_, output, force=force)
    return message


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


_ASKING = ("candidate", "asked", "later")


def ask_sent(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Whom you asked.", show_default=False)],
    on: Annotated[str | None, typer.Option(metavar="DAY", help="When (today).")] = None,
) -> None:
    """Record that you asked somebody; again after they said later.

    Example: devjournal ask sent dermot
    """
    run = of(ctx)
    bound = asked_of(run, name)
    drafted = run.draft()
    drafted.move(bound, "ask", past_day(run, "--on", on))
    run.commit(drafted.operation("asked", bound.ref))


def asked_of(run: Run, name: str) -> Stored[Relationship]:
    """Return the relationship that somebody is asked for, beside others there may be with them."""
    from devjournal.journal.names import person_called

    person = None
    if name not in run.journal.all("relationship"):
        person = person_called(run.journal, name)
    asking: list[Stored[Any]] = [
        bound
        for bound in run.journal.relationships
        if person and bound.record.person == person.id and bound.record.state in _ASKING
    ]
    return asking[0] if len(asking) == 1 else relationship_of(run, name, closed=True)


_ANSWERS = ("yes", "no", "later")


def ask_answer(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Whom you asked.", show_default=False)],
    said: Annotated[
        str, typer.Argument(metavar="ANSWER", help="yes, no or later.", show_default=False)
    ],
    purpose: Annotated[
        str | None, typer.Option(help="With yes: why you work together (what you asked for).")
    ] = None,
    next_: Annotated[
        str | None,
        typer.Option("--next", metavar="WHEN", help='With yes: the first meeting, "15-oct 15:00".'),
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DAY", help="With later: when to ask again.")
    ] = None,
    refer: Annotated[
        str | None, typer.Option(metavar="NAME", help="With no: whom they recommended instead.")
    ] = None,
    why: Annotated[str | None, typer.Option(help="With no: why; for you alone.")] = None,
) -> None:
    """Record what somebody answered: a yes begins it, a later comes back, a no may lead on.

    Example: devjournal ask answer dermot yes --next "22-oct 15:00"
    """
    run = of(ctx)
    one_of("ANSWER", said, _ANSWERS)
    _require_fitting(
        said, {"purpose": purpose, "next": next_}, {"refer": refer, "why": why}, {"on": on}
    )
    bound = asked_of(run, name)
    if said == "yes":
        _yes(run, bound, purpose, next_)
    elif said == "no":
        _no(run, bound, refer, why)
    else:
        _later(run, bound, on)


def _require_fitting(
    said: str, yes: dict[str, str | None], no: dict[str, str | None], later: dict[str, str | None]
) -> None:
    """Raise UsageError for a flag that goes with another answer."""
    for answer_, flags in (("yes", yes), ("no", no), ("later", later)):
        for flag, value in flags.items():
            if value is not None and said != answer_:
                raise UsageError(f"--{flag} goes with {answer_}", hint="leave it, or say that")


def _yes(run: Run, bound: Any, purpose: str | None, next_: str | None) -> None:
    from devjournal.changes.asks import accept, purpose_of

    bound.record.require_move("start")  # a refusal comes before any question
    if not purpose and not purpose_of(run.journal, bound.record):
        purpose = run.ask("Why do you work together", flag='--purpose "..."')
    at = terms.ask_next(run, next_, bound.id)
    drafted = run.draft()
    accept(drafted, bound, purpose, at)
    run.commit(drafted.operation("yes from", bound.ref))
    name = run.journal.name_of(bound.record.person)
    run.tell(f"{name} said yes: worth celebrating, before the work begins")
    if at is None:
        terms.tell_how_to_plan(run, drafted.journal, bound.id)


def _no(run: Run, bound: Any, refer: str | None, why: str | None) -> None:
    from devjournal.changes.asks import decline

    bound.record.require_move("decline")
    if refer is None and run.is_interactive:
        question = "Whom do they recommend instead"
        refer = run.ask(question, flag="--refer", optional=True) or None
    drafted = run.draft()
    referred = decline(drafted, bound, refer, why)
    run.commit(drafted.operation("no from", bound.ref))
    if referred is not None:
        name = drafted.journal.person_in(referred.id)
        kind = drafted.journal.all("relationship")[referred.id].record.label
        how = command("ask", "draft", name, "--as", kind, "--evidence", FILL_IN)
        run.tell(f"word it for them: {how}")


def _later(run: Run, bound: Any, on: str | None) -> None:
    from devjournal.changes.asks import put_off

    bound.record.require_move("put off")
    until = run.day(on or run.ask("When is a good time to ask again", flag="--on"))
    drafted = run.draft()
    put_off(drafted, bound, until)
    run.commit(drafted.operation("later from", bound.ref))
