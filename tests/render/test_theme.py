from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, get_args

import pytest

from devjournal.render.document import Style
from devjournal.render.theme import LOOKS, ColorChoice, Console, make_console

if TYPE_CHECKING:
    from collections.abc import Mapping


class Stream(io.StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        """Return what was said at the beginning."""
        return self.terminal


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
        ("auto", {"FORCE_COLOR": ""}, False, False),
        ("auto", {"FORCE_COLOR": "1", "CLICOLOR": "0", "TERM": "dumb"}, False, True),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"NO_COLOR": "0", "FORCE_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1", "TERM": "dumb", "CLICOLOR": "0"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_who_decides_on_colour(
    *, color: ColorChoice, environ: Mapping[str, str], terminal: bool, expected: bool
) -> None:
    """The flag, then NO_COLOR, FORCE_COLOR, CLICOLOR, TERM, and at last the terminal."""
    stream = Stream(terminal=terminal)
    assert expected == make_console(stream, color=color, environ={"TERM": "x", **environ}).color
    assert "" == stream.getvalue()


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
    stream = Stream(terminal=False)
    assert expected == make_console(stream, color="auto", environ=environ, width=width).width


@pytest.mark.skipif(sys.platform == "win32", reason="it has no pseudo-terminals")
def test_width_of_a_terminal() -> None:
    """The terminal is asked, but COLUMNS wins."""
    import termios

    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 97))
    with os.fdopen(theirs, "w") as stream:
        assert 97 == make_console(stream, color="auto", environ={}).width
        assert 60 == make_console(stream, color="auto", environ={"COLUMNS": "60"}).width
    os.close(ours)


@pytest.mark.parametrize(
    ("encoding", "expected"), [("UTF8", "utf-8"), ("latin1", "iso8859-1"), ("US-ASCII", "ascii")]
)
def test_encoding_of_a_stream(encoding: str, expected: str) -> None:
    """It is known by Python's own spelling, however the stream spells it."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    assert expected == make_console(stream, color="auto", environ={}).encoding


def test_a_stream_without_encoding_carries_everything() -> None:
    """A test's or a library's buffer is text."""
    assert "utf-8" == make_console(io.StringIO(), color="auto", environ={}).encoding


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "Łukasz · 2 → 3 ✓ é\\x1b"),
        ("ascii", "\\u0141ukasz - 2 -> 3 v \\xe9\\x1b"),
        ("iso8859-1", "\\u0141ukasz · 2 -> 3 v é\\x1b"),
    ],
)
def test_what_an_encoding_cannot_carry_is_stood_in_for(encoding: str, expected: str) -> None:
    """A mark has a plain one in its stead, a letter its code; nothing is lost, nothing breaks."""
    assert expected == Console(encoding=encoding).safe("Łukasz · 2 → 3 ✓ é\x1b")


def test_long_texts_keep_their_lines() -> None:
    """A newline is kept in a text of many lines, and in no other."""
    assert ("a b", "a\nb") == (Console().safe("a\nb"), Console().safe_lines("a\nb"))


def test_only_the_sixteen_colours_bold_and_dim_are_used() -> None:
    """Every look is one that all terminals have, and can be read on light and on dark."""
    assert {"1", "2", "31", "32", "35"} == {
        code for look in LOOKS.values() for code in look.split(";")
    }
    assert LOOKS.keys() <= set(get_args(Style))


def test_paint_only_where_there_is_colour() -> None:
    """Without colour the text stays bare; a look without text paints nothing."""
    assert "late" == Console(color=False).paint("late", "late")
    assert "\x1b[1;31mlate\x1b[0m" == Console(color=True).paint("late", "late")
    assert "plain" == Console(color=True).paint("plain", "plain")
    assert "" == Console(color=True).paint("", "late")
