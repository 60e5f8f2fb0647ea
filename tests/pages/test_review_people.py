"""The learning and the people of a review: skills, words put in, gifts, feedback, setbacks."""

from __future__ import annotations

from devjournal.dates.grammar import parse_period
from devjournal.journal.stored import Ref
from devjournal.models.base import replace
from devjournal.models.growth import Rating
from devjournal.pages.review_people import (
    SkillGrowth,
    build_entries,
    build_feedback,
    build_growth,
    build_lessons,
    build_setbacks,
)
from devjournal.pages.review_work import build_wins
from tests.builders import (
    TODAY,
    bound,
    day,
    entry,
    journal_of,
    opportunity,
    person,
    skill,
    stored,
    win,
)

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


def test_the_most_important_skill_comes_first() -> None:
    """Skills stand by how much they matter to me."""
    journal = journal_of(
        skill("a", ("08-01", 1), importance=2), skill("b", ("08-01", 1), importance=5)
    )
    assert ["b", "a"] == [one.skill.id for one in build_growth(journal, QUARTER, ())]


def test_p087_growth_shows_who_says_so_and_what_shows_it() -> None:
    """A rating names who gave it, unless that is me; wins that show the skill are cited."""
    ratings = (
        Rating(on=day("08-01"), level=2, by="me"),
        Rating(on=day("09-01"), level=3, by="priya-nair", evidence="The readout"),
    )
    made = stored("skill", "writing", replace(skill("writing").record, ratings=ratings))
    journal = journal_of(person(), made, win("kwdf-a", "08-05", skill="writing"))
    (found,) = build_growth(journal, QUARTER, build_wins(journal, QUARTER))
    assert [(None, None), ("Priya Nair", "The readout")] == [
        (one.by, one.evidence) for one in found.levels
    ]
    assert (Ref("entry", "kwdf-a"),) == found.wins


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
        [one.entry.record.text for one in heard.heard],
    )


def test_p109_feedback_keeps_the_exact_words_and_who_said_them() -> None:
    """Each line has its words, its giver by name, its skill by name, and what I think now."""
    journal = journal_of(
        person(),
        skill("financial-acumen"),
        entry(
            "feedback",
            "drzn-cut",
            "09-17",
            given_by="priya-nair",
            verbatim="Cut one more.",
            intent="redirect",
            skill="financial-acumen",
        ),
        entry("reflection", "kwdf-right", "10-01", about="drzn-cut"),
        entry("reflection", "zzzz-other", "10-01"),
    )
    (heard,) = build_feedback(journal, YEAR).heard
    assert ("Cut one more.", "Priya Nair", "financial acumen") == (
        heard.entry.record.verbatim,
        heard.given_by,
        heard.skill,
    )
    assert [Ref("entry", "kwdf-right")] == [thought.ref for thought in heard.later]


def test_p105_feedback_is_counted_by_what_it_asks_for() -> None:
    """How much says go on and how much says change, of all there is; none is judged."""
    journal = journal_of(
        entry("feedback", "bbbb-a", "03-01", intent="reinforce"),
        entry("feedback", "cccc-b", "03-02", intent="reinforce"),
        entry("feedback", "dddd-c", "03-03", intent="redirect"),
        entry("feedback", "ffff-d", "03-04"),
        entry("feedback", "gggg-e", "2025-03-04", intent="redirect"),
    )
    feedback = build_feedback(journal, YEAR)
    assert (2, 1, 4) == (feedback.reinforce, feedback.redirect, len(feedback.heard))


def test_p019_p020_a_setback_is_told_as_learning() -> None:
    """What was missing stands by name, beside the new approach and what tried it again."""
    journal = journal_of(
        skill("financial-acumen"),
        opportunity("review"),
        opportunity("small-review", retry_of="review"),
        entry(
            "setback",
            "bdxq-sank",
            "03-24",
            state="closed",
            opportunity="review",
            gap_skills=("financial-acumen", "nerve"),
            new_approach="One number",
        ),
    )
    (found,) = build_setbacks(journal, YEAR, frozenset())
    assert (("financial acumen", "nerve"), "One number") == (
        found.gap_skills,
        found.entry.record.new_approach,
    )
    assert ["small-review"] == [other.id for other in found.retries]


def test_p018_a_setback_still_being_processed_is_left_in_peace() -> None:
    """A setback that is quiet is not told."""
    journal = journal_of(entry("setback", "bdxq-sank", "10-10"))
    assert () == build_setbacks(journal, YEAR, frozenset({Ref("entry", "bdxq-sank")}))


def test_lessons_of_the_period_are_told_by_day() -> None:
    """Lessons stand in the order of days."""
    journal = journal_of(
        entry("lesson", "zzzz-a", "01-28"),
        entry("lesson", "bbbb-b", "04-14"),
        entry("lesson", "cccc-c", "2025-04-14"),
    )
    assert ["zzzz-a", "bbbb-b"] == [one.id for one in build_lessons(journal, YEAR)]
