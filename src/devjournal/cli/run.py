"""One run of the program: its flags, its journal, its clock, and what it shows and writes.

Commands get all of these from here, so that a test gives others and nothing else changes.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from devjournal.cli import prompts
from devjournal.cli.streams import write, write_json
from devjournal.dates.grammar import Anchors, Look, parse_clock, parse_day, parse_moment
from devjournal.errors import BadFile, UsageError
from devjournal.text import clean

if TYPE_CHECKING:
    import typer
    from rich.console import Console

    from devjournal.changes.operation import Changes, Operation
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.base import Record
    from devjournal.render.document import Document, Line
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
        from devjournal.changes.operation import Changes  # not for a run that only reads

        return Changes(self.journal, self.now, self.system.draw)

    def add(self, kind: str, record: Record) -> None:
        """Add a record, and write it."""
        draft = self.draft()
        self.commit(draft.operation(f"added {kind}", draft.add(kind, record)))

    def change(self, stored: Stored[Any], record: Record, words: str) -> None:
        """Change a record, and write it; `words` say what was done to it."""
        draft = self.draft()
        draft.update(stored, record)
        self.commit(draft.operation(words, stored.ref))

    def commit(self, operation: Operation, *, dry_run: bool = False) -> None:
        """Write what an operation changes, and echo it as it was understood."""
        from devjournal.cli.output import echo_operation  # not for a run that only reads

        if operation.changes and not dry_run:
            from devjournal.store import commit

            commit(
                self.root,
                operation.words,
                operation.changes,
                at=self.now,
                cache_dir=self.cache_folder,
            )
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
        self._require_somebody(question, flag)
        return prompts.ask(self, question, optional=optional)

    def choose(self, question: str, choices: Sequence[str], *, flag: str) -> str:
        """Ask for one of some choices, until one is answered; else as `ask`."""
        self._require_somebody(question, flag)
        return prompts.choose(self, question, choices)

    def confirm(self, question: str, *, flag: str) -> bool:
        """Ask yes or no, where no answer is a no; else as `ask`."""
        self._require_somebody(question, flag)
        return prompts.confirm(self, question)

    def _require_somebody(self, question: str, flag: str) -> None:
        if not self.is_interactive:
            missing = question[:1].lower() + question[1:]
            raise UsageError(f"missing: {missing}", hint=f"say it with {flag}")
        self.let_go()

    def tell(self, words: str) -> None:
        """Print lines of talk to stderr; a command at the end of one is marked as such."""
        from devjournal.render.document import Document, Paragraph, styled

        told = (Paragraph(styled(_with_command(one), "dim")) for one in words.split("\n"))
        self.say(Document(blocks=tuple(told)))

    def complain(self, message: str, hint: str | None) -> None:
        """Print an error to stderr, and beneath it what to do; in a pipe each line stays whole."""
        if self.may_color(self.system.stderr):
            from devjournal.render.document import Document, Note, line

            first, *more = message.split("\n")
            beneath = [*map(line, more), *map(_with_command, hint.split("\n") if hint else ())]
            self.say(Document(blocks=(Note(line(first), "bad", tuple(beneath)),)))
            return
        lines = [message, *(f"  {one}" for one in hint.split("\n"))] if hint else [message]
        self.write("\n".join(lines))

    def write(self, text: str) -> None:
        """Write lines of plain text to stderr."""
        write(self.system.stderr, f"{clean(text, lines=True)}\n")

    def may_color(self, stream: TextIO) -> bool:
        """Whether a stream is worth asking a console for: never in a plain pipe."""
        return (
            stream.isatty() or self.flags.color == "always" or bool(self.environ.get("FORCE_COLOR"))
        )

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

    def console(self, stream: TextIO) -> Console:
        """Return the console that draws on a stream."""
        # Rich costs a quarter of a command: what prints no page does without.
        from devjournal.render.terminal import console_for

        return console_for(stream, color=self.flags.color, environ=self.environ)

    def _print(self, document: Document, stream: TextIO) -> None:
        from devjournal.render.terminal import show

        self.let_go()
        show(self.console(stream), document, linear=self.flags.linear)

    def require_readable(self) -> None:
        """Raise BadFile with every problem in the files that were read; tell their warnings.

        Called after the good records were shown: a reading command shows them, and exits 4.
        """
        found = self.journal.problems(self.journal.kinds_read)
        for warning in (p for p in found if p.level == "warning"):
            self.tell("\n".join(filter(None, (f"warning: {warning}", warning.hint))))
        problems = [p for p in found if p.level == "problem"]
        if problems:
            hints = sorted({problem.hint for problem in problems if problem.hint})
            raise BadFile("\n".join(map(str, problems)), hint="\n".join(hints) or None)


def _with_command(text: str) -> Line:
    """Return a line whose end may be a command or a path to copy: `for more: devjournal check`."""
    from devjournal.render.document import Span, line

    if found := re.fullmatch("(|see |.*?(?:: | in ))((?:devjournal |/).*)", text, re.DOTALL):
        return line(found[1], Span(found[2], "command"))
    return line(text)


def of(ctx: typer.Context) -> Run:
    """Return this run from Typer's."""
    return cast("Run", ctx.find_root().obj)
