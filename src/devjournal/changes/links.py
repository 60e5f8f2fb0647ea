"""Who links to a record: by a field, or as a reader who may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.errors import BadFile
from devjournal.models.links import links_of, values_at
from devjournal.models.registry import ALL_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored


def require_every_link(journal: Journal) -> None:
    """Raise BadFile while there are files that can't be read: nobody knows what they link to."""
    bad = [one.path for one in journal.problems(ALL_KINDS) if one.level == "problem"]
    if bad:
        shown = "\n".join(f"  {path}" for path in bad)
        raise BadFile(
            f"nothing was changed: what links to it can't be told, as these can't be read\n{shown}",
            hint="devjournal check says what is wrong with them",
        )


def linking_to(journal: Journal, ref: Ref) -> Iterator[tuple[Stored[Any], tuple[str, ...]]]:
    """Yield each record that names another one, with the fields in which it does, dotted."""
    for kind in ALL_KINDS:
        for stored in journal.all(kind).values():
            if stored.ref != ref and stored.mentions(ref.id):
                fields = tuple(_fields_with(stored.record, ref))
                if fields:
                    yield stored, fields


def _fields_with(record: Any, ref: Ref) -> Iterator[str]:
    for path, link in links_of(type(record)).items():
        if link.kind == ref.kind and ref.id in values_at(record, path):
            yield ".".join(path)
    if is_reader_of(record, ref):
        yield "visibility"


def is_reader_of(record: Any, ref: Ref) -> bool:
    """Whether a record is shown to the relationship that `ref` names."""
    readers = record.visibility
    return ref.kind == "relationship" and isinstance(readers, tuple) and ref.id in readers
