"""`log`: what happened in a meeting, from an editor, from stdin, or from flags."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated, Any

from devjournal.changes.log import Reading, blank_page, log_meeting
from devjournal.changes.meetings import Question, Taken, choose
from devjournal.cli import editor, values
from devjournal.cli.flags import DryRun, Fields, Given, Next, Text, Texts, Who, argument, option
from devjournal.cli.run import Run
from devjournal.cli.values import record_of
from devjournal.dates import show_day
from devjournal.errors import DevjournalError, UsageError
from devjournal.journal import names
from devjournal.journal.stored import Ref
from devjournal.logpage.marks import PageError
from devjournal.logpage.meeting_log import NEXT, RECORD, Item, MeetingLog, fit
from devjournal.logpage.page import idle_tokens, parse, parse_action_line
from devjournal.shell import FILL_IN, command

Choose = Callable[[], Taken]


def log(
    run: Run,
    who: Who,
    given: Annotated[Given, Fields("meeting", by_key=True)],
    page: Text = argument("- reads the page from stdin.", "[-]"),
    on: Text = option("--on DAY", "The day it was held."),
    extra: bool = option("--extra", "A meeting that nobody planned."),
    moved: bool = option("--moved", "With --on: the planned one was held on that day instead."),
    discussed: Texts = option("--discussed ID", "A topic you discussed (repeatable)."),
    done: Texts = option("--done ID", "An action item that is done (repeatable)."),
    note: Texts = option("--note TEXT", "What was said; for you alone (repeatable)."),
    mine: Texts = option(
        "--mine TEXT", 'What you will do: "Rebuild slide 2 due:next" (repeatable).'
    ),
    theirs: Texts = option("--theirs TEXT", 'What they will do: "Send it due:fri" (repeatable).'),
    next_: Next = None,
    thread: Text = option("--personal TEXT", "The personal thread to open the next meeting with."),
    dry_run: DryRun = False,
) -> None:
    """Log a meeting: topics, notes, what each side will do, when you meet next.

    On a terminal, without flags, your editor opens on one page made from the agenda. With -
    the page is read from stdin; flags can say all of it, too. Logging a meeting again adds to it.

    Example: devjournal log priya --note "Lead with the number the CFO tracks" --mine "Rebuild slide
    2"
    """
    own = {"discussed": discussed, "done": done, "note": note, "mine": mine, "theirs": theirs}
    told = {**own, "next": next_, "personal": thread, **given.told}
    told = {flag: value for flag, value in told.items() if value not in (None, [])}
    _refuse_two_ways(page, told)
    taken = functools.partial(_taken, run, who, on, extra=extra, moved=moved)
    if page:
        _from_stdin(run, who, taken, dry_run=dry_run)
    elif told or not run.is_interactive:
        _write(run, taken, log_from(run, told), dry_run=dry_run)
    else:
        _from_editor(run, taken(), dry_run=dry_run)


def _refuse_two_ways(page: str | None, told: Mapping[str, Any]) -> None:
    if page not in (None, "-"):
        raise UsageError(f"{page!r} is not understood", hint="- reads the page from stdin")
    if page and told:
        flags = ", ".join(f"--{name.replace('_', '-')}" for name in told)
        raise UsageError(f"a page on stdin, and {flags}", hint="use one or the other")


def _taken(run: Run, who: str, on: str | None, *, extra: bool, moved: bool) -> Taken:
    """Return the meeting to log with the one that WHO names by id, else with that person."""
    day = run.day(on, look="back") if on else None
    named = names.who(run.journal, values.words("WHO", who), run.now)
    first = named.relationship
    among = {first.id: first}  # the next to meet goes first
    if who != first.id:
        theirs = [one for one in run.journal.relationships if one.is_open]
        among |= {one.id: one for one in theirs if one.record.person == first.record.person}
    if on and day:
        _refuse_to_come(run, on, day, among)
    found = choose(run.journal, [*among], run.now, on=day, extra=extra, moved=moved)
    if isinstance(found, Question):
        found = _answer(run, found)
    if named.said and found.meeting is None:  # a planned one says itself whose it is
        run.tell(named.said)
    for waiting in found.waiting:
        day = run.journal.day_of(waiting.record.at)
        how = command("log", who, "--on", day.isoformat())
        run.tell(f"{waiting.id} of {show_day(day)} is not logged yet: {how}")
    return found


def _refuse_to_come(run: Run, on: str, day: dt.date, among: Iterable[str]) -> None:
    """Refuse a day of last year where the one of this year has a meeting of theirs to come."""
    planned = (run.journal.next_meeting(one, run.today) for one in among)
    days = {run.journal.day_of(one.record.at) for one in planned if one}
    if run.today - day > dt.timedelta(weeks=26) and (ahead := run.day(on)) in days:
        early = f"held early: --on {run.today.isoformat()} --moved; or {day.isoformat()}"
        raise UsageError(f"--on {on}: {show_day(ahead)} is still to come", hint=early)


def _answer(run: Run, question: Question) -> Taken:
    if not run.is_interactive:
        options = "\n".join(f"  {words}" for words, _ in question.options)
        hint = "say --on DAY (with --moved for a planned one held then), or --extra"
        raise UsageError(f"{question.words}; which one is it?\n{options}", hint=hint)
    run.tell(f"{question.words}; which one is it?")
    for number, (words, _) in enumerate(question.options, start=1):
        run.tell(f"  {number}  {words}")
    most = len(question.options)

    def check(answer: str) -> None:
        if not (answer.isdecimal() and 1 <= int(answer) <= most):
            raise UsageError(f"a number from 1 to {most}")

    return question.options[int(run.ask("Which", flag="--on", check=check)) - 1][1]


def _write(run: Run, taken: Choose, log: MeetingLog, *, dry_run: bool) -> None:
    if not log.says_anything:
        raise UsageError(
            "nothing was said about the meeting",
            hint="use --note, --mine, --theirs, --discussed, --next, or the page on stdin",
        )
    for promise in (*log.mine, *log.theirs):
        _tell_idle(run, promise.line, promise.idle)
    for topic in log.topics:
        _tell_idle(run, topic.line, () if topic.id else idle_tokens(topic.text))
    meeting = taken()
    changes = run.changes()
    reading = Reading(run.day, run.moment, lambda text: record_of(run, "goal", text).id)
    ref = Ref("meeting", log_meeting(changes, meeting, log, reading))
    run.commit(changes.operation("logged", ref), dry_run=dry_run)
    if not dry_run:
        _tell_of_feedback(run, ref.id, log)


def _tell_of_feedback(run: Run, meeting: str, log: MeetingLog) -> None:
    """Tell how to keep the answer to a question for feedback that was discussed. (P064, P109)"""
    discussed = (run.journal.get(("topic", one.id or "")) for one in log.topics if one.ticked)
    asked = next((one for one in discussed if one and one.record.kind == "feedback"), None)
    bound = run.journal.get(("relationship", asked.record.relationship)) if asked else None
    if bound:
        who = ("--from", bound.record.person, "--meeting", meeting)
        keep = command("feedback", FILL_IN, *who, "--verbatim", FILL_IN)
        run.tell(f"what they answered, in their own words: {keep}")


def _tell_idle(run: Run, line: int | None, words: Sequence[str]) -> None:
    values.tell_idle(run, f"line {line}" if line else "--mine, --theirs", words)


def _from_stdin(run: Run, who: str, taken: Choose, *, dry_run: bool) -> None:
    stdin = run.system.stdin
    # Bytes that are no UTF-8 become surrogates; a draft is kept as it came, not judged.
    data = getattr(stdin, "buffer", None)
    text = str(data.read(), "utf-8", "surrogateescape") if data else stdin.read()
    kept = text.encode("utf-8", "surrogateescape")
    with editor.kept_if_unused(run, _sheet("log", who), kept) if text.strip() else nullcontext():
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise UsageError("the page is not in UTF-8", hint="save it in UTF-8")
        _write(run, taken, parse(text), dry_run=dry_run)


def _from_editor(run: Run, taken: Taken, *, dry_run: bool) -> None:
    name = f"log-{taken.relationship}"

    def use(data: bytes) -> bool:
        try:
            page = parse(_text(data))
            if page.says_anything:
                _write(run, lambda: taken, page, dry_run=dry_run)
        except PageError as error:
            raise editor.Wrong(error, error.mistakes) from error
        return page.says_anything

    def is_wanted(left: Path) -> bool:
        is_ours = re.fullmatch(re.escape(name) + r"-[0-9]+\.md", left.name)
        return bool(is_ours) and editor.is_to_go_on(run, left, "page")

    sheet = dataclasses.replace(
        _sheet(name, taken.relationship), start=f"{name}-", is_wanted=is_wanted
    )
    editor.fill_in(run, sheet, blank_page(run.journal, taken).encode(), use, keep=dry_run)


def _sheet(name: str, who: str) -> editor.Sheet:
    return editor.Sheet(
        name=name,
        suffix=".md",
        before="<!-- wrong: ",
        after=" -->",
        go_on=command("log", who, "-"),
        reads_stdin=True,
    )


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"line {line}: not in UTF-8", hint="save it in UTF-8") from error


def log_from(run: Run, told: Mapping[str, Any]) -> MeetingLog:
    """Return the facts that the flags say; raises the errors of values and ids, naming the flag."""

    def item(kind: str, id_: str) -> Item:
        stored = names.find(run.journal, id_, (kind,))
        return Item(id=stored.id, text=stored.record.headline, ticked=True)

    def each(name: str, read: Callable[[str], Any]) -> tuple[Any, ...]:
        with _naming(name):
            return tuple(map(read, told.get(name, ())))

    facts: dict[str, Any] = {
        "topics": each("discussed", functools.partial(item, "topic")),
        "i_promised": each("done", functools.partial(item, "action")),
        "notes": "\n\n".join(told.get("note", ())),
        "mine": each("mine", parse_action_line),
        "theirs": each("theirs", parse_action_line),
    }
    fields = {}
    for key in (*NEXT, *RECORD):  # each read as the page reads the key of the same name
        flag = "next" if key.name == "when" else key.name
        if flag in told:
            value = told[flag]
            with _naming(flag):
                if key.repeats:
                    fields[key.field] = tuple(map(key.read, value))
                else:
                    text = ", ".join(value) if isinstance(value, list) else value
                    fields[key.field] = key.read(text)
    return fit(MeetingLog(**facts, fields=fields))


@contextmanager
def _naming(name: str) -> Iterator[None]:
    try:
        yield
    except DevjournalError as error:
        error.message = f"--{name.replace('_', '-')}: {error.message}"
        raise
