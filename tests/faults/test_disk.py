"""Rows 41 to 49 of the faults: disks that say no, crashes at any point, and others who write."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.faults.program import GOOD, Program
from tests.faults.strikes import READ_ONLY, crashed, strike_at, strikes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these faults are made as on POSIX")

Tell = Callable[[object], None]

DONE = f'{GOOD}state = "done"\nclosed_on = 2026-10-14\n'


@pytest.fixture
def two(program: Program) -> Program:
    """Return the program on a journal with a relationship, to whose `log` three files belong."""
    program.put("actions/x.toml")
    program.put_priya("2026-10-14T08:00:00+01:00")
    return program


LOG = ("log", "priya", "--done", "x", "--note", "Said.", "--mine", "Send it", "--no-input")


class Case(NamedTuple):
    """A command, what a read sees before and after, and which of its calls are struck.

    Seen are whether the meeting is logged, whether x is done, and the number of actions.
    """

    arguments: tuple[str, ...]
    old: tuple[bool, bool, int]
    new: tuple[bool, bool, int]
    step: int = 1


OLD = (False, False, 1)
QUICK = Case(("done", "x"), OLD, (False, True, 1), step=3)
ONE_FILE = Case(("done", "x"), OLD, (False, True, 1))
THREE_FILES = Case(LOG, OLD, (True, True, 2))
_SLOW = [
    pytest.param(case, id=name, marks=(pytest.mark.slow, pytest.mark.timeout(900)))
    for name, case in {"one file": ONE_FILE, "three files": THREE_FILES}.items()
]
each_case = pytest.mark.parametrize("case", [pytest.param(QUICK, id="quick"), *_SLOW])


def seen(program: Program) -> tuple[bool, bool, int]:
    """Return what a read sees, as a Case says it."""
    meeting = program.ok("show", "priya-mentor-001", "--json").out
    actions = program.ok("list", "actions", "--all", "--json").out
    return "Said." in meeting, '"done"' in actions, actions.count('"ref": "actions/')


SAVED = ("saved; finishes at the next run", "saved; perhaps not yet on disk")


@each_case
def test_row_41_and_42_full_disk(two: Program, case: Case, tell: Tell) -> None:
    """A full disk at any point: 6; before the commit point nothing is changed, then all is saved.

    The message tells which of the two it is, and what a read shows agrees with it.
    """
    before = two.state()
    held = {case.old: 0, case.new: 0}
    for at, ran in strikes(two, "full", *case.arguments, step=case.step):
        if ran.code == 0:  # it was the cache that could not be kept: nobody cares
            assert case.new == seen(two), at
            continue
        assert 6 == ran.code, (at, ran)
        assert "No space left on device" in ran.said, at
        is_saved = any(words in ran.said for words in SAVED)
        assert is_saved != ("nothing was changed" in ran.said), (at, ran)
        expected = case.new if is_saved else case.old
        assert expected == seen(two), (at, ran)
        held[expected] += 1
        if expected == case.new:
            two.ok("undo")  # this finishes it, then takes it back
        assert before == two.state(), at
    tell(f"row 41: held at {held[case.old]} calls; row 42: held at {held[case.new]}")
    assert min(held.values()) > 2 // case.step


@pytest.mark.parametrize("number", ["EROFS", "EACCES"])
def test_row_43_read_only_disk(two: Program, number: str) -> None:
    """Reads go on with 0, and writes are 6 with what the system said."""
    hurt = READ_ONLY.replace("EROFS", number)
    for reading in (["list", "actions"], ["show", "x"], ["check"], ["history"], ["today"]):
        two.ok(*reading, hurt=hurt)
    for writing in (LOG, ["undo"], ["action", "Later"], ["purge", "x", "--yes"]):
        ran = two.refused(6, *writing, hurt=hurt)
        assert {"EROFS": "Read-only file system", "EACCES": "Permission denied"}[number] in ran.err


CLOSED = """
import errno, os
really = os.open
def opened(path, *more, **k):
    if str(path).endswith("bad.toml"):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return really(path, *more, **k)
os.open = opened
"""


def test_row_44_unreadable_file(program: Program) -> None:
    """It is named with what the system said, and the others are shown."""
    program.put("actions/good.toml")
    program.put("actions/bad.toml").chmod(0)
    told = "actions/bad.toml: can't be read: Permission denied"
    ran = program.refused(4, "list", "actions", hurt=CLOSED)
    assert told in ran.err
    assert "Rebuild slide 2" in ran.out
    assert told in program.refused(4, "check", hurt=CLOSED).out
    for arguments in (("done", "bad"), ("show", "bad"), ("edit", "bad")):
        assert told in program.refused(4, *arguments, hurt=CLOSED, EDITOR="true").err
    program.ok("done", "good", hurt=CLOSED)


@each_case
def test_row_45_killed_anywhere(two: Program, case: Case, tell: Tell) -> None:
    """Killed at any call that writes: what a read shows is old or new, whole; a write mends it."""
    found = []
    for at, ran in strikes(two, "kill", *case.arguments, step=case.step):
        assert -9 == ran.code, at
        found.append(seen(two))
        strike_at(two, "kill", 2 + at % 5, "action", "Later")  # recovery may be killed as well
        two.ok("action", "Last")
        assert found[-1][:2] == seen(two)[:2], at
        assert [] == list(two.root.rglob("*.tmp")), at
    tell(f"row 45: held at {len(found)} calls, {found.count(case.old)} before the commit point")
    assert {case.old, case.new} == set(found)
    assert sorted(found, key=[case.old, case.new].index) == found


@pytest.mark.parametrize("damage", ["cut", "rot", "nul", "empty", "folder"])
def test_row_46_damaged_redo_log(program: Program, damage: str) -> None:
    """Writes are 4, reads warn and go on, and the log is kept until somebody moves it aside."""
    program.put("actions/x.toml")
    log = crashed(program)
    data = log.read_bytes()
    log.unlink()
    if damage == "folder":
        log.mkdir()
    else:
        broken = {"cut": data[:-20], "rot": data.replace(b"Rebuild", b"Bebuild")}
        log.write_bytes((broken | {"nul": b"\0" * len(data), "empty": b""})[damage])
    for writing in (["done", "x"], ["undo"], ["purge", "x", "--yes"]):
        ran = program.refused(4, *writing)
        assert ".devjournal/redo.json: damaged" in ran.err
        assert "devjournal check --fix" in ran.err
    for reading in (["list", "actions"], ["today"]):
        ran = program.ok(*reading)
        assert "warning: .devjournal/redo.json: damaged" in ran.said
    assert "Rebuild slide 2" in program.ok("list", "actions").out
    assert ".devjournal/redo.json: damaged" in program.refused(4, "check").out
    assert log.exists()


def test_row_46_damaged_redo_log_is_moved_aside(program: Program) -> None:
    """`check --fix` says what it held, keeps it, and all goes on."""
    program.put("actions/x.toml")
    log = crashed(program)
    data = log.read_bytes().replace(b"Rebuild", b"Bebuild", 1)
    log.write_bytes(data)
    ran = program.ok("check", "--fix")
    assert "it held: " in ran.said
    assert "actions/x.toml" in ran.said
    assert '"Bebuild slide 2"' in ran.said
    assert not log.exists()
    assert data == (log.parent / "damaged" / "redo-1.json").read_bytes()
    program.ok("check")
    assert "" == program.ok("list", "actions").err
    program.ok("done", "x")


def test_row_47_hand_edit_between_crash_and_recovery(program: Program) -> None:
    """A read warns and shows what was written by hand; the next write keeps both, and is 5."""
    file = program.put("actions/x.toml")
    crashed(program)
    if b"done" in file.read_bytes():
        pytest.fail("the file was written already")
    mine = f"{GOOD}# mine\n"
    program.put("actions/x.toml", mine)
    ran = program.ok("list", "actions")
    assert "Rebuild slide 2" in ran.out
    assert "warning: actions/x.toml: was changed by hand" in ran.said
    ran = program("action", "Later")
    assert 5 == ran.code
    assert "actions/x.toml was changed by hand" in ran.err
    assert "what you asked for just now was not done" in ran.err
    (ours,) = (program.root / "actions").glob("x.conflict-*.toml")
    assert (mine, DONE) == (file.read_text(), ours.read_text())
    assert f"ours is actions/{ours.name}" in ran.err
    assert "Later" not in program.ok("list", "actions").out
    program.ok("action", "Later")
    assert f"actions/{ours.name}: a conflict copy of actions/x.toml" in program.ok("check").shown


DONE_MEANWHILE = """
import subprocess, sys
from devjournal.store import plan
really = plan.plan
def later(changes, read_now):
    path = {root!r} + "/actions/x.toml"
    with open(path, "a") as file:
        file.write("# theirs\\n")
    return really(changes, read_now)
plan.plan = later
"""


def test_row_48_two_writers_of_one_record(program: Program) -> None:
    """The one that comes later is 5, and what the other wrote stays."""
    file = program.put("actions/x.toml")
    ran = program("done", "x", hurt=DONE_MEANWHILE.format(root=str(program.root)))
    assert 5 == ran.code
    assert "actions/x.toml changed meanwhile; nothing was changed" in ran.err
    assert f"{GOOD}# theirs\n" == file.read_text()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_row_48_no_update_is_lost(program: Program) -> None:
    """Four writers, each trying again after a 5: every update is there."""
    program.put("skills/s.toml", 'name = "Finance"\n')
    script = (
        "for i in 1 2 3 4 5; do until {python} -m devjournal skill rate s 3 --by {name}$i; "
        "do test $? = 5 || exit 1; done; done"
    )
    writers = [
        subprocess.Popen(
            ["/bin/sh", "-c", script.format(python=sys.executable, name=name)],
            cwd=program.root,
            env=program.environ,
            stderr=subprocess.DEVNULL,
        )
        for name in "abcd"
    ]
    assert [0, 0, 0, 0] == [writer.wait(timeout=800) for writer in writers]
    text = (program.root / "skills" / "s.toml").read_text()
    assert 20 == text.count("[[ratings]]")


HOLD_LOCK = """
import fcntl, sys, time
handle = open(sys.argv[1], "a")
fcntl.flock(handle, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""
IMPATIENT = """
from devjournal.store import files
really = files._acquired
files._acquired = lambda *a, wait, **more: really(*a, wait=wait / 25, **more)
"""


@contextlib.contextmanager
def held(lock: Path, *, seconds: float = 600) -> Iterator[subprocess.Popen[str]]:
    """Hold a lock's file in another process, for so long at most."""
    lock.parent.mkdir(mode=0o700, exist_ok=True)
    command = [sys.executable, "-c", HOLD_LOCK, str(lock), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert "held\n" == holder.stdout.readline()
        try:
            yield holder
        finally:
            holder.kill()


def test_row_49_lock_is_held(program: Program) -> None:
    """A write waits, then is 5; reads go on after a moment."""
    program.put("actions/x.toml")
    with held(program.root / ".devjournal" / "lock"):
        for writing in (("done", "x"), ("undo",), ("redo",), ("purge", "x", "--yes")):
            ran = program.refused(5, *writing, hurt=IMPATIENT)
            assert "another process is writing" in ran.err
        for reading in (("list", "actions"), ("show", "x"), ("today",), ("history",), ("check",)):
            program.ok(*reading)
        assert "Rebuild slide 2" in program.ok("list", "actions").out
    program.ok("done", "x")


def test_row_49_lock_is_given_back(program: Program) -> None:
    """A write that was let wait for a moment is done."""
    program.put("actions/x.toml")
    program.ok("list", "actions")  # the server's slow start is over
    with held(program.root / ".devjournal" / "lock", seconds=0.5):
        program.ok("done", "x")


@pytest.mark.slow
def test_row_49_five_seconds(program: Program) -> None:
    """As it is set, a write waits for five seconds; one that is let in before goes on."""
    program.put("actions/x.toml")
    with held(program.root / ".devjournal" / "lock"):
        began = time.monotonic()
        program.refused(5, "done", "x")
        assert time.monotonic() - began > 4.9
    with held(program.root / ".devjournal" / "lock", seconds=2):
        began = time.monotonic()
        program.ok("done", "x")
        assert 1 < time.monotonic() - began < 5
