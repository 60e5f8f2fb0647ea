"""The journal as a whole: made, checked, undone, purged, where it is, and help beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer

from devjournal import store
from devjournal.cli.flags import Text, argument, option
from devjournal.cli.output import present_list, tell_rewound
from devjournal.cli.run import Run, write
from devjournal.cli.values import in_range, one_of, read_value
from devjournal.errors import (
    Ambiguous,
    BadFile,
    DevjournalError,
    NotFound,
    Refused,
    UsageError,
    in_one,
)
from devjournal.journal.names import find
from devjournal.journal.stored import Ref
from devjournal.models.base import by_name
from devjournal.models.ids import check_id, composed
from devjournal.models.registry import FOLDERS, KINDS, kind_called
from devjournal.pages.listing import compose_history, compose_problems
from devjournal.render import document as doc
from devjournal.shell import FILL_IN, NAME, command


def init(
    run: Run,
    folder: Text = argument("Where; otherwise --journal, DEVJOURNAL_DIR, or your data folder."),
    name: Text = option("--name TEXT", "Your name."),
    role: Text = option("--role TEXT", "Your role today."),
    organisation: Text = option("--organisation TEXT", "Your employer in it."),
    aspiration: Text = option("--aspiration TEXT", "Where you want to go."),
    timezone: Text = option("--timezone ZONE", "Such as Europe/Dublin; the machine's by default."),
) -> None:
    """Create a journal: a folder of files that are yours, private from the first line.

    Example: devjournal init --name "Maya Quinn"
    """
    from devjournal.models.profile import Profile, Role
    from devjournal.store.mend import permission_problems
    from devjournal.store.plan import refuse_second
    from devjournal.store.root import VARIABLE, folder_given

    told = folder or run.flags.journal or run.environ.get(VARIABLE)
    root = folder_given(run.system.cwd, told) if told else run.folder("data")
    if root is None:
        raise UsageError("no home folder is known", hint="say in which folder, or set HOME")
    refuse_second(root)
    zone = read_value(run, by_name(Profile)["timezone"], timezone or "") or _machine_zone(run)
    if organisation and not role:
        raise UsageError("--organisation is the employer of a role", hint="add --role")
    if name is None:
        name = run.ask("Your name", flag="--name")
        if not (role or aspiration):
            role = run.ask("Your role today", flag="--role", optional=True)
            if role:
                organisation = run.ask("Your employer", flag="--organisation", optional=True)
            question = "Where do you want to go"
            aspiration = run.ask(question, flag="--aspiration", optional=True)
    profile = Profile(
        schema=1,
        name=name,
        aspiration=aspiration or None,
        timezone=zone,
        roles=(Role(title=role, organisation=organisation or None),) if role else (),
        created=run.clock.date(),
    )
    store.create_journal(root, profile)
    run.happened = "made"
    _bring_schemas(run, root)
    for wide in permission_problems(root):
        to_mend = command("check", "--fix", "--journal", str(root))
        run.tell(f"warning: {root / wide.path}: {wide.reason}", to_mend)
    if run.flags.json:
        run.show_json("created", {"journal": str(root)})
        return
    made = doc.line(f"a journal for {profile.name} in ", doc.Span(str(root), "id"))
    meet = ("meet", NAME, "--as", "mentor", "--purpose", FILL_IN, "--next", "thu 15:00")
    steps = {
        "if you meet somebody already": command(*meet),
        "if you look for somebody": command("skill", "add", FILL_IN),
        "what comes next, on any day": command("today"),
    }
    notes = (doc.Note(doc.line(f"{who}: ", doc.Span(how, "command"))) for who, how in steps.items())
    run.say(doc.Note(made, "done"), *notes)


def _machine_zone(run: Run) -> str | None:
    from zoneinfo import available_timezones

    told = run.environ.get("TZ")
    try:
        told = told or str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    except OSError:
        return None
    return told if told in available_timezones() else None


TODAY = "2026-10-14T09:00"
"""The day that the example journals are told on."""

EXAMPLES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "maya": (("today",), ("prep", "priya"), ("review", "--for", "manager", "--period", "cycle")),
    "signe": (("today",), ("prep", "jonas"), ("review", "--period", "cycle")),
}
"""The main job on each: what needs me, the agenda before a meeting, the page before a review."""


def demo(
    run: Run,
    example: Annotated[
        str, option("--example NAME", "maya, who has mentors (the default), or signe.")
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
        hint = f"there are {', '.join(EXAMPLES)}"
        raise UsageError(f"no example is called {example!r}", hint=hint)
    # Inside the installed package, or beside its source.
    package = Path(__file__).parents[2]
    places = (package / "examples" / example, package.parents[1] / "examples" / example)
    folder = next(filter(Path.is_dir, places), None)
    if folder is None:
        raise NotFound("the example journal is not part of this installation")
    shown = run.system._replace(environ={**run.environ, "DEVJOURNAL_TODAY": TODAY})
    for arguments in EXAMPLES[example]:
        run.system.stdout.write(f"$ devjournal {' '.join(arguments)}\n\n")
        run.system.stdout.flush()
        flags = ["--journal", str(folder), "--color", run.color]
        code = execute([*flags, *arguments], shown)
        if code != 0:
            raise typer.Exit(code)
        run.system.stdout.write("\n")
    run.tell('That was an invented journal. Yours begins with "devjournal init".')


def check(
    run: Run,
    fix: bool = option(
        "--fix",
        "Make files private, upgrade older ones, move damaged logs away, write editors' schemas.",
    ),
    strict: bool = option("--strict", "Treat warnings as problems."),
    format_: Text = option(
        "--format FORMAT", "terminal or github: lines that a workflow shows beside the files."
    ),
) -> None:
    """Check every file: syntax, values, unknown keys, and links and readers that don't exist.

    Exits with 4 if there are problems, with --strict also for warnings. All of them are told at
    once. What editors need to complete and check a file stands in .devjournal/schemas.

    Example: devjournal check
    """
    one_of("--format", format_, ("terminal", "github"))
    if fix:
        _fix(run)
    journal = store.load_journal(run.root, cache_dir=run.cache_folder)
    problems = store.check_journal(run.root, journal, journal.day_of(run.clock))
    if format_ == "github" and not run.flags.json:
        from devjournal.exchange.annotations import render_annotations

        # A repository's folder is where a workflow runs; of one elsewhere there is none to name.
        folder = os.path.relpath(run.root, run.system.cwd) if run.system.cwd else "."
        folder = "" if folder.startswith(".") else f"{folder}/"
        write(run.system.stdout, render_annotations(problems, folder))
    else:
        run.present("check", {"problems": problems}, lambda: compose_problems(problems))
    if any(strict or problem.level == "problem" for problem in problems):
        raise typer.Exit(4)


def _fix(run: Run) -> None:
    from devjournal.store.files import SCHEMA
    from devjournal.store.mend import quarantine, refuse_known_newer

    try:
        refuse_known_newer(run.root)
    except Refused as newer:
        run.tell(f"nothing was fixed: {newer.message}")
        return
    for moved in quarantine(run.to_write()):
        held = ", ".join(filter(None, (moved.words, *moved.paths))) or "nothing that can be read"
        run.tell(f"{moved.path} was damaged and is now {moved.now}; it held: {held}")
    # Files of an older version are brought up once the profile can be read.
    profile = store.load_journal(run.root, cache_dir=None).profile
    if profile and profile.record.schema < SCHEMA:
        from devjournal.store.plan import migrate

        if brought := migrate(run.root, at=run.clock):
            run.happened = "upgraded"
            run.tell(f"upgraded from an older version: {brought} files; undo takes it back")
    if count := store.fix_permissions(run.root):
        run.tell(f"made private again: {count} files and folders")
    _bring_schemas(run, run.root)


def _bring_schemas(run: Run, root: Path) -> None:
    from devjournal.store.editors import SCHEMAS, bring_schemas  # with pydantic

    brought = bring_schemas(root)
    if brought.written and run.happened != "made":
        run.tell(f"for editors with Tombi or Taplo: {SCHEMAS} and their settings")
    for path in brought.left:
        run.tell(f"{path} is your own, and stays; {SCHEMAS} has a schema for each kind")


def undo(run: Run) -> None:
    """Undo the last change, exactly; repeat it for the changes before.

    What you changed by hand since is never overwritten: you are told, and nothing is undone.

    Example: devjournal undo
    """
    _rewind(run, "Undid", store.undo)


def redo(run: Run) -> None:
    """Redo what was undone last; possible until something new is done.

    Example: devjournal redo
    """
    _rewind(run, "Redid", store.redo)


def _rewind(run: Run, said: str, rewind: Callable[..., Any]) -> None:
    step = rewind(run.to_write(), at=run.clock)
    run.happened = {"Undid": "undone", "Redid": "redone"}[said]
    tell_rewound(run, said, step)


def history(
    run: Run,
    limit: Annotated[int, option("--limit N", "How many steps of each list to show.")] = 20,
) -> None:
    """List what was done, newest first, after what was undone and can be redone.

    In a pipe each step is one line, with tabs between its moment, its words and undone or -.

    Example: devjournal history --limit 5
    """
    in_range("--limit", limit, 1, 10_000)
    past = store.past_of(run.root, limit)
    told = {
        name: [
            {"at": step.at, "words": step.words, "paths": [one.path for one in step.writes]}
            for step in steps
        ]
        for name, steps in (("done", past.done), ("undone", past.undone))
    }
    present_list(run, "history", told, lambda: compose_history(past.done, past.undone))
    if past.damaged:
        message, hint = in_one((one.message, one.hint) for one in past.damaged)
        is_newer = all(isinstance(one, Refused) for one in past.damaged)
        raise (Refused if is_newer else BadFile)(message, hint=hint)


_COUNTED = {
    "files": "file",
    "steps of the history": "step of the history",
    "copies": "copy",
    "drafts": "draft",
}
"""What is counted of what was forgotten, in the order of its fields: many, and one."""


def purge(
    run: Run,
    id_: Annotated[str, argument("The record; folder/id once it is deleted.")],
    yes: bool = option("--yes", "Don't ask."),
) -> None:
    """Forget a record for good: its file, and what undo, drafts and the history hold of it.

    This can't be undone. What devjournal can't reach is named.

    Example: devjournal purge actions/kwdf-cost-to-serve-draft-for-priya --yes
    """
    from devjournal.store.cache import forget
    from devjournal.store.purge import purge

    kind, whole = purged_record(run, id_)
    if not yes:
        question = f"Forget {kind} {whole} for good, without undo"
        if not run.confirm(question, flag="--yes"):
            raise DevjournalError("nothing was purged")
    drafts = run.draft_folder if run.folder("state") else None
    told = purge(run.to_write(), kind, whole, drafts=drafts)
    run.happened = f"{kind} {whole} is forgotten"
    if run.cache_folder:
        forget(run.cache_folder, run.root)
    counts = dict(zip(_COUNTED, (told.files, told.steps, told.copies, told.drafts), strict=True))
    if not any(counts.values()):
        raise NotFound(f"nothing is kept of {kind} {whole}", hint="see devjournal history")
    if run.flags.json:
        run.show_json("purged", {"record": Ref(kind, whole), "forgotten": told})
        return
    words = (f"{n} {_COUNTED[many] if n == 1 else many}" for many, n in counts.items() if n)
    done = f"{kind} {whole} is forgotten: {', '.join(words)}"
    run.say(doc.Note(doc.line(done), "done"))
    run.tell(
        "Out of reach: git's history and its remotes, your editor's backups and swap files, "
        "a sync tool's versions, backups of this machine, and what other records say of it."
    )


def purged_record(run: Run, text: str) -> tuple[str, str]:
    """Return the record that is meant: one that is there, or, as folder/id, one that was."""
    from devjournal.store.files import on_disk
    from devjournal.store.history import MOST_STEPS

    folder, slash, rest = text.partition("/")
    if not slash or folder not in FOLDERS:
        stored = find(run.journal, text)
        return stored.kind, stored.id
    check_id(rest)
    path = composed(f"{text}.toml")
    if not os.path.lexists(run.root / on_disk(run.root, path)):
        past = store.past_of(run.root, MOST_STEPS + 1)
        steps = (*past.done, *past.undone)
        if all(composed(one.path) != path for step in steps for one in step.writes):
            _refuse_beginning(run, text)
    return FOLDERS[folder].name, rest


def _refuse_beginning(run: Run, text: str) -> None:
    """Raise Ambiguous if the beginning of an id stands where one that is gone might be meant."""
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


def schema(
    run: Run, kind: Text = argument("action, goal and so on; every kind unless given.")
) -> None:
    """Print the JSON Schema of a kind's files, so that an editor can complete and check them.

    Example: devjournal schema action
    """
    from devjournal.models.schema import schema as schema_of

    if kind is None:
        found = {name: schema_of(name) for name in KINDS}
    else:
        found = schema_of(kind_called(kind).name)
    if run.flags.json:
        run.show_json("schema", {"schema": found})
        return
    text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    write(run.system.stdout, text, json=True)


def where(run: Run) -> None:
    """Show where the journal is, and where devjournal keeps its cache and drafts.

    Example: devjournal where
    """
    none = "nowhere, as no home folder is known"
    places = {
        "journal": str(run.root),
        "cache": str(run.cache_folder or none),
        "drafts": str(run.draft_folder) if run.folder("state") else none,
    }
    rows = tuple((doc.line(doc.Span(name, "label")), doc.line(at)) for name, at in places.items())
    table = doc.Table((doc.Column(), doc.Column(wrap=True)), rows, head=False)
    run.present("where", places, lambda: doc.Document(blocks=(table,)))


def _here(run: Run) -> Any:
    from devjournal.pages.help import Here

    try:
        today, profile = run.today, run.journal.profile
    except (BadFile, NotFound):  # help needs no journal
        return Here(run.clock.date())
    if profile is None:
        return Here(today)
    zone = "UTC" if run.journal.has_wrong_zone else profile.record.timezone
    return Here(today, zone or Here(today).zone, run.journal.settings.week_start)


def help_(
    run: Run, topic: Text = argument("dates, ids, visibility, states or files; all without one.")
) -> None:
    """Explain how days are written, how records are called, who sees what, what lies where.

    Example: devjournal help dates
    """
    from devjournal.pages.help import TOPICS, build_help, compose_help, compose_topics

    name = topic.strip().lower() if topic is not None else None
    view: Any = {"topics": TOPICS}
    if name is None:
        document = compose_topics(TOPICS)
    elif name in TOPICS:
        view = build_help(name, _here(run))
        document = compose_help(view)
    else:
        hint = f"there are {', '.join(TOPICS)}"
        if near := get_close_matches(name, TOPICS, n=1):
            hint = f"near: {near[0]}; {hint}"
        raise NotFound(f"there is no help on {name!r}", hint=hint)
    run.present("help", view, lambda: document)
