"""From a file's bytes to plain data: tomli, with guards before and after it.

No exception but TomlError comes out, whatever the bytes. Nothing but tomli is imported, as
every cold read passes here.
"""

from __future__ import annotations

import math
from typing import Any

import tomli

from devjournal.store.read_text import DEEPEST, read_text

_LARGEST = 2**63 - 1

Path = tuple[str | int, ...]


def decode(data: bytes) -> dict[str, Any]:
    """Return the plain data of a TOML file: str, int, float, bool, dates and times, list, dict.

    Raises TomlError; integers are of 64 bits and floats are finite in what comes back.
    """
    text = read_text(data)
    try:
        plain = tomli.loads(text)
    except (ValueError, RecursionError) as error:
        from devjournal.store.toml_faults import explain

        raise explain(text, error) from error
    if fault := _first_fault(plain, ()):
        from devjournal.store.toml_faults import at_path

        raise at_path(text, *fault)
    return plain


def _first_fault(value: Any, path: Path) -> tuple[Path, str] | None:
    """Find a value that TOML can say and no journal may hold."""
    if isinstance(value, dict | list):
        return _fault_inside(value, path)
    if isinstance(value, int) and not -_LARGEST - 1 <= value <= _LARGEST:
        return path, "an integer beyond 64 bits"
    if isinstance(value, float) and not math.isfinite(value):
        return path, f"{value} is no number to count with"
    return None


def _fault_inside(value: dict[str, Any] | list[Any], path: Path) -> tuple[Path, str] | None:
    if len(path) > DEEPEST:
        return path[:1], f"too deep: more than {DEEPEST} levels"
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if type(item) is not str and (fault := _first_fault(item, (*path, key))):
            return fault
    return None
