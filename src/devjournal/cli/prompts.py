"""Questions on a terminal: on stderr, so that stdout stays data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.cli.streams import write
from devjournal.errors import Interrupted
from devjournal.text import clean

if TYPE_CHECKING:
    from devjournal.cli.run import Run


def ask(run: Run, question: str, *, optional: bool = False) -> str:
    """Ask until there is an answer (or once, if it is `optional`) and return it."""
    while True:
        skip = " (Enter to skip)" if optional else ""
        write(run.system.stderr, f"{clean(question)}{skip}: ")
        run.system.stderr.flush()
        answer = _line(run)
        if answer or optional:
            return answer


def _line(run: Run) -> str:
    """Return the line that was typed, without blanks around it; raises Interrupted if none."""
    try:
        typed = run.system.stdin.readline()
    except KeyboardInterrupt:
        run.system.stderr.write("\n")
        raise
    if not typed:
        run.system.stderr.write("\n")
        raise Interrupted("nobody answered")
    return typed.strip()
