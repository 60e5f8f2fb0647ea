"""`check`: every file, and all that is wrong with it."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of


def command(
    ctx: typer.Context,
    fix: Annotated[bool, typer.Option("--fix", help="Make files private again.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Take warnings for problems.")] = False,
) -> None:
    """Check every file: what can't be read, unknown keys, links and readers that are not there.

    Exits 4 with problems, 0 with warnings alone (with --strict 4).

    Example: devjournal check
    """
    from devjournal.render.compose.problems import compose_problems
    from devjournal.store import check_journal, fix_permissions, load_journal

    here = of(ctx)
    if fix:
        fix_permissions(here.root)
    journal = load_journal(here.root, cache_dir=here.cache_folder)
    problems = check_journal(here.root, journal)
    if here.flags.json:
        here.show_json("check", {"problems": problems})
    else:
        here.show(compose_problems(problems))
    if any(strict or problem.level == "problem" for problem in problems):
        raise typer.Exit(4)
