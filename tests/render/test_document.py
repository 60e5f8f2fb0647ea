from __future__ import annotations

from devjournal.render.document import Heading, Paragraph, Span, join, line, styled, text_of


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
