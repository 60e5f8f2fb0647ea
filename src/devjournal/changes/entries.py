"""Adding an entry: a dated thing that happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.models.registry import class_for

if TYPE_CHECKING:
    from devjournal.changes.draft import Draft
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref


def add_entry(draft: Draft, kind: str, *, with_person: str | None = None, **facts: Any) -> Ref:
    """Draft an entry of a kind (`win`, `note`...); `facts` are its fields.

    Where `with_person` is the name of a field that holds a person, and no relationship is
    given, it is the only open one with them, if there is exactly one.
    """
    if with_person and facts.get("relationship") is None:
        facts["relationship"] = only_open_with(draft.journal, facts.get(with_person))
    entry_class: Any = class_for("entry", kind)
    return draft.add("entry", entry_class(kind=kind, **facts))


def only_open_with(journal: Journal, person: str | None) -> str | None:
    """Return the id of the one open relationship with a person; None if there is not one."""
    fitting = [b.id for b in journal.relationships if b.record.person == person and b.is_open]
    return fitting[0] if len(fitting) == 1 else None
