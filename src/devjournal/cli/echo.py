"""The echo: every change, as it was understood, on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.practice.rules import warned
from devjournal.render.compose.echo import compose_echo
from devjournal.render.document import Document

if TYPE_CHECKING:
    from devjournal.changes.draft import Operation
    from devjournal.cli.context import Context
    from devjournal.journal.stored import Change


def echo_operation(context: Context, operation: Operation, *, dry_run: bool = False) -> None:
    """Print one line a change, then what practice warns of; with --json, one document instead."""
    after = context.journal.with_changes(operation.changes)
    warnings = tuple(warned(context.journal, after, operation.changes))
    if context.flags.json and not context.has_shown_json:
        payload = {
            "words": operation.words,
            "dry_run": dry_run,
            "changes": list(map(_told, operation.changes)),
            "warnings": [{"kind": w.kind, "id": w.id, "words": w.words} for w in warnings],
        }
        context.show_json("operation", payload)
        return
    lines = compose_echo(after, operation.changes, context.today, dry_run=dry_run)
    context.say(Document(blocks=lines))
    for warning in warnings:
        words = f"· {warning.id}: {warning.words}"
        context.tell(f"{words}\n  {warning.settle}" if warning.settle else words)


def _told(change: Change) -> dict[str, str]:
    told = {"kind": change.kind, "id": change.id, "change": _word(change)}
    return told if change.old_id == change.id else {**told, "was": change.old_id}


def _word(change: Change) -> str:
    if change.before is None:
        return "new"
    if change.after is None:
        return "deleted"
    return "changed" if change.old_id == change.id else "renamed"
