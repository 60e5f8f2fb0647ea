"""The one gate for text on its way to a screen.

A journal can be received from someone else, so all of its bytes are hostile: an escape
sequence may set the clipboard, a bidi override may turn a name around. `clean` makes such
characters visible instead of dropping them, so that nothing hides.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_C0_C1_DEL = "\x00-\x1f\x7f-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_LINE_BREAKS = "\u2028\u2029"
_TAGS = "\U000e0000-\U000e007f"
_SURROGATES = "\ud800-\udfff"
# What a font shows as nothing: soft hyphen, fillers, spaces of no width, signs for notes.
_UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e00ff"
    "\U000e01f0-\U000e0fff"
)
_HIDDEN = f"{_C0_C1_DEL}{_BIDI}{_LINE_BREAKS}{_TAGS}{_SURROGATES}{_UNSEEN}"
# These are left where they shape the letter before them, as in some scripts, in variants of
# Japanese names and in emoji. After none, or in a row, they only hide.
_JOINERS = "\u200c\u200d"
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_SHAPES = (
    f"(?<=[^\x00-\x7f{_HIDDEN}{_JOINERS}{_SELECTORS}])(?:[{_SELECTORS}][{_JOINERS}]?|[{_JOINERS}])"
    "|(?<=[#*0-9])\ufe0f(?=\u20e3)"
)
# Nearly all text is of these alone, and they neither act nor hide beside each other.
_PLAIN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xC0, 0x180)))) | {"·", "→"}


def clean(text: str, *, lines: bool = False) -> str:
    r"""Return `text` with control, bidi, tag, surrogate and all unseen characters made visible.

    ESC becomes the four characters `\x1b`. A newline becomes a space, as a title is one
    line wherever it is shown; with `lines=True` it is kept, for notes and other long text.
    A tab becomes one space.
    """
    flat = text.replace("\r\n", "\n").replace("\t", " ")
    if not lines:
        return escape(flat.replace("\n", " "), _visible)
    return "\n".join(escape(line, _visible) for line in flat.split("\n"))


def escape(text: str, how: Callable[[str], str]) -> str:
    """Return `text` with each character that would act or hide as `how` writes it."""
    if (text.isascii() and text.isprintable()) or _PLAIN.issuperset(text):
        return text
    return _unsafe().sub(lambda found: found[1] or how(found[0]), text)


@functools.cache
def _unsafe() -> re.Pattern[str]:
    """Return the pattern of what is shown as it is, or made visible; compiled when needed."""
    return re.compile(f"({_SHAPES})|[{_HIDDEN}{_JOINERS}{_SELECTORS}]")


def _visible(char: str) -> str:
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
