r"""Lines as Markdown that shows their text letter for letter.

Only what would act is escaped: a full stop, a hyphen or a bracket in a sentence stays as
it was written. Nothing becomes a link, an image or HTML. A bare address stays bare: where
a reader makes it one to click, it says itself where it leads.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping

from devjournal.render.document import Line, Style, text_of

_MARKS: Mapping[Style, str] = {
    "strong": "**",
    "heading": "**",
    "label": "**",
    "warn": "**",
    "bad": "**",
    "late": "**",
    "id": "`",
    "id_rest": "`",
    "command": "`",
}
_ACTS = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~]|\s*$)     # a backslash that would escape what follows
    | [`*\[|]                      # code, emphasis, links and images, table cells
    | (?<![^\W_])_ | _(?![^\W_])   # emphasis, but not within a word
    | <(?=[A-Za-z/!?]|$)           # HTML and addresses in angle brackets
    | &(?=\#?\w+;)                 # entities
    | (?<!\s)~ | ~(?=~)            # strikethrough and fences
    | (?<!\w):(?=[A-Za-z+-][\w+-]*:)  # :smile:
    """,
    re.VERBOSE,
)
_OPENS_BLOCK = re.compile(r"(?:#{1,6}|[-+])(?=\s|$)|>|[-=:][-=:\s]*$")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_CLOSES_HEADING = re.compile(r"(?:(?<=\s)|^)(?=#+$)")
_BESIDE_MARKS = frozenset(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def inline(part: Line, *, in_cell: bool = False) -> str:
    """Return a line for use within one: in a heading, or in a table's cell."""
    runs = list(_runs(part))
    texts: list[str] = []
    for number, (mark, text) in enumerate(runs):
        following = runs[number + 1][1][:1] if number + 1 < len(runs) else ""
        if mark == "`" and text.strip():
            texts.append(_code(text, in_cell=in_cell))
        elif mark == "**":
            texts.append(_marked(mark, text, before="".join(texts)[-1:], after=following))
        else:
            texts.append(_escaped(text))
    return "".join(texts).strip()


def alone(part: Line) -> str:
    """Return a line for use as one, where its beginning could make it a list or a title."""
    text = inline(part)
    if _OPENS_BLOCK.match(text):
        return "\\" + text
    return _NUMBERED.sub(r"\1\\\2", text, count=1) if _NUMBERED.match(text) else text


def heading(part: Line) -> str:
    """Return a line for use as a heading, where number signs at its end would be dropped."""
    return _CLOSES_HEADING.sub(r"\\", inline(part))


def _runs(part: Line) -> Iterator[tuple[str, str]]:
    """Yield (mark, text) of neighbours that are marked alike."""
    filled = (span for span in part if span.text)
    for mark, spans in itertools.groupby(filled, key=lambda span: _MARKS.get(span.style, "")):
        yield mark, text_of(tuple(spans))


def _escaped(text: str) -> str:
    return _ACTS.sub(r"\\\g<0>", text)


def _marked(mark: str, text: str, *, before: str, after: str) -> str:
    """Return `text` between marks, where marks act; their place between letters is no such."""
    core = text.strip()
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    neighbours = (lead[-1:] or before, tail[:1] or after)
    if not core or any(each and each not in _BESIDE_MARKS for each in neighbours):
        return _escaped(text)
    return f"{lead}{mark}{_escaped(core)}{mark}{tail}"


def _code(text: str, *, in_cell: bool) -> str:
    ticks = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    ends = (text[0], text[-1])
    # One space is taken off where both ends have one.
    if "`" in ends or ends == (" ", " "):
        text = f" {text} "
    return ticks + (text.replace("|", "\\|") if in_cell else text) + ticks
