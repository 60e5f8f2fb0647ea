"""`person`: somebody I learn from, give to, work with or report to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.values import VISIBILITY_HELP, skill_or_name, words
from devjournal.errors import UsageError

if TYPE_CHECKING:
    from devjournal.models.person import Seen

Texts = list[str] | None


def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Their name.", show_default=False)],
    title: Annotated[str | None, typer.Option(help="Their role.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Where they work.")] = None,
    same_team: Annotated[
        bool | None, typer.Option("--same-team/--other-team", help="Whether they are in your team.")
    ] = None,
    email: Annotated[str | None, typer.Option(help="Their address.")] = None,
    seniority: Annotated[
        str | None, typer.Option(help="Beside you: junior, peer, senior or exec.")
    ] = None,
    domain: Annotated[Texts, typer.Option(help="What they know deeply; several.")] = None,
    seen: Annotated[
        Texts,
        typer.Option(metavar="SKILL", help='Where you saw a skill: "forecasting: the all-hands".'),
    ] = None,
    supervises_me: Annotated[
        bool | None, typer.Option("--supervises-me", help="You report to them.")
    ] = None,
    paid: Annotated[bool | None, typer.Option("--paid", help="They are paid for it.")] = None,
    credential: Annotated[str | None, typer.Option(help="A coach's certificate.")] = None,
    priority: Annotated[Texts, typer.Option(help="What matters to them now; several.")] = None,
    word: Annotated[Texts, typer.Option(help="A word they use for it; several.")] = None,
    personal: Annotated[
        str | None, typer.Option(help="The last personal thread; for you alone.")
    ] = None,
    introduced_by: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who brought you together.")
    ] = None,
    potential: Annotated[
        Texts, typer.Option(help="What they might become to you: mentor, coach, sponsor, partner.")
    ] = None,
    tag: Annotated[Texts, typer.Option(help="A word to find them by; several.")] = None,
    visibility: Annotated[str | None, typer.Option(help=VISIBILITY_HELP)] = None,
) -> None:
    """Add somebody, with or without a relationship to come.

    Example: devjournal person add "Ines Ferrar" --title "Head of Planning" --seniority senior
    --seen "forecasting: the spring review"
    """
    from devjournal.cli.field_values import fields_from
    from devjournal.models.person import Person

    here = of(ctx)
    told = {
        "title": title,
        "organisation": organisation,
        "same_team": same_team,
        "email": email,
        "seniority": seniority,
        "domains": domain,
        "supervises_me": supervises_me,
        "paid": paid,
        "credential": credential,
        "priorities": priority,
        "vocabulary": word,
        "personal": personal,
        "introduced_by": introduced_by,
        "potential": potential,
        "tags": tag,
        "visibility": visibility,
    }
    facts = fields_from(here, Person, told, seen=tuple(_seen(here, one) for one in seen or ()))
    draft = here.draft()
    ref = draft.add("person", Person(name=words("NAME", name), **facts))
    here.commit(draft.operation("added person", ref))


def _seen(here: Context, text: str) -> Seen:
    from devjournal.models.person import Seen

    skill, _, where = (part.strip() for part in text.partition(":"))
    if not skill:
        raise UsageError(f"--seen {text}: names no skill", hint='such as "forecasting: all-hands"')
    return Seen(skill=skill_or_name(here, skill), where=where or None)


COMMANDS = {"add": add}
