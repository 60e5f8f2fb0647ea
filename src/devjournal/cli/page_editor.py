"""The log page in the editor: Markdown, with its mistakes as comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from devjournal.cli.editor import Sheet, Wrong, edit
from devjournal.cli.editor import kept_if_unused as kept_if_unused_as
from devjournal.errors import UsageError
from devjournal.page.mistakes import PageError

if TYPE_CHECKING:
    from devjournal.cli.context import Context


def edit_page(
    here: Context, name: str, blank: str, use: Callable[[str], bool], *, keep: bool = False
) -> None:
    """Open the page `blank` in the editor and give what comes back to `use`.

    `use` returns whether the page said anything; a PageError opens it again.
    """

    def use_bytes(data: bytes) -> bool:
        try:
            return use(_text(data))
        except PageError as error:
            reasons = [(mistake.line, mistake.reason) for mistake in error.mistakes]
            raise Wrong(reasons, error, UsageError("nothing was written")) from error

    edit(here, _sheet(name), blank.encode(), use_bytes, keep=keep)


@contextmanager
def kept_if_unused(here: Context, name: str, text: str) -> Iterator[None]:
    """Keep `text` as a draft, and say where, if what is done with it fails."""
    # As it came, also what is no valid text: a draft is kept, not judged.
    with kept_if_unused_as(here, _sheet(name), text.encode("utf-8", "surrogateescape")):
        yield


def _sheet(name: str) -> Sheet:
    return Sheet(
        name=name,
        suffix=".md",
        before="<!-- wrong: ",
        after=" -->",
        go_on="log WHO - < that file",
    )


def _text(data: bytes) -> str:
    """Return a page's text; raises UsageError if it is not in UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"line {line}: not in UTF-8", hint="save it in UTF-8") from error
