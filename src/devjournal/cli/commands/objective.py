"""`objective`: what the business wants."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.context import of
from devjournal.cli.values import VISIBILITY_HELP, one_of, words


def add(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(help="What the business wants.", show_default=False)],
    kpi: Annotated[str | None, typer.Option(help="The number that shows it.")] = None,
    unit: Annotated[str | None, typer.Option(help="The unit of that number.")] = None,
    baseline: Annotated[str | None, typer.Option(metavar="NUMBER", help="Where it stood.")] = None,
    target: Annotated[str | None, typer.Option(metavar="NUMBER", help="Where it is to be.")] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who answers for it: a person, or a name.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="2026, 2026-H1 or 2026-Q4.")
    ] = None,
    tag: Annotated[list[str] | None, typer.Option(help="A word to find it by; several.")] = None,
    visibility: Annotated[str | None, typer.Option(help=VISIBILITY_HELP)] = None,
) -> None:
    """Name an objective of the business, for goals and wins to serve.

    Example: devjournal objective add "Halve the repeat calls" --kpi "repeat calls" --unit "%"
    --baseline 34 --target 17 --period 2026
    """
    from devjournal.cli.field_values import fields_from
    from devjournal.models.objective import Objective

    here = of(ctx)
    told = {
        "kpi": kpi,
        "unit": unit,
        "baseline": baseline,
        "target": target,
        "owner": owner,
        "period": period,
        "tags": tag,
        "visibility": visibility,
    }
    draft = here.draft()
    facts = fields_from(here, Objective, told)
    ref = draft.add("objective", Objective(title=words("TITLE", title), **facts))
    here.commit(draft.operation("added objective", ref))


def close(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which objective.", show_default=False)],
    as_: Annotated[
        str | None, typer.Option("--as", metavar="HOW", help="met, missed or dropped.")
    ] = None,
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Close an objective, as what became of it.

    Example: devjournal objective close bring-attrition --as met --why "17.4 in September"
    """
    from devjournal.changes.objectives import ENDINGS, close_objective
    from devjournal.journal.names import find

    here = of(ctx)
    objective = find(here.journal, id_, ("objective",))
    if objective.is_open:
        as_ = as_ or here.ask("What became of it: met, missed or dropped", flag="--as")
    draft = here.draft()
    close_objective(draft, objective, one_of("--as", as_, ENDINGS), why)
    here.commit(draft.operation("closed", objective.ref))


COMMANDS = {"add": add, "close": close}
