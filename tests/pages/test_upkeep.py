"""What `check` found in the files, and what `history` can undo."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from devjournal.journal.stored import Problem
from devjournal.pages.upkeep import compose_history, compose_problems
from devjournal.render.document import Note, text_of
from devjournal.render.markdown import render_markdown


class Step(NamedTuple):
    """A step of the history."""

    at: str
    words: str


WRONG = Problem(
    "goals/lead.toml", "due: must be a day", 3, 7, excerpt="due = 5\n      ^", hint="write a day"
)
WARNED = Problem("goals/lead.toml", "it serves no objective", level="warning")


def test_what_can_be_done_again_stands_before_what_was_done() -> None:
    """Undone steps come first, the newest of them on top."""
    done = [Step("2026-10-14T09:00:00", "added a goal")]
    undone = [Step("2026-10-14T09:01:00", "added b"), Step("2026-10-14T09:02:00", "added c")]
    assert "Nothing was done yet" in render_markdown(compose_history([], []))
    words = render_markdown(compose_history(done, undone))
    assert words.index("added c") < words.index("added b") < words.index("added a goal")
    assert 2 == words.count("undone")
    assert "2026-10-14 09:00" in words


def test_a_problem_says_where_it_is_shows_the_line_and_what_would_do() -> None:
    """The path with line and column, the line with its caret, the hint; then the tally."""
    note, _ = compose_problems([WRONG]).blocks
    assert isinstance(note, Note)
    shown = [text_of(part) for part in note.sub]
    assert ["due = 5", "      ^", "write a day"] == shown
    assert "goals/lead.toml:3:7: due: must be a day" == text_of(note.text)


@pytest.mark.parametrize(
    ("problems", "tally"),
    [
        ([], "Every file is in order."),
        ([WRONG], "1 problem, 0 warnings"),
        ([WRONG, WRONG, WARNED], "2 problems, 1 warning"),
    ],
)
def test_problems_and_warnings_are_counted(problems: list[Problem], tally: str) -> None:
    """A warning keeps nothing from being read."""
    assert tally in render_markdown(compose_problems(problems))
