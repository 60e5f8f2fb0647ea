from __future__ import annotations

import pytest

from devjournal.errors import UsageError
from devjournal.logpage.marks import (
    CONCLUSION,
    HEADING,
    ITEM_START,
    TOKEN,
    Line,
    Mark,
    Mistake,
    PageError,
    fit_conclusion,
    fit_line,
    fit_lines,
    nearest,
    quoted,
)


@pytest.mark.parametrize(
    ("mark", "text", "escaped"),
    [
        (HEADING, "## Notes", r"\## Notes"),
        (HEADING, "   ##", r"   \##"),
        (HEADING, r"\\## x", r"\\\## x"),
        (CONCLUSION, "\t- [x] A", "\t\\- [x] A"),
        (ITEM_START, "[ ]", r"\[ ]"),
        (ITEM_START, "{", r"\{"),
        (TOKEN, "Due:x", r"\Due:x"),
    ],
)
def test_a_mark_has_one_way_out(mark: Mark, text: str, escaped: str) -> None:
    """Text that begins with a mark gets one backslash, and loses it when it is read."""
    assert escaped == mark.escape(text)
    assert not mark.begins(escaped)
    assert text == mark.unescape(escaped)


@pytest.mark.parametrize("text", ["### Notes", "    ## code", "# A", r"\### A", r"\# A", "a ## b"])
def test_what_is_no_heading(text: str) -> None:
    """Other levels, code and prose stay as they are, backslashes too."""
    assert (False, text, text) == (
        HEADING.begins(text),
        HEADING.escape(text),
        HEADING.unescape(text),
    )


def test_a_mistake_stands_where_its_text_does() -> None:
    """A column counts from 1, to the first word unless told otherwise."""
    line = Line(4, "\t- [y] A")

    assert (Mistake(4, "r", column=2),) == line.mistake("r").mistakes
    assert (Mistake(4, "r", column=4),) == line.mistake("r", at="[y]").mistakes


def test_all_mistakes_in_one_error() -> None:
    """The message has a line for each mistake in the page's order, and so has the hint."""
    error = PageError(
        [
            Mistake(line=9, reason="b", hint="B"),
            Mistake(line=3, column=5, reason="a2"),
            Mistake(line=3, column=2, reason="a1", hint="A"),
        ]
    )

    assert isinstance(error, UsageError)
    assert "line 3: a1\nline 3: a2\nline 9: b" == error.message == str(error)
    assert "line 3: A\nline 9: B" == error.hint
    assert [2, 5, 1] == [mistake.column for mistake in error.mistakes]


def test_one_mistake_has_its_own_hint() -> None:
    """A single hint needs no line before it; none is none."""
    assert "A" == PageError([Mistake(line=3, reason="a", hint="A")]).hint
    assert PageError([Mistake(line=3, reason="a")]).hint is None
    assert PageError([Mistake(line=3, reason="a"), Mistake(line=4, reason="b")]).hint is None


def test_words_of_the_page_in_a_message() -> None:
    """A long text is cut, a near word is found whatever its case, and a far one is not."""
    assert ('"abc"', f'"{"x" * 60}…"') == (quoted("abc"), quoted("x" * 61))
    assert ("advice", None) == (nearest("ADVISE", ["advice"]), nearest("luck", ["advice"]))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  A \r\n\t\n B  C\r", "A B  C"),
        ("caf\u00e9\u00a0? \u2028 B", "caf\u00e9\u00a0? \u2028 B"),
        (" \n ", ""),
    ],
)
def test_a_line_is_one_line(text: str, line: str) -> None:
    """Only line ends and the blanks around them go; blanks inside and other spaces stay."""
    assert line == fit_line(text)


def test_long_text_keeps_its_lines() -> None:
    """Notes lose only the empty lines around them; a conclusion its shared indentation too."""
    assert "  A  \n\n B\n\tC " == fit_lines("\n \t\n  A  \r\n\r B\n\tC \n\n")
    assert "A\n\n  B" == fit_conclusion("\n    A\n \n      B\n")
    assert fit_conclusion(" \n\t") is None
