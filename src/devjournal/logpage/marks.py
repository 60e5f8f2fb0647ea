r"""The lines of a page, the marks that mean something on them, and what is wrong with one.

There is one way out of every mark: a backslash in front of it (`\## `). Text that already
has backslashes there gets one more, and reading takes one away, so nothing is ambiguous.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, TypeVar

from devjournal.errors import MOST_TOLD, UsageError, in_one
from devjournal.namedtuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")
Read = TypeVar("Read")

BLANKS = " \t"

_BOX = r"\[(?P<box>[^\[\]]*)\](?=[ \t{]|\Z)"
_BULLET = r"[-*+](?:[ \t]+|\Z)"
_TWO_HASHES = r"##(?!#)"
_SHOWN = 60

BOX = re.compile(_BOX)
BULLET = re.compile(_BULLET)
TITLE = re.compile(r" {0,3}#(?!#)")
_ITEM = re.compile(rf" ?{_BULLET}|[ \t]*[-*+][ \t]+{_BOX}")


class Mark:
    """A mark at the start of a text; `indent` is the pattern of blanks allowed before it."""

    def __init__(self, pattern: str, *, indent: str = "") -> None:
        self._pattern = re.compile(rf"\A({indent})(\\*)({pattern})", flags=re.IGNORECASE)

    def begins(self, text: str) -> bool:
        """Whether `text` begins with the mark itself, not with an escaped one."""
        found = self._pattern.match(text)
        return found is not None and not found[2]

    def escape(self, text: str) -> str:
        """Return `text` so that it no longer begins with the mark."""
        return self._pattern.sub(lambda found: f"{found[1]}\\{found[2]}{found[3]}", text)

    def unescape(self, text: str) -> str:
        """Return the text that `escape` was given."""
        return self._pattern.sub(lambda found: f"{found[1]}{found[2][1:]}{found[3]}", text)


# A section begins.
HEADING = Mark(_TWO_HASHES, indent=" {0,3}")
# A word of the program to the person; one line, up to `-->`.
COMMENT = Mark("<!--", indent="[ \t]*")
# The checkbox or id of a list item, after its bullet.
ITEM_START = Mark(rf"{_BOX}|\{{")
# All that ends an indented text below a topic, or would be lost in it.
CONCLUSION = Mark(rf"{_TWO_HASHES}|<!--|[-*+][ \t]+{_BOX}", indent="[ \t]*")
# A token in the last words of a promise, with its value.
TOKENS = ("due", "goal", "kind")
TOKEN = Mark(f"(?:{'|'.join(TOKENS)}):")


class Mistake(NamedTuple):
    """One thing on a page that can't be used; `line` and `column` count from 1."""

    line: int
    reason: str
    hint: str | None = None
    column: int = 1


class PageError(UsageError):
    """A page can't be used: `mistakes`, in page order, are each a line of the message."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        found = sorted(mistakes, key=lambda one: (one.line, one.column))
        if more := found[MOST_TOLD:]:
            found[MOST_TOLD:] = [Mistake(more[0].line, f"and {len(more)} more from here on")]
        self.mistakes = tuple(found)
        message, hint = in_one((f"line {one.line}: {one.reason}", one.hint) for one in found)
        super().__init__(message, hint=hint)


class Line(NamedTuple):
    """One line of a page as it stands, without its line end; `number` counts from 1."""

    number: int
    text: str

    @property
    def words(self) -> str:
        """The text without blanks around it."""
        return self.text.strip(BLANKS)

    @property
    def is_item(self) -> bool:
        """Whether a list item begins here: a bullet at the margin, or any with a checkbox."""
        return _ITEM.match(self.text) is not None

    def mistake(self, reason: str, hint: str | None = None, *, at: str | None = None) -> PageError:
        """Return a mistake of this line, placed at its first word, or at the text `at`."""
        start = self.text.find(self.words if at is None else at)
        return PageError([Mistake(self.number, reason, hint, max(start, 0) + 1)])

    def no_place(self, hint: str) -> PageError:
        """Return the mistake of a line that nothing here can take."""
        return self.mistake(f"{quoted(self.words)} is not understood here", hint)


def read_each(
    ones: Iterable[T], read: Callable[[T], Read | None], mistakes: list[Mistake]
) -> tuple[Read, ...]:
    """Return what `read` makes of each one, None left out; a PageError of it goes to `mistakes`."""
    found = []
    for one in ones:
        try:
            found.append(read(one))
        except PageError as error:
            mistakes += error.mistakes
    return tuple(one for one in found if one is not None)


def split_lines(text: str) -> list[str]:
    """Return the lines of a text, whatever the system that ended them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def fit_line(text: str) -> str:
    """Return a text as one line."""
    parts = (part.strip(BLANKS) for part in split_lines(text))
    return " ".join(part for part in parts if part)


def fit_token(name: str, text: str) -> str:
    """Return the value of a token as one word; a day may have stood in quotes."""
    word = re.sub("[ \t]+", "-", fit_line(text))
    return word.strip('"') if name.lower() == "due" else word


def fit_lines(text: str) -> str:
    """Return a longer text without the empty lines around it."""
    lines = split_lines(text)
    said = [place for place, line in enumerate(lines) if line.strip(BLANKS)]
    return "\n".join(lines[said[0] : said[-1] + 1]) if said else ""


def fit_conclusion(text: str) -> str | None:
    """Return a longer text at the margin, or None if it says nothing."""
    return fit_lines(textwrap.dedent("\n".join(split_lines(text)))) or None


def quoted(text: str) -> str:
    """Return a text of the page in quotes, cut so that a message stays short."""
    return f'"{text}"' if len(text) <= _SHOWN else f'"{text[:_SHOWN]}…"'


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like `word`, or None if none is like it."""
    import difflib  # only after a mistake

    near = difflib.get_close_matches(word.lower(), list(known), n=1)
    return near[0] if near else None


def folded(text: str) -> str:
    """Return a key or a known word as it stands in the data model, whatever its case."""
    return re.sub(r"[ \t-]+", "_", text.strip().lower())
