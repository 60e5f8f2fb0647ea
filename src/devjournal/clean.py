"""The one gate for text on its way to a screen.

A journal can be received from someone else, so all of its bytes are hostile: an escape
sequence may set the clipboard, a bidi override may turn a name around. `clean` makes such
characters visible instead of dropping them, so that nothing hides.
"""

from __future__ import annotations

import re

_C0_C1_DEL = "\x00-\x1f\x7f-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_LINE_BREAKS = "\u2028\u2029"
_TAGS = "\U000e0000-\U000e007f"
_SURROGATES = "\ud800-\udfff"
_UNSAFE = re.compile(f"[{_C0_C1_DEL}{_BIDI}{_LINE_BREAKS}{_TAGS}{_SURROGATES}\ufeff]")


def clean(text: str, *, lines: bool = False) -> str:
    r"""Return `text` with control, C1, bidi, tag and surrogate characters made visible.

    ESC becomes the four characters `\x1b`. A newline becomes a space, as a title is one
    line wherever it is shown; with `lines=True` it is kept, for notes and other long text.
    A tab becomes one space.
    """
    flat = text.replace("\r\n", "\n").replace("\t", " ")
    if not lines:
        return _UNSAFE.sub(_visible, flat.replace("\n", " "))
    return "\n".join(_UNSAFE.sub(_visible, line) for line in flat.split("\n"))


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
