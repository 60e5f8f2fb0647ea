"""Finding the record that a person means: whole ids, unique prefixes, people by name.

An exact id wins over a prefix; a person wins over the relationships and meetings that bear
their name in front, and a relationship over its meetings; of lettered records an open one
wins over closed ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from devjournal.errors import Ambiguous, NotFound
from devjournal.journal.stored import Stored
from devjournal.models.ids import ShortForms, check_id, slug, split_letters
from devjournal.models.registry import ALL_KINDS, FOLDERS, KINDS, LETTERED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from devjournal.journal.journal import Journal

Found = Stored[Any]

_TITLE_LENGTH = 60
"""The most letters of a title that stand where a record is named in passing."""


def find(
    journal: Journal, text: str, kinds: Sequence[str] = ALL_KINDS, *, variant: str = ""
) -> Found:
    """Return the one record that `text` names: an id, a unique prefix, or `folder/id`.

    Of entries, `variant` is the only kind that is meant: `setback`.
    Raises Ambiguous with the candidates, NotFound with near names.
    """
    folder, slash, rest = text.partition("/")
    if slash and folder in FOLDERS and FOLDERS[folder].name in kinds:
        return find(journal, rest, (FOLDERS[folder].name,), variant=variant)
    wanted = text.casefold()
    records = [one for kind in kinds if kind != "profile" for one in _all(journal, kind, variant)]
    begun = [one for one in records if one.id.casefold().startswith(wanted)]
    exact = [one for one in begun if one.id == text] or [
        one for one in begun if one.id.casefold() == wanted
    ]
    fitting = exact or begun
    fitting = _without_named_after(fitting) if wanted else []
    fitting = _open_first(fitting)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise _ambiguous(text, fitting)
    refuse_unread(journal, text, kinds)
    check_id(text)
    raise _not_found(journal, text, kinds, [one.id for one in records], variant)


def _all(journal: Journal, kind: str, variant: str) -> Iterable[Found]:
    return (
        journal.entries_of(variant) if kind == "entry" and variant else journal.all(kind).values()
    )


def _without_named_after(fitting: list[Found]) -> list[Found]:
    """Drop a relationship whose person fits too, and a meeting whose relationship does."""
    people = {one.id for one in fitting if one.kind == "person"}
    relationships = {one.id for one in fitting if one.kind == "relationship"}
    of_people = {
        one.id for one in fitting if one.kind == "relationship" and one.record.person in people
    }

    def is_named_after(one: Found) -> bool:
        if one.kind == "relationship":
            return one.id in of_people
        return one.kind == "meeting" and one.record.relationship in relationships

    return [one for one in fitting if not is_named_after(one)]


def _open_first(fitting: list[Found]) -> list[Found]:
    lettered = [one for one in fitting if one.kind in LETTERED]
    if len(fitting) > 1 and len(lettered) == len(fitting):
        still_open = [one for one in fitting if one.is_open]
        return still_open if len(still_open) == 1 else fitting
    return fitting


def refuse_unread(journal: Journal, text: str, kinds: Sequence[str]) -> None:
    """Raise BadFile for a record that `text` names, if its file is there and can't be read."""
    for problem in journal.problems(kinds):
        stem = problem.path.rpartition("/")[2].removesuffix(".toml").casefold()
        names = (text.casefold(), slug(text, "person")) if text.strip() else ()
        if problem.level == "problem" and stem.startswith(names):
            raise problem.as_error()


class Who(NamedTuple):
    """The relationship that a WHO means, and, where it had to be chosen, why this one."""

    relationship: Found
    said: str | None = None


def fold(text: str) -> str:
    """Return text without case and accents, to compare names by."""
    import unicodedata

    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def who(journal: Journal, text: str, now: dt.datetime, *, closed: bool = False) -> Who:
    """Return the relationship that `text` names by its id, or by its person's id or name.

    A person with several open relationships: the one with the nearest planned meeting.
    `closed` lets closed ones fit too. Raises NotFound with near names, Ambiguous on a tie.
    """
    relationships = journal.all("relationship")
    if text in relationships:
        return Who(relationships[text])
    people = _people_called(journal, text)
    if len(people) > 1:
        raise _ambiguous(text, people)
    by_id = [one for one in relationships.values() if one.id.casefold().startswith(fold(text))]
    if people:
        mine = [one for one in relationships.values() if one.record.person == people[0].id]
        if not mine:
            refuse_unread(journal, people[0].id.partition("-")[0], ("relationship",))
        return _choose(journal, people[0].record.name, mine, now, closed=closed)
    if len(by_id) == 1 and text:
        return Who(by_id[0])
    if by_id and text:
        raise _ambiguous(text, by_id)
    refuse_unread(journal, text, ("relationship", "person"))
    raise _nobody(journal, text)


def person_called(journal: Journal, text: str) -> Found | None:
    """Return the person that `text` names, or None.

    Raises Ambiguous if several fit, BadFile if theirs is a file that can't be read.
    """
    people = _people_called(journal, text)
    if len(people) > 1:
        raise _ambiguous(text, people)
    if not people:
        refuse_unread(journal, text, ("person",))
    return people[0] if people else None


def _people_called(journal: Journal, text: str) -> list[Found]:
    people = journal.all("person")
    if text in people:
        return [people[text]]
    wanted = fold(text.strip())
    if not wanted:
        return []
    whole = [one for one in people.values() if fold(one.record.name) == wanted]
    return whole or [
        one
        for one in people.values()
        if fold(one.id).startswith(wanted)
        or fold(one.record.name).startswith(wanted)
        or any(part.startswith(wanted) for part in fold(one.record.name).split())
    ]


def _choose(
    journal: Journal, name: str, mine: list[Found], now: dt.datetime, *, closed: bool
) -> Who:
    still_open = [one for one in mine if one.is_open]
    fitting = still_open or (mine if closed else [])
    if not fitting:
        from shlex import quote

        raise NotFound(
            f"there is no {'' if mine == [] else 'open '}relationship with {name}",
            hint=f'devjournal meet {quote(name)} --as mentor --purpose "..."',
        )
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


def short_ids(journal: Journal) -> Mapping[str, str]:
    """Return the shortest form of every lettered record's id, open ones counted first."""
    records = [one for kind in LETTERED for one in journal.all(kind).values()]
    still_open = [one.id for one in records if one.is_open]
    return ShortForms(still_open, (one.id for one in records if not one.is_open))


# What is said of a name that fits no record, or several


def _ambiguous(text: str, fitting: Iterable[Found]) -> Ambiguous:
    candidates = tuple(f"{KINDS[one.kind].folder}/{one.id}" for one in fitting)
    shown = "\n".join(f"  {candidate}" for candidate in candidates)
    return Ambiguous(
        f"{text!r} could be any of {len(candidates)}; nothing was changed\n{shown}",
        candidates=candidates,
        hint="write a few letters more",
    )


def _not_found(
    journal: Journal, text: str, kinds: Sequence[str], names: Sequence[str], variant: str
) -> NotFound:
    """Return the error of a name that fits no record, with the ids of `names` near it."""
    from difflib import get_close_matches  # only for what is misspelt

    few = len(kinds) < 4
    called = {kind: (kind, KINDS[kind].plural) for kind in kinds}
    if variant:
        called["entry"] = (variant, f"{variant}s")
    what = " or ".join(name for name, _ in called.values()) if few else "record"
    near = get_close_matches(text.casefold(), names, n=4, cutoff=0.55)
    if near:
        return NotFound(f"there is no {what} {text!r}", hint=f"near: {', '.join(near)}")
    bad = len([p for p in journal.problems(kinds) if p.level == "problem"])
    unread = f"; {bad} file(s) can't be read: devjournal check" if bad else ""
    plurals = [plural for _, plural in called.values()] if few else ["KIND"]
    listing = " or ".join(f"devjournal list {plural}" for plural in plurals)
    return NotFound(f"there is no {what} {text!r}", hint=f"see {listing}{unread}")


def _nobody(journal: Journal, text: str) -> NotFound:
    from difflib import get_close_matches

    names = {fold(one.record.name): one.record.name for one in journal.people}
    names |= {folded.split()[0]: name for folded, name in names.items() if folded.split()}
    near = [names[found] for found in get_close_matches(fold(text), names, n=3, cutoff=0.55)]
    hint = f"near: {', '.join(dict.fromkeys(near))}" if near else None
    hint = hint or f'start with devjournal meet "{text}" --as mentor --purpose "..."'
    return NotFound(f"nobody here is called {text!r}", hint=hint)
