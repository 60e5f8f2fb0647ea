from __future__ import annotations

from devjournal.dates import parse_period
from devjournal.journal.stored import Ref
from devjournal.views.review.chances import build_chances, build_gave, build_vouched
from tests.builders import TODAY, day, entry, journal_of, objective, opportunity, person

YEAR = parse_period("2026", TODAY)


def test_p015_p017_a_delivered_opportunity_tells_what_was_expected_and_came_of_it() -> None:
    """Expected, result, outcome, objective and sponsor stand together, by name."""
    journal = journal_of(
        person(),
        objective("cut-cost"),
        opportunity(
            "readout",
            state="delivered",
            on=day("03-24"),
            expected_result="A yes",
            result="A maybe",
            outcome="mixed",
            objective="cut-cost",
            sponsor="priya-nair",
        ),
    )
    (found,) = build_chances(journal, YEAR, frozenset())
    assert (day("03-24"), "A yes", "A maybe", "mixed", "Cut cost", "Priya Nair") == (
        found.on,
        found.expected,
        found.result,
        found.outcome,
        found.objective,
        found.sponsor,
    )


def test_only_what_was_delivered_in_the_period_is_told() -> None:
    """Its day counts, else the day it was closed; what is still open is told as next."""
    journal = journal_of(
        opportunity("a-open", state="accepted", on=day("03-01")),
        opportunity("b-early", state="delivered", on=day("2025-12-31")),
        opportunity("c-closed", state="delivered", closed_on=day("06-01")),
        opportunity("d-first", state="delivered", on=day("01-01")),
        opportunity("e-undated", state="delivered"),
    )
    found = build_chances(journal, YEAR, frozenset())
    assert ["d-first", "c-closed"] == [one.ref.id for one in found]


def test_p018_what_still_stings_is_left_out() -> None:
    """An opportunity whose setback is being processed is not told yet."""
    journal = journal_of(opportunity("readout", state="delivered", on=day("10-01")))
    assert () == build_chances(journal, YEAR, frozenset({Ref("opportunity", "readout")}))


def test_p001_p110_who_vouched_and_what_i_gave_are_told_by_name() -> None:
    """Both directions are there, in the order of days, with names for ids."""
    journal = journal_of(
        person(),
        entry(
            "vouched",
            "bbbb-room",
            "05-01",
            by="priya-nair",
            act="visibility",
            risk_taken="Her name",
        ),
        entry("vouched", "cccc-old", "2025-05-01"),
        entry("gave", "dddd-model", "06-01", who="priya-nair", what="An evening"),
        entry("gave", "ffff-early", "02-01", who="Bo"),
    )
    (vouched,) = build_vouched(journal, YEAR)
    assert ("Priya Nair", "visibility", "Her name") == (vouched.by, vouched.act, vouched.risk_taken)
    assert [("Bo", None), ("Priya Nair", "An evening")] == [
        (one.who, one.what) for one in build_gave(journal, YEAR)
    ]
