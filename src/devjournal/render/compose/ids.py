"""How ids stand on a page: the letters to type strong, the rest of the letters quiet."""

from __future__ import annotations

from devjournal.models.ids import split_letters
from devjournal.render.document import Line, Span, line


def letters_of(id_: str, short: str | None) -> Line:
    """Return a lettered id's four letters with its shortest form strong; a named id whole.

    A named one has no short form (None); it may begin like letters, as html-basics does.
    """
    letters, _ = split_letters(id_)
    if not letters or short is None:
        return line(Span(id_, "id"))
    strong = short if letters.startswith(short) else letters
    return line(Span(strong, "id"), Span(letters[len(strong) :], "id_rest"))
