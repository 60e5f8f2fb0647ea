"""What a page holds as one JSON document, with nothing in it that acts on a terminal.

Keys are only ever added; `schema_version` changes when one goes or changes its meaning.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from devjournal.dates import with_whole_offset
from devjournal.journal.stored import Stored
from devjournal.models import plain as records
from devjournal.models.base import Table
from devjournal.models.registry import KINDS
from devjournal.text import escape

SCHEMA_VERSION = 1

_PERHAPS_UNSEEN = re.compile(r"[^\n\x20-\x7e]+")


def render_json(payload: Any, *, kind: str) -> str:
    r"""Return one JSON object of that `kind` with the facts of `payload` in it.

    `payload` is what a page holds or a mapping; a list stands under `items`. Letters of all
    languages stay as they are. Control, C1, bidi and other invisible characters (lone
    surrogates too) become `\u` escapes: the data is whole and the text harmless.
    """
    plain = to_plain(payload)
    facts = plain if isinstance(plain, dict) else {"items": plain}
    head = {"schema_version": SCHEMA_VERSION, "kind": kind}
    if taken := head.keys() & facts.keys():
        raise ValueError(f"the payload has keys of the document's own: {sorted(taken)}")
    return _PERHAPS_UNSEEN.sub(_harmless, _written(head | facts)) + "\n"


def _written(value: Any, margin: str = "\n") -> str:
    """Return JSON as json.dumps indents it, which has no way to write a Decimal's own digits."""
    if isinstance(value, Decimal):
        return records.digits(value)
    if not value or not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    inner = f"{margin}  "
    if isinstance(value, dict):
        parts = [
            f"{json.dumps(k, ensure_ascii=False)}: {_written(v, inner)}" for k, v in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(parts)}{margin}}}"
    parts = [_written(each, inner) for each in value]
    return f"[{inner}{f',{inner}'.join(parts)}{margin}]"


def to_plain(value: Any) -> Any:
    """Return a value as what JSON can say.

    A stored record is its fields that are set, and its `ref` first. Fields of other objects
    are there when they are None, in their order. Days and moments are ISO; sets are sorted.
    """
    if value is None or isinstance(value, bool | int | float | Decimal | str):
        return value
    if isinstance(value, dt.date | dt.time):  # a moment is a date, too
        return (with_whole_offset(value) if isinstance(value, dt.datetime) else value).isoformat()
    if isinstance(value, set | frozenset):
        return sorted(map(to_plain, value))
    if isinstance(value, tuple | list) and not hasattr(value, "_asdict"):
        return [to_plain(each) for each in value]
    return {str(key): to_plain(each) for key, each in _facts(value).items()}


def _facts(value: Any) -> Mapping[str, Any]:
    match value:
        case Mapping():
            return value
        case Stored():
            return {"ref": f"{KINDS[value.kind].plural}/{value.id}", **_facts(value.record)}
        case Table():
            return records.to_plain(value)
        case _ if hasattr(value, "_asdict"):
            return dict(value._asdict())
        case _ if dataclasses.is_dataclass(value):
            return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        case _:
            raise TypeError(f"a {type(value).__name__} has no place in JSON")


def _harmless(match: re.Match[str]) -> str:
    shown = "".join(char if char.isprintable() else _escaped(char) for char in match.group())
    return escape(shown, _escaped)


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1]
