r"""The marks that mean something at the start of a line, and how text that begins so is kept.

There is one way out of every mark: a backslash in front of it (`\## `). Text that already
has backslashes there gets one more, and reading takes one away, so nothing is ambiguous.
"""

from __future__ import annotations

import re

from devjournal.frozen import dataclass
from devjournal.logpage.mistakes import Mistake, quoted

BLANKS = " \t"

_BOX = r"\[(?P<box>[^\[\]]*)\](?=[ \t{]|\Z)"
_BULLET = r"[-*+](?:[ \t]+|\Z)"
_TWO_HASHES = r"##(?!#)"

BOX = re.compile(_BOX)
BULLET = re.compile(_BULLET)
TITLE = re.compile(r" {0,3}#(?!#)")
_ITEM = re.compile(rf" ?{_BULLET}|[ \t]*[-*+][ \t]+{_BOX}")


class Mark:
    """A mark at the start of a text; `indent` is the pattern of blanks allowed before it."""

    def __init__(self, pattern: str, *, indent: str) -> None:
        """Compile the mark with the backslashes that may stand before it."""
        self._pattern = re.compile(
            rf"(?P<indent>{indent})(?P<slashes>\\*)(?:{pattern})", flags=re.IGNORECASE
        )

    def begins(self, text: str) -> bool:
        """Whether `text` begins with the mark itself, not with an escaped one."""
        found = self._pattern.match(text)
        return found is not None and not found["slashes"]

    def escape(self, text: str) -> str:
        """Return `text` so that it no longer begins with the mark."""
        found = self._pattern.match(text)
        if found is None:
            return text
        return text[: found.end("indent")] + "\\" + text[found.end("indent") :]

    def unescape(self, text: str) -> str:
        """Return the text that `escape` was given."""
        found = self._pattern.match(text)
        if found is None or not found["slashes"]:
            return text
        return text[: found.end("indent")] + text[found.end("indent") + 1 :]


HEADING = Mark(_TWO_HASHES, indent=" {0,3}")
"""A section begins."""

COMMENT = Mark("<!--", indent="[ \t]*")
"""A word of the program to the person; one line, up to `-->`."""

ITEM_START = Mark(rf"{_BOX}|\{{", indent="")
"""The checkbox or id of a list item, after its bullet."""

CONCLUSION = Mark(rf"{_TWO_HASHES}|<!--|[-*+][ \t]+{_BOX}", indent="[ \t]*")
"""All that ends an indented text below a topic, or would be lost in it."""

TOKEN = Mark("(?:due|goal|kind):", indent="")
"""A token in the last words of a promise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
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

    @property
    def is_indented(self) -> bool:
        """Whether a blank stands before the text."""
        return self.text.startswith((" ", "\t"))

    def mistake(self, reason: str, hint: str | None = None, *, at: str | None = None) -> Mistake:
        """Return a mistake of this line, placed at its first word, or at the text `at`."""
        start = self.text.find(self.words if at is None else at)
        return Mistake(line=self.number, column=max(start, 0) + 1, reason=reason, hint=hint)

    def no_place(self, hint: str) -> Mistake:
        """Return the mistake of a line that nothing here can take."""
        return self.mistake(f"{quoted(self.words)} has no place here", hint)
