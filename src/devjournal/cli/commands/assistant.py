"""`mcp`: the journal as an assistant sees it, on stdin and stdout."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from devjournal.cli.run import Run
from devjournal.errors import DevjournalError, missing_extra

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.journal.journal import Journal


def mcp(run: Run) -> None:
    """Let an assistant read what you opened to it, and suggest what to keep.

    A program that talks the Model Context Protocol starts this; nothing goes out but to it.
    It sees what you share with `assistant`, and the kinds of settings.assistant_sees; what it
    suggests is kept once you confirm it. `devjournal help assistant` says how to set it up.

    Example: devjournal mcp
    """
    try:
        from devjournal.exchange.assistant import Host, server_for
    except ModuleNotFoundError as error:
        if error.name != "mcp":
            raise
        raise missing_extra("devjournal mcp", error.name, "mcp") from None

    root = str(run.root)
    if run.system.stdin.isatty():
        run.tell("waiting for an assistant on stdin; Ctrl-C ends it")

    @contextmanager
    def opened() -> Iterator[tuple[Journal, dt.datetime]]:
        fresh = Run(run.system)
        fresh.flags.journal = root
        try:
            yield fresh.journal, fresh.now
        finally:
            fresh.let_go()

    def keep(words: Sequence[str]) -> None:
        from devjournal.cli.app import execute

        what, *told = words
        system = run.system._replace(stdin=io.StringIO(), stdout=run.system.stderr)
        line = ["--journal", root, "--no-input", what, "--", *told]
        if execute(line, system):
            raise DevjournalError("see above")

    server_for(Host(opened, keep, run.tell)).run("stdio")
