"""A record's file in the editor: found, filled in, checked, written; drafts left before, too."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from devjournal.cli.editor import Sheet, Wrong, fill_in, is_to_go_on, left_draft, tell_of_draft
from devjournal.errors import BadFile
from devjournal.journal.names import in_words
from devjournal.journal.stored import Change, Problem, Stored
from devjournal.store.drafts import draft_name, edit_name, read_draft, remove_draft
from devjournal.store.plan import bytes_to_edit, replace_bytes, understood

if TYPE_CHECKING:
    from devjournal.cli.run import Run


class File(NamedTuple):
    """A record's file: its kind, its id, and the record if the file can be read."""

    kind: str
    id: str
    stored: Stored[Any] | None


def file_called(run: Run, text: str) -> File:
    """Return the file of the record that `text` names, also one that can't be read.

    `me` and `profile` are the profile. Raises NotFound, Ambiguous, and BadFile where
    several bad files could be meant.
    """
    from devjournal.cli.values import record_called
    from devjournal.store import load_journal

    if text in ("me", "profile"):
        return File("profile", "journal", load_journal(run.root, cache_dir=None).profile)
    try:
        stored = record_called(run, text)
    except BadFile:
        bad = _bad_files(run, text)
        if len(bad) != 1:
            raise
        return bad[0]
    return File(stored.kind, stored.id, stored)


def _bad_files(run: Run, text: str) -> list[File]:
    from devjournal.models.registry import ALL_KINDS, FOLDERS

    paths = {one.path for one in run.journal.problems(ALL_KINDS) if one.level == "problem"}
    found = []
    for path in sorted(paths):
        folder, _, name = path.partition("/")
        id_ = name.removesuffix(".toml")
        names = (f"{folder}/{id_}", id_)
        if folder in FOLDERS and any(one.casefold().startswith(text.casefold()) for one in names):
            found.append((File(FOLDERS[folder].name, id_, None), text in names))
    exact = [file for file, is_exact in found if is_exact]
    return exact or [file for file, _ in found]


def edit_file(run: Run, file: File) -> None:
    """Let a file be edited, and write what comes back."""
    kind, id_ = file.kind, file.id
    at = run.clock
    before = bytes_to_edit(run.root, kind, id_, at=at)
    sheet = Sheet(
        name=draft_name(kind, id_, before),
        suffix=".toml",
        before="#! wrong: ",
        after="",
        go_on=f"devjournal edit {_name(file)}",
    )

    def use(data: bytes) -> bool:
        record, problems = understood(kind, id_, data)
        if record is None:
            raise _wrong(problems)
        stored = Stored(id_, kind, record, "")
        replace_bytes(run.root, f"edited {in_words(stored)}", kind, id_, before, data, at=at)
        _echo(run, file, stored)
        return True

    with ExitStack() as until:
        wanted = functools.partial(_is_to_go_on, run, sheet=sheet, before=before)
        draft = left_draft(run, edit_name(kind, id_), until, wanted)
        fill_in(run, sheet, before, use, draft=draft)


def _name(file: File) -> str:
    return "profile" if file.kind == "profile" else file.id


def _wrong(problems: Sequence[Problem]) -> Wrong:
    hints = {problem.hint for problem in problems if problem.hint}
    error = BadFile(
        "\n".join(str(problem) for problem in problems), hint="\n".join(sorted(hints)) or None
    )
    reasons = [(problem.line, problem.reason) for problem in problems]
    return Wrong(reasons, error, BadFile("nothing was written"))


def _echo(run: Run, file: File, stored: Stored[Any]) -> None:
    """Say what changed, and what is read and most likely not meant."""
    from devjournal.changes.operation import Operation
    from devjournal.cli.output import echo_operation
    from devjournal.store import load_journal
    from devjournal.store.check import check_record

    change = Change(file.kind, file.id, file.stored, stored.record)
    echo_operation(run, Operation(f"edited {in_words(stored)}", (change,)))
    journal = load_journal(run.root, cache_dir=None)
    for warning in check_record(run.root, journal, file.kind, file.id):
        run.tell("\n".join(filter(None, (str(warning), warning.hint))))


def _is_to_go_on(run: Run, draft: Path, sheet: Sheet, before: bytes) -> bool:
    """Tell of a draft that was left, or remove it if it says nothing new."""
    if not draft.name.startswith(f"{sheet.name}-"):
        tell_of_draft(run, "an earlier edit is kept, and the file has changed since: ", draft)
    elif read_draft(draft) == before:
        remove_draft(draft)
    else:
        return is_to_go_on(run, draft, "edit")
    return False
