"""What the commands of Capture share: the text, the day, the links, who may see it.

Each command declares only the flags of its own, and adds one entry.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.values import VISIBILITY_HELP, words
from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from devjournal.models.base import Record


def _id(help_: str) -> Any:
    return typer.Option(metavar="ID", help=help_)


@dataclass(frozen=True, slots=True)
class Capture:
    """An entry that is being added, with what was said of it in the shared flags."""

    here: Context
    text: str
    shared: dict[str, Any]

    def add(
        self,
        kind: str,
        told: dict[str, Any] | None = None,
        *,
        with_person: str | None = None,
        **typed: Any,
    ) -> None:
        """Write the entry; `told` are the own fields as flags say them, `typed` as they are.

        Without a relationship, it is the only open one with the person that the field
        `with_person` names.
        """
        from devjournal.changes.entries import add_entry
        from devjournal.cli.field_values import fields_from
        from devjournal.models.kinds import class_for

        record_class: type[Record] = class_for("entry", kind)
        fields = fields_from(self.here, record_class, {**self.shared, **(told or {})}, **typed)
        day = {"on": self.here.today, **fields}
        draft = self.here.draft()
        text = words("TEXT", self.text)
        ref = add_entry(draft, kind, text=text, with_person=with_person, **day)
        self.here.commit(draft.operation(f"added {kind}", ref))


def _capture(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="What happened, in a sentence.", show_default=False)],
    on: Annotated[str | None, typer.Option(metavar="DAY", help="When it happened (today).")] = None,
    goal: Annotated[str | None, _id("The goal that it belongs to.")] = None,
    skill: Annotated[str | None, _id("The skill that it shows.")] = None,
    relationship: Annotated[
        str | None, typer.Option(metavar="WHO", help="The relationship that it belongs to.")
    ] = None,
    meeting: Annotated[str | None, _id("The meeting that it came from.")] = None,
    objective: Annotated[str | None, _id("The objective that it serves.")] = None,
    opportunity: Annotated[str | None, _id("The opportunity that it came from.")] = None,
    about: Annotated[str | None, _id("The entry that it reflects on.")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="A word to find it by; several.")] = None,
    visibility: Annotated[str | None, typer.Option(help=VISIBILITY_HELP)] = None,
) -> Capture:
    """Take the shared flags."""
    shared = {
        "on": on,
        "goal": goal,
        "skill": skill,
        "relationship": relationship,
        "meeting": meeting,
        "objective": objective,
        "opportunity": opportunity,
        "about": about,
        "tags": tag,
        "visibility": visibility,
    }
    return Capture(of(ctx), text, shared)


def captures(function: Callable[..., None]) -> Callable[..., None]:
    """Return the command that `function` is once it has the shared flags too.

    Its first parameter is the Capture that those make; its own flags are shown first.
    """
    shared = list(inspect.signature(_capture, eval_str=True).parameters.values())
    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]

    def command(**values: Any) -> None:
        capture = _capture(**{one.name: values.pop(one.name) for one in shared})
        function(capture, **values)

    command.__doc__ = function.__doc__
    together = [*shared[:2], *own, *shared[2:]]
    command.__signature__ = inspect.Signature(together)  # type: ignore[attr-defined]  # Typer reads it
    return command
