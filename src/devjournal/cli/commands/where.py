"""`where`: where the journal is, and what the program keeps beside it."""

from __future__ import annotations

import typer

from devjournal.cli.context import of
from devjournal.render.document import Column, Document, Span, Table, line


def command(ctx: typer.Context) -> None:
    """Say where the journal is, and where the program keeps its cache and drafts.

    Example: devjournal where
    """
    here = of(ctx)
    places = {
        "journal": str(here.root),
        "cache": str(here.cache_folder),
        "drafts": str(here.draft_folder),
    }
    if here.flags.json:
        here.show_json("where", places)
        return
    rows = tuple((line(Span(name, "label")), line(path)) for name, path in places.items())
    here.show(Document(blocks=(Table((Column(), Column(wrap=True)), rows, head=False),)))
