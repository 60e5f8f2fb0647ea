"""Lists of things to do, by the programs whose formats they are: both ways, and in between.

Debian's `task` (Taskwarrior 2.6) and `todo-txt` (todo.sh 2.11); topydo and pytodotxt beside the
readers.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.exchange.readers import READERS_FOLDER, need
from tests.runner import JOURNALS, Runner

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

ZONE = "Europe/Dublin"
TITLES = (
    *('Say "no" to \\ and /', "(HR) asked about 10:30", "x marks it", "2026-10-01 was the day"),
    *("Łukasz: 美咲 & Zoë", "[ ] boxed", "with @home and +1 inside it"),
)


@pytest.fixture
def there(tmp_path: Path) -> Runner:
    """Return Maya's journal, with action items whose titles other programs may misread."""
    made = Runner(tmp_path / "there", journal=JOURNALS["maya"])
    for title in TITLES:
        made.ok("action", title, "--due", "2026-10-25")
    return made


def actions(runner: Runner, *names: str) -> list[tuple[Any, ...]]:
    """Return fields of each action item that was not dropped, in the order of titles."""
    found = (runner.file(f"actions/{one.name}") for one in (runner.root / "actions").iterdir())
    kept = (one for one in found if one.get("state") != "dropped")
    return sorted((tuple(one.get(name) for name in names) for one in kept), key=str)


FIELDS = ("title", "owner", "state", "due", "closed_on", "created", "relationship", "goal")


@pytest.fixture
def task(tmp_path: Path) -> Callable[..., str]:
    """Return Taskwarrior with nothing in it, in Dublin."""
    program = need("task", "Taskwarrior")
    (tmp_path / "taskrc").touch()
    home = {"TASKRC": str(tmp_path / "taskrc"), "TASKDATA": str(tmp_path / "tasks"), "TZ": ZONE}
    (tmp_path / "tasks").mkdir()

    def run(*words: str, stdin: str | None = None) -> str:
        ran = subprocess.run(
            [program, "rc.confirmation=no", *words],
            env={**os.environ, **home},
            input=stdin,
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        return ran.stdout

    return run


def test_taskwarrior_gives_back_what_it_was_given(
    there: Runner, task: Callable[..., str], tmp_path: Path
) -> None:
    """The same titles, owners, states, days and links, into another journal of the same people.

    What Taskwarrior adds meanwhile survives the next export, and nothing comes twice.
    """
    out = there.ok("export", "taskwarrior").out
    task("import", "-", stdin=out)
    exported = task("export")
    assert "no change" in there.ok("import", "taskwarrior", "-", stdin=exported).said
    other = Runner(tmp_path / "other", journal=JOURNALS["maya"])
    for path in (other.root / "actions").iterdir():
        path.unlink()
    other.ok("import", "taskwarrior", "-", stdin=exported)
    assert actions(there, *FIELDS) == actions(other, *FIELDS)

    task("project:lead-the-readout", "status:pending", "annotate", "she said so")
    task("project:lead-the-readout", "status:pending", "modify", "priority:H", "+own")
    present = task("export")
    (tmp_path / "present.json").write_text(present, encoding="utf-8")
    merged = there.ok("export", "taskwarrior", "--merge", str(tmp_path / "present.json")).out
    task("import", "-", stdin=merged)
    assert _without_clock(present) == _without_clock(task("export"))


def _without_clock(exported: str) -> dict[str, dict[str, Any]]:
    """Return tasks by uuid, without what Taskwarrior counts anew each time."""
    told = {one["uuid"]: one for one in json.loads(exported)}
    return {
        uuid: {k: v for k, v in one.items() if k not in ("id", "urgency", "modified")}
        for uuid, one in told.items()
    }


def test_what_taskwarrior_wrote_comes(fresh: Runner, task: Callable[..., str]) -> None:
    """Its own words for states and days: by the clock of the zone, the template left out."""
    task("add", "Weekly", "due:2026-10-19", "recur:weekly", "until:2026-11-10")
    task("add", "Send it", "due:2026-07-19", "project:work", "+desk", "priority:H")
    task("add", "Wait", "wait:2027-01-01")
    task("add", "Finished")
    task("add", "Given up")
    task("Finished", "done")
    task("Given", "delete")
    exported = task("export")
    assert "recurring" in exported
    fresh.environ["DEVJOURNAL_TODAY"] = "2100-01-01T09:00"  # its clock can't be set
    ran = fresh.ok("import", "taskwarrior", "-", stdin=exported)
    found = {one[0]: one[1:] for one in actions(fresh, "title", "state", "due", "tags")}
    assert "2026-07-19" == str(found["Send it"][1])
    assert ["desk", "work"] == found["Send it"][2]
    assert "done" == found["Finished"][0]
    assert {"Weekly", "Send it", "Wait", "Finished"} == found.keys()
    weekly = [str(due) for title, due in actions(fresh, "title", "due") if title == "Weekly"]
    # It goes on by 168 hours: on Sunday at 23:00, once the clocks have changed, and shows that.
    assert ["2026-10-19", "2026-10-25"] == weekly[:2]
    assert all(word in ran.said for word in ("priority", "templates of what repeats", "wait"))


PYTODOTXT = """
import json, pytodotxt, sys
file = pytodotxt.TodoTxt(sys.argv[1])
found = file.parse()
day = lambda one: one and str(one)
print(json.dumps([
    [one.is_completed, day(one.completion_date), day(one.creation_date), one.priority,
     (one.attributes.get("due") or [None])[0], one.contexts, one.projects, one.description]
    for one in found
]))
file.save()
"""


def _todo(there: Runner, tmp_path: Path) -> tuple[Path, list[str]]:
    path = tmp_path / "todo.txt"
    there.ok("export", "todotxt", "--output", str(path))
    return path, path.read_text(encoding="utf-8").splitlines()


def test_pytodotxt_reads_the_same_and_saves_it_unchanged(there: Runner, tmp_path: Path) -> None:
    """States, both days, due days, whom it is with and the goal; no priority out of a title."""
    python = need(READERS_FOLDER / "venv" / "bin" / "python", "pytodotxt")
    path, lines = _todo(there, tmp_path)
    ran = subprocess.run(
        [python, "-c", PYTODOTXT, str(path)], capture_output=True, check=True, encoding="utf-8"
    )
    assert lines == path.read_text(encoding="utf-8").splitlines()
    found = json.loads(ran.stdout)
    told = [
        (
            state == "done",
            *(day and str(day) for day in (closed_on, created)),
            due and str(due),
            *((relationship in contexts) if relationship else True for contexts in [one[5]]),
        )
        for one, (state, closed_on, created, due, relationship) in _side_by_side(there, found)
    ]
    assert [(one[0], one[1], one[2], one[4], True) for one in found] == told
    assert {None} == {one[3] for one in found}


def _side_by_side(there: Runner, found: list[Any]) -> list[tuple[Any, tuple[Any, ...]]]:
    """Return what was read of each line with the fields of the action that it was written of."""
    fields = ("title", "state", "closed_on", "created", "due", "relationship")
    known = {one[0]: one[1:] for one in actions(there, *fields)}
    return [(one, next(told for title, told in known.items() if title in one[7])) for one in found]


def test_topydo_reads_the_same_and_what_it_writes_comes_back(there: Runner, tmp_path: Path) -> None:
    """After it has finished one and added another, only that one is new."""
    program = need(READERS_FOLDER / "venv" / "bin" / "topydo", "topydo")
    path, lines = _todo(there, tmp_path)

    def topydo(*words: str) -> str:
        config = {**os.environ, "HOME": str(tmp_path)}
        command = [program, "-t", str(path), "-d", str(tmp_path / "done.txt"), *words]
        ran = subprocess.run(command, env=config, capture_output=True, check=True, encoding="utf-8")
        return ran.stdout

    found = json.loads(topydo("ls", "-x", "-f", "json"))
    by_source = {one["source"]: one for one in found}
    assert by_source.keys() <= set(lines)
    assert {None} == {one["priority"] for one in found}
    for line, one in by_source.items():
        assert one["completed"] is line.startswith("x ")
        due = [value for key, value in one["tags"] if key == "due"]
        assert due == [word[4:] for word in line.split() if word.startswith("due:2")]
    topydo("do", "1")
    topydo("add", "Ask Milo @desk due:2026-11-19")
    there.environ["DEVJOURNAL_TODAY"] = "2100-01-01T09:00"  # its clock can't be set
    ran = there.ok("import", "todotxt", str(path))
    left = len(path.read_text(encoding="utf-8").splitlines())  # what is done went elsewhere
    assert f"1 new, {left - 1} here already" in ran.said
    assert "Ask Milo" == there.newest("actions")["title"]


def test_todo_sh_lists_every_line_as_it_is(there: Runner, tmp_path: Path) -> None:
    """And archives what is done; no line is taken for another."""
    program = need("todo-txt", "todo.sh")
    path, lines = _todo(there, tmp_path)
    config = tmp_path / "config"
    told = f'TODO_DIR="{tmp_path}"\n' + "".join(
        f'{name}_FILE="{tmp_path}/{name.lower()}.txt"\n' for name in ("TODO", "DONE", "REPORT")
    )
    config.write_text(told, encoding="utf-8")

    def todo(*words: str) -> str:
        ran = subprocess.run(
            [program, "-p", "-d", str(config), *words],
            env={**os.environ, "HOME": str(tmp_path)},
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        return ran.stdout

    listed = [line.partition(" ")[2] for line in todo("list").splitlines()[:-2]]
    assert sorted(lines) == sorted(listed)
    todo("archive")
    done = (tmp_path / "done.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("x ")] == done
    assert [line for line in lines if not line.startswith("x ")] == [
        line for line in path.read_text(encoding="utf-8").splitlines() if line
    ]
