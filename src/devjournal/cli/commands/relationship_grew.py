"""`relationship grew`: a step in the growth of somebody I help. (P099)"""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import past_day, relationship_of, words


def grew(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="Whom you help.", show_default=False)],
    skill: Annotated[
        str, typer.Argument(help="What they grew in: a skill, or its name.", show_default=False)
    ],
    level: Annotated[
        str,
        typer.Argument(help="1 (new to it) to 5 (others learn it from them).", show_default=False),
    ],
    by: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who judged it: a person, or a name (you).")
    ] = None,
    evidence: Annotated[str | None, typer.Option(help="What showed it.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="When you saw it (today).")] = None,
) -> None:
    """Keep a step in the growth of somebody you help; no one but you ever sees it.

    Example: devjournal relationship grew lukasz "Hard conversations" 4 --evidence "Kept the call"
    """
    from devjournal.changes.relationships import see_growth
    from devjournal.cli.field_values import fields_from
    from devjournal.models.relationship_parts import Growth

    here = of(ctx)
    bound = relationship_of(here, who, closed=True)
    told = {"skill": words("SKILL", skill), "level": level, "by": by, "evidence": evidence}
    seen = Growth(on=past_day(here, "--on", on), **fields_from(here, Growth, told))
    draft = here.draft()
    see_growth(draft, bound, seen)
    here.commit(draft.operation("saw growth in", bound.ref))
