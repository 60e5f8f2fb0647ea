"""Writing to streams that may not carry every letter.

A page is fitted by the renderer that draws it; all other text is fitted here. What a
stream's encoding can't carry becomes escapes, so nothing is lost and nothing crashes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from devjournal.render.document import Document
    from devjournal.render.theme import Console


def drawn(document: Document, console: Console, *, linear: bool) -> str:
    """Return a page as text for a console: drawn, or in plain sentences."""
    if linear:
        from devjournal.render.sentences import render_sentences

        return render_sentences(document, console)
    from devjournal.render.to_terminal import render_terminal

    return render_terminal(document, console)


def write(stream: TextIO, text: str) -> None:
    r"""Write text; a letter that the stream can't carry becomes an escape such as `\u2192`."""
    stream.write(_carried(stream, text, _escape))


def write_json(stream: TextIO, text: str) -> None:
    """Write a JSON document; a letter that the stream can't carry is escaped as JSON has it."""
    stream.write(_carried(stream, text, _json_escape))


def _carried(stream: TextIO, text: str, escape: Callable[[str], str]) -> str:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return re.sub("[^\x00-\x7f]", lambda found: _fitted(found[0], encoding, escape), text)
    return text


def _fitted(letter: str, encoding: str, escape: Callable[[str], str]) -> str:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return escape(letter)
    return letter


def _escape(letter: str) -> str:
    return letter.encode("ascii", "backslashreplace").decode("ascii")


def _json_escape(letter: str) -> str:
    import json

    return json.dumps(letter)[1:-1]
