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


def fitted(text: str, encoding: str) -> str:
    """Return `text` with a plain mark, or an escape, for what the encoding can't carry."""
    return _fitted(text, encoding, "devjournal.stand_in")


def fitted_json(text: str, encoding: str) -> str:
    """Return a JSON document with what the encoding can't carry escaped as JSON has it."""
    return _fitted(text, encoding, "devjournal.json")


def _fitted(text: str, encoding: str, errors: str) -> str:
    return text if text.isascii() else text.encode(encoding, errors).decode(encoding)


def _stand_in(error: Any) -> tuple[str, int]:
    plain = error.object[error.start : error.end].translate(_STAND_INS)
    return plain.encode("ascii", "backslashreplace").decode(), error.end


def _json_escape(error: Any) -> tuple[str, int]:
    import json  # which no page needs

    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error("devjournal.stand_in", _stand_in)
codecs.register_error("devjournal.json", _json_escape)
