"""Figures as people read them: 4,800 → 3,600 contacts (-25%)."""

from __future__ import annotations

_TOO_LARGE = 1e15
_MOST_DECIMALS = 4


def figure(value: float, *, like: float | None = None) -> str:
    """Return a number with its thousands set apart; as many decimals as `like` has, too."""
    if max(abs(value), abs(like or 0)) >= _TOO_LARGE:
        return f"{value:g}"
    decimals = max(_decimals(value), 0 if like is None else _decimals(like))
    return f"{value:,.{decimals}f}"


def _decimals(value: float) -> int:
    """Return how many decimals a number has, or is worth showing."""
    return len(f"{value:.{_MOST_DECIMALS}f}".rstrip("0").partition(".")[2])


def with_unit(text: str, unit: str | None) -> str:
    """Return a figure with its unit behind it: "12%", "5.55 USD"."""
    if not unit:
        return text
    return f"{text}%" if unit == "%" else f"{text} {unit}"


def moved(before: float | None, after: float | None, unit: str | None) -> str:
    """Return "6.10 → 5.55 USD", or the one of the two that is known."""
    if before is None or after is None:
        known = after if before is None else before
        return with_unit(figure(known), unit) if known is not None else ""
    first = figure(before, like=after)
    last = with_unit(figure(after, like=before), unit)
    return f"{with_unit(first, unit)} → {last}" if unit == "%" else f"{first} → {last}"


def changed(
    before: float | None, after: float | None, unit: str | None, change: float | None
) -> str:
    """Return by how much it moved: "-25%", and of shares in percent "-19 points"."""
    if unit == "%" and before is not None and after is not None:
        points = after - before
        return f"{'+' if points > 0 else ''}{figure(points)} points"
    if change is None:
        return ""
    return f"{change:+.1%}".replace(".0%", "%")
