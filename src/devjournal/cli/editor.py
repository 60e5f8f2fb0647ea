"""Filling in a page in the user's editor, on a private draft that survives until it is used.

The editor runs without a shell. What can't be used is opened again with what is wrong on
top; whatever happens, text that was not written stays in a draft, and its place is named.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.clean import clean
from devjournal.errors import Conflict, DevjournalError, DiskError, Interrupted, UsageError
from devjournal.page.mistakes import PageError
from devjournal.render.document import Document, Note, Span, line
from devjournal.store.drafts import read_draft, remove_draft, rewrite_draft, save_draft

if TYPE_CHECKING:
    from devjournal.cli.context import Context

_WRONG = "<!-- wrong: "
_USUAL = ("notepad",) if sys.platform == "win32" else ("nano", "vi")
"""What is tried where neither VISUAL nor EDITOR says which."""


def edit_page(
    here: Context, name: str, blank: str, use: Callable[[str], bool], *, keep: bool = False
) -> None:
    """Open `blank` in the editor and give what comes back to `use`.

    `use` returns whether the text said anything; it raises PageError for text with
    mistakes: then the editor opens again. The draft is removed once its text was used,
    unless it is to be kept.
    """
    path = save_draft(here.draft_folder, name, blank)
    with _named_if_unused(here, lambda: path if path.exists() else None):
        _edit(here, path)
        while (text := read_draft(path)) != blank:
            try:
                said = use(text)
            except PageError as error:
                _open_again(here, path, text, error)
                continue
            if not said:
                here.tell("the page says nothing: no change")
            elif keep:
                _tell_kept(here, path)
                return
            break
        else:
            here.tell("no change (if your editor returned at once, give it its wait flag: --wait)")
    remove_draft(path)


@contextmanager
def kept_if_unused(here: Context, name: str, text: str) -> Iterator[None]:
    """Keep `text` as a draft, and say where, if what is done with it fails."""
    with _named_if_unused(here, lambda: save_draft(here.draft_folder, name, text)):
        yield


@contextmanager
def _named_if_unused(here: Context, place: Callable[[], Path | None]) -> Iterator[None]:
    try:
        yield
    except DevjournalError as error:
        error.hint = "\n".join(filter(None, (error.hint, _kept(place)))) or None
        raise
    except KeyboardInterrupt:
        raise Interrupted("interrupted", hint=_kept(place)) from None
    except Exception:
        if kept := _kept(place):
            here.tell(kept)
        raise


def _kept(place: Callable[[], Path | None]) -> str | None:
    """Say where text is kept, or that it could not be; None if there is none."""
    try:
        path = place()
    except DiskError as error:
        return error.message
    return None if path is None else _kept_in(path)


def _tell_kept(here: Context, path: Path) -> None:
    """Say where text is kept, on a line that is never broken, to be copied."""
    where = line("your text is kept in ", Span(str(path), "id"))
    here.say(Document(blocks=(Note(where), Note(line("to go on with it: log WHO - < that file")))))


def _kept_in(path: Path) -> str:
    return f"your text is kept in {path}\nto go on with it: log WHO - < that file"


def _open_again(here: Context, path: Path, text: str, error: PageError) -> None:
    """Open the page again with what is wrong on top; raises the error if nobody wants that."""
    if not here.is_interactive:
        raise error
    here.tell("\n".join(filter(None, (error.message, error.hint))))
    answer = here.ask("Open it again (y/n)", flag="the page")
    if not answer.lower().startswith("y"):
        raise UsageError("nothing was written") from error
    rewrite_draft(path, _with_wrong(error, text))
    _edit(here, path)


def _edit(here: Context, path: Path) -> None:
    """Run the editor on a draft; raises Conflict if it did not end well."""
    process = _started(here, path)
    while True:
        try:
            code = process.wait()
            break
        except KeyboardInterrupt:
            continue  # meant for the editor, which got it too
    if code != 0:
        raise Conflict(f"the editor ended with {code}; nothing was written")


def _started(here: Context, path: Path) -> subprocess.Popen[bytes]:
    commands = _editors(here)
    for command in commands:
        try:
            return subprocess.Popen([*command, str(path)])  # noqa: S603 - the user's own editor, without a shell
        except OSError as error:
            reason = error.strerror
    remove_draft(path)
    raise UsageError(
        f"can't run the editor {commands[-1][0]}: {reason}",
        hint="set VISUAL or EDITOR, or say it with flags or on stdin (see --help)",
    )


def _editors(here: Context) -> list[list[str]]:
    """Return the command of the editor that was chosen, or those to try in turn."""
    for name in ("VISUAL", "EDITOR"):
        told = here.environ.get(name, "")
        try:
            words = shlex.split(told)
        except ValueError as error:
            raise UsageError(f"{name} is no command: {told}", hint="close its quotes") from error
        if words:
            return [words]
    return [[name] for name in _USUAL]


def _with_wrong(error: PageError, text: str) -> str:
    """Return the page with its mistakes on top; their lines are those that it has then."""
    bare = _without_wrong(text)
    shift = len(error.mistakes) - (text.count("\n") - bare.count("\n"))
    told = [f"{_WRONG}line {m.line + shift}: {_one_line(m.reason)} -->" for m in error.mistakes]
    return "\n".join([*told, bare])


def _one_line(reason: str) -> str:
    return clean(reason).replace("-->", "--")


def _without_wrong(text: str) -> str:
    lines = text.split("\n")
    while lines and lines[0].startswith(_WRONG):
        lines.pop(0)
    return "\n".join(lines)
