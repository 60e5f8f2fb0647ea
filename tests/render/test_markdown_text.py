"""Each line of Markdown is parsed again by the most permissive reader: HTML allowed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from devjournal.render.document import Line, Span, line, text_of
from devjournal.render.markdown import alone, heading, inline
from devjournal.text import clean

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ACTS = {"link_open", "image", "html_inline", "html_block", "s_open", "em_open"}


def shown(markdown: str) -> tuple[list[str], str, set[str]]:
    """Return the kinds of blocks, the text that a reader sees, and what is in it."""
    tokens = READER.parse(markdown)
    children = [child for token in tokens for child in token.children or ()]
    text = " ".join(
        "".join(" " if child.type.endswith("break") else child.content for child in token.children)
        for token in tokens
        if token.children is not None
    )
    return [token.type for token in tokens], plain(text), {child.type for child in children}


def plain(text: str) -> str:
    """Return a text with each run of spaces as one, as any reader of Markdown shows it."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cost 6.10 -> 5.55 USD (-9%), well-known. 2 < 3, R&D!", None),
        ("Who owns it? I'd say: us; #2 at most, ~5 days", None),
        ("snake_case and a~b", "snake_case and a\\~b"),
        ("C:\\Users\\new", None),
        ("C:\\_x", "C:\\\\\\_x"),
        ("ends in \\", "ends in \\\\"),
        ("[draft] of https://a.example/b", "\\[draft] of https://a.example/b"),
        ("*a* _b_ ~~c~~ `d`", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\`"),
        ("<script>", "\\<script>"),
        ("</b><?php ?><!DOCTYPE>", "\\</b>\\<?php ?>\\<!DOCTYPE>"),
        ("<javascript:alert(1)>", "\\<javascript:alert(1)>"),
        ("&amp; &#60; & R&D", "\\&amp; \\&#60; & R&D"),
        ("at 10:30:45, :smile:", "at 10:30:45, \\:smile:"),
        ("a|b", "a\\|b"),
        ("", ""),
    ],
)
def test_only_what_acts_is_escaped(text: str, expected: str | None) -> None:
    """Ordinary prose stays as it is written."""
    assert (text if expected is None else expected) == alone(line(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# a", "\\# a"),
        ("#a", "#a"),
        ("####### a", "####### a"),
        ("- a", "\\- a"),
        ("-5 a", "-5 a"),
        ("-", "\\-"),
        ("+ a", "\\+ a"),
        ("1. a", "1\\. a"),
        ("2026) a", "2026\\) a"),
        ("1.5 a", "1.5 a"),
        ("0:10 a", "0:10 a"),
        ("> a", "\\> a"),
        ("---", "\\---"),
        ("- - -", "\\- - -"),
        ("===", "\\==="),
        (":--", "\\:--"),
        ("--- a", "--- a"),
        ("    a", "a"),
    ],
)
def test_the_beginning_of_a_line_opens_nothing(text: str, expected: str) -> None:
    """No list, heading, quote, rule or code: only where one could begin, and only alone."""
    assert expected == alone(line(text))
    assert text.strip() == inline(line(text))


@pytest.mark.parametrize(
    ("text", "expected"), [("C #", "C \\#"), ("C ##", "C \\##"), ("C#", "C#"), ("#", "\\#")]
)
def test_number_signs_at_the_end_of_a_heading_stay(text: str, expected: str) -> None:
    """They would be taken for the heading's own."""
    assert expected == heading(line(text))


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (line(Span("Ready:", "strong"), " a question"), "**Ready:** a question"),
        (line("now ", Span(" late ", "late"), "a"), "now  **late** a"),
        (line("un", Span("believ", "strong"), "able"), "unbelievable"),
        (line(Span("a", "strong"), Span("b", "late")), "**ab**"),
        (line("(", Span("a*", "strong"), ")"), "(**a\\***)"),
        (line(Span("kw", "id"), Span("tz", "id_rest")), "`kwtz`"),
        (line(Span("a`b", "command")), "``a`b``"),
        (line(Span("`", "command")), "`` ` ``"),
        (line(Span(" a ", "command")), "`  a  `"),
        (line(Span("a|b", "command")), "`a|b`"),
        (line("a", Span(" ", "id"), "b"), "a b"),
        (line(Span("good", "good"), Span("1", "number"), Span("d", "date")), "good1d"),
    ],
)
def test_meanings_are_marked(part: Line, expected: str) -> None:
    """What matters is strong, what is to be typed is code; where marks can't act there are none."""
    assert expected == inline(part)


def test_a_pipe_in_a_cell_is_escaped_in_code_too() -> None:
    """There a table is split before its cells are read."""
    assert "`a\\|b` c\\|d" == inline(line(Span("a|b", "command"), " c|d"), in_cell=True)


@given(data=st.data())
def test_a_line_is_a_line(data: st.DataObject, hostile_lines: st.SearchStrategy[Line]) -> None:
    """Fault rows 53 and 56: one paragraph, shown letter for letter, in which nothing acts."""
    part = tuple(Span(clean(each.text), each.style) for each in data.draw(hostile_lines))
    kinds, text, inner = shown(alone(part))
    expected = plain(text_of(part))
    assert expected == text
    assert kinds == (["paragraph_open", "inline", "paragraph_close"] if expected else [])
    assert not inner & ACTS


@given(data=st.data())
def test_a_heading_is_a_heading(
    data: st.DataObject, hostile_lines: st.SearchStrategy[Line]
) -> None:
    """Its whole text is in it, and nothing in it acts."""
    part = tuple(Span(clean(each.text), each.style) for each in data.draw(hostile_lines))
    kinds, text, inner = shown(f"# {heading(part)}")
    assert (["heading_open", "inline", "heading_close"], plain(text_of(part))) == (kinds, text)
    assert not inner & ACTS


@given(data=st.data())
def test_a_cell_is_a_cell(data: st.DataObject, hostile_lines: st.SearchStrategy[Line]) -> None:
    """No text ends its cell or its table, and nothing in it acts."""
    part = tuple(Span(clean(each.text), each.style) for each in data.draw(hostile_lines))
    cell = inline(part, in_cell=True)
    kinds, text, inner = shown(f"| a | b |\n| --- | --- |\n| {cell} | d |")
    assert plain(f"a b {text_of(part)} d") == text
    assert (2, 2) == (kinds.count("th_open"), kinds.count("td_open"))
    assert not inner & ACTS
