"""People: who they are, what was agreed, thanks, and your own role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from devjournal.changes import relationships
from devjournal.changes import role_change as roles
from devjournal.cli.commands.exchange import as_mail
from devjournal.cli.flags import (
    Also,
    Fields,
    Given,
    Put,
    Reader,
    Text,
    Texts,
    Who,
    argument,
    option,
)
from devjournal.cli.output import put_page, reader_called
from devjournal.cli.run import Run
from devjournal.cli.values import (
    LAST_MONTHS,
    past_day,
    period_told,
    relationship_of,
    tell_near,
    words,
)
from devjournal.dates import add_months, show_day
from devjournal.dates.periods import PERIODS, span
from devjournal.errors import DevjournalError, NotFound, Refused, UsageError
from devjournal.journal.journal import Journal
from devjournal.journal.names import fold_name
from devjournal.journal.stored import Stored
from devjournal.models.base import replace
from devjournal.models.lifecycle import moves_from
from devjournal.models.people import Person
from devjournal.models.profile import Profile, Role
from devjournal.pages.letters import (
    build_farewell,
    build_reminder,
    build_thanks,
    compose_farewell,
    compose_hello,
    compose_reminder,
    compose_thanks,
)
from devjournal.pages.plan import build_plan, compose_plan
from devjournal.render import document as doc
from devjournal.shell import NAME, command, set_command

_AGREED = "how when my_part their_part mutual_resource outcomes confidentiality"


def person_add(
    run: Run,
    name: Annotated[str, argument("Their name.")],
    given: Annotated[Given, Fields("person", but="name")],
    another: bool = option("--another", "Add them beside somebody of the same name."),
) -> None:
    """Add somebody, with or without a relationship to come.

    Of two people with the same name, each is named by their id.

    Example: devjournal person add "Ines Ferrar" --title "Head of Planning" --seniority senior
    --seen "forecasting: the spring review"
    """
    name = words("NAME", name)
    same = [one for one in run.journal.people if fold_name(one.record.name) == fold_name(name)]
    facts = given.read(run)
    if same and not another:
        told = ", ".join(one.id for one in same)
        if not run.is_interactive:
            hint = "somebody else of that name is added with --another"
            raise Refused(f"{same[0].record.name} is here already: {told}", hint=hint)
        if not run.confirm(f"{name} is here already ({told}). Add another", flag="--another"):
            raise DevjournalError("nobody was added")
    if not same:
        tell_near(run, name)
    run.add("person", Person(name=name, **facts))


def agree(
    run: Run, who: Who, given: Annotated[Given, Fields("relationship.agreement", _AGREED)]
) -> None:
    """Record what you and somebody agreed on today; what you don't mention stays as it was.

    Example: devjournal agree priya --when "Thursdays; within two days" --confidentiality "Figures
    stay with us"
    """
    bound = relationship_of(run, who)
    relationships.require_running(bound)
    names = _AGREED.split()
    before = bound.record.agreement
    if not given.told and not run.is_interactive:
        flags = ", ".join(f"--{one.removesuffix('s').replace('_', '-')}" for one in names)
        raise UsageError("missing: what you agreed on", hint=f"say it with {flags}")
    given.ask(run, *(name for name in names if not getattr(before, name, None)))
    run.make("agreed with", relationships.agree, bound, **given.read(run))
    agreed = run.journal.all("relationship")[bound.id].record.agreement
    still_open = [name.replace("_", " ") for name in names if not getattr(agreed, name, None)]
    if still_open:
        run.tell(f"not agreed on yet: {', '.join(still_open)}")


def plan(run: Run, who: Who, put: Put, reader: Reader = None) -> None:
    """Show the action plan of a relationship: where to, why, goals, skills, who does what by when.

    For the other side's copy, give --for and the relationship's id: private items are left out,
    and you are told how many.

    Example: devjournal plan priya --for priya-mentor
    """
    bound = relationship_of(run, who)
    for_whom = reader_called(run, reader)
    page = build_plan(run.journal, bound.id, run.today, reader=for_whom)
    put_page(run, "plan", page, compose_plan(page), put)


def scorecard(
    run: Run,
    put: Put,
    who: Annotated[Text, argument("With whom; without it, a row for each.", "[WHO]")] = None,
    period: Text = option("--period PERIOD", f"{PERIODS}."),
    since: Text = option("--since DAY", "From this day on."),
    until: Text = option("--until DAY", "Up to this day (today)."),
    reader: Reader = None,
) -> None:
    """Show what each side did, in two columns: counts of what was due, with their targets.

    Beside each stands the same count of the time before. The period is the last six months
    unless you say otherwise. All but the measures that you agreed on is counted from the journal.

    Example: devjournal scorecard priya --period 2026-Q3
    """
    from devjournal.pages import scorecard as pages

    first = add_months(run.today.replace(day=1), 1 - LAST_MONTHS)
    told = bool(period or since or until)
    meant = period_told(run, period, since, until) if told else span(first, run.today)
    for_whom = reader_called(run, reader)
    if who is None:
        every = pages.build_scorecards(run.journal, meant, run.today, reader=for_whom)
        put_page(run, "scorecards", every, pages.compose_scorecards(every), put)
        return
    bound = relationship_of(run, who, closed=True)
    page = pages.build_scorecard(run.journal, bound.id, meant, run.today, reader=for_whom)
    put_page(run, "scorecard", page, pages.compose_scorecard(page), put)


def network(
    run: Run,
    put: Put,
    explain: bool = option("--explain", "Show the four kinds side by side."),
) -> None:
    """Show whom you have, by kind and by where they are, and who is missing.

    Example: devjournal network --explain
    """
    from devjournal.pages import network as pages

    if explain:
        kinds = pages.build_kinds(run.journal)
        put_page(run, "kinds", kinds, pages.compose_kinds(kinds), put)
        return
    page = pages.build_network(run.journal, run.today)
    put_page(run, "network", page, pages.compose_network(page), put)


def thank(
    run: Run,
    who: Who,
    put: Annotated[Put, Also("eml, mailto")],
    text: Text = argument("What for, in your own words."),
    sent: bool = option("--sent", "Record that you sent them, instead of drafting them."),
    farewell: bool = option("--farewell", "For all of it, at the end of a relationship."),
    hello: bool = option("--hello", "Some months after the end: what has come of it since."),
) -> None:
    """Draft your thanks after the latest meeting, to copy and send, with what comes next.

    It says what you were given, what you promised and when you meet, as far as they may see it.
    Once it is sent, --sent marks the meeting as thanked for today, and a farewell or a hello as
    written. What they promised is in devjournal remind.

    Example: devjournal thank misaki "Your screen drawings saved us a week."
    """
    bound = relationship_of(run, who, closed=True)
    text = None if text is None else words("TEXT", text)
    if sent and (text or put.output):
        hint = "draft the letter without it first"
        raise UsageError("--sent records thanks that you sent, and writes nothing", hint=hint)
    if farewell or hello:
        _part(run, bound, put, text, sent=sent, kinds=("farewell",) * farewell + ("hello",) * hello)
    else:
        _thank(run, bound, put, text, sent=sent)


def _thank(run: Run, bound: Stored[Any], put: Put, text: Text, *, sent: bool) -> None:
    thanks = build_thanks(run.journal, bound, run.today, text)
    if not (thanks.meeting if sent else thanks.has_reason):
        hint = f"say what for: {command('thank', bound.id, '...')}"
        raise NotFound(f"no meeting with {thanks.to} was held yet", hint=hint)
    meeting = run.journal.get(thanks.meeting) if thanks.meeting else None
    if not sent:
        _put_letter(run, "thanks", thanks, compose_thanks(thanks, run.today), put)
    if meeting is not None and thanks.thanked_on is not None:
        run.tell(f"{meeting.id} was thanked for on {show_day(thanks.thanked_on)}")
    elif meeting is not None and sent:
        run.update("thanked for", meeting, replace(meeting.record, thanked_on=run.today))
    elif meeting is not None:
        run.tell(f"once it is sent: {command('thank', bound.id, '--sent')}")


def _part(
    run: Run, bound: Stored[Any], put: Put, text: Text, *, sent: bool, kinds: Sequence[str]
) -> None:
    """Draft a farewell or a hello, or record that it was sent."""
    kind = kinds[0]
    if kinds[1:]:
        raise UsageError("--farewell and --hello are two letters", hint="give one of them")
    if not (bound.record.is_running or bound.record.state == "closed"):
        hint = f"to thank for something else: {command('thank', bound.id, '...')}"
        raise Refused(f"a {kind} is for what has begun, and {bound.id} has not", hint=hint)
    if kind == "hello" and bound.record.state != "closed":
        hint = f"at its end: {command('thank', bound.id, '--farewell')}"
        raise Refused(f"a hello is for what is closed, and {bound.id} is not", hint=hint)
    if sent:
        run.update(f"said {kind} in", bound, replace(bound.record, wrote_on=run.today))
        return
    letter = build_farewell(run.journal, bound, run.today, text, later=kind == "hello")
    compose = compose_hello if kind == "hello" else compose_farewell
    _put_letter(run, kind, letter, compose(letter, run.today), put)
    run.tell(f"once it is sent: {command('thank', bound.id, f'--{kind}', '--sent')}")


def remind(run: Run, who: Who, put: Annotated[Put, Also("eml, mailto")]) -> None:
    """Draft a reminder of what somebody promised you that is due, to copy and send.

    It names the day that you agreed on, and what they may see.

    Example: devjournal remind priya
    """
    bound = relationship_of(run, who)
    reminder = build_reminder(run.journal, bound, run.today)
    if not reminder.theirs:
        hint = f"see {command('list', 'actions', '--who', bound.id)}"
        raise NotFound(f"nothing that {reminder.to} promised, and may see, is due", hint=hint)
    _put_letter(run, "reminder", reminder, compose_reminder(reminder, run.today), put)


def _put_letter(run: Run, kind: str, letter: Any, document: doc.Document, put: Put) -> None:
    put_page(
        run,
        kind,
        letter,
        document,
        put,
        as_mail(run, run.journal, letter.relationship, kind, document),
    )


def role_change(
    run: Run,
    title: Annotated[str, argument("The title of the new role.")],
    employer: Text = option("--organisation TEXT", "The employer; the present one unless given."),
    level: Text = option("--level TEXT", "Its level or grade there."),
    on: Text = option("--on DAY", "Its first day (today)."),
    close: Texts = option(
        "--close WHO", "At another employer: a relationship to close (repeatable)."
    ),
    keep: bool = option("--keep-objectives", "Leave the old employer's objectives open."),
    left: Text = option("--left TEXT", "The employer of the present role, where none is recorded."),
) -> None:
    """Start another role: the present one ends the day before.

    At another employer your manager is another person. What you shared with manager or exec
    stays with those of the old one, nobody supervises you, and open objectives are dropped.
    Wins and their evidence stay, yours to share. You are told all of it, and one undo takes it
    back.

    Example: devjournal role change "Team Lead, Guest Support" --level S4 --on 12-oct
    """
    profile = run.journal.profile
    if profile is None:  # the journal is not loaded without one
        raise UsageError("there is no profile")
    title, first = words("TITLE", title), past_day(run, "--on", on)
    named, employer = _employers(run, profile.record, employer, left, first)
    role = Role(title=title, organisation=employer, level=level or None)
    changes = run.changes()
    changes.update(profile, named)
    closing = _closing(run, changes.journal, employer, first, close, keep)
    profile = changes.journal.profile or profile
    turn = roles.change_role(changes, profile, role, first, close=closing, keep_objectives=keep)
    run.commit(changes.operation(f"changed role to {title}"))
    run.say(*_what_came_of(run.journal, turn))


def _employers(
    run: Run, profile: Profile, employer: Text, left: Text, on: dt.date
) -> tuple[Profile, str | None]:
    """Return the profile, with the employer that was left where that matters, and the next one."""
    unnamed = roles.unnamed_employer(profile, on)
    if left is not None and unnamed is None:
        hint = "leave it out"
        raise UsageError("--left: the employer of the present role is recorded", hint=hint)
    if employer is not None:
        employer = words("--organisation", employer)
    elif unnamed and run.is_interactive:
        question = "Your employer now, if it is another"
        employer = run.ask(question, flag="--organisation", optional=True) or None
    if unnamed is None or (employer is None and left is None):
        return profile, employer
    left = left or run.ask(f"Your employer as {unnamed.title}", flag="--left")
    known = replace(unnamed, organisation=words("--left", left))
    roles_told = tuple(known if one == unnamed else one for one in profile.roles)
    return replace(profile, roles=roles_told), employer


def _closing(
    run: Run, journal: Journal, employer: Text, first: dt.date, close: Texts, keep: bool
) -> list[Stored[Any]]:
    """Return the relationships to close: as --close says, else as is answered on a terminal."""
    profile = journal.profile
    if profile is None or not roles.changes_employer(profile.record, employer, first):
        if close or keep:
            flag = "--close" if close else "--keep-objectives"
            hint = "add --organisation and its name"
            raise UsageError(f"{flag} is for a change of employer", hint=hint)
        return []
    if close is not None or not run.is_interactive:
        named = (relationship_of(run, one, closed=True) for one in close or ())
        return list({one.id: one for one in named}.values())
    return [
        one
        for one in roles.tied_to_employer(journal, first)
        if one.record.is_running
        and run.confirm(
            f"Close {one.id}, with {run.journal.name_of(one.record.person)}", flag="--close"
        )
    ]


_CAME = (
    ("closed", "closed", "relationship", "relationships"),
    ("kept", "kept", "relationship", "relationships"),
    ("unplaced", "kept, with no employer recorded:", "relationship", "relationships"),
    ("planned", "still planned:", "meeting", "meetings"),
    ("dropped", "dropped", "objective", "objectives"),
    ("kept_objectives", "kept", "objective", "objectives"),
    ("supervisors", "no longer supervising you:", "person", "people"),
    ("manager", "no longer your manager:", "person", "people"),
    ("unshared", "kept from the next manager and executives:", "record", "records"),
)
"""What another employer changes: the ids' field, its words, and what they are."""


def _settled_by(journal: Journal, field: str, id_: str) -> str:
    """Return the command that settles what another employer left of a record; "" for none."""
    if field == "kept":
        state = journal.all("relationship")[id_].record.state
        may_close = any(move.verb == "close" for move in moves_from("relationship", state))
        return command("relationship", "close", id_, "--as", "ended") if may_close else ""
    if field == "unplaced":
        person = journal.all("relationship")[id_].record.person
        return set_command(person, "organisation", NAME)
    if field == "planned":
        return command("cancel", journal.all("meeting")[id_].record.relationship)
    if field == "kept_objectives":
        return command("objective", "close", id_, "--as", "dropped")
    return set_command("me", "manager", NAME) if field == "manager" else ""


def _what_came_of(journal: Journal, turn: roles.RoleChange) -> Iterator[doc.Note]:
    if not turn.employer:
        return
    for field, what, one, many in _CAME:
        ids = getattr(turn, field)
        if not ids:
            continue
        ids = (ids,) if isinstance(ids, str) else ids
        names = doc.join(", ", [doc.line(doc.Span(id_, "id")) for id_ in ids])
        words = doc.line(f"{what} {len(ids)} {one if len(ids) == 1 else many}: ", *names)
        settle = dict.fromkeys(_settled_by(journal, field, id_) for id_ in ids)
        sub = tuple(doc.line(doc.Span(one, "command")) for one in settle if one)
        yield doc.Note(words, sub=sub)
    if turn.wins:
        yield doc.Note(doc.line(f"wins and their evidence stay: {turn.wins}"))
