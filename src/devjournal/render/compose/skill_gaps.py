"""The page of skill gaps, in blocks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from devjournal.dates import short_day
from devjournal.pages.phrases import flat
from devjournal.render.document import (
    Block,
    Document,
    Heading,
    Item,
    Line,
    ListBlock,
    Paragraph,
    Span,
    join,
    line,
)

if TYPE_CHECKING:
    from devjournal.views.skill_gaps import Gap, SkillGaps, Unranked
    from devjournal.views.who_could_help import Helper, Sight


def compose_skill_gaps(view: SkillGaps, today: dt.date) -> Document:
    """Return each skill below its target with who could help, and what can't be ranked yet."""
    blocks: list[Block] = []
    if view.gaps:
        blocks.append(ListBlock(tuple(_gap(gap, today) for gap in view.gaps)))
    if view.unranked:
        blocks.append(Heading(line("Not ranked yet"), 2))
        blocks.append(ListBlock(tuple(map(_unranked, view.unranked))))
    if view.reached:
        number = len(view.reached)
        skills = "1 skill is at its" if number == 1 else f"{number} skills are at their"
        blocks.append(Paragraph(line(Span(f"{skills} target.", "dim"))))
    if view.next_step:
        blocks.append(Paragraph(line("No skills yet.  ", Span(view.next_step, "command"))))
    subtitle = line("importance × what is missing to the target") if view.gaps else ()
    return Document(blocks=tuple(blocks), title=line("Skill gaps"), subtitle=subtitle)


def _gap(gap: Gap, today: dt.date) -> Item:
    head = join(
        " · ",
        [
            line(Span(flat(gap.name), "strong")),
            line("level ", Span(f"{gap.level} of {gap.target}", "number")),
            line("importance ", Span(f"{gap.importance} × {gap.gap} = {gap.weight}", "number")),
        ],
    )
    helpers = [_helper(helper, today) for helper in gap.helpers]
    nobody = [] if helpers else [line("Nobody yet. In whom did you see it?")]
    return Item(head, (*helpers, *nobody, line(Span(gap.next_step, "command"))))


def _helper(helper: Helper, today: dt.date) -> Line:
    told = [line(", ".join(filter(None, (flat(helper.name), helper.label, _standing(helper)))))]
    if helper.is_owner:
        told.append(line("answers for it"))
    if helper.domains:
        told.append(line(f"knows {', '.join(map(flat, helper.domains))}"))
    return join(" · ", [*told, *(_sight(sight, today) for sight in helper.seen)])


def _standing(helper: Helper) -> str | None:
    """Return the state of what is between us, where it is not simply there."""
    return None if helper.state == "active" else helper.state


def _sight(sight: Sight, today: dt.date) -> Line:
    when = line("seen ", Span(short_day(sight.on, today), "date")) if sight.on else line("seen")
    return line(*when, f": {flat(sight.where)}") if sight.where else when


def _unranked(skill: Unranked) -> Item:
    head = line(Span(flat(skill.name), "strong"), f" · no {', no '.join(skill.missing)}")
    return Item(head, (line(Span(skill.next_step, "command")),))
