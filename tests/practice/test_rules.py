from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.errors import Refused
from devjournal.practice.rules import RULES, broken, require
from tests.builders import action, bound, day, goal, journal_of, person, skill

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

COACH = bound("zoe-coach", "zoe-lang", kind="coach")
JOURNAL = journal_of(person(), bound(), COACH)


def points(stored: Stored[Any]) -> list[str]:
    """Return the points of practice that a record breaks."""
    return [rule.point for rule in broken(JOURNAL, stored.kind, stored.record)]


KEPT = {
    "a relationship with a purpose": bound(),
    "a candidate without one": bound(state="candidate", purpose=None),
    "a closed one without one": bound(state="closed", purpose=None),
    "a partner with a project": bound(kind="partner", my_role="equal", project="The pilot"),
    "a partner that is only a candidate": bound(kind="partner", state="candidate"),
    "a coach's goal with both": goal(relationship="zoe-coach", measure="talks", due=day("12-01")),
    "a coach's goal that was reached": goal(relationship="zoe-coach", state="achieved"),
    "a mentor's goal with neither": goal(relationship="priya-mentor"),
    "a goal of a relationship that is not there": goal(relationship="nobody"),
    "a task without a day": action("kwdf-draft"),
    "a resource with a day": action("kwdf-deck", "10-20", kind="resource"),
    "a resource that was sent": action("kwdf-deck", kind="resource", state="done"),
    "a target with a baseline of nothing": goal(target=10, baseline=0),
    "a baseline without a target": goal(baseline=3),
    "a dropped goal without a baseline": goal(target=10, state="dropped"),
    "a skill with a level": skill("acumen", ("06-15", 2), target=4),
    "a skill without a target": skill("acumen"),
}

BROKEN = {
    "P030": bound(purpose=None),
    "P044": bound(kind="partner", my_role="equal"),
    "P035": goal(relationship="zoe-coach"),
    "P071": action("kwdf-deck", kind="resource"),
    "P006": goal(target=10),
}


@pytest.mark.parametrize("stored", KEPT.values(), ids=KEPT)
def test_what_practice_allows_breaks_nothing(stored: Stored[Any]) -> None:
    """A rule binds where it is meant, and nowhere else."""
    assert [] == points(stored)


@pytest.mark.parametrize(("point", "stored"), BROKEN.items(), ids=BROKEN)
def test_what_practice_forbids_is_refused(point: str, stored: Stored[Any]) -> None:
    """The move waits, and the refusal names the point and the flag that settles it."""
    assert [point] == points(stored)
    with pytest.raises(Refused, match=point) as refused:
        require(JOURNAL, stored.kind, stored.record)
    assert "--" in str(refused.value.hint)


def test_p030_a_relationship_starts_with_a_purpose() -> None:
    """An active relationship without one is refused, also with an empty one."""
    assert ["P030"] == points(bound(purpose=""))


@pytest.mark.parametrize("fields", [{"measure": "talks"}, {"due": day("12-01")}, {}])
def test_p035_a_coachs_goal_has_a_measure_and_a_day(fields: dict[str, Any]) -> None:
    """One of the two is not enough."""
    assert ["P035"] == points(goal(relationship="zoe-coach", **fields))


@pytest.mark.parametrize("owner", ["me", "them"])
@pytest.mark.parametrize("kind", ["resource", "introduction"])
def test_p071_what_is_promised_to_be_sent_has_a_day(kind: str, owner: str) -> None:
    """A resource or an introduction, whoever promised it."""
    assert ["P071"] == points(action("kwdf-deck", kind=kind, owner=owner))


def test_p006_a_target_needs_a_baseline() -> None:
    """A goal or a skill that is to go somewhere says where it stands."""
    assert ["P006"] == points(skill("acumen", target=4))
    assert ["P006"] == points(goal(target=0))


def test_a_partner_without_anything_breaks_two() -> None:
    """Every rule that is broken is found; the first is told."""
    nothing = bound(kind="partner", my_role="equal", purpose=None)
    assert ["P030", "P044"] == points(nothing)
    with pytest.raises(Refused, match="P030"):
        require(JOURNAL, "relationship", nothing.record)


def test_a_rule_looks_at_the_record_as_it_is_to_be() -> None:
    """Giving the partnership its project settles it."""
    partner = bound(kind="partner", my_role="equal")
    settled = dataclasses.replace(partner.record, project="The pilot")
    require(JOURNAL, "relationship", settled)


def test_every_rule_names_its_point() -> None:
    """Rules can be looked up in the page of practice."""
    assert [] == [rule for rule in RULES if not re.fullmatch("P[0-9]{3}", rule.point)]
