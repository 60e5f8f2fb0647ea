"""`topic`: bring something to the next meeting."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import (
    VISIBILITY_HELP,
    in_range,
    one_of,
    relationship_of,
    visibility,
    words,
)

KINDS = ("project", "challenge", "lesson", "question", "concern", "feedback", "offer", "personal")


def command(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    text: Annotated[str, typer.Argument(help="What to talk about.", show_default=False)],
    kind: Annotated[str | None, typer.Option(help=f"{', '.join(KINDS)}.")] = None,
    focus: Annotated[str | None, typer.Option(help="career, professional or technical.")] = None,
    deep_dive: Annotated[
        bool, typer.Option("--deep-dive", help="It wants most of the time.")
    ] = False,
    minutes: Annotated[int | None, typer.Option(help="How long it wants.")] = None,
    visible: Annotated[str | None, typer.Option("--visibility", help=VISIBILITY_HELP)] = None,
) -> None:
    """Bring something to the next meeting; it stays on the agenda until it was discussed.

    Example: devjournal topic priya "How do you choose the number that leads?" --deep-dive --minutes
    15
    """
    from devjournal.models.topic import Topic

    here = of(ctx)
    bound = relationship_of(here, who)
    draft = here.draft()
    record = Topic(
        text=words("TEXT", text),
        relationship=bound.id,
        kind=one_of("--kind", kind, KINDS),
        focus=one_of("--focus", focus, ("career", "professional", "technical")),
        deep_dive=deep_dive or None,
        minutes=in_range("--minutes", minutes, 1, 480),
        raised_on=here.today,
        visibility=visibility(here, visible),
    )
    here.commit(draft.operation("added topic", draft.add("topic", record)))
