from __future__ import annotations

import dataclasses

from devjournal.journal.stored import Stored
from devjournal.models.skill import Rating
from devjournal.views.skill_way import SkillWay, build_skill_way
from tests.builders import day, journal_of, person, skill

JOURNAL = journal_of(person("zoe-lindqvist", "Zoë Lindqvist"))


def way(since: str = "", **fields: object) -> SkillWay:
    """Return the way of a skill that sank once and was then rated by Zoë."""
    made = skill("storytelling", ("06-24", 1), ("03-26", 2), target=4, importance=5)
    by_zoe = Rating(on=day("09-16"), level=3, by="zoe-lindqvist", evidence="On the recording")
    record = dataclasses.replace(made.record, ratings=(*made.record.ratings, by_zoe), **fields)
    stored = Stored(made.id, made.kind, record, "")
    return build_skill_way(JOURNAL, stored, day(since) if since else None)


def test_p086_the_gap_is_what_is_missing_to_the_target() -> None:
    """From the first level to the latest, and how far it still is; never below 0."""
    one = way()
    assert (2, 3, 4, 1) == (one.baseline, one.level, one.target, one.gap)
    assert 0 == way(target=2).gap
    assert None is way(target=None).gap


def test_each_level_says_when_and_by_whose_word() -> None:
    """In the order of days, with a person by name."""
    assert [("03-26", 2, None), ("06-24", 1, None), ("09-16", 3, "Zoë Lindqvist")] == [
        (f"{one.on:%m-%d}", one.level, one.by) for one in way().levels
    ]


def test_since_a_day_it_begins_with_the_level_before() -> None:
    """The last rating before a period is where it starts."""
    assert [1, 3] == [one.level for one in way("07-01").levels]


def test_p102_owners_are_named() -> None:
    """Who answers for it is a person's name, or a plain one."""
    assert ("Zoë Lindqvist", "Ada") == way(owners=("zoe-lindqvist", "Ada")).owners
