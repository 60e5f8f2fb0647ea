from __future__ import annotations

import pytest

from devjournal.render.compose.figures import changed, figure, moved, with_unit


@pytest.mark.parametrize(
    ("value", "like", "shown"),
    [
        (4800.0, None, "4,800"),
        (6.1, 5.55, "6.10"),
        (5.55, 6.1, "5.55"),
        (0.1 + 0.2, None, "0.3"),
        (-3.0, None, "-3"),
        (1e300, None, "1e+300"),
        (1.0, 1e300, "1"),
    ],
)
def test_a_figure_is_as_long_as_it_must_be(value: float, like: float | None, shown: str) -> None:
    """Thousands are set apart, and two figures side by side have the same decimals."""
    assert shown == figure(value, like=like)


@pytest.mark.parametrize(("unit", "shown"), [(None, "5"), ("", "5"), ("%", "5%"), ("USD", "5 USD")])
def test_a_unit_stands_behind_its_figure(unit: str | None, shown: str) -> None:
    """Percent is written without a space, every other unit with one."""
    assert shown == with_unit("5", unit)


@pytest.mark.parametrize(
    ("before", "after", "unit", "shown"),
    [
        (6.1, 5.55, "USD", "6.10 → 5.55 USD"),
        (34, 15, "%", "34% → 15%"),
        (None, 3600, "calls", "3,600 calls"),
        (4800, None, None, "4,800"),
        (None, None, "calls", ""),
    ],
)
def test_p011_a_move_shows_both_ends(
    before: float | None, after: float | None, unit: str | None, shown: str
) -> None:
    """From where to where, in its unit; or the one end that is known."""
    assert shown == moved(before, after, unit)


@pytest.mark.parametrize(
    ("before", "after", "unit", "change", "shown"),
    [
        (4800, 3600, None, -0.25, "-25%"),
        (6.1, 5.72, "USD", -0.0623, "-6.2%"),
        (3, 7, None, 4 / 3, "+133.3%"),
        (34, 15, "%", -0.5588, "-19 points"),
        (41, 68, "%", 0.65, "+27 points"),
        (0, 5, None, None, ""),
        (None, 5, "%", None, ""),
    ],
)
def test_a_change_is_told_in_percent_and_of_shares_in_points(
    before: float | None, after: float, unit: str | None, change: float | None, shown: str
) -> None:
    """A fall from 34% to 15% is 19 points, as 56% would say something else."""
    assert shown == changed(before, after, unit, change)
