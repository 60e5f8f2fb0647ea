"""What happened, kept as it comes: wins, feedback, lessons, and what was given."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from devjournal.cli.run import Run, of
from devjournal.cli.values import VISIBILITY_HELP, words

if TYPE_CHECKING:
    from devjournal.models.base import Record


def _id_option(help_: str) -> Any:
    return typer.Option(metavar="ID", help=help_)


class Capture(NamedTuple):
    """An entry that is being added, with what was said of it in the shared flags."""

    run: Run
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
        from devjournal.changes.records import add_entry
        from devjournal.cli.values import fields_from
        from devjournal.models.registry import class_for

        record_class: type[Record] = class_for("entry", kind)
        fields = fields_from(self.run, record_class, {**self.shared, **(told or {})}, **typed)
        day = {"on": self.run.today, **fields}
        draft = self.run.draft()
        text = words("TEXT", self.text)
        ref = add_entry(draft, kind, text=text, with_person=with_person, **day)
        self.run.commit(draft.operation(f"added {kind}", ref))


def _capture(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="What happened, in a sentence.", show_default=False)],
    on: Annotated[str | None, typer.Option(metavar="DAY", help="When it happened (today).")] = None,
    goal: Annotated[str | None, _id_option("The goal that it belongs to.")] = None,
    skill: Annotated[str | None, _id_option("The skill that it shows.")] = None,
    relationship: Annotated[
        str | None, typer.Option(metavar="WHO", help="The relationship that it belongs to.")
    ] = None,
    meeting: Annotated[str | None, _id_option("The meeting that it came from.")] = None,
    objective: Annotated[str | None, _id_option("The objective that it serves.")] = None,
    opportunity: Annotated[str | None, _id_option("The opportunity that it came from.")] = None,
    about: Annotated[str | None, _id_option("The entry that it reflects on.")] = None,
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


@captures
def win(
    new: Capture,
    so_what: Annotated[str | None, typer.Option(help="What it means for the business.")] = None,
    business_line: Annotated[
        str | None, typer.Option(help="The win as a leader of the business would say it.")
    ] = None,
    served: Annotated[str | None, typer.Option(help="team, customer or stakeholder.")] = None,
    scale: Annotated[
        str | None, typer.Option(help="How far it reached: team, org, company.")
    ] = None,
    number: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NUMBER",
            help=(
                'A number that moved, "cost per contact: 6.10 -> 5.55 USD", or one that stands, '
                '"seats: 12"; "(lower is better)" may follow. Several.'
            ),
        ),
    ] = None,
    credit: Annotated[
        list[str] | None,
        typer.Option(metavar="WHO", help="Who helped: a person, or a name; several."),
    ] = None,
    evidence: Annotated[str | None, typer.Option(help="What shows it.")] = None,
    note: Annotated[str | None, typer.Option(help="A word on it, for you alone.")] = None,
) -> None:
    """Keep what you achieved: in business words, in numbers, for an objective.

    Example: devjournal win "Presented the cost-to-serve case" --number "cost per contact: 6.10 ->
    5.55 USD (lower is better)" --credit priya
    """
    from devjournal.cli.values import parse_number

    told = {
        "so_what": so_what,
        "business_line": business_line,
        "served": served,
        "scale": scale,
        "credit": credit,
        "evidence": evidence,
        "note": note,
    }
    new.add("win", told, numbers=tuple(parse_number(one) for one in number or ()))


@captures
def feedback(
    new: Capture,
    given_by: Annotated[
        str | None, typer.Option("--from", metavar="WHO", help="Who said it: a person, a name, me.")
    ] = None,
    situation: Annotated[str | None, typer.Option(help="Where and when it was.")] = None,
    behaviour: Annotated[str | None, typer.Option(help="What you did.")] = None,
    impact: Annotated[str | None, typer.Option(help="What it caused.")] = None,
    verbatim: Annotated[
        str | None, typer.Option(help="The exact words, even if they sting.")
    ] = None,
    intent: Annotated[
        str | None, typer.Option(help="reinforce (go on so) or redirect (change).")
    ] = None,
) -> None:
    """Keep what somebody told you about your work; nobody else sees it unless you share it.

    With --from me and --relationship it is what you told somebody you help.

    Example: devjournal feedback "Too many slides" --from priya --verbatim "I stopped reading at
    four" --intent redirect
    """
    told = {
        "given_by": given_by,
        "situation": situation,
        "behaviour": behaviour,
        "impact": impact,
        "verbatim": verbatim,
        "intent": intent,
    }
    new.add("feedback", told)


@captures
def lesson(new: Capture) -> None:
    """Keep what you learnt; nobody else sees it unless you share it.

    Example: devjournal lesson "Say the number before the story" --skill financial-acumen
    """
    new.add("lesson")


@captures
def vouched(
    new: Capture,
    by: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who did it: a person, a name, or me.")
    ] = None,
    act: Annotated[
        str | None,
        typer.Option(
            help="visibility, introduction, opportunity, recommendation, placement or promotion."
        ),
    ] = None,
    via: Annotated[str | None, typer.Option(help="What they spent: network or status.")] = None,
    risk_taken: Annotated[str | None, typer.Option("--risk", help="What they risked.")] = None,
) -> None:
    """Keep who put in a word for you, and how.

    It belongs to your relationship with them, if there is only one that is open. With --by me
    and --relationship it is your own word for somebody you help.

    Example: devjournal vouched "Sent my one-pager to the board" --by tomas --act visibility --via
    status
    """
    told = {"by": by, "act": act, "via": via, "risk_taken": risk_taken}
    new.add("vouched", told, with_person="by")


@captures
def gave(
    new: Capture,
    who: Annotated[
        str | None, typer.Option("--to", metavar="WHO", help="To whom: a person, or a name.")
    ] = None,
    what: Annotated[
        str | None, typer.Option(help="What it was: time, a review, an introduction.")
    ] = None,
) -> None:
    """Keep what you gave to somebody: your time, a review, an introduction.

    Example: devjournal gave "Reran the churn model with June's figures" --to priya --what "an
    afternoon" --relationship priya
    """
    new.add("gave", {"who": who, "what": what})


@captures
def resource(
    new: Capture,
    title: Annotated[str | None, typer.Option(help="What it is called.")] = None,
    author: Annotated[str | None, typer.Option(help="Who made it.")] = None,
    source: Annotated[str | None, typer.Option(help="Where it appeared.")] = None,
    link: Annotated[str | None, typer.Option(help="Where it is.")] = None,
    read_on: Annotated[str | None, typer.Option(metavar="DAY", help="When you read it.")] = None,
) -> None:
    """Keep something to read, watch or listen to; TEXT says what it is good for.

    Example: devjournal resource "How a budget becomes an actual" --title "The plain ledger"
    --author "I. Marsh"
    """
    told = {"title": title, "author": author, "source": source, "link": link, "read_on": read_on}
    new.add("resource", told)


@captures
def note(new: Capture) -> None:
    """Keep a note to yourself; nobody else sees it unless you share it.

    Example: devjournal note "The board meets on the second Tuesday" --tag board
    """
    new.add("note")
