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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_names_is_there(page: Path) -> None:
    """A link leads to a file, a path from the root is there, and `make test` is a target."""
    text = page.read_text(encoding="utf-8")
    assert [] == [link for link in LINK.findall(text) if not (page.parent / link).exists()]
    assert [] == [name for name in NAMED_FILE.findall(text) if not (ROOT / name).exists()]
    code = re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert {name for part in code for name in MAKE.findall(part)} <= targets


def test_the_index_leads_to_every_page() -> None:
    """No page of the documentation is left for a reader to stumble upon."""
    docs = ROOT / "docs"
    led_to = set(LINK.findall((docs / "README.md").read_text(encoding="utf-8")))
    assert [] == [
        page.name for page in docs.glob("*.md") if page.name not in {*led_to, "README.md"}
    ]
