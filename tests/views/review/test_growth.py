from __future__ import annotations

import dataclasses

from devjournal.dates import parse_period
from devjournal.journal.stored import Ref
from devjournal.models.skill import Rating
from devjournal.views.review.growth import build_growth
from devjournal.views.review.wins import build_wins
from tests.builders import TODAY, day, journal_of, person, skill, win

QUARTER = parse_period("2026-Q3", TODAY)


def test_growth_begins_where_the_period_began() -> None:
    """The baseline is the last level before the period, else the first within it."""
    journal = journal_of(
        skill("old", ("05-01", 1), ("06-01", 2), ("08-01", 3), ("10-01", 4), target=4),
        skill("new", ("07-01", 2), ("09-30", 4)),
    )
    new, old = build_growth(journal, QUARTER, ())
    assert (2, 3, 4, 1) == (old.baseline, old.level, old.target, len(old.ratings))
    assert (2, 4, None, 2) == (new.baseline, new.level, new.target, len(new.ratings))


def test_a_skill_not_rated_in_the_period_did_not_grow_in_it() -> None:
    """Ratings before and after a period tell nothing of it."""
    assert () == build_growth(journal_of(skill("s", ("06-30", 1), ("10-01", 2))), QUARTER, ())


def test_the_most_important_skill_comes_first() -> None:
    """Skills stand by how much they matter to me."""
    journal = journal_of(
        skill("a", ("08-01", 1), importance=2), skill("b", ("08-01", 1), importance=5)
    )
    assert ["b", "a"] == [one.name for one in build_growth(journal, QUARTER, ())]


def test_p087_growth_shows_who_says_so_and_what_shows_it() -> None:
    """A rating names who gave it, unless that is me; wins that show the skill are cited."""
    made = skill("writing")
    ratings = (
        Rating(on=day("08-01"), level=2, by="me"),
        Rating(on=day("09-01"), level=3, by="priya-nair", evidence="The readout"),
    )
    made = dataclasses.replace(made, record=dataclasses.replace(made.record, ratings=ratings))
    journal = journal_of(person(), made, win("kwdf-a", "08-05", skill="writing"))
    (found,) = build_growth(journal, QUARTER, build_wins(journal, QUARTER))
    assert [(None, None), ("Priya Nair", "The readout")] == [
        (one.by, one.evidence) for one in found.ratings
    ]
    assert (Ref("skill", "writing"), Ref("entry", "kwdf-a")) == found.refs
