"""`help`: what there is to know beside the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.run import Run
from devjournal.errors import NotFound

if TYPE_CHECKING:
    from devjournal.render.document import Document


def help_(
    run: Run,
    topic: Annotated[
        str | None,
        typer.Argument(help="dates, ids, visibility, states or files; all without one."),
    ] = None,
) -> None:
    """Explain how days are written, how records are called, who sees what, what lies where.

    Example: devjournal help dates
    """
    view, document = _page(run, topic.strip().lower() if topic is not None else None)
    if run.flags.json:
        run.show_json("help", view)
    else:
        run.show(document)


def _page(run: Run, topic: str | None) -> tuple[Any, Document]:
    from devjournal.pages.help import TOPICS, build_help, compose_help, compose_topics

    if topic is None:
        return {"topics": TOPICS}, compose_topics(TOPICS)
    if topic not in TOPICS:
        raise _unknown(topic, list(TOPICS))
    page = build_help(topic, run.clock.date())
    return page, compose_help(page)


def _unknown(topic: str, topics: list[str]) -> NotFound:
    from difflib import get_close_matches

    from devjournal.cli.table import ROWS

    hint = f"there are {', '.join(topics)}"
    if topic in ROWS:
        hint = f"of the command: devjournal {topic} --help"
    elif near := get_close_matches(topic, topics, n=1):
        hint = f"near: {near[0]}; {hint}"
    return NotFound(f"there is no help on {topic!r}", hint=hint)
