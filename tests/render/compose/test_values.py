from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from devjournal.models.entry.win import Number
from devjournal.render.compose.values import show_change, show_number, show_value
from devjournal.render.document import text_of


@pytest.mark.parametrize(
    ("value", "expected"),
    [(6.1, "6.1"), (12.0, "12"), (0.0, "0"), (1234567.5, "1234567.5"), (-3.25, "-3.25"), (7, "7")],
)
def test_a_number_keeps_its_digits(value: float, expected: str) -> None:
    """No digit is lost, and a whole number has no decimal point."""
    assert expected == show_number(value)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (Number(metric="cost", before=6.1, after=5.55, unit="USD"), "cost: 6.10 → 5.55 USD (-9%)"),
        (Number(metric="seats", after=12), "seats: 12"),
        (Number(metric="seats", before=12), "seats: 12"),
        (Number(metric="calls", before=0, after=3), "calls: 0 → 3"),
    ],
)
def test_a_number_that_moved_says_from_where_and_how_far(number: Number, expected: str) -> None:
    """The change in percent is told where it can be; a side that is not known is left out."""
    assert expected == show_change(number)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (dt.date(2026, 10, 14), "Wed 14 Oct 2026"),
        (dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC), "Wed 14 Oct 2026 09:00"),
        (dt.time(15), "15:00"),
        (["a", "b"], "a, b"),
        ({"on": dt.date(2026, 10, 14), "level": 3}, "Wed 14 Oct 2026, level 3"),
        ([{"title": "a"}, {"title": "b", "done_on": "x"}], "a; b, done on x"),
        ("[/x]", "[/x]"),
    ],
)
def test_a_value_in_words(value: Any, expected: str) -> None:
    """Each type of a record's data has its words."""
    assert expected == text_of(show_value(value))
