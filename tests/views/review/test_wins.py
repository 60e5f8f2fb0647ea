from __future__ import annotations

from devjournal.dates import parse_period
from devjournal.journal.stored import Ref
from devjournal.models.entry.win import Number
from devjournal.views.review.wins import Win, build_credits, build_tally, build_wins
from tests.builders import TODAY, goal, journal_of, objective, person, win

QUARTER = parse_period("2026-Q3", TODAY)
CALLS = Number(metric="calls", before=4800, after=3600, unit="calls", lower_is_better=True)


def test_wins_of_the_period_stand_in_the_order_of_days() -> None:
    """The first and the last day of a period count; the days around it do not."""
    journal = journal_of(
        win("zzzz-first", "07-01"),
        win("bbbb-last", "09-30"),
        win("cccc-before", "06-30"),
        win("dddd-after", "10-01"),
    )
    assert ["zzzz-first", "bbbb-last"] == [one.ref.id for one in build_wins(journal, QUARTER)]


def test_p011_a_win_tells_its_numbers() -> None:
    """A number keeps where it stood and stands, by how much it moved, and if that is good."""
    (found,) = build_wins(journal_of(win("kwdf-a", "08-01", numbers=(CALLS,))), QUARTER)
    (number,) = found.numbers
    assert (4800, 3600, -0.25, True) == (
        number.before,
        number.after,
        number.change,
        number.is_better,
    )


def test_a_number_without_a_direction_has_no_verdict() -> None:
    """Nobody said whether less is good, so the page does not either."""
    number = Number(metric="calls", before=4, after=3)
    (found,) = build_wins(journal_of(win("kwdf-a", "08-01", numbers=(number,))), QUARTER)
    assert found.numbers[0].is_better is None


def test_p103_credit_names_people() -> None:
    """Who helped stands by name, whether there is a record of them or not."""
    journal = journal_of(person(), win("kwdf-a", "08-01", credit=("priya-nair", "The desk")))
    assert ("Priya Nair", "The desk") == build_wins(journal, QUARTER)[0].credit


def test_p009_a_win_serves_the_objective_of_its_goal() -> None:
    """A win without an objective of its own serves its goal's; its own comes first."""
    journal = journal_of(
        objective("cut-cost"),
        objective("other"),
        goal("lead", objective="cut-cost"),
        win("bbbb-a", "08-01", goal="lead"),
        win("cccc-b", "08-02", goal="lead", objective="other"),
        win("dddd-c", "08-03", goal="gone", objective="gone"),
    )
    assert [("lead", "cut-cost"), ("lead", "other"), (None, None)] == [
        (one.goal, one.objective) for one in build_wins(journal, QUARTER)
    ]


def _wins() -> tuple[Win, ...]:
    return build_wins(
        journal_of(
            objective("cut-cost"),
            win("bbbb-a", "08-01", numbers=(CALLS,), so_what="Less", objective="cut-cost"),
            win("cccc-b", "08-02", business_line="Less", evidence="wiki", credit=("Bo", "Al")),
            win("dddd-c", "08-03", credit=("Bo", "Bo")),
        ),
        QUARTER,
    )


def test_p105_the_tally_counts_and_does_not_score() -> None:
    """Each figure counts wins that say one thing; so-what and business line are one."""
    tally = build_tally(_wins())
    assert (3, 1, 2, 1, 1) == (
        tally.wins,
        tally.with_numbers,
        tally.with_meaning,
        tally.with_objective,
        tally.with_evidence,
    )


def test_p103_helpers_are_named_with_their_wins() -> None:
    """Whoever helped with most wins comes first, each with those wins, counted once."""
    bo, al = build_credits(_wins())
    assert ("Bo", (Ref("entry", "cccc-b"), Ref("entry", "dddd-c"))) == (bo.name, bo.refs)
    assert ("Al", (Ref("entry", "cccc-b"),)) == (al.name, al.refs)
