"""Renaming and deleting, with all that links to a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.links import delete, rename
from devjournal.changes.operation import Changes
from devjournal.errors import BadFile, Refused, UsageError
from devjournal.journal.journal import Journal
from devjournal.journal.stored import Loaded, Problem
from devjournal.models.ids import LIMIT
from devjournal.models.people import Seen
from tests.builders import (
    NOW,
    action,
    bound,
    changes_of,
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
GOAL = goal("lead-the-readout", relationship="priya-mentor", skill="finance")
WIN = win("drzn-it-went-well", "10-01", goal="lead-the-readout", credit=("dana-osei", "Bo"))
EXTRA = held("extra", "10-08 15:00")
LOOP = (
    person(introduced_by="dana-osei", seen=(Seen(skill="finance", where="the readout"),)),
    person("dana-osei", "Dana Osei"),
    bound(),
    GOAL,
    skill("finance", name="Financial acumen"),
    held("priya-mentor-001", "09-17 15:00"),
    held("priya-mentor-002", "10-01 15:00"),
    EXTRA,
    topic("vnpl-q4-forecast", meeting="priya-mentor-001"),
    entry("lesson", "bcdf-x", "10-01", visibility=("manager", "priya-mentor")),
    WIN,
    ACTION,
)
LONG = "many words " * 30


def renamed(
    stored: Stored[Any], new: str | None = None, *others: Stored[Any]
) -> tuple[str, Changes]:
    """Return the new id of a record beside the loop, and the draft that renames it."""
    changes = changes_of(*LOOP, stored, *others)
    return rename(changes, stored, new).id, changes


def left(changes: Changes, kind: str, id_: str) -> Any:
    """Return a record as it is then."""
    return changes.journal.all(kind)[id_].record


def test_a_relationships_meetings_and_readers_follow() -> None:
    """Meetings that bear its id in front bear the new one, with what links to these.

    What was shared with the relationship still is, with no other.
    """
    _, changes = renamed(bound(), "priya")
    assert ["extra", "priya-001", "priya-002"] == sorted(changes.journal.all("meeting"))
    assert {"priya"} == {one.record.relationship for one in changes.journal.meetings}
    assert "priya-001" == left(changes, "topic", "vnpl-q4-forecast").meeting
    assert ("manager", "priya") == left(changes, "entry", "bcdf-x").visibility


@pytest.mark.parametrize(
    ("stored", "id_"),
    [
        (goal("old-name", title="Lead the readout"), "lead-the-readout-2"),
        (action("bxhq-old", title="Intro to Dana"), "bxhq-intro-to-dana"),
        (bound("p", my_role="giving"), "priya-mentee"),
        (held("sometime-007", "10-01 15:00"), "priya-mentor-007"),
        (EXTRA, "priya-mentor-003"),
        *((one, one.id) for one in (*LOOP[:4], ACTION)),
    ],
)
def test_by_default_it_is_what_the_title_gives(stored: Stored[Any], id_: str) -> None:
    """It gives the id that it would have today, with a number if that is taken.

    What is called so already does not change, nor what is asked for again.
    """
    new, changes = renamed(stored)
    assert id_ == new
    assert (stored.id == id_) == (not changes.operation("").changes)
    assert () == renamed(stored, stored.id)[1].operation("").changes


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
    assert id_ == renamed(GOAL, new)[0]


@pytest.mark.parametrize(
    ("new", "why"),
    [
        *((new, "stands for somebody") for new in ("me", "Self", "manager", "EXEC!")),
        *((new, "is not an id") for new in ("🚀🎉", "", "   ", "../..", "\x1b[]", "\u202e")),
    ],
)
def test_what_can_be_no_id_is_refused(new: str, why: str) -> None:
    """A reserved word means a person or a reader, though not behind letters; nor is nothing one."""
    with pytest.raises(UsageError, match=why):
        renamed(GOAL, new)
    if why == "stands for somebody":
        assert renamed(ACTION, new)[0].startswith("kwtz-")
    else:
        with pytest.raises(UsageError, match=why):
            renamed(ACTION, new)


def test_an_id_is_never_too_long() -> None:
    """Sixty characters with the letters; a relationship's leaves room for a meeting's number."""
    titled = renamed(action("bxhq-x", title=LONG))[0]
    meetings = renamed(bound(), LONG)[1].journal.all("meeting")
    ids = (renamed(GOAL, LONG)[0], renamed(ACTION, LONG)[0], titled, *meetings)
    assert LIMIT >= max(map(len, ids))


@pytest.mark.parametrize("other", ["readout", "READOUT"])
def test_a_taken_id_is_refused(other: str) -> None:
    """By another record of its kind, however that is written; of another kind it may be."""
    with pytest.raises(Refused, match="goals/readout is there already"):
        renamed(GOAL, "readout", goal(other))
    assert "readout" == renamed(GOAL, "readout", objective("readout"))[0]


@pytest.mark.parametrize("act", [rename, delete])
def test_while_a_file_cannot_be_read_nothing_moves_or_goes(act: Any) -> None:
    """What it links to can't be told, so a link might be left behind. (exit 4)"""
    whole = journal_of(*LOOP)

    def load(kind: str, _: str) -> Loaded:
        bad = (Problem("topics/x.toml", "is no TOML"),) if kind == "topic" else ()
        return Loaded(whole.all(kind), bad)

    changes = Changes(Journal(load), NOW, lambda _: "k")
    with pytest.raises(BadFile, match=r"topics/x\.toml"):
        act(changes, GOAL)
    assert () == changes.operation("").changes


def deleted(stored: Stored[Any]) -> Changes:
    """Return the draft in which a record of the loop is deleted."""
    changes = changes_of(*LOOP)
    delete(changes, changes.journal.all(stored.kind)[stored.id], with_links=True)
    return changes


def test_a_name_takes_the_links_place_where_one_may_stand() -> None:
    """Who is credited and who introduced us is still known; so is the skill that was seen."""
    changes = deleted(person("dana-osei"))
    assert "Dana Osei" == left(changes, "person", "priya-nair").introduced_by
    assert ("Dana Osei", "Bo") == left(changes, "entry", WIN.id).credit
    changes = deleted(skill("finance"))
    assert "Financial acumen" == left(changes, "person", "priya-nair").seen[0].skill
    assert left(changes, "goal", GOAL.id).skill is None


def unbound(*others: Stored[Any], with_links: bool = True) -> Changes:
    """Return the draft in which the relationship of some records is deleted."""
    changes = changes_of(person(), bound(), *others)
    delete(changes, bound(), with_links=with_links)
    return changes


def test_a_reader_is_a_link() -> None:
    """What was shared with a relationship alone is private once it is gone."""
    alone = entry("lesson", "bcdf-x", "10-01", visibility=("priya-mentor",))
    both = entry("lesson", "ghjk-y", "10-01", visibility=("priya-mentor", "exec"))
    changes = unbound(alone, both)
    assert "private" == left(changes, "entry", alone.id).visibility
    assert ("exec",) == left(changes, "entry", both.id).visibility


def test_nobody_new_sees_what_was_bound_p033() -> None:
    """A goal of one relationship would reach the manager once it is bound to none: it does not.

    A win, which they see before and after, is left as it was.
    """
    serving = goal("speak-up", relationship="priya-mentor", objective="cut-cost")
    told = win("bcdf-x", "10-01", relationship="priya-mentor")
    changes = unbound(objective(), serving, told)
    assert "private" == left(changes, "goal", "speak-up").visibility
    assert () == changes.journal.for_reader("manager", NOW.date()).goals
    assert left(changes, "entry", "bcdf-x").visibility is None
