"""`help`: what there is to know beside the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.run import Run, of
from devjournal.errors import NotFound

if TYPE_CHECKING:
    from devjournal.render.document import Document


def help_(
    ctx: typer.Context,
    topic: Annotated[
        str | None, typer.Argument(help="dates, ids, visibility or files; unless told, a list.")
    ] = None,
) -> None:
    """Explain how days are written, how records are called, who sees what, what lies where.

    Example: devjournal help dates
    """
    run = of(ctx)
    view, document = _page(run, topic.strip().lower() if topic is not None else None)
    if run.flags.json:
        run.show_json("help", view)
    else:
        run.show(document)


def _page(run: Run, topic: str | None) -> tuple[Any, Document]:
    from devjournal.render.compose import guide as compose
    from devjournal.views import guide

    match topic:
        case None:
            return {"topics": guide.TOPICS}, compose.compose_topics(guide.TOPICS)
        case "dates":
            dates = guide.build_dates(run.clock.date())
            return dates, compose.compose_dates(dates)
        case "ids":
            ids = guide.build_ids()
            return ids, compose.compose_ids(ids)
        case "visibility":
            visibility = guide.build_visibility()
            return visibility, compose.compose_visibility(visibility)
        case "files":
            files = guide.build_files()
            return files, compose.compose_files(files)
        case _:
            raise _unknown(topic, list(guide.TOPICS))


def _unknown(topic: str, topics: list[str]) -> NotFound:
    from difflib import get_close_matches

    from devjournal.cli.table import ROWS

    hint = f"there are {', '.join(topics)}"
    if topic in ROWS:
        hint = f"of the command: devjournal {topic} --help"
    elif near := get_close_matches(topic, topics, n=1):
        hint = f"near: {near[0]}; {hint}"
    return NotFound(f"there is no help on {topic!r}", hint=hint)
