from __future__ import annotations

import pytest

from devjournal.render.document import Document, Strip, Track, line
from devjournal.render.theme import Console
from devjournal.render.to_terminal import render_terminal

YEAR = Strip(
    (
        Track(line("Held"), (0, 4, 0, 1, 2, 0, 0, 3), line("10, up to 4")),
        Track(line("Done"), (None, 8, None, 0, 0, 0, 0, 0), line("8")),
    ),
    ((0, "Jan"), (4, "Feb")),
)


def drawn(width: int, strip: Strip = YEAR, encoding: str = "utf-8") -> str:
    """Return a strip on a page of that width."""
    return render_terminal(Document((strip,)), Console(width=width, encoding=encoding))


def test_words_stand_behind_the_cells_where_there_is_room() -> None:
    """One scale for all: as high is as much. A dot is nothing, a space where nothing was to be."""
    assert """\
     Jan Feb
Held ·▄·▁▂··▃  10, up to 4
Done  █ ·····  8
""" == drawn(40)


def test_else_they_stand_beneath_and_the_cells_stay_whole() -> None:
    """A strip is read by the places of its cells."""
    assert """\
     Jan Feb
Held ·▄·▁▂··▃
     10, up to 4
Done  █ ·····
     8
""" == drawn(20)


def test_at_last_the_cells_go_on_in_further_rows() -> None:
    """Nothing is cut off, and each row has its names."""
    long = Strip((Track(line("Held"), (1.0,) * 30, line("30")),), ((0, "Jan"), (20, "Feb")))
    assert """\
Held 30
Jan
████████████████████
Feb
██████████
""" == drawn(20, long)


def test_a_name_that_would_run_into_another_is_left_out() -> None:
    """The last one moves to the left rather than over the edge."""
    strip = YEAR._replace(marks=((0, "Jan"), (2, "Feb"), (7, "Mar")))
    assert "     Jan  Mar" == drawn(40, strip).splitlines()[0]


@pytest.mark.parametrize("top", [1.0, 8.0])
def test_a_told_top_is_the_whole_height(top: float) -> None:
    """What is above it is drawn as high."""
    strip = Strip((Track(line("M"), (0.5, 1.0, 9.0), line("")),), top=top)
    assert {1.0: "M ▄██", 8.0: "M ▁▁█"}[top] == drawn(20, strip).strip("\n")


def test_without_blocks_each_height_has_its_sign() -> None:
    """On a plain terminal nothing is taken for something."""
    assert "Held -=-_.--:  10, up to 4" in drawn(40, encoding="ascii")
