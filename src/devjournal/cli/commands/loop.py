"""The loop: what needs you, meetings and promises, and what you achieved."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from devjournal.cli.flags import (
    Also,
    Fields,
    Given,
    Ids,
    On,
    Put,
    Reader,
    Text,
    Who,
    Why,
    argument,
    option,
)
from devjournal.cli.output import put_page, reader_called, show_page
from devjournal.cli.run import Run
from devjournal.cli.values import (
    next_day,
    one_of,
    past_day,
    period_told,
    planned_with,
    relationship_of,
    tell_idle,
    words,
)
from devjournal.dates.periods import PERIODS
from devjournal.errors import Ambiguous, NotFound, Refused, UsageError
from devjournal.journal.names import find
from devjournal.journal.stored import Stored
from devjournal.models.base import Stateful, by_name
from devjournal.models.lifecycle import MOVES, kinds_that
from devjournal.models.profile import PutOff
from devjournal.shell import command, set_command


def today(
    run: Run,
    why: bool = option("--why", "Say why each nudge is there, and how to turn it off."),
    later: Text = option("--later NUDGE", "Put a nudge off until tomorrow: goal, win or another."),
) -> None:
    """Show what needs you now: meetings, promises of both sides, goals and skills.

    Beneath it stand three nudges at most, which press nobody and take turns from day to day.
    --later puts one off, set me settings.nudges_off=goal,win turns such nudges off for good,
    and what still stings is left in peace by itself.

    Example: devjournal today
    """
    if later:
        _put_off(run, later, why=why)
        return
    from devjournal.pages.today import build_today, compose_today

    page = build_today(run.journal, run.now)
    show_page(run, "today", page, lambda: compose_today(page, why=why))


def _put_off(run: Run, nudge: str, *, why: bool) -> None:
    from devjournal.changes.records import put_off_nudge

    kind = one_of("--later", nudge, by_name(PutOff)["nudge"].choices)
    if why:
        raise UsageError("--later shows no page", hint="leave out --why")
    if run.journal.profile is None:  # the journal is not loaded without one
        raise UsageError("there is no profile")
    run.make(f"put off the nudge about {kind} in", put_off_nudge, run.journal.profile, kind)


def topic(
    run: Run,
    who: Who,
    text: Annotated[str, argument("What to talk about.")],
    given: Annotated[Given, Fields("topic", "kind focus deep_dive minutes visibility")],
) -> None:
    """Bring something to the next meeting; it stays on the agenda until you discuss it.

    Example: devjournal topic priya "How do you choose the number that leads?" --deep-dive --minutes
    15
    """
    from devjournal.logpage.page import idle_tokens
    from devjournal.models.ids import split_letters
    from devjournal.models.meetings import Topic
    from devjournal.practice.readiness import open_wording

    bound = relationship_of(run, who)
    facts = given.read(run, relationship=bound.id, raised_on=run.today)
    tell_idle(run, "TEXT", idle_tokens(text))
    new = Topic(text=words("TEXT", text), **facts)
    added = run.make("added topic", lambda changes: changes.add("topic", new))
    if wider := open_wording(new.text):
        told = f"a yes or a no would answer it; more open: {wider}"
        run.tell(told, set_command(split_letters(added.id)[0], "text", wider))


def prep(
    run: Run,
    who: Who,
    put: Annotated[Put, Also("ics")],
    share: bool = option("--share", "The page for the other side."),
    reader: Reader = None,
) -> None:
    """Show the agenda of the next meeting: a timed plan, computed from the journal each time.

    Example: devjournal prep priya
    """
    from devjournal.journal.visibility import other_side
    from devjournal.pages.agenda import build_agenda, compose_agenda

    bound = relationship_of(run, who)
    if share and reader is not None:
        raise UsageError("--share and --for contradict each other", hint="give only one of them")
    for_whom = other_side(bound) if share else reader_called(run, reader)
    page = build_agenda(run.journal, bound.id, run.today, reader=for_whom, now=run.now)

    def ics() -> str:
        from devjournal.cli.commands.exchange import of_agenda

        return of_agenda(run, page)

    put_page(run, "agenda", page, compose_agenda(page, run.today), put, {"ics": ics})


def action(
    run: Run,
    text: Annotated[str, argument("What is to be done.")],
    given: Annotated[Given, Fields("action", "due kind goal topic note visibility")],
    who: str | None = option("--for WHO", "Whom it was promised to, or by."),
    theirs: bool = option("--theirs", "They promised it."),
) -> None:
    """Add an action item: yours, or, with --theirs, what somebody promised you.

    Without --due it is due at the next meeting. The text may end in due:DAY, goal:ID, kind:KIND.

    Example: devjournal action "Send the board pack" --for priya --theirs --kind resource --due
    fri
    """
    from devjournal.changes.records import add_action
    from devjournal.logpage.page import parse_action_line

    new = parse_action_line(words("TEXT", text))
    tell_idle(run, "TEXT", new.idle)
    for name in ("due", "goal", "kind"):
        if value := getattr(new, name):
            if name in given.told:
                hint = "leave one of them"
                raise UsageError(f"TEXT has {name}:{value}, and --{name} says one", hint=hint)
            given.told[name] = value
    bound = relationship_of(run, who).id if who else None
    facts = given.read(run, relationship=bound)
    facts |= {"title": new.title, "owner": "them" if theirs else "me"}
    run.make("added action", add_action, expected=next_day(run, bound), **facts)


def done(
    run: Run,
    ids: Ids,
    evidence: str | None = option("--evidence TEXT", "What shows that it was done."),
    on: On = None,
) -> None:
    """Mark an action item done; a topic counts as discussed, with the evidence as its conclusion.

    Example: devjournal done kw --evidence wiki/cost-to-serve
    """
    from devjournal.changes.records import finish

    found = _movables(run, ids, "finish", "discuss")
    run.make_each("done", finish, found, past_day(run, "--on", on), evidence)


def _movables(run: Run, ids: list[str], *verbs: str) -> list[Stored[Any]]:
    return [movable(run, id_, *verbs) for id_ in ids]


def movable(run: Run, id_: str, *verbs: str) -> Stored[Any]:
    """Return the record that a text names, of the kinds that have one of the moves."""
    kinds = ["entry" if kind == "setback" else kind for kind in kinds_that(*verbs)]
    try:
        return find(run.journal, id_, kinds, variant="setback" if "entry" in kinds else "")
    except Ambiguous:
        raise
    except NotFound:
        found = find(run.journal, id_)  # of a kind that has no such move
        move = next(move for move in MOVES if move.verb in verbs and move.starts)
        words = f"{move.name} is not for {found.id}"
        hint = f"see {command('show', found.id)}"
        if isinstance(found.record, Stateful):
            raise Refused(f"{words}, which is {found.record.state}", record=found.record) from None
        raise Refused(words, hint=hint) from None


def reopen(run: Run, ids: Ids) -> None:
    """Reopen what was closed: an action item, a topic, a goal, an opportunity, a setback.

    Example: devjournal reopen cjmw
    """
    from devjournal.changes.operation import Changes

    run.make_each("reopened", Changes.move, _movables(run, ids, "reopen"), "reopen")


def postpone(
    run: Run,
    id_: Annotated[str, argument("An action item, a meeting, or WHO for the next meeting.")],
    to: Annotated[str, option("--to WHEN", "The new day, or moment.")],
    why: Why = None,
) -> None:
    """Move an action item's day, or the next meeting with somebody; the old day is kept.

    Example: devjournal postpone priya --to "next-fri 15:00" --why "quarter end"
    """
    from devjournal.changes.records import postpone

    stored, when = to_postpone(run, id_, to)
    run.make("postponed", postpone, stored, when, why)


def to_postpone(run: Run, id_: str, to: str) -> tuple[Stored[Any], dt.date]:
    """Return what is postponed, and to which day or moment."""
    stored = postponed(run, id_)
    if stored.kind == "action":
        return stored, run.day(to, after=next_day(run, stored.record.relationship))
    return stored, run.moment(to, time=run.journal.moment(stored.record.at).time())


def postponed(run: Run, text: str) -> Stored[Any]:
    """Return what a text names to be postponed: an action item, or a meeting."""
    kinds = kinds_that("postpone")
    try:
        found = find(run.journal, text, (*kinds, "relationship", "person"))
    except Ambiguous:
        raise
    except NotFound:
        return planned_with(run, text)
    return found if found.kind in kinds else planned_with(run, found.id)


def drop(run: Run, ids: Ids, why: Why = None) -> None:
    """Drop an action item, a topic, a goal or an objective; it stays in the journal.

    Example: devjournal drop vn --why "answered by mail"
    """
    from devjournal.changes.operation import Changes

    run.make_each("dropped", Changes.move, _movables(run, ids, "drop"), "drop", why=why)


def cancel(
    run: Run, who: Who, theirs: bool = option("--theirs", "They cancelled it."), why: Why = None
) -> None:
    """Cancel the next meeting with somebody; its topics stay open.

    Example: devjournal cancel priya --why "quarter end"
    """
    by = "them" if theirs else "me"
    run.move("cancelled", planned_with(run, who), "cancel", cancelled_by=by, why=why)


def missed(run: Run, who: Who, why: Why = None) -> None:
    """Record that the planned meeting with somebody did not happen; its topics stay open.

    Example: devjournal missed priya --why "I was on call"
    """
    run.move("missed", due_with(run, who), "miss", why=why)


def due_with(run: Run, who: str) -> Stored[Any]:
    """Return the meeting with a WHO that waits to be logged; Refused for one to come."""
    meeting = planned_with(run, who, waiting=True)
    if run.journal.day_of(meeting.record.at) > run.today:
        hint = "call it off with cancel, or move it with postpone"
        raise Refused(f"{meeting.id} is still to come", hint=hint)
    return meeting


def review(
    run: Run,
    put: Put,
    period: str | None = option("--period PERIOD", f"{PERIODS}."),
    since: str | None = option("--since DAY", "From this day on."),
    until: str | None = option("--until DAY", "Up to this day (today)."),
    reader: Reader = None,
    full: bool = option("--full", "All of it, and the record that each line comes from."),
    cite: bool = option("--cite", "Name the record of each line, by its id."),
    withheld: bool = option("--withheld", "List what the page --for somebody holds back."),
    edit: bool = option("--edit", "Order, cut and reword its lines in your editor; it is kept."),
    as_is: bool = option("--as-is", "Without what --edit has kept for this period and reader."),
    forget: bool = option("--forget", "Forget what --edit has kept for this period and reader."),
) -> None:
    """Show what you achieved on one page, by objective and goal: numbers and business words first.

    Each reader has an order and words of their own. --full has all there is, and at its end the
    record of each line. --edit lays the page out your own way, and leaves the records alone.

    The period is --period, or --since and --until; otherwise your review cycle, or, if none is
    set, the last six months.

    Example: devjournal review --for manager --period cycle
    """
    from devjournal.cli.layout import edit_layout, find_layout, forget_layout
    from devjournal.pages.phrases import count, for_reader
    from devjournal.pages.review import build_review
    from devjournal.pages.review_page import choice_of, compose_review, facts_of, left_out

    meant, whom = period_told(run, period, since, until), reader_called(run, reader)
    if withheld:
        from devjournal.pages.withheld import build_withheld, compose_withheld

        if whom == "self":
            hint = "add --for and the reader, as in --for manager"
            raise UsageError("--withheld: nothing is withheld from you", hint=hint)
        held = build_withheld(run.journal, meant, run.today, whom)
        put_page(run, "withheld", held, compose_withheld(held), put)
        return
    if as_is and (edit or forget):
        raise UsageError("--as-is is for looking, --edit and --forget change what is kept")
    page = build_review(run.journal, meant, run.today, reader=whom)
    stored = None if as_is else find_layout(run, meant, whom)
    if forget:
        forget_layout(run, stored)
        return
    title = " ".join(filter(None, ("review", meant.label, for_reader(whom, page.reader_name))))
    if edit:
        edit_layout(run, title, (meant, whom), choice_of(page), stored)
        return
    laid = stored.record.page if stored else None
    document = compose_review(page, full=full, cite=cite, laid=laid)
    more = f"{count(left, 'line')} and " if not full and (left := left_out(page, laid)) else ""
    # My own page may be on its way to me by a timer, whose mail holds all that is told.
    is_told = not full and (whom != "self" or run.is_interactive)
    told = f"--full adds {more}the record of each line" if is_told else ""
    facts = facts_of(page, cite=cite, laid=laid)
    put_page(run, "review", page, document, put, told=told, facts=facts)
    if stored:
        run.tell("as you laid it out; without that: --as-is; to forget it: --forget")
