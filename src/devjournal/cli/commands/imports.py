"""`import`: what other programs wrote becomes records, as one step that can be undone."""

from __future__ import annotations

import datetime as dt
import importlib
import itertools
from json.decoder import JSONDecodeError
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from devjournal.cli.flags import Taking, Text, Texts, argument, option
from devjournal.cli.run import Run
from devjournal.cli.values import one_of
from devjournal.errors import MOST_TOLD, BadFile, NotFound, UsageError, in_one
from devjournal.shell import command

if TYPE_CHECKING:
    from devjournal.exchange.arrivals import Arrival


File = Annotated[str, argument("The file; - is what comes on stdin.", "FILE")]
Owner = Annotated[
    Text, option("--owner OWNER", "Whose they are where the file doesn't say: me (default), them.")
]
_LARGEST = 64 << 20
"""Bytes of the largest file that is taken."""

_MOST_ITEMS = 20_000
"""How many items are taken at once: ids have four letters, and few of those are left by then."""

_MOST_LINES = 10
"""Of how many records an import says a line each."""


Kind = Annotated[
    Text, option("--kind KIND", "What a row is: action (the default), person, goal, win and so on.")
]
Map = Annotated[
    Texts, option("--map FIELD=COLUMN", "A column that is called otherwise (repeatable).")
]


def import_csv(
    run: Run,
    file: File,
    taking: Taking,
    kind: Kind = None,
    map_: Map = None,
    owner: Owner = None,
) -> None:
    """Bring in the rows of a table as records of one kind.

    Its first line names the columns: those that are called as a field, as `list KIND --format
    csv` writes them, are taken; --map title=Task names others. A day is 2026-11-19.

    Example: devjournal import csv actions.csv --map title=Task --dry-run
    """
    columns = dict(_mapped(one) for one in map_ or ())
    _import(run, "csv", "a table", file, taking, owner, kind=kind or "action", columns=columns)


def _mapped(text: str) -> tuple[str, str]:
    field, sign, column = text.partition("=")
    if not (field.strip() and sign and column.strip()):
        raise UsageError(f"--map {text}: is no pair", hint="as in --map title=Task")
    return field.strip(), column.strip()


def import_jrnl(run: Run, file: File, taking: Taking) -> None:
    """Bring in the entries of a jrnl as notes, from what `jrnl --format json` writes.

    A tag that names a kind of entry, such as @win, makes it one; a tag that names a relationship
    becomes that link. The hour stays behind.

    Example: devjournal import jrnl jrnl.json --dry-run
    """
    _import(run, "jrnl", "jrnl", file, taking)


def import_markdown(run: Run, file: File, taking: Taking, owner: Owner = None) -> None:
    """Bring in checklists as action items, with the signs of Obsidian Tasks and Logseq.

    Each line with a box, or with a word such as TODO, is one. A tag that names a relationship
    becomes that link.

    Example: devjournal import markdown notes.md --dry-run
    """
    _import(run, "markdown", "Markdown", file, taking, owner)


def import_json(run: Run, file: File, taking: Taking) -> None:
    """Bring in another journal, as `export json` wrote it; each record keeps its id.

    What is here already stays as it is. Into a journal that has nothing but a profile, that
    one's profile comes, too.

    Example: devjournal import json journal.json --dry-run
    """
    _import(run, "json", "a journal", file, taking)


def import_taskwarrior(run: Run, file: File, taking: Taking, owner: Owner = None) -> None:
    """Bring in tasks as action items, from what `task export` writes.

    A tag that names a relationship, and a project that names a goal, become that link; the tag
    theirs says that they promised it. A template of what repeats stays out.

    Example: devjournal import taskwarrior tasks.json --dry-run
    """
    _import(run, "taskwarrior", "Taskwarrior", file, taking, owner)


def import_todotxt(run: Run, file: File, taking: Taking, owner: Owner = None) -> None:
    """Bring in the lines of a todo.txt as action items.

    A context that names a relationship, and a project that names a goal, become that link; the
    others at the beginning or the end of a line become tags.

    Example: devjournal import todotxt todo.txt --dry-run
    """
    _import(run, "todotxt", "todo.txt", file, taking, owner)


def _import(
    run: Run,
    form: str,
    called: str,
    file: str,
    taking: Taking,
    owner: str | None = None,
    **more: Any,
) -> None:
    """Import a file of a format as one commit; on a dry run show what would come."""
    from devjournal.exchange.arrivals import arrive, compose_arrival, tally
    from devjournal.exchange.incoming import Here
    from devjournal.exchange.outgoing import Links

    one_of("--owner", owner, ("me", "them"))
    reader = importlib.import_module(f"devjournal.exchange.{form}")
    text = text_of_file(run, file)
    here = Here(
        Links(run.journal), run.journal.zone or run.now.tzinfo or dt.UTC, owner or "me", **more
    )
    changes = run.changes()
    try:
        found = [*itertools.islice(reader.read(text, here), _MOST_ITEMS + 1)]
    except JSONDecodeError as error:
        place = f"{name_of(file)}:{error.lineno}:{error.colno}"
        hint = "nothing was imported"
        raise BadFile(f"{place}: is no JSON as it should be: {error.msg}", hint=hint) from error
    if len(found) > _MOST_ITEMS:
        reason = f"{name_of(file)}: has more than {_MOST_ITEMS:,} items; nothing was imported"
        raise BadFile(reason, hint="import it in parts")
    if hasattr(reader, "restore"):
        arrival = reader.restore(changes, name_of(file), found)
    else:
        known = reader.known(run.journal) if hasattr(reader, "known") else {}
        arrival = arrive(changes, form, name_of(file), found, known)
    if taking.dry_run:
        run.present("import", arrival, lambda: compose_arrival(arrival, run.today))
    bad = arrival.of("bad")
    if bad and not taking.keep_going:
        again = command("import", form, file, "--keep-going")
        raise _not_taken(arrival, "--keep-going" if file == "-" else again)
    if not taking.dry_run:
        number = len(arrival.of("new"))
        words = f"imported {number} record{'s' * (number != 1)} from {called}"
        if run.flags.json:
            run.show_json("import", arrival)
        run.commit(changes.operation(words), most=_MOST_LINES)
        run.tell(f"{tally(arrival)}, of {name_of(file)}")
        _tell_left(run, arrival)
    run.require_readable()


def _not_taken(arrival: Arrival, rest: str) -> BadFile:
    """Return the error for lines that can't be taken, each where it stands."""
    bad = arrival.of("bad")
    told = [(f"{arrival.file}:{row.line}: {row.reason}", row.hint) for row in bad[:MOST_TOLD]]
    if more := len(bad) - len(told):
        told.append((f"and {more} more", None))
    told.append(("nothing was imported", f"to take the rest: {rest}"))
    message, hint = in_one(told)
    return BadFile(message, hint=hint)


def _tell_left(run: Run, arrival: Arrival) -> None:
    """Say what was not taken, and what a journal has no place for."""
    from devjournal.exchange.arrivals import lost_words

    for row in arrival.of("bad"):
        run.tell(f"left out: {arrival.file}:{row.line}: {row.reason}", row.hint)
    if lost := lost_words(arrival):
        run.tell(f"a journal has no place for: {lost}")


def name_of(file: str) -> str:
    """Return what a file is called where something is said of it."""
    return "stdin" if file == "-" else file


def file_called(file: str) -> Path:
    """Return the path of a file to import; raises NotFound where there is none."""
    path = Path(file).resolve()
    if not path.exists():
        raise NotFound(f"there is no file {file}")
    return path


def text_of_file(run: Run, file: str) -> str:
    """Return a file's text; raises NotFound, and BadFile for what is none."""
    from devjournal.store.files import Unreadable
    from devjournal.store.toml import text_of

    try:
        return text_of(bytes_of_file(run, file), "delete it")
    except Unreadable as error:
        numbers = (one for one in (error.line, error.column) if one is not None)
        place = ":".join([name_of(file), *map(str, numbers)])
        raise BadFile(f"{place}: {error.reason}", hint="nothing was imported") from error


def bytes_of_file(run: Run, file: str) -> bytes:
    """Return a file's bytes; raises NotFound, and BadFile for what can't be read."""
    from devjournal.store.files import Unreadable, read_regular, why

    try:
        if file == "-":
            stdin = run.system.stdin
            raw = getattr(stdin, "buffer", None)
            data = raw.read(_LARGEST + 1) if raw else stdin.read(_LARGEST + 1).encode()
        else:
            data = read_regular(file_called(file), most=_LARGEST)
    except (OSError, ValueError, Unreadable) as error:
        reason = error.reason if isinstance(error, Unreadable) else f"can't be read: {why(error)}"
        raise BadFile(f"{name_of(file)}: {reason}", hint="nothing was read of it") from error
    if len(data) > _LARGEST:
        raise BadFile(f"{name_of(file)}: is larger than {_LARGEST >> 20} MiB")
    return data
