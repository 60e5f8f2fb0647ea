"""Each kind of block on a page."""

from __future__ import annotations

import pytest

from devjournal.render.document import (
    Block,
    Column,
    Document,
    Gauge,
    Heading,
    ListBlock,
    Paragraph,
    Progress,
    Prose,
    Strip,
    Table,
    Timeline,
    Track,
    line,
)
from devjournal.render.terminal import render_terminal


def drawn(block: Block, width: int = 40) -> str:
    """Return a page of one block."""
    return render_terminal(Document((block,)), width)


@pytest.mark.parametrize(
    "block",
    [
        Heading(()),
        Paragraph(()),
        Prose(" \n\n "),
        ListBlock(()),
        Table((Column("Who"),), (), head=False),
        Progress(()),
        Timeline(()),
        Strip(()),
    ],
)
def test_a_block_without_anything_draws_nothing(block: Block) -> None:
    """Nor an empty line, alone or between others."""
    assert "" == drawn(block)
    between = (Paragraph(line("a")), block, Heading(line("b")))
    assert "a\n\nb\n" == render_terminal(Document(between))


def test_gauges_say_how_far_and_a_group_is_named_once() -> None:
    """Without a share there is no bar, and the words stand where bars begin."""
    gauges = (
        Gauge(line("readout"), 0.68, line("68%"), "Goals"),
        Gauge(line("presence"), 2, line("met"), "Goals"),
        Gauge(line("finance"), None, line("2 → 3"), "Skills"),
    )
    assert """\
Goals   readout   ━━━━━━━─── 68%
        presence  ━━━━━━━━━━ met
Skills  finance   2 → 3
""" == drawn(Progress(gauges))


def test_notes_keep_their_lines_and_their_indentation() -> None:
    """Points written with a hyphen hang; a caret stays under what it points at."""
    caret = " " * 25 + "^"
    text = f"\nFirst\n\n- a point that is longer than the page\n  - within\n{caret}\n"
    expected = f"First\n\n- a point that is longer than\n  the page\n  - within\n{caret}\n"
    assert expected == drawn(Prose(text), 30)


def test_rows_of_prose_are_no_longer_than_can_be_read() -> None:
    """However wide the terminal is."""
    assert 100 >= max(map(len, drawn(Prose("word " * 100), 300).splitlines()))


def strip(width: int, block: Strip) -> list[str]:
    """Return the rows of a strip."""
    return drawn(block, width).splitlines()


WEEKS = Strip(
    (
        Track(line("Held"), (0, 4, 0, 1, 2, 0, 0, 3), line("10, up to 4")),
        Track(line("Done"), (None, 8, None, 0, 0, 0, 0, 0), line("8")),
    ),
    ((0, "Jan"), (4, "Feb")),
)


def test_the_words_of_a_strip_stand_behind_its_cells_or_beneath() -> None:
    """One scale for all: as high is as much. A dot is nothing, a space where nothing was due."""
    names = "     Jan Feb"
    held, done = "Held ·▄·▁▂··▃", "Done  █ ·····"
    assert [names, f"{held}  10, up to 4", f"{done}  8"] == strip(40, WEEKS)
    assert [names, held, "     10, up to 4", done, "     8"] == strip(20, WEEKS)


def test_a_long_strip_goes_on_in_further_rows() -> None:
    """Nothing is cut off, and each row has its names."""
    long = Strip((Track(line("Held"), (1.0,) * 30, line("30")),), ((0, "Jan"), (20, "Feb")))
    assert ["Held 30", "Jan", "█" * 20, "Feb", "█" * 10] == strip(20, long)


def test_a_name_that_would_run_into_another_is_left_out() -> None:
    """The last one moves to the left rather than over the edge."""
    named = WEEKS._replace(marks=((0, "Jan"), (2, "Feb"), (7, "Mar")))
    assert "     Jan  Mar" == strip(40, named)[0]


@pytest.mark.parametrize(("top", "row"), [(1.0, "M ▄██"), (8.0, "M ▁▁█")])
def test_a_given_top_is_the_whole_height(top: float, row: str) -> None:
    """What is above it is drawn as high."""
    assert [row] == strip(20, Strip((Track(line("M"), (0.5, 1.0, 9.0), line("")),), top=top))
