"""Deleting a record: refused while others link to it, unless the links are to go too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.changes.links import is_reader_of, linking_to, require_every_link
from devjournal.errors import Refused
from devjournal.journal.visibility import readers_of
from devjournal.models.base import replace
from devjournal.models.links import Needed, relinked

if TYPE_CHECKING:
    from devjournal.changes.draft import Draft
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.base import Link


def delete(draft: Draft, stored: Stored[Any], *, with_links: bool = False) -> int:
    """Draft a record deleted; return how many records lose a link to it.

    Where a name may stand as well, the record's own name takes the link's place. Raises
    Refused, listing them, while others link to it and `with_links` is not said, or if
    some are nothing without it; BadFile while there are files that can't be read.
    """
    if stored.kind == "profile":
        raise Refused("a journal has its profile", hint="devjournal edit profile changes it")
    require_every_link(draft.journal)
    linking = list(linking_to(draft.journal, stored.ref))
    if linking and not with_links:
        count = "1 record links" if len(linking) == 1 else f"{len(linking)} records link"
        raise Refused(
            f"{count} to {stored.id}:\n{_listed(linking)}",
            hint="--with-links takes these links out",
        )
    bound = []
    before = draft.journal
    for other, fields in linking:
        try:
            draft.relink(other, _unlinked(other.record, stored))
        except Needed:
            bound.append((other, fields))
    if bound:
        count = "1 record is" if len(bound) == 1 else f"{len(bound)} records are"
        raise Refused(
            f"{count} nothing without {stored.id}:\n{_listed(bound)}",
            hint="delete these first, or close what is over instead of deleting it",
        )
    draft.delete(stored)
    if stored.kind == "relationship":
        _keep_from_new_readers(draft, before, [other for other, _ in linking])
    return len(linking)


def _unlinked(record: Any, gone: Stored[Any]) -> Any:
    def without(link: Link, id_: str) -> str | None:
        if (link.kind, id_) != (gone.kind, gone.id):
            return id_
        return gone.record.headline if link.or_name else None

    changed = relinked(record, without)
    if is_reader_of(record, gone.ref):
        readers = tuple(one for one in record.visibility if one != gone.id)
        changed = replace(changed, visibility=readers or "private")
    return changed


def _keep_from_new_readers(draft: Draft, before: Journal, unlinked: list[Stored[Any]]) -> None:
    """Leave what was bound to a relationship with no reader that it did not have. (P033)

    A goal that serves an objective reaches the manager once it is bound to nobody.
    """
    for other in unlinked:
        now = draft.journal.all(other.kind)[other.id]
        was, is_ = (
            readers_of(journal, one, draft.today)
            for journal, one in ((before, other), (draft.journal, now))
        )
        if not set(is_) <= set(was):
            kept = tuple(one for one in is_ if one in was)
            draft.relink(other, replace(now.record, visibility=kept or "private"))


def _listed(linking: list[tuple[Stored[Any], tuple[str, ...]]]) -> str:
    return "\n".join(f"  {_path(one.ref)}: {', '.join(fields)}" for one, fields in linking)


def _path(ref: Ref) -> str:
    from devjournal.models.registry import KINDS

    return f"{KINDS[ref.kind].folder}/{ref.id}" if KINDS[ref.kind].folder else "journal.toml"
