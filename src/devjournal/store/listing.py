"""What lies in a kind's folder, by name only."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from devjournal.journal.stored import Problem
from devjournal.models.registry import KINDS
from devjournal.store.layout import fold, is_record_name, place_of
from devjournal.store.read_file import Unreadable, refuse_outside, why

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def list_files(root: Path, kind: str) -> list[os.DirEntry[str]]:
    """Return what is in a kind's folder under a name that a record, or a copy of one, may have.

    Raises Unreadable for a folder that can't be listed; one that isn't there is empty.
    """
    folder = root / KINDS[kind].folder
    try:
        if folder != root and folder.is_symlink():
            refuse_outside(root, folder)
        with os.scandir(folder) as entries:
            return [entry for entry in entries if is_record_name(kind, entry.name)]
    except FileNotFoundError:
        return []
    except NotADirectoryError:
        raise Unreadable("is a file, where a folder of records should be") from None
    except OSError as error:
        raise Unreadable(f"can't be listed: {why(error)}") from error


def doubles(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the groups of names that some systems take for one file."""
    names = tuple(names)
    together = "/".join(names)
    if together.isascii() and len(set(together.lower().split("/"))) == len(names):
        return []  # as nearly always, and told in a tenth of the time
    alike: dict[str, list[str]] = {}
    for name in names:
        alike.setdefault(fold(name), []).append(name)
    return [tuple(sorted(group)) for group in alike.values() if len(group) > 1]


def double_problems(kind: str, group: tuple[str, ...]) -> tuple[Problem, ...]:
    """Return a problem for each file of such a group, naming the others."""
    paths = [place_of(kind, name) for name in group]
    return tuple(
        Problem(
            path,
            f"{' and '.join(others)} has the same id, but for case or Unicode form",
            hint="rename or delete one; on other systems they are one file",
        )
        for path in paths
        for others in [[other for other in paths if other != path]]
    )
