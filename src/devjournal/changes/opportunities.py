"""Moving opportunities: taken on, and delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.changes.draft import Draft
    from devjournal.journal.stored import Stored
    from devjournal.models.growth import Opportunity


def accept(
    draft: Draft, stored: Stored[Opportunity], on: dt.date, expected_result: str | None
) -> None:
    """Draft an opportunity taken on, and what it is to bring. (P015)

    Raises Refused from a state that can't.
    """
    draft.change(stored, stored.record.move("accept", on, expected_result=expected_result))


def deliver(
    draft: Draft,
    stored: Stored[Opportunity],
    on: dt.date | None,
    outcome: str,
    result: str | None,
) -> None:
    """Draft how an opportunity went. (P017)

    Without `on` it was on the day that it has, if that is not to come, else today. Raises
    Refused unless it was accepted.
    """
    planned = stored.record.on
    usual = planned if planned and planned <= draft.today else draft.today
    draft.change(stored, stored.record.move("deliver", on or usual, outcome=outcome, result=result))
