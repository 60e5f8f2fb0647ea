"""The scorecard of one relationship, and a row for each of all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from devjournal.dates import Period
from devjournal.models.meetings import MomentMove
from devjournal.models.people import Check, Measure
from devjournal.pages.review import build_review
from devjournal.pages.review_page import compose_review
from devjournal.pages.scorecard import (
    build_scorecard,
    build_scorecards,
    compose_scorecard,
    compose_scorecards,
)
from devjournal.practice.counts import count_so_far
from devjournal.practice.scorecard import KEPT, PREPARED, RHYTHM
from devjournal.render.terminal import render_terminal
from tests.builders import action, bound, day, entry, held, journal_of, moment, person, topic

TODAY = day("10-14")
AUTUMN = Period("", day("08-01"), TODAY)
OURS = {"relationship": "priya-mentor"}
DONE = {"state": "done", **OURS}
READ_ALOUD = Measure(
    name="pages read aloud",
    target=Decimal(20),
    value=Decimal(12),
    on=day("09-30"),
    was=Decimal(5),
)
STORY = (
    person(introduced_by="bo-li"),
    person("bo-li"),
    bound(
        cadence="monthly",
        origin="chosen_by_them",
        checks=(Check(on=day("08-05"), trust=3), Check(on=day("09-05"), trust=5)),
        measures=(
            READ_ALOUD,
            Measure(name="numbers owned", target=Decimal(3)),
        ),
    ),
    held("m-1", "08-04 15:00", received=("advice", "listened"), talk_share=60, value_me=4),
    held(
        *("m-2", "09-01 15:00"),
        received=("advice",),
        self_check=("prepared", "honest"),
        value_me=5,
        value_them=3,
    ),
    topic("bbbb-how", text="How?", deep_dive=True, state="discussed", meeting="m-2"),
    action("bbbb-a", "09-10", closed_on=day("09-10"), **DONE),
    action("bbbc-b", "08-10", closed_on=day("08-20"), **DONE),
    action("bbbd-c", "09-12", owner="them", **OURS),
    entry("gave", "bbbb-showed-the-desk", "09-02", **OURS),
    entry("vouched", "bbbc-sent-my-page-on", "09-20", by="priya-nair", act="visibility", **OURS),
)


def shown(*stored: Any, width: int = 80, reader: str = "self") -> str:
    """Return the scorecard of the one relationship as it is printed."""
    journal = journal_of(*stored)
    page = build_scorecard(journal, "priya-mentor", AUTUMN, TODAY, reader=reader)
    return render_terminal(compose_scorecard(page), width)


def row(page: str, name: str) -> str:
    """Return the rest of the line that begins with a name."""
    (found,) = [one for one in page.splitlines() if one.lstrip().startswith(name)]
    return " ".join(found.split(name, 1)[1].split())


def test_p100_both_sides_stand_in_two_columns_with_their_targets() -> None:
    """Each count has its denominator and its target; both have skin in the game."""
    page = shown(*STORY)
    assert "Robin Priya aim" == row(page, "Of what was due")
    assert "1 of 2 0 of 1 90%" == row(page, KEPT)
    assert "1 of 2 100%" == row(page, PREPARED)
    assert "2 of 3 90%" == row(page, RHYTHM)


def test_p098_a_trend_says_what_it_was_before() -> None:
    """Beside what is now stands the same count of the time before."""
    before = action("bbbf-f", "06-10", closed_on=day("06-10"), **DONE)
    assert "1 of 2 ↓ (1 of 1) 0 of 1 90%" == row(shown(*STORY, before), KEPT)


def test_p104_what_both_agreed_to_be_held_to_stands_beneath() -> None:
    """With the day it was counted, and where it stood before; or how to count it."""
    page = shown(*STORY)
    assert "12 on 30 Sep, before 5 20" == row(page, "pages read aloud")
    assert "not counted yet 3" == row(page, "numbers owned")
    step = 'devjournal relationship measure priya-mentor "numbers owned" --value "NUMBER"'
    assert step in page


def test_p026_what_each_side_gave_the_other_is_listed() -> None:
    """In meetings by what it was, and each gift by its day."""
    page = shown(*STORY)
    assert "What Priya gave\n  • in meetings: advice 2, listened 1\n" in page
    assert "20 Sep · Sent my page on (visibility)" in page
    assert "What I gave\n  • 2 Sep · Showed the desk\n" in page


def test_p037_p042_p058_p065_p075_p082_how_it_goes_comes_back_to_me_alone() -> None:
    """How it began and through whom, trust, worth, talking, and how I showed up."""
    page = shown(*STORY)
    assert "they chose me · through Bo Li" == row(page, "Began")
    assert "3 → 5 of 5" == row(page, "Trust")
    assert "to me 4 → 5 of 5 · to them 3 of 5" == row(
        page.partition("How it goes")[2], "Meetings  "
    )
    assert "60%" == row(page, "They talked")
    assert "prepared 1, honest 1, of 2 meetings" == row(page, "I was")
    theirs = shown(*STORY, reader="priya-mentor")
    for mine in ("How it goes", "Trust", "60%", "chose", "pages read", "devjournal", "Prepared"):
        assert mine not in theirs
    assert "1 of 2" in row(theirs, KEPT)


def test_p077_p108_what_it_became_and_how_far_i_am_with_them() -> None:
    """A mentor who became a sponsor, and the stage with somebody I help."""
    page = shown(person(), bound(became="sponsor", giving_stage="advocate", my_role="giving"))
    assert ("sponsor", "advocate") == (row(page, "Became"), row(page, "Stage"))


def test_p095_goals_from_templates_count_what_the_scorecard_counts() -> None:
    """To be a good mentee is measured by the very promises that stand in my column."""
    journal = journal_of(*STORY)
    page = build_scorecard(journal, "priya-mentor", AUTUMN, TODAY)
    (kept,) = [one.mine for one in page.card.sides if one.name == KEPT]
    counted = count_so_far(journal, "good-mentee", "priya-mentor", TODAY, since=AUTUMN.first)
    assert (kept and 100 * kept.number / kept.of) == counted.value
    assert f"{kept and kept.number} of {kept and kept.of} in time" in counted.words


def test_p098_my_part_enters_the_review_and_a_manager_is_told_totals() -> None:
    """For me each count; for the relationship the rhythm; for a manager only what all see."""
    journal = journal_of(*STORY)

    def review(reader: str = "self") -> str:
        page = build_review(journal, AUTUMN, TODAY, reader)
        return " ".join(render_terminal(compose_review(page)).split())

    mine = "Meetings of the rhythm: 2 of 3; Prepared: 1 of 2; Asked for feedback: 0 of 2."
    assert mine in review()
    assert "Meetings of the rhythm: 1 of 1." in review("priya-mentor")
    manager = review("manager")
    assert "I kept 1 of 2 in time" in manager
    assert "rhythm" not in manager


def test_p105_without_who_there_is_a_row_for_each() -> None:
    """Rows, and no score of them all; a relationship sees its own, a manager the totals."""
    others = (bound("bo-mentor", "bo-li"), held("b-1", "09-01 15:00", "bo-mentor"))
    journal = journal_of(*STORY, *others, bound("cy-mentor", "bo-li", state="candidate"))

    def page(reader: str = "self") -> str:
        found = build_scorecards(journal, AUTUMN, TODAY, reader=reader)
        return render_terminal(compose_scorecards(found), 100).partition("Month by month")[0]

    assert "1 of 2 0 of 1 2 of 3 1 of 2 0 of 2 1 of 3" == row(page(), "Priya Nair (mentor)")
    assert "Bo Li (mentor)" in page()
    assert 1 == page().count("Bo Li")
    assert "Bo Li" not in page("priya-mentor")
    assert "Priya" not in page("manager")
    assert "I kept 1 of 2 in time" in " ".join(page("manager").split())


def test_p051_how_it_began_ended_and_was_moved_stands_beside_my_notes() -> None:
    """What for and since when, how it ended and why, each meeting that was moved; all mine."""
    moved = MomentMove(was=moment("08-27 15:00"), now=moment("09-01 15:00"), why="Year end.")
    story = (
        person(),
        bound(
            start=day("08-01"),
            purpose_kind="skill",
            state="closed",
            closed_on=day("10-01"),
            closed_as="completed",
            closed_why="All three held",
            wrote_on=day("10-02"),
            checks=(Check(on=day("08-05"), note="She waits"),),
        ),
        held("m-1", "09-01 15:00", moves=(moved,)),
    )
    page = shown(*story)
    assert "1 Aug · to learn a skill" == row(page, "Began")
    assert "1 Oct · completed · All three held" == row(page, "Ended")
    assert "2 Oct" == row(page, "I wrote")
    assert "5 Aug: She waits" == row(page, "I noted")
    assert "27 Aug → 1 Sep (Year end)" == row(page, "Moved")
    theirs = shown(*story, reader="priya-mentor")
    for mine in ("to learn", "All three", "She waits", "Year end"):
        assert mine not in theirs
