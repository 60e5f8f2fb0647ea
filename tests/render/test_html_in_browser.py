"""HTML in a real browser: nothing is loaded or run, everybody can read it, and it prints well."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from devjournal.render.html import render_html
from devjournal.text import clean
from tests.render.test_html import ALL, full_of
from tests.runner import JOURNALS, Runner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

PAGES = {
    "my review": "review",
    "a review for the manager": "review --for manager",
    "progress": "progress",
    "by a template": "review --for manager --template one-pager",
    "a shared agenda": "prep priya --share",
    "an agenda": "prep priya",
    "a plan": "plan priya",
    "a scorecard": "scorecard priya",
    "all scorecards": "scorecard",
    "a network": "network",
    "the kinds": "network --explain",
    "a letter": "remind priya",
}
VIEWS = {
    f"{name}, {scheme}": (width, scheme, media)
    for (name, width, media), scheme in itertools.product(
        (("phone", 320, "screen"), ("laptop", 1280, "screen"), ("A4", 794, "print")),
        ("light", "dark"),
    )
}
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_SANDBOXED = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync")
_QUIET = ("--disable-background-networking", "--disable-component-update")


def missing(program: str) -> None:
    """Skip where a program is not there, by name; it has to be there in CI."""
    told = f"{program} is not here"
    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return Chromium, as it comes with the system."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing("chromium")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=[*_SANDBOXED, *_QUIET])
        yield made
        made.close()


class Opened:
    """A page in the browser, and all that it asked for or said."""

    def __init__(self, browser: Browser, file: Path, view: str = "laptop, light") -> None:
        """Open a file as it is seen in a view."""
        width, scheme, media = VIEWS[view]
        self.width = width
        self.said: list[str] = []
        self.page: Page = browser.new_page(viewport={"width": width, "height": 800})
        self.page.emulate_media(color_scheme=scheme, media=media)  # type: ignore[arg-type]  # from a table
        self.page.on("request", lambda one: self.said.append(f"asked for {one.url}"))
        self.page.on("console", lambda one: self.said.append(f"said {one.text}"))
        self.page.on("pageerror", lambda one: self.said.append(f"failed: {one}"))
        self.page.on("dialog", lambda one: self.said.append(f"asked {one.message}"))
        self.page.goto(file.as_uri())

    def faults(self) -> list[str]:
        """Return what axe finds wrong for people who read with other means."""
        axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
        self.page.evaluate(axe)
        # A letter has no title, nor would one be sent.
        is_titled = self.page.locator("header").count() > 0
        rules = {"page-has-heading-one": {"enabled": is_titled}}
        wanted = {"runOnly": {"type": "tag", "values": RULES}, "rules": rules}
        found: dict[str, Any] = self.page.evaluate("what => axe.run(document, what)", wanted)
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


def written(folder: Path, name: str) -> Path:
    """Return the file of a page of the example journal, or the one with hostile text."""
    file = folder / "page.html"
    if name == "hostile":
        file.write_text(render_html(full_of(" ".join(ALL.values()))), encoding="utf-8")
    else:
        maya = Runner(folder, journal=JOURNALS["maya"])
        maya.ok(*PAGES[name].split(), "--output", str(file))
    return file


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", [*PAGES, "hostile"])
def test_everybody_can_read_it(browser: Browser, tmp_path: Path, name: str, view: str) -> None:
    """At each width, light, dark and on paper: axe has no complaint, nothing stands out of it.

    It asks for nothing but itself, says nothing, and holds no script.
    """
    file = written(tmp_path, name)
    opened = Opened(browser, file, view)
    assert [f"asked for {file.as_uri()}"] == opened.said
    assert 0 == opened.page.evaluate("document.scripts.length")
    assert opened.width >= opened.page.evaluate("document.documentElement.scrollWidth")
    assert [] == opened.faults()
    opened.page.close()


def test_hostile_text_is_seen_as_text(browser: Browser, tmp_path: Path) -> None:
    """Each of the texts stands on the page, letter for letter as it was cleaned."""
    opened = Opened(browser, written(tmp_path, "hostile"))
    shown = " ".join(opened.page.inner_text("main").split())
    assert [] == [name for name, text in ALL.items() if " ".join(clean(text).split()) not in shown]
    opened.page.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", ["my review", "progress", "a plan"])
def test_no_heading_stands_alone_at_the_foot_of_a_page(
    browser: Browser, tmp_path: Path, name: str, paper: str
) -> None:
    """On paper each heading has something beneath it; the pages are numbered."""
    if not shutil.which("pdftotext"):
        missing("pdftotext")
    opened = Opened(browser, written(tmp_path, name), "A4, light")
    headings = {" ".join(one.split()) for one in opened.page.locator("h2, h3").all_inner_texts()}
    opened.page.pdf(path=tmp_path / "page.pdf", format=paper, prefer_css_page_size=False)
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "page.pdf"), "-"],  # noqa: S607  # the system's own
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    pages = [
        [" ".join(row.split()) for row in one.split("\n") if row.strip()]
        for one in text.split("\f")
    ]
    pages = [rows for rows in pages if rows]
    assert len(pages) > 1
    for number, rows in enumerate(pages, start=1):
        assert re.fullmatch(rf"{number} of {len(pages)}", rows[-1])
        assert rows[-2] not in headings
    opened.page.close()
