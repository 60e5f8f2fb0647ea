from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from devjournal.render.document import Line, Span, line, text_of
from devjournal.render.to_terminal.wrap import cells, longest_word, whole, wrap
from devjournal.text import clean

WHOLE = ("id", "id_rest", "command")


def rows(part: Line, width: int, *, hang: int = 0) -> list[str]:
    """Return the text of each row."""
    return [text_of(row) for row in wrap(part, width, hang=hang)]


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
        ("a unbreakable", 4, ["a", "unbr", "eaka", "ble"]),
        ("15:00 · 45 min", 11, ["15:00 · 45", "min"]),
        ("at 15:00 · 45 min", 8, ["at", "15:00 ·", "45 min"]),
    ],
)
def test_text_wraps_at_spaces(text: str, width: int, expected: list[str]) -> None:
    """A word that is wider than a row is cut; the dot between facts ends a row."""
    assert expected == rows(line(text), width)


def test_later_rows_hang() -> None:
    """They are set in, and as wide as the first."""
    assert ["one two", "  three", "  four"] == rows(line("one two three four"), 7, hang=2)


def test_wide_letters_count_as_two_cells() -> None:
    """A row may end after each, but no row begins with a stop."""
    assert ["佐藤", "愛子"] == rows(line("佐藤愛子"), 5)
    assert ["佐", "藤、", "愛子"] == rows(line("佐藤、愛子"), 4)
    assert ["佐", "藤 ·", "愛子"] == rows(line("佐藤 · 愛子"), 5)
    assert ["to 佐藤", "愛子"] == rows(line("to 佐藤愛子"), 8)


def test_what_combines_is_not_torn_apart() -> None:
    """A letter keeps its accent, and a family of emoji stays one."""
    assert ["ae\u0301", "b"] == rows(line("ae\u0301b"), 2)
    assert ["👨‍👩‍👧", "👍"] == rows(line("👨‍👩‍👧👍"), 3)


@pytest.mark.parametrize("style", WHOLE)
def test_ids_and_commands_are_never_broken(style: str) -> None:
    """One that is wider than the row stands whole in a row of its own."""
    command = Span("devjournal prep priya", style)  # type: ignore[arg-type]  # parametrized
    assert ["type", "devjournal prep priya.", "Then"] == rows(line("type ", command, ". Then"), 10)
    assert 22 == whole(line("type ", command, ". Then"))


def test_an_id_and_its_rest_stay_together() -> None:
    """They are one word to copy."""
    part = line("see ", Span("kw", "id"), Span("tz-rebuild", "id_rest"))
    assert ["see", "kwtz-rebuild"] == rows(part, 14)


def test_styles_survive() -> None:
    """Each row keeps the meaning of each piece."""
    expected = [line("a ", Span("bb", "late")), line(Span("cc", "late"), " d")]
    assert expected == wrap(line("a ", Span("bb cc", "late"), " d"), 5)


def test_longest_word() -> None:
    """The one that decides how narrow a column may be."""
    assert (5, 0) == (longest_word(line("a three ", Span("bb", "id"))), longest_word(()))
    assert 0 == whole(line("nothing here"))


@given(data=st.data(), width=st.integers(8, 60), hang=st.sampled_from((0, 2)))
def test_nothing_is_lost_and_everything_fits(
    data: st.DataObject, width: int, hang: int, hostile_lines: st.SearchStrategy[Line]
) -> None:
    """All but the spaces at the ends of rows is there, in order, within the width."""
    part = tuple(Span(clean(text), style) for text, style in data.draw(hostile_lines))
    wrapped = wrap(part, width, hang=hang)
    assert text_of(part).replace(" ", "") == "".join(map(text_of, wrapped)).replace(" ", "")
    for row in wrapped:
        assert cells(row) <= width or any(span.style in WHOLE for span in row)
    for text, style in part:
        if style in WHOLE:
            assert any(text.strip(" ") in text_of(row) for row in wrapped)


@given(st.text())
def test_cells_are_those_of_a_terminal(text: str) -> None:
    """Widths are Rich's, also where they are counted more quickly."""
    shown = clean(text)
    assert cell_len(shown) == cells(line(shown))
