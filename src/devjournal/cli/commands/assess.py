"""`assess`: where I stand, on one page."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.capture import Capture
from devjournal.cli.context import Context, of
from devjournal.cli.values import VISIBILITY_HELP, past_day
from devjournal.errors import UsageError

Texts = list[str] | None

_QUESTIONS = {
    "accomplishments": "What have you accomplished",
    "impact": "What did it change",
    "improve": "What do you need to improve",
}


def command(
    ctx: typer.Context,
    text: Annotated[
        str | None,
        typer.Argument(help="Where you stand, in a sentence (the day).", show_default=False),
    ] = None,
    accomplishment: Annotated[Texts, typer.Option(help="What you have done; several.")] = None,
    impact: Annotated[Texts, typer.Option(help="What it changed; several.")] = None,
    improve: Annotated[Texts, typer.Option(help="What you need to improve; several.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="When it was so (today).")] = None,
    goal: Annotated[
        str | None, typer.Option(metavar="ID", help="The goal that it belongs to.")
    ] = None,
    relationship: Annotated[
        str | None, typer.Option(metavar="WHO", help="The relationship that it belongs to.")
    ] = None,
    tag: Annotated[Texts, typer.Option(help="A word to find it by; several.")] = None,
    visibility: Annotated[str | None, typer.Option(help=VISIBILITY_HELP)] = None,
) -> None:
    """Keep a dated look at where you stand; nobody else sees it unless you share it.

    Example: devjournal assess --accomplishment "Ran the desk through two storms" --impact "Four
    of five callers answered in five minutes" --improve "Say the number first"
    """
    here = of(ctx)
    told = {"accomplishments": accomplishment, "impact": impact, "improve": improve}
    if not any(told.values()) and (here.is_interactive or text is None):
        told = {name: _asked(here, question) for name, question in _QUESTIONS.items()}
    if not any(told.values()) and text is None:
        raise UsageError("nothing was said", hint="name what you have done, changed or lack")
    shared = {
        "on": on,
        "goal": goal,
        "relationship": relationship,
        "tags": tag,
        "visibility": visibility,
    }
    Capture(here, text if text is not None else _headline(here, on), shared).add("assessment", told)


def _asked(here: Context, question: str) -> Texts:
    """Ask for one after another, until nothing more is said."""
    said: list[str] = []
    flag = "--accomplishment, --impact or --improve"
    while answer := here.ask(f"{question}{', more' if said else ''}", flag=flag, optional=True):
        said.append(answer)
    return said


def _headline(here: Context, on: str | None) -> str:
    from devjournal.dates import show_day

    return f"Where I stand, {show_day(past_day(here, '--on', on))}"
