"""`docs/json.md`: the documents that `--json` prints, from what the examples have."""

from __future__ import annotations

import io
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from devjournal.cli.app import execute
from devjournal.cli.system import System
from tools.reference.markdown import code, table, top
from tools.reference.templates import Shape

if TYPE_CHECKING:
    from collections.abc import Mapping

_EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
_CLOCK = "2026-10-14T09:00"

DOCUMENTS: Mapping[str, tuple[str, ...]] = {
    "today": ("today", "signe today"),
    "list KIND": ("list goals", "list actions", "list people", "list wins"),
    "show ID": ("show lead-the-readout", "show priya-mentor", "show kwdf", "show me"),
    "search TEXT": ("search storm",),
    "skill gaps": ("skill gaps",),
    "a change, such as done ID": (
        "done kwdf",
        "win Won --goal lead",
        "rename lead-the-readout hold",
    ),
    "history": ("history",),
    "undo, redo": ("undo", "redo"),
    "purge ID": ("purge bxgt --yes",),
    "check": ("check",),
    "config": ("config",),
    "config set": ("config set clock=12h",),
    "where": ("where",),
    "help TOPIC": ("help dates",),
    "init": ("init made --name Robin",),
    "an error": ("show nothing-of-that-name", "done", "show k"),
}
"""What a document is called, and what is run on one copy, one after another, to see what it has."""

_FAILS = "an error"


def documents_page() -> str:
    """Return the page; raises ValueError if a command of it fails, or one that should does not."""
    parts = [top("json")]
    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, _homes(folder)):
        journals = shutil.copytree(_EXAMPLES, Path(folder) / "examples")
        for name, runs in DOCUMENTS.items():
            shape, kinds = Shape(), dict[str, None]()
            for words in runs:
                found = document_of(journals, words, fails=name == _FAILS)
                if found["kind"] == "record":  # files.md has its fields
                    found["record"] = {"ref": "/"}
                kinds[found["kind"]] = None
                shape.add(found, is_top=True)
            rows = [(code(path), what) for path, what in shape.rows("")]
            kind = ", ".join(map(code, kinds))
            parts.append(f"### {name}\n\n`kind` is {kind}.\n\n{table(('Key', 'Holds'), rows)}")
    return "\n\n".join(parts) + "\n"


def _homes(folder: str) -> dict[str, str]:
    """Return an environment in which nothing of whoever makes the page is read or changed."""
    names = ("HOME", *(f"XDG_{what}_HOME" for what in ("CACHE", "CONFIG", "DATA", "STATE")))
    return dict.fromkeys(names, str(Path(folder) / "home"))


def document_of(journals: Path, words: str, *, fails: bool = False) -> Any:
    """Return what a command prints with --json, on Maya's journal unless it names another's."""
    other = words.startswith("signe ")
    journal, words = journals / ("signe" if other else "maya"), words.removeprefix("signe ")
    told, beside = io.StringIO(), io.StringIO()
    system = System({"DEVJOURNAL_TODAY": _CLOCK}, io.StringIO(), told, beside, journal.parent, min)
    place = [] if words.startswith("init") else ["--journal", str(journal)]
    code = execute([*place, *words.split(), "--json", "--no-input"], system)
    if bool(code) != fails:
        raise ValueError(f"{words} ended with {code}: {beside.getvalue()}")
    return json.loads(told.getvalue())
