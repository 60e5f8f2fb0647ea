"""Whom you start with and what they are to you, and questions on the terms of a relationship."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from devjournal.cli.flags import option
from devjournal.cli.values import one_of
from devjournal.dates import add_months
from devjournal.errors import Ambiguous, NotFound
from devjournal.journal.names import person_called, who
from devjournal.practice.settle import FILL_IN, plan_command

if TYPE_CHECKING:
    from devjournal.cli.flags import Given
    from devjournal.cli.run import Run
    from devjournal.journal.stored import Stored
    from devjournal.models.people import Relationship

Next = Annotated[str | None, option("--next WHEN", 'The next meeting, as in "15-oct 15:00".')]
Kind = Annotated[
    str | None,
    option(
        "--as KIND",
        "mentor, coach, sponsor or partner; or mentee, coachee or protege, where you give.",
    ),
]

KIND_WORDS = ("mentor", "coach", "sponsor", "partner", "mentee", "coachee", "protege")


def begun_with(
    run: Run, name: str, as_: str | None
) -> tuple[str, str, Stored[Relationship] | None]:
    """Return who it is, what they are to me, and the relationship there is already.

    They are what `--as` says, else what they are already, else what is answered. `name` may be
    a relationship's id, too; returned is the id of somebody who is known, as others may bear
    their name, or the new name. Raises Ambiguous if several people or, without `--as`, several
    relationships fit.
    """
    from devjournal.changes.relationships import relationship_as

    word = one_of("--as", as_, KIND_WORDS)
    if not word:
        try:
            known = who(run.journal, name, run.now).relationship
            return known.record.person, known.record.label, known
        except Ambiguous:
            raise
        except NotFound:
            word = run.choose("What are they to you", KIND_WORDS, flag="--as")
    if bound := run.journal.all("relationship").get(name):
        person = bound.record.person
    else:
        found = person_called(run.journal, name)
        person = found and found.id
    if person is None:
        return name, word, None
    return person, word, relationship_as(run.journal, person, word)


def ask_end(run: Run, kind: str, given: Given) -> None:
    """Ask for the last day with a coach, who stays shorter than mentors and sponsors. (P038)"""
    if "end" in given.told or kind != "coach" or not run.is_interactive:
        return
    proposed = add_months(run.today, 6).isoformat()
    question = f"Until when (a coach's term is short: {proposed}, say)"
    given.told["end"] = run.ask(question, flag="--end", optional=True)


def ask_next(run: Run, next_: str | None, relationship: str) -> dt.datetime | None:
    """Return the moment of the next meeting; on a terminal it is asked for, if it is missing."""
    from devjournal.changes.meetings import usual_time

    if not next_ and run.is_interactive:
        question = 'When do you meet next ("15-oct 15:00")'
        next_ = run.ask(question, flag="--next", optional=True)
    return run.moment(next_, time=usual_time(run.journal, relationship)) if next_ else None


def tell_how_to_plan(run: Run, relationship: str, at: dt.datetime | None = None) -> None:
    """Say how the next meeting is planned, unless one is, or was just now `at` a moment."""
    if at is None and not run.journal.next_meeting(relationship, run.today):
        run.tell(f"plan the next meeting: {plan_command(run.journal, relationship, FILL_IN)}")
