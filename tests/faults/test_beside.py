"""Rows 65 to 68 of the faults: locks that vanish, edits at the last moment, what can't be replaced.

Each is what a user meets: another program that takes the lock's file away or saves a record
at the worst moment, a folder that can't be written to, a check beside a rename.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.program import GOOD, Program
from tests.faults.strikes import crashed
from tests.faults.test_disk import held

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these faults are made as on POSIX")

GOAL = 'title = "Lead the readout"\n'
LINKED = f'{GOOD}goal = "lead-the-readout"\n'

AT_SYNC = """
import os
really = os.fsync
seen = []

def fsync(handle):
    file = os.readlink(f"/proc/self/fd/{{handle}}")
    really(handle)
    if {when}:
        seen.append(file)
        {do}

os.fsync = fsync
"""
"""Does something right after a file was synced."""

TEMPORARY = '"/actions/." in file and file.endswith(".tmp") and not seen'


def test_row_65_lock_replaced_while_a_writer_waits(program: Program) -> None:
    """The lock that it waited for is not the one that counts by now: it waits for that one."""
    program.put("actions/x.toml")
    lock = program.root / ".devjournal" / "lock"
    program.ok("list", "actions")  # the server's slow start is over
    other = lock.with_name("lock of another")
    with held(lock) as first, held(other):

        def replace() -> None:
            other.replace(lock)
            first.kill()

        timer = threading.Timer(0.5, replace)
        timer.start()
        ran = program.refused(5, "done", "x")
        timer.join()
        assert "another process is writing" in ran.err
    program.ok("done", "x")


SECOND_WRITER = """
import subprocess
os.unlink({root!r} + "/.devjournal/lock")
subprocess.run([{python!r}, "-c", {second!r}, "done", "y"], cwd={root!r}, check=False)
"""

KILLED_AT_ITS_FILE = """
import os, signal
really = os.fsync

def fsync(handle):
    really(handle)
    file = os.readlink(f"/proc/self/fd/{handle}")
    if "/actions/." in file and b"The other" in open(file, "rb").read():
        os.kill(os.getpid(), signal.SIGKILL)

os.fsync = fsync
from devjournal.cli.app import main
main()
"""


def test_row_65_lock_removed_under_a_writer(program: Program) -> None:
    """A second one gets in, and is killed half way: no record ends with another's bytes."""
    x = program.put("actions/x.toml")
    y = program.put("actions/y.toml", 'title = "The other"\nowner = "me"\n')
    root = str(program.root)
    do = SECOND_WRITER.format(root=root, python=sys.executable, second=KILLED_AT_ITS_FILE)
    hurt = AT_SYNC.format(when=TEMPORARY, do=f"exec({do!r})")
    ran = program("done", "x", hurt=hurt)
    assert "Rebuild slide 2" in x.read_text(), ran
    assert "The other" in y.read_text(), ran
    assert ("done" in x.read_text()) == (ran.code == 0), ran
    program.ok("action", "Later")
    assert [] == list(program.root.rglob("*.tmp"))


EDIT = "open({file!r}, 'a').write('# mine\\n')"


def test_row_66_edit_saved_while_new_bytes_are_synced(program: Program) -> None:
    """It is found by a last look: 5, nothing is changed, and what was saved stays."""
    x = program.put("actions/x.toml")
    hurt = AT_SYNC.format(when=TEMPORARY, do=EDIT.format(file=str(x)))
    ran = program("done", "x", hurt=hurt)
    assert (5, f"{GOOD}# mine\n") == (ran.code, x.read_text()), ran
    assert "actions/x.toml changed meanwhile; nothing was changed" in ran.err
    assert ["x.toml"] == [one.name for one in (program.root / "actions").iterdir()]
    program.ok("done", "x")
    assert "# mine" in x.read_text()


def test_row_66_edit_saved_while_a_recovery_syncs(program: Program) -> None:
    """Whoever finishes what a crash left looks once more as well: both are kept, and 5."""
    x = program.put("actions/x.toml")
    crashed(program)
    hurt = AT_SYNC.format(when=TEMPORARY, do=EDIT.format(file=str(x)))
    ran = program("action", "Later", hurt=hurt)
    assert (5, f"{GOOD}# mine\n") == (ran.code, x.read_text()), ran
    (ours,) = (program.root / "actions").glob("x.conflict-*.toml")
    assert "done" in ours.read_text()


UNPRIVILEGED = "import os\nos.setgroups([])\nos.setgid(65534)\nos.setuid(65534)\n"


@contextlib.contextmanager
def read_only_folder(program: Program, folder: Path) -> Iterator[str]:
    """Make a folder 0500, for a user who is not root."""
    files = [program.folder, *program.folder.rglob("*")]
    if is_root := os.geteuid() == 0:
        _require_readable_by_all(Path(sys.prefix), Path(__file__))
        for above in program.folder.parents[:3]:
            above.chmod(above.stat().st_mode | 0o011)
        for file in files:
            with contextlib.suppress(OSError):
                os.chown(file, 65534, 65534)
    folder.chmod(0o500)
    try:
        yield UNPRIVILEGED if is_root else ""
    finally:
        folder.chmod(0o700)


def _require_readable_by_all(*places: Path) -> None:
    """Skip where the program itself stands in a folder that other users can't enter."""
    above = {folder for place in places for folder in place.resolve().parents}
    if not all(folder.stat().st_mode & 0o001 for folder in above):
        pytest.skip("the program stands where no other user can read it")


@contextlib.contextmanager
def immutable(_: Program, file: Path) -> Iterator[str]:
    """Make a file or folder immutable, which holds for root too."""
    if subprocess.run(["chattr", "+i", file], capture_output=True, check=False).returncode:  # noqa: S607  # wherever it is
        pytest.skip("no immutable files here")
    try:
        yield ""
    finally:
        subprocess.run(["chattr", "-i", file], check=True)  # noqa: S607  # wherever it is


@contextlib.contextmanager
def read_only_mount(_: Program, folder: Path) -> Iterator[str]:
    """Mount a folder on itself, read-only."""
    for options in (["--bind", folder, folder], ["-o", "remount,ro,bind", folder]):
        command = ["mount", *map(str, options)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("nothing can be mounted here")
    try:
        yield ""
    finally:
        subprocess.run(["umount", folder], check=True)  # noqa: S607  # wherever it is


FIRST = ("action", "First")
Obstacle = Callable[[Program, Path], contextlib.AbstractContextManager[str]]


@pytest.mark.parametrize("command", [("rename", "lead-the-readout", "lead"), ("undo",)])
@pytest.mark.parametrize(
    ("obstacle", "where"),
    [
        (read_only_folder, "actions"),
        (read_only_folder, "goals"),
        (immutable, "actions"),
        (immutable, "goals"),
        (immutable, "actions/x.toml"),
        (immutable, "goals/lead-the-readout.toml"),
        (read_only_mount, "goals"),
        (read_only_mount, ".devjournal/history"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_row_67_what_can_not_be_replaced(
    program: Program, command: tuple[str, ...], obstacle: Obstacle, where: str
) -> None:
    """6 before the commit point: nothing has changed and nothing is pending."""
    first = "readout" if command == ("undo",) else "lead-the-readout"
    program.put(f"goals/{first}.toml", GOAL)
    program.put("actions/x.toml", LINKED.replace("lead-the-readout", first))
    program.ok(*(("rename", first, "lead-the-readout") if first == "readout" else FIRST))
    with obstacle(program, program.root / where) as hurt:
        ran = program.refused(6, *command, hurt=hurt)
        assert where.partition("/")[0] in ran.said
        assert "nothing was changed" in ran.said
        assert not (program.root / ".devjournal" / "redo.json").exists()
        assert [] == list(program.root.rglob("*.tmp"))
        assert "in order" in program("check", hurt=hurt).shown
    program.ok(*command, "--journal", str(program.root))  # which may be another user's by now


def test_row_67_a_pending_log_is_named(program: Program) -> None:
    """`check` says what waits to be finished, which alone is no problem; then it is finished."""
    program.put("actions/x.toml")
    crashed(program)
    ran = program.ok("check")
    assert ".devjournal/redo.json: " in ran.shown
    assert "done x" in ran.shown
    assert 4 == program("check", "--strict").code
    program.ok("action", "Later")
    assert "redo.json" not in program.ok("check").shown


def test_row_68_check_after_a_kill(program: Program) -> None:
    """Half way through a rename, no link is said to dangle that does not."""
    program.put("actions/x.toml", LINKED)
    program.put("goals/lead-the-readout.toml", GOAL)
    crashed(program, "rename", "lead-the-readout", "lead")
    shown = program.ok("check").shown
    assert "there is no" not in shown
    assert "redo.json" in shown


RENAMED_MEANWHILE = """
import os, subprocess
really = os.open
seen = []

def opened(path, *more, **k):
    handle = really(path, *more, **k)
    if str(path).endswith({file!r}):
        seen.append(path)
        if len(seen) == {nth}:
            command = [{python!r}, "-m", "devjournal", "rename", "lead-the-readout", "lead"]
            renaming = subprocess.Popen(command, cwd={root!r}, stderr=subprocess.DEVNULL)
            try:
                renaming.wait(2)
            except subprocess.TimeoutExpired:
                pass  # it waits for this check
    return handle

os.open = opened
"""


@pytest.mark.parametrize("nth", [1, 2])
@pytest.mark.parametrize("file", ["goals/lead-the-readout.toml", "actions/x.toml"])
def test_row_68_check_beside_a_rename(program: Program, file: str, nth: int) -> None:
    """Whenever another process renames a record, all links lead somewhere."""
    program.put("actions/x.toml", LINKED)
    program.put("goals/lead-the-readout.toml", GOAL)
    program.ok("action", "First")
    hurt = RENAMED_MEANWHILE.format(
        file=file, nth=nth, python=sys.executable, root=str(program.root)
    )
    ran = program("check", hurt=hurt)
    assert "there is no" not in ran.shown, ran
    lead = program.root / "goals" / "lead.toml"
    until = time.monotonic() + 20  # a slow machine may have let it give up
    while not lead.exists() and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.3)  # it has ended before its journal goes
