"""Both sides of a plan: who does what by when, and what was agreed on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from devjournal.dates import late, short_day, show_day
from devjournal.pages.phrases import figure, flat, letters_of
from devjournal.render.document import (
    Block,
    CheckItem,
    Checklist,
    Column,
    Heading,
    Line,
    Paragraph,
    Span,
    Table,
    line,
)

if TYPE_CHECKING:
    from devjournal.views.plan import Plan
    from devjournal.views.plan.header import Agreed
    from devjournal.views.promises import Promise


def compose_promises(plan: Plan) -> list[Block]:
    """Return the actions of both sides, each with its day. (P070, P074)"""
    if not plan.promises.total:
        return []
    sides = ((flat(plan.me), plan.promises.mine), (_them(plan), plan.promises.theirs))
    blocks: list[Block] = [Heading(line("Actions"))]
    for name, promises in sides:
        if promises:
            items = tuple(_promise(one, plan) for one in promises)
            blocks += [Paragraph(line(Span(name, "strong"))), Checklist(items)]
    return blocks


def _them(plan: Plan) -> str:
    return flat(plan.who) or "the other side"


def _promise(promise: Promise, plan: Plan) -> CheckItem:
    letters = letters_of(promise.ref.id, promise.short) if plan.reader == "self" else ()
    space = " " if letters else ""
    text = line(*letters, space, flat(promise.title), *_due(promise, plan.today))
    return CheckItem(done=promise.is_done, text=text)


def _due(promise: Promise, today: dt.date) -> Line:
    if promise.due is None:
        return ()
    due = line(" · ", Span(f"due {short_day(promise.due, today)}", "date"))
    passed = "" if promise.is_done else late(promise.due, today)
    return line(*due, ", ", Span(passed, "late")) if passed else due


def compose_agreement(plan: Plan) -> list[Block]:
    """Return what was agreed on, and the measures that both are held to. (P052, P104)"""
    rows = [(line(_label(one, plan)), _agreed(one)) for one in plan.agreement]
    rows += [
        (line("Held to"), line(f"{flat(one.name)}: {figure(one.target)}")) for one in plan.measures
    ]
    if not rows:
        return []
    columns = (Column(style="label"), Column(wrap=True))
    return [Heading(line("What we agreed")), Table(columns, tuple(rows), head=False)]


def _label(one: Agreed, plan: Plan) -> str:
    names = {
        "how": "How",
        "when": "When",
        "my_part": _first(plan.me),
        "their_part": _first(_them(plan)),
        "mutual_resource": "For each other",
        "confidentiality": "Between us",
        "agreed_on": "Agreed",
    }
    return names[one.part]


def _first(name: str) -> str:
    """Return the first word of a name, which is how people call each other."""
    return next(iter(name.split()), name)


def _agreed(one: Agreed) -> Line:
    if isinstance(one.text, dt.date):
        return line(Span(show_day(one.text), "date"))
    return line(flat(one.text))
