"""What was looked for in the whole journal: the records that say it, best first.

All words have to occur in a record, whatever their case and accents. It is for me alone:
private records are searched like all others, and no reader gets this view.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from devjournal.frozen import dataclass
from devjournal.journal.journal import ALL_KINDS
from devjournal.journal.names import short_ids
from devjournal.models.kinds import ENTRY_KINDS, kind_called
from devjournal.views.excerpt import Excerpt, excerpt_of
from devjournal.views.letters import is_whole, plain_letters
from devjournal.views.places import Place, places_of

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored

_DAYS = ("on", "at", "due", "raised_on", "start", "created")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A record that says all words.

    `kind` is an entry's own kind; `short` the short form of its id (None: it has no
    letters); `day` the day that it is about (None: it has none); `field` the one that says
    most of the words, dotted.
    """

    ref: Ref
    kind: str
    short: str | None
    title: Excerpt
    day: dt.date | None
    is_open: bool
    field: str
    excerpt: Excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The best hits, and how many records say it in all."""

    text: str
    hits: tuple[Hit, ...]
    found: int


class _Found(NamedTuple):
    rank: tuple[int, bool, int, str, str]
    stored: Stored[Any]
    places: tuple[Place, ...]


def build_search(
    journal: Journal, text: str, *, kind: str | None = None, limit: int | None = None
) -> Search:
    """Return the records that say every word of `text`, at most `limit` of them.

    A title goes over text, text over notes, notes over the ids of what is linked, and a
    whole word over a part of one; then what is open over what is closed, and the later over
    the earlier. `kind` is a word for a kind, or an entry's. Raises UsageError for any other.
    """
    words = tuple(dict.fromkeys(plain_letters(text).split()))
    looked = (_look(journal, one, words) for one in _records(journal, kind) if _may_say(one, words))
    found = sorted((one for one in looked if one), key=lambda one: one.rank)
    shorts = short_ids(journal)
    hits = (_hit(journal, one, words, shorts) for one in found[:limit])
    return Search(text=text, hits=tuple(hits), found=len(found))


def _records(journal: Journal, word: str | None) -> Iterable[Stored[Any]]:
    if word is None:
        return (one for kind in ALL_KINDS for one in journal.all(kind).values())
    word = word.strip().lower()
    kind = kind_called(word)
    variant = next((name for name in ENTRY_KINDS if word in (name, f"{name}s")), "")
    return journal.entries_of(variant) if variant else journal.all(kind.name).values()


def _may_say(stored: Stored[Any], words: Sequence[str]) -> bool:
    """Whether a record has to be looked at: most of ten years stays asleep."""
    raw = stored.raw_text
    if raw is None:
        return True
    plain = plain_letters(raw)
    return all(word in plain for word in words)


def _look(journal: Journal, stored: Stored[Any], words: Sequence[str]) -> _Found | None:
    """Return how well a record says the words; None if it does not say every one."""
    places = tuple(places_of(stored.record))
    told = [(place.weight, plain_letters(place.text)) for place in places]
    scores = [min(_scores(told, word), default=None) for word in words]
    known = [score for score in scores if score is not None]
    if not words or len(known) < len(words):
        return None
    day = _day_of(journal, stored.record)
    age = -day.toordinal() if day else 0
    rank = (sum(known), not stored.is_open, age, stored.kind, stored.id)
    return _Found(rank, stored, places)


def _scores(told: Iterable[tuple[int, str]], word: str) -> Iterable[int]:
    for weight, text in told:
        whole = is_whole(text, word)
        if whole is not None:
            yield weight * 2 + (not whole)


def _hit(journal: Journal, found: _Found, words: Sequence[str], shorts: Mapping[str, str]) -> Hit:
    stored = found.stored
    record = stored.record
    place = max(found.places, key=lambda one: _worth(one, words))
    return Hit(
        ref=stored.ref,
        kind=str(record.kind) if stored.kind == "entry" else stored.kind,
        short=shorts.get(stored.id),
        title=excerpt_of(_title(journal, stored), words),
        day=_day_of(journal, record),
        is_open=stored.is_open,
        field=place.field,
        excerpt=excerpt_of(place.text, words),
    )


def _worth(place: Place, words: Sequence[str]) -> tuple[int, int]:
    """How many of the words a text says; of two texts that say as many, the weightier."""
    text = plain_letters(place.text)
    return sum(word in text for word in words), -place.weight


def _title(journal: Journal, stored: Stored[Any]) -> str:
    record = stored.record
    if stored.kind == "relationship":
        return f"{journal.name_of(record.person)}, {record.label}"
    if stored.kind == "meeting":
        return journal.person_in(record.relationship)
    return str(record.headline.partition("\n")[0])


def _day_of(journal: Journal, record: Any) -> dt.date | None:
    days = (getattr(record, name, None) for name in _DAYS)
    day: dt.date | None = next(filter(None, days), None)
    return journal.day_of(day) if isinstance(day, dt.datetime) else day
