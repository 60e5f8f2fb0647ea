"""The log page in the editor: Markdown, with its mistakes as comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from devjournal.cli.editor import Sheet, Wrong, edit
from devjournal.cli.editor import kept_if_unused as kept_if_unused_as
from devjournal.cli.left_draft import is_to_go_on, left_draft
from devjournal.errors import UsageError
from devjournal.logpage.mistakes import PageError

if TYPE_CHECKING:
    from devjournal.cli.context import Context


def edit_page(
    here: Context, name: str, blank: str, use: Callable[[str], bool], *, keep: bool = False
) -> None:
    """Open the page `blank` in the editor, or one left before, and give what comes back to `use`.

    `use` returns whether the page said anything; a PageError opens it again.
    """

    def use_bytes(data: bytes) -> bool:
        try:
            return use(_text(data))
        except PageError as error:
            reasons = [(mistake.line, mistake.reason) for mistake in error.mistakes]
            raise Wrong(reasons, error, UsageError("nothing was written")) from error

    with ExitStack() as until:
        page = re.compile(re.escape(name) + r"-[0-9]+\.md")
        draft = left_draft(
            here,
            f"{name}-",
            until,
            lambda left: bool(page.fullmatch(left.name)) and is_to_go_on(here, left, "page"),
        )
        edit(here, _sheet(name), blank.encode(), use_bytes, draft=draft, keep=keep)


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
