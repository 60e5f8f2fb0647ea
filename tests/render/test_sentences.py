"""Plain sentences, one a line: nothing drawn, nothing lost, nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.render.document import (
    Column,
    Document,
    Gauge,
    Heading,
    Paragraph,
    Progress,
    Slot,
    Span,
    Table,
    Timeline,
    line,
)
from devjournal.render.sentences import render_sentences
from devjournal.text import clean

DRAWN = re.compile("[━╸─█▁-▇]")


def said(*blocks: object) -> str:
    """Return blocks in sentences."""
    return render_sentences(Document(blocks))  # type: ignore[arg-type]  # blocks


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Paragraph(line("0 → 5 · on track")), "0 to 5, on track.\n"),
        (Paragraph(line("How did it go?")), "How did it go?\n"),
        (Paragraph(line(Span("━━─ ", drawn=True), "68%")), "68%.\n"),
        (Timeline((Slot("0:05", "1", line("Open"), line("Ask")),)), "0:05, 1 minute, Open: Ask.\n"),
        (
            Progress((Gauge(line("readout"), 0.68, line("68%"), "Goals", (0, 5), line("0 → 5")),)),
            "Goals: readout: 68%.\nOn the way: 0 to 5.\n",
        ),
        (
            Progress(
                (Gauge(line("x"), None, line("68%"), sub=(line(Span("▄ ", drawn=True), "3"),)),)
            ),
            "x: 68%.\n3.\n",
        ),
    ],
)
def test_each_block_is_said_in_sentences(block: object, expected: str) -> None:
    """What is drawn elsewhere stands here in its words alone."""
    assert expected == said(block)


def test_a_row_of_a_table_is_one_sentence() -> None:
    """Its first cell names it, each other one stands behind its column's title."""
    columns = (Column("title"), Column("progress"), Column("due"))
    bar = (Span("━━━─ ", drawn=True), Span("68%", "number"))
    rows = ((line("Lead it"), bar, line("24 Nov")), (line("Write"), (), line("1 Dec")))
    assert "Lead it, progress: 68%, due: 24 Nov.\nWrite, due: 1 Dec.\n" == said(
        Table(columns, rows)
    )
    facts = Table((Column(style="label"), Column()), ((line("Purpose"), line("Why")),), head=False)
    assert "Purpose: Why.\n" == said(facts)


def test_a_command_stands_alone_to_be_copied() -> None:
    """Nothing is put behind it, and nothing in it is changed."""
    command = Span("devjournal set x text='a → b'", "command")
    assert "It has none.\ndevjournal set x text='a → b'\n" == said(
        Paragraph(line("It has none.  ", command))
    )


def test_sections_are_set_apart_and_lines_are_never_broken() -> None:
    """Whoever reads it wraps it; a width means nothing here."""
    long = "word " * 30 + "end."
    page = Document((Paragraph(line(long)), Heading(line("Next"))), title=line("Title"))
    assert f"Title.\n{long}\n\nNext.\n" == render_sentences(page)


@given(data=st.data())
def test_nothing_hostile_is_said(
    data: st.DataObject, hostile_documents: st.SearchStrategy[Document]
) -> None:
    """Fault row 53: no code, no control character, no drawing of ours."""
    page = data.draw(hostile_documents)
    text = render_sentences(page)
    assert text == clean(text, lines=True)


def test_a_page_reads_as_it_did(page: Document, snapshot_file: Callable[[str, str], None]) -> None:
    """Every block in sentences, without a drawing."""
    text = render_sentences(page)
    assert None is DRAWN.search(text)
    snapshot_file(text, "page-linear.txt")
