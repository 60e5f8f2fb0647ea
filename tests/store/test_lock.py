from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from devjournal.store.files import locked, reading, release_read_lock, take_read_lock
from tests.store.written import STATE, G, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the other process locks as POSIX")

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
    """Also by who fails; the file stays, so that no two lock two files, and is hidden from git."""
    with pytest.raises(ZeroDivisionError), locked(root, wait=0):
        raise ZeroDivisionError
    inode, ignore = (root / STATE / "lock").stat().st_ino, root / STATE / ".gitignore"
    assert b"*\n" == ignore.read_bytes()
    ignore.write_bytes(b"mine")
    with locked(root, wait=0):
        assert inode == (root / STATE / "lock").stat().st_ino
        assert b"mine" == ignore.read_bytes()


def test_one_of_several_names_is_not_written_to(root: Path, tmp_path: Path) -> None:
    """A journal that was received must not have a file elsewhere written over."""
    outside = tmp_path / "outside"
    outside.write_bytes(b"somebody's")
    (root / STATE).mkdir()
    (root / STATE / "lock").hardlink_to(outside)
    write(root, {G: b"G"})
    assert b"somebody's" == outside.read_bytes()
