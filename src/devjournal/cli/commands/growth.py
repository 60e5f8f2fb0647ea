"""Skills, objectives, assessments, and what moved over months."""

from __future__ import annotations

from typing import Annotated

import typer

from devjournal.cli.commands.capture import record_entry
from devjournal.cli.flags import Given, On, Put, Reader, Why, fields, id_of
from devjournal.cli.output import put_page, reader_called, show_page
from devjournal.cli.run import Run
from devjournal.cli.values import in_range, one_of, past_day, record_of, skill_or_name, words
from devjournal.errors import UsageError

_MOST_MONTHS = 120
_TOLD = "accomplishments impact improve on goal relationship tags visibility"
_ASSESSED = ("accomplishments", "impact", "improve")


def skill_add(
    run: Run,
    given: Annotated[Given, fields("skill", "importance target owners tags visibility")],
    rated: Annotated[Given, fields("skill.ratings", "level by evidence")],
    name: Annotated[
        str | None, typer.Argument(help="The name of the skill.", show_default=False)
    ] = None,
    starter: Annotated[
        bool, typer.Option("--starter", help="Add a list of six to start from instead of NAME.")
    ] = False,
) -> None:
    """Add a skill that you build, and where you stand in it.

    Example: devjournal skill add "clear writing" --importance 4 --level 2 --target 4
    """
    from devjournal.changes.growth import add_skill, add_starters
    from devjournal.models.growth import Rating

    draft = run.draft()
    if starter:
        if name:
            raise UsageError("--starter takes no name", hint="give one or the other")
        add_starters(draft)
        run.commit(draft.operation("added the skills to begin from"))
        return
    name = words("NAME", name or run.ask("The name of the skill", flag="NAME, or --starter"))
    facts = given.read(run)
    if "target" in facts and "level" not in rated.told:
        rated.told["level"] = run.ask("Where do you stand now, 1 to 5", flag="--level")
    if rated.told and "level" not in rated.told:
        raise UsageError("--by and --evidence are about a level", hint="add --level")
    rating = Rating(**rated.read(run, on=run.today)) if rated.told else None
    ref = add_skill(draft, name, rating, **facts)
    run.commit(draft.operation("added skill", ref))


def skill_rate(
    run: Run,
    id_: Annotated[str, id_of("skill")],
    level: Annotated[
        str,
        typer.Argument(help="1 (new to it) to 5 (others learn it from you).", show_default=False),
    ],
    given: Annotated[Given, fields("skill.ratings", "by evidence")],
    on: On = None,
) -> None:
    """Rate a skill: where you stand in it, who says so, and what showed it.

    Example: devjournal skill rate financial-acumen 3 --by priya --evidence "Found the gap in the
    budget"
    """
    from devjournal.models.growth import Rating

    skill = record_of(run, "skill", skill_or_name(run, id_))
    given.told["level"] = words("LEVEL", level)
    draft = run.draft()
    draft.update(skill, skill.record.rate(Rating(**given.read(run, on=past_day(run, "--on", on)))))
    run.commit(draft.operation(f"rated {level}:", skill.ref))


def skill_gaps(run: Run) -> None:
    """Show where you have furthest to go in what matters most, and who could help.

    Skills are ranked by their importance times the levels missing to their target. Who could
    help: people who know it well, people you saw use it, and those who answer for it.

    Example: devjournal skill gaps
    """
    from devjournal.pages.skills import build_skill_gaps, compose_skill_gaps

    page = build_skill_gaps(run.journal)
    show_page(run, "skill_gaps", page, lambda: compose_skill_gaps(page, run.today))


def objective_add(
    run: Run,
    title: Annotated[str, typer.Argument(help="What the business wants.", show_default=False)],
    given: Annotated[Given, fields("objective", but="title")],
) -> None:
    """Add an objective of the business, for goals and wins to serve.

    Example: devjournal objective add "Halve the repeat calls" --kpi "repeat calls" --unit "%"
    --baseline 34 --target 17 --period 2026
    """
    from devjournal.models.growth import Objective

    run.add("objective", Objective(title=words("TITLE", title), **given.read(run)))


def objective_close(
    run: Run,
    id_: Annotated[str, id_of("objective")],
    as_: Annotated[
        str | None, typer.Option("--as", metavar="HOW", help="met, missed or dropped.")
    ] = None,
    why: Why = None,
) -> None:
    """Close an objective as met, missed or dropped.

    Example: devjournal objective close bring-attrition --as met --why "17.4 in September"
    """
    from devjournal.changes.growth import ENDINGS, close_objective

    objective = record_of(run, "objective", id_)
    if objective.is_open:
        as_ = as_ or run.choose("What became of it", ENDINGS, flag="--as")
    draft = run.draft()
    close_objective(draft, objective, one_of("--as", as_, ENDINGS), why)
    run.commit(draft.operation("closed", objective.ref))


def assess(
    run: Run,
    given: Annotated[Given, fields("assessment", _TOLD)],
    text: Annotated[
        str | None,
        typer.Argument(help="Where you stand, in a sentence (the day).", show_default=False),
    ] = None,
) -> None:
    """Record where you stand today; nobody else sees it unless you share it.

    Example: devjournal assess --accomplishment "Ran the desk through two storms" --impact "Four
    of five callers answered in five minutes" --improve "Say the number first"
    """
    from devjournal.dates import show_day

    if given.told.keys().isdisjoint(_ASSESSED) and (run.is_interactive or text is None):
        given.ask(run, *_ASSESSED)
        if given.told.keys().isdisjoint(_ASSESSED) and text is None:
            raise UsageError("nothing was said", hint="name what you have done, changed or lack")
    if text is None:
        text = f"Where I stand, {show_day(past_day(run, '--on', given.told.get('on')))}"
    record_entry(run, "assessment", text, given)


def progress(
    run: Run,
    put: Put,
    months: Annotated[
        int, typer.Option(metavar="N", help="How many months to look back, this one included.")
    ] = 12,
    reader: Reader = None,
) -> None:
    """Show what moved over months: goals, skills, activity, promises, rhythm of meetings.

    With --linear nothing is drawn: every fact is a sentence on a line of its own.

    Example: devjournal progress --months 6
    """
    from devjournal.pages.progress import build_progress, compose_progress

    in_range("--months", months, 1, _MOST_MONTHS)
    for_whom = reader_called(run, reader)
    page = build_progress(run.journal, run.today, months=months, reader=for_whom)
    put_page(run, "progress", page, compose_progress(page), put)
