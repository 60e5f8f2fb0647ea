"""`resource`: something to learn from."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.capture import Capture, captures


@captures
def command(
    new: Capture,
    title: Annotated[str | None, typer.Option(help="What it is called.")] = None,
    author: Annotated[str | None, typer.Option(help="Who made it.")] = None,
    source: Annotated[str | None, typer.Option(help="Where it appeared.")] = None,
    link: Annotated[str | None, typer.Option(help="Where it is.")] = None,
    read_on: Annotated[str | None, typer.Option(metavar="DAY", help="When you read it.")] = None,
) -> None:
    """Keep something to read, watch or listen to; TEXT says what it is good for.

    Example: devjournal resource "How a budget becomes an actual" --title "The plain ledger"
    --author "I. Marsh"
    """
    told = {"title": title, "author": author, "source": source, "link": link, "read_on": read_on}
    new.add("resource", told)
