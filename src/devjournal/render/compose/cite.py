"""Where a line comes from, told at its end: `[win kwtz]`; quiet, and easy to follow up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.models.ids import split_letters
from devjournal.render.document import Line, Paragraph, Span, line

if TYPE_CHECKING:
    from devjournal.journal.stored import Ref


def cite(ref: Ref, word: str | None = None) -> Line:
    """Return a record's name in brackets; `word` says what it is, if not its kind's name.

    Of a lettered id the letters are enough. All is quiet but these, and never broken.
    """
    letters, _ = split_letters(ref.id)
    named = Span(letters, "id") if letters else Span(ref.id, "id_rest")
    what = ref.kind if word is None else word
    return line(" ", Span(f"[{what} " if what else "[", "id_rest"), named, Span("]", "id_rest"))


def withheld_note(number: int) -> Paragraph:
    """Return the last line of a page for a reader: how much it leaves out."""
    items = "1 private item" if number == 1 else f"{number} private items"
    return Paragraph(line(Span(f"Withheld: {items}", "dim")))
