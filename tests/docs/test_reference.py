"""The reference pages say what the program says: they are made from it."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from devjournal.cli.table import ROWS
from devjournal.models.base import Record, by_name
from devjournal.models.registry import KINDS, class_for, variants_of
from tests.render.pdf_readers import values_of
from tools.reference.commands import entries
from tools.reference.files import files_page
from tools.reference.pages import PAGES, ROOT

CLASSES = [
    class_for(kind.name, variant) for kind in KINDS.values() for variant in variants_of(kind.name)
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_what_it_is_made_from(path: str) -> None:
    """A change of a record or a command that leaves the page behind is found: make reference."""
    assert PAGES[path]() == (ROOT / path).read_bytes(), "run: make reference"


@pytest.mark.parametrize("record_class", CLASSES, ids=lambda one: str(one.__name__))
def test_every_field_is_told(record_class: type[Record]) -> None:
    """No field of any kind is missing."""
    page = files_page(ROOT / "examples")
    names = list(by_name(record_class))
    assert [] == [name for name in names if f"| `{name}` |" not in page.replace("**", "")]


def test_every_command_is_told() -> None:
    """Each has its heading."""
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [] == [name for name in ROWS if f"\n### {name}\n" not in page]


def test_the_manual_page_tells_every_command_and_option() -> None:
    """What `man devjournal` says is whole, and no line of it is a request by accident."""
    page = (ROOT / "docs" / "man" / "devjournal.1").read_text(encoding="utf-8")
    told = [entry for name in ROWS for entry in entries(name)]
    escaped = page.replace(r"\-", "-")
    assert [] == [one.path for one in told if f"\n.SS {one.path}\n" not in escaped]
    names = {name for one in told for name, _ in one.options}
    assert [] == [name for name in names if f"\n\\fB{name}\\fR\n" not in escaped]
    requests = {line.split()[0] for line in page.splitlines() if line.startswith((".", "'"))}
    assert requests <= {'.\\"', ".TH", ".SH", ".SS", ".PP", ".TP", ".RS", ".RE", ".nf", ".fi"}


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_the_manual_page_is_set_without_a_warning() -> None:
    """What sets manual pages on most systems has nothing to say about it."""
    page = ROOT / "docs" / "man" / "devjournal.1"
    command = ["groff", "-ww", "-z", "-man", "-Kutf8", str(page)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("path", [path for path in PAGES if path.endswith(".pdf")])
def test_a_pdf_of_the_examples_is_the_same_on_every_machine(path: str) -> None:
    """It has typst's own fonts alone."""
    fonts = values_of((ROOT / path).read_bytes(), "/FontName")
    assert {"LibertinusSerif", "DejaVuSansMono"} >= {re.sub(r".*\+|-.*", "", one) for one in fonts}
