"""Texts and records' files in the user's editor, on a private draft that survives until it is used.

What can't be used is opened again with what is wrong on top; whatever happens, text that was
not written stays in a draft, and its place is named.
"""

from __future__ import annotations

import codecs
import dataclasses
import datetime as dt
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

from devjournal import store
from devjournal.cli.run import Run, bad_file
from devjournal.cli.values import record_called
from devjournal.dates import show_moment
from devjournal.errors import (
    BadFile,
    Conflict,
    DevjournalError,
    DiskError,
    Interrupted,
    Refused,
    UsageError,
)
from devjournal.journal.names import in_words
from devjournal.journal.stored import Change, Problem, Ref, Stored
from devjournal.logpage.marks import Mistake
from devjournal.models.ids import composed
from devjournal.models.registry import ALL_KINDS, FOLDERS
from devjournal.render import document as doc
from devjournal.shell import command, quoted, set_command
from devjournal.store import drafts
from devjournal.text import clean


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is filled in: its draft's name and ending, and its marks around a mistake on top.

    `go_on` is the command that goes on with a draft that was kept; one that `reads_stdin` is
    given it. Of the drafts left before, whose
    names begin with `start`, `is_wanted` tells those to go on with.
    """

    name: str
    suffix: str
    before: str
    after: str
    go_on: str
    reads_stdin: bool = False
    start: str = ""
    is_wanted: Callable[[Path], bool] = bool

    def to_go_on(self, draft: Path) -> str:
        """Return the command that goes on with a draft."""
        return f"{self.go_on} < {quoted(str(draft))}" if self.reads_stdin else self.go_on

    def with_wrong(self, data: bytes, mistakes: Sequence[Problem | Mistake]) -> bytes:
        """Return the text with its mistakes on top; their lines are those that it has then."""
        mark, body = _mark_and_body(data)
        end = "\r\n" if b"\r\n" in body else "\n"
        told = ""
        for one in mistakes:
            where = f"line {one.line + len(mistakes)}: " if one.line else ""
            said = clean(one.reason)
            said = said.replace(self.after.strip(), "--") if self.after else said
            told += f"{self.before}{where}{said}{self.after}{end}"
        return mark + told.encode() + body

    def without_wrong(self, data: bytes) -> bytes:
        """Return the text without the mistakes that were put on top of it."""
        mark, body = _mark_and_body(data)
        while body.startswith(self.before.encode()):
            _, _, body = body.partition(b"\n")
        return mark + body


def _mark_and_body(data: bytes) -> tuple[bytes, bytes]:
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark, data[len(mark) :]


class Wrong(Exception):
    """What came back can't be used: the error that says it, and all the mistakes in it."""


def fill_in(
    run: Run, sheet: Sheet, blank: bytes, use: Callable[[bytes], bool], *, keep: bool = False
) -> None:
    """Open `blank`, or a draft that was left of it, and give what comes back to `use`.

    `use` returns whether the text said anything; it raises Wrong for text with mistakes:
    then the editor opens again. The draft is held meanwhile, and removed once its text was
    used, unless it is to be kept.
    """
    run.let_go()
    unchanged = sheet.without_wrong(blank)
    with ExitStack() as until:
        left = _left_draft(run, sheet, until)
        into, suffix = run.draft_folder, sheet.suffix
        path = left or drafts.save_draft(into, sheet.name, blank, suffix=suffix, until=until)
        with _named_if_unused(run, sheet, lambda: path if path.exists() else None):
            _open(run, path, is_new=left is None)
            while (data := sheet.without_wrong(drafts.read_draft(path))) != unchanged:
                try:
                    said = use(data)
                except Wrong as wrong:
                    _open_again(run, sheet, path, data, wrong)
                    continue
                if said and keep:
                    where = doc.line("your text is kept in ", doc.Span(str(path), "id"))
                    how = doc.line(f"to go on with it: {sheet.to_go_on(path)}")
                    run.say(doc.Note(where), doc.Note(how))
                    return
                if not said:
                    run.tell("the page says nothing: no change")
                break
            else:
                hint = "if your editor returned at once, give it its wait flag: --wait"
                run.tell(f"no change ({hint})")
        drafts.remove_draft(path)


def kept_if_unused(run: Run, sheet: Sheet, data: bytes) -> AbstractContextManager[None]:
    """Keep `data` as a draft, and say where, if what is done with it fails."""
    return _named_if_unused(
        run,
        sheet,
        lambda: drafts.save_draft(run.draft_folder, sheet.name, data, suffix=sheet.suffix),
    )


@contextmanager
def _named_if_unused(run: Run, sheet: Sheet, place: Callable[[], Path | None]) -> Iterator[None]:
    """Say where the text is kept if what is done with it fails, or that it could not be."""

    def kept() -> str | None:
        try:
            path = place()
        except DiskError as error:
            return error.message
        if path is None:
            return None
        return f"your text is kept in {path}\nto go on with it: {sheet.to_go_on(path)}"

    try:
        yield
    except DevjournalError as error:
        error.hint = "\n".join(filter(None, (error.hint, kept()))) or None
        raise
    except KeyboardInterrupt:
        raise Interrupted("interrupted", hint=kept()) from None
    except Exception:
        if where := kept():
            run.tell(where)
        raise


def _open_again(run: Run, sheet: Sheet, path: Path, data: bytes, wrong: Wrong) -> None:
    error, mistakes = wrong.args
    if not run.is_interactive:
        raise error
    run.tell(error.message, error.hint)
    if not run.confirm("Open it again", flag="the page"):
        error.message, error.hint = "nothing was written", None
        raise error
    drafts.rewrite_draft(path, sheet.with_wrong(data, mistakes))
    _open(run, path)


def _open(run: Run, path: Path, *, is_new: bool = False) -> None:
    """Run the editor on a draft, Conflict if it failed; where none can run, remove a new one."""
    try:
        process = _start_editor(run, path)
    except UsageError:
        if is_new:
            drafts.remove_draft(path)
        raise
    while True:
        try:
            code = process.wait()
            break
        except KeyboardInterrupt:
            continue  # meant for the editor, which got it too
    if code != 0:
        raise Conflict(f"the editor ended with {code}; nothing was written")


def _start_editor(run: Run, path: Path) -> subprocess.Popen[bytes]:
    commands = _editors(run)
    for one in commands:
        try:
            return subprocess.Popen([*one, str(path)])  # noqa: S603 - the user's own editor, without a shell
        except OSError as error:
            reason = error.strerror
    hint = "set VISUAL or EDITOR, or say it with flags or on stdin (see --help)"
    raise UsageError(f"can't run the editor {commands[-1][0]}: {reason}", hint=hint)


def _editors(run: Run) -> list[list[str]]:
    is_windows = sys.platform == "win32"
    for name in ("VISUAL", "EDITOR", "editor"):
        told = run.environ.get(name, "") if name.isupper() else run.own_setting(name) or ""
        try:
            words = command_words(told, of_windows=is_windows)
        except ValueError as error:
            raise UsageError(f"{name} is no command: {told}", hint="close its quotes") from error
        if words:
            return [words]
    if not run.is_interactive:
        raise UsageError("missing: an editor", hint="say which one with VISUAL or EDITOR")
    return [["notepad"]] if is_windows else [["nano"], ["vi"]]


def command_words(told: str, *, of_windows: bool) -> list[str]:
    """Return a command's words, backslashes as letters on Windows; ValueError: an open quote."""
    words = shlex.split(told, posix=not of_windows)
    return [word.strip("\"'") for word in words] if of_windows else words


def _left_draft(run: Run, sheet: Sheet, until: ExitStack) -> Path | None:
    """Return the newest draft that is wanted, held; one open in another editor is only told of."""
    for draft in drafts.drafts_called(run.draft_folder, sheet.start):
        with ExitStack() as mine:
            if not mine.enter_context(drafts.held(draft)):
                _tell_of_draft(run, "it is open in another editor: ", draft)
            elif draft.exists() and sheet.is_wanted(draft):
                until.enter_context(mine.pop_all())
                return draft
    return None


def is_to_go_on(run: Run, draft: Path, what: str) -> bool:
    """Ask what to do with a draft; where nobody can be asked, say where it is and leave it."""
    if not run.is_interactive:
        _tell_of_draft(run, f"an earlier {what} is kept: ", draft)
        return False
    at = dt.datetime.fromtimestamp(draft.stat().st_mtime, run.clock.tzinfo)
    _tell_of_draft(run, f"the {what} of {show_moment(at)} was not written: ", draft)
    question = "Go on with it, leave it, or delete it"
    answer = run.choose(question, ("yes", "no", "delete"), flag="the draft")
    if answer == "delete":
        drafts.remove_draft(draft)
    return answer == "yes"


def _tell_of_draft(run: Run, words: str, draft: Path) -> None:
    run.say(doc.Paragraph(doc.line(doc.Span(words, "dim"), doc.Span(str(draft), "command"))))


# A record's file


def file_called(run: Run, text: str) -> tuple[Ref, Stored[Any] | None]:
    """Return what `text` names and its record, if readable; NotFound, Ambiguous, or BadFile."""
    if text in ("me", "profile"):
        return Ref("profile", "journal"), store.load_journal(run.root, cache_dir=None).profile
    try:
        stored = record_called(run, text)
    except BadFile:
        text, begun = composed(text), list[tuple[Ref, bool]]()
        paths = {one.path for one in run.journal.problems(ALL_KINDS) if one.level == "problem"}
        for path in paths:
            name = composed(path).removesuffix(".toml")
            folder, _, id_ = name.partition("/")
            fits = any(one.casefold().startswith(text.casefold()) for one in (name, id_))
            if folder in FOLDERS and fits:
                begun.append((Ref(FOLDERS[folder].name, id_), text in (name, id_)))
        meant = [ref for ref, is_exact in begun if is_exact] or [ref for ref, _ in begun]
        if len(meant) != 1:
            raise
        return meant[0], None
    return stored.ref, stored


def edit_file(run: Run, text: str) -> None:
    """Let the file that `text` names be edited, and write what comes back."""
    from devjournal.changes.operation import Operation
    from devjournal.cli.output import echo_operation
    from devjournal.store.check import check_record
    from devjournal.store.plan import bytes_to_edit, replace_bytes, understood

    (kind, id_, _), old = file_called(run, text)
    at = run.clock
    before = bytes_to_edit(run.to_write(), kind, id_, at=at)

    def use(data: bytes) -> bool:
        record, problems = understood(kind, id_, data)
        if record is None:
            raise Wrong(bad_file(problems), problems)
        if kind == "profile" and old:
            _refuse_next_manager(old.record, record)
        words = f"edited {in_words(Stored(id_, kind, record, ''))}"
        replace_bytes(run.root, words, kind, id_, before, data, at=at)
        run.happened = "saved"
        echo_operation(run, Operation(words, (Change(kind, id_, old, record),)))
        journal = store.load_journal(run.root, cache_dir=None)
        for warning in check_record(run.root, journal, Ref(kind, id_), at.date()):
            run.tell(str(warning), warning.hint)
        return True

    def is_wanted(draft: Path) -> bool:
        """Tell of a draft that was left, or remove it if it says nothing new."""
        if not composed(draft.name).startswith(f"{sheet.name}-"):
            _tell_of_draft(run, "an earlier edit is kept, and the file has changed since: ", draft)
            return False
        if drafts.read_draft(draft) == before:
            drafts.remove_draft(draft)
            return False
        return is_to_go_on(run, draft, "edit")

    sheet = Sheet(
        name=drafts.draft_name(kind, id_, before),
        suffix=".toml",
        before="#! wrong: ",
        after="",
        go_on=command("edit", "profile" if kind == "profile" else id_),
        start=drafts.edit_name(kind, id_),
        is_wanted=is_wanted,
    )
    fill_in(run, sheet, before, use)


def _refuse_next_manager(old: Any, new: Any) -> None:
    """Raise Refused where another manager would see what the former one was shown."""
    is_told = len(new.former_managers) > len(old.former_managers)
    if old.manager and new.manager != old.manager and not is_told:
        message = "another manager would see what you shared with the former one"
        hint = f"let a command change it: {set_command('me', 'manager', new.manager or '')}"
        raise Refused(message, hint=hint)
