"""Whole pages on a terminal: how they look, and what never gets there."""

from __future__ import annotations

import io
import os
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.render.document import (
    Block,
    Document,
    Heading,
    Note,
    Paragraph,
    Prose,
    Span,
    Style,
    line,
)
from devjournal.render.encoding import fitted
from devjournal.render.terminal import LOOKS, ColorChoice, console_for, render_terminal, show
from devjournal.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LOOK = re.compile(r"\x1b\[[0-9;]+m")


def drawn(document: Document, width: int = 80, *, color: bool = False) -> str:
    """Return a page as it is printed."""
    stream = io.StringIO()
    show(console_for(stream, color="always" if color else "never", width=width), document)
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_page_looks_as_it_did(
    width: int, page: Document, snapshot_file: Callable[[str, str], None]
) -> None:
    """Compact, aligned, wrapped; refreshed by --update-snapshots."""
    snapshot_file(render_terminal(page, width), f"page-{width}.txt")


def test_a_page_on_a_plain_terminal_looks_as_it_did(
    page: Document, stream_of: Callable[..., io.StringIO], snapshot_file: Callable[[str, str], None]
) -> None:
    """Where the encoding has no blocks and arrows, marks that it has stand in for them."""
    stream = stream_of("ascii")
    show(console_for(stream), page)
    assert stream.getvalue().isascii()
    snapshot_file(stream.getvalue(), "page-ascii.txt")


@pytest.mark.parametrize("width", [20, 33, 60, 80, 120])
def test_colour_changes_nothing_but_colour(width: int, page: Document) -> None:
    """A pipe gets the same text as a terminal, without any code in it."""
    bare = drawn(page, width)
    assert "\x1b" not in bare
    assert bare == LOOK.sub("", drawn(page, width, color=True))


@pytest.mark.parametrize("text", ["[/x]", "[red]", ":smile:", "[link=https://a.example]b[/link]"])
def test_markup_is_shown_letter_for_letter(text: str) -> None:
    """Fault row 53: a title is text, also where others would read markup."""
    assert f"{text}\n\n{text}\n" == drawn(Document((Paragraph(line(text)),), title=line(text)))


@given(data=st.data(), width=st.integers(20, 130), color=st.booleans())
def test_any_page_is_whole_and_harmless(
    data: st.DataObject,
    width: int,
    *,
    color: bool,
    hostile_documents: st.SearchStrategy[Document],
    letters_of: Callable[[Any], str],
) -> None:
    """All text is there at every width; nothing raw is, nor a space at the end of a row."""
    document = data.draw(hostile_documents)
    page = LOOK.sub("", drawn(document, width, color=color))
    assert page == clean(page, lines=True)
    assert not re.search(" $", page, re.MULTILINE)
    letters = letters_of(document).replace(" ", "").replace("\n", "")
    missing = Counter(letters) - Counter(page)
    assert not missing


@given(
    data=st.data(),
    encoding=st.sampled_from(("ascii", "iso8859-1", "cp437", "cp1252", "shift_jis", "utf-16")),
    linear=st.booleans(),
)
def test_any_page_can_be_encoded(
    data: st.DataObject,
    encoding: str,
    *,
    linear: bool,
    hostile_documents: st.SearchStrategy[Document],
    stream_of: Callable[..., io.StringIO],
) -> None:
    """Fault row 62: whatever is in the journal, an old terminal gets a page."""
    stream = stream_of(encoding)
    show(console_for(stream, color="always"), data.draw(hostile_documents), linear=linear)
    stream.getvalue().encode(encoding)


def test_looks_are_codes_of_the_sixteen_colours() -> None:
    """A terminal's own palette makes them fit a dark or a light ground."""
    words = line(Span("✓", "good"), " action ", Span("kwtz", "id"))
    assert "\x1b[32m✓\x1b[0m action \x1b[1mkwtz\x1b[0m\n" == drawn(
        Document((Paragraph(words),)), color=True
    )
    assert set(get_args(Style)) == LOOKS.keys()
    words_of_looks = {word for look in LOOKS.values() for word in look.split()}
    assert {"bold", "dim", "green", "yellow", "red", "magenta"} == words_of_looks


def test_an_empty_page_is_empty() -> None:
    """Not even a newline."""
    assert "" == drawn(Document(()))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((Heading(line("A")), Paragraph(line("b")), Heading(line("C"))), "A\n  b\n\nC\n"),
        ((Paragraph(line("a")), Paragraph(line("b"))), "a\nb\n"),
        ((Note(line("a")), Note(line("b"), "bad")), "· a\n✗ b\n"),
        ((Paragraph(line("a")), Prose("b"), Paragraph(line("c"))), "a\n\nb\n\nc\n"),
        ((Paragraph(line("a")), Paragraph(()), Heading(line("B"))), "a\n\nB\n"),
        ((Heading(line("A")), Prose("b"), Heading(line("C"), 3)), "A\n  b\n\n  C\n"),
        ((Heading(line("A"), 2), Prose("b")), "A\n  b\n"),
    ],
)
def test_blocks_stand_apart_and_sections_are_set_in(
    blocks: tuple[Block, ...], expected: str
) -> None:
    """A blank line between two, but for lines of one kind and beneath a heading."""
    assert expected == drawn(Document(blocks))


@pytest.mark.parametrize(
    ("width", "expected"),
    [(40, f"Goals{' ' * 25}3 of 4 set\nsince May\n"), (20, "Goals     3 of 4 set\nsince May\n")],
)
def test_the_figure_that_matters_stands_at_the_right(width: int, expected: str) -> None:
    """Of the title line, where there is room for it."""
    page = Document((), line("Goals"), line("since May"), line("3 of 4 set"))
    assert expected == drawn(page, width)
    assert "Goals of the year\n3 of 4 set\n" == drawn(
        Document((), line("Goals of the year"), (), line("3 of 4 set")), 20
    )


@pytest.mark.parametrize(
    ("color", "environ", "terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"CLICOLOR": "0"}, True, False),
        ("auto", {"CLICOLOR": "1"}, False, False),
        ("auto", {"CLICOLOR": "1"}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, True),
        ("auto", {"FORCE_COLOR": ""}, False, False),
        ("auto", {"FORCE_COLOR": "1", "CLICOLOR": "0", "TERM": "dumb"}, False, True),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"NO_COLOR": "0", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"TTY_COMPATIBLE": "0", "FORCE_COLOR": "1"}, True, True),
        ("always", {"NO_COLOR": "1", "TERM": "dumb", "CLICOLOR": "0"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_who_decides_on_colour(
    *,
    color: ColorChoice,
    environ: Mapping[str, str],
    terminal: bool,
    expected: bool,
    stream_of: Callable[..., io.StringIO],
) -> None:
    """The flag, then NO_COLOR, FORCE_COLOR, CLICOLOR, TERM, and at last the terminal."""
    stream = stream_of(terminal=terminal)
    console = console_for(stream, color=color, environ={"TERM": "x", **environ})
    assert "" == stream.getvalue()
    show(console, Document((Paragraph(line(Span("kw", "id"))),)))
    assert {True: "\x1b[1mkw\x1b[0m\n", False: "kw\n"}[expected] == stream.getvalue()


@pytest.mark.parametrize(
    ("environ", "width", "expected"),
    [
        ({}, None, 80),
        ({"COLUMNS": "132"}, None, 132),
        ({"COLUMNS": "132"}, 60, 60),
        ({"COLUMNS": "0"}, None, 80),
        ({"COLUMNS": "wide"}, None, 80),
        ({"COLUMNS": "-5"}, None, 80),
        ({"COLUMNS": "²"}, None, 80),
        ({"COLUMNS": "9" * 5000}, None, 80),
        ({"COLUMNS": "3"}, None, 20),
    ],
)
def test_width_of_a_pipe(environ: Mapping[str, str], width: int | None, expected: int) -> None:
    """80 unless COLUMNS says otherwise, and never too narrow for a word."""
    assert expected == console_for(io.StringIO(), environ=environ, width=width).width


@pytest.mark.skipif(sys.platform == "win32", reason="it has no pseudo-terminals")
def test_width_of_a_terminal() -> None:
    """The terminal is asked, but COLUMNS wins."""
    import termios

    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 97))
    with os.fdopen(theirs, "w") as stream:
        assert 97 == console_for(stream).width
        assert 60 == console_for(stream, environ={"COLUMNS": "60"}).width
    os.close(ours)


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "Łukasz · 2 → 3 ✓ é"),
        ("ascii", "\\u0141ukasz - 2 -> 3 v \\xe9"),
        ("iso8859-1", "\\u0141ukasz · 2 -> 3 v é"),
    ],
)
def test_what_an_encoding_cannot_carry_is_stood_in_for(encoding: str, expected: str) -> None:
    """A mark has a plain one in its stead, a letter its code; nothing is lost, nothing breaks."""
    assert expected == fitted("Łukasz · 2 → 3 ✓ é", encoding)


def test_a_reader_that_went_away_is_told_to_the_caller() -> None:
    """Fault row 61: Rich would end the program by itself."""
    read, write = os.pipe()
    os.close(read)
    with open(write, "w") as stream:  # noqa: PTH123 - a descriptor
        console = console_for(stream)
        with pytest.raises(BrokenPipeError):
            show(console, Document((Paragraph(line("a")),)))
        os.dup2(os.open(os.devnull, os.O_WRONLY), write)
