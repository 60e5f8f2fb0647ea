from __future__ import annotations

from devjournal.errors import UsageError
from devjournal.logpage.mistakes import Mistake, PageError, nearest, quoted


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
