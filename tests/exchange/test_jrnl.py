from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from devjournal.exchange.incoming import Here, Item, Trouble
from devjournal.exchange.jrnl import entries_for, read, write
from devjournal.exchange.outgoing import Links
from tests.builders import bound, day, entry, journal_of, person

HERE = Here(Links(journal_of(person(), bound())), dt.UTC)
ENTRY: dict[str, Any] = {
    "title": "Spoke with @priya.",
    "body": "",
    "date": "2026-10-01",
    "time": "15:00",
    "tags": ["@priya"],
    "starred": False,
}


def export(**fields: Any) -> str:
    """Return what jrnl writes of one entry."""
    return json.dumps({"tags": {}, "entries": [{**ENTRY, **fields}]}, indent=2)


@pytest.mark.parametrize(
    ("fields", "kind", "expected"),
    [
        ({}, "note", {"text": "Spoke with @priya.", "tags": ("priya",)}),
        ({"body": "\nMore\n", "tags": []}, "note", {"text": "Spoke with @priya.\n\nMore"}),
        (
            {"starred": True, "tags": []},
            "note",
            {"text": "Spoke with @priya.", "tags": ("starred",)},
        ),
        (
            {"body": "More\n@win @priya-mentor", "tags": ["@priya", "@win", "@priya-mentor"]},
            "win",
            {
                "text": "Spoke with @priya.\nMore",
                "tags": ("priya",),
                "relationship": "priya-mentor",
            },
        ),
    ],
)
def test_an_entry_is_a_note_of_its_day(
    fields: dict[str, Any], kind: str, expected: dict[str, Any]
) -> None:
    """Title and body are its text; a tag may say of what kind it is, and whom it is with."""
    (item,) = read(export(**fields), HERE)
    assert isinstance(item, Item)
    assert (kind, {"on": day("10-01"), **expected}) == (item.kind, item.facts)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"date": "01/10/2026"}, "date: 01/10/2026 is no day"),
        ({"title": " "}, "title: it has no words"),
        ({"title": None}, "title: is missing, or no text"),
        ({"tags": "x"}, "tags: is no list of words"),
    ],
)
def test_what_cannot_be_taken_is_told(fields: dict[str, Any], reason: str) -> None:
    """At its line."""
    assert [Trouble(4, reason)] == list(read(export(**fields), HERE))
    (no_export,) = read("{}", HERE)
    assert isinstance(no_export, Trouble)
    assert "has no entries" in no_export.reason


def test_an_entry_is_written_so_that_it_stays_one() -> None:
    """No line of it begins as another entry does, no first line gets a star; its kind is a tag."""
    text = "**Bold**\n[2026-10-03 09:00] no entry\n\n[ ] a box"
    told = entry("win", "bcdf-x", "10-01", text=text, tags=("two words",))
    private = entry("note", "ghjk-y", "10-02", visibility="private")
    entries, left = entries_for(journal_of(told, private))
    assert {"private": 1} == left
    assert write(entries) == (
        "[2026-10-01 09:00] · **Bold** ·\n- [2026-10-03 09:00] no entry\n\n- [ ] a box\n"
        "@win @two-words\n"
    )
