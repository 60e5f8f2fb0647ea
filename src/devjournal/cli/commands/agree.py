"""`agree`: what both sides agreed on. (P052)"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.terms import Texts
from devjournal.cli.values import relationship_of
from devjournal.errors import UsageError

if TYPE_CHECKING:
    from devjournal.models.relationship_parts import Agreement

_QUESTIONS = {
    "how": "How do you communicate",
    "when": "When, and how quickly do you answer",
    "my_part": "What do you do",
    "their_part": "What do they do",
    "mutual_resource": "How are you a resource for each other",
    "outcomes": "What do you both want to come of it",
    "confidentiality": "What stays between you",
}


def command(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    how: Annotated[str | None, typer.Option(help="How you communicate.")] = None,
    when: Annotated[str | None, typer.Option(help="When, and how quickly you answer.")] = None,
    my_part: Annotated[str | None, typer.Option(help="What you do.")] = None,
    their_part: Annotated[str | None, typer.Option(help="What they do.")] = None,
    mutual_resource: Annotated[
        str | None, typer.Option(help="How you are a resource for each other.")
    ] = None,
    outcome: Annotated[
        Texts, typer.Option(help="What you both want to come of it; several.")
    ] = None,
    confidentiality: Annotated[str | None, typer.Option(help="What stays between you.")] = None,
) -> None:
    """Keep what you and somebody agreed on today; what you do not tell stays as it was.

    Example: devjournal agree priya --when "Thursdays; within two days" --confidentiality "Figures
    stay with us"
    """
    from devjournal.changes.relationships import agree, require_running
    from devjournal.cli.field_values import fields_from
    from devjournal.models.relationship_parts import Agreement

    here = of(ctx)
    bound = relationship_of(here, who)
    require_running(bound)
    told: dict[str, Any] = {
        "how": how,
        "when": when,
        "my_part": my_part,
        "their_part": their_part,
        "mutual_resource": mutual_resource,
        "outcomes": outcome,
        "confidentiality": confidentiality,
    }
    before = bound.record.agreement
    if before is None or not any(told.values()):
        told |= _asked_for(here, before, told)
    facts = fields_from(here, Agreement, told)
    draft = here.draft()
    agree(draft, bound, **facts)
    here.commit(draft.operation("agreed with", bound.ref))
    _tell_open(here, draft.journal.all("relationship")[bound.id].record.agreement)


def _asked_for(here: Context, before: Agreement | None, told: dict[str, Any]) -> dict[str, Any]:
    """Ask on a terminal for what is not agreed on yet; where nothing is told, it must be."""
    lacking = [name for name in _QUESTIONS if not told[name] and not getattr(before, name, None)]
    if not here.is_interactive:
        if any(told.values()):
            return {}
        flags = ", ".join(f"--{name.removesuffix('s').replace('_', '-')}" for name in _QUESTIONS)
        raise UsageError("missing: what you agreed on", hint=f"say it with {flags}")
    answers = {name: here.ask(_QUESTIONS[name], flag="", optional=True) for name in lacking}
    if answers.get("outcomes"):
        return {**answers, "outcomes": [answers["outcomes"]]}
    return answers


def _tell_open(here: Context, agreed: Agreement | None) -> None:
    """Name what the two have not spoken about. (P052)"""
    still_open = [name.replace("_", " ") for name in _QUESTIONS if not getattr(agreed, name, None)]
    if still_open:
        here.tell(f"not agreed on yet: {', '.join(still_open)}")
