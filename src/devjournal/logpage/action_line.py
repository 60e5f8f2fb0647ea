r"""A promise in one line: `Rebuild slide 2 due:next goal:lead-the-readout kind:resource`.

Only known tokens at the end of the line are tokens, as in todo.txt; a word with a colon
anywhere else is prose. A title that ends in such a word has a backslash before it:
`Ask what they mean by \due:next`. The page and the flags share this parser.
"""

from __future__ import annotations

from devjournal.errors import UsageError
from devjournal.logpage.fit import fit_line
from devjournal.logpage.happened import NewAction
from devjournal.logpage.marks import BLANKS, TOKEN

_TOKENS = ("due", "goal", "kind")


def parse_action_line(text: str, line: int | None = None) -> NewAction:
    """Return the promise that one line of text makes; values of tokens stay unchecked.

    Raises `UsageError` if a token has no value or stands twice, or if nothing but tokens
    is there.
    """
    title = fit_line(text)
    tokens: dict[str, str] = {}
    while TOKEN.begins(word := _last_word(title)):
        key, _, value = word.partition(":")
        _take(tokens, key.lower(), value)
        title = title.removesuffix(word).rstrip(BLANKS)
    title = title.removesuffix(word) + TOKEN.unescape(word)
    if not title:
        raise UsageError(
            "a promise needs words, not only tokens", hint="such as: Send the notes due:next"
        )
    return NewAction(title=title, line=line, **tokens)


def write_action_line(action: NewAction) -> str:
    """Return the line that `parse_action_line` reads as `action`, which is fitted."""
    word = _last_word(action.title)
    title = action.title.removesuffix(word) + TOKEN.escape(word)
    values = ((key, getattr(action, key)) for key in _TOKENS)
    return " ".join([title, *(f"{key}:{value}" for key, value in values if value)])


def _last_word(text: str) -> str:
    return text[max(map(text.rfind, BLANKS)) + 1 :]


def _take(tokens: dict[str, str], key: str, value: str) -> None:
    if not value:
        raise UsageError(
            f'"{key}:" has nothing behind it',
            hint=f"give it a value, or write \\{key}: if it belongs to the text",
        )
    if key in tokens:
        raise UsageError(f'"{key}:" stands twice', hint="leave one of them")
    tokens[key] = value
