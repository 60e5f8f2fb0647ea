"""A view as JSON: one document, its facts as they are, and nothing in it that acts.

JSON comes straight from the view. Keys are only ever added; `schema_version` changes when
one goes or means something else.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any

from devjournal.text import escape

SCHEMA_VERSION = 1

_PERHAPS_UNSEEN = re.compile(r"[^\n\x20-\x7e]+")


def render_json(payload: Any, *, kind: str) -> str:
    r"""Return one JSON object of that `kind`, with the facts of `payload` beside it.

    `payload` is a view or a mapping; anything else stands under `items`. Letters of every
    language stand as they are; control, C1, bidi and all other characters that do not
    show (lone surrogates too) as `\u` escapes, so the data is whole and the text harmless.
    """
    plain = to_plain(payload)
    facts = plain if isinstance(plain, dict) else {"items": plain}
    head = {"schema_version": SCHEMA_VERSION, "kind": kind}
    if taken := head.keys() & facts.keys():
        raise ValueError(f"{sorted(taken)} of the payload would hide what the document says")
    text = json.dumps(head | facts, ensure_ascii=False, allow_nan=False, indent=2)
    return _PERHAPS_UNSEEN.sub(_harmless, text) + "\n"


def to_plain(view: Any) -> Any:
    """Return a view as what JSON can say: dataclasses are objects, days and moments ISO.

    Fields keep their order and are there when they are None. Sets are sorted.
    """
    match view:
        case None | bool() | int() | float() | str():
            return view
        case dt.date() | dt.time():  # a moment is a date, too
            return view.isoformat()
        case Mapping():
            return {str(key): to_plain(value) for key, value in view.items()}
        case tuple() if hasattr(view, "_asdict"):
            return to_plain(view._asdict())
        case tuple() | list():
            return [to_plain(each) for each in view]
        case set() | frozenset():
            return sorted(map(to_plain, view))
        case _ if dataclasses.is_dataclass(view):
            names = [field.name for field in dataclasses.fields(view)]
            return {name: to_plain(getattr(view, name)) for name in names}
        case _:
            raise TypeError(f"a {type(view).__name__} has no place in JSON")


def _harmless(match: re.Match[str]) -> str:
    shown = "".join(char if char.isprintable() else _escaped(char) for char in match.group())
    return escape(shown, _escaped)


def _escaped(char: str) -> str:
    code = ord(char)
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
