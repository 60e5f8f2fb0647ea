"""`note`: a note to myself."""

from __future__ import annotations

from devjournal.cli.capture import Capture, captures


@captures
def command(new: Capture) -> None:
    """Keep a note to yourself; nobody else sees it unless you share it.

    Example: devjournal note "The board meets on the second Tuesday" --tag board
    """
    new.add("note")
