"""What `check` finds, as lines that a workflow on GitHub shows beside the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devjournal.journal.stored import Problem

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}
_LEVELS = {"problem": "error", "warning": "warning"}


def render_annotations(problems: Iterable[Problem], folder: str) -> str:
    """Return a workflow command for each problem, with what stands before the paths."""
    return "".join(f"{_command(one, folder)}\n" for one in problems)


def _command(problem: Problem, folder: str) -> str:
    told = {
        "file": folder + problem.path,
        "line": problem.line,
        "col": problem.column,
        "title": "devjournal check",
    }
    properties = ",".join(
        f"{name}={_escaped(str(value), _PROPERTY)}"
        for name, value in told.items()
        if value is not None
    )
    words = f"{problem.reason}\n{problem.hint}" if problem.hint else problem.reason
    return f"::{_LEVELS[problem.level]} {properties}::{_escaped(words, _DATA)}"


def _escaped(text: str, how: dict[str, str]) -> str:
    return "".join(how.get(letter, letter) for letter in text)
