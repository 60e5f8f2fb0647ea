"""Finding the record that a person means: whole ids, unique prefixes, people by name.

An exact id wins over a prefix; a person wins over the relationships and meetings that bear
their name in front, and a relationship over its meetings; of lettered records an open one
wins over closed ones.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING, Any

from devjournal.errors import Ambiguous, NotFound
from devjournal.journal.stored import Stored
from devjournal.models.ids import (
    ShortForms,
    calling_word,
    check_id,
    composed,
    slug,
    split_letters,
)
from devjournal.models.registry import ALL_KINDS, FOLDERS, KINDS, LETTERED
from devjournal.namedtuples import NamedTuple
from devjournal.shell import FILL_IN, command

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from devjournal.journal.journal import Journal

Found = Stored[Any]

_FEW = 4
"""The most records that are named in passing, each of them."""

_TITLED = ("skill", "objective", "goal", "opportunity")
_A_PART = 3
"""The least letters that are looked for inside words."""

_TITLE_LENGTH = 60
"""The most letters of a title that stand where a record is named in passing."""


def find(
    journal: Journal,
    text: str,
    kinds: Sequence[str] = ALL_KINDS,
    *,
    variant: str = "",
    by_part: bool = False,
) -> Found:
    """Return the one record that `text` names: an id, a unique prefix, `folder/id`, or a person.

    Of entries, `variant` is the only kind that is meant: `setback`. `by_part`: where all else
    fails, what is called by its title is found by a part of that, as somebody by one of theirs.
    Raises Ambiguous with the candidates, NotFound with near names.
    """
    text = composed(text)
    folder, slash, rest = text.partition("/")
    if slash and folder in FOLDERS and FOLDERS[folder].name in kinds:
        within = (FOLDERS[folder].name,)
        return find(journal, rest, within, variant=variant, by_part=by_part)
    wanted = text.casefold()

    def records(start: str) -> Iterator[Found]:
        for kind in kinds:
            if kind == "entry" and variant:
                yield from journal.entries_of(variant)
            elif kind != "profile":
                yield from journal.beginning(kind, start)

    # Who looks through all kinds makes a page, with what links to it: all of it is read.
    near = records("" if kinds is ALL_KINDS else text)
    begun = [one for one in near if wanted and one.id.casefold().startswith(wanted)]
    exact = [one for one in begun if one.id == text]
    fitting = _preferred(exact or [one for one in begun if one.id.casefold() == wanted] or begun)
    fitting = fitting or _called(journal, text, kinds, by_part=by_part)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise _ambiguous(text, fitting)
    refuse_unread(journal, text, kinds)
    check_id(text)
    raise _not_found(journal, text, kinds, list(records("")), variant)


def _called(
    journal: Journal, text: str, kinds: Sequence[str], *, by_part: bool = False
) -> list[Found]:
    anywhere = by_part and len(text) >= _A_PART
    if "person" in kinds and (person := _person(journal, text, anywhere=anywhere)):
        return [person]
    wanted = fold_name(text) if by_part else ""
    titled = [
        (fold_name(one.record.headline), one)
        for kind in (_TITLED if wanted else ())
        for one in (journal.all(kind).values() if kind in kinds else ())
    ]
    begun = [one for title, one in titled if _begins_a_word(title, wanted)]
    return begun or [one for title, one in titled if anywhere and wanted in title]


def _begins_a_word(folded: str, wanted: str) -> bool:
    return bool(wanted and re.search(rf"(?<!\w){re.escape(wanted)}", folded))


def _has_word(found: Found, text: str) -> bool:
    return _begins_a_word(fold_name(found.record.headline), fold_name(text))


def _preferred(fitting: list[Found]) -> list[Found]:
    """Drop a relationship whose person fits too, a meeting whose relationship does, and so on."""
    people = {one.id for one in fitting if one.kind == "person"}
    relationships = {one.id for one in fitting if one.kind == "relationship"}
    left = [
        one
        for one in fitting
        if not (one.kind == "relationship" and one.record.person in people)
        and not (one.kind == "meeting" and one.record.relationship in relationships)
    ]
    still_open = [one for one in left if one.kind in LETTERED and one.is_open]
    is_meant = len(still_open) == 1 and all(one.kind in LETTERED for one in left)
    return still_open if is_meant else left


def refuse_unread(journal: Journal, text: str, kinds: Sequence[str]) -> None:
    """Raise BadFile for a record that `text` names, if its file is there and can't be read."""
    for problem in journal.problems(kinds):
        stem = composed(problem.path).rpartition("/")[2].removesuffix(".toml").casefold()
        text = composed(text)
        names = (text.casefold(), slug(text, "person")) if text.strip() else ()
        if problem.level == "problem" and stem.startswith(names):
            raise problem.as_error()


class Who(NamedTuple):
    """The relationship that a WHO means, and, where it had to be chosen, why this one."""

    relationship: Found
    said: str | None = None


_AS_TYPED = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02bb\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict(zip("łøđħ\u0131ð", "lodhid", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
"""Quotes and dashes of any form, and letters whose stroke is a part of them, as one types them."""


def fold(text: str) -> str:
    """Return text as a keyboard has it, without case and accents, to compare names by."""
    if text.isascii():
        return text.lower().replace("`", "'")
    import unicodedata

    parts = unicodedata.normalize("NFKD", text.casefold().translate(_AS_TYPED))
    return "".join(
        part
        for part in parts
        if not unicodedata.combining(part) and unicodedata.category(part) != "Cf"  # of no width
    )


def fold_name(text: str) -> str:
    """Return a name to compare by: as `fold`, with one blank between its words."""
    return " ".join(fold(text).split())


def who(
    journal: Journal, text: str, now: dt.datetime, *, closed: bool = False, anywhere: bool = True
) -> Who:
    """Return the relationship that `text` names by its id, or by its person's id or name.

    Any part of a name will do; without `anywhere`, the beginning of a word in it. A person with
    several open relationships: the one with the nearest planned meeting. `closed` lets closed
    ones fit too. Raises NotFound with near names, Ambiguous on a tie.
    """
    relationships = journal.all("relationship")
    text = composed(text).removeprefix(f"{KINDS['relationship'].folder}/")
    if text in relationships:
        return Who(relationships[text])
    if person := _person(journal, text, anywhere=anywhere, met=True):
        return _choose(journal, person, now, closed=closed)
    wanted = fold(text)
    begun = [one for one in relationships.values() if one.id.casefold().startswith(wanted)]
    begun = begun or [one for one in relationships.values() if wanted in one.id.casefold()]
    if len(begun) == 1 and text:
        return Who(begun[0])
    if begun and text:
        raise _ambiguous(text, begun)
    refuse_unread(journal, text, ("relationship", "person"))
    raise _nobody(journal, text)


def person_called(journal: Journal, text: str) -> Found | None:
    """Return the person that `text` names, or None; Ambiguous for several, BadFile if unread."""
    person = _person(journal, text)
    if person is None:
        refuse_unread(journal, text, ("person",))
    return person


def _person(
    journal: Journal, text: str, *, anywhere: bool = False, met: bool = False
) -> Found | None:
    """Return whose name or id `text` is, else the one in which a word begins so.

    `anywhere` lets it stand inside a word, where no word begins so. With `met`, of several those
    are meant with whom there is a relationship.
    """
    people = journal.all("person")
    text = composed(text).removeprefix(f"{KINDS['person'].folder}/")
    if text in people:
        return people[text]
    wanted = fold_name(text)
    if not wanted:
        return None
    names = {id_: fold_name(one.record.name) for id_, one in people.items()}
    start = re.compile(rf"(?<!\w){re.escape(wanted)}")
    fitting = (
        [id_ for id_, name in names.items() if name == wanted]
        or [id_ for id_, name in names.items() if start.search(name) or start.match(fold(id_))]
        or [id_ for id_, name in names.items() if anywhere and wanted in name]
    )
    if len(fitting) > 1 and met:
        known = {one.record.person for one in journal.relationships}
        fitting = [id_ for id_ in fitting if id_ in known] or fitting
    if len(fitting) > 1:
        raise _ambiguous(text, map(people.__getitem__, fitting))
    return people[fitting[0]] if fitting else None


def near_names(journal: Journal, text: str, *, cutoff: float) -> tuple[str, ...]:
    """Return the names of people that `text` may be a slip for, the nearest first."""
    from difflib import get_close_matches  # only for a name that is not known

    names = {fold_name(one.record.name): one.record.name for one in journal.people}
    if cutoff < SURE:
        names |= {folded.split()[0]: name for folded, name in names.items() if folded.split()}
    near = [names[one] for one in get_close_matches(fold_name(text), names, n=3, cutoff=cutoff)]
    return tuple(dict.fromkeys(near))


SURE = 0.8
"""How alike a whole name must be to a known one to count as a slip."""


def _choose(journal: Journal, person: Found, now: dt.datetime, *, closed: bool) -> Who:
    name = person.record.name
    mine = [one for one in journal.relationships if one.record.person == person.id]
    if not mine:
        refuse_unread(journal, calling_word(person.id), ("relationship",))
    fitting = [one for one in mine if one.is_open] or (mine if closed else [])
    if not fitting:
        reason = f"there is no {'' if mine == [] else 'open '}relationship with {name}"
        hint = command("meet", name, "--as", "mentor", "--purpose", FILL_IN)
        raise NotFound(reason, hint=hint)
    if len(fitting) == 1:
        return Who(fitting[0])
    planned = [
        (abs(journal.moment(meeting.record.at) - now), one)
        for one in fitting
        if (meeting := journal.next_meeting(one.id, now.date()))
    ]
    nearest = min((away for away, _ in planned), default=None)
    first = [one for away, one in planned if away == nearest]
    if len(first) != 1:
        raise _ambiguous(name, fitting)
    others = ", ".join(one.id for one in fitting if one is not first[0])
    return Who(first[0], f"{name}: taking {first[0].id}, which meets next (there is also {others})")


def in_words(stored: Found) -> str:
    """Return a record in words: `kwtz "Rebuild slide 2"`, or `priya-mentor-002` alone."""
    if stored.kind == "profile":
        return "the profile"
    if stored.kind in ("relationship", "meeting"):
        return stored.id  # their headline is an id that theirs begins with
    letters, _ = split_letters(stored.id)
    title = " ".join(stored.record.headline.split())
    cut = title if len(title) <= _TITLE_LENGTH else f"{title[:_TITLE_LENGTH].rstrip()}…"
    return f'{letters or stored.id} "{cut}"'


def all_in_words(found: Sequence[Found]) -> str:
    """Return several records in words: each of a few, of many the first and how many more."""
    few = len(found) if len(found) <= _FEW else _FEW - 1
    more = [f"{len(found) - few} more"] * (few < len(found))
    return ", ".join([*map(in_words, found[:few]), *more])


@functools.lru_cache(maxsize=1)  # several blocks of a page ask
def short_ids(journal: Journal) -> Mapping[str, str]:
    """Return the shortest form of every lettered record's id, open ones counted first."""
    return _short_forms(journal.all(kind).values() for kind in LETTERED)


def short_ids_of(journal: Journal, ids: Iterable[str]) -> Mapping[str, str]:
    """Return the shortest forms of some ids; only what begins as they do is read."""
    starts = {id_[:2] for id_ in ids}
    return _short_forms(journal.beginning(kind, start) for kind in LETTERED for start in starts)


def _short_forms(records: Iterable[Iterable[Found]]) -> Mapping[str, str]:
    ids: dict[bool, list[str]] = {True: [], False: []}
    for one in itertools.chain.from_iterable(records):
        ids[one.is_open].append(one.id)
    return ShortForms(ids[True], ids[False])


def _ambiguous(text: str, fitting: Iterable[Found]) -> Ambiguous:
    candidates = tuple(f"{KINDS[one.kind].folder}/{one.id}" for one in fitting)
    shown = "\n".join(f"  {candidate}" for candidate in candidates)
    return Ambiguous(
        f"{text!r} could be any of {len(candidates)}; nothing was changed\n{shown}",
        candidates=candidates,
        hint="write a few letters more",
    )


def _not_found(
    journal: Journal, text: str, kinds: Sequence[str], records: Sequence[Found], variant: str
) -> NotFound:
    """Return the error of a name that fits none of `records`, with what it may mean of them."""
    from difflib import get_close_matches  # only for what is misspelt

    few = len(kinds) < 4
    called = {kind: (kind, KINDS[kind].plural) for kind in kinds}
    if variant:
        called["entry"] = (variant, f"{variant}s")
    what = " or ".join(name for name, _ in called.values()) if few else "record"
    titled = [one for one in records if one.is_open and _has_word(one, text)]
    near = get_close_matches(text.casefold(), [one.id for one in records], n=4, cutoff=0.55)
    hint = f"called so: {all_in_words(titled)}" if titled else f"near: {', '.join(near)}"
    if not titled and not near:
        bad = sum(one.level == "problem" for one in journal.problems(kinds))
        plurals = [plural for _, plural in called.values()] if few else []
        hint = f"see {' or '.join(f'devjournal list {plural}' for plural in plurals)}"
        hint = hint if few else "how records are called: devjournal help ids"
        hint += f"; {bad} file(s) can't be read: devjournal check" if bad else ""
    return NotFound(f"there is no {what} {text!r}", hint=hint)


def _nobody(journal: Journal, text: str) -> NotFound:
    near = near_names(journal, text, cutoff=0.55)
    start = f"start with {command('meet', text, '--as', 'mentor', '--purpose', FILL_IN)}"
    hint = f"near: {', '.join(near)}" if near else start
    return NotFound(f"nobody here is called {text!r}", hint=hint)
