"""Questions on a real terminal."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from devjournal.cli.run import Run
from devjournal.cli.system import System
from tests.terminal import Terminal, ended

if TYPE_CHECKING:
    from tests.runner import Runner


class Somebody(io.StringIO):
    """A stream with somebody at its other end."""

    def isatty(self) -> bool:
        """Return that it is a terminal."""
        return True


def test_a_question_is_made_safe(loop: Runner) -> None:
    """Whatever is asked, and whoever made up the words."""
    stdin, err = Somebody("yes\n"), Somebody()
    system = System({}, stdin, io.StringIO(), err, loop.root, lambda _: "b")
    assert "yes" == Run(system).ask("Drop \x1b[2J\u202e", flag="--drop")
    assert "Drop \\x1b[2J\\u202e: " == err.getvalue()


def test_arguments_are_asked_for_one_by_one(terminal: Terminal, loop: Runner) -> None:
    """A person who types the command alone is led to the end."""
    loop.ok("relationship", "start", "Ines", "--as", "mentor", "--purpose", "rosters")
    child = terminal("topic")
    child.expect_exact("With whom: ")
    child.sendline("priya")
    child.expect_exact("What to talk about: ")
    child.sendline("How do you choose?")
    assert 0 == ended(child)
    assert "How do you choose?" == loop.newest("topics")["text"]


def test_ctrl_c_ends_it_without_a_trace(terminal: Terminal, loop: Runner) -> None:
    """Exit 130; the journal is as it was."""
    before = loop.files()
    child = terminal("topic", "priya")
    child.expect_exact("What to talk about: ")
    child.sendintr()
    child.expect_exact("interrupted")
    assert 130 == ended(child)
    assert before == loop.files()


def test_no_input_is_never_asked(terminal: Terminal) -> None:
    """It fails as it would in a script."""
    child = terminal("topic", "--no-input")
    child.expect_exact("missing argument 'WHO'")
    assert 2 == ended(child)


def test_a_question_shows_hostile_text_as_escapes(terminal: Terminal, loop: Runner) -> None:
    """What is offered to choose from comes from files."""
    (loop.root / "relationships" / "priya-\x9b2J.toml").write_text(
        'person = "priya-nair"\nkind = "sponsor"\nmy_role = "receiving"\nstate = "active"\n'
        'purpose = "x"\n',
        encoding="utf-8",
    )
    (loop.root / "meetings" / "x.toml").write_text(
        'relationship = "priya-\\u009b2J"\nat = 2026-10-14T10:00:00+01:00\nstate = "held"\n',
        encoding="utf-8",
    )
    child = terminal("log", "priya", EDITOR="true")
    child.expect_exact("Which: ")
    assert "\x9b" not in str(child.before)
    child.sendline("9")
    child.expect_exact("a number from 1 to 3")
    child.sendline("1")
    child.expect_exact("no change")
    assert 0 == ended(child)
