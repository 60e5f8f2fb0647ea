"""Goals, skills, and the way back from a setback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.growth import (
    retry_anew,
    retry_with,
    template_facts,
    tried_again_by,
)
from devjournal.errors import UsageError
from devjournal.models.growth import Goal, Milestone
from devjournal.practice.counts import Counted, with_steps_reached
from tests.builders import TODAY, changes_of, day, each, entry, journal_of, opportunity, typed

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


def setback(state: str = "rebuilding", **fields: Any) -> Stored[Any]:
    """Return a setback on the review that sank."""
    told = {"opportunity": "the-review", "state": state, **fields}
    return entry("setback", "bdfg-sank", "10-06", **told)


@pytest.mark.parametrize(
    ("scale", "smaller"), [("company", "org"), ("org", "team"), ("team", "team"), (None, None)]
)
def test_p020_a_retry_is_one_scale_smaller(scale: str | None, smaller: str | None) -> None:
    """Of the type of what sank and for its objective, unless told otherwise."""
    sank = opportunity("the-review", scale=scale, type="project", objective="cut-cost")
    changes = changes_of(sank, setback())
    ref = retry_anew(changes, setback(), "Small room", objective="other")
    made = changes.journal.all("opportunity")[ref.id].record
    assert (smaller, "project", "other", "the-review") == each(
        made, "scale type objective retry_of"
    )
    assert "retrying" == changes.journal.all("entry")["bdfg-sank"].record.state


def test_p020_a_retry_of_what_is_not_there_says_nothing_of_it() -> None:
    """A link to nothing is not handed on."""
    changes = changes_of(setback())
    ref = retry_anew(changes, setback(), "Small room")
    assert changes.journal.all("opportunity")[ref.id].record.retry_of is None


@pytest.mark.parametrize(
    ("before", "is_refused"),
    [({"retry_of": "the-idea"}, True), ({"retry_of": "third"}, False)],
    ids=["what it retries", "a circle"],
)
def test_p020_a_retry_never_leads_back_to_itself(
    before: dict[str, Any], *, is_refused: bool
) -> None:
    """What sank as a retry of an earlier one is not tried again by that; a circle in files ends."""
    sank, idea = opportunity("the-review", **before), opportunity("the-idea")
    third = opportunity("third", retry_of="the-review")
    changes = changes_of(sank, idea, third, setback())
    if is_refused:
        with pytest.raises(UsageError, match="the-idea"):
            retry_with(changes, setback(), idea)
    else:
        retry_with(changes, setback(), idea)
        assert "the-review" == changes.journal.all("opportunity")["the-idea"].record.retry_of


# Goals that the journal can count


@pytest.mark.parametrize(
    ("value", "baseline", "target"), [(None, 0, 100), (33, 33, 100), (100, 100, None)]
)
def test_p006_a_template_has_a_baseline_before_its_target(
    value: int | None, baseline: int, target: int | None
) -> None:
    """What was kept so far; where all was, no way is left, and the steps are the way."""
    facts = template_facts("good-mentee", Counted(typed(value), "", frozenset()), {}, TODAY)
    goal = Goal(**facts)
    assert (typed(baseline), typed(target)) == (goal.baseline, goal.target)
    assert 0 == goal.progress


def test_steps_that_are_reached_are_done_once() -> None:
    """The day of a step that was done already stays."""
    first = day("2026-10-01")
    goal = Goal(title="x", milestones=(Milestone(title="a", done_on=first), Milestone(title="b")))
    done = with_steps_reached(goal, frozenset({"a", "b"}), TODAY)
    assert [first, TODAY] == [step.done_on for step in done.milestones]
    assert goal == with_steps_reached(goal, frozenset({"a"}), TODAY)


def test_p020_what_is_tried_again_names_its_setback() -> None:
    """Once it was delivered, the setback that is being retried can be closed; no other can."""
    retrying = entry("setback", "bdfg-sank", "10-10", opportunity="review", state="retrying")
    rests = entry("setback", "ghjk-sank", "10-10", opportunity="review")
    other = entry("setback", "hjkl-sank", "10-10", opportunity="talk", state="retrying")
    journal = journal_of(retrying, rests, other)
    assert (retrying,) == tried_again_by(journal, opportunity("drill", retry_of="review"))
    assert () == tried_again_by(journal, opportunity("drill"))
