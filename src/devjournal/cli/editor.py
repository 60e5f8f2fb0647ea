"""Filling in a text in the user's editor, on a private draft that survives until it is used.

What can't be used is opened again with what is wrong on
top; whatever happens, text that was not written stays in a draft, and its place is named.
"""

from __future__ import annotations

import codecs
import dataclasses
import datetime as dt
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.errors import Conflict, DevjournalError, DiskError, Interrupted, UsageError
from devjournal.render.document import Document, Note, Paragraph, Span, line
from devjournal.store.drafts import (
    drafts_called,
    held,
    read_draft,
    remove_draft,
    rewrite_draft,
    save_draft,
)
from devjournal.text import clean

if TYPE_CHECKING:
    from devjournal.cli.run import Run


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is filled in: its draft's name and ending, and its marks around a mistake on top.

    `go_on` says how to go on with a draft that was kept.
    """

    name: str
    suffix: str
    before: str
    after: str
    go_on: str


class Wrong(Exception):
    """What came back can't be used.

    `reasons` are the mistakes, each with its line if it has one; `error` says them all,
    `refusal` is for somebody who has seen them.
    """

    def __init__(
        self,
        reasons: Sequence[tuple[int | None, str]],
        error: DevjournalError,
        refusal: DevjournalError,
    ) -> None:
        """Keep what is wrong."""
        super().__init__(str(error))
        self.reasons = reasons
        self.error = error
        self.refusal = refusal


def fill_in(
    run: Run,
    sheet: Sheet,
    blank: bytes,
    use: Callable[[bytes], bool],
    *,
    draft: Path | None = None,
    keep: bool = False,
) -> None:
    """Open `blank`, or a draft that was kept of it, and give what comes back to `use`.

    `use` returns whether the text said anything; it raises Wrong for text with mistakes:
    then the editor opens again. The draft is held meanwhile: a new one here, one that was
    kept by the caller. It is removed once its text was used, unless it is
    to be kept.
    """
    run.let_go()
    with ExitStack() as until:
        path = draft or save_draft(
            run.draft_folder, sheet.name, blank, suffix=sheet.suffix, until=until
        )
        if _is_used(run, sheet, blank, use, path, is_new=draft is None, keep=keep):
            remove_draft(path)


def _is_used(
    run: Run,
    sheet: Sheet,
    blank: bytes,
    use: Callable[[bytes], bool],
    path: Path,
    *,
    is_new: bool,
    keep: bool,
) -> bool:
    """Let a draft be filled in until it can be used; return whether it may be removed."""
    unchanged = _without_wrong(sheet, blank)
    with _named_if_unused(run, sheet, lambda: path if path.exists() else None):
        _open(run, path, is_new=is_new)
        while (data := _without_wrong(sheet, read_draft(path))) != unchanged:
            try:
                said = use(data)
            except Wrong as wrong:
                _open_again(run, sheet, path, data, wrong)
                continue
            if not said:
                run.tell("the page says nothing: no change")
            elif keep:
                _tell_kept(run, sheet, path)
                return False
            break
        else:
            run.tell("no change (if your editor returned at once, give it its wait flag: --wait)")
    return True


@contextmanager
def kept_if_unused(run: Run, sheet: Sheet, data: bytes) -> Iterator[None]:
    """Keep `data` as a draft, and say where, if what is done with it fails."""
    folder = run.draft_folder
    with _named_if_unused(
        run, sheet, lambda: save_draft(folder, sheet.name, data, suffix=sheet.suffix)
    ):
        yield


@contextmanager
def _named_if_unused(run: Run, sheet: Sheet, place: Callable[[], Path | None]) -> Iterator[None]:
    try:
        yield
    except DevjournalError as error:
        error.hint = "\n".join(filter(None, (error.hint, _kept(sheet, place)))) or None
        raise
    except KeyboardInterrupt:
        raise Interrupted("interrupted", hint=_kept(sheet, place)) from None
    except Exception:
        if kept := _kept(sheet, place):
            run.tell(kept)
        raise


def _kept(sheet: Sheet, place: Callable[[], Path | None]) -> str | None:
    """Say where text is kept, or that it could not be; None if there is none."""
    try:
        path = place()
    except DiskError as error:
        return error.message
    return None if path is None else _kept_in(sheet, path)


def _tell_kept(run: Run, sheet: Sheet, path: Path) -> None:
    """Say where text is kept, on a line that is never broken, to be copied."""
    where = line("your text is kept in ", Span(str(path), "id"))
    run.say(Document(blocks=(Note(where), Note(line(f"to go on with it: {sheet.go_on}")))))


def _kept_in(sheet: Sheet, path: Path) -> str:
    return f"your text is kept in {path}\nto go on with it: {sheet.go_on}"


def _open_again(run: Run, sheet: Sheet, path: Path, data: bytes, wrong: Wrong) -> None:
    """Open the text again with what is wrong on top; raises the error if nobody wants that."""
    if not run.is_interactive:
        raise wrong.error
    run.tell("\n".join(filter(None, (wrong.error.message, wrong.error.hint))))
    if not run.confirm("Open it again", flag="the page"):
        raise wrong.refusal from wrong
    rewrite_draft(path, _with_wrong(sheet, data, wrong))
    _open(run, path)


def _open(run: Run, path: Path, *, is_new: bool = False) -> None:
    """Run the editor on a draft; raises Conflict if it did not end well.

    Where no editor can be run, a draft that is new holds nothing of anyone and is removed.
    """
    try:
        process = start_editor(run, path)
    except UsageError:
        if is_new:
            remove_draft(path)
        raise
    while True:
        try:
            code = process.wait()
            break
        except KeyboardInterrupt:
            continue  # meant for the editor, which got it too
    if code != 0:
        raise Conflict(f"the editor ended with {code}; nothing was written")


def _with_wrong(sheet: Sheet, data: bytes, wrong: Wrong) -> bytes:
    """Return the text with its mistakes on top; their lines are those that it has then."""
    shift = len(wrong.reasons)
    told = [
        f"{sheet.before}{f'line {number + shift}: ' if number else ''}"
        f"{_one_line(sheet, reason)}{sheet.after}"
        for number, reason in wrong.reasons
    ]
    mark, body = _mark_and_body(data)
    end = b"\r\n" if b"\r\n" in body else b"\n"
    return mark + b"".join(line.encode() + end for line in told) + body


def _one_line(sheet: Sheet, reason: str) -> str:
    said = clean(reason)
    return said.replace(sheet.after.strip(), "--") if sheet.after else said


def _without_wrong(sheet: Sheet, data: bytes) -> bytes:
    """Return the text without the mistakes that were put on top of it."""
    mark, body = _mark_and_body(data)
    while body.startswith(sheet.before.encode()):
        _, _, body = body.partition(b"\n")
    return mark + body


def _mark_and_body(data: bytes) -> tuple[bytes, bytes]:
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark, data[len(mark) :]


_USUAL = ("notepad",) if sys.platform == "win32" else ("nano", "vi")
"""What is tried where neither VISUAL nor EDITOR says which."""


def start_editor(run: Run, path: Path) -> subprocess.Popen[bytes]:
    """Start the editor on a file; raises UsageError if none is set, or none can be run."""
    commands = _editors(run)
    for command in commands:
        try:
            return subprocess.Popen([*command, str(path)])  # noqa: S603 - the user's own editor, without a shell
        except OSError as error:
            reason = error.strerror
    raise UsageError(
        f"can't run the editor {commands[-1][0]}: {reason}",
        hint="set VISUAL or EDITOR, or say it with flags or on stdin (see --help)",
    )


def _editors(run: Run) -> list[list[str]]:
    """Return the command of the editor that was chosen, or those to try in turn."""
    for name in ("VISUAL", "EDITOR"):
        told = run.environ.get(name, "")
        try:
            words = command_words(told, of_windows=sys.platform == "win32")
        except ValueError as error:
            raise UsageError(f"{name} is no command: {told}", hint="close its quotes") from error
        if words:
            return [words]
    if not run.is_interactive:
        raise UsageError("missing: an editor", hint="say which one with VISUAL or EDITOR")
    return [[name] for name in _USUAL]


def command_words(told: str, *, of_windows: bool) -> list[str]:
    """Return the words of a command; a backslash is a letter like any other on Windows.

    Raises ValueError for a quote that is not closed.
    """
    words = shlex.split(told, posix=not of_windows)
    return [word.strip("\"'") for word in words] if of_windows else words


def left_draft(
    run: Run, start: str, until: ExitStack, is_wanted: Callable[[Path], bool]
) -> Path | None:
    """Return the draft to go on with, of those whose names begin with `start`; newest first.

    It is held until `until` is closed; one that is open in another editor is only told of.
    """
    for draft in drafts_called(run.draft_folder, start):
        with ExitStack() as mine:
            if not mine.enter_context(held(draft)):
                tell_of_draft(run, "it is open in another editor: ", draft)
            elif draft.exists() and is_wanted(draft):
                until.enter_context(mine.pop_all())
                return draft
    return None


def is_to_go_on(run: Run, draft: Path, what: str) -> bool:
    """Ask what to do with a draft; where nobody can be asked, say where it is and leave it."""
    from devjournal.dates import show_moment

    if not run.is_interactive:
        tell_of_draft(run, f"an earlier {what} is kept: ", draft)
        return False
    at = dt.datetime.fromtimestamp(draft.stat().st_mtime, run.clock.tzinfo)
    tell_of_draft(run, f"the {what} of {show_moment(at)} was not written: ", draft)
    question = "Go on with it, leave it, or delete it"
    answer = run.choose(question, ("yes", "no", "delete"), flag="the draft")
    if answer == "delete":
        remove_draft(draft)
    return answer == "yes"


def tell_of_draft(run: Run, words: str, draft: Path) -> None:
    """Say where a draft is; its path is never broken."""
    run.say(Document(blocks=(Paragraph(line(Span(words, "dim"), Span(str(draft), "command"))),)))
