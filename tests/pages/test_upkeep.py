"""What `check` found in the files, and what `history` can undo."""

from __future__ import annotations

import pytest

from devjournal.journal.stored import Problem
from devjournal.pages.listing import compose_problems
from devjournal.render.document import Note, text_of
from devjournal.render.markdown import render_markdown

WRONG = Problem(
    "goals/lead.toml", "due: must be a day", 3, 7, excerpt="due = 5\n      ^", hint="write a day"
)
WARNED = Problem("goals/lead.toml", "it serves no objective", level="warning")


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
        ([WRONG], "\n1 problem\n"),
        ([WARNED], "\n1 warning\n"),
        ([WRONG, WRONG, WARNED], "2 problems, 1 warning"),
    ],
)
def test_problems_and_warnings_are_counted(problems: list[Problem], tally: str) -> None:
    """A warning keeps nothing from being read."""
    assert tally in render_markdown(compose_problems(problems))
