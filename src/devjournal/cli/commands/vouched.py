"""`vouched`: who spent their name or their network on me."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.capture import Capture, captures


@captures
def command(
    new: Capture,
    by: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who did it: a person, a name, or me.")
    ] = None,
    act: Annotated[
        str | None,
        typer.Option(
            help="visibility, introduction, opportunity, recommendation, placement or promotion."
        ),
    ] = None,
    via: Annotated[str | None, typer.Option(help="What they spent: network or status.")] = None,
    risk_taken: Annotated[str | None, typer.Option("--risk", help="What they risked.")] = None,
) -> None:
    """Keep who put in a word for you, and how.

    It belongs to your relationship with them, if there is only one that is open. With --by me
    and --relationship it is your own word for somebody you help.

    Example: devjournal vouched "Sent my one-pager to the board" --by tomas --act visibility --via
    status
    """
    told = {"by": by, "act": act, "via": via, "risk_taken": risk_taken}
    new.add("vouched", told, with_person="by")
