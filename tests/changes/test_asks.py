"""A request: drafted, sent and answered."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.relationships import accept, decline, draft_ask, purpose_of, put_off
from devjournal.errors import Refused, UsageError
from devjournal.models.people import Ask
from tests.builders import NOW, bound, changes_of, day, journal_of, moment, person, skill

if TYPE_CHECKING:
    from devjournal.changes.operation import Changes
    from devjournal.journal.stored import Stored
    from devjournal.models.people import Relationship


ASKED: dict[str, Any] = {
    "skill": "acumen",
    "self_level": 2,
    "evidence": "One number",
    "time_frame": "before spring",
    "meetings": 3,
    "focus": "the pages",
    "outcomes": ("I read them",),
}
ASK = Ask(**ASKED)


def now_in(changes: Changes, id_: str = "priya-mentor") -> Relationship:
    """Return a relationship as it is to be."""
    record: Relationship = changes.journal.all("relationship")[id_].record
    return record


def asking(state: str = "asked", **fields: Any) -> Stored[Any]:
    """Return a relationship that is being asked for."""
    return bound(**{"state": state, "purpose": None, "ask": ASK, **fields})


@pytest.mark.parametrize("state", ["candidate", "later"])
def test_a_draft_is_worded_anew_and_the_rest_stays(state: str) -> None:
    """What is told replaces what was said."""
    changes = changes_of(person(), asking(state))
    draft_ask(changes, "Priya Nair", "mentor", {"meetings": 2}, purpose="numbers")
    record = now_in(changes)
    assert record.ask
    assert (2, "One number", "numbers") == (
        record.ask.meetings,
        record.ask.evidence,
        record.purpose,
    )


def test_p091_asking_again_ends_the_later() -> None:
    """The earlier answer and its day are over, and today asks for nothing any more."""
    changes = changes_of(person(), asking("asked"))
    put_off(changes, changes.journal.all("relationship")["priya-mentor"], day("11-01"))
    later = now_in(changes)
    assert later.ask
    assert ("later", "later", day("11-01")) == (
        later.state,
        later.ask.answer,
        later.ask.follow_up_on,
    )
    changes.move(changes.journal.all("relationship")["priya-mentor"], "ask", day("10-14"))
    again = now_in(changes)
    assert again.ask
    assert ("asked", None, None) == (again.state, again.ask.answer, again.ask.follow_up_on)


def test_p090_p089_a_yes_starts_it_on_what_was_asked() -> None:
    """With the meetings asked for, the skill as its purpose, and the first meeting."""
    known = asking()
    changes = changes_of(person(), known, skill("acumen"))
    accept(changes, known, None, moment("10-22 15:00"))
    record = now_in(changes)
    assert record.ask
    assert ("active", "acumen", 3, "yes", NOW.date()) == (
        record.state,
        record.purpose,
        record.meetings_agreed,
        record.ask.answer,
        record.start,
    )
    (meeting,) = changes.journal.meetings
    assert dt.datetime(2026, 10, 22, 15, tzinfo=dt.UTC) == meeting.record.at


def test_p030_the_purpose_is_the_first_that_is_there() -> None:
    """Its own, else the skill by its name, else the focus, else none."""
    journal = journal_of(skill("clear-writing"))
    asked = Ask(skill="clear-writing", focus="letters")
    assert "x" == purpose_of(journal, asking(purpose="x", ask=asked).record)
    assert "clear writing" == purpose_of(journal, asking(ask=asked).record)
    assert "rosters" == purpose_of(journal, asking(ask=Ask(skill="rosters", focus="y")).record)
    assert "letters" == purpose_of(journal, asking(ask=Ask(focus="letters")).record)
    known = asking(ask=None)
    assert None is purpose_of(journal, known.record)
    with pytest.raises(Refused, match="purpose"):
        accept(changes_of(person(), known), known, None, None)


def test_p092_a_no_leads_to_whom_they_recommend() -> None:
    """They become a candidate with the same request, but for what I saw somebody else do."""
    known = asking(purpose="numbers")
    changes = changes_of(person(), known)
    ref = decline(changes, known, "Ida Roth", "busy")
    declined = now_in(changes)
    assert declined.ask
    assert ("declined", "no", "ida-roth", "busy") == (
        declined.state,
        declined.ask.answer,
        declined.ask.referred_to,
        declined.closed_why,
    )
    assert ref
    new = now_in(changes, ref.id)
    assert ("ida-roth", "candidate", "numbers") == (new.person, new.state, new.purpose)
    assert Ask(**{**ASKED, "evidence": None}) == new.ask
    assert "priya-nair" == changes.journal.all("person")["ida-roth"].record.introduced_by


def test_p092_somebody_known_is_linked_and_stays_what_they_are() -> None:
    """Who is my mentor already is no candidate; who was introduced by another stays so."""
    known, ida = asking(), person("ida-roth", introduced_by="bo-li")
    has = bound("ida-mentor", "ida-roth")
    changes = changes_of(person(), known, ida, has)
    ref = decline(changes, known, "ida", None)
    assert has.ref == ref
    assert [known.ref] == [change.ref for change in changes.operation("x").changes]


@pytest.mark.parametrize("state", ["candidate", "later", "active", "closed"])
def test_only_who_was_asked_says_no_or_later(state: str) -> None:
    """Any other state refuses, and nobody is drafted before that."""
    known = asking(state)
    changes = changes_of(person(), known)
    with pytest.raises(Refused):
        decline(changes, known, "Ida Roth", None)
    with pytest.raises(Refused):
        put_off(changes, known, day("11-01"))
    assert () == changes.operation("x").changes


def test_p092_nobody_recommends_themselves() -> None:
    """Who said no is not whom they recommend."""
    with pytest.raises(UsageError, match="said no"):
        decline(changes_of(person(), asking()), asking(), "Priya Nair", None)
