"""What commands print or write: a page where it was asked for, and the echo of a change."""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from devjournal.cli.run import Run, write
from devjournal.errors import DevjournalError, DiskError, Refused, UsageError, missing_extra
from devjournal.journal.names import person_called
from devjournal.journal.stored import Change
from devjournal.models.registry import FOLDERS, KINDS
from devjournal.namedtuples import NamedTuple
from devjournal.render import document as doc
from devjournal.store.files import why
from devjournal.text import clean

if TYPE_CHECKING:
    from devjournal.changes.operation import Operation
    from devjournal.cli.flags import Put
    from devjournal.journal.stored import Stored
    from devjournal.store.history import Step


class Format(NamedTuple):
    """The endings of a format's files, and the library beyond ours that its extra brings."""

    endings: tuple[str, ...]
    needs: str = ""


FORMATS: Mapping[str, Format] = {
    "terminal": Format((".txt",)),
    "markdown": Format((".md", ".markdown")),
    "html": Format((".html", ".htm"), needs="jinja2"),
    "pdf": Format((".pdf",), needs="typst"),
    "json": Format((".json",)),
}
"""Each format of every page; its file in `render/` bears its name, and so does its extra."""

_BY_ENDING = {
    **{ending: name for name, row in FORMATS.items() for ending in row.endings},
    **{f".{name}": name for name in ("csv", "eml", "ics")},
}

More = Mapping[str, Callable[[], str]]
"""Formats that one page has besides, by name, and what makes its text in each."""


def reader_called(run: Run, text: str | None) -> str:
    """Return the reader that `--for` names; raises UsageError for one that is not there."""
    if text is None or text in ("self", "me"):
        return "self"
    from devjournal.journal.visibility import is_reader

    text = text.removeprefix(f"{KINDS['relationship'].folder}/")
    if is_reader(run.journal, text):
        return text
    person = person_called(run.journal, text)
    theirs = run.journal.where("relationship", person=person.id) if person else ()
    if len(theirs) == 1:
        return theirs[0].id
    hint = "there are self, manager, exec, assistant, and the ids of devjournal list relationships"
    raise UsageError(f"there is no reader {text!r}", hint=hint)


def show_page(run: Run, kind: str, page: Any, compose: Callable[[], doc.Document]) -> None:
    """Print a page, or with --json what it holds; exit 4 after it if a file can't be read."""
    run.present(kind, page, compose)
    run.require_readable()


def show_list(
    run: Run,
    kind: str,
    page: Any,
    compose: Callable[[], doc.Document],
    records: Sequence[Stored[Any]],
) -> None:
    """Print a list of records; exit 4 after it if a file can't be read."""
    from devjournal.pages.phrases import facts_in_a_line

    rows = (facts_in_a_line(run.journal, one) for one in records)
    present_list(run, kind, page, compose, rows)
    run.require_readable()


def present_list(
    run: Run,
    kind: str,
    page: Any,
    compose: Callable[[], doc.Document],
    rows: Iterable[Sequence[str]] | None = None,
) -> None:
    """Print a list as a page, or in a pipe row by row: tabs between the parts, `-` for no value.

    The rows are those of the page's table, unless they are told. All else goes to stderr then.
    """
    if run.flags.json or run.flags.linear or run.may_color(run.system.stdout):
        run.present(kind, page, compose)
        return
    blocks = compose().blocks
    if rows is None:
        tables = (one for one in blocks if isinstance(one, doc.Table))
        rows = [[*map(doc.text_of, row)] for table in tables for row in table.rows]
    lines = ["\t".join(clean(" ".join(part.split())) or "-" for part in row) for row in rows]
    run.let_go()
    write(run.system.stdout, "".join(f"{one}\n" for one in lines))
    run.say(*(one for one in blocks if not isinstance(one, doc.Table | doc.ListBlock)))


def put_page(
    run: Run,
    kind: str,
    page: Any,
    document: doc.Document,
    put: Put,
    more: More | None = None,
    *,
    told: str = "",
    facts: Any = None,
) -> None:
    """Put a page where flags say, and tell what it withholds; exit 4 if a file can't be read.

    In JSON it has its own `facts`, where they are not all that it holds.
    """
    if getattr(page, "reader", "self") != "self":
        from devjournal.pages.phrases import withheld_words

        told = " · ".join(filter(None, (withheld_words(page.withheld), told)))
    write_page(run, kind, facts or page, document, put, more, told=told)
    run.require_readable()


def write_page(
    run: Run,
    kind: str,
    page: Any,
    document: doc.Document,
    put: Put,
    more: More | None = None,
    *,
    told: str = "",
) -> None:
    """Print a page, or write it to a file that is not there yet (or with `force`).

    What else is `told` of it stands beside it, on the line that says where it was written.
    """
    put, more = _settled(run, kind, page, put, more or {})
    chosen = _format(run, put, more)
    own = more.get(chosen)
    is_file = put.output is not None or put.open
    if chosen == "pdf" and not is_file and run.system.stdout.isatty():
        hint = "name a file, such as --output page.pdf, or look at it with --open"
        raise UsageError("a PDF can't be shown on a terminal", hint=hint)
    if chosen == "terminal" and not (is_file or own):
        run.show(document)
    elif chosen == "json" and not is_file:
        run.show_json(kind, page)
    else:
        with _busy(run, "Drawing the page"):
            text = own() if own else _rendered(run, kind, page, document, chosen)
        output = put.output
        if output is None and put.open:
            output = str(_own_place(run, kind, chosen))
        put_text(
            run, text, output, force=put.force or put.output is None, told=told, exact=bool(own)
        )
        if output is not None and put.open:
            _open(run, output)
    if told and not is_file:
        run.tell(told)


def _settled(run: Run, kind: str, page: Any, put: Put, more: More) -> tuple[Put, More]:
    """Return where a page goes, and its own formats: `-` is stdout, and a template is a format."""
    if put.output == "-":
        if put.open:
            raise UsageError("--open shows a file, and --output - is none", hint="leave one out")
        put = put._replace(output=None)
    if put.output is not None:
        _refuse_output(run, put.output)
    if put.template is None:
        return put, more
    from devjournal.cli.templates import by_template  # for --template alone

    return by_template(run, put, kind, page)


@contextlib.contextmanager
def _busy(run: Run, words: str) -> Iterator[None]:
    """Show on a terminal's stderr what goes on, once the run has taken half a second."""
    if not run.system.stderr.isatty():
        yield
        return
    from threading import Timer  # for what is drawn, and not by Rich

    with contextlib.ExitStack() as stack:

        def begin() -> None:
            from devjournal.render.terminal import progress_on

            bar = progress_on(run.console(run.system.stderr), is_counted=False)
            stack.enter_context(bar).add_task(words, total=None)

        timer = Timer(run.patience, begin)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()


def put_text(
    run: Run,
    text: str | bytes,
    output: str | None,
    *,
    force: bool,
    told: str = "",
    exact: bool = True,
) -> None:
    """Write text to a file that is not there yet (or with `force`); without one, to stdout.

    What programs read is `exact`: in UTF-8 with the line ends that it has, whatever the stream's.
    """
    whole = text.encode() if isinstance(text, str) else text
    if output in (None, "-"):
        run.let_go()
        stdout = run.system.stdout
        raw = getattr(stdout, "buffer", None) if exact and not stdout.isatty() else None
        if isinstance(text, bytes):
            stdout.buffer.write(text)
        elif raw is None:
            write(stdout, text)
        else:
            raw.write(whole)
        return
    _refuse_output(run, output)
    run.let_go()
    _write_file(Path(output), whole, force=force)
    beside = f" · {told}" if told else ""
    run.say(doc.Note(doc.line(f"written to {output}{beside}"), "done"))


def _open(run: Run, output: str) -> None:
    if not run.system.browse(Path(output).absolute().as_uri()):
        raise DevjournalError(f"no program was found that shows {output}", hint="open it by hand")


def _own_place(run: Run, kind: str, chosen: str) -> Path:
    """Return where a page to look at is kept when no file is named: one of each in the cache."""
    if run.cache_folder is None:
        raise DiskError("no home folder is known for the page", hint="name a file with --output")
    folder = run.cache_folder / "pages"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DiskError(f"can't make {folder}: {why(error)}", hint="name one: --output") from error
    return folder / f"{kind}{_ending(chosen)}"


def _format(run: Run, put: Put, more: More) -> str:
    there, words = (*FORMATS, *more), ", ".join(dict.fromkeys((*FORMATS, *more)))
    told = "json" if run.flags.json else put.format
    ending = Path(put.output).suffix.lower() if put.output else ""
    if told is None:
        usual = ".html" if put.open else ".md" if _goes_on(run) else ".txt"
        if (by_ending := _BY_ENDING.get(ending if put.output else usual)) not in there:
            hint = f"say --format, one of {words}"
            raise UsageError(f"--output {put.output}: no format is known by that ending", hint=hint)
        return by_ending
    chosen = _BY_ENDING.get(f".{told}", told)
    if chosen not in there:
        raise UsageError(f"--format {told}: there is no such format", hint=f"one of {words}")
    by = "--json" if run.flags.json else "--template" if put.template else "--format"
    refuse_other_ending(put.output, chosen, f"{by} {chosen}")
    return chosen


def _goes_on(run: Run) -> bool:
    """Whether stdout is a pipe or a file: a page is then for pasting, and no page of a terminal."""
    if run.flags.linear or run.may_color(run.system.stdout):
        return False
    try:
        mode = os.fstat(run.system.stdout.fileno()).st_mode
    except (OSError, ValueError):  # no stream of the system
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


def refuse_other_ending(output: str | None, chosen: str, told: str) -> None:
    """Raise UsageError for a file of another format by its ending; any text is at home in .txt."""
    by_ending = _BY_ENDING.get(Path(output or "").suffix.lower(), chosen)
    if by_ending not in (chosen, "terminal"):
        reason = f"--output {output} is {by_ending} by its ending, and {told}"
        raise UsageError(reason, hint=f"name it *{_ending(chosen)}")


def _ending(chosen: str) -> str:
    return FORMATS[chosen].endings[0] if chosen in FORMATS else f".{chosen}"


def _refuse_output(run: Run, output: str) -> None:
    """Raise UsageError for what names no file, Refused for one of the journal, forced or not."""
    path = Path(output)
    if not output.strip() or path.is_dir() or output.endswith(("/", os.sep)):
        reason = f"{output} is a folder" if output.strip() else "the name of the file is empty"
        raise UsageError(f"--output: {reason}", hint="name a file, such as page.md")
    if run.system.cwd is None:
        from devjournal.store.root import folder_given

        folder_given(None, output)  # says so where that folder would be needed
    if path.exists() and not path.is_file():  # a device or a pipe, whose place a file would take
        hint = "without --output a page goes to stdout"
        raise UsageError(f"--output: {output} is no file that can be written over", hint=hint)
    inside = Path(os.path.realpath(path.parent)) / path.name
    if inside.is_relative_to(run.root):
        first, *more = inside.relative_to(run.root).parts
        top = first.casefold()
        if top in (*FOLDERS, ".devjournal") if more else top == "journal.toml":
            hint = "choose another place; pages are never written among the records"
            raise Refused(f"{output} is in the journal itself", hint=hint)


def _rendered(run: Run, kind: str, page: Any, document: doc.Document, chosen: str) -> str | bytes:
    name = "sentences" if chosen == "terminal" and run.flags.linear else chosen
    try:
        module = importlib.import_module(f"devjournal.render.{name}")
    except ModuleNotFoundError as error:
        if error.name != FORMATS[chosen].needs:
            raise
        raise missing_extra(f"--format {chosen}", error.name, chosen) from None
    render: Callable[..., str | bytes] = getattr(module, f"render_{name}")
    if name == "pdf":
        return render(document, **_printing(run))
    return render(page, kind=kind) if name == "json" else render(document)


def _printing(run: Run) -> dict[str, Any]:
    """Return whose a printed page is, its paper, and when it was made: on its day, to the byte."""
    midnight = dt.datetime.combine(run.today, dt.time(), dt.UTC)
    return {
        "author": run.journal.me or "",
        "paper": run.journal.settings.paper or "a4",
        "made": int((epoch(run) or midnight).timestamp()),
    }


def epoch(run: Run) -> dt.datetime | None:
    """Return when a file is to say that it was made, if SOURCE_DATE_EPOCH tells it."""
    told = run.environ.get("SOURCE_DATE_EPOCH")
    if not told:
        return None
    try:
        return dt.datetime.fromtimestamp(int(told), dt.UTC)
    except (ValueError, OverflowError, OSError):
        hint = "it is a number of seconds since 1970, or unset"
        raise UsageError(f"SOURCE_DATE_EPOCH is {told!r}", hint=hint) from None


def _write_file(path: Path, whole: bytes, *, force: bool) -> None:
    """Write a page, readable by its owner alone, whole or not at all."""
    if path.exists() and not force:
        raise Refused(f"{path} already exists", hint="overwrite it with --force")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(whole)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DiskError(f"can't write {path}: {why(error)}") from error


def echo_operation(run: Run, operation: Operation, *, dry_run: bool = False, most: int = 0) -> None:
    """Print one line a change, then what practice warns of; with --json, one document instead.

    Of many changes there are at `most` so many lines, and one that says how many more there are.
    """
    # A page that is only read does without these.
    from devjournal.pages.echo import compose_echo
    from devjournal.practice.rules import warned

    after = run.journal.with_changes(operation.changes)
    warnings = tuple(warned(run.journal, after, operation.changes))
    if run.flags.json and not run.has_shown_json:
        payload = {
            "words": operation.words,
            "dry_run": dry_run,
            "changes": list(map(_told, operation.changes)),
            "warnings": [{"kind": w.kind, "id": w.id, "words": w.words} for w in warnings],
        }
        run.show_json("operation", payload)
        return
    told = operation.changes[: most or None]
    lines = compose_echo(after, told, run.today, dry_run=dry_run)
    if left := len(operation.changes) - len(told):
        lines = (*lines, doc.Note(doc.line(f"and {left} more"), "done"))
    run.say(*lines)
    for warning in warnings:
        settle = (doc.line(doc.Span(warning.settle, "command")),) if warning.settle else ()
        said = doc.line(f"{warning.id}: {warning.words}")
        run.say(doc.Note(doc.styled(said, "dim"), sub=settle))


def _told(change: Change) -> dict[str, str]:
    is_renamed = change.old_id != change.id
    what = "renamed" if is_renamed else "changed"
    if change.before is None or change.after is None:
        what = "new" if change.before is None else "deleted"
    told = {"kind": change.kind, "id": change.id, "change": what}
    return {**told, "was": change.old_id} if is_renamed else told


_MOST_PATHS = 10


def tell_rewound(run: Run, verb: str, step: Step) -> None:
    """Say what was undone or redone, in words and by file; with --json as one document."""
    paths = [write.path for write in step.writes]
    if run.flags.json:
        run.show_json("rewound", {"words": f"{verb}: {step.words}", "paths": paths})
        return
    left = len(paths) - _MOST_PATHS
    shown = [*paths[:_MOST_PATHS], *([f"and {left} more"] if left > 0 else [])]
    said = doc.Note(doc.line(f"{verb}: {step.words}"), "done")
    listed = doc.ListBlock(tuple(doc.Item(doc.line(doc.Span(one, "dim"))) for one in shown))
    run.say(said, listed)
