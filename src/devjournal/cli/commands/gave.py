"""`gave`: what I did for somebody else."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.capture import Capture, captures


@captures
def command(
    new: Capture,
    who: Annotated[
        str | None, typer.Option("--to", metavar="WHO", help="To whom: a person, or a name.")
    ] = None,
    what: Annotated[
        str | None, typer.Option(help="What it was: time, a review, an introduction.")
    ] = None,
) -> None:
    """Keep what you gave to somebody: your time, a review, an introduction.

    Example: devjournal gave "Reran the churn model with June's figures" --to priya --what "an
    afternoon" --relationship priya
    """
    new.add("gave", {"who": who, "what": what})
