"""Questions on a terminal: on stderr, so that stdout stays data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.cli.streams import write
from devjournal.errors import Interrupted
from devjournal.text import clean

if TYPE_CHECKING:
    from devjournal.cli.context import Context


def ask(context: Context, question: str, *, optional: bool = False) -> str:
    """Ask until there is an answer (or once, if it is `optional`) and return it."""
    while True:
        skip = " (Enter to skip)" if optional else ""
        write(context.around.stderr, f"{clean(question)}{skip}: ")
        context.around.stderr.flush()
        answer = _line(context)
        if answer or optional:
            return answer


def _line(context: Context) -> str:
    """Return the line that was typed, without blanks around it; raises Interrupted if none."""
    try:
        typed = context.around.stdin.readline()
    except KeyboardInterrupt:
        context.around.stderr.write("\n")
        raise
    if not typed:
        context.around.stderr.write("\n")
        raise Interrupted("nobody answered")
    return typed.strip()
