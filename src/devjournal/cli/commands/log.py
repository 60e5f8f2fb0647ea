"""`log`: what happened in a meeting, from an editor, from stdin, or from flags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.log_flags import Reader, happened_from, relationships_of
from devjournal.errors import UsageError
from devjournal.page.mistakes import PageError

if TYPE_CHECKING:
    from devjournal.operations.which_meeting import Question, Taken
    from devjournal.page.happened import Happened

Several = list[str] | None


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

    Example: devjournal log priya --note "Lead with the number the CFO tracks" --mine "Rebuild slide 2"
    """
    here = of(ctx)
    taken = _taken(here, who, on, extra=extra, moved=moved)
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
    if page not in (None, "-"):
        raise UsageError(f"{page!r} is not understood", hint="- reads the page from stdin")
    if page == "-":
        _from_text(here, taken, here.around.stdin.read(), dry_run=dry_run)
    elif told:
        _write(here, taken, happened_from(here, told), dry_run=dry_run)
    else:
        _from_editor(here, taken, dry_run=dry_run)


def _taken(here: Context, who: str, on: str | None, *, extra: bool, moved: bool) -> Taken:
    from devjournal.operations.which_meeting import Question, choose

    day = here.day(on, look="back") if on else None
    found = choose(here.journal, relationships_of(here, who), here.now, on=day, extra=extra)
    if isinstance(found, Question):
        found = _answer(here, found, moved=moved)
    for waiting in found.waiting:
        at = here.journal.day_of(waiting.record.at).isoformat()
        here.tell(f"{waiting.id} of {at} is not logged yet: devjournal log {who} --on {at}")
    return found


def _answer(here: Context, question: Question, *, moved: bool) -> Taken:
    if moved:
        for _, taken in question.options:
            if taken.how == "moved":
                return taken
    if not here.is_interactive:
        options = "\n".join(f"  {words}" for words, _ in question.options)
        raise UsageError(
            f"{question.words}; which one is it?\n{options}",
            hint="say --on DAY (with --moved for a planned one held then), or --extra",
        )
    here.tell(f"{question.words}; which one is it?")
    for number, (words, _) in enumerate(question.options, start=1):
        here.tell(f"  {number}  {words}")
    answer = here.ask("Which", flag="--on")
    if not answer.isdecimal() or not 1 <= int(answer) <= len(question.options):
        raise UsageError(
            f"{answer!r} is none of them", hint=f"a number from 1 to {len(question.options)}"
        )
    return question.options[int(answer) - 1][1]


def _write(here: Context, taken: Taken, happened: Happened, *, dry_run: bool) -> None:
    from devjournal.operations.log import log_meeting

    draft = here.draft()
    meeting = log_meeting(draft, taken, happened, Reader(here))
    here.commit(draft.operation(f"Logged {meeting}"), dry_run=dry_run)


def _from_text(here: Context, taken: Taken, text: str, *, dry_run: bool) -> None:
    from devjournal.cli.editor import keep
    from devjournal.page.parse import parse

    try:
        _write(here, taken, parse(text), dry_run=dry_run)
    except PageError as error:
        raise keep(here, f"log-{taken.relationship}", text, error) from error


def _from_editor(here: Context, taken: Taken, *, dry_run: bool) -> None:
    from devjournal.cli.editor import edit_page
    from devjournal.operations.log_page import blank_page
    from devjournal.page.parse import parse

    if not here.is_interactive:
        raise UsageError(
            "nothing was said about the meeting",
            hint="use --note, --mine, --theirs, --discussed, --next, or the page on stdin: log WHO -",
        )
    edit_page(
        here,
        f"log-{taken.relationship}",
        blank_page(here.journal, taken),
        lambda text: _write(here, taken, parse(text), dry_run=dry_run),
    )
