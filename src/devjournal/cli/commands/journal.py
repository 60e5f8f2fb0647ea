"""The journal as a whole: made, checked, undone, purged, and where it is."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from devjournal.cli.output import tell_rewound
from devjournal.cli.run import Run, System
from devjournal.cli.streams import write_json
from devjournal.cli.values import in_range
from devjournal.errors import Ambiguous, BadFile, DevjournalError, NotFound, Refused, UsageError
from devjournal.journal.stored import Ref
from devjournal.render.document import (
    Column,
    Document,
    Note,
    Span,
    Table,
    line,
)

if TYPE_CHECKING:
    from devjournal.store.history import Step
    from devjournal.store.purge import Purged


_NEXT = 'devjournal meet "NAME" --as mentor --purpose "WHY" --next "thu 15:00"'


def init(
    run: Run,
    folder: Annotated[
        str | None,
        typer.Argument(help="Where; otherwise --journal, DEVJOURNAL_DIR, or your data folder."),
    ] = None,
    name: Annotated[str | None, typer.Option(help="Your name.")] = None,
    role: Annotated[str | None, typer.Option(help="Your role today.")] = None,
    aspiration: Annotated[str | None, typer.Option(help="Where you want to go.")] = None,
    timezone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="Such as Europe/Dublin; the machine's by default."),
    ] = None,
) -> None:
    """Create a journal: a folder of files that are yours, private from the first line.

    Example: devjournal init --name "Maya Quinn"
    """
    from devjournal.changes.records import new_profile
    from devjournal.store.plan import create_journal, refuse_second

    root = _root(run, folder)
    refuse_second(root)
    if name is None:
        name = run.ask("Your name", flag="--name")
        role = role or run.ask("Your role today", flag="--role", optional=True)
        aspiration = aspiration or run.ask(
            "Where do you want to go", flag="--aspiration", optional=True
        )
    profile = new_profile(
        name,
        role=role,
        aspiration=aspiration,
        timezone=timezone or _machine_zone(run),
        today=run.clock.date(),
    )
    create_journal(root, profile)
    if run.flags.json:
        run.show_json("created", {"journal": str(root)})
        return
    made = line(f"a journal for {profile.name} in ", Span(str(root), "id"))
    step = line("next: ", Span(_NEXT, "command"))
    run.say(Document(blocks=(Note(made, "done"), Note(step))))


def _root(run: Run, folder: str | None) -> Path:
    from devjournal.store.load import VARIABLE, folder_given

    told = folder or run.flags.journal or run.environ.get(VARIABLE)
    return folder_given(run.system.cwd, told) if told else run.data_folder()


def _machine_zone(run: Run) -> str | None:
    """Return the name of the machine's time zone, where it can be told."""
    from zoneinfo import available_timezones

    told = run.environ.get("TZ") or _linked_zone()
    return told if told in available_timezones() else None


def _linked_zone() -> str:
    try:
        return str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    except OSError:
        return ""


TODAY = "2026-10-14T09:00"
"""The day that the example journals are told on."""

EXAMPLES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "maya": (
        ("today",),
        ("prep", "priya"),
        ("review", "--for", "manager", "--period", "cycle"),
    ),
    "signe": (("today",), ("prep", "jonas"), ("review", "--period", "cycle")),
}
"""The main job on each: what needs me, the agenda before a meeting, the page before a review."""


def demo(
    run: Run,
    example: Annotated[
        str, typer.Option(metavar="NAME", help="maya, who has mentors (the default), or signe.")
    ] = "maya",
) -> None:
    """Show devjournal at work on an example journal: the dashboard, an agenda and a review.

    Signe mentors two people, and has a mentor herself.

    Example: devjournal demo
    """
    from devjournal.cli.app import execute

    if run.flags.json:
        raise UsageError("demo has no --json", hint="the commands that it shows have it")
    if example not in EXAMPLES:
        raise UsageError(
            f"no example is called {example!r}", hint=f"there are {', '.join(EXAMPLES)}"
        )
    folder = _folder(example)
    for arguments in EXAMPLES[example]:
        run.system.stdout.write(f"$ devjournal {' '.join(arguments)}\n\n")
        run.system.stdout.flush()
        code = execute(_with_flags(run, folder, arguments), _on_the_day(run))
        if code != 0:
            raise typer.Exit(code)
        run.system.stdout.write("\n")
    run.tell('That was an invented journal. Yours begins with "devjournal init".')


def _with_flags(run: Run, folder: Path, arguments: tuple[str, ...]) -> list[str]:
    return ["--journal", str(folder), "--color", run.flags.color, *arguments]


def _on_the_day(run: Run) -> System:
    return dataclasses.replace(run.system, environ={**run.environ, "DEVJOURNAL_TODAY": TODAY})


def _folder(example: str) -> Path:
    """Return the example's folder: inside the installed package, or beside its source."""
    package = Path(__file__).parents[2]
    for folder in (package / "examples" / example, package.parents[1] / "examples" / example):
        if folder.is_dir():
            return folder
    raise NotFound("the example journal is not part of this installation")


def check(
    run: Run,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", help="Make files private, upgrade older ones, move damaged logs away."
        ),
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as problems.")] = False,
) -> None:
    """Check every file: syntax, values, unknown keys, and links and readers that don't exist.

    Exits with 4 if there are problems, with --strict also for warnings.

    Example: devjournal check
    """
    from devjournal.pages.upkeep import compose_problems
    from devjournal.store import check_journal, load_journal

    if fix:
        _fix(run)
    journal = load_journal(run.root, cache_dir=run.cache_folder)
    problems = check_journal(run.root, journal)
    if run.flags.json:
        run.show_json("check", {"problems": problems})
    else:
        run.show(compose_problems(problems))
    if any(strict or problem.level == "problem" for problem in problems):
        raise typer.Exit(4)


def _fix(run: Run) -> None:
    from devjournal.store import fix_permissions
    from devjournal.store.check import quarantine
    from devjournal.store.transaction import refuse_known_newer

    try:
        refuse_known_newer(run.root)
    except Refused as newer:
        run.tell(f"nothing was fixed: {newer.message}")
        return
    for moved in quarantine(run.root):
        held = ", ".join(filter(None, (moved.words, *moved.paths))) or "nothing that can be read"
        run.tell(f"{moved.path} was damaged and is now {moved.now}; it held: {held}")
    if brought := _bring_up(run):
        run.tell(f"upgraded from an older version: {brought} files; undo takes it back")
    count = fix_permissions(run.root)
    if count:
        run.tell(f"made private again: {count} files and folders")


def _bring_up(run: Run) -> int:
    """Bring the files of an older version up, once the profile can be read; return how many."""
    from devjournal.store import load_journal
    from devjournal.store.files import SCHEMA

    profile = load_journal(run.root, cache_dir=None).profile
    if profile is None or profile.record.schema >= SCHEMA:
        return 0
    from devjournal.store.plan import migrate

    return migrate(run.root, at=run.clock)


def undo(run: Run) -> None:
    """Undo the last change, exactly; repeat it for the changes before.

    What you changed by hand since is never overwritten: you are told, and nothing is undone.

    Example: devjournal undo
    """
    from devjournal.store import undo

    tell_rewound(run, "Undid", undo(run.root, at=run.clock))


def redo(run: Run) -> None:
    """Redo what was undone last; possible until something new is done.

    Example: devjournal redo
    """
    from devjournal.store import redo

    tell_rewound(run, "Redid", redo(run.root, at=run.clock))


def history(
    run: Run,
    limit: Annotated[
        int, typer.Option(metavar="N", help="How many steps of each list to show.")
    ] = 20,
) -> None:
    """List what was done, newest first, after what was undone and can be redone.

    Example: devjournal history --limit 5
    """
    from devjournal.pages.upkeep import compose_history
    from devjournal.store import past_of

    in_range("--limit", limit, 1, 10_000)
    past = past_of(run.root, limit)
    if run.flags.json:
        told = {"done": list(map(_facts, past.done)), "undone": list(map(_facts, past.undone))}
        run.show_json("history", told)
    else:
        run.show(compose_history(past.done, past.undone))
    if past.damaged:
        raise BadFile("\n".join(past.damaged), hint="for more: devjournal check")


def _facts(step: Step) -> dict[str, object]:
    return {"at": step.at, "words": step.words, "paths": [write.path for write in step.writes]}


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


def purge(
    run: Run,
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="The record; folder/id once it is deleted.")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Forget a record for good: its file, and what undo, drafts and the history hold of it.

    This can't be undone. What devjournal can't reach is named.

    Example: devjournal purge actions/kwdf-cost-to-serve-draft-for-priya --yes
    """
    from devjournal.store.purge import purge

    kind, whole = _purged_record(run, id_)
    if not yes:
        _ask_to_purge(run, f"{kind} {whole}")
    told = purge(run.root, kind, whole, drafts=run.draft_folder)
    run.forget_cache()
    if not any((told.files, told.steps, told.copies, told.drafts)):
        raise NotFound(f"nothing is kept of {kind} {whole}", hint="see devjournal history")
    if run.flags.json:
        run.show_json("purged", {"record": Ref(kind, whole), "forgotten": told})
        return
    run.tell(f"✓ {kind} {whole} is forgotten: {_counted(told)}")
    run.tell(_OUT_OF_REACH)


def _counted(told: Purged) -> str:
    counts = (told.files, told.steps, told.copies, told.drafts)
    return ", ".join(
        f"{count} {one if count == 1 else many}"
        for count, (one, many) in zip(counts, _COUNTED, strict=True)
        if count
    )


def _purged_record(run: Run, text: str) -> tuple[str, str]:
    """Return the record that is meant: one that is there, or, as folder/id, one that was.

    Raises NotFound, BadFile, and Ambiguous for the beginning of several.
    """
    from devjournal.journal.names import find
    from devjournal.models.ids import check_id
    from devjournal.models.registry import FOLDERS

    folder, slash, rest = text.partition("/")
    if not slash or folder not in FOLDERS:
        stored = find(run.journal, text)
        return stored.kind, stored.id
    check_id(rest)
    if not _is_kept(run, f"{text}.toml"):
        _refuse_beginning(run, text)
    return FOLDERS[folder].name, rest


def _refuse_beginning(run: Run, text: str) -> None:
    """Raise Ambiguous if the beginning of an id stands where one that is gone might be meant."""
    from devjournal.journal.names import find

    try:
        stored = find(run.journal, text)
    except Ambiguous:
        raise
    except (BadFile, NotFound):
        return  # drafts and damaged logs may still tell of it
    raise Ambiguous(
        f"{text} is not the whole id of {stored.id}",
        candidates=(stored.id,),
        hint="say it in full: what is purged can't be brought back",
    )


def _is_kept(run: Run, path: str) -> bool:
    """Whether a file is there, or the history still holds it."""
    from devjournal.store import past_of
    from devjournal.store.history import MOST_STEPS

    if os.path.lexists(run.root / path):
        return True
    past = past_of(run.root, MOST_STEPS + 1)
    return any(one.path == path for step in (*past.done, *past.undone) for one in step.writes)


def _ask_to_purge(run: Run, what: str) -> None:
    answer = run.ask(f"Forget {what} for good, without undo (yes/no)", flag="--yes")
    if answer.strip().lower() not in ("y", "yes"):
        raise DevjournalError("nothing was purged")


def schema(
    run: Run,
    kind: Annotated[
        str | None, typer.Argument(help="action, goal and so on; every kind unless given.")
    ] = None,
) -> None:
    """Print the JSON Schema of a kind's files, so that an editor can complete and check them.

    Example: devjournal schema action
    """
    from devjournal.models import validation
    from devjournal.models.registry import KINDS, kind_called

    if kind is None:
        found = {name: validation.schema(name) for name in KINDS}
    else:
        found = validation.schema(kind_called(kind).name)
    if run.flags.json:
        run.show_json("schema", {"schema": found})
        return
    write_json(run.system.stdout, json.dumps(found, indent=2, ensure_ascii=False) + "\n")


def where(run: Run) -> None:
    """Show where the journal is, and where devjournal keeps its cache and drafts.

    Example: devjournal where
    """
    places = {
        "journal": str(run.root),
        "cache": str(run.cache_folder),
        "drafts": str(run.draft_folder),
    }
    if run.flags.json:
        run.show_json("where", places)
        return
    rows = tuple((line(Span(name, "label")), line(path)) for name, path in places.items())
    run.show(Document(blocks=(Table((Column(), Column(wrap=True)), rows, head=False),)))
