"""The example journal with a hostile text in every text field that a record can have."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from devjournal.models.base import Field, Table, by_name
from devjournal.models.registry import KINDS, class_of
from devjournal.store.toml import decode, encode

MAYA = Path(__file__).resolve().parents[2] / "examples" / "maya"
AS_THEY_ARE = frozenset({"timezone", "review_starts", "period", "visibility"})
"""Texts that commands take apart; what is wrong with them is told by another test."""

DAY = dt.date(2026, 9, 1)
_FIRST: dict[type[Any], Any] = {
    bool: True,
    dt.date: DAY,
    dt.datetime: dt.datetime(2026, 9, 1, 15, tzinfo=dt.UTC),
    dt.time: dt.time(15),
    Decimal: 1,
}


def spoil(folder: Path, *texts: str, readers: str | list[str] = "shared") -> Path:
    """Copy the example journal into `folder`, with `texts` in turn in its text fields; return it.

    In those that it leaves empty, too, and as a key that no kind knows. `readers` may see
    all that anybody ever may.
    """
    turns = itertools.cycle(texts)
    folders = {kind.folder: name for name, kind in KINDS.items()}
    for file in sorted(MAYA.rglob("*.toml")):
        path = file.relative_to(MAYA)
        kind = folders["" if len(path.parts) == 1 else path.parts[0]]
        plain = decode(file.read_bytes())
        spoilt = _spoilt(class_of(kind, plain), plain | {"visibility": readers}, turns)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(encode({next(turns): 1, **spoilt}))
    return folder


def _spoilt(record_class: type[Any], plain: dict[str, Any], turns: Iterator[str]) -> dict[str, Any]:
    simple: dict[str, Any] = {}
    tables: dict[str, Any] = {}
    for name, field in by_name(record_class).items():
        value = plain.get(name)
        new = value if name in AS_THEY_ARE else _value(field, value, turns)
        if new is not None:
            is_table = issubclass(field.holds, (Table, dict))
            (tables if is_table else simple)[name] = new
    return simple | tables


def _value(field: Field, value: Any, turns: Iterator[str]) -> Any:
    """Return a field's value with the next text in it; what holds no text stays as it is."""
    if issubclass(field.holds, Table):
        several = value if isinstance(value, list) else [value or {}]
        spoilt = [_spoilt(field.holds, one, turns) for one in several]
        return spoilt if field.many else spoilt[0]
    if issubclass(field.holds, dict):
        return {next(turns): next(turns)}
    if field.link and (value or not field.link.or_name):
        return value
    if field.holds is str and not field.choices:
        return [next(turns), next(turns)] if field.many else next(turns)
    if value is None and field.required:
        return field.choices[0] if field.choices else _FIRST.get(field.holds, field.low or 1)
    return value
