"""Schemas for editors: with them Tombi and Taplo complete and check a file that is edited by hand.

The schemas lie in `.devjournal/schemas`, which git ignores, as each version of the program has
its own; the settings that lead there stand in the journal's folder. A file of settings that
does not say that it is ours is somebody's own and stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from devjournal.models.registry import KINDS, Kind
from devjournal.models.schema import schema
from devjournal.namedtuples import NamedTuple
from devjournal.store import disk, files, history
from devjournal.store.files import STATE_FOLDER, Unreadable, locked
from devjournal.store.transaction import WAIT

SCHEMAS = f"{STATE_FOLDER}/schemas"

OURS = "# Made by devjournal, and by `devjournal check --fix` anew; without this line it is yours."


class Brought(NamedTuple):
    """Which files were written, and which settings of the user's own were left as they are."""

    written: tuple[str, ...]
    left: tuple[str, ...]


def bring_schemas(root: Path, *, wait: float = WAIT) -> Brought:
    """Write the schemas of this version and the settings for them; what is so already stays.

    Raises Refused for links in the place of folders of the journal's own, Conflict, DiskError.
    """
    root = root.absolute()
    meant = dict(_files())
    try:
        history.pending(root)
    except history.Damaged:  # or a newer version's, which has schemas of its own
        return Brought((), ())
    if all(_now(root / path) == text for path, text in meant.items()):
        return Brought((), ())
    with locked(root, wait=wait):
        history.refuse_links(root)
        written, left = [], []
        for path, text in meant.items():
            now = _now(root / path)
            is_theirs = (
                not path.startswith(SCHEMAS) and now is not None and not now.startswith(OURS)
            )
            if is_theirs:
                left.append(path)
            elif now != text:
                with disk.disk_errors(path):
                    disk.make_folder((root / path).parent)
                    disk.put(root / path, text.encode())
                written.append(path)
    return Brought(tuple(written), tuple(left))


def _now(file: Path) -> str | None:
    """Return what a file holds, None if it is not there; "" for what can't be ours to change."""
    try:
        return files.read_regular(file).decode()
    except FileNotFoundError:
        return None
    except (OSError, Unreadable, UnicodeDecodeError):
        return ""


def _files() -> Iterator[tuple[str, str]]:
    for kind in KINDS.values():
        yield f"{SCHEMAS}/{kind.name}.json", json.dumps(schema(kind.name), indent=2) + "\n"
    tombi = (
        f'[[schemas]]\npath = "{SCHEMAS}/{kind.name}.json"\ninclude = ["{_place(kind)}"]\n'
        for kind in KINDS.values()
    )
    yield "tombi.toml", "\n".join((f'{OURS}\ntoml-version = "v1.1.0"\n', *tombi))
    taplo = (
        f'[[rule]]\ninclude = ["{_place(kind)}"]\n\n'
        f'[rule.schema]\nenabled = true\npath = "{SCHEMAS}/{kind.name}.json"\n'
        for kind in KINDS.values()
    )
    yield ".taplo.toml", "\n".join((f"{OURS}\n", *taplo))


def _place(kind: Kind) -> str:
    return f"{kind.folder}/*.toml" if kind.folder else files.JOURNAL_FILE
