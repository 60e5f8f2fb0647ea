from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from devjournal.exchange.incoming import Here, Item, Lost, Trouble
from devjournal.exchange.outgoing import Links
from devjournal.exchange.taskwarrior import present_in, read, uuid_of, write
from devjournal.exchange.uids import Uids
from tests.builders import NOW, action, bound, day, goal, journal_of, person, profile

if TYPE_CHECKING:
    from tests.runner import Runner

DUBLIN = ZoneInfo("Europe/Dublin")
JOURNAL = journal_of(profile(timezone="Europe/Dublin"), person(), bound(), goal())
HERE = Here(Links(JOURNAL), DUBLIN)
TASK: dict[str, Any] = {
    "uuid": "0a1b2c3d-0000-4000-8000-000000000001",
    "description": "Send it",
    "status": "pending",
    "entry": "20261001T090000Z",
}


def facts(**fields: Any) -> dict[str, Any]:
    """Return what is read of a task, without what a task always has."""
    (item,) = read(json.dumps([{**TASK, **fields}]), HERE)
    assert isinstance(item, Item), item
    assert TASK["uuid"] == item.origin
    usual = {"title": "Send it", "owner": "me", "state": "open", "created": day("10-01")}
    told = dict(item.facts) | ({"lost": item.lost} if item.lost else {})
    return {name: value for name, value in told.items() if usual.get(name) != value}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {}),
        ({"status": "waiting", "wait": "20270101T000000Z"}, {"lost": ("wait",)}),
        (
            {"status": "completed", "end": "20261002T220000Z"},
            {"state": "done", "closed_on": day("10-02")},
        ),
        ({"status": "completed"}, {"state": "done"}),
        (
            {"status": "deleted", "end": "20261002T230000Z"},
            {"state": "dropped", "closed_on": day("10-03")},
        ),
        # Monday by the clocks of the summer, and by those of the winter.
        ({"due": "20261018T230000Z"}, {"due": day("10-19")}),
        ({"due": "20261026T000000Z"}, {"due": day("10-26")}),
        ({"project": "lead-the-readout"}, {"goal": "lead-the-readout"}),
        ({"project": "home.garden", "tags": ["a"]}, {"tags": ("a", "home.garden")}),
        (
            {"tags": ["priya_mentor", "theirs", "desk"]},
            {"relationship": "priya-mentor", "owner": "them", "tags": ("desk",)},
        ),
        (
            {"annotations": [{"entry": "20261002T090000Z", "description": "said so"}]},
            {"note": "2026-10-02 said so"},
        ),
        (
            {"priority": "H", "depends": ["x"], "urgency": 2, "id": 1},
            {"lost": ("depends", "priority")},
        ),
    ],
)
def test_a_task_is_read_in_the_journals_zone(
    fields: dict[str, Any], expected: dict[str, Any]
) -> None:
    """Each status by its word, no day made up, and what has no place is told."""
    assert expected == facts(**fields)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"status": "done"}, "status: 'done' is none of pending, waiting, completed, deleted"),
        ({"status": None}, "status: is missing, or no text"),
        ({"description": " "}, "description: is missing, or no text"),
        ({"due": "2026-10-01"}, "due: '2026-10-01' is no moment such as 20261119T000000Z"),
        ({"entry": 5}, "entry: 5 is no moment such as 20261119T000000Z"),
        ({"tags": "a,b"}, "tags: is no list of words"),
        ({"annotations": ["x"]}, "annotations: is no list of them"),
    ],
)
def test_what_cannot_be_taken_is_told(fields: dict[str, Any], reason: str) -> None:
    """At its line."""
    text = json.dumps([{**TASK, **fields}]).replace("[{", "[\n{", 1)
    assert [Trouble(2, reason)] == list(read(text, HERE))


def test_a_template_of_what_repeats_stays_out() -> None:
    """Its tasks come; and a task a line without a list, as older versions write them, will do."""
    lines = "\n".join(json.dumps({**TASK, "status": one}) for one in ("recurring", "pending"))
    first, second = read(lines, HERE)
    assert Lost("templates of what repeats") == first
    assert isinstance(second, Item)
    assert 2 == second.line


def written(*actions: Any, present: str = "[]") -> list[dict[str, Any]]:
    """Return the tasks of some actions."""
    told = (profile(timezone="Europe/Dublin"), person(), bound(), goal(), *actions)
    text = write(journal_of(*told), actions, present_in(present), NOW)
    found: list[dict[str, Any]] = json.loads(text)
    return found


def test_an_action_is_written_with_all_that_an_import_wants() -> None:
    """With its uuid, and a day as the midnight at which it begins in the journal's zone."""
    whole: dict[str, Any] = {
        "title": "Send\nit",
        "owner": "them",
        "state": "done",
        "closed_on": day("11-02"),
        "created": day("10-01"),
        "goal": "lead-the-readout",
        "relationship": "priya-mentor",
        "tags": ("two words",),
    }
    one = action("bcdf-x", "10-30", **whole)
    assert written(one) == [
        {
            "uuid": uuid_of(Uids(journal_of(profile(timezone="Europe/Dublin"), one)), one),
            "description": "Send it",
            "status": "completed",
            "due": "20261030T000000Z",
            "end": "20261102T000000Z",
            "entry": "20260930T230000Z",
            "project": "lead-the-readout",
            "tags": ["priya_mentor", "theirs", "two_words"],
        }
    ]
    (item,) = read(json.dumps(written(one)), HERE)
    assert isinstance(item, Item)
    assert {**whole, "title": "Send it", "due": day("10-30"), "tags": ("two_words",)} == item.facts


def test_what_taskwarrior_has_besides_stays() -> None:
    """Laid over its present export: priority, notes, tags of its own, its hour on the same day."""
    origin = f"taskwarrior:{TASK['uuid']}"
    one = action("bcdf-x", "10-30", title="Send it now", tags=("mine",), imported_from=origin)
    held = {
        **TASK,
        "id": 3,
        "urgency": 2.5,
        "priority": "H",
        "due": "20261030T160000Z",
        "status": "waiting",
        "wait": "20261020T000000Z",
        "annotations": [{"entry": "20261002T090000Z", "description": "said so"}],
        "tags": ["theirs", "own"],
    }
    (task,) = written(one, present=json.dumps([held]))
    kept = {name: value for name, value in held.items() if name not in ("id", "urgency")}
    assert {**kept, "description": "Send it now", "tags": ["own", "mine"]} == task
    done = action("bcdf-x", imported_from=origin, state="done", closed_on=day("10-14"))
    (task,) = written(done, present=json.dumps([held]))
    assert ("completed", "20261013T230000Z") == (task["status"], task["end"])


def test_what_came_from_there_goes_back_only_onto_its_export(fresh: Runner) -> None:
    """As Taskwarrior would forget the rest: the error says how."""
    task = json.dumps([{**TASK, "priority": "H"}])
    fresh.ok("import", "taskwarrior", "-", stdin=task)
    ran = fresh("export", "taskwarrior")
    assert 2 == ran.code
    assert "devjournal export taskwarrior --merge present.json" in ran.err
    (back,) = json.loads(fresh.ok("export", "taskwarrior", "--merge", "-", stdin=task).out)
    assert {**TASK, "priority": "H"} == back


def test_what_is_private_or_done_on_no_day_stays_here(loop: Runner) -> None:
    """And is told; with a WHO only what is theirs goes."""
    loop.ok("action", "Alone", "--visibility", "private")
    loop.ok("action", "Loose")
    assert "left out, private: 1" in loop.ok("export", "taskwarrior").said
    names = [one["description"] for one in json.loads(loop.ok("export", "taskwarrior").out)]
    assert ["Intro to Dana", "Cost-to-serve draft for Priya", "Loose"] == [
        name[:1].upper() + name[1:] for name in names
    ]
    theirs = json.loads(loop.ok("export", "taskwarrior", "priya").out)
    assert 2 == len(theirs)
    loop.ok("set", "priya-nair", "visibility=private")
    assert [] == json.loads(loop.ok("export", "taskwarrior", "priya").out)
