"""A terminal that notes whatever is done to it but writing letters."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, cast

import pyte

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_HARMLESS = frozenset({"draw", "linefeed", "select_graphic_rendition"})
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What Unicode says that a font may show as nothing (Default_Ignorable_Code_Point)."""

_SHAPES = re.compile("(?<=[\u0645\u2764])[\u200d\ufe0f]")
"""The two in the hostile texts that shape a letter, and are let through."""


class Watched:
    """A screen that notes the name of each thing that a stream of characters asks of it."""

    def __init__(self, rows: int) -> None:
        """Make it wide, and `rows` long."""
        self.asked: set[str] = set()
        self.screen = pyte.Screen(200, rows)
        self.screen.set_mode(pyte.modes.LNM)

    def __getattr__(self, name: str) -> Any:
        """Return what the screen has, noting it once it is called."""
        really = getattr(self.screen, name)
        if name not in pyte.Stream.events:
            return really

        def note(*arguments: Any, **named: Any) -> Any:
            self.asked.add(name)
            return really(*arguments, **named)

        return note


def seen(output: str) -> str:
    """Return what stands on a screen after `output`; fails if anything else happened to it.

    Nothing but newlines, tabs and colours may control the terminal, and all that is there shows.
    """
    # pyte gives up on a line at a sign without a width.
    output = _SHAPES.sub("", output).replace("\t", " ")
    _refuse_unseen(_COLOURS.sub("", output))
    watched = Watched(output.count("\n") + len(output) // 200 + 1)
    pyte.Stream(cast("pyte.Screen", watched)).feed(output)
    assert watched.asked <= _HARMLESS
    return "\n".join(line.rstrip() for line in watched.screen.display).rstrip("\n")


def _refuse_unseen(text: str) -> None:
    for char in set(text) - {"\n"}:
        category = unicodedata.category(char)
        is_raw = category in ("Cc", "Cf", "Cs", "Zl", "Zp") or _UNSEEN.match(char)
        assert not is_raw, f"U+{ord(char):04X} in {text!r}"


def squashed(text: str) -> str:
    """Return text without blanks, as a page may break lines anywhere, accents composed.

    The screen that we have drops what shapes a letter, so that goes, too.
    """
    return unicodedata.normalize("NFC", _SHAPES.sub("", "".join(text.split())))
