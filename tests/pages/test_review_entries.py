"""The entries of a review: feedback by theme, and where I stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.dates.periods import parse_period
from devjournal.models.base import replace
from devjournal.pages.packet import Section, compose_sections
from devjournal.pages.review_entries import (
    assessment_section,
    build_assessment,
    build_feedback,
    feedback_section,
)
from devjournal.render.document import Document
from devjournal.render.markdown import render_markdown
from tests.builders import TODAY, bound, day, entry, goal, journal_of, person, skill, win

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

YEAR = parse_period("2026", TODAY)


def told(id_: str, on: str, **fields: Any) -> Stored[Any]:
    """Return feedback from Priya that asked for a change, unless said otherwise."""
    return entry("feedback", id_, on, **{"given_by": "priya-nair", "intent": "redirect", **fields})


THEMES = (
    person(),
    skill("acumen"),
    goal("lead", skill="acumen", created=day("04-01")),
    goal("older", skill="acumen", created=day("02-01")),
    told("bcdf-well-done", "03-01", intent="reinforce"),
    told("bdfg-whose-number", "03-10", skill="acumen"),
    told("bghj-cut-it", "05-10", goal="lead", situation="The draft", impact="She stopped"),
    entry("reflection", "cdfg-she-was-right", "05-20", about="bghj-cut-it"),
    win("dfgh-found-the-bill", "06-01", skill="acumen"),
    win("fghj-and-before", "03-01", skill="acumen"),
)


def words_of(sections: list[Section]) -> str:
    """Return sections in full as Markdown."""
    return render_markdown(Document(tuple(compose_sections(sections, full=True))))


def test_p064_feedback_stands_by_theme_with_what_i_did_about_it() -> None:
    """A goal's belongs to its skill; since the first of it come goals that I set, and wins."""
    feedback = build_feedback(journal_of(*THEMES), YEAR)
    assert (1, 2, 1) == (feedback.reinforce, feedback.redirect, feedback.looked_back)
    acumen, other = feedback.themes
    assert ["bdfg-whose-number", "bghj-cut-it"] == [one.entry.id for one in acumen.heard]
    assert ["lead", "dfgh-found-the-bill"] == [one.id for one in acumen.done]
    assert (None, ()) == (other.about, other.done)
    page = words_of(feedback_section(feedback, TODAY, None))
    assert "looked back on 1 of 3" in page
    assert "since then: 20 May · She was right" in page
    assert "The draft · She stopped" in page


def test_p109_who_gave_it_is_called_you_and_reads_no_reflection() -> None:
    """On a page for them stands what they said, where it was shared, and not what I made of it."""
    shared = replace(THEMES[6].record, visibility=("priya-mentor",))
    records = (*THEMES[:6], THEMES[6].with_record(shared), *THEMES[7:], bound())
    theirs = journal_of(*records).for_reader("priya-mentor", TODAY)
    feedback = build_feedback(theirs, YEAR)
    assert feedback.looked_back is None
    page = words_of(feedback_section(feedback, TODAY, "Priya Nair"))
    assert "(you, redirect)" in page
    assert "right" not in page


STANDS = entry(
    "assessment", "tbls-tea", "09-28", accomplishments=("It held",), improve=("Rosters",)
)


@pytest.mark.parametrize(("on", "told"), [("09-28", 1), ("11-28", 0), ("2025-09-28", 0)])
def test_p005_the_latest_assessment_is_of_the_last_year(on: str, told: int) -> None:
    """One that is to come is not told, nor one of long ago."""
    one = STANDS.with_record(replace(STANDS.record, on=day(on)))
    journal = journal_of(entry("assessment", "szkt-tea", "2024-09-28"), one)
    assert (one if told else None) == build_assessment(journal, YEAR, TODAY)


@pytest.mark.parametrize(("visibility", "told"), [(None, 0), (("exec",), 0), (("manager",), 1)])
def test_p005_a_manager_reads_it_where_it_was_shared(
    visibility: tuple[str, ...] | None, told: int
) -> None:
    """Three lists, each beneath its name; it is mine alone otherwise."""
    shared = STANDS.with_record(replace(STANDS.record, visibility=visibility))
    theirs = journal_of(shared).for_reader("manager", TODAY)
    words = words_of(assessment_section(build_assessment(theirs, YEAR, TODAY), TODAY))
    assert bool(told) == ("It held" in words)
    if told:
        assert words.index("Where I stand") < words.index("It held") < words.index("To improve")
