"""Hostile text: kept letter for letter in the files, and shown everywhere without acting."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Ran, Runner

HOSTILE = "[/x] [red] :smile: \x1b]52;c;ZXZpbA==\x07\x9b2J\u202egnp.exe"
VISIBLE = r"[/x] [red] :smile: \x1b]52;c;ZXZpbA==\x07\x9b2J\u202egnp.exe"

ADDING = (
    *(
        "win",
        "feedback",
        "lesson",
        "vouched",
        "gave",
        "resource",
        "reflect",
        "note",
        "assess",
        "action",
    ),
    *("goal add", "skill add", "objective add", "opportunity add", "person add", "setback add"),
    *("topic priya", "relationship start --as coach --purpose x", "meet --as coach --purpose x"),
)
PAGES = (
    *("today", "prep priya", "prep priya --format markdown", "prep priya --share", "plan priya"),
    *("scorecard", "scorecard priya", "network", "network --explain"),
    *("progress", "review", "review --format markdown", "show lead", "show bc", "search smile"),
    *("list goals", "list actions", "list topics", "history", "undo", "redo", "check"),
)


def harmless(ran: Ran) -> bool:
    """Return whether nothing in what was printed acts on a terminal."""
    return not set("\x1b\x07\x9b\u202e") & set(ran.out + ran.err)


@pytest.mark.parametrize("command", ADDING)
def test_what_is_added_is_kept_and_shown_safely(command: str, loop: Runner) -> None:
    """The file holds what was said, the echo shows it; an error repeats it as harmlessly."""
    ran = loop.ok(*command.split(), f"a {HOSTILE} b")
    assert harmless(ran)
    assert VISIBLE in ran.said
    texts = [value for path in loop.files() for value in loop.file(path).values()]
    assert f"a {HOSTILE} b" in texts
    ran = loop(*command.split(), "x", "--relationship", HOSTILE)
    assert (True, True) == (ran.code in (2, 3), harmless(ran))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_lets_nothing_act(page: str, loop: Runner) -> None:
    """Titles, reasons, links, excerpts and words of the history are shown for what they are."""
    loop.ok("set", "lead", f"title={HOSTILE}", f"why={HOSTILE}\n{HOSTILE}", f"tags={HOSTILE}")
    loop.ok("set", "priya-nair", f"name=Priya {HOSTILE}")
    loop.ok("gave", f"C {HOSTILE}", "--to", "priya-nair")
    loop.ok("relationship", "measure", "priya", f"D {HOSTILE}", "--target", "3")
    loop.ok("action", f"A {HOSTILE}", "--for", "priya", "--goal", "lead", "--due", "today")
    loop.ok("topic", "priya", f"B {HOSTILE}", "--visibility", "shared")
    loop.ok("undo")
    if page != "redo":
        loop.ok("redo")
    ran = loop(*page.split())
    assert harmless(ran)
    assert page == "check" or r"\x1b" in ran.out + ran.err


@pytest.mark.parametrize(
    "words", ["prep X", "X", "done xX", "--xX", "search X", "set lead Xtitel=x --json", "show X"]
)
def test_what_is_typed_is_repeated_safely(loop: Runner, words: str) -> None:
    """In the message, in the hint, as data, whoever made them: this program or the parser."""
    ran = loop(*(word.replace("X", HOSTILE) for word in shlex.split(words)))
    assert (True, True) == (ran.code in (2, 3), harmless(ran))
    assert r"\x1b" in ran.err


def test_a_letter_and_its_advice_are_harmless(runner: Runner) -> None:
    """In the letter, the echo and the advice; the request keeps what was said."""
    said = "a [/x] \x1b[31m mentor"
    ran = runner.ok(
        *("ask", "draft", said, "--as", "mentor", "--skill", "x", "--level", "2"),
        *("--time-frame", "t", "--meetings", "2", "--focus", said, "--evidence", said),
    )
    assert harmless(ran)
    (path,) = (runner.root / "relationships").iterdir()
    assert said == runner.file(f"relationships/{path.name}")["ask"]["focus"]


def test_an_argument_that_is_no_text_is_refused(loop: Runner) -> None:
    """A lone surrogate (a byte that is no UTF-8) is exit 2, and nothing is written."""
    before = loop.files()
    ran = loop("topic", "priya", "caf\udce9")
    assert 2 == ran.code
    assert r"an argument is not valid text: caf\udce9" in ran.err
    assert before == loop.files()
