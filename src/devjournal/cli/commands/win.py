"""`win`: what I achieved, in business words and numbers."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.capture import Capture, captures


@captures
def command(
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
    from devjournal.cli.numbers import parse_number

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
