from __future__ import annotations

from typing import Any, NoReturn

import pytest

from devjournal.changes.placed import Placed
from devjournal.errors import Ambiguous, DiskError, UsageError
from devjournal.logpage.mistakes import PageError


def refuse(value: Any) -> NoReturn:
    """Find fault with any value."""
    raise UsageError(f"{value} is wrong", hint="say right")


def test_what_is_right_is_passed_on() -> None:
    """The value that was made comes back, and there is nothing to report."""
    placed = Placed()
    assert 3 == placed("--note", 1, len, "abc")
    placed.finish()


def test_what_was_not_said_is_not_judged() -> None:
    """Nothing is called for an unset value."""
    assert Placed()("--note", 1, refuse, None) is None


def test_mistakes_of_a_page_wait_for_each_other() -> None:
    """They are told together, in the order of their lines, with their hints."""
    placed = Placed()
    assert placed("--mine", 9, refuse, "b") is None
    assert placed("--note", 4, refuse, "a") is None
    with pytest.raises(PageError) as wrong:
        placed.finish()
    assert "line 4: a is wrong\nline 9: b is wrong" == wrong.value.message
    assert "line 4: say right\nline 9: say right" == wrong.value.hint


def test_a_flags_mistake_is_told_at_once_and_keeps_its_kind() -> None:
    """Candidates and all."""

    def doubt(value: str) -> NoReturn:
        raise Ambiguous(f"{value} could be two", candidates=("a", "b"))

    with pytest.raises(Ambiguous) as wrong:
        Placed()("--done", None, doubt, "k")
    assert ("--done: k could be two", ("a", "b")) == (wrong.value.message, wrong.value.candidates)


def test_what_is_no_mistake_of_the_page_is_not_taken_for_one() -> None:
    """A full disk is no wrong line."""

    def fail(_: str) -> NoReturn:
        raise DiskError("full")

    with pytest.raises(DiskError):
        Placed()("--note", 3, fail, "x")
