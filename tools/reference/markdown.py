"""The few forms of Markdown that the reference pages are made of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def made_by(source: str) -> str:
    """Return the comment at the top of a page, which says where to change it."""
    return f"<!-- Made by `make reference` from {source}: change those. -->"


def top(page: str) -> str:
    """Return the words that a page begins with, which stand in a file beside this one."""
    return Path(__file__).with_name(f"{page}_top.md").read_text(encoding="utf-8").rstrip()


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; cells are Markdown already, but for what would break a row."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def code(text: str) -> str:
    """Return words as code."""
    return f"`{text}`"


def fence(text: str, language: str) -> str:
    """Return a block of code, as it is."""
    return f"```{language}\n{text.rstrip()}\n```"


def either(words: Sequence[str]) -> str:
    """Return "a", "a or b", "a, b or c"."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
