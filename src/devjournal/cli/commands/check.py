"""`check`: every file, and all that is wrong with it."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import Context, of
from devjournal.errors import Refused


def command(
    ctx: typer.Context,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Make files private, bring older ones up, move bad logs away."),
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Take warnings for problems.")] = False,
) -> None:
    """Check every file: what can't be read, unknown keys, links and readers that are not there.

    Exits 4 with problems, 0 with warnings alone (with --strict 4).

    Example: devjournal check
    """
    from devjournal.render.compose.problems import compose_problems
    from devjournal.store import check_journal, load_journal

    here = of(ctx)
    if fix:
        _fix(here)
    journal = load_journal(here.root, cache_dir=here.cache_folder)
    problems = check_journal(here.root, journal)
    if here.flags.json:
        here.show_json("check", {"problems": problems})
    else:
        here.show(compose_problems(problems))
    if any(strict or problem.level == "problem" for problem in problems):
        raise typer.Exit(4)


def _fix(here: Context) -> None:
    from devjournal.store import fix_permissions
    from devjournal.store.aside import move_aside
    from devjournal.store.format_version import refuse_known_newer

    here.about_to_write()
    try:
        refuse_known_newer(here.root)
    except Refused as newer:
        here.tell(f"nothing was fixed: {newer.message}")
        return
    for moved in move_aside(here.root):
        held = ", ".join(filter(None, (moved.words, *moved.paths))) or "nothing that can be read"
        here.tell(f"{moved.path} was damaged and is {moved.now} now; it held: {held}")
    if brought := _bring_up(here):
        here.tell(f"brought up from an older version: {brought} files; undo takes it back")
    count = fix_permissions(here.root)
    if count:
        here.tell(f"made private again: {count} files and folders")


def _bring_up(here: Context) -> int:
    """Bring the files of an older version up, once the profile can be read; return how many."""
    from devjournal.store import load_journal
    from devjournal.store.layout import SCHEMA

    profile = load_journal(here.root, cache_dir=None).profile
    if profile is None or profile.record.schema >= SCHEMA:
        return 0
    from devjournal.store.migrate import migrate

    return migrate(here.root, at=here.clock)
