from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.render.document import bar, cells, spark

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        (0, ("", "──────────")),
        (0.68, ("━━━━━━━", "───")),
        (0.65, ("━━━━━━╸", "───")),
        (1, ("━━━━━━━━━━", "")),
        (1.7, ("━━━━━━━━━━", "")),
        (-3, ("", "──────────")),
        (0.99, ("━━━━━━━━━╸", "")),
        (0.01, ("╸", "─────────")),
    ],
)
def test_a_bar_shows_a_share(ratio: float, expected: tuple[str, str]) -> None:
    """It never leaves its ends, and reaches them only where the share does."""
    assert expected == bar(ratio, 10)


@given(NUMBERS, st.integers(2, 60))
def test_a_bar_has_its_width(ratio: float, width: int) -> None:
    """Whatever the share."""
    assert width == len("".join(bar(ratio, width)))


@pytest.mark.parametrize(
    ("values", "expected"),
    [((), ""), ((1, 2, 3), "▁▅█"), ((4, 4), "▄▄"), ((0,), "▄"), ((-1e308, 1e308), "▁█")],
)
def test_a_sparkline_goes_from_lowest_to_highest(values: tuple[float, ...], expected: str) -> None:
    """On its own scale; what does not change stands in the middle."""
    assert expected == spark(values)


@given(st.lists(NUMBERS))
def test_a_sparkline_has_a_character_for_each_value(values: list[float]) -> None:
    """However far apart they are."""
    assert len(values) == len(spark(values))


@pytest.mark.parametrize(
    ("values", "top", "expected"),
    [
        ((), 1, ""),
        ((0, 1, 2, 8), 8, "·▁▂█"),
        ((0.001, 100, None), 8, "▁█ "),
        ((-1, 0, 0), 0, "···"),
    ],
)
def test_a_strip_has_a_cell_a_value(
    values: tuple[float | None, ...], top: float, expected: str
) -> None:
    """A dot is nothing, a space no value; whatever is above nothing shows."""
    assert expected == cells(values, top)
