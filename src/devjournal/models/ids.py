"""Ids: the stems of record files, made from titles, letters and numbers; and their short forms.

An id that the program makes is lower-case ASCII and a safe file name on every system; a
file that a person named otherwise is accepted, so long as it stays in its folder. A
relationship's begins with what people call somebody, which letters need to know, too.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import takewhile
from os.path import commonprefix

from devjournal.errors import Refused, UsageError

ALPHABET = "bcdfghjklmnpqrstvwxz"
"""The letters of lettered ids: no vowels and no y, so that no word is drawn."""

RESERVED = frozenset({"me", "self", "manager", "exec", "assistant"})
"""What no named record may be called: these words stand for people and readers."""

LIMIT = 60
"""The most characters in an id that the program makes."""

RELATIONSHIP_LIMIT = LIMIT - len("-00000")
"""The same for a relationship's, as its meetings add their number."""

_LETTERS = 4
_SHORTEST = 2
_FILE_NAME_BYTES = 255

_BARRED = {
    r"\A\Z": "is empty",
    r"\A\.": "begins with a dot",
    r"\A.:": "begins with a drive",
    r"[/\\]": "names a folder",
    r"[\x00-\x1f\x7f]": "holds a control character",
    r"[\ud800-\udfff]": "is not valid Unicode",
}

_DEVICE = "con|prn|aux|nul|(com|lpt)[0-9]"
"""What Windows keeps for devices."""


def slug(title: str, fallback: str, *, limit: int = LIMIT) -> str:
    """Return a title as words of a-z and 0-9 joined by `-`, cut at a word to `limit`.

    `fallback` is a slug itself, short enough for the limit. It is the answer where the
    title leaves nothing, and is added where Windows keeps the name for a device.
    """
    words = re.findall("[a-z0-9]+", _ascii(title).lower().replace("'", ""))
    stem = words[0][:limit] if words else ""
    for word in words[1:]:
        if len(stem) + 1 + len(word) > limit:
            break
        stem = f"{stem}-{word}"
    if re.fullmatch(_DEVICE, stem):
        longer = f"{stem}-{fallback}"
        return longer if len(longer) <= limit else fallback
    return stem or fallback


def named_id(title: str, fallback: str, taken: Collection[str]) -> str:
    """Return an id for a record that people call by name; `-2` and on when it is taken."""
    stems = (slug(title, fallback, limit=LIMIT - len(tail)) + tail for tail in _tails())
    return _first_free(stems, taken)


def relationship_id(person_id: str, label: str, taken: Collection[str]) -> str:
    """Return `jonas-mentee`: what people call somebody, or all if taken, and what they are to me.

    A title is left out of the short form, and a family name stays whole: `van-dijk-coach`.
    """
    ends = (f"-{label}{tail}" for tail in _tails())
    whole = (slug(person_id, "person", limit=RELATIONSHIP_LIMIT - len(end)) + end for end in ends)
    word = calling_word(slug(person_id, "person", limit=RELATIONSHIP_LIMIT - len(label) - 1))
    return _first_free(itertools.chain([f"{word}-{label}"], whole), taken)


def calling_word(person_id: str) -> str:
    """Return the first word of a person's id that is no title, whole with what belongs to it."""
    words = person_id.split("-")
    while len(words) > 1 and words[0] in TITLES:
        words.pop(0)
    small = takewhile(lambda word: word in PARTICLES or len(word) == 1, words)
    return "-".join(words[: len([*small]) + 1])


def meeting_id(relationship_id: str, taken: Collection[str]) -> str:
    """Return the relationship's id and the number after the highest ever used in `taken`."""
    stem = slug(relationship_id, "relationship", limit=RELATIONSHIP_LIMIT)
    pattern = re.compile(re.escape(stem) + "-([0-9]{1,9})")
    numbers = [int(found[1]) for known in taken if (found := pattern.fullmatch(known.casefold()))]
    return f"{stem}-{max(numbers, default=0) + 1:03}"


def lettered_id(
    title: str,
    fallback: str,
    *,
    borne: Collection[str],
    is_kept: Callable[[str], bool],
    draw: Callable[[str], str],
) -> str:
    """Return four letters and the title's slug: `kwtz-rebuild-slide-2`.

    `borne` holds the `letters_of` every lettered id. `is_kept` tells of two letters whether a
    record keeps them to itself, while there are others. `draw` gives one letter of the alphabet
    it is handed. Refused when all 160,000 are taken.
    """
    pairs = _pairs_from(draw(ALPHABET) + draw(ALPHABET))
    rests = _pairs_from(draw(ALPHABET) + draw(ALPHABET))
    free = next((pair for pair in pairs if not is_kept(pair)), None)
    for letters in map("".join, itertools.product(filter(None, (free, *pairs)), rests)):
        if letters not in borne:
            return f"{letters}-{slug(title, fallback, limit=LIMIT - _LETTERS - 1)}"
    raise Refused("every id of four letters is taken", hint="delete records, or begin a journal")


def letters_of(stem: str) -> str:
    """Return the letters that an id keeps from all others."""
    return stem[:_LETTERS].lower()


def _pairs_from(first: str) -> list[str]:
    """Return all pairs of letters in order, from `first` on and round to it."""
    pairs = ["".join(pair) for pair in itertools.product(ALPHABET, repeat=2)]
    start = pairs.index(first)
    return pairs[start:] + pairs[:start]


def split_letters(stem: str) -> tuple[str, str]:
    """Return a lettered id's letters and the rest: `("kwtz", "rebuild")`; else `("", stem)`."""
    letters, _, rest = stem.partition("-")
    if len(letters) == _LETTERS and set(letters) <= set(ALPHABET):
        return letters, rest
    return "", stem


def composed(text: str) -> str:
    """Return text in the one Unicode form (NFC) that ids, and links to them, have in memory.

    A file may be called otherwise, as on a Mac, and a link in it typed otherwise: both mean it.
    """
    if text.isascii():
        return text
    import unicodedata  # few need it

    return unicodedata.normalize("NFC", text)


def check_id(text: str) -> None:
    """Raise UsageError unless an id is a file name that stays in its kind's folder."""
    too_long = len(f"{text}.toml".encode(errors="replace")) > _FILE_NAME_BYTES
    reasons = [reason for pattern, reason in _BARRED.items() if re.search(pattern, text)]
    if too_long or reasons:
        why = (reasons or ["is too long for a file name"])[0]
        hint = "an id is a file's name without .toml"
        raise UsageError(f"{text!r} is not an id: it {why}", hint=hint)


def _ascii(title: str) -> str:
    if title.isascii():
        return title
    from anyascii import anyascii  # only here: most titles need no tables

    # For a picture it writes a word such as ":rocket:", which is no part of a name.
    return "".join(" " if part.startswith(":") else part for part in map(anyascii, title))


def _tails() -> Iterator[str]:
    """Return what is put behind an id until it is free: nothing, `-2`, `-3`..."""
    return itertools.chain([""], map("-{}".format, itertools.count(2)))


def _first_free(stems: Iterable[str], taken: Collection[str]) -> str:
    borne = {known.casefold() for known in taken} | RESERVED
    return next(stem for stem in stems if stem not in borne)


class ShortForms(Mapping[str, str]):
    """For each lettered id the shortest prefix that names it, two letters at least.

    An open record's prefix differs from those of the other open ones; a closed one's from
    all. An id that another begins with has only itself, as an exact id wins. Each is found
    when it is asked for: most are on no page.
    """

    def __init__(self, open_ids: Iterable[str], other_ids: Iterable[str]) -> None:
        """Take the ids of open records and those of all others."""
        self._open = [*open_ids]
        self._others = [*other_ids]

    def __getitem__(self, id_: str) -> str:
        folded, ordered = id_.lower(), self._open_in_order
        at = bisect.bisect_left(ordered, folded)
        if folded not in ordered[at : at + 1]:
            ordered = self._all_in_order
            at = bisect.bisect_left(ordered, folded)
            if folded not in ordered[at : at + 1]:
                raise KeyError(id_)
        # Of ids in order only neighbours can share it.
        neighbours = (*ordered[max(at - 1, 0) : at], *ordered[at + 1 : at + 2])
        shared = [len(commonprefix((folded, one))) for one in neighbours]  # noqa: RUF071 - no paths
        return id_[: max([_SHORTEST - 1, *shared]) + 1]

    def __iter__(self) -> Iterator[str]:
        yield from self._open
        yield from self._others

    def __len__(self) -> int:
        return len(self._open) + len(self._others)

    @cached_property
    def _open_in_order(self) -> list[str]:
        return sorted(map(str.lower, self._open))

    @cached_property
    def _all_in_order(self) -> list[str]:
        return sorted(map(str.lower, self))


# How people are called by their names


_KNOWN = """
dr prof professor mr mrs ms miss mx sir dame lord lady rev fr hon ing dipling herr frau mme sra
van von vom zu zur der den de del della di da das do dos du la le al el bin ibn ter ten af av
jr sr ii iii iv phd md mba obe cbe qc kc esq
"""
TITLES, PARTICLES, _AFTER = (frozenset(row.split()) for row in _KNOWN.strip().split("\n"))
TITLES |= {"madame", "lt", "capt", "sgt", "mgr"}
"""Titles before a name, words that begin a family name (some are given names, too: Van, Al),
and what may stand behind a name; without their full stops."""

_BY_FAMILY = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af ]+"
_GIVEN_WITH_TITLE = frozenset({"sir", "dame"})
_LONG_CAPITALS = 3


def address_in(name: str) -> str:
    """Return how people call somebody by their name: "Priya", and "Dr. van Dijk" with a title.

    What can't be told apart, as in "J. Okafor" or "田中 美咲", is returned whole.
    """
    words = _in_order(name).split()
    titles = [*takewhile(_is_title, words)]
    rest = words[len(titles) :]
    if not rest:
        return " ".join(words)
    if not titles:
        return _given(rest)
    if _bare(titles[-1]) in _GIVEN_WITH_TITLE:
        return " ".join([*titles, rest[0]])
    family = next((at for at in range(len(rest)) if _is_particle(rest, at)), len(rest) - 1)
    return " ".join([*titles, *rest[family:]])


def _in_order(name: str) -> str:
    """Return a name with the family name last and nothing behind it: "Priya Nair"."""
    family, _, given = name.partition(",")
    if {*map(_bare, given.replace(",", " ").split())} - _AFTER:
        family = f"{given} {family}"
    words = family.replace(",", " ").split()
    while len(words) > 1 and _bare(words[-1]) in _AFTER:
        words.pop()
    return " ".join(words)


def _given(words: list[str]) -> str:
    first, *more = words
    is_initial = first.isupper() and all(len(part) == 1 for part in first.strip(".").split("."))
    name = " ".join(words)
    by_family = not name.isascii() and re.fullmatch(_BY_FAMILY, name)
    if is_initial or _is_particle(words, 0) or by_family:
        return name
    if first.isupper() and len(first) >= _LONG_CAPITALS:  # as in NAIR Priya
        return next((word for word in more if not word.isupper()), first)
    return first


def _is_particle(words: list[str], at: int) -> bool:
    word, after = words[at], words[at + 1 :]
    begins = word.lower() in PARTICLES and bool(after)
    return begins and (word.islower() or _is_particle(words, at + 1))


def _is_title(word: str) -> bool:
    """Whether it is a known title, or cut short by a full stop as one is: Capt., Eng., Mgr."""
    return _bare(word) in TITLES or re.fullmatch(r"[^\W\d_]{2,}\.", word) is not None


def _bare(word: str) -> str:
    return word.replace(".", "").replace("-", "").lower()
