"""The reference pages by their path; a test holds each to what it is made from."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tools.reference.commands import commands_page
from tools.reference.documents import documents_page
from tools.reference.files import files_page
from tools.reference.man import man_page
from tools.reference.out import OUT, page_of
from tools.reference.practice import practice_page
from tools.reference.templates import templates_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parents[2]

PAGES: Mapping[str, Callable[[], bytes]] = {
    "docs/files.md": lambda: files_page(ROOT / "examples").encode(),
    "docs/commands.md": lambda: commands_page().encode(),
    "docs/practice.md": lambda: practice_page().encode(),
    "docs/templates.md": lambda: templates_page().encode(),
    "docs/json.md": lambda: documents_page().encode(),
    "docs/man/devjournal.1": lambda: man_page().encode(),
    **{f"examples/out/{name}": partial(page_of, name) for name in OUT},
}
"""Path from the project's root to the function that returns the page."""
