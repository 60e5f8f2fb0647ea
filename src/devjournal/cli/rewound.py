"""Telling what an undo or a redo did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.render.document import Document, Item, ListBlock, Paragraph, Span, line

if TYPE_CHECKING:
    from devjournal.cli.context import Context
    from devjournal.store.step import Step

_MOST_PATHS = 10


def tell_rewound(here: Context, verb: str, step: Step) -> None:
    """Say what was undone or redone, in words and by file; with --json as one document."""
    paths = [write.path for write in step.writes]
    if here.flags.json:
        here.show_json("rewound", {"words": f"{verb}: {step.words}", "paths": paths})
        return
    here.say(
        Document(
            blocks=(
                Paragraph(line(Span("✓ ", "good"), f"{verb}: {step.words}")),
                ListBlock(tuple(Item(line(Span(one, "dim"))) for one in _some(paths))),
            )
        )
    )


def _some(paths: list[str]) -> list[str]:
    """Return the first paths, and how many there are beside them."""
    left = len(paths) - _MOST_PATHS
    return paths if left <= 0 else [*paths[:_MOST_PATHS], f"and {left} more"]
