"""`purge`: forget a record for good."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from devjournal.cli.context import Context, of
from devjournal.errors import Ambiguous, BadFile, DevjournalError, NotFound
from devjournal.journal.stored import Ref

if TYPE_CHECKING:
    from devjournal.store.purge import Purged

_OUT_OF_REACH = (
    "Out of reach: git's history and its remotes, your editor's backups and swap files, "
    "a sync tool's versions, backups of this machine, and what other records say of it."
)

_COUNTED = (
    ("file", "files"),
    ("step of the history", "steps of the history"),
    ("conflict copy", "conflict copies"),
    ("draft", "drafts"),
)


def command(
    ctx: typer.Context,
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="Which one; folder/id once it is deleted.")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Forget a record for good: its file, and what undo, drafts and the history hold of it.

    This can't be undone. What the program can't reach is named.

    Example: devjournal purge actions/kwdf-cost-to-serve-draft-for-priya --yes
    """
    from devjournal.store.purge import purge

    here = of(ctx)
    kind, whole = _meant(here, id_)
    if not yes:
        _ask(here, f"{kind} {whole}")
    here.about_to_write()
    told = purge(here.root, kind, whole, drafts=here.draft_folder)
    here.forget_cache()
    if not any((told.files, told.steps, told.copies, told.drafts)):
        raise NotFound(f"nothing is kept of {kind} {whole}", hint="see devjournal history")
    if here.flags.json:
        here.show_json("purged", {"record": Ref(kind, whole), "forgotten": told})
        return
    here.tell(f"✓ {kind} {whole} is forgotten: {_counted(told)}")
    here.tell(_OUT_OF_REACH)


def _counted(told: Purged) -> str:
    counts = (told.files, told.steps, told.copies, told.drafts)
    return ", ".join(
        f"{count} {one if count == 1 else many}"
        for count, (one, many) in zip(counts, _COUNTED, strict=True)
        if count
    )


def _meant(here: Context, text: str) -> tuple[str, str]:
    """Return the record that is meant: one that is there, or, as folder/id, one that was.

    Raises NotFound, BadFile, and Ambiguous for the beginning of several.
    """
    from devjournal.journal.names import find
    from devjournal.models.ids import check_id
    from devjournal.models.kinds import FOLDERS

    folder, slash, rest = text.partition("/")
    if not slash or folder not in FOLDERS:
        stored = find(here.journal, text)
        return stored.kind, stored.id
    check_id(rest)
    if not _is_kept(here, f"{text}.toml"):
        _refuse_beginning(here, text)
    return FOLDERS[folder].name, rest


def _refuse_beginning(here: Context, text: str) -> None:
    """Raise Ambiguous if the beginning of an id stands where one that is gone might be meant."""
    from devjournal.journal.names import find

    try:
        stored = find(here.journal, text)
    except Ambiguous:
        raise
    except (BadFile, NotFound):
        return  # drafts and damaged logs may still tell of it
    raise Ambiguous(
        f"{text} is not the whole id of {stored.id}",
        candidates=(stored.id,),
        hint="say it in full: what is purged can't be brought back",
    )


def _is_kept(here: Context, path: str) -> bool:
    """Whether a file is there, or the history still holds it."""
    from devjournal.store import past_of
    from devjournal.store.history import MOST_STEPS

    if os.path.lexists(here.root / path):
        return True
    past = past_of(here.root, MOST_STEPS + 1)
    return any(one.path == path for step in (*past.done, *past.undone) for one in step.writes)


def _ask(here: Context, what: str) -> None:
    answer = here.ask(f"Forget {what} for good, without undo (yes/no)", flag="--yes")
    if answer.strip().lower() not in ("y", "yes"):
        raise DevjournalError("nothing was purged")
