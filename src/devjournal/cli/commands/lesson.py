"""`lesson`: what I learnt."""

from __future__ import annotations

from devjournal.cli.capture import Capture, captures


@captures
def command(new: Capture) -> None:
    """Keep what you learnt; nobody else sees it unless you share it.

    Example: devjournal lesson "Say the number before the story" --skill financial-acumen
    """
    new.add("lesson")
