from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.delete import delete
from devjournal.changes.draft import Draft
from devjournal.errors import BadFile, Refused
from devjournal.journal.journal import Journal
from devjournal.journal.loaded import Loaded
from devjournal.journal.stored import Problem
from devjournal.models.people import Seen
from tests.builders import (
    NOW,
    action,
    bound,
    entry,
    goal,
    journal_of,
    objective,
    person,
    profile,
    skill,
    topic,
    win,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

GOAL = goal("lead-the-readout", relationship="priya-mentor", skill="finance")
RECORDS = (
    person(introduced_by="dana-osei", seen=(Seen(skill="finance", where="the readout"),)),
    person("dana-osei", "Dana Osei"),
    bound(),
    skill("finance", name="Financial acumen"),
    GOAL,
    action("kwtz-rebuild-slide-2", goal="lead-the-readout"),
    win("drzn-it-went-well", "10-01", goal="lead-the-readout", credit=("dana-osei", "Bo")),
)


def deleted(gone: str, *others: Stored[Any], with_links: bool = True) -> Draft:
    """Return the draft in which the record of that id is deleted."""
    draft = Draft(journal_of(*RECORDS, *others), NOW, lambda _: "k")
    delete(
        draft,
        next(one for one in (*RECORDS, *others) if one.id == gone),
        with_links=with_links,
    )
    return draft


def after(draft: Draft, kind: str, id_: str) -> Any:
    """Return a record as it is then."""
    return draft.journal.all(kind)[id_].record


def test_what_nothing_links_to_goes() -> None:
    """One change, and the record is gone."""
    draft = deleted("kwtz-rebuild-slide-2", with_links=False)
    assert not draft.journal.actions
    assert [None] == [one.after for one in draft.operation("").changes]


def test_what_others_link_to_is_refused_and_they_are_listed() -> None:
    """Each with the fields in which it does, and how to go on."""
    with pytest.raises(Refused) as refused:
        deleted("lead-the-readout", with_links=False)
    assert (
        "2 records link to lead-the-readout:\n"
        "  actions/kwtz-rebuild-slide-2: goal\n"
        "  entries/drzn-it-went-well: goal"
    ) == refused.value.message
    assert "--with-links" in (refused.value.hint or "")


def test_links_can_be_taken_out() -> None:
    """The records that held them stay, and all else in them."""
    draft = deleted("lead-the-readout")
    assert not draft.journal.goals
    assert after(draft, "action", "kwtz-rebuild-slide-2").goal is None
    assert ("dana-osei", "Bo") == after(draft, "entry", "drzn-it-went-well").credit


def test_a_name_takes_the_links_place_where_one_may_stand() -> None:
    """Who is credited and who introduced us is still known; so is the skill that was seen."""
    draft = deleted("dana-osei")
    assert "Dana Osei" == after(draft, "person", "priya-nair").introduced_by
    assert ("Dana Osei", "Bo") == after(draft, "entry", "drzn-it-went-well").credit
    draft = deleted("finance")
    assert "Financial acumen" == after(draft, "person", "priya-nair").seen[0].skill
    assert after(draft, "goal", "lead-the-readout").skill is None


def test_a_reader_is_a_link() -> None:
    """What was shared with a relationship alone is private once it is gone."""
    alone = entry("lesson", "bcdf-x", "10-01", visibility=("priya-mentor",))
    both = entry("lesson", "ghjk-y", "10-01", visibility=("priya-mentor", "exec"))
    with pytest.raises(Refused, match="entries/bcdf-x: visibility"):
        deleted("priya-mentor", alone, with_links=False)
    draft = deleted("priya-mentor", alone, both)
    assert "private" == after(draft, "entry", alone.id).visibility
    assert ("exec",) == after(draft, "entry", both.id).visibility


def test_nobody_new_sees_what_was_bound_p033() -> None:
    """A goal of one relationship would reach the manager once it is bound to none: it does not.

    A win, which they see before and after, is left as it was.
    """
    serving = goal("speak-up", relationship="priya-mentor", objective="cut-cost")
    told = win("bcdf-x", "10-01", relationship="priya-mentor")
    draft = deleted("priya-mentor", objective(), serving, told)
    assert "private" == after(draft, "goal", "speak-up").visibility
    assert ["speak-up"] == [
        one.id for one in draft.journal.goals if one.record.visibility is not None
    ]
    assert () == draft.journal.for_reader("manager", NOW.date()).goals
    assert after(draft, "entry", "bcdf-x").visibility is None


def test_what_is_nothing_without_it_keeps_it() -> None:
    """A topic is for a relationship, a relationship with a person: these go first."""
    with pytest.raises(Refused, match="1 record is nothing without priya-mentor:\n  topics/"):
        deleted("priya-mentor", topic("vnpl-q4-forecast"))
    with pytest.raises(Refused, match="relationships/priya-mentor: person"):
        deleted("priya-nair")


def test_the_profile_stays() -> None:
    """Without it there is no journal."""
    with pytest.raises(Refused):
        deleted("journal", profile())


def test_while_a_file_cannot_be_read_nothing_goes() -> None:
    """It may link to what is deleted."""
    whole = journal_of(*RECORDS)

    def load(kind: str) -> Loaded:
        bad = (Problem("topics/x.toml", "is no TOML"),) if kind == "topic" else ()
        return Loaded(whole.all(kind), bad)

    with pytest.raises(BadFile, match=r"topics/x\.toml"):
        delete(Draft(Journal(load), NOW, lambda _: "k"), RECORDS[5])
