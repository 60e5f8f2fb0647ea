"""Filling in a page in the user's editor, on a private draft that survives until it is used.

The editor runs without a shell. What can't be used is opened again with what is wrong on
top; whatever happens, the draft stays where it is named until its text was written.
"""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from devjournal.clean import clean
from devjournal.errors import Conflict, UsageError
from devjournal.page.mistakes import PageError
from devjournal.store.drafts import read_draft, remove_draft, save_draft

if TYPE_CHECKING:
    from devjournal.cli.context import Context

T = TypeVar("T")

_WRONG = "<!-- wrong: "


def edit_page(here: Context, name: str, blank: str, use: Callable[[str], T]) -> T | None:
    """Open `blank` in the editor and give what comes back to `use`; None if nothing changed.

    `use` raises PageError for text with mistakes: then the editor opens again. The draft is
    removed once `use` returned.
    """
    command = _editor(here)
    path = save_draft(here.draft_folder, name, blank)
    while True:
        _run(command, path)
        text = _without_wrong(read_draft(path))
        if text == blank:
            remove_draft(path)
            here.tell("no change (if your editor returned at once, give it its wait flag: --wait)")
            return None
        try:
            used = use(text)
        except PageError as error:
            if not _wants_again(here, error, path):
                raise _kept(error, path) from error
            path.write_text(_with_wrong(error, text), encoding="utf-8")
            continue
        remove_draft(path)
        return used


def keep(here: Context, name: str, text: str, error: PageError) -> PageError:
    """Keep text that could not be used, and return the error with the draft's place."""
    return _kept(error, save_draft(here.draft_folder, name, text))


def _kept(error: PageError, path: Path) -> PageError:
    kept = PageError(error.mistakes)
    kept.hint = "\n".join(filter(None, (error.hint, f"your text is kept in {path}")))
    return kept


def _editor(here: Context) -> list[str]:
    told = here.environ.get("VISUAL") or here.environ.get("EDITOR")
    if not told:
        raise UsageError(
            "no editor is set",
            hint="set VISUAL or EDITOR, or say it with flags or on stdin (see --help)",
        )
    return shlex.split(told)


def _run(command: list[str], path: Path) -> None:
    try:
        ended = subprocess.run([*command, str(path)], check=False)  # noqa: S603 - the user's own editor, without a shell
    except OSError as error:
        raise UsageError(
            f"can't run the editor {command[0]}: {error.strerror}", hint="set VISUAL or EDITOR"
        ) from error
    if ended.returncode != 0:
        raise Conflict(
            f"the editor ended with {ended.returncode}; nothing was written",
            hint=f"your text is kept in {path}",
        )


def _wants_again(here: Context, error: PageError, path: Path) -> bool:
    if not here.is_interactive:
        return False
    here.tell(error.message)
    here.tell(f"your text is kept in {path}")
    return here.ask("Open it again (y/n)", flag="the page").lower().startswith("y")


def _with_wrong(error: PageError, text: str) -> str:
    told = [f"{_WRONG}{_one_line(m.reason)} (line {m.line}) -->" for m in error.mistakes]
    return "\n".join([*told, text])


def _one_line(reason: str) -> str:
    return clean(reason).replace("-->", "--")


def _without_wrong(text: str) -> str:
    lines = text.split("\n")
    while lines and lines[0].startswith(_WRONG):
        lines.pop(0)
    return "\n".join(lines)
