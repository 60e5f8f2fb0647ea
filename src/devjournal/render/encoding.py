"""Text for streams that can't carry every letter: nothing is lost and nothing crashes."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# What stands for a mark of ours that an encoding lacks; drawings keep their width.
_STAND_INS = str.maketrans(
    {
        "━": "=",
        "╸": "-",
        "─": "-",
        **dict(zip("▁▂▃▄▅▆▇█", "_.:=+*%#", strict=True)),
        "•": "*",
        "·": "-",
        "→": "->",
        "×": "x",
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
_NOT_ASCII = re.compile("[^\x00-\x7f]")


def encoding_of(stream: IO[str]) -> str:
    """Return the encoding of a stream; UTF-8 if it has none of its own."""
    return getattr(stream, "encoding", None) or "utf-8"


def fitted(text: str, encoding: str) -> str:
    r"""Return `text` with a stand-in for what the encoding can't carry.

    A mark gets a plain one and a letter an escape such as `\u0142`.
    """
    return _fitted(text, encoding, _stand_in)


def fitted_json(text: str, encoding: str) -> str:
    """Return a JSON document with what the encoding can't carry escaped as JSON has it."""
    return _fitted(text, encoding, _json_escape)


def _fitted(text: str, encoding: str, instead: Callable[[str, str], str]) -> str:
    if text.isascii() or _carries(encoding, text):
        return text
    return _NOT_ASCII.sub(
        lambda found: found[0] if _carries(encoding, found[0]) else instead(found[0], encoding),
        text,
    )


def _carries(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _json_escape(letter: str, _encoding: str) -> str:
    import json  # which no page needs

    return json.dumps(letter)[1:-1]


def _stand_in(letter: str, encoding: str) -> str:
    plain = letter.translate(_STAND_INS)
    return plain.encode(encoding, "backslashreplace").decode(encoding)
