from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.cli.values import parse_value, read_number
from devjournal.errors import UsageError
from devjournal.models.base import replace
from tests.builders import number

if TYPE_CHECKING:
    from devjournal.models.entries import Number
    from tests.runner import Runner


def read(text: str) -> Number:
    """Return the number that a flag says; no run is needed for it."""
    run: Any = None
    return read_number(run, "--number", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "cost per contact: 6.10 -> 5.55 USD",
            number("cost per contact", "6.10", "5.55", "USD"),
        ),
        ("backlog: 40 -> 12", number("backlog", 40, 12)),
        ("seats: 12", number("seats", None, 12)),
        ("csat: 81% → 88%", number("csat", 81, 88, "%")),
        (
            "balance: -3 -> +2 kEUR",
            number("balance", -3, 2, "kEUR"),
        ),
        (
            "wait: 41 -> 9 minutes a call (lower is better)",
            replace(number("wait", 41, 9, "minutes a call"), lower_is_better=True),
        ),
        (
            "answered:41->68% (higher is better)",
            replace(number("answered", 41, 68, "%"), lower_is_better=False),
        ),
        (
            "calls kept: 3 -> 7 of 10",
            number("calls kept", 3, 7, "of 10"),
        ),
        (
            "seats: 12 (lower is better)",
            replace(number("seats", None, 12), lower_is_better=True),
        ),
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
    assert Decimal("-5.55") == parse_value("--baseline", " -5.55 ")


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_whole_number_is_one_that_a_file_holds(runner: Runner, sign: str) -> None:
    """Of 64 bits, as every program reads them; with decimals it may have more digits."""
    runner.ok("goal", "add", "Cost", "--baseline", f"{sign}{2**63 - 1}")
    runner.ok("set", "cost", f"baseline={sign}99999999999999999999.5")
    before = runner.files()
    for told in ("set cost baseline=", "goal add Time --baseline ", "win x --number users:"):
        *words, last = told.split(" ")
        refused = runner(*words, f"{last}{sign}{2**63}")
        assert (2, True) == (refused.code, "beyond 64 bits" in refused.err), refused
    assert before == runner.files()


@pytest.mark.parametrize(
    "typed", ["6.10", "99.90", "-0.50", "12.0", "12", "0.1234567890123456789", "1_000.50", "1e3"]
)
def test_the_digits_that_were_typed_survive(runner: Runner, typed: str) -> None:
    """By hand in the file: what changes beside a figure leaves it, and pages and JSON tell it."""
    file = runner.root / "goals" / "cost.toml"
    file.parent.mkdir()
    file.write_text(f'title = "Cost"\nbaseline = {typed} # USD\n')
    said = f"{Decimal(typed):f}"
    runner.ok("set", "cost", 'unit="USD"', f"target={said}1" if "." in said else "target=5.10")
    runner.ok("goal", "checkin", "cost", "--value", "6.00")
    runner.ok("rename", "cost", "price")
    runner.ok("undo")
    for _ in ("read", "from the cache"):
        assert said in runner.ok("show", "cost").out
        told = runner.ok("show", "cost", "--json").out
        record = json.loads(told, parse_float=str, parse_int=str)["record"]
        assert (said, "6.00") == (record["baseline"], record["checkins"][0]["value"])
    assert f"baseline = {typed} # USD\n" in file.read_text()


def test_a_digit_more_is_a_change(runner: Runner) -> None:
    """6.1 and 6.10 are one number, and what was typed last is told and stands in the file."""
    runner.ok("goal", "add", "Cost", "--baseline", "6.1", "--target", "5.5", "--unit", "hours")
    assert "baseline 6.10" in runner.ok("set", "cost", "baseline=6.10").said
    assert "baseline = 6.10\n" in (runner.root / "goals" / "cost.toml").read_text()
    assert "no change" in runner.ok("set", "cost", "baseline=6.10").said
