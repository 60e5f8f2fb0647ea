from __future__ import annotations

from devjournal.dates import parse_period
from devjournal.journal.stored import Ref
from devjournal.models.relationship_parts import Growth
from devjournal.views.their_growth import TheirGrowth, build_their_growth
from tests.builders import TODAY, bound, day, journal_of, person, skill

JONAS = person("jonas-berg", "Jonas Berg")
STEPS = (
    Growth(skill="Listening", on=day("05-20"), level=2, by="priya-nair", evidence="Named it"),
    Growth(skill="Listening", on=day("02-17"), level=1, by="me"),
    Growth(skill="budgeting", on=day("09-15"), level=3),
)
MENTEE = bound("jonas-mentee", "jonas-berg", my_role="giving", growth=STEPS)


def told(period: str | None = None) -> tuple[TheirGrowth, ...]:
    """Return the growth of one mentee, in a period or ever."""
    journal = journal_of(JONAS, person(), MENTEE, skill("budgeting", name="Budgets"))
    return build_their_growth(
        journal, journal.relationships, parse_period(period, TODAY) if period else None
    )


def test_p099_a_mentees_growth_is_told_skill_by_skill() -> None:
    """From the first level to the latest, in the order of days, with who saw it."""
    listening, budgets = told()
    assert ("Jonas Berg", "Listening", 1, 2) == (
        listening.who,
        listening.skill,
        listening.baseline,
        listening.level,
    )
    assert [(1, None), (2, "Priya Nair")] == [(one.level, one.by) for one in listening.levels]
    assert ("Budgets", 3, 3) == (budgets.skill, budgets.baseline, budgets.level)
    assert Ref("relationship", "jonas-mentee", "growth") == listening.ref


def test_a_period_begins_where_the_time_before_ended() -> None:
    """What was seen before is where it stood; a skill that nobody looked at is left out."""
    (listening,) = told("2026-Q2")
    assert (1, 2, 1) == (listening.baseline, listening.level, len(listening.levels))
    assert () == told("2025")


def test_where_i_learn_there_is_no_growth_of_theirs() -> None:
    """It is kept where I give."""
    mentor = bound(growth=STEPS)
    assert () == build_their_growth(journal_of(person(), mentor), [mentor])


def test_no_reader_is_told_of_it() -> None:
    """What I keep of a mentee's growth is mine, for the mentee too."""
    theirs = journal_of(JONAS, MENTEE).for_reader("jonas-mentee", TODAY)
    assert theirs.relationships
    assert () == build_their_growth(theirs, theirs.relationships)
