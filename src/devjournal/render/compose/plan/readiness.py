"""Whether it is time to look for a sponsor, as advice. (P007, P102)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.pages.phrases import flat
from devjournal.render.document import (
    Block,
    CheckItem,
    Checklist,
    Heading,
    Line,
    Paragraph,
    Span,
    line,
)

if TYPE_CHECKING:
    from devjournal.practice.readiness import Foundation, SponsorReadiness
    from devjournal.views.plan import Plan


def compose_readiness(plan: Plan) -> list[Block]:
    """Return the foundations that a sponsor can vouch for, and what to do about them."""
    if plan.readiness is None:
        return []
    what = (
        "What there is to vouch for"
        if plan.relationship_kind == "sponsor"
        else "Readiness for a sponsor"
    )
    title = line(what, Span(" · advice: nothing waits for it", "dim"))
    items = tuple(map(_foundation, plan.readiness.foundations))
    return [Heading(title), Paragraph(_counts(plan.readiness, plan.reader)), Checklist(items)]


def _counts(readiness: SponsorReadiness, reader: str) -> Line:
    whole = len(readiness.foundations)
    which = "foundations" if reader == "self" else "foundations on this page"
    return line(
        Span(f"{readiness.solid} of {whole}", "number"),
        f" {which} at their target, ",
        Span(f"{readiness.shown} of {whole}", "number"),
        " shown to others. ",
        _advice(readiness),
    )


def _advice(readiness: SponsorReadiness) -> str:
    if readiness.is_ready:
        return "Solid and seen: a sponsor has something to vouch for."
    if readiness.solid == len(readiness.foundations):
        return "Solid: now let others see it."
    return "Build first, with a mentor; let others see each step."


def _foundation(one: Foundation) -> CheckItem:
    level = f"{one.level} of {one.target}" if one.level else f"no level yet, target {one.target}"
    shown = "shown" if one.is_shown else "not shown yet"
    text = line(flat(one.name), " ", Span(level, "number"), Span(f", {shown}", "dim"))
    return CheckItem(done=one.is_solid, text=text)
