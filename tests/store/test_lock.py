from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from devjournal.errors import Conflict, DiskError, Refused
from devjournal.store import files
from devjournal.store.files import locked, reading, release_read_lock, take_read_lock
from tests.store.written import STATE, G, everything, refuse, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the other process locks as POSIX")

HOLD = """
import fcntl, sys, time
handle = open(sys.argv[1], "a")
fcntl.flock(handle, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def holder(root: Path) -> Iterator[subprocess.Popen[str]]:
    """Hold the journal's lock in another process."""
    (root / STATE).mkdir()
    command = [sys.executable, "-c", HOLD, str(root / STATE / "lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "held\n" == process.stdout.readline()
        yield process
        process.kill()


@pytest.mark.usefixtures("holder")
def test_one_that_is_held_is_waited_for(root: Path) -> None:
    """For as long as is said, and no longer; then nothing was done."""
    begun = time.monotonic()
    with (
        pytest.raises(Conflict, match="another process is writing to this journal; nothing"),
        locked(root, wait=0.2),
    ):
        pytest.fail("two hold it")
    assert time.monotonic() - begun >= 0.2
    assert ["lock"] == [file.name for file in (root / STATE).iterdir()]


def test_one_of_a_killed_process_is_free(root: Path, holder: subprocess.Popen[str]) -> None:
    """Waiting ends as soon as the other process is gone, however it went."""
    threading.Timer(0.1, holder.send_signal, [signal.SIGKILL]).start()
    with locked(root, wait=30):
        assert holder.wait(timeout=30) == -signal.SIGKILL


@pytest.mark.usefixtures("holder")
def test_a_read_goes_on_without_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a moment: it never fails on a lock, and leaves nothing. (row 49)"""
    monkeypatch.setattr(files, "PATIENCE", 0.05)
    before = everything(root)
    with reading(root):
        assert before == everything(root)


def test_a_read_makes_none(root: Path) -> None:
    """Where nobody has written there is nothing to wait for."""
    before = everything(root)
    with reading(root):
        assert before == everything(root)


COMMIT = """
import sys
from pathlib import Path
from devjournal.errors import Conflict
from devjournal.store.files import locked
try:
    with locked(Path(sys.argv[1]), wait=0):
        print("in")
except Conflict:
    print("out")
"""


def another_writer(root: Path) -> str:
    """Return whether another process gets the lock to write with."""
    command = [sys.executable, "-c", COMMIT, str(root)]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()


def test_readers_share_it_and_keep_writers_out(root: Path) -> None:
    """From the first read to the last; what reads inside of that takes and frees nothing."""
    write(root, {G: b"G"})
    with reading(root), reading(root):
        assert "out" == another_writer(root)
    assert "in" == another_writer(root)
    take_read_lock(root)
    take_read_lock(root)
    with reading(root):
        pass
    assert "out" == another_writer(root)
    release_read_lock(root)
    release_read_lock(root)
    assert "in" == another_writer(root)


def test_a_process_does_not_wait_for_itself(root: Path) -> None:
    """Who writes has read what it needs: it lets go."""
    write(root, {G: b"G"})
    take_read_lock(root)
    with locked(root, wait=0):
        assert "out" == another_writer(root)
    assert "in" == another_writer(root)


def test_one_that_lost_its_name_does_not_count(root: Path) -> None:
    """Whoever holds it can tell; the next makes one anew. (row 65)"""
    name = root / STATE / "lock"
    with locked(root, wait=0) as is_locked:
        assert is_locked()
        name.unlink()
        assert not is_locked()
        with locked(root, wait=0) as is_locked_anew:
            assert is_locked_anew()
            assert not is_locked()


def test_it_is_given_back_whatever_happens(root: Path) -> None:
    """Also by who fails; and the file stays, so that no two lock two files of one name."""
    with pytest.raises(ZeroDivisionError), locked(root, wait=0):
        raise ZeroDivisionError
    inode = (root / STATE / "lock").stat().st_ino
    with locked(root, wait=0):
        assert inode == (root / STATE / "lock").stat().st_ino


def test_one_of_several_names_is_not_written_to(root: Path, tmp_path: Path) -> None:
    """A journal that was received must not have a file elsewhere written over."""
    outside = tmp_path / "outside"
    outside.write_bytes(b"somebody's")
    (root / STATE).mkdir()
    (root / STATE / "lock").hardlink_to(outside)
    write(root, {G: b"G"})
    assert b"somebody's" == outside.read_bytes()


def test_the_state_folder_is_private_and_ignores_itself(root: Path) -> None:
    """Git sees nothing of what the program keeps for itself; what is in there is not replaced."""
    before = os.umask(0)
    try:
        with locked(root, wait=0):
            pass
    finally:
        os.umask(before)
    folder, ignore = root / STATE, root / STATE / ".gitignore"
    assert b"*\n" == ignore.read_bytes()
    assert [0o700, 0o600, 0o600] == [
        path.stat().st_mode & 0o777 for path in (folder, ignore, folder / "lock")
    ]
    ignore.write_bytes(b"mine")
    with locked(root, wait=0):
        assert b"mine" == ignore.read_bytes()


@pytest.mark.parametrize("name", [STATE, f"{STATE}/lock"])
def test_one_behind_a_link_is_refused(root: Path, tmp_path: Path, name: str) -> None:
    """Nothing is locked, made or changed outside the journal."""
    outside = tmp_path / "outside"
    if name == STATE:
        outside.mkdir()
    else:
        outside.write_bytes(b"1")
        (root / STATE).mkdir()
    (root / name).symlink_to(outside)
    before = everything(outside)
    with pytest.raises((Refused, DiskError), match=STATE), locked(root, wait=0):
        pytest.fail("it was locked")
    assert before == everything(outside)


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC])
def test_a_disk_that_says_no(root: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """On a read-only disk the lock is what fails first, in the system's words. (row 43)"""
    monkeypatch.setattr(Path, "mkdir", refuse(number))
    words = rf"\.devjournal/lock: {os.strerror(number)}"
    with pytest.raises(DiskError, match=words), locked(root, wait=0):
        pytest.fail("it was locked")
    with reading(root):
        pass
