"""Lines and rows of a page: how they wrap, and what is never broken."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.measure import Measurement

from devjournal.render.document import Column, Line, Span, line, text_of
from devjournal.render.rows import Flow, Rows
from devjournal.render.terminal import console_for
from devjournal.text import clean

WHOLE = ("id", "id_rest", "command", "date", "late")


def rows(part: Line, width: int, *, hang: int = 0) -> list[str]:
    """Return the text of each row of a line."""
    return [row.plain for row in Flow(part, hang=hang).rows(width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 5, [""]),
        ("one two three", 13, ["one two three"]),
        ("one two three", 8, ["one two", "three"]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 8, ["one  two"]),
        ("one  two", 5, ["one", "two"]),
        ("one two   ", 7, ["one two"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("  unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("a unbreakable", 4, ["a", "unbr", "eaka", "ble"]),
        ("15:00 · 45 min", 11, ["15:00 · 45", "min"]),
        ("at 15:00 · 45 min", 8, ["at", "15:00 ·", "45 min"]),
        # A row may end after each letter of Japanese, but none begins with a stop.
        ("佐藤愛子", 5, ["佐藤", "愛子"]),
        ("佐藤、愛子", 4, ["佐", "藤、", "愛子"]),
        ("佐藤 · 愛子", 5, ["佐", "藤 ·", "愛子"]),
        ("to 佐藤愛子", 8, ["to 佐藤", "愛子"]),
        # A letter keeps its accent, and a family of emoji stays one.
        ("ae\u0301b", 2, ["ae\u0301", "b"]),
        ("👨‍👩‍👧👍", 3, ["👨‍👩‍👧", "👍"]),
    ],
)
def test_text_wraps_at_spaces(text: str, width: int, expected: list[str]) -> None:
    """A word that is wider than a row is cut; the dot between facts ends a row."""
    assert expected == rows(line(text), width)


def test_later_rows_hang() -> None:
    """They are set in, and as wide as the first; behind a mark they leave its room."""
    assert ["one two", "  three", "  four"] == rows(line("one two three four"), 7, hang=2)
    marked = Flow(line("one two three"), mark=Span("✓ ", "good")).rows(9)
    assert ["✓ one two", "  three"] == [row.plain for row in marked]


@pytest.mark.parametrize("style", WHOLE)
def test_ids_and_commands_are_never_broken(style: str) -> None:
    """One that is wider than the row stands whole in a row of its own."""
    command = Span("devjournal prep priya", style)  # type: ignore[arg-type]  # parametrized
    part = line("type ", command, ". Then")
    assert ["type", "devjournal prep priya.", "Then"] == rows(part, 10)
    console = console_for(io.StringIO())
    assert Measurement(22, 32) == Flow(part).__rich_measure__(console, console.options)


def test_an_id_and_its_rest_stay_together() -> None:
    """They are one word to copy."""
    part = line("see ", Span("kw", "id"), Span("tz-rebuild", "id_rest"))
    assert ["see", "kwtz-rebuild"] == rows(part, 14)


def test_styles_survive() -> None:
    """Each row keeps the meaning of each piece."""
    first, second = Flow(line("a ", Span("bb cc", "strong"), " d")).rows(5)
    assert ("a bb", "cc d") == (first.plain, second.plain)
    found = [
        [(s.start, s.end) for s in row.spans if s.style == "strong"] for row in (first, second)
    ]
    assert [[(2, 4)], [(0, 2)]] == found


@given(data=st.data(), width=st.integers(8, 60), hang=st.sampled_from((0, 2)))
def test_nothing_is_lost_and_everything_fits(
    data: st.DataObject, width: int, hang: int, hostile_lines: st.SearchStrategy[Line]
) -> None:
    """All but the spaces at the ends of rows is there, in order, within the width."""
    part = tuple(Span(clean(span.text), span.style) for span in data.draw(hostile_lines))
    wrapped = rows(part, width, hang=hang)
    assert text_of(part).replace(" ", "") == "".join(wrapped).replace(" ", "")
    whole = [span.text.strip(" ") for span in part if span.style in WHOLE]
    for text in whole:
        assert any(text in row for row in wrapped)
    if not whole:
        assert max(map(cell_len, wrapped)) <= width


COLUMNS = (Column(), Column(wrap=True), Column(style="command", fold=True))
ROWS = (
    (line("Thu 15:00"), line("Priya Nair (mentor, 2 of 3): no question"), line("dj prep priya")),
    (line("kw"), line("Cost-to-serve draft"), line("dj done kw")),
)


def drawn(
    width: int,
    columns: tuple[Column, ...] = COLUMNS,
    table: tuple[tuple[Line, ...], ...] = ROWS,
    *,
    head: bool = False,
) -> list[str]:
    """Return rows in columns as text."""
    stream = io.StringIO()
    console_for(stream).print(Rows(columns, table, head=head), width=width)
    return [row.rstrip(" ") for row in stream.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (
            72,
            """\
Thu 15:00  Priya Nair (mentor, 2 of 3): no question  dj prep priya
kw         Cost-to-serve draft                       dj done kw""",
        ),
        (
            56,
            """\
Thu 15:00  Priya Nair (mentor, 2 of 3):    dj prep priya
           no question
kw         Cost-to-serve draft             dj done kw""",
        ),
        (
            43,
            """\
Thu 15:00  Priya Nair (mentor, 2 of 3): no
           question
           dj prep priya
kw         Cost-to-serve draft
           dj done kw""",
        ),
        (
            16,
            """\
Thu 15:00  Priya
  Nair (mentor,
  2 of 3): no
  question
  dj prep priya
kw
  Cost-to-serve
  draft
  dj done kw""",
        ),
    ],
)
def test_rows_take_the_room_there_is(width: int, expected: str) -> None:
    """The widest column gives way, then commands go beneath, at last cells follow each other."""
    assert expected == "\n".join(drawn(width))


def test_a_column_may_always_stand_beneath_its_row() -> None:
    """However wide the page, and on a line of its own; a row without a command has no such line."""
    columns = (Column(), Column(wrap=True), Column(style="command", beneath=True))
    table = ((line("kw"), line("Draft"), line("dj done kw")), (line("vn"), line("Forecast"), ()))
    assert ["kw  Draft", "    dj done kw", "vn  Forecast"] == drawn(120, columns, table)


def test_what_finds_no_room_is_named_by_its_title() -> None:
    """The titles above are those of the columns that do stand beneath them."""
    columns = (Column("who"), Column("what", wrap=True), Column("due", fold=True))
    table = ((line("Priya"), line("Introduce me to Dana, who runs finance"), line("Thu 19 Nov")),)
    expected = ["who    what", "Priya  Introduce me to Dana, who", "       runs finance"]
    assert [*expected, "       due Thu 19 Nov"] == drawn(34, columns, table, head=True)


def test_numbers_end_in_one_line() -> None:
    """A right column has its spaces before the text, by cells."""
    columns = (Column(align="right"), Column())
    table = ((line("5"), line("a")), (line("佐藤"), line("b")), (line("123"), line("c")))
    assert ["   5  a", "佐藤  b", " 123  c"] == drawn(40, columns, table)


def test_a_line_beneath_its_row_hangs() -> None:
    """A row with one cell goes on with the one before it."""
    columns = (Column(), Column(wrap=True))
    table = ((line("0:05"), line("Promised")), ((), line("bx Introduce me to Dana soon")))
    expected = ["0:05  Promised", "      bx Introduce", "        me to Dana", "        soon"]
    assert expected == drawn(19, columns, table)


def test_what_wraps_at_the_edge_of_the_page_hangs() -> None:
    """A title goes on set in, as a row of its own begins at the edge."""
    columns = (Column(wrap=True), Column())
    table = ((line("Breathe before answering"), line("71%")), (line("Lead it"), line("68%")))
    expected = ["Breathe before      71%", "  answering", "Lead it             68%"]
    assert expected == drawn(23, columns, table)


def test_neither_an_id_nor_a_word_is_cut_to_make_room() -> None:
    """Unless the word is so long that it would take the room of all else."""
    columns = (Column(wrap=True), Column(wrap=True))
    words = line("in words, of which there may be many")
    for width in (24, 40, 80):
        table = ((line(Span("kwtz-rebuild-it", "id")), words),)
        assert "kwtz-rebuild-it" in drawn(width, columns, table)[0]
    assert "Accomplishments" in drawn(30, columns, ((line("Accomplishments told"), words),))[0]
    long = drawn(40, columns, ((line("wiki/" + "a" * 60), words),))
    assert re.search("a +in words, of which$", long[0])
