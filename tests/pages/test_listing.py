from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.errors import UsageError
from devjournal.models.registry import ENTRY_KINDS, FOLDERS
from devjournal.pages.listing import Listing, build_listing
from tests.builders import (
    action,
    bound,
    day,
    entry,
    goal,
    journal_of,
    meeting,
    moment,
    person,
    skill,
    win,
)

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


def test_open_ones_are_listed_unless_all_are_asked_for() -> None:
    """Closed records are counted, and listed with `everything`."""
    records = (action("kwtz-a"), action("bdfg-b", state="done"))
    assert (["kwtz-a"], 1) == (ids(listed("actions", *records)), listed("actions", *records).closed)
    everything = listed("actions", *records, everything=True)
    assert (["bdfg-b", "kwtz-a"], 0) == (ids(everything), everything.closed)
    assert [False, True] == [row.record.is_open for row in everything.rows]


def test_records_stand_in_the_order_of_their_days() -> None:
    """What has no day stands last; without days it is the order of ids."""
    actions = (action("bdfg-a"), action("kwtz-b", "10-16"), action("zzzz-c", "10-15"))
    assert ["zzzz-c", "kwtz-b", "bdfg-a"] == ids(listed("actions", *actions))
    assert ["alma", "zora"] == ids(listed("people", person("zora"), person("alma")))


def test_a_state_is_a_column_only_where_it_tells_records_apart() -> None:
    """Open actions are all open; relationships differ, and so does a list of everything."""
    assert "state" not in listed("actions", action("kwtz-a")).columns
    assert "state" in listed("actions", action("kwtz-a"), everything=True).columns
    both = (person(), bound(), bound("priya-sponsor", kind="sponsor", state="candidate"))
    assert "state" in listed("relationships", *both).columns


def test_people_stand_by_their_names_and_relationships_by_what_they_are() -> None:
    """Links are shown as names: who an action is with, what somebody is to me, when we meet."""
    records = (
        person(),
        bound(my_role="giving"),
        action("kwtz-a", relationship="priya-mentor"),
        meeting("priya-mentor-001", "10-15 15:00"),
    )
    (row,) = listed("relationships", *records).rows
    assert ("Priya Nair", "mentee", moment("10-15 15:00")) == (
        row.facts["who"],
        row.facts["what"],
        row.facts["next"],
    )
    assert "Priya Nair" == listed("actions", *records).rows[0].facts["who"]


def test_goals_and_skills_tell_how_they_stand() -> None:
    """A goal's progress and a skill's level are computed, not copied."""
    (row,) = listed("goals", goal(baseline=0.0, target=4.0, due=day("12-10"))).rows
    assert 0.0 == row.facts["progress"]
    (row,) = listed("skills", skill("forecasting", ("09-01", 1), ("10-01", 3))).rows
    assert 3 == row.facts["level"]


def test_only_lettered_records_have_a_short_form() -> None:
    """An action is named by its first letters; a person by the id."""
    assert "kw" == listed("actions", action("kwtz-a")).rows[0].short
    assert listed("people", person()).rows[0].short is None


@pytest.mark.parametrize("word", [*(kind.plural for kind in FOLDERS.values()), *ENTRY_KINDS])
def test_every_kind_can_be_listed(word: str) -> None:
    """An empty journal lists nothing of any kind, without an error."""
    assert () == listed(word).rows


@pytest.mark.parametrize(
    ("word", "near"), [("gaols", "goals"), ("winz", "wins"), ("", "is called")]
)
def test_another_word_is_refused_with_the_nearest(word: str, near: str) -> None:
    """A word that names no kind lists the kinds there are."""
    with pytest.raises(UsageError, match=near) as refused:
        listed(word)
    assert "relationships" in (refused.value.hint or "")
