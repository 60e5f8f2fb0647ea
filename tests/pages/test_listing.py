from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.models.registry import ENTRY_KINDS, FOLDERS
from devjournal.pages.listing import Listing, build_listing
from tests.builders import action, entry, journal_of, person, win

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


def listed(word: str, *stored: Stored[Any], everything: bool = False) -> Listing:
    """Return the list that `word` asks for."""
    return build_listing(journal_of(*stored), word, everything=everything)


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
