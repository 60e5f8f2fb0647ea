from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.models.registry import ENTRY_KINDS, FOLDERS
from devjournal.pages.listing import Listing, build_listing, compose_listing
from devjournal.render.markdown import render_markdown
from tests.builders import (
    TODAY,
    action,
    bound,
    entry,
    goal,
    journal_of,
    meeting,
    person,
    win,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


def listed(word: str, *stored: Stored[Any], everything: bool = False) -> Listing:
    """Return the list that `word` asks for."""
    return build_listing(journal_of(*stored), word, TODAY, everything=everything)


def ids(listing: Listing) -> list[str]:
    """Return what is listed, in its order."""
    return [row.record.id for row in listing.rows]


@pytest.mark.parametrize("word", ["action", "actions", "Actions", " actions "])
def test_a_kind_is_named_in_the_singular_or_plural(word: str) -> None:
    """Both forms list the same records."""
    assert ["kwtz-send-it"] == ids(listed(word, action("kwtz-send-it"), person()))


@pytest.mark.parametrize("word", ["win", "wins"])
def test_a_kind_of_entry_is_listed_alone(word: str) -> None:
    """`wins` lists the wins among the entries, `entries` all of them."""
    records = (win("kwtz-it-went-well", "10-01"), entry("note", "bdfg-hm", "10-02"))
    assert ["kwtz-it-went-well"] == ids(listed(word, *records))
    assert 2 == len(listed("entries", *records).rows)


def test_records_stand_in_the_order_of_their_days() -> None:
    """What has no day stands last; without days it is the order of ids."""
    actions = (action("bdfg-a"), action("kwtz-b", "10-16"), action("zzzz-c", "10-15"))
    assert ["zzzz-c", "kwtz-b", "bdfg-a"] == ids(listed("actions", *actions))
    assert ["alma", "zora"] == ids(listed("people", person("zora"), person("alma")))


@pytest.mark.parametrize("word", [*(kind.plural for kind in FOLDERS.values()), *ENTRY_KINDS])
def test_every_kind_can_be_listed(word: str) -> None:
    """An empty journal lists nothing of any kind, without an error."""
    assert () == listed(word).rows


def test_beneath_a_row_the_usual_is_left_out() -> None:
    """Of goals only the state of those that rest is told; every id has its head."""
    goals = (goal("lead"), goal("roster", state="paused"))
    text = render_markdown(compose_listing(listed("goals", *goals), TODAY))
    assert ("paused" in text, "active" in text) == (True, False)
    assert "| id |" in text


def test_a_next_meeting_that_has_passed_says_that_it_waits() -> None:
    """It is next to be logged, and not to come; one that is to come goes first."""
    records = (person(), bound(), meeting("m-1", "10-01 15:00"))
    later = (*records, meeting("m-2", "10-20 15:00"))
    text = render_markdown(compose_listing(listed("relationships", *later), TODAY))
    assert "Tue 20 Oct 15:00" in text
    text = render_markdown(compose_listing(listed("relationships", *records), TODAY))
    assert "Thu 1 Oct 15:00**, not logged yet" in text
