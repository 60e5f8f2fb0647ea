"""Another round with somebody: renewed on new terms, or become something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.changes.meet import GIVEN, bound_as, role_and_kind
from devjournal.changes.relationships import start_relationship, still_planned
from devjournal.errors import Refused, UsageError
from devjournal.models.base import replace

if TYPE_CHECKING:
    from devjournal.changes.draft import Draft
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.people import Relationship

THREAD = ("purpose", "objectives", "origin", "cadence", "minutes", "channel", "link")
"""What goes on when a relationship becomes another one. (P077)"""


def renew(draft: Draft, bound: Stored[Relationship], **terms: Any) -> None:
    """Draft another round on new terms; those of the past round that are used up end. (P089)

    `meetings_agreed` is how many more meetings were agreed on. Raises Refused from a state
    that can't be renewed.
    """
    held = len(draft.journal.held_with(bound.id))
    if "meetings_agreed" in terms:
        terms["meetings_agreed"] += held
    renewed = bound.record.move("renew", draft.today)
    draft.change(bound, replace(renewed, **{**_used_up(draft, bound), **terms}))


def _used_up(draft: Draft, bound: Stored[Relationship]) -> dict[str, None]:
    """Return the terms that would say of the new round that it is over."""
    record = bound.record
    held = len(draft.journal.held_with(bound.id))
    is_over = {
        "end": record.end is not None and record.end <= draft.today,
        "review_on": record.review_on is not None and record.review_on <= draft.today,
        "meetings_agreed": record.meetings_agreed is not None and held >= record.meetings_agreed,
    }
    return {term: None for term, over in is_over.items() if over}


def word_for(bound: Relationship, word: str) -> str:
    """Return what they become to me: where I give, a mentor to them has a mentee in them."""
    words: dict[str, str] = {kind: given for given, kind in GIVEN.items()}
    return words.get(word, word) if bound.my_role == "giving" else word


def become(
    draft: Draft, bound: Stored[Relationship], word: str, *, close: bool = False, **facts: Any
) -> tuple[Ref, tuple[str, ...]]:
    """Draft that somebody is a `word` to me now, on the same thread. (P077)

    What they were goes on, or with `close` ends as completed. (P021) Returns the new relationship,
    and the meetings of the old one that are still planned. Raises Refused where there is
    nothing to grow out of, or they are that already.
    """
    record = bound.record
    require_grown(draft.journal, bound, word)
    is_to_end = close and record.state != "closed"
    ended = record.move("close", draft.today, closed_as="completed") if is_to_end else record
    _, kind = role_and_kind(word)
    draft.change(bound, replace(ended, became=kind))
    known = bound_as(draft.journal, record.person, word)
    thread = {name: getattr(record, name) for name in THREAD}
    ref = start_relationship(draft, record.person, word, known, **{**thread, **facts})
    return ref, still_planned(draft.journal, bound.id) if close else ()


def require_grown(journal: Journal, bound: Stored[Relationship], word: str) -> None:
    """Raise UsageError or Refused if somebody can't become a `word` to me."""
    record = bound.record
    if record.label == word:
        raise UsageError(f"{bound.id} is that already: {word}", hint="renew goes on with it")
    if record.state not in ("active", "paused", "closed"):
        raise Refused(
            f"what is {record.state} can't become anything yet: {bound.id}",
            hint=f"begin it: devjournal relationship start {bound.id}",
        )
    known = bound_as(journal, record.person, word)
    if known is not None and known.record.state in ("active", "paused"):
        raise Refused(
            f"they are that already: {known.id} is {known.record.state}",
            hint=f"close what it was: devjournal relationship close {bound.id} --as completed",
        )
