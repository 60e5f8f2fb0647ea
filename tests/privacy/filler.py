"""Records filled by the types of their fields, each text with a word that stands nowhere else."""

from __future__ import annotations

import datetime as dt
import random
import typing
from decimal import Decimal
from typing import Any

from devjournal.models.base import Field, Link, Table, fields

if typing.TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TODAY = dt.date(2026, 10, 14)
BEFORE = TODAY - dt.timedelta(days=20)
"""A day on which some random journals had another manager, or another employer."""

UNREAD = "qunreadq"
"""The id of a person whose file can't be read: it stands in links as if it were a name."""

OFTEN: Mapping[tuple[str, str], Sequence[Any]] = {
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


class Filler:
    """Fills records by chance: with links to `ids`, and words that it counts.

    A sparse one leaves fields out, and links to what is gone or unread and to plain names;
    one that is not sets every field, and to something else than its default.
    """

    def __init__(self, seed: int, *, is_sparse: bool) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # no secret hangs on it
        self.ids: dict[str, list[str]] = {}
        self._is_sparse = is_sparse
        self._words = 0

    def word(self) -> str:
        """Return a new word."""
        self._words += 1
        return f"q{self._words:04}q"

    def fill(self, holder: type[Table]) -> Any:
        """Return a record or table of a class."""
        values = {}
        for field in fields(holder):
            if field.required or not self._is_sparse or self.chance.randrange(8):
                values[field.name] = self._field(holder, field)
        return holder(**values)

    def _field(self, holder: type[Table], field: Field) -> Any:
        if field.name == "visibility":
            return self._visibility()
        often = OFTEN.get((holder.__name__, field.name))
        value = self.chance.choice(often) if often else self._value(field)
        while value == field.default and not self._is_sparse:
            value = self.chance.choice(often) if often else self._value(field)
        return value

    def _visibility(self) -> Any:
        if not self._is_sparse:
            return None
        first, second, third = self.ids["relationship"]
        mine = (), (first,), (second, third), ("nobody-here",)
        firms = (
            ("manager",),
            ("exec", first),
            ("assistant",),
            (f"manager:{BEFORE}",),
            (f"exec:{BEFORE}",),
        )
        return self.chance.choice([None] * 8 + ["private", "shared", *mine, *firms])

    def _value(self, field: Field) -> Any:
        if field.many:
            return tuple(self._one(field) for _ in range(self.chance.choice((1, 1, 2))))
        return self._one(field)

    def _one(self, field: Field) -> Any:
        if field.link:
            return self._linked(field.link)
        if field.choices:
            return self.chance.choice(field.choices)
        if field.holds is dict:
            return {self.word(): self.word()}
        if field.table:
            return self.fill(field.table)
        return self._number(field) if field.holds is int else self._plain(field.holds)

    def _plain(self, hint: Any) -> Any:
        if hint is str:
            return f"Says {self.word()}"
        if hint is bool:
            return self.chance.choice((True, False))
        if hint is Decimal:
            return Decimal(self.chance.choice(("1.50", "3", "40.0", "0.1234567890123456789")))
        day = TODAY + dt.timedelta(days=self.chance.choice((-300, -40, -9, -1, 0, 1, 30)))
        if hint is dt.datetime:
            return dt.datetime.combine(day, dt.time(15), dt.UTC)
        return {dt.date: day, dt.time: dt.time(15, 30)}[hint]

    def _number(self, field: Field) -> int:
        return self.chance.randint(max(field.low or 0, 1), min(field.high or 12, 60))

    def _linked(self, link: Link) -> str:
        """Return a record's id; now and then one that is gone or unread, or a plain name."""
        known = self.ids[link.kind]
        if not self._is_sparse:
            return self.chance.choice(known)
        gone = f"gone-{self.word()}"
        names = [f"Called {self.word()}", f"Called {self.word()}", "me"] if link.or_name else []
        unread = [UNREAD] if link.kind == "person" else []
        return self.chance.choice([*known, *known, *names, *unread, gone])
