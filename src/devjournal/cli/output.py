"""What commands print or write: a page where it was asked for, and the echo of a change."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from devjournal.cli.run import Run, write
from devjournal.errors import DiskError, Refused, UsageError
from devjournal.journal.names import person_called
from devjournal.journal.stored import Change
from devjournal.models.registry import FOLDERS, KINDS
from devjournal.render import document as doc
from devjournal.store.files import why
from devjournal.text import clean

if TYPE_CHECKING:
    from devjournal.changes.operation import Operation
    from devjournal.cli.flags import Put
    from devjournal.journal.stored import Stored
    from devjournal.store.history import Step


FORMATS = ("terminal", "markdown", "json")
_BY_ENDING = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".txt": "terminal",
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
    hint = "there are self, manager, exec, and the ids of devjournal list relationships"
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
    run: Run, kind: str, page: Any, document: doc.Document, put: Put, more: More | None = None
) -> None:
    """Put a page where flags say; exit 4 after it if a file can't be read."""
    write_page(run, kind, page, document, put, more)
    if getattr(page, "reader", "self") != "self":
        from devjournal.pages.phrases import withheld_words

        run.tell(withheld_words(page.withheld))
    run.require_readable()


def write_page(
    run: Run, kind: str, page: Any, document: doc.Document, put: Put, more: More | None = None
) -> None:
    """Print a page, or write it to a file that is not there yet (or with `force`)."""
    if put.output is not None:
        _refuse_output(run, put.output)
    chosen = "json" if run.flags.json else _format(put, more or {})
    if put.output is None and chosen == "terminal":
        run.show(document)
    elif put.output is None and chosen == "json":
        run.show_json(kind, page)
    else:
        own = (more or {}).get(chosen)
        text = own() if own else _rendered(run, kind, page, document, chosen)
        put_text(run, text, put.output, force=put.force)


def put_text(run: Run, text: str, output: str | None, *, force: bool) -> None:
    """Write text to a file that is not there yet (or with `force`); without one, to stdout."""
    if output is None:
        run.let_go()
        write(run.system.stdout, text)
        return
    _refuse_output(run, output)
    run.let_go()
    _write_file(Path(output), text, force=force)
    run.say(doc.Note(doc.line(f"written to {output}"), "done"))


def _format(put: Put, more: More) -> str:
    there, words = (*FORMATS, *more), ", ".join((*FORMATS, *more))
    if put.format is None:
        ending = Path(put.output).suffix.lower() if put.output else ".txt"
        if (chosen := _BY_ENDING.get(ending)) not in there:
            hint = f"say --format, one of {words}"
            raise UsageError(f"--output {put.output}: no format is known by that ending", hint=hint)
        return chosen
    chosen = _BY_ENDING.get(f".{put.format}", put.format)
    if chosen not in there:
        raise UsageError(f"--format {put.format}: there is no such format", hint=f"one of {words}")
    return chosen


def _refuse_output(run: Run, output: str) -> None:
    """Raise UsageError for what names no file, Refused for one of the journal, forced or not."""
    path = Path(output)
    if not output.strip() or path.is_dir() or output.endswith(("/", os.sep)):
        reason = f"{output} is a folder" if output.strip() else "the name of the file is empty"
        raise UsageError(f"--output: {reason}", hint="name a file, such as page.md")
    inside = Path(os.path.realpath(path.parent)) / path.name
    if inside.is_relative_to(run.root):
        first, *more = inside.relative_to(run.root).parts
        top = first.casefold()
        if top in (*FOLDERS, ".devjournal") if more else top == "journal.toml":
            hint = "choose another place; pages are never written among the records"
            raise Refused(f"{output} is in the journal itself", hint=hint)


def _rendered(run: Run, kind: str, page: Any, document: doc.Document, chosen: str) -> str:
    name = "sentences" if chosen == "terminal" and run.flags.linear else chosen
    module = importlib.import_module(f"devjournal.render.{name}")
    render: Callable[..., str] = getattr(module, f"render_{name}")
    return render(page, kind=kind) if name == "json" else render(document)


def _write_file(path: Path, text: str, *, force: bool) -> None:
    """Write a page, readable by its owner alone, whole or not at all."""
    if path.exists() and not force:
        raise Refused(f"{path} already exists", hint="overwrite it with --force")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DiskError(f"can't write {path}: {why(error)}") from error


def echo_operation(run: Run, operation: Operation, *, dry_run: bool = False) -> None:
    """Print one line a change, then what practice warns of; with --json, one document instead."""
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
    lines = compose_echo(after, operation.changes, run.today, dry_run=dry_run)
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
