"""Random journals of every kind, with links between their records."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.journal.journal import Journal
from devjournal.journal.stored import Loaded, Problem, Stored
from devjournal.models.base import replace
from devjournal.models.profile import Role
from devjournal.models.registry import ENTRY_KINDS, KINDS, class_for
from tests.privacy.filler import TODAY, UNREAD, Filler

if TYPE_CHECKING:
    from collections.abc import Mapping


_ENTRIES = ENTRY_KINDS * 2
_HOW_MANY: Mapping[str, int] = {
    **dict.fromkeys(("person", "relationship", "skill", "objective", "layout"), 3),
    **dict.fromkeys(("goal", "meeting", "action", "opportunity"), 4),
    "topic": 5,
    "entry": len(_ENTRIES),
}

Records = dict[str, Stored[Any]]


def random_journal(seed: int) -> Journal:
    """Return the journal of that number: each text, id and link in it bears its own word."""
    filler = Filler(seed, is_sparse=True)
    filler.ids = {
        kind: [f"{'bcdf' if KINDS[kind].lettered else kind}-{filler.word()}" for _ in range(many)]
        for kind, many in _HOW_MANY.items()
    }
    filler.ids["relationship"][2] = f"{filler.ids['relationship'][0]}-again"
    records = {
        kind: {
            id_: Stored(id_, kind, filler.fill(class_for(kind, *variant)), "digest")
            for id_, *variant in zip(ids, *([_ENTRIES] if kind == "entry" else []), strict=True)
        }
        for kind, ids in filler.ids.items()
    }
    profile = _employed(filler, filler.fill(class_for("profile")))
    records["profile"] = {"journal": Stored("journal", "profile", profile, "digest")}
    records["relationship"] = _bound(records["relationship"], filler.ids["person"])
    problems = (Problem(f"people/{UNREAD}.toml", "can't be read"),)
    return Journal(lambda kind, _: Loaded(records[kind], problems if kind == "person" else ()))


def _employed(filler: Filler, profile: Any) -> Any:
    """Give a profile one employer or two, one role or more, and managers that came and went."""
    firms = [f"Says {filler.word()}", f"Says {filler.word()}"]
    roles, since = [], TODAY - dt.timedelta(days=400)
    for firm in filler.chance.choices([firms[0], firms[0].upper(), *firms[1:] * 2, None], k=3):
        until = since + dt.timedelta(days=filler.chance.choice((8, 131, 300)))
        title = f"Says {filler.word()}"
        roles.append(Role(title=title, organisation=firm, since=since, until=until))
        since = until + dt.timedelta(days=filler.chance.choice((-3, 1, 1, 1, 9)))
    roles[-1] = replace(roles[-1], until=None)
    kept = filler.chance.choice((roles, roles, roles[:1], ()))
    return replace(profile, roles=tuple(kept))


def _bound(relationships: Records, people: list[str]) -> Records:
    """Give two relationships one person: they are different readers all the same."""
    whose = zip(relationships.values(), (people[0], people[1], people[0]), strict=True)
    return {
        bound.id: bound.with_record(replace(bound.record, person=person)) for bound, person in whose
    }
