from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from devjournal.exchange.incoming import Here, Item, Trouble
from devjournal.exchange.markdown import read
from devjournal.exchange.outgoing import Links
from tests.builders import bound, day, journal_of, person

HERE = Here(Links(journal_of(person(), bound())), dt.UTC)


def facts(text: str) -> dict[str, Any]:
    """Return what is read of one item, without the usual: mine, and open."""
    (item,) = read(text, HERE)
    assert isinstance(item, Item), item
    told = dict(item.facts)
    told |= {"lost": item.lost} if item.lost else {}
    told |= {"origin": item.origin} if item.origin else {}
    usual = {"owner": "me", "state": "open"}
    return {name: value for name, value in told.items() if usual.get(name) != value}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- [ ] Call Dana", {"title": "Call Dana"}),
        ("  * [x] Call", {"title": "Call", "state": "done"}),
        ("> 1. [/] Call", {"title": "Call"}),
        (
            "- [-] Call ❌ 2026-10-02",
            {"title": "Call", "state": "dropped", "closed_on": day("10-02")},
        ),
        (
            "- [X] Call 📅 2026-11-19 \u2795 2026-10-01 ✅ 2026-10-02",
            {
                "title": "Call",
                "state": "done",
                "due": day("11-19"),
                "created": day("10-01"),
                "closed_on": day("10-02"),
            },
        ),
        # A day of doing on what is open is none.
        ("- [ ] Call ✅ 2026-10-02", {"title": "Call"}),
        ("- [ ] Call [due:: 2026-11-19] Dana", {"title": "Call Dana", "due": day("11-19")}),
        (
            "- [ ] Call ⏫ 🔁 every month on the 31st 📅 2026-11-19 🛫 2026-11-01",
            {
                "title": "Call",
                "due": day("11-19"),
                "lost": ("repeats", "priorities", "days to start"),
            },
        ),
        (
            "- [ ] Issue #12 in C# is #desk #two/parts",
            {"title": "Issue #12 in C# is", "tags": ("desk", "two/parts")},
        ),
        (
            "- [ ] Draft #priya-mentor ^abc-1",
            {"title": "Draft", "relationship": "priya-mentor", "origin": "abc-1"},
        ),
        ("- TODO [#A] Call", {"title": "Call", "lost": ("priorities",)}),
        ("- DONE Call", {"title": "Call", "state": "done"}),
        ("- CANCELED Call", {"title": "Call", "state": "dropped"}),
        (
            "- LATER Call\n  SCHEDULED: <2026-11-01 Sun>\n  DEADLINE: <2026-11-19 Thu .+1w>\n"
            "  id:: 65-a",
            {"title": "Call", "due": day("11-19"), "origin": "65-a", "lost": ("days to start",)},
        ),
    ],
)
def test_a_line_with_a_box_is_an_action(text: str, expected: dict[str, Any]) -> None:
    """With the signs of Obsidian Tasks and of Logseq; no day is made up."""
    assert expected == facts(text)


@pytest.mark.parametrize(
    "text",
    ["- plain", "text [ ] x", "- [] x", "# TODO x", "```\n- [ ] x\n```", "~~~ md\n- [ ] x\n~~~"],
)
def test_what_is_no_item_is_left(text: str) -> None:
    """Other lists, other lines, and what stands in a block of code; what comes behind it counts."""
    assert [] == list(read(text, HERE))
    assert 1 == len(list(read(f"{text}\n- [ ] Call", HERE)))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- [?] Call", "[?]: no state is known by that sign"),
        ("- [ ] Call 📅 2026-02-30", "2026-02-30 is no day"),
        ("- [ ] #desk", "it has no words"),
    ],
)
def test_what_cannot_be_taken_is_told(text: str, reason: str) -> None:
    """At its line."""
    assert [Trouble(2, reason)] == list(read(f"\n{text}", HERE))
