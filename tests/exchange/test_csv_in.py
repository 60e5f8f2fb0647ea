from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from devjournal.models.registry import FOLDERS
from tests.runner import JOURNALS, Runner

if TYPE_CHECKING:
    from pathlib import Path

TABLE = 'Task,Deadline,Who,Points\n"Call, Dana\nsoon",2026-11-19,priya-mentor,3\n\nSend,,,\n'
MAP = ("--map", "title=Task", "--map", "due=Deadline", "--map", "relationship=Who")


def test_columns_are_fields_by_name_or_as_told(loop: Runner) -> None:
    """What is no field is named; a cell may have commas and lines."""
    ran = loop.ok("import", "csv", "-", *MAP, stdin=TABLE)
    assert "2 new" in ran.said
    assert "a journal has no place for: the column Points" in ran.said
    made = [loop.file(f"actions/{one.name}") for one in (loop.root / "actions").iterdir()]
    (call,) = (one for one in made if one["title"].startswith("Call"))
    assert ("Call, Dana\nsoon", "2026-11-19", "priya-mentor", "me") == (
        *(call["title"], str(call["due"])),
        *(call["relationship"], call["owner"]),
    )
    assert "2 here already" in loop.ok("import", "csv", "-", *MAP, stdin=TABLE).said


@pytest.mark.parametrize("word", [*FOLDERS.keys() - {"meetings"}, "wins", "lessons", "feedback"])
def test_a_list_that_was_exported_is_here_already(word: str, tmp_path: Path) -> None:
    """Each kind of record, in the form that `list --format csv` gives it, with tabs, too."""
    there = Runner(tmp_path, journal=JOURNALS["maya"])
    if word == "entries":  # each of its kinds is a table of its own
        return
    table = there.ok("list", word, "--all", "--format", "csv").out
    ran = there("import", "csv", "-", "--kind", word, "--dry-run", "--json", stdin=table)
    statuses = {row["status"] for row in ran.json["rows"]}
    assert {"here"} == statuses, ran


@pytest.mark.parametrize(
    ("table", "flags", "reason"),
    [
        ("title,due\nCall,19/11/2026\n", (), "stdin:2: due: 19/11/2026 is not what it holds"),
        ("title,due\nCall,1 Nov\n", (), "stdin:2: due: 1 Nov is not what it holds"),
        ("due\n2026-11-19\n", (), "stdin:2: title: is missing"),
        ("title\nCall,Dana\n", (), "stdin:2: has 2 cells, and the first line has 1"),
        ("title,goal\nCall,nobody\n", (), "stdin:2: goal: there is no goal 'nobody'"),
        ("title,state\nCall,later\n", (), "stdin:2: state: must be 'open', 'done' or 'dropped'"),
        ('title\n"Call\n', (), "stdin:2: is no table"),
        ("title,stretch\nRead,maybe\n", ("--kind", "goal"), "maybe is neither true nor false"),
        ("title,commitment\nRead,11\n", ("--kind", "goal"), "commitment: must be at most 10"),
        ("text\nCut\n", ("--kind", "win"), "stdin:2: on: is missing"),
    ],
)
def test_what_cannot_be_taken_is_told(
    table: str, flags: tuple[str, ...], reason: str, fresh: Runner
) -> None:
    """By line and column; nothing is imported."""
    before = fresh.files()
    ran = fresh("import", "csv", "-", *flags, stdin=table)
    assert (4, before) == (ran.code, fresh.files())
    assert reason in ran.err, ran.err


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        (("--map", "titel=Task"), "no field is called titel"),
        (("--map", "title=Tusk"), "no column is called Tusk"),
        (("--map", "title"), "--map title: is no pair"),
        (("--kind", "dream"), "no kind of record is called 'dream'"),
    ],
)
def test_a_wrong_flag_is_one_of_usage(flags: tuple[str, ...], reason: str, fresh: Runner) -> None:
    """And says what there is."""
    ran = fresh("import", "csv", "-", *flags, stdin=TABLE)
    assert (2, True) == (ran.code, reason in ran.err), ran


def test_a_table_of_another_comma_is_read(fresh: Runner) -> None:
    """A semicolon, as spreadsheets of many countries write it, or a tab."""
    fresh.ok("import", "csv", "-", stdin="title;due\nCall;2026-11-19\n")
    assert "1 here" in fresh.ok("import", "csv", "-", stdin="title\tdue\nCall\t2026-11-19\n").said
