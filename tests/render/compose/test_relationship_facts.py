from __future__ import annotations

from typing import Any

from devjournal.models.base import replace
from devjournal.models.people import Ask
from devjournal.render.compose.relationship_facts import compose_relationship_facts
from devjournal.render.document import text_of
from tests.builders import TODAY, bound, day


def told(before: Any, after: Any) -> list[str]:
    """Return the facts in words."""
    lines = compose_relationship_facts(before, after, TODAY)
    return [text for line in lines if (text := text_of(line))]


def test_a_new_one_tells_its_terms() -> None:
    """Why, how many meetings, how often and how long."""
    record = bound(meetings_agreed=3, cadence="monthly", minutes=45).record
    assert ["financial acumen", "3 meetings agreed", "monthly, 45 min"] == told(None, record)


def test_a_candidate_tells_that_it_is_one_and_what_it_asks_for() -> None:
    """It did not begin yet."""
    ask = Ask(meetings=3, time_frame="before spring")
    record = bound(state="candidate", purpose=None, ask=ask).record
    assert ["candidate", "asks for 3 meetings, before spring"] == told(None, record)
    assert ["candidate"] == told(None, bound(state="candidate", purpose=None).record)


def test_one_that_starts_tells_its_terms_and_what_else_is_new() -> None:
    """A yes, a last day; its state is told by the word for it."""
    before = bound(state="asked", ask=Ask(meetings=3)).record
    after = replace(
        before.move("start", TODAY),
        ask=Ask(meetings=3, answer="yes"),
        meetings_agreed=3,
        end=day("12-01"),
    )
    assert [
        "financial acumen",
        "3 meetings agreed",
        "end Tue 1 Dec 2026",
        "ask answer yes",
    ] == told(before, after)


def test_one_that_is_renewed_from_its_close_tells_no_ending() -> None:
    """What had closed it is over, and not worth a word."""
    before = bound(state="closed", closed_as="faded").record
    assert ["financial acumen"] == told(before, before.move("renew", TODAY))


def test_any_other_change_tells_what_differs() -> None:
    """Each field of a table stands by itself, and what is gone is told, too."""
    before = bound(state="later", ask=Ask(answer="later", follow_up_on=day("10-20"))).record
    assert [
        "ask answer cleared",
        "ask follow up on cleared",
        "ask sent on Wed 14 Oct 2026",
    ] == sorted(told(before, before.move("ask", TODAY)))
