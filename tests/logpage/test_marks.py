from __future__ import annotations

import pytest

from devjournal.errors import UsageError
from devjournal.logpage.marks import Mistake, PageError, fit_conclusion, fit_line, fit_lines


def test_all_mistakes_in_one_error() -> None:
    """The message has a line for each mistake in the page's order, and its hint beneath it.

    The hint of a single mistake stands by itself.
    """
    error = PageError(
        [
            Mistake(line=9, reason="b", hint="B"),
            Mistake(line=3, column=5, reason="a2"),
            Mistake(line=3, column=2, reason="a1", hint="A"),
        ]
    )

    assert isinstance(error, UsageError)
    assert "line 3: a1\n  A\nline 3: a2\nline 9: b\n  B" == error.message == str(error)
    assert error.hint is None
    assert [2, 5, 1] == [mistake.column for mistake in error.mistakes]
    assert "A" == PageError([Mistake(line=3, reason="a", hint="A")]).hint
    assert PageError([Mistake(line=3, reason="a")]).hint is None
    assert PageError([Mistake(line=3, reason="a"), Mistake(line=4, reason="b")]).hint is None


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
