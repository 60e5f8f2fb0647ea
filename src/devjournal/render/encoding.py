"""Text for streams that can't carry every letter: nothing is lost and nothing crashes."""

from __future__ import annotations

import codecs
from typing import IO, Any

# What stands for a mark of ours that an encoding lacks; drawings keep their width.
_STAND_INS = str.maketrans("━╸─▁▂▃▄▅▆▇█•·×✓✗–—‘’“”", "=--_.:=+*%#*-xvx--''\"\"") | {
    ord("→"): "->",
    ord("…"): "...",
}


def encoding_of(stream: IO[str]) -> str:
    """Return the encoding of a stream; UTF-8 if it has none of its own."""
    return getattr(stream, "encoding", None) or "utf-8"


def fitted(text: str, encoding: str, *, json: bool = False) -> str:
    """Return `text` with what the encoding can't carry as a plain mark, or escaped as in JSON."""
    how = "devjournal.json" if json else "devjournal.stand_in"
    return text if text.isascii() else text.encode(encoding, how).decode(encoding)


def _stand_in(error: Any) -> tuple[str, int]:
    plain = error.object[error.start : error.end].translate(_STAND_INS)
    return plain.encode("ascii", "backslashreplace").decode(), error.end


def _json_escape(error: Any) -> tuple[str, int]:
    import json  # which no page needs

    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error("devjournal.stand_in", _stand_in)
codecs.register_error("devjournal.json", _json_escape)
