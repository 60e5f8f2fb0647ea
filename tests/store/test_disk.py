from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from devjournal.store import disk
from devjournal.store.disk import (
    make_folder,
    put,
    put_in_place,
    remove,
    sweep,
    sync_folder,
    write_new,
)
from tests.store.written import TEMPORARY, refuse

SYNCED = pytest.mark.skipif(sys.platform == "win32", reason="Windows syncs no folder")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file that others may read."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"old")
    path.chmod(0o666)
    return path


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """Set the mask under which files are made."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    """Return who may do what with a file."""
    return path.stat().st_mode & 0o777


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.usefixtures("umask")
def test_all_is_its_owners_alone(tmp_path: Path, file: Path) -> None:
    """New folders, those above them, new files, and a file that was open to others."""
    make_folder(tmp_path / "x" / "y")
    write_new(tmp_path / "x" / "y" / "new", b"new")
    put(file, b"new")
    made = [tmp_path / "x", tmp_path / "x" / "y", tmp_path / "x" / "y" / "new", file]
    assert [0o700, 0o700, 0o600, 0o600] == [mode(path) for path in made]


def test_a_new_file_takes_no_ones_place(file: Path) -> None:
    """Neither that of a file nor that of a link."""
    link = file.with_name("link")
    link.symlink_to(file.with_name("nowhere"))
    for there in (file, link):
        with pytest.raises(FileExistsError):
            write_new(there, b"new")
    assert b"old" == file.read_bytes()
    assert not file.with_name("nowhere").exists()


def test_a_link_is_replaced_not_followed(file: Path) -> None:
    """What a link leads to keeps its bytes."""
    link = file.with_name("link")
    link.symlink_to(file)
    put(link, b"new")
    assert [b"old", b"new"] == [file.read_bytes(), link.read_bytes()]
    assert not link.is_symlink()


def test_all_bytes_are_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the system takes them in parts."""
    really = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: really(handle, data[:3]))
    put(file, b"0123456789")
    assert b"0123456789" == file.read_bytes()


def test_what_a_crash_left_is_swept(file: Path) -> None:
    """The temporary file of a process that was killed, of earlier versions too."""
    for name in (TEMPORARY, ".devjournal.tmp"):
        file.with_name(name).write_bytes(b"half")
    sweep(file.parent)
    sweep(file.parent)
    assert [file] == list(file.parent.iterdir())


@SYNCED
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EBADF])
def test_a_folder_that_can_not_be_synced_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Some file systems have no such call for folders."""
    monkeypatch.setattr(os, "fsync", refuse(number))
    sync_folder(tmp_path)
    make_folder(tmp_path / "x")
    with pytest.raises(OSError, match=os.strerror(number)):
        put(tmp_path / "a", b"of a file's bytes it is")


@SYNCED
def test_a_folder_whose_sync_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is broken is not taken for one that has no such call; no handle is lost."""
    monkeypatch.setattr(os, "fsync", refuse(errno.EIO))
    free = os.dup(0)
    os.close(free)
    for _ in range(3):
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            sync_folder(tmp_path)
    again = os.dup(0)
    os.close(again)
    assert free == again


@pytest.mark.parametrize(
    ("name", "act"),
    [("replace", lambda file: put_in_place(file, file.with_name("b.toml"))), ("unlink", remove)],
    ids=["replace", "unlink"],
)
def test_a_reader_is_waited_for_on_windows(
    file: Path, monkeypatch: pytest.MonkeyPatch, name: str, act: Callable[[Path], None]
) -> None:
    """Who reads a file keeps it from being replaced or removed there, for a moment."""
    really = getattr(Path, name)
    tries = []

    def busy_twice(path: Path, *others: Path) -> object:
        tries.append(path)
        if len(tries) < 3:
            refuse(errno.EACCES)()
        return really(path, *others)

    monkeypatch.setattr(disk, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(Path, name, busy_twice)
    act(file)
    assert 3 == len(tries)
    assert not file.exists()
