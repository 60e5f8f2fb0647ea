"""`schema`: the JSON Schema of a kind's files."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.streams import write_json


def command(
    ctx: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(help="action, goal...; without it, of every kind.")
    ] = None,
) -> None:
    """Print the JSON Schema of a kind's files, for an editor to complete and check them by.

    Example: devjournal schema action
    """
    from devjournal.models import validation
    from devjournal.models.kinds import KINDS, kind_called

    here = of(ctx)
    if kind is None:
        found = {name: validation.schema(name) for name in KINDS}
    else:
        found = validation.schema(kind_called(kind).name)
    if here.flags.json:
        here.show_json("schema", {"schema": found})
        return
    write_json(here.around.stdout, json.dumps(found, indent=2, ensure_ascii=False) + "\n")
