from __future__ import annotations

import typing

import pytest

from devjournal.journal.visibility_table import TABLE, Reach
from devjournal.models.kinds import ENTRY_KINDS, KINDS
from devjournal.pages.phrases import field_words
from devjournal.render.compose import guide as compose
from devjournal.render.theme import Console
from devjournal.render.to_terminal import render_terminal
from devjournal.views import guide
from tests.builders import TODAY

if typing.TYPE_CHECKING:
    from devjournal.render.document import Document

PAGES = {
    "topics": compose.compose_topics(guide.TOPICS),
    "dates": compose.compose_dates(guide.build_dates(TODAY)),
    "ids": compose.compose_ids(guide.build_ids()),
    "visibility": compose.compose_visibility(guide.build_visibility()),
    "files": compose.compose_files(guide.build_files()),
}


def shown(document: Document, width: int = 200) -> str:
    """Return a page as a terminal shows it, on one line."""
    return " ".join(render_terminal(document, Console(width=width)).split())


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits(page: str, width: int) -> None:
    """No line is wider than the terminal."""
    lines = render_terminal(PAGES[page], Console(width=width)).splitlines()
    assert [] == [line for line in lines if len(line) > width]


def test_every_reach_is_told_in_words() -> None:
    """A new way to reach somebody needs its words."""
    assert set(typing.get_args(Reach)) == set(compose.REACHES)


def test_the_page_of_visibility_names_every_field() -> None:
    """Whatever the table opens to somebody stands on the page, under its kind."""
    page = shown(PAGES["visibility"], 10_000)
    parts = page.split(" • ")[1:]
    assert len(TABLE) == len(parts)
    for part, (kind, rule) in zip(parts, TABLE.items(), strict=True):
        assert part.startswith(f"{kind}: ")
        names = (*rule.fields, *rule.to_relationships, *rule.on_word, *rule.unless)
        assert [] == [name for name in names if field_words(name).replace(".", ": ") not in part]
        assert all(compose.REACHES[reach] in part for reach in rule.reaches)


def test_the_page_of_files_names_every_folder_and_entry() -> None:
    """And the profile's file."""
    page = shown(PAGES["files"])
    assert [] == [one.folder for one in KINDS.values() if f"{one.folder}/" not in page]
    assert [] == [name for name in (*ENTRY_KINDS, "journal.toml") if name not in page]


def test_the_page_of_dates_shows_the_day_of_each_form() -> None:
    """As the parser reads it today."""
    page = shown(PAGES["dates"])
    assert (
        "fri the coming Friday, never today; where a flag looks back, the last one Fri 16 Oct"
        in page
    )
    assert "2026-Q4 a quarter 2026-10-01 to 2026-12-31" in page
    assert "for 12/01, use 12-jan or 1-dec." in page
