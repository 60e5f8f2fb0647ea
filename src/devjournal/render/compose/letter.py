"""The parts that every letter has: whom it greets, its lists, who signs it."""

from __future__ import annotations

from collections.abc import Iterable

from devjournal.pages.phrases import flat
from devjournal.render.document import Block, Item, ListBlock, Prose, line


def opening(name: str) -> Block:
    """Return the greeting of somebody, by their first name."""
    return Prose(f"Dear {next(iter(name.split()), name)},")


def points(words: str, texts: Iterable[str]) -> list[Block]:
    """Return a list beneath the words that lead to it; nothing without any point."""
    items = tuple(Item(line(flat(text))) for text in texts)
    return [Prose(words), ListBlock(items)] if items else []


def closing(words: str, name: str | None) -> list[Block]:
    """Return the last words, and beneath them who says them."""
    return [Prose("\n".join(filter(None, (words, name and flat(name)))))]
