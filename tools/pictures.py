"""Pictures of real runs on the example journals, for the pages: `make reference`.

The program runs in this process at 80 columns with colour on, and Rich exports what it
printed. A picture loads nothing from anywhere, and is the same on every machine. Photographs
of HTML are those of a browser, in the fonts that are there: `make photographs` takes them.
"""

from __future__ import annotations

import html
import io
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from devjournal.cli.app import execute
from devjournal.cli.system import System

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
CLOCK = "2026-10-14T09:00"
WIDTH = 80

_FONTS = "ui-monospace, 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', Consolas, monospace"
_WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_TEXT = re.compile(r'textLength="[\d.]+"([^>]*)>([^<]*)<')
_THEME = TerminalTheme(
    (24, 26, 31),
    (208, 211, 217),
    [
        *((60, 64, 72), (240, 96, 96), (80, 190, 120), (224, 184, 72)),
        *((96, 160, 240), (208, 120, 224), (86, 182, 194), (208, 211, 217)),
    ],
)
_CELL = 12.2
"""How wide a cell is in the pictures that Rich exports."""


class Shot(NamedTuple):
    """One picture: an example journal, and the words of the command that is run on it."""

    journal: str
    words: tuple[str, ...]


SHOTS: Mapping[str, Shot] = {
    "today": Shot("maya", ("today",)),
    "prep": Shot("maya", ("prep", "priya")),
    "prep-giving": Shot("signe", ("prep", "jonas")),
    "progress": Shot("maya", ("progress",)),
    "review": Shot("maya", ("review", "--for", "exec", "--period", "2026-Q3")),
}
"""The name of a picture's file to what it shows."""


PHOTOGRAPHS: Mapping[str, Shot] = {
    "review-html": Shot("maya", ("review", "--for", "manager")),
    "network-html": Shot("maya", ("network",)),
}
"""The name of a photograph's file to the page that it shows, from the top."""

_VIEW = {"width": 1100, "height": 1250}
_SCALE = 1.25


def printed(shot: Shot) -> str:
    """Return what a run prints, with its escape sequences; raises ValueError if it fails."""
    screen = io.StringIO()
    system = System(
        environ={"DEVJOURNAL_TODAY": CLOCK, "COLUMNS": str(WIDTH), "TERM": "xterm-256color"},
        stdin=io.StringIO(),
        stdout=screen,
        stderr=screen,
        cwd=ROOT,
        draw=str,
    )
    journal = str(ROOT / "examples" / shot.journal)
    code = execute(["--color", "always", "--journal", journal, *shot.words], system)
    if code:
        raise ValueError(f"{' '.join(shot.words)} ended with {code}: {screen.getvalue()}")
    return screen.getvalue()


def picture(name: str) -> str:
    """Return a picture as SVG, in the fonts of whoever looks at it."""
    shot = SHOTS[name]
    console = Console(
        record=True,
        width=WIDTH,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        _environ={},
    )
    console.print(Text.from_ansi(printed(shot).rstrip("\n")), no_wrap=True, overflow="ignore")
    title = f"devjournal {' '.join(shot.words)}"
    svg = console.export_svg(title=title, theme=_THEME, unique_id=name)
    own_fonts = _WEB_FONT.sub("", svg).replace("Fira Code, monospace", _FONTS)
    # Rich gives a text as much room as it has letters, and squeezes those that take two cells.
    wide = _TEXT.sub(_in_its_cells, own_fonts)
    # Some viewers would drop the spaces that a line begins with.
    spaced = wide.replace("<svg ", '<svg xml:space="preserve" ', 1)
    return "\n".join(line.rstrip() for line in spaced.splitlines()) + "\n"


def _in_its_cells(text: re.Match[str]) -> str:
    length = cell_len(html.unescape(text[2])) * _CELL
    return f'textLength="{length:g}"{text[1]}>{text[2]}<'


def browser() -> str | None:
    """Return the path of Chromium, as it comes with the system."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def photograph(name: str, folder: Path) -> Path:
    """Take a photograph of a page as a browser shows it, and return its file."""
    from playwright.sync_api import sync_playwright

    shot = PHOTOGRAPHS[name]
    file = folder / f"{name}.png"
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        page = Path(scratch) / "page.html"
        printed(shot._replace(words=(*shot.words, "--output", str(page))))
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        view = chromium.new_page(viewport=_VIEW, device_scale_factor=_SCALE)  # type: ignore[arg-type]  # its own dict
        view.goto(page.as_uri())
        height = view.evaluate("Math.min(document.documentElement.scrollHeight, innerHeight)")
        clip = {"x": 0, "y": 0, "width": _VIEW["width"], "height": height}
        view.screenshot(path=file, clip=clip)  # type: ignore[arg-type]  # its own dict
        chromium.close()
    return file


def main() -> None:
    """Write all pictures; with "photographs" those of a browser instead."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if sys.argv[1:] == ["photographs"]:
        if browser() is None:
            sys.exit("chromium is not here")
        for name in PHOTOGRAPHS:
            photograph(name, FOLDER)
        return
    for name in SHOTS:
        (FOLDER / f"{name}.svg").write_text(picture(name), encoding="utf-8")


if __name__ == "__main__":
    main()
