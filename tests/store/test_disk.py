from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from devjournal.store import disk
from devjournal.store.disk import make_folder, put, put_in_place, remove, sync_folder, write_new
from devjournal.store.files import why
from tests.store.written import refuse

SYNCED = pytest.mark.skipif(sys.platform == "win32", reason="Windows syncs no folder")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file that others may read."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"old")
    path.chmod(0o666)
    return path


def test_a_link_is_replaced_not_followed(file: Path) -> None:
    """What a link leads to keeps its bytes; a new file takes no one's place, a link's neither."""
    link = file.with_name("link")
    link.symlink_to(file)
    for there in (file, link):
        with pytest.raises(FileExistsError):
            write_new(there, b"new")
    put(link, b"new")
    assert [b"old", b"new"] == [file.read_bytes(), link.read_bytes()]
    assert not link.is_symlink()


def test_all_bytes_are_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the system takes them in parts, and into a file that is its owner's alone."""
    really = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: really(handle, data[:3]))
    put(file, b"0123456789")
    assert b"0123456789" == file.read_bytes()
    assert 0o600 == file.stat().st_mode & 0o777


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
    handles = []
    for _ in range(3):
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            sync_folder(tmp_path)
        handles.append(os.dup(0))
        os.close(handles[-1])
    assert 1 == len(set(handles))


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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other owners")
@pytest.mark.parametrize(
    ("owners", "told"),
    [
        ({"a.toml": 0}, "it belongs to root, not to you; to have it back: sudo chown -R {me} {at}"),
        ({"a.toml": 0, "j": 0}, None),
        ({}, None),
    ],
    ids=["another's in a folder of mine", "another's folder", "mine"],
)
def test_what_root_wrote_is_told_with_what_gives_it_back(
    file: Path, monkeypatch: pytest.MonkeyPatch, owners: dict[str, int], told: str | None
) -> None:
    """A file in a folder of mine; never a folder of the system's, which no one should give away."""
    at, me = file.parent / "j" / file.name, 54321
    monkeypatch.setattr(os, "geteuid", lambda: me)
    monkeypatch.setattr(
        Path, "lstat", lambda self: SimpleNamespace(st_uid=owners.get(self.name, me))
    )
    error = PermissionError(errno.EACCES, "Permission denied", str(at))
    words = ["Permission denied", *([told.format(me=me, at=at)] if told else [])]
    assert ": ".join(words) == why(error)
