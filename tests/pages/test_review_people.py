"""The learning and the people of a review: skills, words put in, gifts, feedback, setbacks."""

from __future__ import annotations

from devjournal.dates.periods import parse_period
from devjournal.journal.stored import Ref
from devjournal.pages.review import SkillGrowth, build_growth
from devjournal.pages.review_entries import build_entries, build_feedback, build_setbacks
from tests.builders import TODAY, bound, entry, journal_of, person, skill

YEAR = parse_period("2026", TODAY)
QUARTER = parse_period("2026-Q3", TODAY)


def levels(growth: SkillGrowth) -> tuple[int, int, int]:
    """Return from where to where a skill grew, and in how many ratings."""
    return growth.baseline, growth.level, len(growth.levels)


def test_growth_begins_where_the_period_began() -> None:
    """The baseline is the last level before the period, else the first within it."""
    journal = journal_of(
        skill("old", ("05-01", 1), ("06-01", 2), ("08-01", 3), ("10-01", 4), target=4),
        skill("new", ("07-01", 2), ("09-30", 4)),
    )
    new, old = build_growth(journal, QUARTER, ())
    assert (2, 3, 1) == levels(old)
    assert (2, 4, 2) == levels(new)


def test_a_skill_not_rated_in_the_period_did_not_grow_in_it() -> None:
    """Ratings before and after a period tell nothing of it."""
    assert () == build_growth(journal_of(skill("s", ("06-30", 1), ("10-01", 2))), QUARTER, ())


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
    (vouched,) = build_entries(journal, YEAR, "vouched")
    assert ("Priya Nair", "bbbb-room") == (vouched.who, vouched.entry.id)
    assert [("Bo", "ffff-early"), ("Priya Nair", "dddd-model")] == [
        (one.who, one.entry.id) for one in build_entries(journal, YEAR, "gave")
    ]


MENTEE = (
    person("jonas-berg", "Jonas Berg"),
    bound("jonas-mentee", "jonas-berg", my_role="giving"),
)


def test_p094_my_word_for_somebody_is_not_theirs_for_me() -> None:
    """What I vouched is told apart from what others vouched for me, with whom it was for."""
    mine = {"by": "me", "act": "recommendation", "risk_taken": "My name"}
    journal = journal_of(
        *MENTEE,
        person(),
        entry("vouched", "bdfg-told-ruth", "06-15", relationship="jonas-mentee", **mine),
        entry("vouched", "hjkl-opened-a-door", "07-01", by="priya-nair"),
        entry("vouched", "mnpq-last-year", "2025-07-01", **mine),
    )
    (given,) = build_entries(journal, YEAR, "vouched", by_me=True)
    assert ("bdfg-told-ruth", "Jonas Berg") == (given.entry.id, given.who)
    assert ["Priya Nair"] == [one.who for one in build_entries(journal, YEAR, "vouched")]


def test_p099_what_i_told_somebody_is_not_what_i_was_told() -> None:
    """It is counted in neither reinforce nor redirect: those are of what I heard."""
    journal = journal_of(
        *MENTEE,
        person(),
        entry(
            "feedback",
            "bdfg-you-nod",
            "04-21",
            relationship="jonas-mentee",
            given_by="me",
            verbatim="The nod cost us a week.",
            intent="redirect",
        ),
        entry("feedback", "hjkl-cut-more", "05-01", given_by="priya-nair", intent="reinforce"),
    )
    (told,) = build_entries(journal, YEAR, "feedback", by_me=True)
    assert ("bdfg-you-nod", "Jonas Berg") == (told.entry.id, told.who)
    heard = build_feedback(journal, YEAR)
    assert (1, 0, ["Cut more"]) == (
        heard.reinforce,
        heard.redirect,
        [one.entry.record.text for theme in heard.themes for one in theme.heard],
    )


def test_p018_a_setback_still_being_processed_is_left_in_peace() -> None:
    """A setback that is quiet is not told."""
    journal = journal_of(entry("setback", "bdxq-sank", "10-10"))
    assert () == build_setbacks(journal, YEAR, frozenset({Ref("entry", "bdxq-sank")}))
