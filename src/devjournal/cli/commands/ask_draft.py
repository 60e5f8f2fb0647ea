"""`ask draft`: word a request that can be answered. (P084, P085, P088, P093)"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.begin import begun_with
from devjournal.cli.context import Context, of
from devjournal.cli.pages import FORCE, FORMAT, OUTPUT, put_page
from devjournal.cli.terms import Texts
from devjournal.cli.values import one_of, words

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored
    from devjournal.models.relationship import Relationship
    from devjournal.views.ask_message import AskMessage

_KINDS = ("mentor", "coach", "sponsor", "partner")
_TIP = "tip: ask your manager or HR, too: there may be a programme, or somebody they know"


def draft(
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

    here = of(ctx)
    one_of("--as", as_, _KINDS)
    name, word, known = begun_with(here, words("NAME", name), as_)
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
    asked = _fields(here, told, level)
    asked |= _asked_for(here, known, asked)
    drafted = here.draft()
    about = {"title": title, "organisation": organisation}
    facts = {"purpose": purpose} if purpose else {}
    ref = draft_ask(drafted, name, word, asked, about_them=about, **facts)
    message = _show(here, drafted.journal, ref.id, format_, output, force=force)
    here.commit(drafted.operation("drafted the ask", ref))
    _advise(here, message, is_new=known is None)


def _fields(here: Context, told: dict[str, Any], level: str | None) -> dict[str, Any]:
    from devjournal.cli.field_values import fields_from, read_value
    from devjournal.models.relationship_parts import Ask

    self_level = read_value(here, Ask, "self_level", level, label="--level") if level else None
    return fields_from(here, Ask, told, self_level=self_level)


def _asked_for(
    here: Context, known: Stored[Relationship] | None, asked: dict[str, Any]
) -> dict[str, Any]:
    """Ask on a terminal for all that the request does not say yet."""
    import dataclasses

    from devjournal.models.relationship_parts import Ask
    from devjournal.practice.asking import missing

    before = known.record.ask if known and known.record.ask else Ask()
    if not here.is_interactive:
        return {}
    answers: dict[str, Any] = {}
    ask = dataclasses.replace(before, **asked)
    for need in missing(ask):
        question = need.words[:1].upper() + need.words[1:]
        answers[need.field] = here.ask(question, flag=need.flag)
    if answers and not ask.outcomes:
        question = "What you want to be able to say afterwards"
        answers["outcomes"] = [here.ask(question, flag="--outcome", optional=True)]
    level = answers.pop("self_level", None)
    return _fields(here, answers, level)


def _show(
    here: Context,
    journal: Any,
    relationship: str,
    format_: str | None,
    output: str | None,
    *,
    force: bool,
) -> AskMessage:
    from devjournal.render.compose.ask_message import compose_ask_message
    from devjournal.views.ask_message import build_ask_message

    message = build_ask_message(journal, relationship)
    page = compose_ask_message(message)
    put_page(here, "ask", message, page, format_, output, force=force)
    return message


def _advise(here: Context, message: AskMessage, *, is_new: bool) -> None:
    """Say what would make the message better, and what comes next."""
    from devjournal.practice.settle import command

    if message.labels:
        said = ", ".join(f"'{word}'" for word in message.labels)
        here.tell(f"it says {said}: ask for the help, and leave the word out")
    if not message.outcomes:
        here.tell("it does not say what you want of it; add --outcome")
    if is_new:
        here.tell(_TIP)
    here.tell(f"once it is sent: {command('ask', 'sent', message.relationship)}")
