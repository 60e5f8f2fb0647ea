from __future__ import annotations

import pytest

from devjournal.render.document import (
    Block,
    Checklist,
    Column,
    Gauge,
    Heading,
    Line,
    ListBlock,
    Note,
    Paragraph,
    Progress,
    Prose,
    Slot,
    Span,
    Table,
    Timeline,
    line,
    text_of,
)
from devjournal.render.to_terminal.blocks import draw


def drawn(block: Block, width: int = 40) -> list[str]:
    """Return the rows of a block as text."""
    return [text_of(row).rstrip() for row in draw(block, width)]


@pytest.mark.parametrize(
    "block",
    [
        Heading(()),
        Paragraph(()),
        Prose(" \n\n "),
        ListBlock(()),
        Checklist(()),
        Table((Column("Who"),), (), head=False),
        Progress(()),
        Timeline(()),
    ],
)
def test_a_block_without_anything_draws_nothing(block: Block) -> None:
    """Nor an empty line."""
    assert [] == drawn(block)


def test_gauges_of_a_group_name_it_once() -> None:
    """Without a share there is no bar, and the words stand where bars begin."""
    block = Progress(
        (
            Gauge(line("readout"), 0.68, line("68%"), "Goals"),
            Gauge(line("presence"), 2, line("met"), "Goals"),
            Gauge(line("finance"), None, line("2 → 3"), "Skills"),
        )
    )
    expected = [
        "Goals   readout   ███████░░░ 68%",
        "        presence  ██████████ met",
        "Skills  finance   2 → 3",
    ]
    assert expected == drawn(block)


def test_ids_stand_in_a_column_of_their_own() -> None:
    """So that what to type is found at a glance."""
    slots = (
        Slot("0:00", "5", line("Open"), line("Her marathon")),
        Slot("0:05", "15", line("Deep dive"), line("Which number?"), ref=line("kr")),
        Slot("0:20", "10", line("Topic"), line("Forecast"), ref=line("vn")),
    )
    expected = [
        " 0:00   5  Open          Her marathon",
        " 0:05  15  Deep dive kr  Which number?",
        " 0:20  10  Topic     vn  Forecast",
    ]
    assert expected == drawn(Timeline(slots))


def test_notes_keep_their_lines_and_their_indentation() -> None:
    """Points written with a hyphen hang; a caret stays under what it points at."""
    caret = " " * 25 + "^"
    text = f"\nFirst\n\n- a point that is longer than the page\n  - within\n{caret}\n"
    expected = [
        "First",
        "",
        "- a point that is longer than",
        "  the page",
        "  - within",
        caret,
    ]
    assert expected == drawn(Prose(text), 30)


def test_rows_of_prose_are_no_longer_than_can_be_read() -> None:
    """However wide the terminal is."""
    assert 100 >= max(map(len, drawn(Prose("word " * 100), 300)))


@pytest.mark.parametrize(("level", "mark"), [("info", "·"), ("warn", "!"), ("bad", "✗")])
def test_how_grave_a_note_is_can_be_read_without_colour(level: str, mark: str) -> None:
    """Each level has its mark, and what follows hangs beneath."""
    note = Note(line("No measure yet"), level)  # type: ignore[arg-type]  # parametrized
    assert [f"{mark} No measure", "  yet"] == drawn(note, 12)


def test_facts_stand_at_the_edge_and_rows_a_little_in() -> None:
    """A table without titles is set in, unless its first column names what is beside it."""
    rows: tuple[tuple[Line, ...], ...] = ((line("Purpose"), line("finance")),)
    assert ["Purpose  finance"] == drawn(Table((Column(style="label"), Column()), rows, head=False))
    assert [" Purpose  finance"] == drawn(Table((Column(), Column()), rows, head=False))


def test_a_meaning_in_a_heading_is_kept() -> None:
    """Only its plain text is drawn as a heading."""
    block = Heading(line("Goal ", Span("late", "late")))
    assert [line(Span("Goal ", "heading"), Span("late", "late"))] == draw(block, 40)
