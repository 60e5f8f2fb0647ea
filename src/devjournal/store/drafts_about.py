"""What is kept in drafts of a record: those that were made for it, and pages that cite it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Set
from typing import TYPE_CHECKING

from devjournal.errors import Conflict
from devjournal.store.drafts import held, made_for

if TYPE_CHECKING:
    from pathlib import Path

_PAGE = re.compile(r"\.?log(?:-.+)?-[0-9]+\.md(?:\.tmp)?")
_BRACED = re.compile(r"\{((?:[^{}\\]|\\.)+)\}")
_BELOW = re.compile(r"(?=[ \t\r]|\Z)(?![ \t]*[-*+][ \t]+\[)")

Cites = Callable[[str], bool]
"""Says whether a line of a page cites the record."""


def drafts_of(drafts: Path, kind: str, ids: Set[str]) -> list[Path]:
    """Return the drafts that were made for a record, and what was left beside them."""
    return [one for one in files_in(drafts) if any(made_for(one, kind, id_) for id_ in ids)]


def pages_that_cite(drafts: Path, cites: Cites) -> dict[Path, bytes]:
    """Return the log pages that cite a record, each with what is left without it."""
    pages = {}
    for page in files_in(drafts):
        if _PAGE.fullmatch(page.name):
            text = page.read_bytes().decode("utf-8", "surrogateescape")
            rest = _without(text, cites)
            if rest != text:
                pages[page] = rest.encode("utf-8", "surrogateescape")
    return pages


def _without(page: str, cites: Cites) -> str:
    """Return a page without the lines that cite a record, and a conclusion below them."""
    rest: list[str] = []
    is_below = False
    for line in page.split("\n"):
        is_below = cites(line) or (is_below and bool(_BELOW.match(line)))
        if not is_below:
            rest.append(line)
    return "\n".join(rest)


def hold(drafts: Iterable[Path], until: contextlib.ExitStack) -> None:
    """Raise Conflict for a draft that is open in an editor: it would be written there again."""
    for draft in drafts:
        if draft.name[0] != "." and not until.enter_context(held(draft)):
            raise Conflict(
                f"{draft} is open in an editor; nothing was forgotten", hint="close it, then again"
            )


def citing(ids: Set[str], letters: Set[str]) -> Cites:
    """Return what says whether a line of a page cites a record: its id in braces, or its letters.

    After the letters anything may stand: they alone say which record it is.
    """
    begun = tuple(f"{one}-" for one in letters)
    whole = {*ids, *letters}

    def cites(line: str) -> bool:
        cited = (re.sub(r"\\(.)", r"\1", found[1]) for found in _BRACED.finditer(line))
        return any(one in whole or one.startswith(begun) for one in cited)

    return cites


def files_in(folder: Path) -> list[Path]:
    """Return the files in a folder that are no links; none if there is no such folder."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        return [one for one in sorted(folder.iterdir()) if one.is_file() and not one.is_symlink()]
    return []
