"""The months that are looked back on: whole ones, the last of them still running."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.dates import Period, add_months

if TYPE_CHECKING:
    import datetime as dt


def months_until(today: dt.date, number: int) -> tuple[dt.date, ...]:
    """Return the first days of the last `number` months, this month's last. UsageError outside."""
    this = today.replace(day=1)
    return tuple(add_months(this, back - number + 1) for back in range(number))


def period_of(months: tuple[dt.date, ...], today: dt.date) -> Period:
    """Return the days from the first month's first to today."""
    return Period(label=f"last {len(months)} months", first=months[0], last=today)
