from __future__ import annotations

from devjournal.dates import parse_period
from devjournal.views.review.chances import build_vouched
from devjournal.views.review.given import build_told, build_vouched_for
from devjournal.views.review.learning import build_feedback
from tests.builders import TODAY, bound, entry, journal_of, person

YEAR = parse_period("2026", TODAY)
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
    (given,) = build_vouched_for(journal, YEAR)
    assert ("Told ruth", "Jonas Berg", "recommendation", "My name") == (
        given.text,
        given.whom,
        given.act,
        given.risk_taken,
    )
    assert ["Priya Nair"] == [one.by for one in build_vouched(journal, YEAR)]


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
    (told,) = build_told(journal, YEAR)
    assert ("You nod", "Jonas Berg", "redirect", "The nod cost us a week.") == (
        told.text,
        told.to,
        told.intent,
        told.verbatim,
    )
    heard = build_feedback(journal, YEAR)
    assert (1, 0, ["Cut more"]) == (
        heard.reinforce,
        heard.redirect,
        [one.text for one in heard.heard],
    )
