"""Renaming and deleting, with all that links to a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.links import delete, rename
from devjournal.changes.operation import Changes
from devjournal.errors import BadFile, Refused, UsageError
from devjournal.journal.journal import Journal
from devjournal.journal.stored import Loaded, Problem, Ref
from devjournal.models.ids import LIMIT
from devjournal.models.people import Seen
from tests.builders import (
    NOW,
    action,
    bound,
    entry,
    goal,
    held,
    journal_of,
    objective,
    person,
    skill,
    topic,
    win,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


ACTION = action("kwtz-rebuild-slide-2", goal="lead-the-readout")
LOOP = (
    person(),
    bound(),
    held("priya-mentor-001", "09-17 15:00"),
    held("priya-mentor-002", "10-01 15:00"),
    held("extra", "10-08 15:00"),
    goal("lead-the-readout", relationship="priya-mentor"),
    topic("vnpl-q4-forecast", meeting="priya-mentor-001"),
    win(
        "drzn-it-went-well", "10-01", visibility=("manager", "priya-mentor"), credit=("priya-nair",)
    ),
    ACTION,
)


def renamed(
    stored: Stored[Any], new: str | None = None, *others: Stored[Any]
) -> tuple[Ref, Changes]:
    """Return the new name of a record of the loop, and the draft that renames it."""
    changes = Changes(journal_of(*LOOP, *others), NOW, lambda _: "k")
    return rename(changes, stored, new), changes


def of_loop(kind: str, id_: str) -> Stored[Any]:
    """Return a record of the loop."""
    return next(one for one in LOOP if one.ref == Ref(kind, id_))


def test_every_link_follows() -> None:
    """What named the goal names it by its new id; nothing else changes, the old id is gone."""
    ref, changes = renamed(of_loop("goal", "lead-the-readout"), "readout")
    assert Ref("goal", "readout") == ref
    assert ["readout"] == list(changes.journal.all("goal"))
    assert "readout" == changes.journal.all("action")[ACTION.id].record.goal
    changed = {(one.kind, one.old_id, one.id) for one in changes.operation("").changes}
    assert {("goal", "lead-the-readout", "readout"), ("action", ACTION.id, ACTION.id)} == changed


def test_a_relationships_meetings_follow() -> None:
    """Those that bear its id in front bear the new one; what links to these follows, too."""
    _, changes = renamed(of_loop("relationship", "priya-mentor"), "priya")
    assert ["extra", "priya-001", "priya-002"] == sorted(changes.journal.all("meeting"))
    assert {"priya"} == {one.record.relationship for one in changes.journal.meetings}
    assert "priya-001" == changes.journal.all("topic")["vnpl-q4-forecast"].record.meeting


def test_who_may_see_it_follows() -> None:
    """A relationship is a reader by its id: what was shared with it still is, with no other."""
    _, changes = renamed(of_loop("relationship", "priya-mentor"), "priya")
    after = changes.journal.all("entry")["drzn-it-went-well"].record
    assert ("manager", "priya") == after.visibility


def test_by_default_it_is_what_the_title_gives() -> None:
    """A title that changed gives the id that it would have today; one taken gets a number."""
    stale = goal("old-name", title="Lead the readout")
    assert "lead-the-readout-2" == renamed(stale, None, stale)[0].id
    stale_action = action("bxhq-old", title="Intro to Dana")
    assert "bxhq-intro-to-dana" == renamed(stale_action, None, stale_action)[0].id
    stale_bound = bound("p", my_role="giving")
    assert "priya-mentee" == renamed(stale_bound, None, stale_bound)[0].id
    stale_meeting = held("sometime-007", "10-01 15:00")
    assert "priya-mentor-007" == renamed(stale_meeting, None, stale_meeting)[0].id
    assert "priya-mentor-003" == renamed(of_loop("meeting", "extra"))[0].id


@pytest.mark.parametrize("one", LOOP[:4], ids=lambda one: one.id)
def test_what_is_called_so_already_does_not_change(one: Stored[Any]) -> None:
    """An id that is as the title gives it is left, and so is one that is asked for again."""
    assert () == renamed(one)[1].operation("").changes
    assert () == renamed(one, one.id)[1].operation("").changes


@pytest.mark.parametrize("new", ["me", "Self", "manager", "EXEC!"])
def test_a_reserved_word_is_no_id(new: str) -> None:
    """Such a word stands for a person or a reader; behind letters it stands for nobody."""
    with pytest.raises(UsageError, match="stands for somebody"):
        renamed(of_loop("goal", "lead-the-readout"), new)
    assert renamed(ACTION, new)[0].id.startswith("kwtz-")


@pytest.mark.parametrize("new", ["🚀🎉", "", "   ", "../..", "\x1b[]", "\u202e"])
def test_a_name_with_nothing_in_it_is_no_id(new: str) -> None:
    """What leaves no letter and no digit is refused, where a title would take a kind's name."""
    for one in (of_loop("goal", "lead-the-readout"), ACTION):
        with pytest.raises(UsageError, match="is not an id"):
            renamed(one, new)


@pytest.mark.parametrize(
    ("new", "id_"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\evil", "c-evil"),
        ("nul", "nul-goal"),
        ("Élan\x00 vital", "elan-vital"),
        ("🚀 Lift-off", "lift-off"),
    ],
)
def test_a_hostile_name_becomes_a_safe_one(new: str, id_: str) -> None:
    """Whatever is asked for, the id is a file name that stays in its folder."""
    assert id_ == renamed(of_loop("goal", "lead-the-readout"), new)[0].id


def test_an_id_is_never_too_long() -> None:
    """Sixty characters with the letters; a relationship's leaves room for a meeting's number."""
    long = "many words " * 30
    assert LIMIT >= len(renamed(of_loop("goal", "lead-the-readout"), long)[0].id)
    assert LIMIT >= len(renamed(ACTION, long)[0].id)
    titled = action("bxhq-x", title=long)
    assert LIMIT >= len(renamed(titled, None, titled)[0].id)
    _, changes = renamed(of_loop("relationship", "priya-mentor"), long)
    assert LIMIT >= max(map(len, changes.journal.all("meeting")))


@pytest.mark.parametrize("other", ["readout", "READOUT"])
def test_a_taken_id_is_refused(other: str) -> None:
    """By another record of its kind, however that is written; of another kind it may be."""
    lead = of_loop("goal", "lead-the-readout")
    with pytest.raises(Refused, match="goals/readout is there already"):
        renamed(lead, "readout", goal(other))
    assert "readout" == renamed(lead, "readout", objective("readout"))[0].id


def test_while_a_file_cannot_be_read_nothing_moves() -> None:
    """What it links to can't be told, so a link might be left behind. (exit 4)"""
    whole = journal_of(*LOOP)

    def load(kind: str) -> Loaded:
        bad = (Problem("topics/x.toml", "is no TOML"),) if kind == "topic" else ()
        return Loaded(whole.all(kind), bad)

    changes = Changes(Journal(load), NOW, lambda _: "k")
    with pytest.raises(BadFile, match=r"topics/x\.toml"):
        rename(changes, of_loop("goal", "lead-the-readout"), "readout")
    assert () == changes.operation("").changes


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


def deleted(gone: str, *others: Stored[Any], with_links: bool = True) -> Changes:
    """Return the draft in which the record of that id is deleted."""
    changes = Changes(journal_of(*RECORDS, *others), NOW, lambda _: "k")
    delete(
        changes,
        next(one for one in (*RECORDS, *others) if one.id == gone),
        with_links=with_links,
    )
    return changes


def left(changes: Changes, kind: str, id_: str) -> Any:
    """Return a record as it is then."""
    return changes.journal.all(kind)[id_].record


def test_links_can_be_taken_out() -> None:
    """The records that held them stay, and all else in them."""
    changes = deleted("lead-the-readout")
    assert not changes.journal.goals
    assert left(changes, "action", "kwtz-rebuild-slide-2").goal is None
    assert ("dana-osei", "Bo") == left(changes, "entry", "drzn-it-went-well").credit


def test_a_name_takes_the_links_place_where_one_may_stand() -> None:
    """Who is credited and who introduced us is still known; so is the skill that was seen."""
    changes = deleted("dana-osei")
    assert "Dana Osei" == left(changes, "person", "priya-nair").introduced_by
    assert ("Dana Osei", "Bo") == left(changes, "entry", "drzn-it-went-well").credit
    changes = deleted("finance")
    assert "Financial acumen" == left(changes, "person", "priya-nair").seen[0].skill
    assert left(changes, "goal", "lead-the-readout").skill is None


def test_a_reader_is_a_link() -> None:
    """What was shared with a relationship alone is private once it is gone."""
    alone = entry("lesson", "bcdf-x", "10-01", visibility=("priya-mentor",))
    both = entry("lesson", "ghjk-y", "10-01", visibility=("priya-mentor", "exec"))
    with pytest.raises(Refused, match="entries/bcdf-x: visibility"):
        deleted("priya-mentor", alone, with_links=False)
    changes = deleted("priya-mentor", alone, both)
    assert "private" == left(changes, "entry", alone.id).visibility
    assert ("exec",) == left(changes, "entry", both.id).visibility


def test_nobody_new_sees_what_was_bound_p033() -> None:
    """A goal of one relationship would reach the manager once it is bound to none: it does not.

    A win, which they see before and after, is left as it was.
    """
    serving = goal("speak-up", relationship="priya-mentor", objective="cut-cost")
    told = win("bcdf-x", "10-01", relationship="priya-mentor")
    changes = deleted("priya-mentor", objective(), serving, told)
    assert "private" == left(changes, "goal", "speak-up").visibility
    assert ["speak-up"] == [
        one.id for one in changes.journal.goals if one.record.visibility is not None
    ]
    assert () == changes.journal.for_reader("manager", NOW.date()).goals
    assert left(changes, "entry", "bcdf-x").visibility is None


def test_while_a_file_cannot_be_read_nothing_goes() -> None:
    """It may link to what is deleted."""
    whole = journal_of(*RECORDS)

    def load(kind: str) -> Loaded:
        bad = (Problem("topics/x.toml", "is no TOML"),) if kind == "topic" else ()
        return Loaded(whole.all(kind), bad)

    with pytest.raises(BadFile, match=r"topics/x\.toml"):
        delete(Changes(Journal(load), NOW, lambda _: "k"), RECORDS[5])
