"""`skill`: what I build, and where I stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.context import Context, of
from devjournal.cli.values import VISIBILITY_HELP, past_day, skill_or_name, words
from devjournal.errors import UsageError

if TYPE_CHECKING:
    from devjournal.models.skill import Rating

BY = Annotated[
    str | None, typer.Option("--by", metavar="WHO", help="Who rated it (you): a person, or a name.")
]
EVIDENCE = Annotated[str | None, typer.Option("--evidence", help="What showed it.")]


def add(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="What it is called.", show_default=False)
    ] = None,
    importance: Annotated[
        str | None,
        typer.Option(metavar="1-5", help="How much it matters for where you want to go."),
    ] = None,
    target: Annotated[
        str | None, typer.Option(metavar="1-5", help="The level you want to reach; needs --level.")
    ] = None,
    level: Annotated[
        str | None, typer.Option(metavar="1-5", help="Where you stand: 1 is new to it.")
    ] = None,
    by: BY = None,
    evidence: EVIDENCE = None,
    owner: Annotated[
        list[str] | None, typer.Option(metavar="WHO", help="Who answers for it after you; several.")
    ] = None,
    tag: Annotated[list[str] | None, typer.Option(help="A word to find it by; several.")] = None,
    visibility: Annotated[str | None, typer.Option(help=VISIBILITY_HELP)] = None,
    starter: Annotated[
        bool, typer.Option("--starter", help="Add the list to begin from instead of NAME.")
    ] = False,
) -> None:
    """Name a skill that you build, and where you stand in it; --starter adds six to begin from.

    Example: devjournal skill add "clear writing" --importance 4 --level 2 --target 4
    """
    from devjournal.changes.skills import add_skill, add_starters
    from devjournal.cli.field_values import fields_from
    from devjournal.models.skill import Skill

    here = of(ctx)
    draft = here.draft()
    if starter:
        if name:
            raise UsageError("--starter takes no name", hint="say one or the other")
        add_starters(draft)
        here.commit(draft.operation("added the skills to begin from"))
        return
    name = words("NAME", name or here.ask("What is it called", flag="NAME, or --starter"))
    told = {"importance": importance, "target": target, "owners": owner}
    facts = fields_from(here, Skill, {**told, "tags": tag, "visibility": visibility})
    if "target" in facts and level is None:
        level = here.ask("Where do you stand now, 1 to 5", flag="--level")
    if level is None and (by or evidence):
        raise UsageError("--by and --evidence are about a level", hint="say it with --level")
    rating = _rating(here, level, by, evidence, None) if level else None
    ref = add_skill(draft, name, rating, **facts)
    here.commit(draft.operation("added skill", ref))


def rate(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which skill.", show_default=False)],
    level: Annotated[
        str,
        typer.Argument(help="1 (new to it) to 5 (others learn it from you).", show_default=False),
    ],
    by: BY = None,
    evidence: EVIDENCE = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="When it was so (today).")] = None,
) -> None:
    """Rate a skill: where you stand in it, who says so, and what showed it.

    Example: devjournal skill rate financial-acumen 3 --by priya --evidence "Found the gap in the
    budget"
    """
    from devjournal.changes.skills import rate_skill
    from devjournal.journal.names import find

    here = of(ctx)
    skill = find(here.journal, skill_or_name(here, id_), ("skill",))
    draft = here.draft()
    rate_skill(draft, skill, _rating(here, level, by, evidence, on))
    here.commit(draft.operation(f"rated {level}:", skill.ref))


def _rating(
    here: Context, level: str, by: str | None, evidence: str | None, on: str | None
) -> Rating:
    from devjournal.cli.field_values import fields_from
    from devjournal.models.skill import Rating

    told: dict[str, Any] = {"level": words("LEVEL", level), "by": by, "evidence": evidence}
    return Rating(on=past_day(here, "--on", on), **fields_from(here, Rating, told))


def gaps(ctx: typer.Context) -> None:
    """Show where you have furthest to go in what matters most, and who could help.

    Skills are ranked by their importance times what is missing to their target. Who could help
    is who knows it (a person's domains), in whom you saw it, and who answers for it.

    Example: devjournal skill gaps
    """
    from devjournal.views.skill_gaps import build_skill_gaps

    here = of(ctx)
    view = build_skill_gaps(here.journal)
    if here.flags.json:
        here.show_json("skill_gaps", view)
    else:
        from devjournal.render.compose.skill_gaps import compose_skill_gaps

        here.show(compose_skill_gaps(view, here.today))
    here.require_readable(here.journal.kinds_read)


COMMANDS = {"add": add, "rate": rate, "gaps": gaps}
