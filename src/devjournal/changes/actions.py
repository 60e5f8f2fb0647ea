"""Adding what one side promised the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.models.meetings import Action

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.changes.draft import Draft
    from devjournal.journal.stored import Ref

_NO_DEFAULT = ("resource", "introduction")


def add_action(draft: Draft, *, due: dt.date | None, expected: dt.date | None, **facts: Any) -> Ref:
    """Draft an action; without a day it is due at the next meeting, `expected` (P070).

    A resource or an introduction needs its own day: raises Refused without one (P071).
    """
    if due is None and facts.get("kind") not in _NO_DEFAULT:
        due = expected
    return draft.add("action", Action(due=due, **facts))
