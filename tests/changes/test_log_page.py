from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.changes.log_page import blank_page
from devjournal.changes.which_meeting import Taken
from devjournal.logpage.parse import parse
from tests.builders import (
    action,
    bound,
    day,
    held,
    journal_of,
    meeting,
    moment,
    person,
    profile,
    topic,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

PLANNED = meeting("priya-mentor-002", "10-15 15:00")
PRIYA = (person(), bound(meetings_agreed=3), held("priya-mentor-001", "09-17 15:00"), PLANNED)
DUE = Taken("due", "priya-mentor", PLANNED)


def page(*stored: Stored[Any], taken: Taken = DUE) -> str:
    """Return the page for the meeting that was taken."""
    return blank_page(journal_of(*PRIYA, *stored), taken)


def test_the_page_has_the_agendas_topics_in_their_order() -> None:
    """Deep dives first, then those that wait longest; what is settled or of others is not there."""
    happened = parse(
        page(
            topic("vnpl-forecast", raised_on=day("09-10")),
            topic("gdsc-new", created=day("10-12")),
            topic("krtz-deep", raised_on=day("10-14"), deep_dive=True),
            topic("bcdf-settled", state="discussed"),
            topic("ghjk-of-zoe", relationship="zoe-coach"),
        )
    )
    assert ["krtz-deep", "vnpl-forecast", "gdsc-new"] == [line.id for line in happened.topics]
    assert not [line for line in happened.topics if line.discussed]


def test_p074_the_page_has_the_open_promises_of_both_sides() -> None:
    """Mine and theirs, to be ticked."""
    happened = parse(
        page(
            action("kwdf-draft", relationship="priya-mentor"),
            action("bxhq-intro", owner="them", relationship="priya-mentor"),
            action("mflc-done", relationship="priya-mentor", state="done"),
            action("plgx-alone"),
        )
    )
    assert ["kwdf-draft"] == [line.id for line in happened.i_promised]
    assert ["bxhq-intro"] == [line.id for line in happened.they_promised]


def test_an_untouched_page_says_nothing() -> None:
    """So nothing can be logged by opening and closing it."""
    assert not parse(page(topic("vnpl-forecast"), action("kwdf-draft"))).says_anything


def test_the_title_says_which_meeting_it_is() -> None:
    """Person, kind, number and the moment in the profile's zone."""
    dublin = profile(timezone="Europe/Dublin")
    assert (
        "# Priya Nair · mentor · meeting 2 of 3 · Thu 15 Oct 2026 16:00"
        == (page(dublin).splitlines()[0])
    )


def test_the_title_of_one_held_early_says_when_it_was() -> None:
    """The time is that of the meeting as it took place; an extra one has no number yet."""
    early = Taken("early", "priya-mentor", PLANNED, moment("10-14 12:00"))
    extra = Taken("extra", "priya-mentor", None, moment("10-14 12:00"))
    assert page(taken=early).startswith(
        "# Priya Nair · mentor · meeting 2 of 3 · Wed 14 Oct 2026 12:00\n"
    )
    assert page(taken=extra).startswith("# Priya Nair · mentor · Wed 14 Oct 2026 12:00\n")
