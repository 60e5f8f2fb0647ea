"""Which plain data is the same, and what a change to it means for a file that says more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

Plain = Mapping[str, Any]


class Run(NamedTuple):
    """Items of one list that became items of another; the ends are not included."""

    start: int
    end: int
    new_start: int
    new_end: int


def same(one: Any, other: Any) -> bool:
    """Say whether both are one value in a file: 1, 1.0 and true are not, nor two offsets."""
    return bool(_essence(one) == _essence(other))


def steps(old: Sequence[Any], new: Sequence[Any]) -> list[Run]:
    """Return the runs in which two lists differ, few and small, from the front."""
    matcher = SequenceMatcher(
        None, [_essence(item) for item in old], [_essence(item) for item in new], autojunk=False
    )
    return [Run(*run) for tag, *run in matcher.get_opcodes() if tag != "equal"]


def carry_over(held: Any, before: Any, after: Any) -> Any:
    """Return what a file that holds `held` shall hold, when `before` becomes `after`.

    What stands in `held` and in neither of the others stays, inside of lists of tables too.
    """
    if isinstance(held, Mapping) and isinstance(before, Mapping) and isinstance(after, Mapping):
        return _table(held, before, after)
    if _are_lists(held, before, after) and len(held) == len(before):
        return _list(held, before, after)
    return after


def _table(held: Plain, before: Plain, after: Plain) -> dict[str, Any]:
    kept = {k: v for k, v in held.items() if k in after or k not in before}
    changed = {
        k: carry_over(held.get(k), before.get(k), v)
        for k, v in after.items()
        if k not in before or not same(before[k], v)
    }
    return kept | changed


def _list(held: Sequence[Any], before: Sequence[Any], after: Sequence[Any]) -> list[Any]:
    new = list(held)
    for step in reversed(steps(before, after)):
        pairs = min(step.end - step.start, step.new_end - step.new_start)
        changed = [
            carry_over(held[step.start + i], before[step.start + i], after[step.new_start + i])
            for i in range(pairs)
        ]
        new[step.start : step.end] = [*changed, *after[step.new_start + pairs : step.new_end]]
    return new


def _are_lists(*values: Any) -> bool:
    return all(isinstance(value, list | tuple) for value in values)


def _essence(value: Any) -> Any:
    """Turn a value into what can be hashed, and is equal only for the same value in a file."""
    if isinstance(value, Mapping):
        return dict, frozenset((k, _essence(v)) for k, v in value.items())
    if isinstance(value, list | tuple):
        return list, tuple(map(_essence, value))
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return dt.date, value.isoformat()
    return type(value), repr(value) if isinstance(value, float) else value
