from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.exchange.incoming import Here, Item, Trouble
from devjournal.exchange.outgoing import Links
from devjournal.exchange.todotxt import read, write
from devjournal.models.meetings import Action
from tests.builders import bound, day, goal, journal_of, person, stored

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

HERE = Here(Links(journal_of(person(), bound(), goal())), dt.UTC)


def _action(**fields: Any) -> Stored[Any]:
    return stored("action", "bcdf-x", Action(**{"owner": "me", **fields}))


def facts(line: str) -> dict[str, Any]:
    """Return what is read of a line, without the usual: mine, and open."""
    (item,) = read(line, HERE)
    assert isinstance(item, Item), item
    usual = {"owner": "me", "state": "open"}
    told = dict(item.facts) | ({"lost": item.lost} if item.lost else {})
    return {name: value for name, value in told.items() if usual.get(name) != value}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Call Dana", {"title": "Call Dana"}),
        ("2026-10-01 Call", {"title": "Call", "created": day("10-01")}),
        ("(A) Call", {"title": "Call", "lost": ("priorities",)}),
        (
            "(A) 2026-10-01 Call",
            {"created": day("10-01"), "title": "Call", "lost": ("priorities",)},
        ),
        ("(HR) asked", {"title": "(HR) asked"}),
        ("(a) Call", {"title": "(a) Call"}),
        ("(A)Call", {"title": "(A)Call"}),
        ("x Call", {"state": "done", "title": "Call"}),
        ("X Call", {"title": "X Call"}),
        ("xylophone", {"title": "xylophone"}),
        ("x 2026-10-02 Call", {"state": "done", "closed_on": day("10-02"), "title": "Call"}),
        (
            "x (B) 2026-10-02 2026-10-01 Call",
            {
                "state": "done",
                "closed_on": day("10-02"),
                "created": day("10-01"),
                "title": "Call",
            },
        ),
        ("Call due:2026-11-19 Dana", {"due": day("11-19"), "title": "Call Dana"}),
        (
            "Meet 10:30 for a 1:1 http://x.example",
            {"title": "Meet 10:30 for a 1:1 http://x.example"},
        ),
        ("Buy t:shirt pri:high kind:ness", {"title": "Buy t:shirt pri:high kind:ness"}),
        ("Call t:2026-11-01", {"title": "Call", "lost": ("a day to start (t:)",)}),
        ("Call rec:+1m", {"title": "Call", "lost": ("repeats (rec:)",)}),
        ("Call id:1 owner:them", {"title": "Call", "owner": "them"}),
        (
            "Call Dana @phone @desk +house",
            {"title": "Call Dana", "tags": ("phone", "desk", "house")},
        ),
        ("@phone Call Dana", {"title": "Call Dana", "tags": ("phone",)}),
        ("Ask @sam about +1 for it", {"title": "Ask @sam about +1 for it"}),
        ("Draft @priya-mentor", {"title": "Draft", "relationship": "priya-mentor"}),
        ("Draft +lead-the-readout", {"title": "Draft", "goal": "lead-the-readout"}),
        ("Draft @Priya_Mentor", {"title": "Draft", "tags": ("Priya_Mentor",)}),
        ("- (HR) asked", {"title": "(HR) asked"}),
        ("- a point", {"title": "- a point"}),
    ],
)
def test_a_line_is_read_as_most_programs_read_it(line: str, expected: dict[str, Any]) -> None:
    """Only known keys are split off, no day and no owner is made up, what has no place is told."""
    assert expected == facts(line)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Call due:tomorrow", "due:tomorrow is no day"),
        ("2026-02-30 Call", "2026-02-30 is no day"),
        ("@phone", "it has no words"),
        ("x 2026-10-02", "it has no words"),
    ],
)
def test_what_cannot_be_taken_is_told(line: str, reason: str) -> None:
    """At its line."""
    assert [Trouble(3, reason)] == list(read(f"\n\n{line}\n", HERE))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": "Call"}, "Call"),
        ({"title": "Call", "created": day("10-01")}, "2026-10-01 Call"),
        (
            {"title": "Call", "state": "done", "closed_on": day("10-02"), "created": day("10-01")},
            "x 2026-10-02 2026-10-01 Call",
        ),
        ({"title": "Call", "state": "done", "created": day("10-01")}, "x Call"),
        (
            {
                "title": "Call",
                "owner": "them",
                "due": day("11-19"),
                "kind": "resource",
                "goal": "lead-the-readout",
                "relationship": "priya-mentor",
                "tags": ("desk", "two words"),
            },
            "Call @priya-mentor @desk @two-words +lead-the-readout due:2026-11-19"
            " kind:resource owner:them",
        ),
        ({"title": "(HR) asked", "created": day("10-01")}, "2026-10-01 - (HR) asked"),
        ({"title": "x marks it"}, "- x marks it"),
        ({"title": "2026-10-01 was the day"}, "- 2026-10-01 was the day"),
        ({"title": "two\nlines"}, "two lines"),
    ],
)
def test_a_line_is_written_so_that_no_program_takes_it_for_another(
    fields: dict[str, Any], expected: str
) -> None:
    """No title begins with a bracket; what is done has both days, or none."""
    assert f"{expected}\n" == write([_action(**fields)])


def test_what_is_written_is_read_again() -> None:
    """Title, days, owner, state, kind, tags and links."""
    whole = {
        "title": "(HR) asked",
        "owner": "them",
        "state": "done",
        "closed_on": day("10-02"),
        "created": day("10-01"),
        "due": day("10-03"),
        "kind": "introduction",
        "goal": "lead-the-readout",
        "relationship": "priya-mentor",
        "tags": ("desk",),
    }
    (item,) = read(write([_action(**whole)]), HERE)
    assert isinstance(item, Item)
    assert whole == item.facts
