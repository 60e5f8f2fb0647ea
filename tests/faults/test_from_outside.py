"""Rows 69 to 81 of the faults: what comes from outside, and what two do at once.

Files of somebody who means harm or of another program, folders that are not what they were,
streams that take nothing any more.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.faults.program import Program

GOAL = 'title = "Lead the readout"\n'
NEVER_ENDS = '"""\\' * 100_000

VERY_MANY = {
    "wrong values": (
        "[[checkins]]\non = 2026-10-01\nconfidence = 'x'\n" * 5_000,
        4,
        "goals/g.toml:64:14: and 4980 more from here on",
    ),
    "unknown keys": (
        "".join(f"key{number} = 1\n" for number in range(20_000)),
        0,
        "goals/g.toml:22:9: and 19980 more from here on",
    ),
    "unknown readers": (
        "visibility = [" + "'x', " * 20_000 + "]\n",
        0,
        "and 19980 more from here on",
    ),
    "quotes of three that never close": (
        f"why = {NEVER_ENDS}\n",
        4,
        "goals/g.toml:2:7: the text that opens here is never closed",
    ),
    "quotes that never close": (
        'why = "' + '\\"' * 200_000,
        4,
        "goals/g.toml:2:7: the text that opens here is never closed",
    ),
}
"""What follows a title, the exit code of `check`, and what is told among the rest."""


@pytest.mark.parametrize("case", VERY_MANY)
def test_row_69_very_many_faults_in_one_file(program: Program, case: str) -> None:
    """The first ones are told, and how many more there are, as quickly as a file is read."""
    content, code, told = VERY_MANY[case]
    program.put("goals/g.toml", GOAL + content)
    begun = time.monotonic()
    ran = program("check")
    assert time.monotonic() - begun < 15
    assert code == ran.code
    assert told in ran.out
    assert len(ran.out.splitlines()) < 150


VERY_LONG = {
    "lines that are nothing": ("## Record\n", "nonsense\n", "line 22: and 19980 more from here on"),
    "headings": ("", "## Nonsense\n", "line 21: and 19980 more from here on"),
    "topics": ("## Topics\n", "- [x] a topic\n", "at most 300 new topics and promises, not 20000"),
    "promises": ("## I will\n", "- a promise due:2d\n", "line 302: a meeting takes at most 300"),
}


@pytest.mark.parametrize("case", VERY_LONG)
def test_row_69_very_long_log_page(program: Program, case: str) -> None:
    """A page of 20,000 lines is answered at once, with its first mistakes; nothing is written."""
    program.put_priya("2026-10-14T08:00:00Z")
    begin, line, told = VERY_LONG[case]
    begun = time.monotonic()
    ran = program.refused(2, "log", "priya", "-", stdin=begin + line * 20_000)
    assert time.monotonic() - begun < 15
    assert told in ran.err
    assert len(ran.err.splitlines()) < 60


BEFORE_THE_LOCK = """
import subprocess
from devjournal.store import transaction
from devjournal.store.files import release_read_lock
really = transaction.locked

def locked(root, **k):
    transaction.locked = really
    release_read_lock(root)
    for command in {commands!r}:
        subprocess.run([{python!r}, "-m", "devjournal", *command], cwd={root!r}, check=True)
    return really(root, **k)

transaction.locked = locked
"""
"""Lets another process write between what a command reads and its own write."""

LINKING = (
    ("action", "Send it", "--goal", "lead-the-readout"),
    ("set", "actions/x", "goal=lead-the-readout"),
    ("win", "Led it", "--goal", "lead-the-readout"),
)
UNLINKING = (
    ("rename", "lead-the-readout", "lead"),
    ("delete", "lead-the-readout", "--with-links"),
    ("undo",),
)


def beside(program: Program, first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """Run the second command, which lets the first in between its look and its write."""
    hurt = BEFORE_THE_LOCK.format(commands=[first], python=sys.executable, root=str(program.root))
    code = program(*second, hurt=hurt).code
    assert "there is no" not in program("check").shown
    return code


@pytest.mark.parametrize("linking", LINKING, ids=" ".join)
@pytest.mark.parametrize("unlinking", UNLINKING, ids=" ".join)
def test_row_70_link_to_what_goes(
    program: Program, linking: tuple[str, ...], unlinking: tuple[str, ...]
) -> None:
    """Whoever links to a record that went meanwhile is told so, and writes nothing."""
    program.put("actions/x.toml")
    program.ok("goal", "add", "Lead the readout")
    assert 5 == beside(program, unlinking, linking)


@pytest.mark.parametrize("linking", LINKING, ids=" ".join)
@pytest.mark.parametrize("unlinking", UNLINKING[:2], ids=" ".join)
def test_row_70_what_goes_is_linked_to(
    program: Program, linking: tuple[str, ...], unlinking: tuple[str, ...]
) -> None:
    """Whoever takes a record away that others link to by now is told so, and it stays."""
    program.put("actions/x.toml")
    program.ok("goal", "add", "Lead the readout")
    assert 5 == beside(program, linking, unlinking)
    assert (program.root / "goals" / "lead-the-readout.toml").exists()


def test_row_70_undo_takes_the_newest_step(program: Program) -> None:
    """An undo beside a new link takes that link back, not what it leads to."""
    program.ok("goal", "add", "Lead the readout")
    assert 0 == beside(program, LINKING[0], ("undo",))
    assert (program.root / "goals" / "lead-the-readout.toml").exists()


def test_row_70_links_of_relationships_and_people(program: Program) -> None:
    """It holds for any kind, for readers, and for people who may stand there by name."""
    program.put_priya("2026-10-15T15:00:00Z")
    program.put("actions/x.toml")
    bound = ("rename", "priya-mentor", "priya-cfo")
    assert 5 == beside(program, bound, ("share", "x", "--with", "priya-mentor"))
    assert 5 == beside(program, ("share", "x", "--with", "priya-cfo"), ("rename", "priya-cfo", "p"))
    person = ("rename", "people/priya-nair", "priya-n")
    assert 5 == beside(program, person, ("win", "Done", "--credit", "priya-nair"))
    assert 5 == beside(program, ("win", "Done", "--credit", "priya-n"), ("rename", "priya-n", "q"))
