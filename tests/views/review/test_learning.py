from __future__ import annotations

from devjournal.dates import parse_period
from devjournal.journal.stored import Ref
from devjournal.views.review.learning import build_feedback, build_lessons, build_setbacks
from tests.builders import TODAY, entry, journal_of, opportunity, person, skill

YEAR = parse_period("2026", TODAY)


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
        heard.verbatim,
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
    assert (("financial acumen", "nerve"), "One number") == (found.gap_skills, found.new_approach)
    assert (("Small review",), (Ref("opportunity", "small-review"),)) == (found.retries, found.refs)


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
    assert ["zzzz-a", "bbbb-b"] == [one.ref.id for one in build_lessons(journal, YEAR)]
