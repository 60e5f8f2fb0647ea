"""`log`: what happened in a meeting, from an editor, from stdin, or from flags."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from devjournal.cli.editor import Sheet, Wrong, fill_in, is_to_go_on, left_draft
from devjournal.cli.editor import kept_if_unused as kept_if_unused_as
from devjournal.cli.flags import DryRun, Given, Next, Texts, Who, fields
from devjournal.cli.run import Run
from devjournal.cli.values import link, relationship_of
from devjournal.errors import DevjournalError, UsageError
from devjournal.logpage.marks import PageError
from devjournal.logpage.meeting_log import NEXT, RECORD, Item, MeetingLog, fit
from devjournal.logpage.page import parse_action_line
from devjournal.practice.settle import command

if TYPE_CHECKING:
    from devjournal.changes.meetings import Question, Taken
    from devjournal.logpage.meeting_log import Key


Choose = Callable[[], "Taken"]


def _several(metavar: str, help_: str) -> Any:
    return typer.Option(metavar=metavar, help=f"{help_} (repeatable).")


def log(
    run: Run,
    who: Who,
    given: Annotated[Given, fields("meeting", by_key=True)],
    page: Annotated[
        str | None, typer.Argument(metavar="[-]", help="- reads the page from stdin.")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="The day it was held.")] = None,
    extra: Annotated[bool, typer.Option("--extra", help="A meeting that nobody planned.")] = False,
    moved: Annotated[
        bool,
        typer.Option("--moved", help="With --on: the planned one was held on that day instead."),
    ] = False,
    discussed: Annotated[Texts, _several("ID", "A topic you discussed")] = None,
    done: Annotated[Texts, _several("ID", "An action item that is done")] = None,
    note: Annotated[Texts, _several("TEXT", "What was said; for you alone")] = None,
    mine: Annotated[Texts, _several("TEXT", 'What you will do: "Rebuild slide 2 due:next"')] = None,
    theirs: Annotated[Texts, _several("TEXT", 'What they will do: "Send it due:fri"')] = None,
    next_: Next = None,
    personal: Annotated[
        str | None, typer.Option(help="The personal thread to open the next meeting with.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Log a meeting: topics, notes, what each side will do, when you meet next.

    On a terminal, without flags, your editor opens on one page made from the agenda. With -
    the page is read from stdin; flags can say all of it, too. Logging a meeting again adds to it.

    Example: devjournal log priya --note "Lead with the number the CFO tracks" --mine "Rebuild slide
    2"
    """
    own = {"discussed": discussed, "done": done, "note": note, "mine": mine, "theirs": theirs}
    told = {**own, "next": next_, "personal": personal, **given.told}
    told = {flag: value for flag, value in told.items() if value not in (None, [])}
    _refuse_two_ways(page, told)
    if page is None and not told and not run.is_interactive:
        raise _nothing_said()
    choose = functools.partial(_taken, run, who, on, extra=extra, moved=moved)
    if page:
        _from_stdin(run, choose, dry_run=dry_run)
    elif told:
        _from_flags(run, choose, told, dry_run=dry_run)
    else:
        _from_editor(run, choose(), dry_run=dry_run)


def _refuse_two_ways(page: str | None, told: Mapping[str, Any]) -> None:
    if page not in (None, "-"):
        raise UsageError(f"{page!r} is not understood", hint="- reads the page from stdin")
    if page and told:
        flags = ", ".join(f"--{name.replace('_', '-')}" for name in told)
        raise UsageError(f"a page on stdin, and {flags}", hint="use one or the other")


def _nothing_said() -> UsageError:
    return UsageError(
        "nothing was said about the meeting",
        hint="use --note, --mine, --theirs, --discussed, --next, or the page on stdin: log WHO -",
    )


def _taken(run: Run, who: str, on: str | None, *, extra: bool, moved: bool) -> Taken:
    from devjournal.changes.meetings import Question, choose

    day = run.day(on, look="back") if on else None
    among = relationships_of(run, who)
    found = choose(run.journal, among, run.now, on=day, extra=extra, moved=moved)
    if isinstance(found, Question):
        found = _answer(run, found)
    for waiting in found.waiting:
        at = run.journal.day_of(waiting.record.at).isoformat()
        how = command("log", who, "--on", at)
        run.tell(f"{waiting.id} of {at} is not logged yet: {how}")
    return found


def _answer(run: Run, question: Question) -> Taken:
    if not run.is_interactive:
        options = "\n".join(f"  {words}" for words, _ in question.options)
        raise UsageError(
            f"{question.words}; which one is it?\n{options}",
            hint="say --on DAY (with --moved for a planned one held then), or --extra",
        )
    run.tell(f"{question.words}; which one is it?")
    for number, (words, _) in enumerate(question.options, start=1):
        run.tell(f"  {number}  {words}")
    while True:
        answer = run.ask("Which", flag="--on")
        if answer.isdecimal() and 1 <= int(answer) <= len(question.options):
            return question.options[int(answer) - 1][1]
        run.tell(f"a number from 1 to {len(question.options)}")


def _write(run: Run, taken: Taken, log: MeetingLog, *, dry_run: bool) -> None:
    from devjournal.changes.log import log_meeting
    from devjournal.journal.stored import Ref

    draft = run.draft()
    meeting = log_meeting(draft, taken, log, Reader(run))
    run.commit(draft.operation("logged", Ref("meeting", meeting)), dry_run=dry_run)


def _from_flags(run: Run, choose: Choose, told: Mapping[str, Any], *, dry_run: bool) -> None:
    log = log_from(run, told)
    if not log.says_anything:
        raise _nothing_said()
    _write(run, choose(), log, dry_run=dry_run)


def _from_stdin(run: Run, choose: Choose, *, dry_run: bool) -> None:
    # merged
    from devjournal.logpage.page import parse

    text = _stdin(run)
    if not text.strip():
        raise _nothing_said()
    with page_kept_if_unused(run, "log", text):
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise UsageError("the page is not in UTF-8", hint="save it in UTF-8")
        page = parse(text)
        if not page.says_anything:
            raise _nothing_said()
        _write(run, choose(), page, dry_run=dry_run)


def _stdin(run: Run) -> str:
    """Return what stands on stdin; bytes that are no UTF-8 become surrogates."""
    data = getattr(run.system.stdin, "buffer", None)
    if data is None:
        return run.system.stdin.read()
    return str(data.read(), "utf-8", "surrogateescape")


def _from_editor(run: Run, taken: Taken, *, dry_run: bool) -> None:
    from devjournal.changes.log import blank_page

    # merged
    from devjournal.logpage.page import parse

    def use(text: str) -> bool:
        page = parse(text)
        if page.says_anything:
            _write(run, taken, page, dry_run=dry_run)
        return page.says_anything

    blank = blank_page(run.journal, taken)
    edit_page(run, f"log-{taken.relationship}", blank, use, keep=dry_run)


T = TypeVar("T")


class Reader:
    """Reads the days, moments and goals of a log with this run's clock and journal."""

    def __init__(self, run: Run) -> None:
        """Take the run."""
        self._run = run

    def day(self, text: str, *, after: dt.date | None = None) -> dt.date:
        """Return a day to come."""
        return self._run.day(text, after=after)

    def past_day(self, text: str) -> dt.date:
        """Return a day that is not to come."""
        day = self._run.day(text, look="back")
        if day > self._run.today:
            raise UsageError(f"{text!r} is to come", hint="it is the day on which it happened")
        return day

    def moment(self, text: str, *, time: dt.time | None = None) -> dt.datetime:
        """Return a moment."""
        return self._run.moment(text, time=time)

    def goal(self, text: str) -> str:
        """Return the whole id of a goal."""
        return str(link(self._run, "goal", text))


def relationships_of(run: Run, text: str) -> list[str]:
    """Return the relationships that the WHO of a log may mean.

    The one it names by id, else all that are open with the person, the next to meet first.
    """
    first = relationship_of(run, text)
    if text == first.id:
        return [first.id]
    others = [
        bound.id
        for bound in run.journal.relationships
        if bound.record.person == first.record.person and bound.record.is_open
    ]
    return list(dict.fromkeys([first.id, *others]))


def log_from(run: Run, told: Mapping[str, Any]) -> MeetingLog:
    """Return the facts that the flags say; raises the errors of values and ids, naming the flag."""
    log = MeetingLog(
        topics=tuple(_each(told, "discussed", functools.partial(_topic, run))),
        i_promised=tuple(_each(told, "done", functools.partial(_promise, run))),
        notes="\n\n".join(told.get("note", ())),
        mine=tuple(_each(told, "mine", parse_action_line)),
        theirs=tuple(_each(told, "theirs", parse_action_line)),
        fields=dict(_fields(told)),
    )
    return fit(log)


def _each(told: Mapping[str, Any], name: str, read: Callable[[str], T]) -> Iterator[T]:
    with _naming(name):
        yield from map(read, told.get(name, ()))


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Let an error say which flag it is about."""
    try:
        yield
    except DevjournalError as error:
        error.message = f"--{name.replace('_', '-')}: {error.message}"
        raise


def _topic(run: Run, id_: str) -> Item:
    from devjournal.journal.names import find

    stored = find(run.journal, id_, ("topic",))
    return Item(id=stored.id, text=stored.record.text, ticked=True)


def _promise(run: Run, id_: str) -> Item:
    from devjournal.journal.names import find

    stored = find(run.journal, id_, ("action",))
    return Item(id=stored.id, text=stored.record.title, ticked=True)


def _fields(told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the field of each flag, read as the page reads the key of the same name."""
    for key in (*NEXT, *RECORD):
        flag = "next" if key.name == "when" else key.name
        if flag in told:
            with _naming(flag):
                yield key.field, _value(key, told[flag])


def _value(key: Key, value: Any) -> Any:
    if key.repeats:
        return tuple(key.read(text) for text in value)
    return key.read(", ".join(value) if isinstance(value, list) else value)


def edit_page(
    run: Run, name: str, blank: str, use: Callable[[str], bool], *, keep: bool = False
) -> None:
    """Open the page `blank` in the editor, or one left before, and give what comes back to `use`.

    `use` returns whether the page said anything; a PageError opens it again.
    """

    def use_bytes(data: bytes) -> bool:
        try:
            return use(_text(data))
        except PageError as error:
            reasons = [(mistake.line, mistake.reason) for mistake in error.mistakes]
            raise Wrong(reasons, error, UsageError("nothing was written")) from error

    with ExitStack() as until:
        page = re.compile(re.escape(name) + r"-[0-9]+\.md")
        draft = left_draft(
            run,
            f"{name}-",
            until,
            lambda left: bool(page.fullmatch(left.name)) and is_to_go_on(run, left, "page"),
        )
        fill_in(run, _sheet(name), blank.encode(), use_bytes, draft=draft, keep=keep)


@contextmanager
def page_kept_if_unused(run: Run, name: str, text: str) -> Iterator[None]:
    """Keep `text` as a draft, and say where, if what is done with it fails."""
    # As it came, also what is no valid text: a draft is kept, not judged.
    with kept_if_unused_as(run, _sheet(name), text.encode("utf-8", "surrogateescape")):
        yield


def _sheet(name: str) -> Sheet:
    return Sheet(
        name=name,
        suffix=".md",
        before="<!-- wrong: ",
        after=" -->",
        go_on="log WHO - < that file",
    )


def _text(data: bytes) -> str:
    """Return a page's text; raises UsageError if it is not in UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"line {line}: not in UTF-8", hint="save it in UTF-8") from error
