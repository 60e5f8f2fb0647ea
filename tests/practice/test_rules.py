from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.errors import Refused
from devjournal.journal.stored import Change
from devjournal.practice.rules import Warned, broken, require, warned
from tests.builders import action, bound, day, goal, journal_of, opportunity, person, skill

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored

COACH = bound("zoe-coach", "zoe-lang", kind="coach")
SANK = opportunity(
    "the-review", objective="cut-cost", scale="org", outcome="sank", state="delivered"
)
JOURNAL = journal_of(
    person(domains=("forecasting",)),
    person("tom-hale"),
    person("ada-quill", domains=("board papers",), supervises_me=True),
    bound(),
    COACH,
    SANK,
)


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

KEPT_SOFTLY = {
    "an opportunity that was declined": opportunity("tags", state="declined"),
    "one that is delivered": opportunity("talk", state="delivered", expected_result="a yes"),
    "an idea that serves an objective": opportunity("talk", objective="cut-cost"),
    "one that sank with nothing expected": opportunity("talk", state="delivered", outcome="sank"),
    "a smaller retry": opportunity("x", objective="o", retry_of="the-review", scale="team"),
    "a retry that does not say its scale": opportunity("x", objective="o", retry_of="the-review"),
    "a retry of what is not there": opportunity("x", objective="o", retry_of="z", scale="org"),
    "a retry that was delivered": opportunity(
        *("x",), state="delivered", expected_result="y", retry_of="the-review", scale="company"
    ),
    "a coach without domains": bound("tom-coach", "tom-hale", kind="coach"),
    "a mentee without domains": bound("tom-mentee", "tom-hale", my_role="giving"),
    "a mentor who is not there": bound("x-mentor", "nobody-there"),
    "a candidate without domains": bound("tom-mentor", "tom-hale", state="candidate"),
    "a supervisor who sponsors": bound("ada-sponsor", "ada-quill", kind="sponsor"),
}

ALL_KEPT = KEPT | KEPT_SOFTLY

COACHED = {"relationship": "zoe-coach"}
BROKEN = [
    ("P030", bound(purpose=None)),
    ("P044", bound(kind="partner", my_role="equal")),
    ("P035", goal(**COACHED)),
    ("P035", goal(**COACHED, measure="talks")),
    ("P035", goal(**COACHED, due=day("12-01"))),
    ("P071", action("kwdf-deck", kind="resource")),
    ("P071", action("kwdf-deck", kind="introduction", owner="them")),
    ("P006", goal(target=10)),
    ("P006", goal(target=0)),
    ("P006", skill("acumen", target=4)),
]


@pytest.mark.parametrize("stored", ALL_KEPT.values(), ids=ALL_KEPT)
def test_what_practice_allows_breaks_nothing(stored: Stored[Any]) -> None:
    """A rule binds where it is meant, and nowhere else."""
    assert [] == points(stored)


@pytest.mark.parametrize(("point", "stored"), BROKEN)
def test_p006_p030_p035_p044_p071_what_practice_forbids_is_refused(
    point: str, stored: Stored[Any]
) -> None:
    """The move waits, and the refusal names the flag that settles it."""
    assert [point] == points(stored)
    with pytest.raises(Refused, match="needs") as refused:
        require(JOURNAL, stored.kind, stored.record)
    assert point not in refused.value.message
    assert "--" in str(refused.value.hint)


def test_a_partner_without_anything_breaks_two() -> None:
    """Every rule that is broken is found; the first is told."""
    nothing = bound(kind="partner", my_role="equal", purpose=None)
    assert ["P030", "P044"] == points(nothing)
    with pytest.raises(Refused, match="purpose"):
        require(JOURNAL, "relationship", nothing.record)


def said(journal: Journal, before: Stored[Any] | None, after: Stored[Any]) -> list[Warned]:
    """Return what is said of one change."""
    change = Change(after.kind, after.id, before, after.record)
    return list(warned(journal, journal.with_changes([change]), [change]))


def test_a_warning_is_said_when_it_is_new_or_the_record_moves() -> None:
    """What was said once is not said at each change of something else."""
    idea = opportunity("talk")
    touched = opportunity("talk", exposure="Eleven people")
    moved = opportunity("talk", state="proposed")
    journal = JOURNAL.with_changes([Change("opportunity", "talk", None, idea.record)])
    assert [] == said(journal, idea, touched)
    assert ["P014"] == [one.rule.point for one in said(journal, idea, moved)]
    served = opportunity("talk", objective="cut-cost")
    assert ["P014"] == [one.rule.point for one in said(journal, served, idea)]


def test_p020_as_large_as_before_is_fine_once_a_smaller_one_went_well() -> None:
    """Smaller first, and then the same stage again; nothing is smaller than a team."""
    again = opportunity("again", objective="cut-cost", retry_of="the-review", scale="org")
    sank, swam = (
        opportunity(f"small-{outcome}", retry_of="the-review", scale="team", outcome=outcome)
        for outcome in ("sank", "swam")
    )
    assert ["P020"] == [
        r.point for r in broken(journal_of(SANK, sank), "opportunity", again.record)
    ]
    assert [] == list(broken(journal_of(SANK, sank, swam), "opportunity", again.record))
    team = opportunity("the-review", scale="team")
    small = opportunity("again", objective="cut-cost", retry_of="the-review", scale="team")
    assert [] == list(broken(journal_of(team), "opportunity", small.record))
