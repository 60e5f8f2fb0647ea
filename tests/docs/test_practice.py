"""Each point of good mentoring is shown by a command; the page of the practice lists them all."""

from __future__ import annotations

import pytest

from tools.reference.practice import Point, points, proof, shown

POINTS = points()


def test_every_point_stands_there_once() -> None:
    """All 110 have their row, whose commands show it."""
    assert list(range(1, 111)) == sorted(point.number for point in POINTS)


@pytest.mark.parametrize(
    "point",
    [pytest.param(one, id=f"p{one.number:03}") for one in POINTS],
)
def test_a_point_is_shown_by_its_command(point: Point) -> None:
    """What its command prints on an example journal holds what the row says."""
    assert point.shows in shown(point)


@pytest.mark.parametrize(
    "point",
    [
        Point(1, "See the day.", ("today",), "a text that nothing prints"),
        Point(1, "See the day.", ("today",), ""),
        Point(1, "See the day.", ("today",), "Wed 14 Oct 2026", refused=True),
        Point(1, "See the day.", ("today --no-such-option",), "no such option"),
    ],
)
def test_a_point_that_is_not_shown_is_found(point: Point) -> None:
    """A text that is not there, or a command that fails unforeseen, proves no point."""
    with pytest.raises(ValueError, match="does not print"):
        shown(point)


def test_a_command_that_writes_leaves_the_examples_as_they_are() -> None:
    """Each row begins with the example as it stands in the project."""
    lines = proof("maya", ("lesson 'Kept in a copy'", "list lessons")).lines
    assert any("Kept in a copy" in line for line in lines)
    assert not any("Kept in a copy" in line for line in proof("maya", ("list lessons",)).lines)
