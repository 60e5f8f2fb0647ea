"""Numbers as people write them: `6.10`, and a number that moved, `cost: 6.10 -> 5.55 USD`."""

from __future__ import annotations

import math
import re

from devjournal.errors import UsageError
from devjournal.models.entry.win import Number

_FORM = (
    'write it as "cost per contact: 6.10 -> 5.55 USD", "backlog: 40 -> 12" or "seats: 12"; '
    "(lower is better) or (higher is better) may follow"
)
_PLAIN = r"[-+]?[0-9]+(?:\.[0-9]+)?"
_UNIT_WORD = r"[^\s0-9.,:;()<>+-][^\s()<>]*"
_UNIT = rf"{_UNIT_WORD}(?:\s+{_UNIT_WORD})*"
_NO_EXPONENT = r"(?![eE][-+]?[0-9])"
_SIDE = rf"({_PLAIN}){_NO_EXPONENT}\s*({_UNIT})?"
_ARROW = r"\s*(?:->|→)\s*"
_VERDICT = r"(?:\s*\((lower|higher) is better\))?"


def parse_value(label: str, text: str) -> float:
    """Return the number that `text` is; raises UsageError naming the flag or field."""
    value = float(text) if re.fullmatch(_PLAIN, text.strip()) else math.inf
    if math.isfinite(value):
        return value
    raise UsageError(f"{label} {text}: is no number", hint="write it as 12 or 5.55")


def parse_number(text: str) -> Number:
    """Return the number that moved: what was measured, before and after, its unit.

    Without an arrow there is only where it stands now. Raises UsageError with the form.
    """
    metric, colon, rest = text.partition(":")
    found = re.fullmatch(rf"(?:{_SIDE}{_ARROW})?{_SIDE}{_VERDICT}", rest.strip())
    if not (metric.strip() and colon and found):
        raise UsageError(f"--number {text}: is not understood", hint=_FORM)
    before, unit_before, after, unit, verdict = found.groups()
    if unit_before and unit_before != unit:
        raise UsageError(f"--number {text}: has two units", hint=_FORM)
    return Number(
        metric=metric.strip(),
        before=None if before is None else parse_value("--number", before),
        after=parse_value("--number", after),
        unit=unit,
        lower_is_better=None if verdict is None else verdict == "lower",
    )
