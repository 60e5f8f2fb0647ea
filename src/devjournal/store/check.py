"""Everything that is wrong with a journal, all at once."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from devjournal.journal.stored import Problem, Ref, Stored
from devjournal.journal.tenures import ASSISTANT, AUDIENCES
from devjournal.journal.visibility import LIKE_AN_ID, is_reader
from devjournal.models.base import contradictions
from devjournal.models.ids import composed, split_letters
from devjournal.models.links import links_of
from devjournal.models.profile import Profile
from devjournal.models.registry import ALL_KINDS, FOLDERS, KINDS
from devjournal.models.validation import Path as Keys
from devjournal.models.validation import dotted, unknown_keys
from devjournal.namedtuples import NamedTuple
from devjournal.practice.rules import broken
from devjournal.practice.settle import mending_command
from devjournal.shell import set_command
from devjournal.store import files, toml_errors
from devjournal.store.files import LOG, SCHEMA, Unreadable, digest_of
from devjournal.store.load import Pending, look, understand
from devjournal.store.mend import damaged_logs, permission_problems
from devjournal.store.toml import decode
from devjournal.store.toml_errors import Fault, excerpt, problem_at, tell_first

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal


MOST_GUESSES = 50
"""How often a check looks for what a wrong word is like."""


def check_journal(root: Path, journal: Journal, today: dt.date) -> tuple[Problem, ...]:
    """Return every problem and every warning, in the order of paths and lines.

    A problem keeps a file from being read. A warning is about what is read, and most
    likely not what somebody meant; files are opened once more, as records hold no lines.
    """
    root = root.absolute()
    with files.reading(root):
        pending = look(root)
        logs = list(damaged_logs(root))
        if pending.step:
            reason = f"was interrupted, is saved, and is not finished: {pending.step.words}"
            hint = "the next command that writes finishes it, or says what keeps it from that"
            logs.append(Problem(LOG, reason, hint=hint, level="warning"))
        # A read warns of a damaged redo log and goes on; here it is a problem.
        is_told = {problem.path for problem in logs}
        told = _Told(today, iter(range(MOST_GUESSES)))
        found = [one for one in journal.problems(ALL_KINDS) if one.path not in is_told]
        for kind in ALL_KINDS:
            for stored in journal.all(kind).values():
                found += _warnings_on(root, pending, journal, stored, told)
            found += _alike(root, kind, journal)
        found += [*_unread(root), *logs, *permission_problems(root)]
    return _in_order(found)


def check_record(root: Path, journal: Journal, ref: Ref, today: dt.date) -> tuple[Problem, ...]:
    """Return the warnings on one record."""
    stored = journal.get(ref)
    told = _Told(today, iter(range(MOST_GUESSES)))
    return _in_order(_warnings_on(root, look(root), journal, stored, told) if stored else ())


def unknown_in(root: Path, journal: Journal) -> tuple[str, ...]:
    """Return the keys in records' files that the program does not know, each with its file."""
    found = []
    for kind in ALL_KINDS:
        for stored in journal.all(kind).values():
            path = files.file_of(root, kind, stored.id)
            with contextlib.suppress(OSError, Unreadable):
                unknown = unknown_keys(kind, decode(files.read_file(root, path)))
                found += [f"{dotted(one.path)} of {path}" for one in unknown]
    return tuple(found)


def _in_order(found: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(found, key=lambda p: (p.path, p.line or 0, p.column or 0)))


def _unread(root: Path) -> Iterator[Problem]:
    """Yield a warning for each record's file that stands where nothing reads it."""
    for folder, folders, names in os.walk(root):
        at = Path(folder).relative_to(root).as_posix()
        folders[:] = [one for one in folders if one[0] != "."]
        home = next(filter(None, map(_meant, at.split("/"))), None)
        is_read = home and (root / home).is_dir() and (root / home).samefile(folder)
        for name in names:
            if is_read and name.endswith(".toml"):
                continue
            found = re.fullmatch(r"([^.].*?)\.to?ml(\.txt)? *", name, re.IGNORECASE)
            if found and (homes := _homes(root, at, name, home)):
                right = " or ".join(f"{home}/{found[1]}.toml".removeprefix("/") for home in homes)
                how = "rename" if at in (*homes, "." * ("" in homes)) else "move"
                hint = f"{how} it to {right}"
                if homes == [""] and (at, found[1].lower()) != (".", "journal"):
                    hint = "a journal has one profile; if it is a copy of that, delete it"
                path = f"{at}/{name}".removeprefix("./")
                yield Problem(path, "nothing reads this file", hint=hint, level="warning")


def _homes(root: Path, at: str, name: str, home: str | None) -> list[str]:
    """Return the folders in which a file may belong; none if it is read, or is no record's.

    What it holds tells that, and where that is not enough, `home`, which its folder's name means.
    """
    if at == "." and name.lower().startswith("journal.toml"):
        return [] if name.endswith(".toml") else [""]
    fitting: list[str] = []
    with contextlib.suppress(OSError, Unreadable):
        data = files.read_file(root, f"{at}/{name}".removeprefix("./"))
        kinds = [kind for kind in ALL_KINDS if understand(kind, f"{at}/{name}", data)[0]]
        kinds = [one for one in kinds if not unknown_keys(one, decode(data))]
        fitting = [KINDS[kind].folder for kind in kinds]
    return [home] if home and (home in fitting or not fitting) else fitting


def _meant(folder: str) -> str | None:
    """Return the folder of a kind that is meant by a name like it, or by that of the kind."""
    names = {kind.name: kind.folder for kind in FOLDERS.values()} | {one: one for one in FOLDERS}
    near = get_close_matches(folder.lower(), names, n=1, cutoff=0.7)
    return names[near[0]] if near else None


def _alike(root: Path, kind: str, journal: Journal) -> Iterator[Problem]:
    """Yield a warning for each record that has another's bytes or letters: it may be a copy."""
    seen: dict[str, str] = {}
    for id_, stored in journal.all(kind).items():
        letters = split_letters(id_)[0] if KINDS[kind].lettered else ""
        for what, mark in (("bytes", stored.digest), ("four letters", letters)):
            first = seen.setdefault(mark, id_) if mark else id_
            if first != id_:
                path, other = (files.file_of(root, kind, one) for one in (id_, first))
                reason = f"has the same {what} as {other}"
                hint = "if it is a copy of that, delete one of the two"
                yield Problem(path, reason, hint=hint, level="warning")
                break


class _Told(NamedTuple):
    """What a check goes by: the present day, and a number for each guess that it may take."""

    today: dt.date
    guesses: Iterator[int]


class Opened(NamedTuple):
    """A record with its file: path, bytes, and the plain data that they are."""

    path: str
    data: bytes
    plain: Mapping[str, Any]
    stored: Stored[Any]
    told: _Told

    def near(self, word: str, known: Iterable[str], otherwise: str | None = None) -> str | None:
        """Return a hint at what is meant, while there are guesses left: each takes long."""
        may_guess = next(self.told.guesses, None) is not None
        near = get_close_matches(word, list(known), n=1, cutoff=0.5) if may_guess else ()
        return f"did you mean {near[0]}?" if near else otherwise

    def warning(self, keys: Keys, reason: str, hint: str | None = None) -> Problem:
        """Return a warning about what stands at `keys`."""
        return problem_at(self.path, self.data, keys, reason, hint=hint, level="warning")

    def warnings(
        self,
        faults: Iterable[Fault],
        reason: Callable[[Fault], str],
        hint: Callable[[Fault], str | None],
    ) -> Iterator[Problem]:
        """Yield warnings about faults that begin with their keys: the first, and how many more."""
        return tell_first(self.data, faults, lambda at: self.warning(at[0], reason(at), hint(at)))


def _warnings_on(
    root: Path, pending: Pending, journal: Journal, stored: Stored[Any], told: _Told
) -> Iterator[Problem]:
    """Yield every warning on a record; none for a file that isn't as it was read.

    A commit under way counts as done, as it did when the record was read.
    """
    path = files.file_of(root, stored.kind, stored.id)
    write = pending.writes.get(path)
    data = write.new if write else None
    try:
        if data is None or digest_of(data) != stored.digest:
            data = files.read_file(root, path)
        opened = Opened(path, data, decode(data), stored, told)
    except (FileNotFoundError, Unreadable):
        return
    if digest_of(data) != stored.digest:
        return
    if (root / path).is_symlink():
        hint = "put the file itself in its place"
        yield opened.warning((), "a symlink: it is read, and never written", hint)
    yield from _odd_lines(opened)
    yield from _dangling_links(journal, opened)
    yield from _unknown_readers(journal, opened)
    yield from _broken_rules(journal, opened)
    yield from _contradictions(opened)
    yield from _still_to_come(journal, opened)
    yield from _unsettled(opened)
    if stored.kind == "profile":
        yield from _version(opened)


def _odd_lines(opened: Opened) -> Iterator[Problem]:
    yield from opened.warnings(
        unknown_keys(opened.stored.kind, opened.plain),
        lambda one: f"{dotted(one.path)}: unknown key, kept as it is",
        lambda one: opened.near(str(one.path[-1]), one.known),
    )
    # Inside a text they are data, and most likely a mistake.
    for line in toml_errors.merge_markers(opened.data.decode(errors="replace").split("\n"))[:1]:
        shown = excerpt(opened.data, line, 1)
        reason = "what a merge left stands in a text"
        yield Problem(opened.path, reason, line, 1, shown, toml_errors.KEEP_ONE_SIDE, "warning")


def _dangling_links(journal: Journal, opened: Opened) -> Iterator[Problem]:
    def to_nothing() -> Iterator[tuple[Keys, str, str]]:
        for names, link in links_of(type(opened.stored.record)).items():
            known, folder = journal.all(link.kind), KINDS[link.kind].folder
            # What can't be read was told already.
            unread = {composed(problem.path) for problem in journal.problems([link.kind])}
            for keys, typed in _values_at(opened.plain, names, ()):
                id_ = composed(typed)
                is_name = link.or_name and not LIKE_AN_ID.fullmatch(id_)
                if not (is_name or id_ in known or f"{folder}/{id_}.toml" in unread):
                    yield keys, link.kind, id_

    otherwise = "make that record, or take the link out"
    yield from opened.warnings(
        to_nothing(),
        lambda one: f"{dotted(one[0])}: there is no {KINDS[one[1]].folder}/{one[2]}",
        lambda one: opened.near(one[2], journal.all(one[1]), otherwise),
    )


def _values_at(value: Any, names: tuple[str, ...], at: Keys) -> Iterator[tuple[Keys, str]]:
    """Yield every text at a path of names, with its path; lists are passed through."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _values_at(item, names, (*at, index))
    elif not names:
        yield at, value
    elif isinstance(value, Mapping) and names[0] in value:
        yield from _values_at(value[names[0]], names[1:], (*at, names[0]))


def _unknown_readers(journal: Journal, opened: Opened) -> Iterator[Problem]:
    told = opened.stored.record.visibility
    readers = enumerate(told if isinstance(told, tuple) else ())
    known = (*AUDIENCES, ASSISTANT, *journal.all("relationship"))
    otherwise = "a reader is a relationship, manager, exec or assistant"
    yield from opened.warnings(
        [(("visibility", at), one) for at, one in readers if not is_reader(journal, one)],
        lambda one: f"visibility: there is no reader {one[1]!r}, so nobody sees it by that name",
        lambda one: opened.near(one[1], known, otherwise),
    )


def _broken_rules(journal: Journal, opened: Opened) -> Iterator[Problem]:
    """Warn of a rule that a command holds to, or would have warned of itself."""
    at: Keys = next(((key,) for key in ("target", "state") if key in opened.plain), ())
    for rule in broken(journal, opened.stored.kind, opened.stored.record):
        hint = rule.settled_by(opened.stored.id, opened.stored.record)
        place = rule.place(journal, opened.stored.record) or at
        yield opened.warning(place, rule.words_for(journal, opened.stored.record), hint)


def _contradictions(opened: Opened) -> Iterator[Problem]:
    """Warn of what no command would write, with the one that mends it, where there is one."""
    id_ = "me" if opened.stored.kind == "profile" else opened.stored.id

    def how(path: Keys, hint: str | None) -> str | None:
        mend = mending_command(id_, opened.stored.record, path)
        return "; ".join(filter(None, (hint, f"to mend it: {mend}"))) if mend else hint

    yield from opened.warnings(
        contradictions(opened.stored.record, today=opened.told.today),
        lambda one: f"{dotted(one.path)}: {one.reason}",
        lambda one: how(one.path, one.hint),
    )


def _unsettled(opened: Opened) -> Iterator[Problem]:
    """Warn of each field that sync found set differently on two machines."""
    id_ = "me" if opened.stored.kind == "profile" else opened.stored.id
    for index, one in enumerate(opened.stored.record.unsettled):
        other = f"the other value is {one.value}" if one.value else "one of them cleared it"
        reason = f"unsettled: {one.name}: two machines differed, and {other}"
        hint = f"leave what is right in the field, then: {set_command(id_, 'unsettled', '')}"
        yield opened.warning(("unsettled", index), reason, hint)


_HAPPENED: Mapping[str, tuple[str, str]] = {
    "meeting": ("held", "at"),
    "opportunity": ("delivered", "on"),
}
"""For a kind the state in which it has happened, and the field that says when."""


def _still_to_come(journal: Journal, opened: Opened) -> Iterator[Problem]:
    """Warn of what has happened by its state, on a day that is still to come."""
    state, name = _HAPPENED.get(opened.stored.kind, ("", ""))
    when = getattr(opened.stored.record, name, None)
    if when and opened.stored.record.state == state:
        day = journal.day_of(when) if isinstance(when, dt.datetime) else when
        if day > opened.told.today:
            yield opened.warning((name,), f"{name}: {day} is still to come, and it is {state}")


def left_out(path: str, data: bytes, faults: Iterable[tuple[Keys, str]]) -> tuple[Problem, ...]:
    """Return the warnings on values of the profile that it is read without, by their keys."""

    def warning(fault: tuple[Keys, str]) -> Problem:
        keys, why = fault
        hint = f"to mend it: {mending_command('me', Profile, keys) or 'devjournal edit me'}"
        reason = f"{dotted(keys)}: {why}; it is left out"
        return problem_at(path, data, keys, reason, hint=hint, level="warning")

    return tuple(tell_first(data, faults, warning))


def _version(opened: Opened) -> Iterator[Problem]:
    profile = opened.stored.record
    if profile.schema != SCHEMA:
        older = profile.schema < SCHEMA
        yield opened.warning(
            ("schema",),
            f"schema: the files are of version {profile.schema}, and this program "
            f"writes {SCHEMA}; they are read, and not written",
            "devjournal check --fix brings them up" if older else "upgrade devjournal",
        )
