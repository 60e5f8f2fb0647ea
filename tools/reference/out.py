"""Pages of the example journals as one hands them over, and files for other programs."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.cli.app import execute
from devjournal.cli.system import System

if TYPE_CHECKING:
    from collections.abc import Mapping

_EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
_CLOCK = "2026-10-14T09:00"

OUT: Mapping[str, tuple[str, ...]] = {
    "maya-review.html": ("maya", "review", "--full"),
    "maya-review-for-manager.html": ("maya", "review", "--for", "manager"),
    "maya-agenda-for-priya.html": ("maya", "prep", "priya", "--share"),
    "maya-calendar.ics": ("maya", "export", "calendar"),
    "maya-thanks-to-priya.eml": ("maya", "thank", "priya"),
    "maya-goals.csv": ("maya", "list", "goals"),
    "signe-review.html": ("signe", "review"),
    "maya-agenda-for-priya.pdf": ("maya", "prep", "priya", "--share"),
    "signe-review-for-manager.pdf": ("signe", "review", "--for", "manager"),
    "signe-review-for-manager.html": ("signe", "review", "--for", "manager"),
}
"""The name of a file in the folder to the journal, and the words of the command that writes it."""


def page_of(name: str) -> bytes:
    """Return what a file in the folder holds; raises ValueError if its command fails."""
    journal, *words = OUT[name]
    pipe, told_beside = io.BytesIO(), io.StringIO()
    told = io.TextIOWrapper(pipe, encoding="utf-8", newline="")
    environ = {"DEVJOURNAL_TODAY": _CLOCK}
    system = System(environ, io.StringIO(), told, told_beside, _EXAMPLES, str)
    # What is exported has one format alone.
    form = [] if words[0] == "export" else ["--format", Path(name).suffix.removeprefix(".")]
    if code := execute(["--journal", str(_EXAMPLES / journal), *words, *form], system):
        raise ValueError(f"{' '.join(words)} ended with {code}: {told_beside.getvalue()}")
    told.flush()
    return pipe.getvalue()
