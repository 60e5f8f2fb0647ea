"""Which records a list is about and in which order, as its flags say.

What a flag means is read from the fields of a kind; where it means nothing it is refused,
with those that do.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.cli.values import one_of, words
from devjournal.dates import late, show_day
from devjournal.dates.periods import span
from devjournal.errors import UsageError
from devjournal.journal.names import fold, person_called, who
from devjournal.models.base import by_name
from devjournal.models.links import links_of, values_at
from devjournal.models.registry import class_for, every_class, variants_of
from devjournal.pages import phrases as say
from devjournal.pages.listing import orders

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from devjournal.cli.flags import Only
    from devjournal.cli.run import Run
    from devjournal.journal.stored import Stored
    from devjournal.models.base import Record

    Classes = Sequence[type[Record]]
    Test = Callable[[Stored[Any]], bool]


def ordered_by(order: str | None, kind: str) -> str:
    """Return the order that --sort asks for; raises UsageError where a kind has no such one."""
    if order is not None:
        one_of("--sort", order.removeprefix("-"), orders(kind))
    return order or ""


def selected(run: Run, only: Only, kind: str | None) -> Test | None:
    """Return what tells the records that `only` means among those of a kind (None: of all).

    It is None for every one. Raises UsageError for what means nothing for the kind.
    """
    classes = _classes(kind)
    told = {name for name, value in only._asdict().items() if value not in (None, False)}
    means = [name for name, has in _MEANS.items() if any(map(has, classes))]
    if nothing := sorted(told.difference(means)):
        hint = f"there are {', '.join(f'--{name}' for name in means)}"
        raise UsageError(f"--{nothing[0]} means nothing for {kind}", hint=hint)
    if not told:
        return None
    is_with = _with(run, only.who) if only.who is not None else None
    tags = {fold(words("--tag", tag)) for tag in only.tag or ()}
    first, last = _range(run, only, classes)

    def test(stored: Stored[Any]) -> bool:
        if (is_with and not is_with(stored)) or (only.late and not stored.is_open):
            return False
        record = stored.record
        due = getattr(record, "due", None)
        if only.late and not (due and late(due, run.today)):
            return False
        if first or last:
            day = say.day_about(run.journal, record, "start")
            if day is None or not (first or day) <= day <= (last or day):
                return False
        return tags.issubset(map(fold, record.tags))

    return test


def _classes(word: str | None) -> Classes:
    if word is None:
        return every_class()
    kind, variant = say.called(word)
    return [class_for(kind.name, one) for one in ([variant] if variant else variants_of(kind.name))]


def _days_of(cls: type[Record]) -> list[str]:
    return [name for name in (*say.DAYS, "start") if name in by_name(cls)]


_MEANS: Mapping[str, Callable[[type[Record]], bool]] = {
    "who": lambda cls: any(to.kind in ("person", "relationship") for to in links_of(cls).values()),
    "late": lambda cls: "due" in by_name(cls),
    "tag": lambda cls: "tags" in by_name(cls),
    "since": lambda cls: bool(_days_of(cls)),
    "until": lambda cls: bool(_days_of(cls)),
}
"""The flags, and whether they mean anything for a class."""


def _with(run: Run, text: str) -> Test:
    """Return what tells whether a record is somebody or a relationship, or links to them."""
    text = words("--who", text)
    is_id = text.rpartition("/")[2] in run.journal.all("relationship")
    person = None if is_id else person_called(run.journal, text)
    bound = run.journal.where("relationship", person=person.id) if person else ()
    bound = bound if person else (who(run.journal, text, run.now, closed=True).relationship,)
    meant = {one.ref[:2] for one in (*bound, *([person] if person else ()))}

    def test(stored: Stored[Any]) -> bool:
        if stored.ref[:2] in meant or not any(stored.mentions(id_) for _, id_ in meant):
            return stored.ref[:2] in meant
        links, record = links_of(type(stored.record)).items(), stored.record
        return any((to.kind, id_) in meant for path, to in links for id_ in values_at(record, path))

    return test


def _range(run: Run, only: Only, classes: Classes) -> tuple[dt.date | None, dt.date | None]:
    """Return the days of --since and --until; an end before the start is refused."""
    first = _day(run, "--since", only.since, classes)
    last = _day(run, "--until", only.until, classes)
    if first and last:
        span(first, last)
    return first, last


def _day(run: Run, flag: str, text: str | None, classes: Classes) -> dt.date | None:
    """Return the day that is meant: the last such one, or, where days may be to come, the nearest.

    Of weekdays the coming one is meant by --until. What is left open is told as understood.
    """
    if text is None:
        return None
    day = run.day(text, look="back")
    if any(not by_name(cls)[name].past for cls in classes for name in _days_of(cls)):
        away = (ahead := run.day(text)) - run.today
        is_coming = flag == "--until" and away <= dt.timedelta(weeks=1)
        day = ahead if is_coming or away < run.today - day else day
    if text != day.isoformat():
        run.tell(f"{flag} {text}: {show_day(day)}")
    return day
