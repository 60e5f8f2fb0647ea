"""The echo of a change: what it says of each field."""

from __future__ import annotations

from devjournal.models.growth import Opportunity, Rating
from devjournal.models.people import Ask, Seen
from devjournal.pages.echo import changed_facts
from devjournal.render.document import text_of
from tests.builders import TODAY, bound, goal, journal_of, opportunity, person, skill


def test_what_a_field_leads_to_is_told_by_its_title() -> None:
    """In a list and in a table too; what leads nowhere stands as it is."""
    plan = opportunity("the-review", prep_goals=("speak-up", "gone")).record
    tom, priya = (
        person("tom-lee"),
        person(seen=(Seen(skill="forecasting", where="the storm week"),)),
    )
    asks = bound(ask=Ask(referred_to="tom-lee"))
    rated = skill("forecasting", ratings=(Rating(on=TODAY, level=3, by="tom-lee"),))
    journal = journal_of(goal("speak-up"), tom, priya, asks, rated)
    before = Opportunity(title="The review")
    told = [
        text_of(fact)
        for one, was in (
            (plan, before),
            (priya.record, person().record),
            (asks.record, bound().record),
            (rated.record, skill("forecasting").record),
        )
        for fact in changed_facts(journal, was, one, TODAY)
    ]
    assert [
        "prep goals Speak up, gone",
        "seen forecasting, where the storm week",
        "ask referred to Tom Lee",
        "rating Wed 14 Oct 2026, level 3, by Tom Lee",
    ] == told
