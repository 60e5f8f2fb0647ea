"""`relationship check`: a private look at how it goes. (P042, P075)"""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import past_day, relationship_of

_QUESTIONS = {
    "fit": "How well do you fit, 1 to 5",
    "trust": "How much do you trust each other, 1 to 5",
    "value": "What is it worth to you, 1 to 5",
    "note": "A word on it",
}


def check(
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
    from devjournal.changes.relationships import look_at
    from devjournal.cli.field_values import fields_from
    from devjournal.errors import UsageError
    from devjournal.models.relationship_parts import Check

    here = of(ctx)
    bound = relationship_of(here, who, closed=True)
    day = past_day(here, "--on", on)
    told = {"fit": fit, "trust": trust, "value": value, "note": note}
    if not any(told.values()) and here.is_interactive:
        told = {name: here.ask(_QUESTIONS[name], flag="", optional=True) for name in told}
    facts = fields_from(here, Check, told)
    if not facts:
        flags = ", ".join(f"--{name}" for name in told)
        raise UsageError("missing: how it goes", hint=f"say it with one or more of {flags}")
    draft = here.draft()
    look_at(draft, bound, Check(on=day, **facts))
    here.commit(draft.operation("looked at", bound.ref))
