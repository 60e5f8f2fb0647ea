"""How meanings look, and what the stream that we print to can show.

Looks are SGR codes of our own: importing Rich's console would cost a third of Typer's
import in every command, for what is one table here.
"""

from __future__ import annotations

import codecs
import os
from typing import TYPE_CHECKING, Literal, NamedTuple, TextIO

from devjournal.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devjournal.render.document import Style

ColorChoice = Literal["auto", "always", "never"]

# Of the 16 colours only red, green and magenta can be read on white and on black in the
# usual palettes; yellow, cyan and blue each vanish on one of them. No meaning is carried
# by a look alone: there is a word or a mark beside it.
LOOKS: Mapping[Style, str] = {
    "strong": "1",
    "dim": "2",
    "id": "1",
    "id_rest": "2",
    "good": "32",
    "warn": "1;35",
    "bad": "31",
    "late": "1;31",
    "command": "35",
    "number": "1",
    "heading": "1",
    "label": "2",
}
_DEFAULT_WIDTH = 80
_NARROWEST = 20

# What stands for a character that the stream's encoding has not.
_STAND_INS = str.maketrans(
    {
        "█": "#",
        "░": "-",
        **dict(zip("▁▂▃▄▅▆▇", "_.:=+*%", strict=True)),
        "│": "|",
        "•": "*",
        "·": "-",
        "→": "->",
        "✓": "v",
        "✗": "x",
        "–": "-",
        "—": "-",
        "…": "...",
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
    }
)


class Console(NamedTuple):
    """What a stream can show: its width in cells, whether in colour, its encoding."""

    width: int = _DEFAULT_WIDTH
    color: bool = False
    encoding: str = "utf-8"

    def safe(self, text: str) -> str:
        r"""Return one line cleaned, and with a stand-in for what the encoding can't carry.

        A letter without a stand-in becomes an escape such as `\u0142`: nothing is lost.
        """
        return self.carried(clean(text))

    def safe_lines(self, text: str) -> str:
        """Return a text of many lines as `safe` does, its line breaks kept."""
        return self.carried(clean(text, lines=True))

    def carried(self, cleaned: str) -> str:
        """Return cleaned text with stand-ins alone; our own marks keep their width."""
        if self.encoding == "utf-8" or cleaned.isascii() or self._carries(cleaned):
            return cleaned
        stood_in = "".join(
            char if self._carries(char) else char.translate(_STAND_INS) for char in cleaned
        )
        return stood_in.encode(self.encoding, "backslashreplace").decode(self.encoding)

    def paint(self, text: str, style: Style) -> str:
        """Return `text` in the look of its meaning, if this console has colour."""
        look = LOOKS.get(style)
        return f"\x1b[{look}m{text}\x1b[0m" if look and text and self.color else text

    def _carries(self, text: str) -> bool:
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True


def make_console(
    stream: TextIO,
    *,
    color: ColorChoice,
    environ: Mapping[str, str],
    width: int | None = None,
) -> Console:
    """Return what `stream` can show. Nothing is written to it, nor changed in it.

    The first that speaks decides on colour: `color`, NO_COLOR, FORCE_COLOR, CLICOLOR=0,
    TERM=dumb, then whether the stream is a terminal. The width is `width`, else COLUMNS,
    else the terminal's, else 80, and never under 20.
    """
    return Console(
        width=max(width or _columns(environ) or _terminal_width(stream), _NARROWEST),
        color=color == "always" or (color == "auto" and _wants_color(stream, environ)),
        encoding=_encoding(stream),
    )


def _wants_color(stream: TextIO, environ: Mapping[str, str]) -> bool:
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    if environ.get("CLICOLOR") == "0" or environ.get("TERM") == "dumb":
        return False
    return stream.isatty() and _knows_codes(environ)


def _knows_codes(environ: Mapping[str, str]) -> bool:
    """Return False for the old Windows console, which prints colour codes as text."""
    return os.name != "nt" or any(name in environ for name in ("WT_SESSION", "ANSICON", "TERM"))


def _columns(environ: Mapping[str, str]) -> int | None:
    columns = environ.get("COLUMNS", "")
    return int(columns) if columns.isascii() and columns.isdigit() and len(columns) < 6 else None


def _terminal_width(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or _DEFAULT_WIDTH
    except (AttributeError, OSError, ValueError):  # no file behind it, or no terminal
        return _DEFAULT_WIDTH


def _encoding(stream: TextIO) -> str:
    """Return the stream's encoding in Python's spelling; UTF-8 if it has none of its own."""
    return codecs.lookup(getattr(stream, "encoding", None) or "utf-8").name
