"""Commands that move a record from state to state, each built from its row of the lifecycle."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from devjournal.cli.flags import Given, On, Who, Why, fields, id_of
from devjournal.cli.run import Run
from devjournal.cli.values import past_day, record_of
from devjournal.models.lifecycle import move_of

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


_EMPTY = inspect.Parameter.empty


def move_command(
    kind: str,
    verb: str,
    said: str,
    *,
    help_: str = "",
    example: str,
    dated: bool = False,
    then: Callable[[Run, Stored[Any]], None] | None = None,
) -> Callable[..., None]:
    """Return the command of one move of a kind: an ID, and flags for all that the move may tell.

    `said` is what the history calls it. A `dated` move takes `--on`. `then` comes after the
    move, with the record as it was before. The summary is the row's words, and `help_`.
    """
    row = move_of(kind, verb)
    names = [name for name in row.sets if name != "why"]
    parts: dict[str, tuple[Any, Any]] = {
        "run": (Run, _EMPTY),
        "id_": (Who if kind == "relationship" else Annotated[str, id_of(kind)], _EMPTY),
        **({"given": (Annotated[Given, fields(kind, " ".join(names))], _EMPTY)} if names else {}),
        **({"on": (On, None)} if dated else {}),
        **({"why": (Why, None)} if "why" in row.sets else {}),
    }

    def command(
        run: Run,
        id_: str,
        given: Given | None = None,
        on: str | None = None,
        why: str | None = None,
    ) -> None:
        stored = record_of(run, kind, id_)
        told = given.read(run) if given else {}
        move(run, stored, verb, said, on=past_day(run, "--on", on), why=why, **told)
        if then:
            then(run, stored)

    command.__doc__ = f"{row.words}{help_}.\n\nExample: devjournal {example}"
    signature = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=type_, default=default)
        for name, (type_, default) in parts.items()
    ]
    command.__signature__ = inspect.Signature(signature)  # type: ignore[attr-defined]  # read by for_typer
    return command


def move(run: Run, stored: Stored[Any], verb: str, said: str, **told: Any) -> None:
    """Move a record, today unless `on` is told, and write it; `said` is for the history."""
    draft = run.draft()
    draft.move(stored, verb, told.pop("on", run.today), **told)
    run.commit(draft.operation(said, stored.ref))
