"""`--linear`, and colour: what is drawn on a terminal, and what is said without."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from devjournal.cli.app import execute
from tests.cli.test_next_steps import pages
from tests.runner import JOURNALS, Runner

READING = ("today", "prep", "plan", "thank", "remind", "review", "progress", "skill", "check")
DRAWN = re.compile(r"[\u2190-\u2bff\u00b7\u00d7]|[0-9]\u2013[0-9]|[|+*=_-]{3}")
"""Arrows, signs, boxes, bars and dots; a dash between numbers, which is read as nothing."""


@pytest.mark.parametrize("journal", ["maya", "signe"])
def test_nothing_is_drawn(journal: str, tmp_path: Path) -> None:
    """Every page and list, its asides and what is refused: in words and nothing else."""
    root = JOURNALS[journal]
    written = "".join(path.read_text(encoding="utf-8") for path in root.rglob("*.toml"))
    runner = Runner(tmp_path, journal=root)
    seen = set[str]()
    for page in pages(root):
        if page[0] in (*READING, "list") or page[0] not in seen:
            seen.add(page[0])
            ran = runner("--linear", *page)
            drawn = {sign for sign in DRAWN.findall(ran.out + ran.err) if sign not in written}
            assert not drawn, (page, drawn)


WORDS = {
    "a change": ("note", "The board meets"),
    "what practice warns of": ("reopen", "own-the-ticket-tag-taxonomy"),
    "an undo": ("undo",),
    "a page in a file": ("today", "--output", "PAGE"),
    "what is forgotten": ("purge", "actions/kw", "--yes"),
    "an error with a hint": ("postpone", "priya", "--to", "soon"),
    "a question": ("topic",),
}


class Tty(io.StringIO):
    """A stream with somebody at its other end."""

    def isatty(self) -> bool:
        """Return that it is a terminal."""
        return True


def said(folder: Path, words: tuple[str, ...], *, stream: type[io.StringIO], **environ: str) -> str:
    """Return what a command says on streams of a kind, with a step there to undo."""
    runner = Runner(folder, journal=JOURNALS["maya"])
    runner.ok("note", "A step")
    runner.environ |= {"TERM": "xterm-256color", **environ}
    out, err, stdin = stream(), stream(), stream("nobody\n")
    told = [word.replace("PAGE", str(folder / "page.md")) for word in words]
    execute(told, runner.system(stdin=stdin, stdout=out, stderr=err))
    return out.getvalue() + err.getvalue()


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_what_is_said_beside_pages_is_not_drawn(words: tuple[str, ...], tmp_path: Path) -> None:
    """Confirmations, warnings, errors and questions; and a command stands whole, to be copied."""
    text = said(tmp_path, ("--linear", *words), stream=Tty, NO_COLOR="1")
    assert not re.search(r"[\u2190-\u2bff\u00b7]", text), text
    commands = [line for line in text.split("\n") if line.strip().startswith("devjournal ")]
    assert not [line for line in commands if line.endswith(".")]


HELP = {"a page of help": ("prep", "--help"), "a group's help": ("goal",), "all help": ("--help",)}


@pytest.mark.parametrize("words", [*WORDS.values(), *HELP.values()], ids=[*WORDS, *HELP])
def test_it_is_coloured_on_a_terminal_alone(words: tuple[str, ...], tmp_path: Path) -> None:
    """As pages are: never in a pipe, nor with NO_COLOR."""
    assert "\x1b[" in said(tmp_path / "a", words, stream=Tty)
    assert "\x1b" not in said(tmp_path / "b", words, stream=Tty, NO_COLOR="1")
    assert "\x1b" not in said(tmp_path / "c", words, stream=io.StringIO)
