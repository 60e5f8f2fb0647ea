"""Questions on a terminal: on stderr, so that stdout stays data.

An answer that can't be used is asked for again, with what would do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from devjournal.cli.streams import write
from devjournal.errors import Interrupted
from devjournal.text import clean

if TYPE_CHECKING:
    from devjournal.cli.run import Run


def ask(run: Run, question: str, *, optional: bool = False) -> str:
    """Ask until there is an answer (or once, if it is `optional`) and return it."""
    skip = " (Enter to skip)" if optional else ""
    while not (answer := _answer(run, f"{question}{skip}")) and not optional:
        pass
    return answer


def choose(run: Run, question: str, choices: Sequence[str]) -> str:
    """Ask until the answer is one of the choices, or the beginning of only one of them."""
    listed = ", ".join(choices)
    while True:
        answer = ask(run, f"{question} ({listed})").lower()
        fitting = [one for one in choices if one.startswith(answer)]
        if answer in choices or len(fitting) == 1:
            return answer if answer in choices else fitting[0]
        run.tell(f"answer with one of {listed}")


def confirm(run: Run, question: str) -> bool:
    """Ask yes or no until one is answered; Enter is a no."""
    while True:
        answer = _answer(run, f"{question}? (y/N)").lower()
        if answer in ("", "n", "no", "y", "yes"):
            return answer.startswith("y")
        run.tell("answer with yes or no")


def _answer(run: Run, question: str) -> str:
    """Return the line that was typed, without blanks around it; raises Interrupted if none."""
    write(run.system.stderr, f"{clean(question)}: ")
    run.system.stderr.flush()
    try:
        typed = run.system.stdin.readline()
    except KeyboardInterrupt:
        run.system.stderr.write("\n")
        raise
    if not typed:
        run.system.stderr.write("\n")
        raise Interrupted("nobody answered")
    return typed.strip()
