"""The reference pages by their path; a test holds each to what it is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tools.reference.commands import commands_page
from tools.reference.files import files_page

ROOT = Path(__file__).resolve().parents[2]

PAGES: Mapping[str, Callable[[], str]] = {
    "docs/files.md": lambda: files_page(ROOT / "examples"),
    "docs/commands.md": commands_page,
}
"""Path from the project's root to the function that returns the page."""
