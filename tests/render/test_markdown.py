"""Whole pages as Markdown: how they look, and that nothing in them acts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from devjournal.render.document import (
    Block,
    Column,
    Document,
    Gauge,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Progress,
    Prose,
    Table,
    line,
)
from devjournal.render.markdown import render_markdown
from devjournal.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ACTS = {"link_open", "image", "html_inline", "html_block", "s_open", "fence", "code_block", "hr"}


def rendered(*blocks: Block) -> str:
    """Return the Markdown of blocks without a title."""
    return render_markdown(Document(blocks))


def test_a_page_looks_as_it_did(page: Document, snapshot_file: Callable[[str, str], None]) -> None:
    """It reads well raw, too; refreshed by --update-snapshots."""
    snapshot_file(render_markdown(page), "page.md")


FACTS = Table(
    (Column(style="label"), Column(), Column(style="command")),
    ((line("Thu"), line("a · b"), line("dj prep priya")), ((), line("c"), ())),
    head=False,
)
GAUGES = (
    Gauge(line("readout"), 0.68, line("68%"), "Goals", (0, 5), line("0 → 5")),
    Gauge(line("presence"), None, line("no measure"), "Goals", sub=(line("seen"),)),
)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            Prose("One.\nTwo\\\n\n\n  - three  \n# four"),
            "One.\\\nTwo\\\\\n\n\\- three\\\n\\# four\n",
        ),
        (FACTS, "- **Thu** · a · b · `dj prep priya`\n- c\n"),
        (
            Progress(GAUGES),
            "**Goals**\n\n- readout · ━━━━━━━─── 68%\n  - ▁█ 0 → 5\n"
            "- presence · no measure\n  - seen\n",
        ),
    ],
)
def test_each_block_has_a_form_of_its_own(block: Block, expected: str) -> None:
    """Notes keep their lines, a table without titles is a list, what is drawn is there in words."""
    assert expected == rendered(block)


def test_a_list_does_not_go_on_with_the_one_before() -> None:
    """The bullet changes, and only then."""
    block = ListBlock((Item(line("a"), (line("b"),)), Item(line("c"))))
    expected = "- a\n  - b\n- c\n\n* a\n  * b\n* c\n\n- a\n  - b\n- c\n\nd\n\n- a\n  - b\n- c\n"
    assert expected == rendered(block, block, block, Paragraph(line("d")), block)


def test_headings_stand_beneath_the_title() -> None:
    """The page has one title, its sections are of the second level."""
    page = Document(
        (Heading(line("b")), Heading(line("c"), 3)), title=line("a"), subtitle=line("s")
    )
    assert "# a\n\ns\n\n## b\n\n#### c\n" == render_markdown(page)


@pytest.mark.parametrize(
    "block", [Prose(" \n"), Paragraph(()), Heading(()), ListBlock(()), Progress(())]
)
def test_a_block_without_anything_leaves_nothing(block: Block) -> None:
    """Nor empty lines."""
    assert "a\n\nb\n" == rendered(Paragraph(line("a")), block, Paragraph(line("b")))


@pytest.mark.parametrize("text", ["a\x1b]52;c;x\x07", "a\u202eb", "a\x9bb"])
def test_control_characters_are_visible(text: str) -> None:
    """A Markdown page is printed to a terminal, too."""
    assert clean(text) in rendered(Paragraph(line(text)))


@given(data=st.data())
def test_in_no_page_anything_acts(
    data: st.DataObject,
    hostile_documents: st.SearchStrategy[Document],
    letters_of: Callable[[Any], str],
) -> None:
    """Fault row 56: no link, image or HTML in any block, and all text is there to read."""
    document = data.draw(hostile_documents)
    markdown = render_markdown(document)
    assert markdown == clean(markdown, lines=True)
    tokens = READER.parse(markdown)
    inner = [child for token in tokens for child in token.children or ()]
    assert not ACTS & {token.type for token in (*tokens, *inner)}
    shown = "".join(child.content for child in inner)
    assert not Counter("".join(letters_of(document).split())) - Counter(shown)
