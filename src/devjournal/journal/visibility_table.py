"""Private until shared: the one table of who may see what, by kind and field. (P033)

A field that is not in the table reaches nobody: it does not leave the journal of the one
who keeps it. `visibility.py` reads the table, and the readers' journals are made by it.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Literal

from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

AUDIENCES: tuple[str, ...] = ("manager", "exec")
"""Readers that are no relationship."""

Reach = Literal["every", "manager", "bound", "itself", "person", "sponsored", "named"]
"""Whom a record reaches while its own visibility says nothing:

- every: every reader there is
- manager: the manager, where it serves an objective and is bound to no relationship
- bound: the one relationship that it is bound to
- itself: the relationship that it is
- person: the relationship whose person it is
- sponsored: the relationship whose person sponsors it
- named: the reader of a goal that names it; the relationship whose ask does
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table.

    `fields` go to whoever sees the record (`checkins.value`: one field of the tables there),
    `to_relationships` to them only where they are a relationship. `on_word` are fields that
    only the record's own visibility opens: it then speaks of these alone. `unless` names
    values of fields that keep a record from reaching anybody by itself.
    """

    reaches: tuple[Reach, ...]
    fields: tuple[str, ...]
    to_relationships: tuple[str, ...] = ()
    on_word: tuple[str, ...] = ()
    unless: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)


_STATE = ("state", "closed_on")
_ENTRY = (
    *("on", "kind", "text", "goal", "skill", "relationship", "meeting"),
    *("objective", "opportunity", "about"),
)

TABLE: Mapping[str, Rule] = {
    "profile": Rule(
        ("every",),
        ("schema", "name", "roles"),  # the present ones
        to_relationships=("aspiration", "target_role", "can_offer"),
    ),
    "win": Rule(
        ("every",),
        (
            *_ENTRY,
            *("so_what", "business_line", "served", "scale", "credit", "evidence", "numbers"),
        ),
    ),
    "objective": Rule(
        ("every",),
        ("title", "kpi", "unit", "baseline", "target", "owner", "period", *_STATE),
    ),
    "goal": Rule(
        ("manager", "bound"),
        (
            *("title", "relationship", "skill", "objective", "measure", "unit", "baseline"),
            *("target", "due", "checkins.on", "checkins.value", "checkins.health", *_STATE),
        ),
    ),
    "opportunity": Rule(
        ("manager", "sponsored"),
        (
            *("title", "type", "purpose", "scale", "stretch", "sponsor", "stakeholders"),
            *("decision_makers", "exposure", "objective", "expected_result", "result"),
            *("prep_goals", "retry_of", "proposed_on", "accepted_on", "on", "outcome", *_STATE),
        ),
        unless={"outcome": ("sank",)},
    ),
    "skill": Rule(("named",), ("name", "importance", "target", "owners", "ratings")),
    "person": Rule(("person",), ("name",)),
    "relationship": Rule(
        ("itself",),
        (
            *("person", "kind", "my_role", "purpose", "outcomes", "objectives", "cadence"),
            *("weekday", "time", "minutes", "channel", "meetings_agreed", "review_on"),
            *("agreement", "ask.skill"),
        ),
    ),
    "meeting": Rule(
        ("bound",),
        ("relationship", "at", "minutes", "channel", "decisions", "next_focus", *_STATE),
        on_word=("notes",),
    ),
    "topic": Rule(
        ("bound",),
        (
            *("text", "relationship", "kind", "focus", "deep_dive", "minutes", "raised_on"),
            *("meeting", "conclusion", *_STATE),
        ),
        unless={"kind": ("concern", "personal")},
    ),
    "action": Rule(("bound",), ("title", "owner", "due", "relationship", *_STATE)),
    "vouched": Rule(("bound",), (*_ENTRY, "by", "act", "via", "risk_taken")),
    "gave": Rule(("bound",), (*_ENTRY, "who", "what")),
    "resource": Rule(("bound",), (*_ENTRY, "title", "author", "source", "link", "read_on")),
    "feedback": Rule(
        (),
        (*_ENTRY, "given_by", "situation", "behaviour", "impact", "verbatim", "intent"),
    ),
    "lesson": Rule((), _ENTRY),
    "setback": Rule(
        (),
        (*_ENTRY, "processing_until", "feedback", "gap_skills", "new_approach", *_STATE),
    ),
    "assessment": Rule((), (*_ENTRY, "accomplishments", "impact", "improve")),
    "reflection": Rule((), _ENTRY),
    "note": Rule((), _ENTRY),
}
"""Kind (an entry's own kind) to its row."""
