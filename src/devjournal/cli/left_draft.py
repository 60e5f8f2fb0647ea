"""Drafts that an earlier run left: found, told of, and gone on with if that is wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.render.document import Document, Paragraph, Span, line
from devjournal.store.drafts import drafts_called, held, remove_draft

if TYPE_CHECKING:
    from devjournal.cli.context import Context


def left_draft(
    here: Context, start: str, until: ExitStack, is_wanted: Callable[[Path], bool]
) -> Path | None:
    """Return the draft to go on with, of those whose names begin with `start`; newest first.

    It is held until `until` is closed; one that is open in another editor is only told of.
    """
    for draft in drafts_called(here.draft_folder, start):
        with ExitStack() as mine:
            if not mine.enter_context(held(draft)):
                tell_of_draft(here, "it is open in another editor: ", draft)
            elif draft.exists() and is_wanted(draft):
                until.enter_context(mine.pop_all())
                return draft
    return None


def is_to_go_on(here: Context, draft: Path, what: str) -> bool:
    """Ask what to do with a draft; where nobody can be asked, say where it is and leave it."""
    from devjournal.dates import show_moment

    if not here.is_interactive:
        tell_of_draft(here, f"an earlier {what} is kept: ", draft)
        return False
    at = dt.datetime.fromtimestamp(draft.stat().st_mtime, here.clock.tzinfo)
    tell_of_draft(here, f"the {what} of {show_moment(at)} was not written: ", draft)
    answer = here.ask("Go on with it (y), leave it (n), or delete it (d)", flag="the draft").lower()
    if answer.startswith("d"):
        remove_draft(draft)
    return answer.startswith("y")


def tell_of_draft(here: Context, words: str, draft: Path) -> None:
    """Say where a draft is; its path is never broken."""
    here.say(Document(blocks=(Paragraph(line(Span(words, "dim"), Span(str(draft), "command"))),)))
