"""What is read well and most likely not meant: the warnings on one file, each at its line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from devjournal.config import SETTINGS
from devjournal.errors import UsageError
from devjournal.journal.stored import Problem, Stored
from devjournal.journal.visibility import LIKE_AN_ID, is_reader
from devjournal.journal.visibility_table import AUDIENCES
from devjournal.models.links import links_of
from devjournal.models.registry import KINDS
from devjournal.models.validation import Path, dotted, unknown_keys
from devjournal.practice.rules import broken
from devjournal.store.codec import merge_markers_inside
from devjournal.store.layout import SCHEMA
from devjournal.store.locate import excerpt
from devjournal.store.read_record import problem_at

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal


class Opened(NamedTuple):
    """A record with its file: path, bytes, and the plain data that they are."""

    path: str
    data: bytes
    plain: Mapping[str, Any]
    stored: Stored[Any]
    is_link: bool = False

    def warning(self, keys: Path, reason: str, hint: str | None = None) -> Problem:
        """Return a warning about what stands at `keys`."""
        return problem_at(self.path, self.data, keys, reason, hint=hint, level="warning")


def doubts(journal: Journal, opened: Opened, unread: Collection[str]) -> Iterator[Problem]:
    """Yield every warning on a file; `unread` are the paths whose own problem is told already."""
    yield from _symlink(opened)
    yield from _unknown_keys(opened)
    yield from _dangling_links(journal, opened, unread)
    yield from _unknown_readers(journal, opened)
    yield from _merge_markers(opened)
    yield from _broken_rules(journal, opened)
    if opened.stored.kind == "profile":
        yield from _version(opened)
        yield from _time_zone(journal, opened)
        yield from _settings(opened)


def _symlink(opened: Opened) -> Iterator[Problem]:
    if opened.is_link:
        hint = "put the file itself in its place"
        yield opened.warning((), "a symlink: it is read, and never written", hint)


def _unknown_keys(opened: Opened) -> Iterator[Problem]:
    for path, known in unknown_keys(opened.stored.kind, opened.plain):
        key = str(path[-1])
        near = _near(key, known)
        reason = f"{dotted(path)}: unknown key, kept as it is"
        yield opened.warning(path, reason, f"did you mean {near}?" if near else None)


def _dangling_links(journal: Journal, opened: Opened, unread: Collection[str]) -> Iterator[Problem]:
    for names, link in links_of(type(opened.stored.record)).items():
        folder = KINDS[link.kind].folder
        known = journal.all(link.kind)
        for keys, id_ in _values_at(opened.plain, names, ()):
            is_name = link.or_name and not LIKE_AN_ID.fullmatch(id_)
            if is_name or id_ in known or f"{folder}/{id_}.toml" in unread:
                continue
            near = _near(id_, known)
            yield opened.warning(
                keys,
                f"{dotted(keys)}: there is no {folder}/{id_}",
                f"did you mean {near}?" if near else "make that record, or take the link out",
            )


def _unknown_readers(journal: Journal, opened: Opened) -> Iterator[Problem]:
    readers = opened.stored.record.visibility
    if not isinstance(readers, tuple):
        return
    for index, reader in enumerate(readers):
        if not is_reader(journal, reader):
            near = _near(reader, (*AUDIENCES, *journal.all("relationship")))
            yield opened.warning(
                ("visibility", index),
                f"visibility: there is no reader {reader!r}, so nobody sees it by that name",
                f"did you mean {near}?" if near else "a reader is a relationship, manager or exec",
            )


def _merge_markers(opened: Opened) -> Iterator[Problem]:
    for line in merge_markers_inside(opened.data)[:1]:
        yield Problem(
            opened.path,
            "what a merge left stands in a text",
            line,
            1,
            excerpt(opened.data, line, 1),
            "keep one of the two sides and delete the lines of <, = and >",
            "warning",
        )


def _broken_rules(journal: Journal, opened: Opened) -> Iterator[Problem]:
    """Warn of a rule that a command holds to, or would have warned of itself."""
    at: Path = next(((key,) for key in ("target", "state") if key in opened.plain), ())
    for rule in broken(journal, opened.stored.kind, opened.stored.record):
        hint = rule.settled_by(opened.stored.id, opened.stored.record)
        yield opened.warning(at, rule.words_for(journal, opened.stored.record), hint)


def _version(opened: Opened) -> Iterator[Problem]:
    if opened.stored.record.schema != SCHEMA:
        older = opened.stored.record.schema < SCHEMA
        yield opened.warning(
            ("schema",),
            f"schema: the files are of version {opened.stored.record.schema}, and this program "
            f"writes {SCHEMA}; they are read, and not written",
            "devjournal check --fix brings them up" if older else "upgrade devjournal",
        )


def _time_zone(journal: Journal, opened: Opened) -> Iterator[Problem]:
    try:
        _ = journal.zone
    except UsageError as error:
        yield problem_at(opened.path, opened.data, ("timezone",), error.message, hint=error.hint)


def _settings(opened: Opened) -> Iterator[Problem]:
    for name, value in opened.stored.record.settings.items():
        keys = ("settings", name)
        if name not in SETTINGS:
            near = _near(name, SETTINGS)
            reason = f"{dotted(keys)}: there is no such setting"
            yield opened.warning(keys, reason, f"did you mean {near}?" if near else None)
        elif value not in SETTINGS[name].choices:
            choices = ", ".join(SETTINGS[name].choices)
            yield opened.warning(
                keys, f"{dotted(keys)}: must be one of {choices}; it counts as unset"
            )


def _near(word: str, known: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.5)), None)


def _values_at(value: Any, names: tuple[str, ...], at: Path) -> Iterator[tuple[Path, str]]:
    """Yield every text at a path of names, with its path; lists are passed through."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _values_at(item, names, (*at, index))
    elif not names:
        yield at, value
    elif isinstance(value, Mapping) and names[0] in value:
        yield from _values_at(value[names[0]], names[1:], (*at, names[0]))
