"""Whom I begin with and what they are to me: shared by `meet` and `relationship start`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devjournal.cli.values import one_of
from devjournal.errors import Ambiguous, NotFound

if TYPE_CHECKING:
    from devjournal.cli.context import Context
    from devjournal.journal.stored import Stored
    from devjournal.models.relationship import Relationship

_WORDS = ("mentor", "coach", "sponsor", "partner", "mentee", "coachee", "protege")

AS_HELP = "mentor, coach, sponsor, partner; or mentee, coachee, protege where you give."


class Begun(NamedTuple):
    """Who it is, what they are to me, and the relationship there is already.

    `name` is the id of somebody who is known, as others may bear their name, or a new name.
    """

    name: str
    word: str
    known: Stored[Relationship] | None


def begun_with(here: Context, name: str, as_: str | None) -> Begun:
    """Return who `name` is to me: as `--as` says, else as they are, else as is answered.

    `name` may be a relationship's id, too. Raises Ambiguous if several people or, without
    `--as`, several relationships fit.
    """
    word = one_of("--as", as_, _WORDS)
    known = None if word else _bound(here, name)
    if known:
        return Begun(known.record.person, known.record.label, known)
    word = word or _ask_kind(here)
    person = _person(here, name)
    return Begun(person or name, word, _bound_as(here, person, word))


def _person(here: Context, name: str) -> str | None:
    """Return the id of the person that a name, or a relationship's id, means."""
    from devjournal.journal.names import person_called

    bound = here.journal.all("relationship").get(name)
    if bound:
        return str(bound.record.person)
    person = person_called(here.journal, name)
    return person.id if person else None


def _bound_as(here: Context, person: str | None, word: str) -> Stored[Relationship] | None:
    """Return the relationship in which a person is a `word` to me."""
    fitting = (
        bound
        for bound in here.journal.relationships
        if (bound.record.person, bound.record.label) == (person, word)
        and bound.record.state != "closed"
    )
    return next(fitting, None)


def _bound(here: Context, name: str) -> Stored[Relationship] | None:
    from devjournal.journal.names import who

    try:
        return who(here.journal, name, here.now).relationship
    except Ambiguous:
        raise
    except NotFound:
        return None


def _ask_kind(here: Context) -> str:
    answer = here.ask(
        "What are they to you (mentor, coach, sponsor, partner, mentee...)", flag="--as"
    )
    return str(one_of("--as", answer, _WORDS))
