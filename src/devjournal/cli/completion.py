"""What may stand next on a command line, for a shell whose user presses TAB.

The scripts in `completions/` run the program with `_DEVJOURNAL_COMPLETE` in its environment, and
the words so far as arguments (bash: the line). It prints a candidate a line, and behind a tab
what that is. It never asks, waits for no writer and changes no journal; where something is wrong
it has less to offer, and no word of it reaches the prompt.

Typer's own completion is not used but for finding where in a command the cursor stands: its
scripts let zsh run what a title says, and it would import every command for a list of them.
"""

from __future__ import annotations

import contextlib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from typer._click.shell_completion import (
    _resolve_context,
    _resolve_incomplete,
    split_arg_string,
)

from devjournal import store
from devjournal.cli.app import COMPLETE
from devjournal.cli.candidates import FILES, Candidate, values
from devjournal.cli.program import Noun, Root, function_of
from devjournal.cli.run import Run, write
from devjournal.cli.system import System
from devjournal.cli.table import ROWS
from devjournal.errors import DevjournalError

_SAFE = r"-{0,2}[A-Za-z0-9][A-Za-z0-9._-]*=?"
_WIDTH = 48


def complete(arguments: list[str], system: System) -> int:
    """Print the candidates for the last of the words; whatever happens, return 0."""
    run = Run(system._replace(stdin=io.StringIO(), stderr=io.StringIO()))
    found: dict[str, str] = {}
    with contextlib.suppress(Exception):
        words = list(arguments)
        if system.environ[COMPLETE] == "bash":
            # A mark at its end, so that a blank there begins a word.
            words = split_arg_string(f"{arguments[0]}\x01")[1:]
            words[-1] = words[-1].rstrip("\x01")
        words[-1] = words[-1].lstrip("\"'")  # of an open quote
        for one in candidates(run, words):  # those before a fault are kept
            found |= (one,)
    with contextlib.suppress(OSError):
        lines = (f"{value}\t{about}" if about else value for value, about in found.items())
        write(system.stdout, "".join(f"{line}\n" for line in lines))
        system.stdout.flush()
    return 0


def candidates(run: Run, words: list[str]) -> Iterator[Candidate]:
    """Yield what the last word may become, each with what it is; only what is safe to type."""
    *args, typed = words
    ctx = _context(run, args)
    part: Any
    part, begun = _resolve_incomplete(ctx, args, typed)
    before = typed[: len(typed) - len(begun)]
    found: Iterable[Candidate]
    if part is not ctx.command:
        if part.param_type_name == "option" and args[-1] in part.opts:
            ctx = _context(run, args[:-1])  # with no value for its last flag, Typer tells no other
        _read_without_waiting(run)
        if part.name == "fields":  # of `set`
            name, equals, begun = begun.rpartition("=")
            before = f"{name}{equals}"
        found = values(run, ctx, part, begun, before)
    elif begun.startswith("-") and "--" not in args:
        found = ((one.value, one.help or "") for one in part.shell_complete(ctx, begun))
    else:
        is_open = isinstance(part, Noun) or (isinstance(part, Root) and not _left_of(ctx))
        found = _commands(run, part) if is_open else ()
    for value, about in found:
        if value == FILES:
            yield FILES, ""
        elif value.startswith(begun) and re.fullmatch(_SAFE, value):
            yield before + value, shortened(about)


def _context(run: Run, args: list[str]) -> Any:
    return _resolve_context(Root(), {"obj": run}, "devjournal", args)


def _left_of(ctx: Any) -> list[str]:
    """Return what stands behind a command that is none."""
    return [*ctx._protected_args, *ctx.args]  # noqa: SLF001 - Typer has no other way to it


def _commands(run: Run, group: Any) -> Iterator[Candidate]:
    if isinstance(group, Noun):
        for verb in group.row.verbs:
            yield verb, function_of(group.row, verb).__doc__ or ""
        return
    yield from ((row.name, row.summary) for row in ROWS.values())
    _read_without_waiting(run)
    with contextlib.suppress(DevjournalError):  # no journal, or a bad one
        if run.journal.profile:
            yield from run.journal.profile.record.alias.items()
    yield from (run.own_setting("alias") or {}).items()


def _read_without_waiting(run: Run) -> None:
    with contextlib.suppress(DevjournalError):  # most of what is offered needs none
        run.adopt(store.load_journal(run.root, cache_dir=run.cache_folder, patience=0))


def shortened(text: str) -> str:
    """Return the beginning of a text, of letters, digits and blanks: no shell makes more of it."""
    first = re.split(r"[.;:?!] | \(|[.\n]", text.strip(), maxsplit=1)[0]
    folded = unicodedata.normalize("NFC", first).replace("'", "’")
    kept = "".join(one if one in "._,-’" or _is_word(one) else " " for one in folded)
    width, cut = 0, ""
    for letter in " ".join(kept.split()):
        width += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if width > _WIDTH:
            return cut.rstrip() + "…"
        cut += letter
    return cut


def _is_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter)[0] == "M"
