"""What a meeting comes back to: feedback to ask again, and an approach to try."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.practice.revisit import to_revisit
from tests.builders import TODAY, bound, day, entry, held, journal_of, opportunity, person

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

MET = held("priya-mentor-001", "09-17 15:00")
AGAIN = held("priya-mentor-002", "10-01 15:00")
PRIYA = (person(), bound(), MET)
SPONSOR = (person("tom-fox"), bound("tom-sponsor", "tom-fox", kind="sponsor"))


def told(id_: str = "kwtz-cut-it", on: str = "09-17", **fields: Any) -> Stored[Any]:
    """Return what Priya told me to change."""
    return entry("feedback", id_, on, **{"given_by": "priya-nair", "intent": "redirect", **fields})


def reflection(on: str) -> Stored[Any]:
    """Return what I made of it later."""
    return entry("reflection", "bdfg-she-was-right", on, about="kwtz-cut-it")


def setback(**fields: Any) -> Stored[Any]:
    """Return a setback that is being rebuilt, with a new approach."""
    usual = {"state": "rebuilding", "new_approach": "one number", "opportunity": "the-review"}
    return entry("setback", "fghj-sank", "09-10", **{**usual, **fields})


def ids(*records: Stored[Any], whom: str = "priya-mentor") -> list[str]:
    """Return the letters of what the next meeting with somebody comes back to."""
    known = {one.ref for one in records}
    usual = (one for one in (*PRIYA, *SPONSOR) if one.ref not in known)
    return [ref.id[:4] for ref in to_revisit(journal_of(*usual, *records), whom, TODAY)]


@pytest.mark.parametrize(
    ("records", "comes_back"),
    [
        ((told(),), ["kwtz"]),
        ((told(given_by="Tom", relationship="priya-mentor"),), ["kwtz"]),
        ((told(intent=None),), ["kwtz"]),
        ((told(intent="reinforce"),), []),
        ((told(given_by="me", relationship="priya-mentor"),), []),
        ((told(given_by="tom-fox"),), []),
        ((told(), told("ghjk-better", "09-20", intent="reinforce")), []),
        ((told(), AGAIN), []),
        ((told(), reflection("09-20"), AGAIN), []),
        ((told(), AGAIN, reflection("10-05")), ["kwtz"]),
    ],
)
def test_p064_feedback_is_asked_again_once(
    records: tuple[Stored[Any], ...], comes_back: list[str]
) -> None:
    """The latest that did not say go on: when we meet next, and after each later reflection."""
    assert comes_back == ids(*records)


def test_p018_nothing_comes_back_that_still_stings() -> None:
    """While a setback is processed, feedback on what sank is left alone too."""
    stings = setback(state="processing", processing_until=day("10-20"))
    assert [] == ids(told(opportunity="the-review"), stings)


RETRYING, TRY = setback(state="retrying"), opportunity("try-it-small", retry_of="the-review")
TOMS = opportunity("a-try", retry_of="the-review", sponsor="tom-fox")
OVER = opportunity("a-try", retry_of="the-review", state="declined")


SANK = opportunity("the-review", sponsor="tom-fox")


@pytest.mark.parametrize(
    ("records", "whom"),
    [
        ((setback(),), "priya"),
        ((RETRYING, TRY), "priya"),
        ((setback(relationship="tom-sponsor"),), "tom"),
        ((setback(), TOMS), "priya tom"),
        ((setback(), SANK), "priya tom"),
        ((setback(new_approach=None),), ""),
        ((setback(state="debriefed"),), ""),
        ((setback(state="closed"),), ""),
        ((RETRYING, OVER), ""),
    ],
)
def test_p019_a_new_approach_comes_back_to_whom_it_concerns(
    records: tuple[Stored[Any], ...], whom: str
) -> None:
    """To whom it was with, and who opens or opened a door; else to a mentor; until it is tried."""
    for one, id_ in (("priya", "priya-mentor"), ("tom", "tom-sponsor")):
        assert (["fghj"] if one in whom.split() else []) == ids(*records, whom=id_)
