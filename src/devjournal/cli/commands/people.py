"""People: who they are, what was agreed, thanks, and my own role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.output import FORCE, FORMAT, OUTPUT, READER, put_page, reader_called
from devjournal.cli.run import Run, of
from devjournal.cli.terms import Texts
from devjournal.cli.values import (
    VISIBILITY_HELP,
    one_of,
    past_day,
    relationship_of,
    skill_or_name,
    words,
)
from devjournal.errors import NotFound, UsageError

if TYPE_CHECKING:
    from devjournal.changes.role_change import RoleChange
    from devjournal.journal.stored import Stored
    from devjournal.models.people import Agreement, Seen
    from devjournal.models.profile import Profile
    from devjournal.pages.letters import Thanks
    from devjournal.render.document import Document, Note


def person_add(
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
    from devjournal.cli.values import fields_from
    from devjournal.models.people import Person

    run = of(ctx)
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
    facts = fields_from(run, Person, told, seen=tuple(_seen(run, one) for one in seen or ()))
    draft = run.draft()
    ref = draft.add("person", Person(name=words("NAME", name), **facts))
    run.commit(draft.operation("added person", ref))


def _seen(run: Run, text: str) -> Seen:
    from devjournal.models.people import Seen

    skill, _, where = (part.strip() for part in text.partition(":"))
    if not skill:
        raise UsageError(f"--seen {text}: names no skill", hint='such as "forecasting: all-hands"')
    return Seen(skill=skill_or_name(run, skill), where=where or None)


_QUESTIONS = {
    "how": "How do you communicate",
    "when": "When, and how quickly do you answer",
    "my_part": "What do you do",
    "their_part": "What do they do",
    "mutual_resource": "How are you a resource for each other",
    "outcomes": "What do you both want to come of it",
    "confidentiality": "What stays between you",
}


def agree(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    how: Annotated[str | None, typer.Option(help="How you communicate.")] = None,
    when: Annotated[str | None, typer.Option(help="When, and how quickly you answer.")] = None,
    my_part: Annotated[str | None, typer.Option(help="What you do.")] = None,
    their_part: Annotated[str | None, typer.Option(help="What they do.")] = None,
    mutual_resource: Annotated[
        str | None, typer.Option(help="How you are a resource for each other.")
    ] = None,
    outcome: Annotated[
        Texts, typer.Option(help="What you both want to come of it; several.")
    ] = None,
    confidentiality: Annotated[str | None, typer.Option(help="What stays between you.")] = None,
) -> None:
    """Keep what you and somebody agreed on today; what you do not tell stays as it was.

    Example: devjournal agree priya --when "Thursdays; within two days" --confidentiality "Figures
    stay with us"
    """
    from devjournal.changes.relationships import agree, require_running
    from devjournal.cli.values import fields_from
    from devjournal.models.people import Agreement

    run = of(ctx)
    bound = relationship_of(run, who)
    require_running(bound)
    told: dict[str, Any] = {
        "how": how,
        "when": when,
        "my_part": my_part,
        "their_part": their_part,
        "mutual_resource": mutual_resource,
        "outcomes": outcome,
        "confidentiality": confidentiality,
    }
    before = bound.record.agreement
    if before is None or not any(told.values()):
        told |= _asked_for(run, before, told)
    facts = fields_from(run, Agreement, told)
    draft = run.draft()
    agree(draft, bound, **facts)
    run.commit(draft.operation("agreed with", bound.ref))
    _tell_open(run, draft.journal.all("relationship")[bound.id].record.agreement)


def _asked_for(run: Run, before: Agreement | None, told: dict[str, Any]) -> dict[str, Any]:
    """Ask on a terminal for what is not agreed on yet; where nothing is told, it must be."""
    lacking = [name for name in _QUESTIONS if not told[name] and not getattr(before, name, None)]
    if not run.is_interactive:
        if any(told.values()):
            return {}
        flags = ", ".join(f"--{name.removesuffix('s').replace('_', '-')}" for name in _QUESTIONS)
        raise UsageError("missing: what you agreed on", hint=f"say it with {flags}")
    answers = {name: run.ask(_QUESTIONS[name], flag="", optional=True) for name in lacking}
    if answers.get("outcomes"):
        return {**answers, "outcomes": [answers["outcomes"]]}
    return answers


def _tell_open(run: Run, agreed: Agreement | None) -> None:
    """Name what the two have not spoken about. (P052)"""
    still_open = [name.replace("_", " ") for name in _QUESTIONS if not getattr(agreed, name, None)]
    if still_open:
        run.tell(f"not agreed on yet: {', '.join(still_open)}")


def plan(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    reader: READER = None,
    format_: FORMAT = None,
    output: OUTPUT = None,
    force: FORCE = False,
) -> None:
    """Show the action plan of a relationship: where to, why, goals, skills, who does what by when.

    For the other side, say --for and the relationship's id: private items are left out, and
    the page says how many.

    Example: devjournal plan priya --for priya-mentor
    """
    from devjournal.pages.plan import build_plan, compose_plan

    run = of(ctx)
    bound = relationship_of(run, who)
    for_whom = reader_called(run, reader)
    view = build_plan(run.journal, bound.id, run.today, reader=for_whom)
    put_page(run, "plan", view, compose_plan(view), format_, output, force=force)
    run.require_readable(run.journal.kinds_read)


def thank(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="Whom.", show_default=False)],
    text: Annotated[
        str | None, typer.Argument(help="What for, in your own words.", show_default=False)
    ] = None,
    no_mark: Annotated[
        bool, typer.Option("--no-mark", help="Only print it: the meeting is not marked as thanked.")
    ] = False,
    format_: FORMAT = None,
    output: OUTPUT = None,
    force: FORCE = False,
) -> None:
    """Draft your thanks after the latest meeting, to copy and send, with what comes next.

    It tells what you were given, what both of you promised and when you meet, as far as they
    may see it. The meeting is marked as thanked for today.

    Example: devjournal thank misaki "Your screen drawings saved us a week."
    """
    from devjournal.pages.letters import build_thanks, compose_thanks
    from devjournal.practice.settle import command as shown

    run = of(ctx)
    bound = relationship_of(run, who, closed=True)
    text = None if text is None else words("TEXT", text)
    thanks = build_thanks(run.journal, bound, run.today, text)
    if not thanks.has_reason:
        raise NotFound(
            f"no meeting with {thanks.to} was held yet",
            hint=f"say what for: {shown('thank', bound.id, '...')}",
        )
    page = compose_thanks(thanks, run.today)
    put_page(run, "thanks", thanks, page, format_, output, force=force)
    if not no_mark:
        _mark(run, thanks)
    run.require_readable(run.journal.kinds_read)


def _mark(run: Run, thanks: Thanks) -> None:
    from devjournal.changes.relationships import mark_thanked
    from devjournal.dates import show_day

    meeting = run.journal.get(thanks.meeting) if thanks.meeting else None
    if meeting is None:
        return
    if thanks.thanked_on is not None:
        run.tell(f"{meeting.id} was thanked for on {show_day(thanks.thanked_on)}")
        return
    draft = run.draft()
    mark_thanked(draft, meeting)
    run.commit(draft.operation("thanked for", meeting.ref))


def role_change(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(help="What the new role is called.", show_default=False)],
    organisation: Annotated[
        str | None, typer.Option(help="Where; unless told, where the present one is.")
    ] = None,
    level: Annotated[str | None, typer.Option(help="Its level or grade there.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="Its first day; today.")] = None,
    close: Annotated[
        list[str] | None,
        typer.Option(metavar="WHO", help="At another employer, whom you go on without; several."),
    ] = None,
    keep_objectives: Annotated[
        bool, typer.Option("--keep-objectives", help="Leave the old employer's objectives open.")
    ] = False,
) -> None:
    """Begin another role: the present one ends the day before.

    At another employer your manager is another person. What you shared with manager or exec is
    private for these readers again, nobody supervises you, and open objectives are dropped.
    Wins and their evidence stay. All of it is told, and one undo takes it back.

    Example: devjournal role change "Team Lead, Guest Support" --level S4 --on 12-oct
    """
    from devjournal.changes.role_change import change_role
    from devjournal.models.profile import Role

    run = of(ctx)
    profile = run.journal.profile
    if profile is None:  # the journal is not loaded without one
        raise UsageError("there is no profile")
    title, first = words("TITLE", title), past_day(run, "--on", on)
    organisation = words("--organisation", organisation) if organisation is not None else None
    role = Role(title=title, organisation=organisation, level=level or None)
    closing = _closing(run, profile, organisation, first, close, keep_objectives)
    draft = run.draft()
    turn = change_role(draft, profile, role, first, close=closing, keep_objectives=keep_objectives)
    run.commit(draft.operation(f"changed role to {title}"))
    run.say(_what_came_of(turn))


def _closing(
    run: Run,
    profile: Stored[Profile],
    organisation: str | None,
    first: dt.date,
    close: Sequence[str] | None,
    keep_objectives: bool,
) -> list[Stored[Any]]:
    """Return the relationships to close: as --close says, else as is answered on a terminal."""
    from devjournal.changes.role_change import changes_employer, tied_to_employer

    if not changes_employer(profile.record, organisation, first):
        if close or keep_objectives:
            flag = "--close" if close else "--keep-objectives"
            raise UsageError(
                f"{flag} is for a change of employer", hint="say another one: --organisation ORG"
            )
        return []
    if close is not None or not run.is_interactive:
        named = (relationship_of(run, one, closed=True) for one in close or ())
        return list({one.id: one for one in named}.values())
    return [one for one in tied_to_employer(run.journal) if _is_to_close(run, one)]


def _is_to_close(run: Run, bound: Stored[Any]) -> bool:
    name = run.journal.name_of(bound.record.person)
    question = f"Close {bound.id}, with {name}? yes; or Enter to keep it"
    answer = run.ask(question, flag="--close", optional=True).lower() or "no"
    return str(one_of("answer", answer, ("yes", "y", "no", "n"))).startswith("y")


_CAME: tuple[tuple[str, str, str, str, str], ...] = (
    ("closed", "closed", "relationship", "relationships", ""),
    ("kept", "kept", "relationship", "relationships", "relationship close ID --as ended"),
    ("planned", "still planned:", "meeting", "meetings", "cancel WHO"),
    ("dropped", "dropped", "objective", "objectives", ""),
    ("kept_objectives", "kept", "objective", "objectives", "objective close ID --as dropped"),
    ("supervisors", "no longer supervising you:", "person", "people", ""),
    ("manager", "no longer your manager:", "person", "people", "set me manager=NAME"),
    ("unshared", "unshared from manager and exec:", "record", "records", ""),
    (
        "reaching",
        "shown to a manager by their kind:",
        "goal or opportunity",
        "goals and opportunities",
        "unshare ID",
    ),
)
"""What another employer changes: the ids' field, its words, what they are, and what settles it."""


def _what_came_of(turn: RoleChange) -> Document:
    """Return a remark for each thing that another employer closed, kept, cleared or unshared."""
    from devjournal.render.document import Document, Note, line

    if not turn.employer:
        return Document(())
    notes = []
    for field, *phrases in _CAME:
        if ids := getattr(turn, field):
            notes.append(_counted((ids,) if isinstance(ids, str) else ids, *phrases))
    return Document((*notes, Note(line(f"wins and their evidence stay: {turn.wins}"))))


def _counted(ids: Sequence[str], what: str, one: str, many: str, settle: str) -> Note:
    """Return how many there are, which, and beneath it the command that settles them."""
    from devjournal.render.document import Note, Span, join, line

    names = join(", ", [line(Span(id_, "id")) for id_ in ids])
    words = line(f"{what} {len(ids)} {one if len(ids) == 1 else many}: ", *names)
    return Note(words, sub=(line(Span(f"devjournal {settle}", "command")),) if settle else ())
