from __future__ import annotations

import pytest

from devjournal.models.goal import Checkin
from devjournal.views.places import LINK, NOTES, TEXT, TITLE, places_of
from tests.builders import action, bound, day, goal, held, person, profile, win


def weights(record: object) -> dict[str, int]:
    """Return the fields of a record that are searched, with their weights."""
    return {place.field: place.weight for place in places_of(record)}  # type: ignore[arg-type]  # each is a record


def test_titles_text_notes_and_links() -> None:
    """Each field counts as what it is."""
    one = action("kwtz-x", goal="lead", note="slow", evidence="wiki").record
    assert {"title": TITLE, "goal": LINK, "note": NOTES, "evidence": TEXT} == weights(one)
    assert {"person": TITLE, "purpose": TEXT} == weights(bound().record)
    met = held("m-1", "10-01 15:00", notes="x", decisions=("y",)).record
    assert {"relationship": LINK, "notes": NOTES, "decisions": TEXT} == weights(met)


def test_what_is_in_tables_is_searched() -> None:
    """Under the table's name and its own."""
    one = goal("lead", Checkin(on=day("10-01"), note="slow", behaviour="spoke up")).record
    assert {"title": TITLE, "checkins.note": NOTES, "checkins.behaviour": TEXT} == weights(one)


def test_an_entrys_first_line_is_its_title() -> None:
    """The rest of a long one is its text."""
    told = [(one.weight, one.text) for one in places_of(win("kwtz-x", "10-01", text="a\nb").record)]
    assert [(TITLE, "a"), (TEXT, "b")] == told


@pytest.mark.parametrize("one", [person(visibility=("manager",)), profile(direction="up")])
def test_choices_and_readers_are_no_text(one: object) -> None:
    """A state would be found in half of all records."""
    found = [place.text for place in places_of(one.record)]  # type: ignore[attr-defined]  # each is stored
    assert not {"manager", "up"} & set(found)
