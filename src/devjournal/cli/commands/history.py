"""`history`: what was done, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import in_range
from devjournal.errors import BadFile

if TYPE_CHECKING:
    from devjournal.store.step import Step


def command(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option(metavar="N", help="How many steps of each list.")] = 20,
) -> None:
    """List what was done, newest first, and on top what was undone and can be done again.

    Example: devjournal history --limit 5
    """
    from devjournal.render.compose.history import compose_history
    from devjournal.store import past_of

    here = of(ctx)
    in_range("--limit", limit, 1, 10_000)
    past = past_of(here.root, limit)
    if here.flags.json:
        told = {"done": list(map(_facts, past.done)), "undone": list(map(_facts, past.undone))}
        here.show_json("history", told)
    else:
        here.show(compose_history(past.done, past.undone))
    if past.damaged:
        raise BadFile("\n".join(past.damaged), hint="devjournal check says more")


def _facts(step: Step) -> dict[str, object]:
    return {"at": step.at, "words": step.words, "paths": [write.path for write in step.writes]}
