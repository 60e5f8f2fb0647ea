from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from devjournal.render.document import Document, Prose, Quote, Span
from devjournal.render.texts import with_text


def texts(part: Any) -> list[str]:
    """Return every string that stands anywhere in a document, but for spans' styles."""
    if isinstance(part, Span):
        return [part.text]
    if isinstance(part, tuple):
        return [text for each in part for text in texts(each)]
    return [part] if isinstance(part, str) else []


@given(data=st.data())
def test_every_text_is_changed(
    data: st.DataObject, hostile_documents: st.SearchStrategy[Document]
) -> None:
    """Whatever blocks a page is made of, each text in it is passed through, once."""
    document = data.draw(hostile_documents)
    seen: list[str] = []

    def see(text: str) -> str:
        seen.append(text)
        return text

    assert document == with_text(document, see, see)
    assert Counter(texts(document)) == Counter(seen)


def test_long_texts_keep_their_own_way() -> None:
    """Prose and quotes are changed as texts of many lines, lines as lines."""
    document = Document((Prose("a"), Quote("b", (Span("c"),))), title=(Span("d"),))
    expected = Document((Prose("2"), Quote("2", (Span("1"),))), title=(Span("1"),))
    assert expected == with_text(document, lambda _: "1", lambda _: "2")
