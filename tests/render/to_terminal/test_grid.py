from __future__ import annotations

import pytest

from devjournal.render.document import Column, Span, line, text_of
from devjournal.render.to_terminal.grid import draw_grid

COLUMNS = (Column(), Column(wrap=True), Column(style="command", fold=True))
ROWS = (
    (
        line("Thu 15:00"),
        line("Priya Nair (mentor, 2 of 3): no question yet"),
        line("dj prep priya"),
    ),
    (line("kw"), line("Cost-to-serve draft"), line("dj done kw")),
)


def drawn(width: int, *, gaps: tuple[int, ...] = ()) -> str:
    """Return the rows as text."""
    return "\n".join(text_of(row).rstrip() for row in draw_grid(COLUMNS, ROWS, width, gaps=gaps))


def test_columns_are_as_wide_as_their_cells() -> None:
    """Where there is room nothing wraps, and nothing is spread out."""
    expected = (
        "Thu 15:00  Priya Nair (mentor, 2 of 3): no question yet  dj prep priya\n"
        "kw         Cost-to-serve draft                           dj done kw"
    )
    assert expected == drawn(72)
    assert expected == drawn(200)


def test_the_widest_that_may_wrap_gives_way() -> None:
    """What follows it stays in its column."""
    expected = (
        "Thu 15:00  Priya Nair (mentor, 2 of 3):  dj prep priya\n"
        "           no question yet\n"
        "kw         Cost-to-serve draft           dj done kw"
    )
    assert expected == drawn(54)


def test_a_command_goes_beneath_before_the_text_gets_too_narrow() -> None:
    """It stands under the text that it belongs to."""
    expected = (
        "Thu 15:00  Priya Nair (mentor, 2 of 3): no\n"
        "           question yet\n"
        "           dj prep priya\n"
        "kw         Cost-to-serve draft\n"
        "           dj done kw"
    )
    assert expected == drawn(43)


def test_at_last_cells_follow_each_other() -> None:
    """However narrow the page, all of the row is there."""
    expected = (
        "Thu 15:00  Priya\n  Nair (mentor,\n  2 of 3): no\n  question yet\n  dj prep priya\n"
        "kw\n  Cost-to-serve\n  draft\n  dj done kw"
    )
    assert expected == drawn(16)


def test_gaps_may_be_given() -> None:
    """The first sets all rows in."""
    assert drawn(72, gaps=(1, 1, 3)).startswith(" Thu 15:00 Priya Nair")


def test_numbers_end_in_one_line() -> None:
    """A right column has its spaces before the text, by cells."""
    columns = (Column(align="right"), Column())
    rows = ((line("5"), line("a")), (line("佐藤"), line("b")), (line("123"), line("c")))
    expected = ["   5  a", "佐藤  b", " 123  c"]
    assert expected == [text_of(row) for row in draw_grid(columns, rows, 40)]


def test_a_column_gives_its_meaning_to_plain_text() -> None:
    """What has a meaning of its own keeps it."""
    columns = (Column(style="command"),)
    rows = ((line("dj ", Span("kw", "id")),),)
    assert [line(Span("dj ", "command"), Span("kw", "id"))] == draw_grid(columns, rows, 40)


def test_a_line_beneath_its_row_hangs() -> None:
    """A row with one cell goes on with the one before it."""
    columns = (Column(), Column(wrap=True))
    rows = ((line("0:05"), line("Promised")), ((), line("bx Introduce me to Dana soon")))
    expected = ["0:05  Promised", "      bx Introduce", "        me to Dana", "        soon"]
    assert expected == [text_of(row) for row in draw_grid(columns, rows, 19)]


@pytest.mark.parametrize("width", [20, 40, 80])
def test_an_id_in_a_wrapping_column_is_not_cut(width: int) -> None:
    """The column does not become narrower than it."""
    columns = (Column(wrap=True), Column(wrap=True))
    rows = ((line(Span("kwtz-rebuild-it", "id")), line("a b c d e f g h i j k l m n o p")),)
    assert "kwtz-rebuild-it" in text_of(draw_grid(columns, rows, width)[0])


def test_a_word_is_not_cut_to_make_room() -> None:
    """Unless it is so long that it would take the room of all else."""
    columns = (Column(wrap=True), Column(wrap=True))
    rows = ((line("Accomplishments told"), line("in words, of which there may be many")),)
    assert "Accomplishments" in text_of(draw_grid(columns, rows, 30)[0])
    rows = ((line("wiki/" + "a" * 60), line("in words, of which there may be many")),)
    assert text_of(draw_grid(columns, rows, 40)[0]).endswith("a  in words, of which")


def test_an_empty_table_has_no_rows() -> None:
    """Nothing to show is nothing shown."""
    assert [] == draw_grid(COLUMNS, (), 80)
