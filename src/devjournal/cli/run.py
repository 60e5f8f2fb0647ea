"""One run of the program: its flags, its journal, its clock, and what it shows and writes.

Commands get all of these from here, so that a test gives others and nothing else changes.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TextIO, TypeVar, cast

from devjournal import store
from devjournal.cli.system import Places, System, decides_on_color, unseen
from devjournal.dates import show_as
from devjournal.dates.grammar import Anchors, Look, parse_clock, parse_day, parse_moment
from devjournal.errors import BadFile, DiskError, Interrupted, NotFound, Refused, UsageError, in_one
from devjournal.render.encoding import encoding_of, fitted
from devjournal.text import clean

if TYPE_CHECKING:
    import typer
    from rich.console import Console
    from rich.progress import Progress

    from devjournal.changes.operation import Changes, Operation
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Problem, Stored
    from devjournal.models.base import Record
    from devjournal.render.document import Block, Document, Line
    from devjournal.render.terminal import ColorChoice
    from devjournal.store.settings import Own


P = ParamSpec("P")
R = TypeVar("R")
Check = Callable[[str], object]

_PROFILE = "journal.toml"
_PATIENCE = 0.5
"""Seconds after which whoever waits is shown how far it has come."""


class Flags:
    """The options that every command understands, before and after its name; here, as unset."""

    journal: str | None = None
    json: bool = False
    color: ColorChoice | None = None
    linear: bool = False
    no_input: bool = False
    debug: bool = False


class Run(Places):
    """One run of the program."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.environ = system.environ
        self.flags = Flags()
        self.has_shown_json = False
        self.has_parsed = False
        self._begun = time.monotonic()
        self.happened = ""  # what has been done for good, in one word, whatever comes now

    @cached_property
    def root(self) -> Path:
        """The journal's folder; raises NotFound if there is no journal."""
        told = self.flags.journal
        return store.find_root(self.system.cwd, told, self.environ, self.folder("data"))

    def to_write(self) -> Path:
        """Return the journal's folder; says on stderr which it is if another may be meant."""
        from devjournal.store.root import VARIABLE  # with the store, which `--help` does without

        root, usual = self.root, self.folder("data")
        has_usual = bool(usual and os.path.lexists(usual / "journal.toml"))
        place = usual if has_usual else self.system.cwd
        is_meant = place is not None and str(root) == os.path.realpath(place)
        if not (self.flags.journal or self.environ.get(VARIABLE) or is_meant):
            self.tell(f"this goes to the journal in {root}", "to choose another: --journal DIR")
        return root

    @cached_property
    def own(self) -> Own | None:
        """The user's own settings, if any; what is wrong with them is told, and stops nothing."""
        if self.own_file is None or not os.path.lexists(self.own_file):
            return None
        from devjournal.store.settings import read_settings

        self.own = found = read_settings(self.own_file)  # here, as to tell asks for the colour
        for problem in found.problems:
            self.tell(f"warning: {problem}", problem.hint)
        return found

    def own_setting(self, name: str) -> Any:
        """Return one of the user's own settings, None where it is unset."""
        return self.own.values.get(name) if self.own else None

    @property
    def color(self) -> ColorChoice:
        """How colour is used: as the flag says, else the environment, else the user's settings."""
        if self.flags.color or decides_on_color(self.environ):
            return self.flags.color or "auto"
        return self.own_setting("color") or "auto"

    @property
    def draft_folder(self) -> Path:
        """Where text of this journal is kept that was not used yet; each journal has its own.

        Raises DiskError if no home is known.
        """
        from devjournal.store.drafts import folder_name

        if (state := self.folder("state")) is None:
            raise DiskError(
                "no home folder is known, so no draft can be kept",
                hint="set HOME or XDG_STATE_HOME",
            )
        return state / "drafts" / folder_name(self.root)

    @cached_property
    def journal(self) -> Journal:
        """The journal, of one state until `let_go`; NotFound, or BadFile for a bad profile."""
        store.take_read_lock(self.root)
        journal = store.load_journal(self.root, cache_dir=self.cache_folder, track=self._tracked)
        for problem in journal.problems(["profile"]):
            if problem.level == "problem":
                raise problem.as_error()
            if problem.path == _PROFILE:
                self.tell(f"warning: {problem}", problem.hint)
        self.adopt(journal)
        return journal

    def adopt(self, journal: Journal) -> None:
        """Take a journal, with the user's own settings beneath its own, and show days its way."""
        if self.own:
            journal.usual = self.own.values
        if not self.flags.json:  # which programs read
            show_as(dates=journal.settings.dates, clock=journal.settings.clock)
        self.journal = journal

    def _tracked(self, files: Collection[str]) -> Iterator[str]:
        """Give files to be read, with a bar on stderr once the run has taken half a second."""
        with contextlib.ExitStack() as stack:
            bar: Progress | None = None
            for done, file in enumerate(files, 1):
                yield file
                if bar:
                    bar.update(bar.task_ids[0], completed=done, refresh=done % 50 == 0)
                elif self.system.stderr.isatty() and self.patience < 0:
                    from devjournal.render.terminal import progress_on

                    bar = stack.enter_context(progress_on(self.console(self.system.stderr)))
                    bar.add_task("Reading the journal", total=len(files), completed=done)

    @property
    def patience(self) -> float:
        """Seconds until whoever waits is to be shown something."""
        return _PATIENCE - (time.monotonic() - self._begun)

    @cached_property
    def now(self) -> dt.datetime:
        """The present moment in the journal's zone; DEVJOURNAL_TODAY sets it."""
        zone = self.journal.zone
        if self.journal.has_wrong_zone:
            self.warn_of_profile("timezone", "UTC is used instead")
        return self._clock(zone)

    def warn_of_profile(self, start: str, instead: str) -> None:
        """Tell what is wrong with the profile's fields that begin so, and what is used instead."""
        from devjournal.journal.stored import Ref
        from devjournal.store.check import check_record  # only where there is a mistake

        me = Ref("profile", "journal")
        for warning in check_record(self.root, self.journal, me, self.clock.date()):
            if warning.reason.startswith(start):
                self.tell(f"warning: {warning}\n{instead}", warning.hint)

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

    def day(self, text: str, *, look: Look = "forward", after: dt.date | None = None) -> dt.date:
        """Return the day that a person wrote; `after` is what `next` means."""
        return parse_day(text, self.today, look=look, anchors=self._anchors(after))

    def moment(self, text: str, *, time: dt.time | None = None) -> dt.datetime:
        """Return the moment that a person wrote; `time` is that of a day written alone."""
        zone = self.journal.zone or self.now.tzinfo or dt.UTC
        return parse_moment(text, self.today, zone=zone, default_time=time, anchors=self._anchors())

    def _anchors(self, after: dt.date | None = None) -> Anchors:
        return Anchors(next=after, week_start=self.journal.settings.week_start)

    def let_go(self) -> None:
        """Let writers in: before anything is asked or shown, and at the end."""
        if "root" in self.__dict__:
            store.release_read_lock(self.root)

    def changes(self) -> Changes:
        """Return new changes to the journal, none of them made yet."""
        from devjournal.changes.operation import Changes  # not for a run that only reads

        return Changes(self.journal, self.now, self.system.draw)

    def make(
        self,
        words: str,
        change: Callable[Concatenate[Changes, P], R],
        /,
        *args: P.args,
        **facts: P.kwargs,
    ) -> R:
        """Make changes by a function of `changes/`, write them, and return what it returns.

        They are told in `words` and the record that they are about: the first argument, or,
        where that is none, the new one that the function returns.
        """
        changes = self.changes()
        made: Any = change(changes, *args, **facts)
        about = getattr(args[0], "ref", made) if args else made
        self.commit(changes.operation(words, *([about] if about else ())))
        return cast("R", made)

    def make_each(
        self,
        words: str,
        change: Callable[Concatenate[Changes, Stored[Any], P], object],
        records: Iterable[Stored[Any]],
        /,
        *args: P.args,
        **facts: P.kwargs,
    ) -> None:
        """Make the same change to each of some records, and write all of them or none."""
        changes, each = self.changes(), dict.fromkeys(records)
        for stored in each:
            change(changes, stored, *args, **facts)
        self.commit(changes.operation(words, *(one.ref for one in each)))

    def add(self, kind: str, record: Record) -> None:
        """Add a record, and write it."""
        self.make(f"added {kind}", lambda changes: changes.add(kind, record))

    def update(self, words: str, stored: Stored[Any], record: Record) -> None:
        """Put a record in the place of a stored one, and write it."""
        self.make(words, lambda changes, old: changes.update(old, record), stored)

    def move(self, words: str, stored: Stored[Any], verb: str, **told: Any) -> None:
        """Take a record to another state, today unless `on` is told, and write it."""
        self.make(words, lambda changes, old: changes.move(old, verb, **told), stored)

    def commit(self, operation: Operation, *, dry_run: bool = False, most: int = 0) -> None:
        """Write what an operation changes, and echo it (of many at `most` so many lines).

        The journal is then as it is by now.
        """
        from devjournal.cli.output import echo_operation  # not for a run that only reads

        if operation.changes and not dry_run:
            root = self.to_write()
            store.commit(root, *operation, at=self.now, cache_dir=self.cache_folder)
            self.happened = "saved"
        echo_operation(self, operation, dry_run=dry_run, most=most)
        self.journal = self.journal.with_changes(operation.changes)

    @property
    def is_interactive(self) -> bool:
        """Whether somebody is there to be asked."""
        streams = self.system.stdin, self.system.stderr
        is_free = not (self.flags.no_input or self.own_setting("never_ask"))
        return is_free and all(stream.isatty() for stream in streams)

    def ask(self, question: str, *, flag: str, check: Check = str, optional: bool = False) -> str:
        """Ask until `check` raises nothing; return what was typed, "" only if `optional`."""
        skip = " (Enter to skip)" if optional else ""
        while True:
            answer = self._answer(question, flag, skip)
            try:
                if answer:
                    check(answer)
                if answer or optional:
                    return answer
            except (UsageError, NotFound, Refused) as error:
                self.complain(error.message, error.hint)

    def choose(self, question: str, choices: Sequence[str], *, flag: str) -> str:
        """Ask until the answer is one of the choices, or the beginning of only one; as `ask`."""
        while True:
            answer = self._answer(question, flag, f" ({', '.join(choices)})").lower()
            fitting = [one for one in choices if answer and one.startswith(answer)]
            if answer in choices or len(fitting) == 1:
                return answer if answer in choices else fitting[0]
            if answer:
                self.complain(f"answer with one of {', '.join(choices)}", None)

    def confirm(self, question: str, *, flag: str) -> bool:
        """Ask yes or no until one is answered, where Enter is a no; as `ask`."""
        while True:
            answer = self._answer(question, flag, "? (y/N)").lower()
            if answer in ("", "n", "no", "y", "yes"):
                return answer.startswith("y")
            self.complain("answer with yes or no", None)

    def secret(self, question: str, *, flag: str) -> str:
        """Ask for what nobody is to see while it is typed; as `ask`."""
        with unseen(self.system.stdin):
            answer = self._answer(question, flag, "")
        self.system.stderr.write("\n")
        return answer

    def _answer(self, question: str, flag: str, form: str) -> str:
        """Return what was typed, stripped; raises Interrupted. It asks on stderr."""
        if not self.is_interactive:
            missing = question[:1].lower() + question[1:]
            raise UsageError(f"missing: {missing}", hint=f"say it with {flag}")
        self.let_go()
        stderr = self.system.stderr
        write(stderr, f"{clean(question + form)}: ")
        stderr.flush()
        try:
            typed = self.system.stdin.readline()
        except KeyboardInterrupt:
            stderr.write("\n")
            raise
        if not typed:
            stderr.write("\n")
            raise Interrupted("nobody answered")
        return typed.strip()

    def tell(self, words: str, hint: str | None = None) -> None:
        """Print lines of talk to stderr; a command at the end of one is marked as such."""
        from devjournal.render.document import Paragraph, styled

        lines = f"{words}\n{hint}" if hint else words
        self.say(*(Paragraph(styled(_with_command(one), "dim")) for one in lines.split("\n")))

    def complain(self, message: str, hint: str | None) -> None:
        """Print an error to stderr, and beneath it what to do; in a pipe each line stays whole."""
        if self.may_color(self.system.stderr):
            from devjournal.render.document import Note, line

            first, *more = message.split("\n")
            beneath = [*map(line, more), *map(_with_command, hint.split("\n") if hint else ())]
            self.say(Note(line(first), "bad", tuple(beneath)))
            return
        lines = [message, *(f"  {one}" for one in hint.split("\n"))] if hint else [message]
        self.write("\n".join(lines))

    def write(self, text: str, stream: TextIO | None = None) -> None:
        """Write lines of plain text to stderr, unless another stream is told."""
        write(stream or self.system.stderr, f"{clean(text, lines=True)}\n")

    def may_color(self, stream: TextIO) -> bool:
        """Whether a stream is worth asking a console for: never in a plain pipe."""
        is_forced = self.color == "always" or bool(self.environ.get("FORCE_COLOR"))
        return is_forced or stream.isatty()

    def say(self, *blocks: Block) -> None:
        """Print talk to stderr."""
        from devjournal.render.document import Document

        self.show(Document(blocks), self.system.stderr)

    def show(self, document: Document, stream: TextIO | None = None) -> None:
        """Print a page: data to stdout, unless another stream is told."""
        from devjournal.render.terminal import show

        self.let_go()
        console = self.console(stream or self.system.stdout)
        show(console, document, linear=self.flags.linear)

    def present(self, kind: str, payload: Any, compose: Callable[[], Document]) -> None:
        """Print data: with --json what a page holds, else the page."""
        if self.flags.json:
            self.show_json(kind, payload)
        else:
            self.show(compose())

    def show_json(self, kind: str, payload: Any) -> None:
        """Print one JSON document to stdout."""
        from devjournal.render.json import render_json

        text = render_json(payload, kind=kind)
        self.let_go()
        write(self.system.stdout, text, json=True)
        self.has_shown_json = True

    def console(self, stream: TextIO) -> Console:
        """Return the console that draws on a stream."""
        # Rich costs a quarter of a command: what prints no page does without.
        from devjournal.render.terminal import console_for

        return console_for(stream, color=self.color, environ=self.environ)

    def require_readable(self) -> None:
        """Raise BadFile with every problem, once the good records were shown; tell the warnings."""
        found = self.journal.problems(self.journal.kinds_read)
        # What is wrong with the profile was told when it was read.
        for warning in (p for p in found if p.level == "warning" and p.path != _PROFILE):
            self.tell(f"warning: {warning}", warning.hint)
        if problems := [p for p in found if p.level == "problem"]:
            raise bad_file(problems)


def bad_file(problems: Iterable[Problem]) -> BadFile:
    """Return the error that says several problems, each with its hint."""
    message, hint = in_one((str(problem), problem.hint) for problem in problems)
    return BadFile(message, hint=hint)


def write(stream: TextIO, text: str, *, json: bool = False) -> None:
    """Write text that no page draws to a stream; what that can't carry is escaped."""
    stream.write(fitted(text, encoding_of(stream), json=json))


def _with_command(text: str) -> Line:
    """Return a line whose end may be a command or a path to copy: `for more: devjournal check`."""
    from devjournal.render.document import Span, line

    if found := re.fullmatch("(|see |.*?(?:: | in ))((?:devjournal |/).*)", text, re.DOTALL):
        return line(found[1], Span(found[2], "command"))
    return line(text)


def of(ctx: typer.Context) -> Run:
    """Return this run from Typer's."""
    return cast("Run", ctx.find_root().obj)
