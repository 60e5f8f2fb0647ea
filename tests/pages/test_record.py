from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.pages.record import RecordPage, build_record, compose_record
from devjournal.render.markdown import render_markdown
from tests.builders import (
    TODAY,
    action,
    bound,
    entry,
    goal,
    journal_of,
    meeting,
    moment,
    objective,
    person,
    profile,
    skill,
    win,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


def page_of(stored: Stored[Any], *others: Stored[Any]) -> RecordPage:
    """Return a record's page in a journal with others."""
    return build_record(journal_of(stored, *others), stored, "x.toml", TODAY)


def test_links_are_told_both_ways() -> None:
    """A page names what its record links to, and every record that links to it, by its day."""
    records = (
        person(),
        bound(),
        objective(),
        action("kwtz-send-it", "10-16", goal="lead-the-readout"),
        win("bdfg-it-went-well", "10-01", goal="lead-the-readout"),
        win("ghjk-and-before", "09-01", goal="lead-the-readout"),
    )
    page = page_of(goal(objective="cut-cost", relationship="priya-mentor"), *records)
    assert [("relationship", "priya-mentor"), ("objective", "cut-cost")] == [
        (link.field, link.ref.id) for link in page.links
    ]
    assert ["kwtz-send-it", "ghjk-and-before", "bdfg-it-went-well"] == [
        link.ref.id for link in page.linked_from
    ]
    assert ["action", "win", "win"] == [link.kind for link in page.linked_from]


def test_links_inside_tables_and_lists_count() -> None:
    """A person is linked from those who name them in a list, such as a win's credit."""
    page = page_of(person(), win("bdfg-it-went-well", "10-01", credit=("priya-nair", "Zed")))
    (link,) = page.linked_from
    assert ("credit", "bdfg-it-went-well") == (link.field, link.ref.id)


def test_a_plain_name_and_a_record_that_is_gone_are_no_links() -> None:
    """Only what is there can be followed."""
    page = page_of(win("bdfg-it-went-well", "10-01", credit=("Zed",), goal="gone"))
    assert () == page.links


def test_moments_are_in_the_journals_zone() -> None:
    """A meeting written in another offset is shown by the profile's clock."""
    there = profile(timezone="Europe/Dublin")
    page = page_of(meeting("priya-mentor-001", "10-15 15:00"), person(), bound(), there)
    at = page.record["at"]
    assert moment("10-15 15:00") == at
    assert 16 == at.hour


def test_p033_the_page_says_who_sees_the_record_and_what_they_never_see() -> None:
    """Readers are those of the table or of the record's own word; private fields are named."""
    people = (person(), bound())
    lesson = entry("lesson", "kwtz-count-first", "10-01")
    assert () == page_of(lesson, *people).readers
    page = page_of(win("bdfg-it-went-well", "10-01", note="x", tags=("y",)), *people)
    assert page.to_everyone
    assert ("note", "tags") == page.kept
    shared = page_of(goal(visibility=("manager",), why="x"), *people)
    assert (("manager",), False, ("why",)) == (shared.readers, shared.to_everyone, shared.kept)


def test_of_a_meeting_it_is_the_notes_whose_readers_are_told() -> None:
    """The other side sees the meeting; its notes only by its own word."""
    people = (person(), bound())
    unsaid = meeting("priya-mentor-001", "10-15 15:00", notes="x")
    said = meeting("priya-mentor-001", "10-15 15:00", notes="x", visibility=("priya-mentor",))
    assert () == page_of(unsaid, *people).readers
    assert ("priya-mentor",) == page_of(said, *people).readers


def test_records_of_two_kinds_may_bear_one_id() -> None:
    """A goal and a skill called alike are told apart by what a link is for."""
    by_goal = action("kwtz-send-it", goal="forecasting")
    assert () == page_of(skill("forecasting"), goal("forecasting"), by_goal).linked_from
    (link,) = page_of(goal("forecasting"), skill("forecasting"), by_goal).linked_from
    assert "kwtz-send-it" == link.ref.id


def test_p109_a_reflection_stands_beneath_what_it_is_about() -> None:
    """Feedback is shown with what I made of it later, in the order of days, and not as a link."""
    later = entry("reflection", "bdfg-she-was-right", "10-02", about="kwtz-cut-it")
    first = entry("reflection", "ghjk-it-stung", "10-01", about="kwtz-cut-it")
    told = entry("feedback", "kwtz-cut-it", "09-17")
    page = page_of(told, later, first)
    assert (first, later) == page.later
    assert () == page.linked_from
    shown = render_markdown(compose_record(page))
    assert shown.index("It stung") < shown.index("She was right") < shown.index("Seen by")
