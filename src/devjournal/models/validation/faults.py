"""What is wrong with plain data, and how pydantic's errors say it in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from devjournal.frozen import dataclass

if TYPE_CHECKING:
    import pydantic
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]
"""Keys and list positions, from the record's top."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with plain data, at a path of keys and list positions."""

    path: Path
    reason: str
    missing: bool = False

    def __str__(self) -> str:
        """The fault with the name of its field, as a person reads it."""
        return f"{dotted(self.path)}: {self.reason}" if self.path else self.reason


class Rejected(Exception):
    """Plain data that is no record of its kind; `faults` says why, all at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep every fault."""
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


def dotted(path: Path) -> str:
    """Return a path as a person writes it: `checkins[2].value`."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def faults_of(error: pydantic.ValidationError, plain: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Return pydantic's errors as faults: real paths only, each once, in plain words."""
    found: dict[Path, Fault] = {}
    for detail in error.errors(include_url=False):
        missing = detail["type"] == "missing"
        path = _real_path(detail["loc"], plain, keep_last=missing)
        found.setdefault(path, Fault(path, _in_words(detail, path), missing))
    return tuple(fault for path, fault in found.items() if not _is_deeper(found, path))


def _is_deeper(found: Mapping[Path, Fault], path: Path) -> bool:
    """Whether a fault inside says it more exactly; a union also complains of the whole."""
    return any(len(path) < len(other) and other[: len(path)] == path for other in found)


def _real_path(location: tuple[int | str, ...], plain: Any, *, keep_last: bool) -> Path:
    """Return the parts of a location that exist in the data; unions add parts that don't."""
    path: list[str | int] = []
    for position, part in enumerate(location):
        try:
            plain = plain[part]
        except (KeyError, IndexError, TypeError):
            if keep_last and position == len(location) - 1:
                path.append(part)
            continue
        path.append(part)
    return tuple(path)


_WANTED: Mapping[str, str] = {
    "missing": "is missing",
    "string_type": "must be text in quotes",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "date_type": "must be a day, such as 2026-10-15 (without quotes)",
    "datetime_type": "must be a moment, such as 2026-10-15T15:00:00+01:00 (without quotes)",
    "time_type": "must be a time, such as 15:00:00 (without quotes)",
    "tuple_type": 'must be a list, such as ["one", "two"]',
    "dataclass_type": "must be a table",
    "dict_type": "must be a table",
    "finite_number": "must be a finite number, not nan or inf",
    "string_too_short": "must not be empty",
}


def _in_words(detail: ErrorDetails, path: Path) -> str:
    if path == ("visibility",):
        return 'must be "private", "shared", or a list of readers'
    context = detail.get("ctx", {})
    if detail["type"] == "literal_error":
        return f"must be {context['expected']}"
    if detail["type"] in ("greater_than_equal", "less_than_equal"):
        side = "least" if "ge" in context else "most"
        return f"must be at {side} {context.get('ge', context.get('le'))}"
    return _WANTED.get(detail["type"], detail["msg"].removeprefix("Input should ").lower())
