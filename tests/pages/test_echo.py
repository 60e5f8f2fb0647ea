"""The echo of a change: what is said of a record that is new, moved, changed or closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.journal.stored import Change
from devjournal.models.base import replace
from devjournal.models.growth import Goal, Milestone
from devjournal.models.people import Agreement, Ask
from devjournal.pages.echo import (
    changed_facts,
    closing_facts,
    compose_echo,
    relationship_facts,
)
from devjournal.render.document import text_of
from tests.builders import TODAY, action, bound, checkin, day, entry, goal, journal_of, person

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored
    from devjournal.models.base import Record


def echo(*made: Stored[Any], among: tuple[Stored[Any], ...] = ()) -> list[str]:
    """Return what is said of records that were made, in a journal with others."""
    changes = [Change(one.kind, one.id, None, one.record) for one in made]
    notes = compose_echo(journal_of(*among, *made), changes, TODAY)
    assert all(note.level == "done" for note in notes)
    return [text_of(note.text) for note in notes]


def test_links_are_told_by_the_titles_they_lead_to() -> None:
    """Nobody calls a goal by its id, nor a person."""
    among = (person(), bound(), goal())
    links = {"goal": "lead-the-readout", "relationship": "priya-mentor"}
    assert ["action kwtz · Send it · Priya's · goal Lead the readout"] == echo(
        action("kwtz-send-it", owner="them", **links), among=among
    )
    assert ["lesson bcdf · Ask · Thu 1 Oct 2026 · goal Lead the readout · with Priya Nair"] == echo(
        entry("lesson", "bcdf-ask", "10-01", **links), among=among
    )
    before = action("kwtz-a").record
    after = replace(before, goal="lead-the-readout")
    (told_,) = changed_facts(journal_of(*among), before, after, TODAY)
    assert "goal Lead the readout" == text_of(told_)


def test_nothing_done_and_nothing_done_yet_are_told_as_such() -> None:
    """A dry run says what would be; an operation without changes that there are none."""
    made = action("kwtz-send-it")
    change = Change("action", made.id, None, made.record)
    (would,) = compose_echo(journal_of(made), [change], TODAY, dry_run=True)
    assert ("info", "would: action kwtz · Send it · mine") == (would.level, text_of(would.text))
    assert ["no change"] == [text_of(note.text) for note in compose_echo(journal_of(), [], TODAY)]


def test_a_rename_says_how_many_records_follow() -> None:
    """The old id and the new one, then the links."""
    old, linked = goal("old-name"), action("kwtz-a", goal="new-name")
    changes = [
        Change("goal", "new-name", old, old.record),
        Change("action", linked.id, linked, linked.record),
    ]
    notes = compose_echo(journal_of(goal("new-name"), linked), changes, TODAY)
    assert ["goal old-name → new-name", "links to it follow in 1 record"] == [
        text_of(note.text) for note in notes
    ]


def told(before: Record | None, after: Record) -> list[str]:
    """Return the changes in words."""
    return [text_of(part) for part in changed_facts(journal_of(), before, after, TODAY)]


def with_(record: Any, **fields: Any) -> Any:
    """Return a record with fields replaced."""
    return replace(record, **fields)


def test_a_new_record_tells_all_but_its_headline() -> None:
    """What was understood of a new record is told, its title and its making are not."""
    record = goal(commitment=9, stretch=True, created=TODAY).record
    assert ["commitment 9", "stretch yes"] == told(None, record)


def test_a_field_that_differs_is_told_as_it_is_now() -> None:
    """Set, changed and cleared fields are told; what stays and what a move writes is not."""
    before = action("kwtz-a", "10-14", note="x", evidence="y").record
    after = with_(before, note=None, due=day("10-16"), state="done", closed_on=TODAY)
    assert ["due Fri 16 Oct 2026 (in 2 days)", "note cleared"] == told(before, after)


def test_of_a_list_of_tables_what_was_added_is_told() -> None:
    """A check-in is told alone, not with all that came before it."""
    before = goal("x", checkin("10-01", 3)).record
    after = with_(before, checkins=(*before.checkins, checkin("10-14", 4, health="at_risk")))
    assert ["checkin Wed 14 Oct 2026, value 4, health at_risk"] == told(before, after)


def test_of_a_table_the_fields_that_differ_are_told() -> None:
    """One field of an agreement is told without the others."""
    before = bound(agreement=Agreement(how="video", when="Thursdays")).record
    after = with_(before, agreement=Agreement(how="phone", when="Thursdays"))
    assert ["agreement how phone"] == told(before, after)


def test_a_long_text_is_cut() -> None:
    """The echo of a change is a line, not a page."""
    before = action("kwtz-a").record
    (part,) = told(before, with_(before, note="x" * 500))
    assert len("note ") + 60 == len(part)


def test_of_a_table_that_was_there_what_differs_is_told_with_its_title() -> None:
    """A milestone that is done is told by its title and its day, not with what it was before."""
    steps = (Milestone(title="Draft", due=day("10-20")), Milestone(title="Dry run"))
    before = goal(milestones=steps).record
    assert ["milestone Draft, done on Wed 14 Oct 2026"] == told(
        before, before.finish_milestone(0, TODAY)
    )
    more = before.add_milestone(Milestone(title="Sent", due=day("10-20")))
    assert ["milestone Sent, due Tue 20 Oct 2026"] == told(before, more)


OPEN = Goal(title="x")


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (OPEN.move("drop", TODAY), []),
        (OPEN.move("drop", TODAY, why="called off"), ["why called off"]),
        (OPEN.move("achieve", day("2026-10-13")), ["on Tue 13 Oct 2026"]),
        (OPEN, []),
    ],
)
def test_the_day_is_told_where_it_is_not_today_and_why_where_it_was_said(
    after: Goal, told: list[str]
) -> None:
    """A closing is echoed as it was understood."""
    assert told == [text_of(part) for part in closing_facts(OPEN, after, TODAY)]


def test_what_was_told_before_is_not_told_again() -> None:
    """A change to what was closed long ago says nothing of that."""
    closed = OPEN.move("drop", day("2026-09-01"), why="called off")
    assert [] == closing_facts(closed, closed, TODAY)


def terms(before: Any, after: Any) -> list[str]:
    """Return the facts in words."""
    lines = relationship_facts(journal_of(), before, after, TODAY)
    return [text for line in lines if (text := text_of(line))]


def test_a_new_one_tells_its_terms() -> None:
    """Why, how many meetings, how often and how long."""
    record = bound(meetings_agreed=3, cadence="monthly", minutes=45).record
    assert ["financial acumen", "3 meetings agreed", "monthly, 45 min"] == terms(None, record)


def test_a_candidate_tells_that_it_is_one_and_what_it_asks_for() -> None:
    """It did not begin yet."""
    ask = Ask(meetings=3, time_frame="before spring")
    record = bound(state="candidate", purpose=None, ask=ask).record
    assert ["candidate", "asks for 3 meetings, before spring"] == terms(None, record)
    assert ["candidate"] == terms(None, bound(state="candidate", purpose=None).record)


def test_one_that_starts_tells_its_terms_and_what_else_is_new() -> None:
    """A yes, a last day; its state is told by the word for it."""
    before = bound(state="asked", ask=Ask(meetings=3)).record
    after = replace(
        before.move("start", TODAY),
        ask=Ask(meetings=3, answer="yes"),
        meetings_agreed=3,
        end=day("12-01"),
    )
    assert [
        "financial acumen",
        "3 meetings agreed",
        "end Tue 1 Dec 2026",
        "ask answer yes",
    ] == terms(before, after)


def test_one_that_is_renewed_from_its_close_tells_no_ending() -> None:
    """What had closed it is over, and not worth a word."""
    before = bound(state="closed", closed_as="faded").record
    assert ["financial acumen"] == terms(before, before.move("renew", TODAY))


def test_any_other_change_tells_what_differs() -> None:
    """Each field of a table stands by itself, and what is gone is told, too."""
    before = bound(state="later", ask=Ask(answer="later", follow_up_on=day("10-20"))).record
    assert [
        "ask answer cleared",
        "ask follow up on cleared",
        "ask sent on Wed 14 Oct 2026",
    ] == sorted(terms(before, before.move("ask", TODAY)))
