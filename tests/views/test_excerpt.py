from __future__ import annotations

import pytest

from devjournal.views.excerpt import excerpt_of


def told(text: str, *words: str) -> tuple[str, list[str]]:
    """Return an excerpt's text, and what is marked in it."""
    excerpt = excerpt_of(text, words)
    return excerpt.text, [excerpt.text[start:end] for start, end in excerpt.marks]


def test_a_short_text_is_whole_and_on_one_line() -> None:
    """Line ends and runs of blanks are one blank."""
    assert ("Cost to serve", ["Cost", "serve"]) == told("Cost\n  to\tserve", "cost", "serve")


@pytest.mark.parametrize("before", [0, 1, 30, 60, 300])
@pytest.mark.parametrize("after", [0, 30, 300])
def test_a_long_text_is_cut_around_the_word(before: int, after: int) -> None:
    """The word is in it and marked, and `…` stands where the text goes on."""
    text = "one " * before + "Zebra" + " two" * after
    piece, marked = told(text, "zebra")
    assert ["Zebra"] == marked
    assert len(piece) <= 125
    assert piece.startswith("…") == (not text.startswith(piece[:5]))
    assert piece.endswith("…") == (not text.endswith(piece[-5:]))


def test_a_text_without_blanks_is_cut_too() -> None:
    """Such as a long address; a word that the cut goes through is marked as far as it is there."""
    piece, marked = told("x" * 500 + "zebra" + "y" * 500, "zebra")
    assert ["zebra"] == marked
    assert len(piece) <= 125
    assert 1 == len(told("z" * 500, "z" * 400)[1])


def test_nothing_marked_is_the_beginning() -> None:
    """A title that does not say the words is shown as it is."""
    assert ("Cost to serve", []) == told("Cost to serve", "zebra")
