"""`review --edit`: the page of a review in the user's editor, kept for its period and reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.cli import editor
from devjournal.errors import BadFile, Refused, UsageError
from devjournal.journal.tenures import lasting
from devjournal.logpage.marks import PageError
from devjournal.models.base import replace
from devjournal.models.ids import slug
from devjournal.models.layout import Layout, read_layout
from devjournal.namedtuples import NamedTuple
from devjournal.pages.layout import Choice, edited, layout_for, page_to_edit
from devjournal.shell import command

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from devjournal.changes.operation import Changes
    from devjournal.cli.run import Run
    from devjournal.dates import Period
    from devjournal.journal.stored import Ref, Stored


def find_layout(run: Run, period: Period, reader: str) -> Stored[Layout] | None:
    """Return how a review is laid out, if it is; BadFile where that can't be known.

    A page without it might show what its writer has cut.
    """
    hint = "to see it without: --as-is"
    for problem in run.journal.problems(["layout"]):
        if problem.level == "problem":
            raise BadFile(f"a layout can't be read: {problem}", hint=hint)
    stored = layout_for(run.journal, period, reader, run.today)
    faults = read_layout(stored.record.page)[1] if stored else ()
    if stored and faults:
        mend = f"to mend it: {command('edit', stored.id)}; {hint}"
        reason = f"layouts/{stored.id}.toml: page, line {faults[0].number}: {faults[0].reason}"
        raise BadFile(reason, hint=mend)
    return stored


def forget_layout(run: Run, stored: Stored[Layout] | None) -> None:
    """Delete a layout; Refused where there is none."""
    if stored is None:
        raise Refused("this review is not laid out", hint="lay it out with --edit")
    run.make(
        f"forgot the layout of {stored.record.title}",
        lambda changes, old: changes.delete(old),
        stored,
    )


class _New(NamedTuple):
    title: str
    since: dt.date
    until: dt.date
    reader: str
    page: str


def _lay_out(changes: Changes, old: Stored[Layout] | None, new: _New) -> Ref:
    """Keep how a review is laid out, anew or again."""
    if old is None:
        return changes.add("layout", Layout(**new._asdict()))
    changes.update(old, replace(old.record, page=new.page))
    return old.ref


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"line {number}: not in UTF-8", hint="save it in UTF-8") from error


def edit_layout(
    run: Run, title: str, told: tuple[Period, str], choice: Choice, stored: Stored[Layout] | None
) -> None:
    """Let a review be laid out, and keep what comes back for its period and reader (`told`)."""
    if not choice.sections:
        raise Refused("there is nothing on this page to lay out")

    def use(data: bytes) -> bool:
        try:
            page = edited(_text(data), choice)
        except PageError as error:
            raise editor.Wrong(error, error.mistakes) from error
        if page:
            run.make("laid out", _lay_out, stored, new._replace(page=page))
        elif stored:
            forget_layout(run, stored)
        return bool(page or stored)

    (_, first, last), reader = told
    new = _New(title, first, last, lasting(run.journal, reader, run.today), "")
    days = ("--since", first.isoformat(), "--until", last.isoformat())
    name = f"review-{first}-{last}-{slug(reader, 'reader')}"

    def is_wanted(left: Path) -> bool:
        return editor.is_to_go_on(run, left, "page")

    sheet = editor.Sheet(
        name=name,
        suffix=".md",
        before="<!-- wrong: ",
        after=" -->",
        go_on=command("review", *days, "--for", reader, "--edit"),
        start=f"{name}-",
        is_wanted=is_wanted,
    )
    blank = page_to_edit(title, choice, stored.record.page if stored else None)
    editor.fill_in(run, sheet, blank.encode(), use)
