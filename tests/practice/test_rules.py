from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.errors import Refused
from devjournal.journal.stored import Change
from devjournal.practice.rules import RULES, Warned, broken, require, warned
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

WARNED = {
    "P014": opportunity("talk"),
    "P015": opportunity("talk", objective="cut-cost", state="accepted"),
    "P020": opportunity("again", objective="cut-cost", retry_of="the-review", scale="org"),
    "P029": bound("tom-mentor", "tom-hale"),
    "P032": bound("ada-mentor", "ada-quill"),
}

ALL_KEPT = KEPT | KEPT_SOFTLY

BROKEN = {
    "P030": bound(purpose=None),
    "P044": bound(kind="partner", my_role="equal"),
    "P035": goal(relationship="zoe-coach"),
    "P071": action("kwdf-deck", kind="resource"),
    "P006": goal(target=10),
}


@pytest.mark.parametrize("stored", ALL_KEPT.values(), ids=ALL_KEPT)
def test_what_practice_allows_breaks_nothing(stored: Stored[Any]) -> None:
    """A rule binds where it is meant, and nowhere else."""
    assert [] == points(stored)


@pytest.mark.parametrize(("point", "stored"), BROKEN.items(), ids=BROKEN)
def test_what_practice_forbids_is_refused(point: str, stored: Stored[Any]) -> None:
    """The move waits, and the refusal names the flag that settles it."""
    assert [point] == points(stored)
    with pytest.raises(Refused, match="needs") as refused:
        require(JOURNAL, stored.kind, stored.record)
    assert point not in refused.value.message
    assert "--" in str(refused.value.hint)


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
    with pytest.raises(Refused, match="purpose"):
        require(JOURNAL, "relationship", nothing.record)


@pytest.mark.parametrize(("point", "stored"), WARNED.items(), ids=WARNED)
def test_p014_p015_p020_p029_p032_what_warns_binds_nothing(point: str, stored: Stored[Any]) -> None:
    """The rule is broken, and the record is written all the same."""
    assert [point] == points(stored)
    require(JOURNAL, stored.kind, stored.record)


def said(journal: Journal, before: Stored[Any] | None, after: Stored[Any]) -> list[Warned]:
    """Return what is said of one change."""
    change = Change(after.kind, after.id, before, after.record)
    return list(warned(journal, journal.with_changes([change]), [change]))


def test_a_warning_names_the_command_that_settles_it() -> None:
    """Of an opportunity its own field, of a mentor the person's; some nothing settles."""
    commands = {
        point: warning.settle
        for point, stored in WARNED.items()
        for warning in said(JOURNAL, None, stored)
        if warning.rule.point == point
    }
    assert {
        "P014": "devjournal set talk objective=ID",
        "P015": 'devjournal set talk expected_result="..."',
        "P020": "devjournal set again scale=team",
        "P029": 'devjournal set tom-hale domains="..."',
        "P032": None,
    } == commands


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


def test_a_warning_names_the_person() -> None:
    """Who reads it need not look up whom a relationship is with; no number of practice shows."""
    words = {
        one.rule.point: one.words for made in WARNED.values() for one in said(JOURNAL, None, made)
    }
    assert "no field of expertise is recorded for Tom Hale yet" == words["P029"]
    assert words["P032"].startswith("Ada Quill supervises you as well")
    assert [] == [text for text in words.values() if re.search("P[0-9]{3}", text)]


def test_every_rule_names_its_point() -> None:
    """Rules can be looked up in the page of practice."""
    assert [] == [rule for rule in RULES if not re.fullmatch("P[0-9]{3}", rule.point)]
