"""HTML in a real browser: nothing is loaded or run, everybody can read it, and it prints well."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from bench.generate import generate
from devjournal import open_journal
from devjournal.cli.table import ROWS
from devjournal.models.profile import Role
from devjournal.pages.network import build_network, compose_network
from devjournal.render.html import render_html
from devjournal.render.template import Template, render_template
from devjournal.text import clean
from tests.builders import TODAY, bound, journal_of, person, profile
from tests.render.test_html import ALL, full_of
from tests.runner import JOURNALS, Runner
from tools.reference.commands import entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from devjournal.render.document import Document

pytestmark = pytest.mark.slow

PAGES = {
    "my review": "maya review --full",
    "my review on one sheet": "maya review",
    "a review for the manager": "maya review --for manager --cite",
    "a review for an executive": "signe review --for exec",
    "a review for a mentor": "maya review --for priya-mentor",
    "progress": "maya progress",
    "progress for the manager": "signe progress --for manager",
    "an agenda": "maya prep priya",
    "a shared agenda": "maya prep priya --share",
    "an agenda of somebody I help": "signe prep jonas",
    "a mentor's plan": "maya plan priya",
    "a sponsor's plan": "maya plan tomas",
    "a mentee's plan": "signe plan jonas",
    "a scorecard": "maya scorecard tomas",
    "a scorecard for a mentee": "signe scorecard jonas --for jonas-mentee",
    "all scorecards": "signe scorecard",
    "a network": "maya network",
    "another network": "signe network",
    "the kinds": "maya network --explain",
    "a list": "maya list goals",
    "thanks": "maya thank priya",
    "a farewell": "maya thank priya-first-round --farewell",
    "a hello": "maya thank priya-first-round --hello",
    "a reminder": "maya remind priya",
    "a request": "maya ask draft bea",
}
"""Each page and letter that is written as HTML, of both examples, and in each voice."""

MADE = ("hostile", "a crowd")
"""Pages that no example has: one full of hostile text, and a network of sixty."""

VIEWS = {
    "phone, light": (320, "light", "screen"),
    "laptop, dark": (1280, "dark", "screen"),
    "tablet, dark": (800, "dark", "screen"),
    "A4, light": (665, "light", "print"),
}
"""How wide a page is seen, and how; of paper what its margins leave."""

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true })"
_SPACED = """
const sheet = new CSSStyleSheet()
sheet.replaceSync(
  '*:not(svg, svg *) { line-height: 1.5 !important; letter-spacing: 0.12em !important;'
  + ' word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'
)
document.adoptedStyleSheets = [sheet]
"""
"""The spacing of text that WCAG 1.4.12 lets readers ask for."""
_CUT = """
[...document.querySelectorAll('svg.map text:not(.kind)')].filter(text => {
  const box = text.getBBox(), whole = text.ownerSVGElement.viewBox.baseVal
  return box.width && (box.x < -1 || box.x + box.width > whole.width + 1)
}).map(text => text.textContent)
"""
"""What names on a map stand out of it; what kinds are called is told by the program itself."""

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

    def __init__(self, browser: Browser, file: Path) -> None:
        """Open a file."""
        self.said: list[str] = []
        self.page: Page = browser.new_page()
        self.page.on("request", lambda one: self.said.append(f"asked for {one.url}"))
        self.page.on("console", lambda one: self.said.append(f"said {one.text}"))
        self.page.on("pageerror", lambda one: self.said.append(f"failed: {one}"))
        self.page.on("dialog", lambda one: self.said.append(f"asked {one.message}"))
        self.page.goto(file.as_uri())

    def seen(self, view: str) -> int:
        """Look at the page in a view, and return by how much it is wider."""
        width, scheme, media = VIEWS[view]
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.emulate_media(color_scheme=scheme, media=media)  # type: ignore[arg-type]  # from a table
        wide: int = self.page.evaluate("document.documentElement.scrollWidth")
        return max(wide - width, 0)

    def faults(self) -> list[str]:
        """Return what axe finds wrong for people who read with other means."""
        if not self.page.evaluate("'axe' in window"):
            axe = files("axe_playwright_python").joinpath("axe.min.js")
            self.page.evaluate(axe.read_text(encoding="utf-8"))
        # A letter has no title, nor would one be sent.
        is_titled = self.page.locator("header").count() > 0
        rules = {"page-has-heading-one": {"enabled": is_titled}, "target-size": {"enabled": True}}
        wanted = {
            "runOnly": {"type": "tag", "values": RULES},
            "rules": rules,
            "resultTypes": ["violations"],
        }
        found: dict[str, Any] = self.page.evaluate("what => axe.run(document, what)", wanted)
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


def crowd() -> Document:
    """Return a network of sixty, some with long names and names of wide letters."""
    names = ("Ann Ito", "佐藤 愛子", "Maximiliane Freifrau von Hohenstein-Waldburg", "WWWMMM" * 9)
    fields = ({"same_team": True}, {"organisation": "Copperleaf"}, {"organisation": "Elsewhere"})
    me = profile(roles=(Role(title="Specialist", organisation="Copperleaf"),))
    made = [me]
    for n in range(60):
        made.append(person(f"p-{n:02}", f"{names[n % 4]} {n}", **fields[n % 3]))
        made.append(bound(f"r-{n:02}", f"p-{n:02}", kind=("mentor", "coach")[n % 2]))
    return compose_network(build_network(journal_of(*made), TODAY))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return what writes a page of PAGES, or of MADE, and gives its file."""
    folder = tmp_path_factory.mktemp("pages")

    def write(name: str) -> Path:
        file = folder / f"{name.replace(' ', '-')}.html"
        if name in MADE:
            made = crowd() if name == "a crowd" else full_of(" ".join(ALL.values()))
            file.write_text(render_html(made), encoding="utf-8")
        elif not file.exists():
            example, *words = PAGES[name].split()
            home = folder / name.replace(" ", "-")
            home.mkdir()
            Runner(home, journal=JOURNALS[example]).ok(*words, "--output", str(file))
        return file

    return write


@pytest.mark.parametrize("name", [*PAGES, *MADE])
def test_everybody_can_read_it(browser: Browser, written: Callable[[str], Path], name: str) -> None:
    """At each width, light, dark and on paper: axe has no complaint, nothing stands out of it.

    Nor does anything once its figures are opened, or its text is spaced out. The page asks for
    nothing but itself, says nothing, and holds no script.
    """
    file = written(name)
    opened = Opened(browser, file)
    assert 0 == opened.page.evaluate("document.scripts.length")
    found: dict[str, Any] = {}
    for view in VIEWS:
        found[f"{view}: wider by"] = opened.seen(view)
        found[f"{view}: cut"] = opened.page.evaluate(_CUT)
    opened.page.evaluate(_OPEN)
    for view in VIEWS:
        found[f"{view}, opened: wider by"] = opened.seen(view)
        found[f"{view}: axe"] = opened.faults() if view != "tablet, dark" else []
    opened.page.evaluate(_SPACED)
    found["spaced out: wider by"] = opened.seen("phone, light")
    assert {} == {what: how for what, how in found.items() if how}
    assert [f"asked for {file.as_uri()}"] == opened.said
    opened.page.close()


def test_each_command_that_writes_a_page_is_looked_at() -> None:
    """A new one is added to PAGES."""
    told = (entry for name in ROWS for entry in entries(name))
    writes = [one.path for one in told if any("--output" in name for name, _ in one.options)]
    writes = [path for path in writes if not path.startswith("export")]  # what programs read
    assert len(writes) > 5
    seen = [words.partition(" ")[2] for words in PAGES.values()]
    assert [] == [path for path in writes if not any(f"{one} ".startswith(path) for one in seen)]


def test_hostile_text_is_seen_as_text(browser: Browser, written: Callable[[str], Path]) -> None:
    """Each of the texts stands on the page, letter for letter as it was cleaned."""
    opened = Opened(browser, written("hostile"))
    shown = " ".join(opened.page.inner_text("main").split())
    assert [] == [name for name, text in ALL.items() if " ".join(clean(text).split()) not in shown]
    opened.page.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", ["my review", "progress", "a mentor's plan"])
def test_no_heading_stands_alone_at_the_foot_of_a_page(
    browser: Browser, tmp_path: Path, written: Callable[[str], Path], name: str, paper: str
) -> None:
    """On paper each heading has something beneath it; the pages are numbered."""
    if not shutil.which("pdftotext"):
        missing("pdftotext")
    opened = Opened(browser, written(name))
    opened.seen("A4, light")
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


STARTS = (
    *("", "\xa0<!doctype html><html><head>", "<!doctype html><html>\u2003<head>", "<p>"),
    *("<!doctype html><html><head>", '<html a="<head>"><head>', "<!doctype html><html><head><p>"),
)
ACTS = """\
<style>
@import url(https://evil.example/a.css); p { background: url(https://evil.example/b.png) }
</style>
<img src="https://evil.example/c.png" onerror="document.title = 'ran'">
<video src="https://evil.example/d"></video>
<a href="javascript:document.title = 'ran'">{{ me }}</a>
<svg><image href="https://evil.example/e.png"/></svg><p onclick="document.title = 'ran'">x</p>
"""


@pytest.mark.parametrize("start", STARTS)
def test_what_a_template_writes_loads_nothing_and_runs_nothing(
    browser: Browser, tmp_path: Path, start: str
) -> None:
    """Whatever it begins with: the policy keeps all from being asked for, and no title changes."""
    files = {"x.html.j2": f"{start}{ACTS}"}
    made = render_template(Template("x.html.j2", "", files.get), {"me": "Robin"}, kind="x")
    file = tmp_path / "page.html"
    file.write_text(made, encoding="utf-8")
    page, asked, kept = browser.new_page(), set[str](), set[str]()
    page.on("request", lambda one: asked.add(one.url))
    page.on("requestfailed", lambda one: kept.add(one.url if one.failure == "csp" else ""))
    page.goto(file.as_uri())
    for act in ("a", "p[onclick]"):
        page.locator(act).evaluate("one => one.click()")
    assert (asked - kept, "" in kept, page.title()) == ({file.as_uri()}, False, "")
    page.close()


def test_a_review_is_one_sheet_of_paper(browser: Browser, tmp_path: Path) -> None:
    """Of both example journals, and of a year of ten with thousands of records, for each reader."""
    generate(tmp_path / "rich", seed=1, factor=1)
    journals = {**JOURNALS, "rich": tmp_path / "rich"}
    counts = {}
    for name in ("maya", "signe", "rich"):
        runner = Runner(tmp_path / name, journal=journals[name])
        bonds = {
            (one.record.kind, one.record.my_role): one.id
            for one in open_journal(runner.root).relationships
        }
        for reader in ("self", "manager", "exec", *bonds.values()):
            file = tmp_path / "page.html"
            how = ("--period", "2026", "--output", str(file), "--force")
            runner.ok("review", "--for", reader, *how)
            page = browser.new_page()
            page.goto(file.as_uri())
            for paper in ("A4", "Letter"):
                page.pdf(path=tmp_path / "page.pdf", format=paper, prefer_css_page_size=False)
                counts[name, reader, paper] = len(PdfReader(tmp_path / "page.pdf").pages)
            page.close()
    assert {} == {what: count for what, count in counts.items() if count != 1}
    assert len(counts) > 30


def test_a_line_and_its_record_lead_to_each_other(
    browser: Browser, written: Callable[[str], Path]
) -> None:
    """Each mark leads to a record of the appendix, and each record back to its marks."""
    opened = Opened(browser, written("a review for the manager"))
    addresses = "all => all.map(one => [one.id, one.getAttribute('href')])"
    marks = opened.page.locator("main a.mark[id]").evaluate_all(addresses)
    back = opened.page.locator("ol.records a.mark").evaluate_all(addresses)
    assert {f"#{id_}" for id_, _ in marks} == {href for _, href in back}
    records = opened.page.locator("ol.records > li").evaluate_all("all => all.map(one => one.id)")
    assert {href for _, href in marks} == {f"#{one}" for one in records}
    opened.page.locator("main a.mark[id]").first.click()
    assert opened.page.locator(":target").inner_text().startswith("1 · objective")
