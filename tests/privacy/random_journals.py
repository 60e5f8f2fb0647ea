"""Random journals in which every text, id and link bears a word that stands nowhere else."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any

from annotated_types import Interval

from devjournal.journal.journal import Journal, Loaded
from devjournal.journal.stored import Problem, Stored
from devjournal.records.base import Checked, Record
from devjournal.records.fields import Link
from devjournal.records.kinds import KINDS, class_for

TODAY = dt.date(2026, 10, 14)
UNREAD = "qunreadq"
"""The id of a person whose file can't be read: it stands in links as if it were a name."""

_OFTEN: Mapping[tuple[str, str], Sequence[Any]] = {
    ("Profile", "schema"): (1,),
    ("Profile", "timezone"): ("Europe/Dublin",),
    ("Profile", "review_starts"): ("11-01",),
    ("Objective", "period"): ("2026",),
    ("Action", "state"): ("open", "open", "done", "dropped"),
    ("Meeting", "state"): ("planned", "held", "held", "cancelled", "missed"),
    ("Topic", "state"): ("open", "open", "discussed", "dropped"),
    ("Topic", "deep_dive"): (True, False, None),
    ("Goal", "state"): ("active", "active", "paused", "achieved", "dropped"),
    ("Opportunity", "state"): ("delivered", "delivered", "accepted", "idea", "declined"),
}
"""Fields whose value matters to a page, or has a form of its own."""

_HOW_MANY: Mapping[str, int] = {
    **dict.fromkeys(("person", "relationship", "skill", "objective"), 3),
    **dict.fromkeys(("goal", "meeting", "action", "opportunity"), 4),
    "topic": 5,
}
_ENTRIES_OF_A_KIND = 2


def random_journal(seed: int) -> Journal:
    """Return the journal of that number: of every kind, with links between its records."""
    return _Maker(seed).journal()


class _Maker:
    """Makes one journal; chance decides all of it."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311  # no secret hangs on it
        self._words = 0
        self._ids: dict[str, list[str]] = {}

    def journal(self) -> Journal:
        """Return a journal of every kind, with links between its records."""
        for kind, many in _HOW_MANY.items():
            self._ids[kind] = [self._new_id(kind) for _ in range(many)]
        self._ids["relationship"][2] = self._ids["relationship"][0] + "-again"
        self._ids["entry"] = [
            self._new_id("entry")
            for _ in range(_ENTRIES_OF_A_KIND * len(KINDS["entry"].classes))
        ]
        records = {kind: self._records(kind) for kind in _HOW_MANY}
        records["entry"] = self._entries()
        records["profile"] = {"journal": self._stored("profile", "journal", class_for("profile"))}
        self._bind(records)
        problems = (Problem(f"people/{UNREAD}.toml", "can't be read"),)
        return Journal(
            lambda kind: Loaded(records[kind], problems if kind == "person" else ())
        )

    def _records(self, kind: str) -> dict[str, Stored[Any]]:
        made = (self._stored(kind, id_, class_for(kind)) for id_ in self._ids[kind])
        return {stored.id: stored for stored in made}

    def _entries(self) -> dict[str, Stored[Any]]:
        classes = [class_for("entry", variant) for variant in KINDS["entry"].classes]
        made = (
            self._stored("entry", id_, one)
            for id_, one in zip(self._ids["entry"], classes * _ENTRIES_OF_A_KIND, strict=True)
        )
        return {stored.id: stored for stored in made}

    def _bind(self, records: Mapping[str, dict[str, Stored[Any]]]) -> None:
        """Give two relationships one person: they are different readers all the same."""
        first, second, third = records["relationship"].values()
        people = self._ids["person"]
        for bound, person in ((first, people[0]), (second, people[1]), (third, people[0])):
            record = dataclasses.replace(bound.record, person=person)
            records["relationship"][bound.id] = dataclasses.replace(bound, record=record)

    def _stored(self, kind: str, id_: str, record_class: type[Record]) -> Stored[Any]:
        return Stored(id_, kind, self._filled(record_class), "digest")

    def _filled(self, holder: type[Checked]) -> Any:
        hints = typing.get_type_hints(holder, include_extras=True)
        values = {}
        for field in dataclasses.fields(holder):  # type: ignore[arg-type]  # each is a dataclass
            required = (
                field.default is dataclasses.MISSING
                and field.default_factory is dataclasses.MISSING
            )
            if required or self._chance.randrange(8):
                values[field.name] = self._field(holder, field.name, hints[field.name])
        return holder(**values)

    def _field(self, holder: type[Checked], name: str, hint: Any) -> Any:
        if name == "visibility":
            return self._visibility()
        often = _OFTEN.get((holder.__name__, name))
        return self._chance.choice(often) if often else self._value(hint)

    def _visibility(self) -> Any:
        first, second, third = self._ids["relationship"]
        lists = (), (first,), (second, third), ("manager",), ("exec", first), ("nobody-here",)
        return self._chance.choice([None] * 8 + ["private", "shared", *lists])

    def _value(self, hint: Any) -> Any:  # noqa: C901, PLR0911  # one case for each form of a type
        origin, inside = typing.get_origin(hint), typing.get_args(hint)
        if origin is typing.Annotated:
            link = next((mark for mark in inside[1:] if isinstance(mark, Link)), None)
            limits = next((mark for mark in inside[1:] if isinstance(mark, Interval)), None)
            if link:
                return self._linked(link)
            return self._number(limits) if limits else self._value(inside[0])
        if origin is typing.Literal:
            return self._chance.choice(inside)
        if origin in (types.UnionType, typing.Union):
            return self._value(self._chance.choice([one for one in inside if one is not type(None)]))
        if origin is tuple:
            return tuple(self._value(inside[0]) for _ in range(self._chance.choice((1, 1, 2))))
        if origin is dict:
            return {self._word(): self._word()}
        if isinstance(hint, type) and issubclass(hint, Checked):
            return self._filled(hint)
        return self._plain(hint)

    def _plain(self, hint: Any) -> Any:
        if hint is str:
            return f"Says {self._word()}"
        if hint is bool:
            return self._chance.choice((True, False))
        if hint is float:
            return self._chance.choice((1.5, 3.0, 40.0))
        day = TODAY + dt.timedelta(days=self._chance.choice((-300, -40, -9, -1, 0, 1, 30)))
        if hint is dt.datetime:
            return dt.datetime.combine(day, dt.time(15), dt.UTC)
        return {dt.date: day, dt.time: dt.time(15, 30)}[hint]

    def _number(self, limits: Interval) -> int:
        least = typing.cast("int", limits.ge)
        return self._chance.randint(max(least, 1), min(typing.cast("int", limits.le or 12), 60))

    def _linked(self, link: Link) -> str:
        """Return a record's id; now and then one that is gone, unread, or a plain name."""
        known = self._ids[link.kind]
        lost = f"gone-{self._word()}"
        names = [f"Called {self._word()}", f"Called {self._word()}", "me", lost, UNREAD]
        others = names if link.or_name and link.kind == "person" else names[:4]
        others = others if link.or_name else [lost]
        return self._chance.choice([*known, *known, *others])

    def _new_id(self, kind: str) -> str:
        word = self._word()
        return f"bcdf-{word}" if KINDS[kind].lettered else f"{kind}-{word}"

    def _word(self) -> str:
        self._words += 1
        return f"q{self._words:04}q"
