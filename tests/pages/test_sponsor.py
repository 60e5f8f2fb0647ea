"""What a sponsor put in, and what came of it."""

from __future__ import annotations

from typing import Any

import pytest

from devjournal.pages.agenda import build_agenda, compose_agenda
from devjournal.pages.plan import build_plan, compose_plan
from devjournal.pages.sponsor import build_ledger
from devjournal.render.terminal import render_terminal
from tests.builders import action, bound, day, entry, held, journal_of, opportunity, person

TODAY = day("10-14")
HIS: dict[str, Any] = {"relationship": "tomas-sponsor"}
BOUND = bound("tomas-sponsor", "tomas-heaney", kind="sponsor")
ROOM = opportunity(
    "the-review",
    sponsor="tomas-heaney",
    exposure="Eleven people who decide",
    decision_makers=("gail-ro", "People & Places"),
    expected_result="Money for it",
    result="Half of it",
    outcome="mixed",
    state="delivered",
    proposed_on=day("02-17"),
    on=day("03-24"),
)
NEXT = opportunity(
    "the-readout", sponsor="tomas-heaney", state="accepted", on=day("11-24"), retry_of="the-review"
)
WORD = entry(
    "vouched",
    "bbbb-gave-me-his-minutes",
    "02-17",
    by="tomas-heaney",
    act="opportunity",
    via="status",
    risk_taken="It was his idea, he said",
    opportunity="the-review",
)
STORY = (
    person("tomas-heaney"),
    person("gail-ro"),
    BOUND,
    ROOM,
    NEXT,
    WORD,
    held("t-1", "08-11 15:00", "tomas-sponsor", thanked_on=day("08-12")),
    action("bbbb-ask-for-an-hour", "10-10", owner="them", **HIS),
    entry("gave", "bbbc-the-one-pager", "09-22", who="tomas-heaney"),
)


def plan(*stored: Any, reader: str = "self") -> str:
    """Return the plan with the sponsor as it is printed, in one line."""
    page = build_plan(journal_of(*stored), "tomas-sponsor", TODAY, reader=reader)
    return " ".join(render_terminal(compose_plan(page), 200).split())


def test_p001_p008_p015_p040_p046_what_they_opened_what_it_cost_and_what_came_back() -> None:
    """The day, the room and who decides; network or status and the risk; result beside hope."""
    page = plan(*STORY)
    for told in (
        "• 17 Feb · Gave me his minutes (opportunity)",
        "the room: Eleven people who decide",
        "who decides: Gail Ro, People & Places",
        "what it cost: their status: It was his idea, he said",
        "expected: Money for it",
        "brought back: went partly well: Half of it",
        "tried again: The readout (accepted)",
    ):
        assert told in page
    assert 1 == page.count("Eleven people who decide")


def test_p026_p041_p074_the_open_accounts_of_both_sides() -> None:
    """What they still mean to do, what I gave, the next room, and when they last heard from me."""
    page = plan(*STORY)
    assert "What Tomas still means to do [ ] Ask for an hour, due 10 Oct, 4 days late" in page
    assert "What I gave • 22 Sep · The one pager" in page
    assert "Next room The readout, 24 Nov" in page
    passed = opportunity("the-stall", sponsor="tomas-heaney", state="accepted", on=day("10-01"))
    assert "Next room The readout, 24 Nov" in plan(*STORY, passed)
    assert "Heard from me 22 Sep, 22 days ago" in page


def test_p041_on_the_agenda_it_is_told_in_a_few_lines() -> None:
    """To me alone: the other side's copy says nothing of accounts."""
    journal = journal_of(*STORY)

    def agenda(reader: str = "self") -> str:
        page = build_agenda(journal, "tomas-sponsor", TODAY, reader=reader)
        return " ".join(render_terminal(compose_agenda(page, TODAY), 200).split())

    assert "Opened a door 2 times, the last on 24 Nov Heard from me" in agenda()
    assert "Coming up • The readout, Tue 24 Nov" in agenda()  # the next room, with who decides
    assert "Opened a door" not in agenda("tomas-sponsor")


def test_what_is_silent_or_has_no_next_room_says_how_to_go_on() -> None:
    """After two months a line is enough, and where no room is open I say which I want."""
    page = plan(person("tomas-heaney"), BOUND, held("t-1", "07-01 15:00", "tomas-sponsor"))
    assert 'devjournal thank tomas-sponsor "..."' in page
    assert 'devjournal opportunity add "..." --sponsor tomas-heaney' in page
    theirs = plan(*STORY, reader="tomas-sponsor")
    assert "devjournal" not in theirs
    assert "Heard from me" not in theirs
    assert "late" not in theirs


def test_p018_a_room_that_still_stings_is_left_in_peace() -> None:
    """Until the rest is over, neither the room nor the word for it is on the page."""
    setback = entry("setback", "bbbd-x", "10-10", opportunity="the-review", state="processing")
    page = plan(*STORY, setback)
    assert "Gave me his minutes" not in page
    assert "Half of it" not in page


@pytest.mark.parametrize("fields", [{"kind": "mentor"}, {"my_role": "giving"}])
def test_only_who_sponsors_me_has_a_ledger(fields: dict[str, Any]) -> None:
    """A mentor's accounts, and those of my own protégé, are on their scorecards."""
    other = bound("tomas-sponsor", "tomas-heaney", **{"kind": "sponsor", **fields})
    assert None is build_ledger(journal_of(person("tomas-heaney"), other), other, TODAY)


def test_what_is_missing_stands_with_the_ledger_and_not_with_what_i_gave() -> None:
    """The next room, and a word to them, each with its command."""
    journal = journal_of(person("tomas-heaney"), BOUND, *STORY[6:])
    drawn = render_terminal(compose_plan(build_plan(journal, "tomas-sponsor", day("12-31"))), 100)
    ledger, gave = drawn.partition("What I gave")[::2]
    for words in ("No next room yet", "They have not heard from you for a while"):
        assert words in ledger.partition("Ledger")[2]
        assert words not in gave
