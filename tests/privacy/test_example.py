"""The pages of the example journals, from its files to what the program prints for a reader."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from devjournal.store import load_journal
from tests.privacy.filler import TODAY
from tests.privacy.oracle import Oracle, every, leaves
from tests.runner import Runner

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal

MAYA = Path(__file__).parents[2] / "examples" / "maya"
PAGES = {
    MAYA: (
        "priya-mentor tomas-sponsor lukasz-mentee manager exec",
        "prep priya-mentor; prep lukasz-mentee; review --period cycle; review --period 2026",
    ),
    MAYA.with_name("signe"): (
        "margit-mentor jonas-mentee wren-mentee manager exec",
        "prep margit-mentor; prep jonas-mentee; prep wren-mentee; review --period cycle",
    ),
}
"""Of an example, its readers and its pages."""

EVERY_PAGE = [
    pytest.param(root, page, reader, id=f"{root.name}: {page} for {reader}")
    for root, (readers, pages) in PAGES.items()
    for page in pages.split("; ")
    for reader in readers.split()
]
MAY_STAND_BY_CHANCE = re.compile("[a-z_]*|.{0,9}")
"""The program's own words, and what is too short to tell where it came from."""


@cache
def example(root: Path) -> Journal:
    """Return an example journal."""
    return load_journal(root, cache_dir=None)


@cache
def forbidden_texts(root: Path, reader: str) -> frozenset[str]:
    """Return each text and id of a journal that stands in nothing a reader may see."""
    journal = example(root)
    oracle = Oracle(journal, reader, TODAY)
    seen = [stored for stored in every(journal) if oracle.sees(stored)]
    may = [stored.id for stored in seen]
    may += [str(leaf.value) for stored in seen for leaf in oracle.leaves(stored)]
    allowed = flat("\n".join(may))
    texts = [stored.id for stored in every(journal)]
    texts += [
        leaf.value
        for stored in every(journal)
        for leaf in leaves(stored.record)
        if isinstance(leaf.value, str)
    ]
    return frozenset(
        text
        for text in map(flat, texts)
        if text not in allowed and not MAY_STAND_BY_CHANCE.fullmatch(text)
    )


def flat(text: str) -> str:
    """Return text without its line breaks, marks of Markdown and escapes of JSON."""
    for escape in ("\\n", "\\", "> "):
        text = text.replace(escape, " " if escape == "\\n" else "")
    return " ".join(text.split())


@pytest.mark.parametrize(("root", "page", "reader"), EVERY_PAGE)
def test_no_page_of_the_examples_tells_what_is_private(
    root: Path, page: str, reader: str, tmp_path: Path
) -> None:
    """Nothing that the table keeps from a reader is printed for them, in any format."""
    runner = Runner(tmp_path)
    secrets = forbidden_texts(root, reader)
    assert len(secrets) > 100
    for format_ in ("terminal", "markdown", "json"):
        asked = ("--journal", str(root), *page.split(), "--for", reader, "--format", format_)
        ran = runner.ok(*asked)
        printed = flat(ran.out)
        assert [] == [secret for secret in secrets if secret in printed]
        assert "withheld" in ran.err.casefold()
        assert format_ == "json" or "withheld" not in printed.casefold()
    told = flat(runner.ok("--journal", str(root), *page.split(), "--format", "json").out)
    assert [secret for secret in secrets if secret in told], "my own page tells them"


@pytest.mark.parametrize("reader", ["priya-mentor", "lukasz-mentee"])
def test_share_is_the_page_for_that_relationship(reader: str, tmp_path: Path) -> None:
    """`prep --share` says what `prep --for` says to the other side of that meeting."""
    runner = Runner(tmp_path)
    shared = runner.ok("--journal", str(MAYA), "prep", reader, "--share")
    assert runner.ok("--journal", str(MAYA), "prep", reader, "--for", reader).out == shared.out
    assert runner.ok("--journal", str(MAYA), "prep", reader).out != shared.out


@pytest.mark.parametrize(
    "command",
    ["prep priya-mentor", "review", "plan priya-mentor", "progress", "scorecard priya-mentor"],
)
@pytest.mark.parametrize("reader", ["nobody-here", "priya-nair", ""])
def test_an_unknown_reader_gets_no_page(command: str, reader: str, tmp_path: Path) -> None:
    """A reader that is misspelt is a mistake in usage, and nothing is printed."""
    ran = Runner(tmp_path)("--journal", str(MAYA), *command.split(), "--for", reader)
    assert (2, "") == (ran.code, ran.out)


def test_a_relationship_called_self_is_not_shared_with(tmp_path: Path) -> None:
    """Its page would be the one for me: it is refused, with what would mend it."""
    runner = Runner(tmp_path)
    for path, text in (
        ("people/priya-nair", 'name = "Priya Nair"\npersonal = "Her marathon"'),
        ("relationships/self", 'person = "priya-nair"\nkind = "mentor"\nmy_role = "receiving"'),
    ):
        file = runner.root / f"{path}.toml"
        file.parent.mkdir()
        file.write_text(text)
    assert "Her marathon" in runner.ok("prep", "priya").out
    refused = runner("prep", "priya", "--share")
    assert (7, "") == (refused.code, refused.out)
    assert "can't be a reader" in refused.err
