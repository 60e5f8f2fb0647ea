"""`ask answer`: what they said. (P090, P091, P092)"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from devjournal.cli import terms
from devjournal.cli.commands.ask_sent import asked_of
from devjournal.cli.context import Context, of
from devjournal.cli.values import one_of
from devjournal.errors import UsageError
from devjournal.practice.settle import FILL_IN, command

_ANSWERS = ("yes", "no", "later")


def answer(
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
    here = of(ctx)
    one_of("ANSWER", said, _ANSWERS)
    _require_fitting(
        said, {"purpose": purpose, "next": next_}, {"refer": refer, "why": why}, {"on": on}
    )
    bound = asked_of(here, name)
    if said == "yes":
        _yes(here, bound, purpose, next_)
    elif said == "no":
        _no(here, bound, refer, why)
    else:
        _later(here, bound, on)


def _require_fitting(
    said: str, yes: dict[str, str | None], no: dict[str, str | None], later: dict[str, str | None]
) -> None:
    """Raise UsageError for a flag that goes with another answer."""
    for answer_, flags in (("yes", yes), ("no", no), ("later", later)):
        for flag, value in flags.items():
            if value is not None and said != answer_:
                raise UsageError(f"--{flag} goes with {answer_}", hint="leave it, or say that")


def _yes(here: Context, bound: Any, purpose: str | None, next_: str | None) -> None:
    from devjournal.changes.asks import accept, purpose_of

    bound.record.begin(here.today)  # a refusal comes before any question
    if not purpose and not purpose_of(here.journal, bound.record):
        purpose = here.ask("Why do you work together", flag='--purpose "..."')
    at = terms.ask_next(here, next_, bound.id)
    drafted = here.draft()
    accept(drafted, bound, purpose, at)
    here.commit(drafted.operation("yes from", bound.ref))
    name = here.journal.name_of(bound.record.person)
    here.tell(f"{name} said yes: worth celebrating, before the work begins")
    if at is None:
        terms.tell_how_to_plan(here, drafted.journal, bound.id)


def _no(here: Context, bound: Any, refer: str | None, why: str | None) -> None:
    from devjournal.changes.asks import decline

    bound.record.decline(here.today)
    if refer is None and here.is_interactive:
        question = "Whom do they recommend instead"
        refer = here.ask(question, flag="--refer", optional=True) or None
    drafted = here.draft()
    referred = decline(drafted, bound, refer, why)
    here.commit(drafted.operation("no from", bound.ref))
    if referred is not None:
        name = drafted.journal.person_in(referred.id)
        kind = drafted.journal.all("relationship")[referred.id].record.label
        how = command("ask", "draft", name, "--as", kind, "--evidence", FILL_IN)
        here.tell(f"word it for them: {how}")


def _later(here: Context, bound: Any, on: str | None) -> None:
    from devjournal.changes.asks import put_off

    bound.record.put_off(here.today, here.today)
    until = here.day(on or here.ask("When is a good time to ask again", flag="--on"))
    drafted = here.draft()
    put_off(drafted, bound, until)
    here.commit(drafted.operation("later from", bound.ref))
