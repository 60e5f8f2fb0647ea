"""`log`: what happened in a meeting, from an editor, from stdin, or from flags."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.log_flags import Reader, happened_from, relationships_of
from devjournal.errors import UsageError

if TYPE_CHECKING:
    from devjournal.changes.which_meeting import Question, Taken
    from devjournal.logpage.happened import Happened

Several = list[str] | None
Choose = Callable[[], "Taken"]


def command(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    page: Annotated[
        str | None, typer.Argument(metavar="[-]", help="- reads the page from stdin.")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="The day it was held.")] = None,
    extra: Annotated[bool, typer.Option("--extra", help="A meeting that nobody planned.")] = False,
    moved: Annotated[
        bool, typer.Option("--moved", help="With --on: the planned one, held on that day instead.")
    ] = False,
    discussed: Annotated[Several, typer.Option(metavar="ID", help="A topic you discussed.")] = None,
    done: Annotated[Several, typer.Option(metavar="ID", help="An action that is done.")] = None,
    note: Annotated[Several, typer.Option(metavar="TEXT", help="What was said.")] = None,
    mine: Annotated[
        Several, typer.Option(metavar="TEXT", help='What you will do: "Rebuild slide 2 due:next".')
    ] = None,
    theirs: Annotated[
        Several,
        typer.Option(metavar="TEXT", help='What they will do: "Send it due:fri".'),
    ] = None,
    next_: Annotated[
        str | None, typer.Option("--next", metavar="WHEN", help="When you meet next.")
    ] = None,
    focus: Annotated[str | None, typer.Option(help="What the next meeting is to be about.")] = None,
    received: Annotated[
        Several,
        typer.Option(
            metavar="WHAT", help="listened, experience, advice, question, resource, introduction."
        ),
    ] = None,
    decision: Annotated[Several, typer.Option(metavar="TEXT", help="What you decided.")] = None,
    self_check: Annotated[
        Several, typer.Option(metavar="WHAT", help="prepared, honest, present, consistent.")
    ] = None,
    talk_share: Annotated[
        str | None, typer.Option(metavar="PERCENT", help="Their part of the talking.")
    ] = None,
    value_me: Annotated[str | None, typer.Option(metavar="1-5", help="Worth to you.")] = None,
    value_them: Annotated[
        str | None, typer.Option(metavar="1-5", help="Worth to them, as it seemed.")
    ] = None,
    minutes: Annotated[str | None, typer.Option(metavar="N", help="How long it was.")] = None,
    developmental_minutes: Annotated[
        str | None, typer.Option(metavar="N", help="How many of them were about your growth.")
    ] = None,
    channel: Annotated[str | None, typer.Option(help="video, phone, in person.")] = None,
    kind: Annotated[str | None, typer.Option(help="session, one_to_one or debrief.")] = None,
    thanks: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day you thanked them.")
    ] = None,
    personal: Annotated[
        str | None, typer.Option(help="The personal thread to open the next meeting with.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written.")] = False,
) -> None:
    """Log what happened in a meeting: topics, notes, what each side will do, when you meet next.

    On a terminal, without flags, your editor opens on one page made from the agenda. With -
    the page is read from stdin; flags say all of it too. Logging a meeting again adds to it.

    Example: devjournal log priya --note "Lead with the number the CFO tracks" --mine "Rebuild slide
    2"
    """
    here = of(ctx)
    told = {
        "discussed": discussed,
        "done": done,
        "note": note,
        "mine": mine,
        "theirs": theirs,
        "next": next_,
        "focus": focus,
        "received": received,
        "decision": decision,
        "self_check": self_check,
        "talk_share": talk_share,
        "value_me": value_me,
        "value_them": value_them,
        "minutes": minutes,
        "developmental_minutes": developmental_minutes,
        "channel": channel,
        "kind": kind,
        "thanks": thanks,
        "personal": personal,
    }
    told = {flag: value for flag, value in told.items() if value not in (None, [])}
    _refuse_two_ways(page, told)
    if page is None and not told and not here.is_interactive:
        raise _nothing_said()
    choose = functools.partial(_taken, here, who, on, extra=extra, moved=moved)
    if page:
        _from_stdin(here, choose, dry_run=dry_run)
    elif told:
        _from_flags(here, choose, told, dry_run=dry_run)
    else:
        _from_editor(here, choose(), dry_run=dry_run)


def _refuse_two_ways(page: str | None, told: Mapping[str, Any]) -> None:
    if page not in (None, "-"):
        raise UsageError(f"{page!r} is not understood", hint="- reads the page from stdin")
    if page and told:
        flags = ", ".join(f"--{name.replace('_', '-')}" for name in told)
        raise UsageError(f"a page on stdin, and {flags}", hint="say it all in one of them")


def _nothing_said() -> UsageError:
    return UsageError(
        "nothing was said about the meeting",
        hint="use --note, --mine, --theirs, --discussed, --next, or the page on stdin: log WHO -",
    )


def _taken(here: Context, who: str, on: str | None, *, extra: bool, moved: bool) -> Taken:
    from devjournal.changes.which_meeting import Question, choose

    day = here.day(on, look="back") if on else None
    among = relationships_of(here, who)
    found = choose(here.journal, among, here.now, on=day, extra=extra, moved=moved)
    if isinstance(found, Question):
        found = _answer(here, found)
    for waiting in found.waiting:
        at = here.journal.day_of(waiting.record.at).isoformat()
        here.tell(f"{waiting.id} of {at} is not logged yet: devjournal log {who} --on {at}")
    return found


def _answer(here: Context, question: Question) -> Taken:
    if not here.is_interactive:
        options = "\n".join(f"  {words}" for words, _ in question.options)
        raise UsageError(
            f"{question.words}; which one is it?\n{options}",
            hint="say --on DAY (with --moved for a planned one held then), or --extra",
        )
    here.tell(f"{question.words}; which one is it?")
    for number, (words, _) in enumerate(question.options, start=1):
        here.tell(f"  {number}  {words}")
    while True:
        answer = here.ask("Which", flag="--on")
        if answer.isdecimal() and 1 <= int(answer) <= len(question.options):
            return question.options[int(answer) - 1][1]
        here.tell(f"a number from 1 to {len(question.options)}")


def _write(here: Context, taken: Taken, happened: Happened, *, dry_run: bool) -> None:
    from devjournal.changes.log import log_meeting
    from devjournal.journal.stored import Ref

    draft = here.draft()
    meeting = log_meeting(draft, taken, happened, Reader(here))
    here.commit(draft.operation("logged", Ref("meeting", meeting)), dry_run=dry_run)


def _from_flags(here: Context, choose: Choose, told: Mapping[str, Any], *, dry_run: bool) -> None:
    happened = happened_from(here, told)
    if not happened.says_anything:
        raise _nothing_said()
    _write(here, choose(), happened, dry_run=dry_run)


def _from_stdin(here: Context, choose: Choose, *, dry_run: bool) -> None:
    from devjournal.cli.page_editor import kept_if_unused
    from devjournal.logpage.parse import parse

    text = _stdin(here)
    if not text.strip():
        raise _nothing_said()
    with kept_if_unused(here, "log", text):
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise UsageError("the page is not in UTF-8", hint="save it in UTF-8")
        happened = parse(text)
        if not happened.says_anything:
            raise _nothing_said()
        _write(here, choose(), happened, dry_run=dry_run)


def _stdin(here: Context) -> str:
    """Return what stands on stdin; bytes that are no UTF-8 become surrogates."""
    data = getattr(here.around.stdin, "buffer", None)
    if data is None:
        return here.around.stdin.read()
    return str(data.read(), "utf-8", "surrogateescape")


def _from_editor(here: Context, taken: Taken, *, dry_run: bool) -> None:
    from devjournal.changes.log_page import blank_page
    from devjournal.cli.page_editor import edit_page
    from devjournal.logpage.parse import parse

    def use(text: str) -> bool:
        happened = parse(text)
        if happened.says_anything:
            _write(here, taken, happened, dry_run=dry_run)
        return happened.says_anything

    blank = blank_page(here.journal, taken)
    edit_page(here, f"log-{taken.relationship}", blank, use, keep=dry_run)
