from __future__ import annotations

from typing import Any

import pytest

from devjournal.cli.values import parse_value, read_number
from devjournal.errors import UsageError
from devjournal.models.entries import Number


def read(text: str) -> Number:
    """Return the number that a flag says; no run is needed for it."""
    run: Any = None
    return read_number(run, "--number", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "cost per contact: 6.10 -> 5.55 USD",
            Number(metric="cost per contact", before=6.1, after=5.55, unit="USD"),
        ),
        ("backlog: 40 -> 12", Number(metric="backlog", before=40, after=12)),
        ("seats: 12", Number(metric="seats", after=12)),
        ("csat: 81% → 88%", Number(metric="csat", before=81, after=88, unit="%")),
        ("balance: -3 -> +2 kEUR", Number(metric="balance", before=-3, after=2, unit="kEUR")),
        (
            "wait: 41 -> 9 minutes a call (lower is better)",
            Number(metric="wait", before=41, after=9, unit="minutes a call", lower_is_better=True),
        ),
        (
            "answered:41->68% (higher is better)",
            Number(metric="answered", before=41, after=68, unit="%", lower_is_better=False),
        ),
        ("calls kept: 3 -> 7 of 10", Number(metric="calls kept", before=3, after=7, unit="of 10")),
        ("seats: 12 (lower is better)", Number(metric="seats", after=12, lower_is_better=True)),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, expected: Number) -> None:
    """Metric, before, after, unit and verdict are found; what is not said stays unset."""
    assert expected == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cost",
        "cost:",
        ": 4 -> 5",
        "cost: much -> less",
        "cost: 40 ->",
        "cost: -> 12",
        "cost: 1,200 -> 900",
        "cost: 6 USD -> 5 EUR",
        "cost: nan -> inf",
        "cost: 1e5",
        "time: 10:30 -> 9:45",
        "time: 12h 30m -> 9h 10m",
        "cost: 5 USD (lower is beter)",
        f"cost: {'9' * 400}",
    ],
)
def test_a_bad_number_is_refused_with_the_form(text: str) -> None:
    """What could be misread is refused, and the error says how a number is written."""
    with pytest.raises(UsageError) as refused:
        read(text)
    assert "12" in (refused.value.hint or "")


@pytest.mark.parametrize("text", ["", "x", "nan", "inf", "1e3", "1,5", "0x10", "9" * 400])
def test_a_value_is_a_plain_finite_number(text: str) -> None:
    """A value that is no plain number is refused by the name of its flag."""
    with pytest.raises(UsageError, match="--baseline"):
        parse_value("--baseline", text)


def test_a_value_may_be_negative_and_have_decimals() -> None:
    """A sign and a decimal point are fine."""
    assert -5.55 == parse_value("--baseline", " -5.55 ")
