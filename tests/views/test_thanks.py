from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from devjournal.views.thanks import Thanks, build_thanks
from tests.builders import (
    TODAY,
    action,
    bound,
    day,
    held,
    journal_of,
    meeting,
    moment,
    person,
    win,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

PRIYA = bound()
LAST = held(
    "priya-mentor-002",
    "10-12 15:00",
    received=("advice",),
    decisions=("One number",),
    next_focus="Slide 2",
    notes="SECRET notes",
    value_me=2,
)


def thanks(*stored: Stored[Any], text: str | None = None) -> Thanks:
    """Return the thanks to Priya in a journal of these records."""
    return build_thanks(journal_of(person(), PRIYA, *stored), PRIYA, TODAY, text)


def test_p072_thanks_are_made_of_the_latest_meeting() -> None:
    """What I was given, what was decided, both sides' open promises, and when we meet."""
    found = thanks(
        held("priya-mentor-001", "09-01 15:00", received=("resource",)),
        LAST,
        meeting("priya-mentor-003", "11-19 15:00"),
        action("kwtz-later", "11-19", relationship="priya-mentor"),
        action("kwdf-soon", "10-20", relationship="priya-mentor"),
        action("kwdg-done", "10-20", relationship="priya-mentor", state="done"),
        action("kwdh-other", "10-20", relationship="bo-mentor"),
        action("vqdf-board-pack", None, "them", relationship="priya-mentor"),
        text="It helped",
    )
    assert (day("10-12"), ("advice",), ("One number",), "Slide 2", "It helped") == (
        found.on,
        found.received,
        found.decisions,
        found.next_focus,
        found.text,
    )
    assert ["Soon", "Later"] == [one.title for one in found.mine]
    assert [("Board pack", None)] == [(one.title, one.due) for one in found.theirs]
    assert moment("11-19 15:00") == found.next_at


def test_p103_wins_that_they_helped_with_since_the_last_thanks() -> None:
    """Those credited to them, from the day on which an earlier meeting was thanked for."""
    earlier = held("priya-mentor-001", "09-01 15:00", thanked_on=day("09-02"))
    found = thanks(
        earlier,
        LAST,
        win("bdfg-before", "08-01", credit=("priya-nair",)),
        win("bdfh-since", "09-02", credit=("bo-li", "priya-nair")),
        win("bdfj-others", "10-01", credit=("bo-li",)),
    )
    assert ["Since"] == [one.text for one in found.helped]


def test_what_they_may_not_see_is_not_in_it() -> None:
    """Private promises, wins and notes stay mine, though the letter is about them."""
    hidden: dict[str, Any] = {"relationship": "priya-mentor", "visibility": "private"}
    found = thanks(
        LAST,
        action("kwdf-secret-a", "10-20", **hidden),
        action("kwdg-secret-b", "10-20", "them", **hidden),
        win("bdfg-secret-c", "10-13", credit=("priya-nair",), visibility="private"),
    )
    told = repr(dataclasses.asdict(found))
    assert "ecret" not in told
    assert "SECRET" not in told
    assert "value" not in told


def test_a_meeting_that_waits_to_be_logged_is_not_the_next() -> None:
    """We do not meet again on a day that has passed, nor today."""
    assert None is thanks(LAST, meeting("priya-mentor-003", "10-13 15:00")).next_at
    assert None is thanks(LAST, meeting("priya-mentor-003", "10-14 15:00")).next_at


def test_without_a_meeting_there_may_be_another_reason() -> None:
    """My own words, or a win; else there is none."""
    assert not thanks().has_reason
    assert thanks(text="You vouched for me").has_reason
    assert thanks(win("bdfg-a", "10-01", credit=("priya-nair",))).has_reason
    assert thanks(LAST).has_reason
