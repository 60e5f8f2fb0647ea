"""The loop: what needs me, meetings to come, promises, and the review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.output import FORCE, FORMAT, OUTPUT, READER, put_page, reader_called
from devjournal.cli.run import Run, of
from devjournal.cli.terms import AS_HELP, begun_with
from devjournal.cli.values import (
    VISIBILITY_HELP,
    in_range,
    link,
    next_day,
    one_of,
    past_day,
    planned_with,
    relationship_of,
    visibility,
    words,
)
from devjournal.errors import Ambiguous, NotFound, Refused, UsageError
from devjournal.journal.visibility import other_side

if TYPE_CHECKING:
    from devjournal.dates import Period
    from devjournal.journal.stored import Stored


def today(ctx: typer.Context) -> None:
    """Show what needs you now: meetings, promises of both sides, goals and skills.

    Example: devjournal today
    """
    from devjournal.pages.today import build_today, compose_today

    run = of(ctx)
    view = build_today(run.journal, run.now)
    if run.flags.json:
        run.show_json("today", view)
    else:
        run.show(compose_today(view))
    run.require_readable(run.journal.kinds_read)


def meet(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Their name.", show_default=False)],
    as_: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="KIND",
            help=AS_HELP,
        ),
    ] = None,
    purpose: Annotated[str | None, typer.Option(help="Why you work together.")] = None,
    next_: Annotated[
        str | None, typer.Option("--next", metavar="WHEN", help='The next meeting: "15-oct 15:00".')
    ] = None,
    meetings: Annotated[int | None, typer.Option(help="How many meetings you agreed on.")] = None,
    cadence: Annotated[
        str | None, typer.Option(help="weekly, fortnightly, monthly (unless told) or quarterly.")
    ] = None,
    minutes: Annotated[int | None, typer.Option(help="Length of a meeting (45).")] = None,
    channel: Annotated[str | None, typer.Option(help="video, phone, in person.")] = None,
    project: Annotated[str | None, typer.Option(help="What partners build together.")] = None,
    objective: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="An objective that it serves.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Their role.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Where they work.")] = None,
    domain: Annotated[
        list[str] | None, typer.Option(help="What they know deeply; several.")
    ] = None,
) -> None:
    """Begin with somebody: the person, the relationship and the first meeting in one go.

    With somebody you already meet, --next plans the next meeting.

    Example: devjournal meet "Priya Nair" --as mentor --purpose "financial acumen" --next "15-oct
    15:00"
    """
    from devjournal.changes.meetings import meet, usual_time

    run = of(ctx)
    name, word, known = begun_with(run, words("NAME", name), as_)
    if purpose is None and known is None:
        purpose = run.ask("Why do you work together", flag='--purpose "..."')
    if word == "partner" and project is None and known is None and run.is_interactive:
        project = run.ask("What do you build together", flag='--project "..."')
    draft = run.draft()
    time = usual_time(run.journal, known.id) if known else None
    ref = meet(
        draft,
        name,
        word,
        at=run.moment(next_, time=time) if next_ else None,
        about_them={
            "title": title,
            "organisation": organisation,
            "domains": tuple(domain or ()),
        },
        purpose=purpose,
        meetings_agreed=in_range("--meetings", meetings, 1, 1000),
        cadence=one_of("--cadence", cadence, ("weekly", "fortnightly", "monthly", "quarterly")),
        minutes=in_range("--minutes", minutes, 1, 1440),
        channel=channel,
        project=project,
        objectives=tuple(str(link(run, "objective", one)) for one in objective or ()),
    )
    run.commit(draft.operation("met", ref))


TOPIC_KINDS = (
    "project",
    "challenge",
    "lesson",
    "question",
    "concern",
    "feedback",
    "offer",
    "personal",
)


def topic(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    text: Annotated[str, typer.Argument(help="What to talk about.", show_default=False)],
    kind: Annotated[str | None, typer.Option(help=f"{', '.join(TOPIC_KINDS)}.")] = None,
    focus: Annotated[str | None, typer.Option(help="career, professional or technical.")] = None,
    deep_dive: Annotated[
        bool, typer.Option("--deep-dive", help="It wants most of the time.")
    ] = False,
    minutes: Annotated[int | None, typer.Option(help="How long it wants.")] = None,
    visible: Annotated[str | None, typer.Option("--visibility", help=VISIBILITY_HELP)] = None,
) -> None:
    """Bring something to the next meeting; it stays on the agenda until it was discussed.

    Example: devjournal topic priya "How do you choose the number that leads?" --deep-dive --minutes
    15
    """
    from devjournal.models.meetings import Topic

    run = of(ctx)
    bound = relationship_of(run, who)
    draft = run.draft()
    record = Topic(
        text=words("TEXT", text),
        relationship=bound.id,
        kind=one_of("--kind", kind, TOPIC_KINDS),
        focus=one_of("--focus", focus, ("career", "professional", "technical")),
        deep_dive=deep_dive or None,
        minutes=in_range("--minutes", minutes, 1, 480),
        raised_on=run.today,
        visibility=visibility(run, visible),
    )
    run.commit(draft.operation("added topic", draft.add("topic", record)))


def prep(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    share: Annotated[bool, typer.Option("--share", help="The page for the other side.")] = False,
    reader: READER = None,
    format_: FORMAT = None,
    output: OUTPUT = None,
    force: FORCE = False,
) -> None:
    """Show the agenda of the next meeting: a timed plan, computed from the journal each time.

    Example: devjournal prep priya
    """
    from devjournal.pages.agenda import build_agenda, compose_agenda

    run = of(ctx)
    bound = relationship_of(run, who)
    if share and reader is not None:
        raise UsageError("--share and --for say two things", hint="leave one of them")
    for_whom = other_side(bound) if share else reader_called(run, reader)
    view = build_agenda(run.journal, bound.id, run.today, reader=for_whom)
    put_page(run, "agenda", view, compose_agenda(view, run.today), format_, output, force=force)
    run.require_readable(run.journal.kinds_read)


def action(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="What is to be done.", show_default=False)],
    who: Annotated[
        str | None, typer.Option("--for", metavar="WHO", help="Promised to, or by.")
    ] = None,
    theirs: Annotated[bool, typer.Option("--theirs", help="They promised it.")] = False,
    due: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="By when (the next meeting)."),
    ] = None,
    kind: Annotated[str | None, typer.Option(help="task, resource or introduction.")] = None,
    goal: Annotated[str | None, typer.Option(metavar="ID", help="The goal that it serves.")] = None,
    topic: Annotated[str | None, typer.Option(metavar="ID", help="The topic it came from.")] = None,
    note: Annotated[str | None, typer.Option(help="A word on it; private.")] = None,
    visible: Annotated[str | None, typer.Option("--visibility", help=VISIBILITY_HELP)] = None,
) -> None:
    """Add an action item: yours, or, with --theirs, what somebody promised you.

    Example: devjournal action "Send the board pack" --for priya --theirs --kind resource --due
    22-oct
    """
    from devjournal.changes.records import add_action

    run = of(ctx)
    bound = relationship_of(run, who).id if who else None
    draft = run.draft()
    ref = add_action(
        draft,
        title=words("TEXT", text),
        owner="them" if theirs else "me",
        relationship=bound,
        due=run.day(due, after=next_day(run, bound)) if due else None,
        expected=next_day(run, bound),
        kind=one_of("--kind", kind, ("task", "resource", "introduction")),
        goal=link(run, "goal", goal),
        topic=link(run, "topic", topic),
        note=note,
        visibility=visibility(run, visible),
    )
    run.commit(draft.operation("added action", ref))


def done(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which one.", show_default=False)],
    evidence: Annotated[str | None, typer.Option(help="What shows it.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="When it was done (today).")] = None,
) -> None:
    """Mark an action done; a topic counts as discussed, with the evidence as its conclusion.

    Example: devjournal done kw --evidence wiki/cost-to-serve
    """
    from devjournal.changes.records import DONE_KINDS, finish
    from devjournal.journal.names import find

    run = of(ctx)
    stored = find(run.journal, id_, DONE_KINDS)
    draft = run.draft()
    finish(draft, stored, past_day(run, "--on", on), evidence)
    run.commit(draft.operation("done", stored.ref))


def reopen(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which one.", show_default=False)],
) -> None:
    """Take up again what was closed: an action, a topic, a goal, an opportunity, a setback.

    Example: devjournal reopen cjmw
    """
    from devjournal.changes.records import REOPEN_KINDS, reopen
    from devjournal.journal.names import find

    run = of(ctx)
    stored = find(run.journal, id_, REOPEN_KINDS, variant="setback")
    draft = run.draft()
    reopen(draft, stored)
    run.commit(draft.operation("reopened", stored.ref))


def postpone(
    ctx: typer.Context,
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An action, a meeting, or WHO for the next meeting.",
            show_default=False,
        ),
    ],
    to: Annotated[
        str, typer.Option(metavar="WHEN", help="The new day, or moment.", show_default=False)
    ],
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Move an action's day, or the next meeting with somebody; when it was to be is kept.

    Example: devjournal postpone priya --to "22-oct 15:00" --why "quarter end"
    """
    from devjournal.changes.records import postpone

    run = of(ctx)
    stored = _postponed(run, id_)
    draft = run.draft()
    if stored.kind == "action":
        due = run.day(to, after=next_day(run, stored.record.relationship))
        postpone(draft, stored, due, why)
    else:
        at = run.moment(to, time=run.journal.moment(stored.record.at).time())
        postpone(draft, stored, at, why)
    run.commit(draft.operation("postponed", stored.ref))


def _postponed(run: Run, text: str) -> Stored[Any]:
    """Return an action or a meeting; a WHO stands for the next meeting with them."""
    from devjournal.changes.records import POSTPONE_KINDS
    from devjournal.journal.names import find

    try:
        found = find(run.journal, text, (*POSTPONE_KINDS, "relationship", "person"))
    except Ambiguous:
        raise
    except NotFound:
        return planned_with(run, text)
    return found if found.kind in POSTPONE_KINDS else planned_with(run, found.id)


def drop(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which one.", show_default=False)],
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Give up an action, a topic, a goal or an objective; it stays in the journal.

    Example: devjournal drop vn --why "answered by mail"
    """
    from devjournal.changes.records import DROP_KINDS, drop
    from devjournal.journal.names import find

    run = of(ctx)
    stored = find(run.journal, id_, DROP_KINDS)
    draft = run.draft()
    drop(draft, stored, why)
    run.commit(draft.operation("dropped", stored.ref))


def cancel(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    theirs: Annotated[bool, typer.Option("--theirs", help="They called it off.")] = False,
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Call off the next meeting with somebody; its topics stay open.

    Example: devjournal cancel priya --why "quarter end"
    """
    run = of(ctx)
    meeting = planned_with(run, who)
    draft = run.draft()
    draft.update(
        meeting,
        meeting.record.move("cancel", run.today, cancelled_by="them" if theirs else "me", why=why),
    )
    run.commit(draft.operation("cancelled", meeting.ref))


def missed(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    why: Annotated[str | None, typer.Option(help="Why; for you alone.")] = None,
) -> None:
    """Record that the planned meeting with somebody did not happen; its topics stay open.

    Example: devjournal missed priya --why "I was on call"
    """
    run = of(ctx)
    meeting = planned_with(run, who, waiting=True)
    if run.journal.day_of(meeting.record.at) > run.today:
        raise Refused(
            f"{meeting.id} is still to come",
            hint="call it off with cancel, or move it with postpone",
        )
    draft = run.draft()
    draft.update(meeting, meeting.record.move("miss", run.today, why=why))
    run.commit(draft.operation("missed", meeting.ref))


_LAST_MONTHS = 6


def review(
    ctx: typer.Context,
    period: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="2026-Q4, 2026-H1, 2026, last-quarter, cycle."),
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="From this day on.")] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DAY", help="Up to this day (today).")
    ] = None,
    reader: READER = None,
    format_: FORMAT = None,
    output: OUTPUT = None,
    force: FORCE = False,
) -> None:
    """Show what you achieved, by objective and goal, every line with its evidence.

    The period is that of --period or --since and --until; else your review cycle, or, where
    none is set, the last six months.

    Example: devjournal review --for manager --period cycle
    """
    from devjournal.pages.review import build_review, compose_review

    run = of(ctx)
    meant = _period(run, period, since, until)
    view = build_review(run.journal, meant, run.today, reader=reader_called(run, reader))
    put_page(run, "review", view, compose_review(view), format_, output, force=force)
    run.require_readable(run.journal.kinds_read)


def _period(run: Run, period: str | None, since: str | None, until: str | None) -> Period:
    from devjournal.dates import add_months, parse_period, span

    if period and (since or until):
        raise UsageError("--period and --since/--until say two things", hint="leave one of them")
    profile = run.journal.profile
    starts = profile.record.review_starts if profile else None
    months = profile.record.review_months if profile else None
    if since or until:
        last = run.day(until, look="back") if until else run.today
        first = run.day(since, look="back") if since else add_months(last, -_LAST_MONTHS)
        return span(first, last)
    if period or (starts and months):
        return parse_period(period or "cycle", run.today, starts=starts, months=months)
    return span(add_months(run.today, -_LAST_MONTHS), run.today)
