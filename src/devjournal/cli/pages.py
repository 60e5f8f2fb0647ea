"""Putting a page where it was asked for: the terminal, a file, or JSON; one way for all pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.streams import drawn, write
from devjournal.errors import DiskError, Refused, UsageError

if TYPE_CHECKING:
    from devjournal.cli.context import Context
    from devjournal.render.document import Document

FORMATS = ("terminal", "markdown", "json")
_BY_ENDING = {".md": "markdown", ".markdown": "markdown", ".json": "json", ".txt": "terminal"}

READER = Annotated[
    str | None,
    typer.Option("--for", metavar="READER", help="self, manager, exec or a relationship's id."),
]
FORMAT = Annotated[
    str | None, typer.Option("--format", metavar="FORMAT", help=f"{', '.join(FORMATS)}.")
]
OUTPUT = Annotated[
    str | None, typer.Option("--output", metavar="FILE", help="Write the page to a file.")
]
FORCE = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


def reader_called(here: Context, text: str | None) -> str:
    """Return the reader that `--for` names; raises UsageError for one that is not there."""
    if text is None or text in ("self", "me"):
        return "self"
    from devjournal.journal.visibility import is_reader

    if not is_reader(here.journal, text):
        found = _only_one_with(here, text)
        if found:
            return found
        raise UsageError(
            f"there is no reader {text!r}",
            hint="there are self, manager, exec, and the ids of devjournal list relationships",
        )
    return text


def _only_one_with(here: Context, text: str) -> str | None:
    """Return the reader that a person's name means, if there is one relationship with them."""
    from devjournal.journal.names import person_called

    person = person_called(here.journal, text)
    bound = here.journal.relationships if person else ()
    theirs = [one.id for one in bound if person and one.record.person == person.id]
    return theirs[0] if len(theirs) == 1 else None


def put_page(
    here: Context,
    kind: str,
    view: Any,
    document: Document,
    format_: str | None,
    output: str | None,
    *,
    force: bool,
) -> None:
    """Print a page, or write it to a file that is not there yet (or with `force`)."""
    chosen = _format(here, format_, output)
    if output is None and chosen == "terminal":
        here.show(document)
        return
    if output is None and chosen == "json":
        here.show_json(kind, view)
        return
    here.require_one_state()
    text = _rendered(here, kind, view, document, chosen)
    if output is None:
        write(here.around.stdout, text)
        return
    _write(Path(output), text, force=force)
    here.tell(f"✓ written to {output}")


def _format(here: Context, format_: str | None, output: str | None) -> str:
    if here.flags.json:
        return "json"
    if format_ is None:
        ending = Path(output).suffix.lower() if output else ".txt"
        if ending not in _BY_ENDING:
            raise UsageError(
                f"--output {output}: no format is known by that ending",
                hint=f"say --format, one of {', '.join(FORMATS)}",
            )
        return _BY_ENDING[ending]
    if format_ not in FORMATS:
        raise UsageError(
            f"--format {format_}: there is no such format", hint=f"one of {', '.join(FORMATS)}"
        )
    return format_


def _rendered(here: Context, kind: str, view: Any, document: Document, chosen: str) -> str:
    if chosen == "json":
        from devjournal.render.json import render_json

        return render_json(view, kind=kind)
    if chosen == "markdown":
        from devjournal.render.markdown import render_markdown

        return render_markdown(document)
    from devjournal.render.theme import Console

    return drawn(document, Console(), linear=here.flags.linear)


def _write(path: Path, text: str, *, force: bool) -> None:
    """Write a page, readable by its owner alone, whole or not at all."""
    if path.exists() and not force:
        raise Refused(f"{path} is there already", hint="write over it with --force")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DiskError(f"can't write {path}: {error.strerror}") from error
