"""Whole pages on a terminal: how they look, and what never gets there."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.render.document import (
    Block,
    Column,
    Document,
    Heading,
    Item,
    Line,
    ListBlock,
    Note,
    Paragraph,
    Prose,
    Span,
    Table,
    line,
)
from devjournal.render.theme import Console
from devjournal.render.to_terminal import render_terminal
from devjournal.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK = re.compile(r"\x1b\[[0-9;]+m")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_page_looks_as_it_did(
    width: int,
    page: Document,
    page_name: str,
    snapshot_file: Callable[[str, str], None],
) -> None:
    """Compact, aligned, wrapped; refreshed by --update-snapshots."""
    snapshot_file(render_terminal(page, Console(width=width)), f"{page_name}-{width}.txt")


def test_a_page_on_a_plain_terminal_looks_as_it_did(
    page: Document, page_name: str, snapshot_file: Callable[[str, str], None]
) -> None:
    """Where the encoding has no blocks and arrows, marks that it has stand in for them."""
    text = render_terminal(page, Console(encoding="ascii"))
    assert text.isascii()
    snapshot_file(text, f"{page_name}-ascii.txt")


@pytest.mark.parametrize("width", [20, 33, 60, 80, 120])
def test_colour_changes_nothing_but_colour(width: int, page: Document) -> None:
    """A pipe gets the same text as a terminal, without any code in it."""
    bare = render_terminal(page, Console(width=width))
    assert "\x1b" not in bare
    assert bare == LOOK.sub("", render_terminal(page, Console(width=width, color=True)))


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "cp1252", "shift-jis", "utf-16"])
def test_a_stream_of_any_encoding_takes_the_page(encoding: str, page: Document) -> None:
    """Fault row 62: nothing that is printed can't be encoded."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    stream.write(render_terminal(page, Console(encoding=encoding)))
    stream.flush()


@pytest.mark.parametrize("text", ["[/x]", "[red]", ":smile:", "[link=https://a.example]b[/link]"])
def test_markup_is_shown_letter_for_letter(text: str) -> None:
    """Fault row 53: a title is text, also where others would read markup."""
    shown = render_terminal(Document((Paragraph(line(text)),), title=line(text)), Console())
    assert f"{text}\n{text}\n" == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]52;c;aGk=\x07", r"\x1b]52;c;aGk=\x07"),
        ("\x1b]8;;https://a.example\x1b\\b", r"\x1b]8;;https://a.example\x1b\b"),
        ("\x9b31m", r"\x9b31m"),
        ("a\u202eb", r"a\u202eb"),
        ("\r\x08", r"\x0d\x08"),
    ],
)
def test_what_acts_on_a_terminal_is_made_visible(text: str, shown: str) -> None:
    """Fault rows 13 and 54: in every block that bears a user's text."""
    one = (Span(text),)
    blocks: tuple[Block, ...] = (
        Heading(one),
        Prose(text),
        Table((Column(text),), ((one,),)),
        ListBlock((Item(one, (one,)),)),
        Note(one),
    )
    page = render_terminal(Document(blocks, title=one, subtitle=one), Console(color=True))
    assert 9 == page.count(shown)
    assert LOOK.sub("", page) == clean(LOOK.sub("", page), lines=True)


@given(data=st.data(), width=st.integers(20, 130), color=st.booleans())
def test_any_page_is_whole_and_harmless(
    data: st.DataObject,
    width: int,
    *,
    color: bool,
    hostile_documents: st.SearchStrategy[Document],
) -> None:
    """All text is there at every width; nothing raw is, nor a space at the end of a row."""
    document = data.draw(hostile_documents)
    page = LOOK.sub("", render_terminal(document, Console(width=width, color=color)))
    assert page == clean(page, lines=True)
    assert not re.search(" $", page, re.MULTILINE)
    missing = Counter(letters(document)) - Counter(page)
    assert not missing


@given(data=st.data(), encoding=st.sampled_from(("ascii", "iso8859-1", "cp437", "shift_jis")))
def test_any_page_can_be_encoded(
    data: st.DataObject, encoding: str, hostile_documents: st.SearchStrategy[Document]
) -> None:
    """Whatever is in the journal, an old terminal gets a page."""
    render_terminal(data.draw(hostile_documents), Console(encoding=encoding)).encode(encoding)


def letters(document: Document) -> str:
    """Return all letters that a page has to show: those of its lines and its long texts."""
    blocks = tuple(
        block._replace(columns=()) if isinstance(block, Table) and not block.head else block
        for block in document.blocks
    )
    return "".join(_shown(document._replace(blocks=blocks))).replace(" ", "").replace("\n", "")


def _shown(part: Any) -> list[str]:
    if isinstance(part, Span):
        return [clean(part.text)]
    if isinstance(part, Prose):
        return [clean(part.text, lines=True)]
    return [text for each in part for text in _shown(each)] if isinstance(part, tuple) else []


def test_a_line_alone_is_a_page() -> None:
    """What a command tells in one line needs no title."""
    words: Line = line(Span("✓", "good"), " action ", Span("kwtz", "id"))
    shown = render_terminal(Document((Paragraph(words),)), Console(color=True))
    assert "\x1b[32m✓\x1b[0m action \x1b[1mkwtz\x1b[0m\n" == shown


def test_an_empty_page_is_empty() -> None:
    """Not even a newline."""
    assert "" == render_terminal(Document(()), Console())


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((Heading(line("A")), Paragraph(line("b")), Heading(line("C"))), "A\nb\n\nC\n"),
        ((Paragraph(line("a")), Paragraph(line("b"))), "a\nb\n"),
        ((Paragraph(line("a")), Prose("b"), Paragraph(line("c"))), "a\n\nb\n\nc\n"),
        ((Heading(line("A")), Prose("b")), "A\nb\n"),
        ((Paragraph(line("a")), Paragraph(()), Heading(line("B"))), "a\n\nB\n"),
        ((Paragraph(line("a")), Heading(line("b"), level=3)), "a\nb\n"),
    ],
)
def test_empty_lines_set_off_sections_and_prose(blocks: tuple[Block, ...], expected: str) -> None:
    """And nothing else: a page is compact."""
    assert expected == render_terminal(Document(blocks), Console())
