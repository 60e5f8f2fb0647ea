"""Whom you start with and what they are to you, and questions on the terms of a relationship."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devjournal.cli.values import one_of
from devjournal.errors import Ambiguous, NotFound

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.cli.flags import Given
    from devjournal.cli.run import Run
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.people import Relationship

KIND_WORDS = ("mentor", "coach", "sponsor", "partner", "mentee", "coachee", "protege")

COACHING_MONTHS = 6
"""How long a coach is usually hired for; mentors and sponsors stay longer. (P038)"""


class Begun(NamedTuple):
    """Who it is, what they are to me, and the relationship there is already.

    `name` is the id of somebody who is known, as others may bear their name, or a new name.
    """

    name: str
    word: str
    known: Stored[Relationship] | None


def begun_with(run: Run, name: str, as_: str | None) -> Begun:
    """Return who `name` is to me: as `--as` says, else as they are, else as is answered.

    `name` may be a relationship's id, too. Raises Ambiguous if several people or, without
    `--as`, several relationships fit.
    """
    word = one_of("--as", as_, KIND_WORDS)
    known = None if word else _relationship_with(run, name)
    if known:
        return Begun(known.record.person, known.record.label, known)
    word = word or run.choose("What are they to you", KIND_WORDS, flag="--as")
    person = _person(run, name)
    return Begun(person or name, word, _relationship_as(run, person, word))


def _person(run: Run, name: str) -> str | None:
    """Return the id of the person that a name, or a relationship's id, means."""
    from devjournal.journal.names import person_called

    bound = run.journal.all("relationship").get(name)
    if bound:
        return str(bound.record.person)
    person = person_called(run.journal, name)
    return person.id if person else None


def _relationship_as(run: Run, person: str | None, word: str) -> Stored[Relationship] | None:
    """Return the relationship in which a person is a `word` to me."""
    fitting = (
        bound
        for bound in run.journal.relationships
        if (bound.record.person, bound.record.label) == (person, word)
        and bound.record.state != "closed"
    )
    return next(fitting, None)


def _relationship_with(run: Run, name: str) -> Stored[Relationship] | None:
    from devjournal.journal.names import who

    try:
        return who(run.journal, name, run.now).relationship
    except Ambiguous:
        raise
    except NotFound:
        return None


def ask_end(run: Run, kind: str, given: Given) -> None:
    """Ask for the last day with a coach, and propose a short term. (P038)"""
    from devjournal.dates import add_months

    if "end" in given.told or kind != "coach" or not run.is_interactive:
        return
    proposed = add_months(run.today, COACHING_MONTHS).isoformat()
    question = f"Until when (a coach's term is short: {proposed}, say)"
    given.told["end"] = run.ask(question, flag="--end", optional=True)


def ask_next(run: Run, next_: str | None, relationship: str | None) -> dt.datetime | None:
    """Return the moment of the next meeting; on a terminal it is asked for, if it is missing."""
    from devjournal.changes.meetings import usual_time

    if not next_ and run.is_interactive:
        question = 'When do you meet next ("15-oct 15:00")'
        next_ = run.ask(question, flag="--next", optional=True)
    if not next_:
        return None
    time = usual_time(run.journal, relationship) if relationship else None
    return run.moment(next_, time=time)


def tell_how_to_plan(run: Run, journal: Journal, relationship: str) -> None:
    """Say how the next meeting is planned, unless one is; `journal` is as it is by now."""
    from devjournal.practice.settle import FILL_IN, plan_command

    if not journal.next_meeting(relationship, run.today):
        run.tell(f"plan the next meeting: {plan_command(journal, relationship, FILL_IN)}")


def tell_planned(run: Run, relationship: str, planned: tuple[str, ...]) -> None:
    """Name the meetings that are still planned with somebody who is met no more."""
    from devjournal.practice.settle import command

    if planned:
        ids = ", ".join(planned)
        run.tell(f"still planned: {ids}; to cancel: {command('cancel', relationship)}")
