"""The message of a request: what I ask somebody for, in a form that is easy to answer. (P088)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.frozen import dataclass
from devjournal.models.relationship_parts import Ask
from devjournal.practice.asking import labels_in

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class AskMessage:
    """A request as it is to be sent.

    `to` and `me` are names, `skill` is what it is called; `labels` are the words that name a
    relationship instead of help (P093).
    """

    relationship: str
    to: str
    me: str | None
    skill: str | None
    self_level: int | None
    evidence: str | None
    time_frame: str | None
    meetings: int | None
    focus: str | None
    outcomes: tuple[str, ...]
    labels: tuple[str, ...]
    refs: tuple[Ref, ...]


def build_ask_message(journal: Journal, relationship: str) -> AskMessage:
    """Return the message of the request that a relationship holds."""
    bound = journal.all("relationship")[relationship]
    ask = bound.record.ask or Ask()
    skill = journal.get(("skill", ask.skill)) if ask.skill else None
    return AskMessage(
        relationship=relationship,
        to=journal.name_of(bound.record.person),
        me=journal.profile.record.name if journal.profile else None,
        skill=skill.record.name if skill else ask.skill,
        self_level=ask.self_level,
        evidence=ask.evidence,
        time_frame=ask.time_frame,
        meetings=ask.meetings,
        focus=ask.focus,
        outcomes=ask.outcomes,
        labels=labels_in(ask),
        refs=(bound.ref, *((skill.ref,) if skill else ())),
    )
