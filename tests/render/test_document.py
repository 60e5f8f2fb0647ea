from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from devjournal.render.document import (
    Document,
    Heading,
    Paragraph,
    Prose,
    Span,
    cleaned,
    join,
    line,
    styled,
    text_of,
)
from devjournal.text import clean


def test_a_bare_string_in_a_line_is_plain_text() -> None:
    """Parts stay in order, and one without text is left out."""
    assert (Span("a "), Span("b", "strong")) == line("a ", "", Span("b", "strong"), Span("", "id"))


def test_what_is_joined_has_no_separator_beside_nothing() -> None:
    """An empty part leaves no trace."""
    assert "a · b" == text_of(join(" · ", [line(), line("a"), line(""), line("b"), ()]))


def test_a_style_for_a_line_leaves_meanings_alone() -> None:
    """Only its plain text takes the style."""
    assert line(Span("a", "dim"), Span("b", "late")) == styled(line("a", Span("b", "late")), "dim")


def test_blocks_are_frozen() -> None:
    """A composed page is not changed by who draws it."""
    for block in (Heading(line("a")), Paragraph(line("a")), Span("a")):
        assert not hasattr(block, "__dict__")
        assert hash(block) == hash(type(block)(*block))


def texts(part: Any) -> list[str]:
    """Return every string that stands anywhere in a document, but for spans' styles."""
    if isinstance(part, Span):
        return [part.text]
    if isinstance(part, tuple):
        return [text for each in part for text in texts(each)]
    return [part] if isinstance(part, str) else []


@given(data=st.data())
def test_every_text_is_cleaned(
    data: st.DataObject, hostile_documents: st.SearchStrategy[Document]
) -> None:
    """Whatever blocks a page is made of, each text in it passes through the gate, once."""
    document = data.draw(hostile_documents)
    seen: list[str] = []

    def see(text: str) -> str:
        seen.append(text)
        return text

    safe = cleaned(document, see)
    assert Counter(texts(safe)) == Counter(seen)
    assert len(texts(document)) == len(seen)
    assert all(text == clean(text, lines=True) for text in seen)


def test_only_prose_keeps_its_lines() -> None:
    """A line break is a space in all other text."""
    document = Document((Prose("a\nb"),), title=(Span("c\nd"),))
    assert Document((Prose("a\nb"),), title=(Span("c d"),)) == cleaned(document)
