"""`feedback`: what somebody told me."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.capture import Capture, captures


@captures
def command(
    new: Capture,
    given_by: Annotated[
        str | None, typer.Option("--from", metavar="WHO", help="Who said it: a person, a name, me.")
    ] = None,
    situation: Annotated[str | None, typer.Option(help="Where and when it was.")] = None,
    behaviour: Annotated[str | None, typer.Option(help="What you did.")] = None,
    impact: Annotated[str | None, typer.Option(help="What it caused.")] = None,
    verbatim: Annotated[
        str | None, typer.Option(help="The exact words, even if they sting.")
    ] = None,
    intent: Annotated[
        str | None, typer.Option(help="reinforce (go on so) or redirect (change).")
    ] = None,
) -> None:
    """Keep what somebody told you about your work; nobody else sees it unless you share it.

    With --from me and --relationship it is what you told somebody you help.

    Example: devjournal feedback "Too many slides" --from priya --verbatim "I stopped reading at
    four" --intent redirect
    """
    told = {
        "given_by": given_by,
        "situation": situation,
        "behaviour": behaviour,
        "impact": impact,
        "verbatim": verbatim,
        "intent": intent,
    }
    new.add("feedback", told)
