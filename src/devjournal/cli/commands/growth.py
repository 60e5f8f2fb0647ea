"""Skills, objectives, where I stand, and what moved over months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.commands.capture import Capture
from devjournal.cli.output import FORCE, FORMAT, OUTPUT, READER, put_page, reader_called
from devjournal.cli.run import Run, of
from devjournal.cli.values import VISIBILITY_HELP, one_of, past_day, skill_or_name, words
from devjournal.errors import UsageError

if TYPE_CHECKING:
    from devjournal.models.growth import Rating


BY = Annotated[
    str | None, typer.Option("--by", metavar="WHO", help="Who rated it (you): a person, or a name.")
]
EVIDENCE = Annotated[str | None, typer.Option("--evidence", help="What showed it.")]


def skill_add(
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
    from devjournal.changes.growth import add_skill, add_starters
    from devjournal.cli.values import fields_from
    from devjournal.models.growth import Skill

    run = of(ctx)
    draft = run.draft()
    if starter:
        if name:
            raise UsageError("--starter takes no name", hint="say one or the other")
        add_starters(draft)
        run.commit(draft.operation("added the skills to begin from"))
        return
    name = words("NAME", name or run.ask("What is it called", flag="NAME, or --starter"))
    told = {"importance": importance, "target": target, "owners": owner}
    facts = fields_from(run, Skill, {**told, "tags": tag, "visibility": visibility})
    if "target" in facts and level is None:
        level = run.ask("Where do you stand now, 1 to 5", flag="--level")
    if level is None and (by or evidence):
        raise UsageError("--by and --evidence are about a level", hint="say it with --level")
    rating = _rating(run, level, by, evidence, None) if level else None
    ref = add_skill(draft, name, rating, **facts)
    run.commit(draft.operation("added skill", ref))


def skill_rate(
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
    from devjournal.journal.names import find

    run = of(ctx)
    skill = find(run.journal, skill_or_name(run, id_), ("skill",))
    draft = run.draft()
    draft.update(skill, skill.record.rate(_rating(run, level, by, evidence, on)))
    run.commit(draft.operation(f"rated {level}:", skill.ref))


def _rating(run: Run, level: str, by: str | None, evidence: str | None, on: str | None) -> Rating:
    from devjournal.cli.values import fields_from
    from devjournal.models.growth import Rating

    told: dict[str, Any] = {"level": words("LEVEL", level), "by": by, "evidence": evidence}
    return Rating(on=past_day(run, "--on", on), **fields_from(run, Rating, told))


def skill_gaps(ctx: typer.Context) -> None:
    """Show where you have furthest to go in what matters most, and who could help.

    Skills are ranked by their importance times what is missing to their target. Who could help
    is who knows it (a person's domains), in whom you saw it, and who answers for it.

    Example: devjournal skill gaps
    """
    from devjournal.pages.skills import build_skill_gaps, compose_skill_gaps

    run = of(ctx)
    view = build_skill_gaps(run.journal)
    if run.flags.json:
        run.show_json("skill_gaps", view)
    else:
        run.show(compose_skill_gaps(view, run.today))
    run.require_readable(run.journal.kinds_read)


def objective_add(
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
    from devjournal.cli.values import fields_from
    from devjournal.models.growth import Objective

    run = of(ctx)
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
    draft = run.draft()
    facts = fields_from(run, Objective, told)
    ref = draft.add("objective", Objective(title=words("TITLE", title), **facts))
    run.commit(draft.operation("added objective", ref))


def objective_close(
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
    from devjournal.changes.growth import ENDINGS, close_objective
    from devjournal.journal.names import find

    run = of(ctx)
    objective = find(run.journal, id_, ("objective",))
    if objective.is_open:
        as_ = as_ or run.ask("What became of it: met, missed or dropped", flag="--as")
    draft = run.draft()
    close_objective(draft, objective, one_of("--as", as_, ENDINGS), why)
    run.commit(draft.operation("closed", objective.ref))


Texts = list[str] | None

_QUESTIONS = {
    "accomplishments": "What have you accomplished",
    "impact": "What did it change",
    "improve": "What do you need to improve",
}


def assess(
    ctx: typer.Context,
    text: Annotated[
        str | None,
        typer.Argument(help="Where you stand, in a sentence (the day).", show_default=False),
    ] = None,
    accomplishment: Annotated[Texts, typer.Option(help="What you have done; several.")] = None,
    impact: Annotated[Texts, typer.Option(help="What it changed; several.")] = None,
    improve: Annotated[Texts, typer.Option(help="What you need to improve; several.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="When it was so (today).")] = None,
    goal: Annotated[
        str | None, typer.Option(metavar="ID", help="The goal that it belongs to.")
    ] = None,
    relationship: Annotated[
        str | None, typer.Option(metavar="WHO", help="The relationship that it belongs to.")
    ] = None,
    tag: Annotated[Texts, typer.Option(help="A word to find it by; several.")] = None,
    visibility: Annotated[str | None, typer.Option(help=VISIBILITY_HELP)] = None,
) -> None:
    """Keep a dated look at where you stand; nobody else sees it unless you share it.

    Example: devjournal assess --accomplishment "Ran the desk through two storms" --impact "Four
    of five callers answered in five minutes" --improve "Say the number first"
    """
    run = of(ctx)
    told = {"accomplishments": accomplishment, "impact": impact, "improve": improve}
    if not any(told.values()) and (run.is_interactive or text is None):
        told = {name: _asked(run, question) for name, question in _QUESTIONS.items()}
    if not any(told.values()) and text is None:
        raise UsageError("nothing was said", hint="name what you have done, changed or lack")
    shared = {
        "on": on,
        "goal": goal,
        "relationship": relationship,
        "tags": tag,
        "visibility": visibility,
    }
    Capture(run, text if text is not None else _headline(run, on), shared).add("assessment", told)


def _asked(run: Run, question: str) -> Texts:
    """Ask for one after another, until nothing more is said."""
    said: list[str] = []
    flag = "--accomplishment, --impact or --improve"
    while answer := run.ask(f"{question}{', more' if said else ''}", flag=flag, optional=True):
        said.append(answer)
    return said


def _headline(run: Run, on: str | None) -> str:
    from devjournal.dates import show_day

    return f"Where I stand, {show_day(past_day(run, '--on', on))}"


_MOST_MONTHS = 120


def progress(
    ctx: typer.Context,
    months: Annotated[
        int, typer.Option(metavar="N", help="How many months to look back on, this one too.")
    ] = 12,
    reader: READER = None,
    format_: FORMAT = None,
    output: OUTPUT = None,
    force: FORCE = False,
) -> None:
    """Show what moved over months: goals, skills, activity, promises, rhythm of meetings.

    With --linear nothing is drawn: every fact is a sentence on a line of its own.

    Example: devjournal progress --months 6
    """
    from devjournal.pages.progress import build_progress, compose_progress

    run = of(ctx)
    if not 1 <= months <= _MOST_MONTHS:
        raise UsageError(
            f"--months {months}: that can't be looked back on",
            hint=f"say a number from 1 to {_MOST_MONTHS}",
        )
    for_whom = reader_called(run, reader)
    view = build_progress(run.journal, run.today, months=months, reader=for_whom)
    put_page(run, "progress", view, compose_progress(view), format_, output, force=force)
    run.require_readable(run.journal.kinds_read)
