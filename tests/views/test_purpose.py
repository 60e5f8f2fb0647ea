from __future__ import annotations

from devjournal.models.relationship_parts import Ask
from devjournal.views.purpose import build_purpose
from tests.builders import bound, goal, journal_of, objective, skill

ACUMEN = skill("financial-acumen", ("06-15", 2), ("09-17", 3), target=4)


def test_without_a_purpose_there_is_nothing_to_say() -> None:
    """A candidate may have none yet."""
    priya = bound(purpose=None)
    assert build_purpose(journal_of(priya), priya) is None


def test_p006_a_purpose_tells_the_way_of_its_skill() -> None:
    """From where it stood at first to its target, cited."""
    priya = bound(purpose="To read a budget", ask=Ask(skill="financial-acumen"))
    purpose = build_purpose(journal_of(priya, ACUMEN), priya)
    assert purpose is not None
    assert ("To read a budget", 2, 4) == (purpose.text, purpose.baseline, purpose.target)
    assert (priya.ref, ACUMEN.ref) == purpose.refs


def test_the_skill_may_be_named_by_a_goal_or_by_the_purpose_itself() -> None:
    """A goal of the relationship names it, or the purpose is called like it."""
    by_goal = bound(purpose="To read a budget")
    working = goal("read", relationship="priya-mentor", skill="financial-acumen")
    by_name = bound(purpose="Financial Acumen")
    for priya, more in ((by_goal, (working,)), (by_name, ())):
        purpose = build_purpose(journal_of(priya, ACUMEN, *more), priya)
        assert purpose is not None
        assert 4 == purpose.target


def test_a_skill_that_is_not_there_is_not_told() -> None:
    """A purpose whose ask names a plain word stands alone."""
    priya = bound(ask=Ask(skill="negotiation"))
    purpose = build_purpose(journal_of(priya), priya)
    assert purpose is not None
    assert (None, None) == (purpose.baseline, purpose.target)


def test_p009_p101_a_purpose_names_the_objective_that_it_serves() -> None:
    """The first of its objectives that is there."""
    priya = bound(objectives=("gone", "cut-cost"))
    purpose = build_purpose(journal_of(priya, objective("cut-cost")), priya)
    assert purpose is not None
    assert "Cut cost" == purpose.objective


def test_where_i_give_my_own_level_is_not_told() -> None:
    """How far I am says nothing of how far they are: that is kept as their growth."""
    mentee = bound(my_role="giving", purpose="To read a budget")
    working = goal("teach", relationship="priya-mentor", skill="financial-acumen")
    purpose = build_purpose(journal_of(mentee, ACUMEN, working), mentee)
    assert purpose is not None
    assert (None, None) == (purpose.baseline, purpose.target)
