"""The echo: every change, as it was understood, on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.render.compose.echo import compose_echo
from devjournal.render.document import Document

if TYPE_CHECKING:
    from devjournal.cli.context import Context
    from devjournal.operations.draft import Operation


def echo_operation(context: Context, operation: Operation, *, dry_run: bool = False) -> None:
    """Print one line a change; with --json, one document on stdout instead."""
    after = context.journal.with_changes(operation.changes)
    if context.flags.json:
        payload = {
            "words": operation.words,
            "dry_run": dry_run,
            "changes": [
                {"kind": c.kind, "id": c.id, "change": _word(c.before, c.after)}
                for c in operation.changes
            ],
        }
        context.show_json("operation", payload)
        return
    lines = compose_echo(after, operation.changes, context.today, dry_run=dry_run)
    context.say(Document(blocks=lines))


def _word(before: object, after: object) -> str:
    if before is None:
        return "new"
    return "deleted" if after is None else "changed"
