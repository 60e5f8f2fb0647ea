"""The way back from a setback: debriefed, rebuilt, and tried again at a smaller scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.errors import Refused, UsageError
from devjournal.models.base import replace
from devjournal.models.growth import Opportunity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devjournal.changes.draft import Draft
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.entries import Setback

_SMALLER = {"company": "org", "org": "team", "team": "team"}
_STAYS = ("type", "objective")
"""What a smaller stage has from the one that sank."""


def debrief(draft: Draft, stored: Stored[Setback], feedback: str | None) -> None:
    """Draft a setback looked back at, with what was said of it. (P018)"""
    record = stored.record.move("debrief", draft.today)
    draft.change(stored, _with_feedback(record, feedback))


def rebuild(
    draft: Draft,
    stored: Stored[Setback],
    approach: str,
    gap_skills: tuple[str, ...],
    feedback: str | None,
) -> None:
    """Draft the approach changed, and the skills named that were missing. (P019)"""
    record = stored.record.move(
        "rebuild", draft.today, new_approach=approach, gap_skills=gap_skills
    )
    draft.change(stored, _with_feedback(record, feedback))


def _with_feedback(record: Setback, feedback: str | None) -> Setback:
    """Return a setback with more feedback below what it has."""
    told = "\n".join(part.strip() for part in (record.feedback, feedback) if part)
    return replace(record, feedback=told) if feedback else record


def retry_with(draft: Draft, stored: Stored[Setback], chance: Stored[Opportunity]) -> None:
    """Draft a setback tried again by an opportunity that is there already. (P020)

    Raises Refused if that one was declined or tries another again, UsageError if it is the
    one that sank, or came before it.
    """
    draft.change(stored, stored.record.move("retry", draft.today))
    sank = stored.record.opportunity
    if chance.record.state == "declined":
        raise Refused(f"{chance.id} was declined", hint=f"devjournal reopen {chance.id}")
    if sank is None:
        return
    if chance.id in _tried_before(draft.journal, sank):
        raise UsageError(f"{chance.id} is what is to be tried again", hint="name another, or a new")
    if chance.record.retry_of not in (None, sank):
        raise Refused(f"{chance.id} already tries {chance.record.retry_of} again")
    draft.change(chance, replace(chance.record, retry_of=sank))


def retry_anew(draft: Draft, stored: Stored[Setback], title: str, **facts: Any) -> Ref:
    """Draft a setback tried again by a new opportunity, and return that. (P020)

    Unless `facts` say otherwise it is one scale smaller than the one that sank, of its type,
    and for its objective.
    """
    draft.change(stored, stored.record.move("retry", draft.today))
    found = draft.journal.get(("opportunity", stored.record.opportunity or ""))
    usual = _smaller(found.id, found.record) if found else {}
    return draft.add("opportunity", Opportunity(title=title, **{**usual, **facts}))


def _smaller(id_: str, sank: Opportunity) -> dict[str, Any]:
    kept = {name: getattr(sank, name) for name in _STAYS}
    return {"retry_of": id_, "scale": _SMALLER.get(sank.scale or ""), **kept}


def _tried_before(journal: Journal, id_: str | None) -> Iterator[str]:
    """Yield an opportunity's id, that of the one which it tries again, and so on."""
    seen: set[str] = set()
    while id_ and id_ not in seen:
        seen.add(id_)
        yield id_
        found = journal.get(("opportunity", id_))
        id_ = found.record.retry_of if found else None
