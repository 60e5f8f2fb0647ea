"""The review as a whole: its readers, what it withholds, gaps and next, and how it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.dates.periods import parse_period
from devjournal.journal.stored import Ref, Stored
from devjournal.pages.phrases import cited
from devjournal.pages.review import Review, build_next, build_review, compose_review
from devjournal.pages.review_work import build_gaps
from devjournal.render.markdown import render_markdown
from tests.builders import (
    TODAY,
    action,
    bound,
    checkin,
    day,
    entry,
    goal,
    held,
    journal_of,
    objective,
    opportunity,
    person,
    skill,
    win,
)

if TYPE_CHECKING:
    import datetime as dt


YEAR = parse_period("2026", TODAY)
RECORDS: tuple[Stored[Any], ...] = (
    person(),
    bound(),
    held("m-1", "09-17 15:00"),
    action("bbbb-draft", "10-01", relationship="priya-mentor"),
    objective("cut-cost"),
    goal("lead", checkin("10-09", 17), baseline=0, target=25, objective="cut-cost"),
    goal("breathe", checkin("10-09"), relationship="priya-mentor"),
    skill("writing", ("09-01", 3), importance=5),
    win("cccc-open", "03-01", objective="cut-cost", credit=("priya-nair",)),
    win("dddd-private", "03-02", visibility="private"),
    win("ffff-for-manager", "03-03", visibility=("manager",)),
    entry("feedback", "gggg-private", "09-17", given_by="priya-nair"),
    entry("lesson", "hhhh-shared", "09-18", visibility="shared"),
    entry("gave", "jjjj-gave", "10-01", relationship="priya-mentor"),
    opportunity("readout", state="accepted", on=day("11-24"), objective="cut-cost"),
)


def review(*stored: Stored[Any], reader: str = "self") -> Review:
    """Return the review of 2026 of a journal of these records."""
    return build_review(journal_of(*stored), YEAR, TODAY, reader)


def shown(reader: str) -> set[str]:
    """Return the ids of all that a reader's review cites."""
    return {ref.id for ref in cited(review(*RECORDS, reader=reader))}


def test_for_self_all_is_there_and_nothing_withheld() -> None:
    """My own review cites every record that says something of the period."""
    assert 0 == review(*RECORDS).withheld
    assert {
        "cut-cost",
        "lead",
        "breathe",
        "writing",
        "cccc-open",
        "dddd-private",
        "ffff-for-manager",
        "gggg-private",
        "hhhh-shared",
        "jjjj-gave",
        "readout",
        "priya-mentor",
    } == shown("self")


@pytest.mark.parametrize(
    ("reader", "ids"),
    [
        (
            "manager",
            {"cut-cost", "lead", "cccc-open", "ffff-for-manager", "hhhh-shared", "readout"},
        ),
        ("exec", {"cut-cost", "cccc-open", "hhhh-shared"}),
        (
            "priya-mentor",
            {"cut-cost", "breathe", "cccc-open", "hhhh-shared", "jjjj-gave", "priya-mentor"},
        ),
        ("stranger", set()),
    ],
)
def test_p033_a_reader_sees_what_reaches_them(reader: str, ids: set[str]) -> None:
    """Each reader's page cites what the table of visibility gives them, and no more."""
    assert ids == shown(reader)


@pytest.mark.parametrize("reader", ["manager", "exec", "priya-mentor", "stranger"])
def test_withheld_counts_what_self_alone_sees(reader: str) -> None:
    """The count is of the records that the page would cite under self."""
    assert len(shown("self") - shown(reader)) == review(*RECORDS, reader=reader).withheld


def test_a_readers_page_is_built_from_what_they_may_see() -> None:
    """Counts and credits come from visible wins too: nothing is told by a number."""
    own, theirs = review(*RECORDS), review(*RECORDS, reader="exec")
    assert (3, 1) == (own.tally.wins, theirs.tally.wins)
    private = review(*RECORDS, person(visibility="private"), reader="exec")
    helpers = [[one.name for one in page.credits] for page in (own, theirs, private)]
    assert [["Priya Nair"], ["Priya Nair"], []] == helpers
    assert theirs.commitments is None


def test_p018_what_still_stings_is_left_out_of_every_page() -> None:
    """A setback being processed hides its opportunity from me, and so from all others."""
    records = (
        objective("cut-cost"),
        opportunity(
            "review", state="delivered", on=day("10-10"), outcome="mixed", objective="cut-cost"
        ),
        entry("setback", "bdxq-hurt", "10-10", opportunity="review"),
    )
    for reader in ("self", "manager"):
        found = review(*records, reader=reader)
        assert ((), (), 0) == (found.opportunities, found.setbacks, found.withheld)


def test_an_empty_journal_has_an_empty_review() -> None:
    """Without records there is no line, for any reader."""
    for reader in ("self", "manager"):
        found = review(reader=reader)
        assert (frozenset(), 0, 0) == (cited(found), found.tally.wins, found.withheld)


def gaps(*stored: Stored[Any], period: str = "2026-Q3") -> dict[str, dt.date | None]:
    """Return what has no evidence in a period, with the day of its last."""
    found = build_gaps(journal_of(*stored), parse_period(period, TODAY), TODAY, frozenset())
    return {gap.record.id: gap.last for gap in found}


def test_what_matters_and_has_no_evidence_is_named_with_its_last_day() -> None:
    """Open objectives and goals and important skills are named: first what never had any."""
    found = gaps(
        objective("cut-cost"),
        goal("lead", checkin("03-01"), checkin("05-01")),
        skill("leadership", ("03-15", 2), importance=4),
        win("bbbb-a", "06-01", objective="gone"),
    )
    assert [("cut-cost", None), ("leadership", day("03-15")), ("lead", day("05-01"))] == list(
        found.items()
    )


def test_evidence_of_any_sort_closes_a_gap() -> None:
    """A win, a rating or a check-in in the period is evidence; a goal's is its objective's."""
    assert {} == gaps(
        objective("a"),
        objective("b"),
        objective("c"),
        goal("of-b", checkin("08-01"), objective="b"),
        goal("of-c", objective="c"),
        skill("by-rating", ("08-01", 2), importance=5),
        skill("by-win", importance=5),
        win("bbbb-a", "08-01", objective="a"),
        win("cccc-b", "08-01", goal="of-c", skill="by-win"),
    )


def test_what_is_closed_paused_or_of_little_weight_is_no_gap() -> None:
    """Only what is open and matters wants evidence."""
    assert {} == gaps(
        objective("a", state="met"),
        goal("b", state="paused"),
        goal("c", state="achieved"),
        skill("d", importance=3),
        skill("e"),
    )


def test_what_began_after_the_period_is_no_gap_in_it() -> None:
    """A goal whose first check-in came later did not fail to show anything before."""
    assert {} == gaps(goal("new", checkin("10-05")))
    assert {"old": day("06-01")} == gaps(goal("old", checkin("06-01"), checkin("10-05")))


def test_p018_what_is_quiet_is_no_gap() -> None:
    """The goal of a setback being processed is left in peace."""
    quiet = frozenset({Ref("goal", "lead")})
    found = build_gaps(journal_of(goal("lead")), parse_period("2026", TODAY), TODAY, quiet)
    assert () == found


def test_a_period_that_is_to_come_has_no_gap() -> None:
    """Nothing can be there yet; and the page says that the period is to come."""
    journal, coming = journal_of(goal("lead")), parse_period("2027", TODAY)
    assert () == build_gaps(journal, coming, TODAY, frozenset())
    text = render_markdown(compose_review(build_review(journal, coming, TODAY)))
    assert "This period is still to come." in text
    assert "devjournal win" not in text


@pytest.mark.parametrize(
    ("created", "words"),
    [
        ("10-01", None),
        ("09-14", "Lead since it was added, 14 Sep"),
        ("2025-09-01", "Lead so far"),
    ],
)
def test_a_goal_is_not_asked_for_evidence_at_once(created: str, words: str | None) -> None:
    """In its first month nothing is missing; one younger than the period says since when."""
    journal = journal_of(goal("lead", created=day(created)))
    page = build_review(journal, parse_period("2026", TODAY), TODAY)
    text = render_markdown(compose_review(page))
    assert (words is not None) == ("No evidence for" in text)
    assert (words or "") in text


def test_next_are_goals_that_fall_due_and_open_opportunities() -> None:
    """What has a day comes first, in order; goals without a day are not next."""
    journal = journal_of(
        goal("lead", due=day("12-10")),
        goal("someday"),
        goal("paused", due=day("12-01"), state="paused"),
        opportunity("talk"),
        opportunity("readout", state="accepted", on=day("11-24")),
        opportunity("done", state="delivered", on=day("11-01")),
    )
    assert [("readout", day("11-24")), ("lead", day("12-10")), ("talk", None)] == [
        (one.record.id, one.on) for one in build_next(journal)
    ]
