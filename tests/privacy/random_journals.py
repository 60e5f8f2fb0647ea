"""Random journals of every kind, with links between their records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.journal.journal import Journal
from devjournal.journal.stored import Loaded, Problem, Stored
from devjournal.models.base import replace
from devjournal.models.registry import ENTRY_KINDS, KINDS, class_for
from tests.privacy.filler import UNREAD, Filler

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devjournal.models.base import Record

_HOW_MANY: Mapping[str, int] = {
    **dict.fromkeys(("person", "relationship", "skill", "objective"), 3),
    **dict.fromkeys(("goal", "meeting", "action", "opportunity"), 4),
    "topic": 5,
}
_ENTRIES_OF_A_KIND = 2


Records = dict[str, Stored[Any]]


def random_journal(seed: int) -> Journal:
    """Return the journal of that number: each text, id and link in it bears its own word."""
    filler = Filler(seed, is_sparse=True)
    filler.ids = _ids(filler)
    records = {kind: _records(filler, kind) for kind in _HOW_MANY}
    records["entry"] = _entries(filler)
    records["profile"] = {"journal": _stored(filler, "profile", "journal", class_for("profile"))}
    records["relationship"] = _bound(records["relationship"], filler.ids["person"])
    problems = (Problem(f"people/{UNREAD}.toml", "can't be read"),)
    return Journal(lambda kind: Loaded(records[kind], problems if kind == "person" else ()))


def _ids(filler: Filler) -> dict[str, list[str]]:
    ids = {kind: [_new_id(filler, kind) for _ in range(many)] for kind, many in _HOW_MANY.items()}
    ids["relationship"][2] = f"{ids['relationship'][0]}-again"
    ids["entry"] = [_new_id(filler, "entry") for _ in ENTRY_KINDS * _ENTRIES_OF_A_KIND]
    return ids


def _new_id(filler: Filler, kind: str) -> str:
    return f"{'bcdf' if KINDS[kind].lettered else kind}-{filler.word()}"


def _records(filler: Filler, kind: str) -> Records:
    return {id_: _stored(filler, kind, id_, class_for(kind)) for id_ in filler.ids[kind]}


def _entries(filler: Filler) -> Records:
    kinds = ENTRY_KINDS * _ENTRIES_OF_A_KIND
    return {
        id_: _stored(filler, "entry", id_, class_for("entry", kind))
        for id_, kind in zip(filler.ids["entry"], kinds, strict=True)
    }


def _stored(filler: Filler, kind: str, id_: str, record_class: type[Record]) -> Stored[Any]:
    return Stored(id_, kind, filler.fill(record_class), "digest")


def _bound(relationships: Records, people: list[str]) -> Records:
    """Give two relationships one person: they are different readers all the same."""
    whose = zip(relationships.values(), (people[0], people[1], people[0]), strict=True)
    return {
        bound.id: bound.with_record(replace(bound.record, person=person)) for bound, person in whose
    }
