from __future__ import annotations

import pytest

from devjournal.logpage.marks import CONCLUSION, HEADING, ITEM_START, TOKEN, Line, Mark


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
    line = Line(number=4, text="\t- [y] A")

    assert (4, 2) == (line.mistake("r").line, line.mistake("r").column)
    assert 4 == line.mistake("r", at="[y]").column
