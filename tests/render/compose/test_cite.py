from __future__ import annotations

import pytest

from devjournal.journal.stored import Ref
from devjournal.render.compose.cite import cite, withheld_note
from devjournal.render.document import Span, text_of


@pytest.mark.parametrize(
    ("ref", "word", "shown"),
    [
        (Ref("entry", "kwtz-rebuild-slide-2"), "win", " [win kwtz]"),
        (Ref("goal", "lead-the-readout"), None, " [goal lead-the-readout]"),
        (Ref("relationship", "priya-mentor"), "", " [priya-mentor]"),
    ],
)
def test_a_line_says_where_it_comes_from(ref: Ref, word: str | None, shown: str) -> None:
    """The record stands in brackets: a lettered one by its letters, a named one whole."""
    assert shown == text_of(cite(ref, word))


def test_only_the_letters_to_type_stand_out() -> None:
    """Letters are shown as an id; all else of it is quiet, and kept together with them."""
    assert [Span("[win ", "id_rest"), Span("kwtz", "id"), Span("]", "id_rest")] == list(
        cite(Ref("entry", "kwtz-a"), "win")[1:]
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 private items"), (1, "1 private item"), (2, "2 private items")],
)
def test_a_page_says_how_much_it_withholds(number: int, words: str) -> None:
    """The count is there even when it is nought."""
    assert f"Withheld: {words}" == text_of(withheld_note(number).text)
