"""What is wrong with a page: every mistake at once, each with its place."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from devjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 60


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mistake:
    """One thing on a page that can't be used; `line` and `column` count from 1."""

    line: int
    column: int = 1
    reason: str
    hint: str | None = None


class PageError(UsageError):
    """A page has mistakes, so nothing of it is used; `mistakes` holds them in page order.

    The message has one line for each. Whoever resolves days and ids of a page raises it
    too, so that all that is wrong with a page looks the same.
    """

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        """Keep the mistakes, and say them in the message and the hint."""
        self.mistakes = tuple(sorted(mistakes, key=lambda found: (found.line, found.column)))
        super().__init__(
            "\n".join(f"line {found.line}: {found.reason}" for found in self.mistakes),
            hint=_hint(self.mistakes),
        )


def _hint(mistakes: tuple[Mistake, ...]) -> str | None:
    if len(mistakes) == 1:
        return mistakes[0].hint
    hints = [f"line {found.line}: {found.hint}" for found in mistakes if found.hint]
    return "\n".join(hints) or None


def quoted(text: str) -> str:
    """Return a text of the page in quotes, cut so that a message stays short."""
    return f'"{text}"' if len(text) <= _SHOWN else f'"{text[:_SHOWN]}…"'


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like `word`, or None if none is like it."""
    import difflib

    near = difflib.get_close_matches(word.lower(), list(known), n=1)
    return near[0] if near else None
