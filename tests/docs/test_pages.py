"""What the pages for people claim about this repository is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
NAMED_FILE = re.compile(r"`((?:\.ci|bench|docs|examples|src|tests|tools)/[\w./-]+)`")
MAKE = re.compile(r"\bmake ([a-z]+)(?=[`\s])(?! [a-z])")
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    """A link to another page or file of the repository finds it."""
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [] == [link for link in links if not (page.parent / link).exists()]


@each_page
def test_named_files_exist(page: Path) -> None:
    """A file that a page names by its path from the root is there."""
    names = NAMED_FILE.findall(page.read_text(encoding="utf-8"))
    assert [] == [name for name in names if not (ROOT / name).exists()]


@each_page
def test_make_commands_exist(page: Path) -> None:
    """A page that says `make test` says so of a Makefile that knows it."""
    code = re.findall(r"```.*?```|`[^`\n]+`", page.read_text(encoding="utf-8"), re.DOTALL)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert {name for text in code for name in MAKE.findall(text)} <= targets
