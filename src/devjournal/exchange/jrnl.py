"""jrnl: dated notes. Its JSON is read; its text, which it imports, is written.

A line that begins with a bracket would be an entry of its own there, and a blank before it may be
taken away, so it gets a dash; a first line within asterisks would get a star. A tag says which
kind of entry it is, if it is no note.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from devjournal.exchange.incoming import Item, Lines, Trouble, Unfit, day_in, pieces
from devjournal.exchange.outgoing import is_private, word
from devjournal.models.registry import ENTRY_KINDS
from devjournal.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from devjournal.exchange.incoming import Found, Here
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored

_STARRED = "starred"
_HOUR = "09:00"
"""When an entry of a day begins there that has no hour: as jrnl itself has it."""


def read(text: str, here: Here) -> Iterator[Found]:
    """Yield a note for each entry of what `jrnl --format json` writes."""
    lines = Lines(text)
    start = len(text) - len(text.lstrip())
    found = {name: at for name, at, _ in pieces(text, start)}
    if "entries" not in found:
        yield Trouble(1, "is no export of jrnl's: it has no entries", "jrnl --format json")
        return
    for _, at, entry in pieces(text, found["entries"]):
        line = lines.of(at)
        try:
            yield _item(entry, line, here)
        except Unfit as error:
            yield Trouble(line, str(error))


def _item(entry: Any, line: int, here: Here) -> Item:
    title, body, date, hour = (_text(entry, name) for name in ("title", "body", "date", "time"))
    signs = entry.get("tags", [])
    if not isinstance(signs, list) or not all(isinstance(one, str) and one for one in signs):
        raise Unfit("tags: is no list of words")
    body = body.rstrip("\n")
    # A line of tags at the end says nothing else.
    first, _, last = body.rpartition("\n")
    if last.split() and set(last.split()) <= set(signs):
        body = first.rstrip("\n")
    if not title.strip():
        raise Unfit("title: it has no words")
    facts: dict[str, Any] = {"on": day_in(date, "date: "), "text": f"{title}\n{body}".strip()}
    kind = "note"
    tags = [_STARRED] if entry.get("starred") is True else []
    for name in (sign[1:] for sign in signs):
        if name in ENTRY_KINDS:
            kind = name
        elif "relationship" not in facts and (id_ := here.links.of("relationship", name)):
            facts["relationship"] = id_
        else:
            tags.append(name)
    facts |= {"tags": tuple(dict.fromkeys(tags))} if tags else {}
    digest = hashlib.sha256(title.encode(errors="replace")).hexdigest()[:12]
    return Item(kind, facts, line, f"{date}T{hour}-{digest}")


def _text(entry: Any, name: str) -> str:
    if not isinstance(entry, dict) or not isinstance(found := entry.get(name), str):
        raise Unfit(f"{name}: is missing, or no text")
    return found


def entries_for(journal: Journal) -> tuple[list[Stored[Any]], Mapping[str, int]]:
    """Return the entries in the order of their days, and why how many others are left out."""
    every = [one for kind in ENTRY_KINDS for one in journal.entries_of(kind)]
    taken = [one for one in every if not is_private(journal, one)]
    left = len(every) - len(taken)
    taken.sort(key=lambda one: (one.record.on, one.id))
    return taken, {"private": left} if left else {}


def write(entries: list[Stored[Any]]) -> str:
    """Return the entries as a file of jrnl's."""
    return "\n".join(map(_entry, entries))


def _entry(stored: Stored[Any]) -> str:
    record = stored.record
    first, *more = clean(record.text.strip(), lines=True).split("\n")
    if re.match(r"\*|.*\*\Z", first):
        first = f"· {first} ·"
    kind = record.kind if record.kind != "note" else None
    signs = [f"@{word(one)}" for one in (kind, record.relationship, *record.tags) if one]
    lines = [first, *(re.sub(r"\A\s*(?=\[)", "- ", one) for one in more)]
    if signs:
        lines.append(" ".join(signs))
    return f"[{record.on} {_HOUR}] " + "\n".join(lines) + "\n"
