"""One run of the program: its flags, its journal, its clock, and what it shows and writes.

Commands get all of these from here, so that a test gives others and nothing else changes.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from devjournal.cli.streams import write_json
from devjournal.dates import Anchors, Look, parse_clock, parse_day, parse_moment
from devjournal.errors import BadFile, UsageError

if TYPE_CHECKING:
    import typer

    from devjournal.changes.operation import Changes, Operation
    from devjournal.journal.journal import Journal
    from devjournal.render.document import Document
    from devjournal.render.terminal import ColorChoice


@dataclasses.dataclass
class Flags:
    """The options that every command understands, before and after its name."""

    journal: str | None = None
    json: bool = False
    color: ColorChoice = "auto"
    linear: bool = False
    no_input: bool = False
    debug: bool = False


@dataclasses.dataclass
class System:
    """What a run of the program finds: environment, streams, folder, chance."""

    environ: Mapping[str, str]
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    cwd: Path
    draw: Callable[[str], str]


def real_system() -> System:
    """Return the system that the program was started on."""
    import sys

    return System(
        environ=os.environ,
        stdin=sys.stdin,
        stdout=sys.stdout,
        stderr=sys.stderr,
        cwd=Path.cwd(),
        draw=lambda alphabet: alphabet[os.urandom(2)[0] % len(alphabet)],
    )


class Run:
    """One run of the program."""

    def __init__(self, system: System) -> None:
        """Begin on a system; flags are filled in as they are parsed."""
        self.system = system
        self.flags = Flags()
        self.has_shown_json = False
        self.has_parsed = False

    @property
    def environ(self) -> Mapping[str, str]:
        """The environment."""
        return self.system.environ

    @cached_property
    def root(self) -> Path:
        """The journal's folder; raises NotFound if there is no journal."""
        from devjournal.store import find_root

        return find_root(self.system.cwd, self.flags.journal, self.environ, self.data_folder())

    def data_folder(self) -> Path:
        """The platform's folder for a journal that nobody put elsewhere."""
        import platformdirs

        return Path(platformdirs.user_data_dir("devjournal"))

    @cached_property
    def cache_folder(self) -> Path:
        """The platform's folder for what may be deleted."""
        import platformdirs

        return Path(platformdirs.user_cache_dir("devjournal"))

    @cached_property
    def draft_folder(self) -> Path:
        """Where text of this journal is kept that was not used yet; each journal has its own."""
        import platformdirs

        from devjournal.store.drafts import folder_name

        return Path(platformdirs.user_state_dir("devjournal")) / "drafts" / folder_name(self.root)

    @cached_property
    def journal(self) -> Journal:
        """The journal; raises NotFound if there is none, BadFile if its profile can't be read.

        From now on writers wait, so that all that is read is of one state, until `let_go`.
        """
        from devjournal.store import load_journal, take_read_lock

        take_read_lock(self.root)
        journal = load_journal(self.root, cache_dir=self.cache_folder)
        for problem in journal.problems(["profile"]):
            if problem.level == "problem":
                raise problem.as_error()
        return journal

    @cached_property
    def now(self) -> dt.datetime:
        """The present moment in the journal's zone; DEVJOURNAL_TODAY sets it."""
        return self._clock(self.journal.zone)

    @cached_property
    def clock(self) -> dt.datetime:
        """The present moment in the machine's zone, where there may be no journal yet."""
        return self._clock(None)

    def _clock(self, zone: dt.tzinfo | None) -> dt.datetime:
        told = self.environ.get("DEVJOURNAL_TODAY")
        if not told:
            return dt.datetime.now(zone).astimezone(zone)
        local = zone or dt.datetime.now().astimezone().tzinfo or dt.UTC
        return parse_clock(told, local)

    @property
    def today(self) -> dt.date:
        """The present day."""
        return self.now.date()

    @property
    def week_start(self) -> int:
        """The day a week starts on, 0 for Monday."""
        from devjournal.config import week_start

        profile = self.journal.profile
        return week_start(profile.record.settings if profile else {})

    def day(self, text: str, *, look: Look = "forward", after: dt.date | None = None) -> dt.date:
        """Return the day that a person wrote; `after` is what `next` means."""
        anchors = Anchors(next=after, week_start=self.week_start)
        return parse_day(text, self.today, look=look, anchors=anchors)

    def moment(
        self, text: str, *, time: dt.time | None = None, look: Look = "forward"
    ) -> dt.datetime:
        """Return the moment that a person wrote; `time` is that of a day written alone."""
        return parse_moment(
            text,
            self.today,
            zone=self.journal.zone or self.now.tzinfo or dt.UTC,
            default_time=time,
            look=look,
            anchors=Anchors(week_start=self.week_start),
        )

    def let_go(self) -> None:
        """Let writers in: before anything is asked or shown, and at the end.

        What a command writes does so by itself.
        """
        if "root" in self.__dict__:
            from devjournal.store import release_read_lock

            release_read_lock(self.root)

    def draft(self) -> Changes:
        """Return a new draft of changes to the journal."""
        from devjournal.changes.operation import Changes

        return Changes(self.journal, self.now, self.system.draw)

    def commit(self, operation: Operation, *, dry_run: bool = False) -> None:
        """Write what an operation changes, and echo it as it was understood."""
        from devjournal.cli.output import echo_operation

        if operation.changes and not dry_run:
            from devjournal.store import commit

            commit(self.root, operation.words, operation.changes, at=self.now)
        echo_operation(self, operation, dry_run=dry_run)

    def forget_cache(self) -> None:
        """Remove what is cached of this journal; it costs one slower run."""
        from devjournal.store.cache import forget

        forget(self.cache_folder, self.root)

    @property
    def is_interactive(self) -> bool:
        """Whether somebody is there to be asked."""
        return (
            not self.flags.no_input and self.system.stdin.isatty() and self.system.stderr.isatty()
        )

    def ask(self, question: str, *, flag: str, optional: bool = False) -> str:
        """Ask for what is missing; without a terminal raises UsageError naming the flag."""
        if not self.is_interactive:
            raise UsageError(f"missing: {question.lower()}", hint=f"say it with {flag}")
        from devjournal.cli.prompts import ask

        self.let_go()
        return ask(self, question, optional=optional)

    def tell(self, words: str) -> None:
        """Print a line of talk to stderr."""
        from devjournal.render.document import Document, Paragraph, Span, line

        told = tuple(Paragraph(line(Span(one, "dim"))) for one in words.split("\n"))
        self.say(Document(blocks=told))

    def say(self, document: Document) -> None:
        """Print talk to stderr."""
        self._print(document, self.system.stderr)

    def show(self, document: Document) -> None:
        """Print data to stdout."""
        self._print(document, self.system.stdout)

    def show_json(self, kind: str, payload: Any) -> None:
        """Print one JSON document to stdout."""
        from devjournal.render.json import render_json

        text = render_json(payload, kind=kind)
        self.let_go()
        write_json(self.system.stdout, text)
        self.has_shown_json = True

    def _print(self, document: Document, stream: TextIO) -> None:
        # Rich costs a quarter of a command: what prints no page does without.
        from devjournal.render.terminal import console_for, show

        console = console_for(stream, color=self.flags.color, environ=self.environ)
        self.let_go()
        show(console, document, linear=self.flags.linear)

    def require_readable(self, kinds: tuple[str, ...]) -> None:
        """Raise BadFile with every problem in the files of these kinds; tell their warnings.

        Called after the good records were shown: a reading command shows them, and exits 4.
        """
        found = self.journal.problems(kinds)
        for warning in (p for p in found if p.level == "warning"):
            self.tell("\n".join(filter(None, (f"warning: {warning}", warning.hint))))
        problems = [p for p in found if p.level == "problem"]
        if problems:
            hints = sorted({problem.hint for problem in problems if problem.hint})
            raise BadFile("\n".join(map(str, problems)), hint="\n".join(hints) or None)


def of(ctx: typer.Context) -> Run:
    """Return this run from Typer's."""
    return cast("Run", ctx.find_root().obj)
