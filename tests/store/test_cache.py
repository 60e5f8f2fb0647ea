from __future__ import annotations

import datetime as dt
import marshal
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from devjournal.journal.stored import Change
from devjournal.models.base import replace
from devjournal.models.growth import Goal
from devjournal.store import cache, commit, load, load_journal, read_record

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored

PutFile = Callable[[str, str | bytes], Path]

HOUR = 3600 * 10**9
NOW = dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC)
GOOD = 'title = "Rebuild slide 2"\nowner = "me"\ndue = 2026-11-19\n'
EVERYTHING = {
    "actions/a.toml": GOOD + '[[moves]]\nnow = 2026-11-19\nwas = 2026-11-12\nwhy = "ill"\n',
    "meetings/m-001.toml": 'relationship = "m"\nat = 2026-10-15T15:00:00+01:00\n',
    "meetings/m-002.toml": 'relationship = "m"\nat = 2026-10-15T15:00:00.250\n',
    "relationships/m.toml": (
        'person = "p"\nkind = "coach"\nmy_role = "equal"\ntime = 15:30:00\ntags = ["a"]\n'
        '[ask]\noutcomes = ["x"]\nsent_on = 2026-01-02\n[[measures]]\nname = "n"\ntarget = 2\n'
    ),
    "entries/e.toml": (
        'on = 2026-10-14\nkind = "win"\ntext = "t"\nvisibility = ["manager"]\n'
        '[[numbers]]\nmetric = "cost"\nbefore = 6.1\nafter = 6\n'
    ),
    "entries/f.toml": 'on = 2026-10-14\nkind = "setback"\ntext = "t"\nvisibility = "shared"\n',
}


def at(time: int) -> Callable[[], int]:
    """Return a clock that stands still."""
    return lambda: time


@pytest.fixture
def cache_dir(tmp_path: Path) -> Path:
    """Return a folder for caches, not made yet."""
    return tmp_path / "caches" / "devjournal"


@pytest.fixture
def warm(root: Path, cache_dir: Path) -> Callable[..., Journal]:
    """Return `warm()`: the journal, read an hour after all of it was written."""

    def load() -> Journal:
        latest = max(path.stat().st_ctime_ns for path in root.rglob("*"))
        return load_journal(root, cache_dir=cache_dir, clock=at(latest + HOUR))

    return load


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of files that were read and checked, as it grows."""
    names: list[str] = []
    really_read = read_record.read_record

    def note(root: Path, kind: str, name: str, id_: str) -> Any:
        names.append(name)
        return really_read(root, kind, name, id_)

    monkeypatch.setattr(read_record, "read_record", note)
    return names


def action(journal: Journal, id_: str = "a") -> Stored[Any]:
    """Return an action of a journal."""
    return journal.all("action")[id_]


def cache_file(cache_dir: Path, kind: str = "action") -> Path:
    """Return the one cache file of a kind."""
    (file,) = cache_dir.glob(f"*/{kind}.cache")
    return file


def test_unchanged_files_are_not_checked_again(
    put: PutFile, warm: Callable[[], Journal], checked: list[str]
) -> None:
    """The second read gives the same records, digests and all, and reads no file."""
    for path, text in EVERYTHING.items():
        put(path, text)
    kinds = ("action", "meeting", "relationship", "entry", "profile")
    first = {kind: dict(warm().all(kind)) for kind in kinds}
    assert len(EVERYTHING) + 1 == len(checked)
    second = {kind: dict(warm().all(kind)) for kind in kinds}
    assert first == second
    assert repr(first) == repr(second)
    assert len(EVERYTHING) + 1 == len(checked)


def test_only_what_changed_is_checked(
    put: PutFile, warm: Callable[[], Journal], checked: list[str]
) -> None:
    """A changed file, a new one and one that is gone are seen, and the others left alone."""
    for id_ in ("a", "b", "c"):
        put(f"actions/{id_}.toml", GOOD)
    warm().all("action")
    checked.clear()
    put("actions/a.toml", GOOD.replace("slide 2", "slide 3"))
    put("actions/b.toml", GOOD).unlink()
    put("actions/d.toml", GOOD)
    found = warm().all("action")
    assert ["a", "c", "d"] == list(found)
    assert "Rebuild slide 3" == found["a"].record.title
    assert ["a.toml", "d.toml"] == sorted(checked)
    assert list(found) == list(warm().all("action"))
    assert 2 == len(checked)


def test_file_just_written_is_known_by_its_bytes(
    root: Path,
    put: PutFile,
    cache_dir: Path,
    checked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file that was read in the tick it was written in may change with the same stamp."""
    stamp = cache.stamp_of(put("actions/a.toml", GOOD).stat())
    monkeypatch.setattr(load, "stamp_of", lambda _: stamp)

    def title(later: int) -> str:
        found = load_journal(root, cache_dir=cache_dir, clock=at(stamp[-1] + later))
        return str(action(found).record.title)

    assert ["Rebuild slide 2"] * 2 == [title(0), title(0)]
    put("actions/a.toml", GOOD.replace("slide 2", "slide 3"))
    assert ["Rebuild slide 3"] * 2 == [title(0), title(HOUR)]
    assert ["a.toml"] * 2 == checked
    put("actions/a.toml", GOOD.replace("slide 2", "slide 4"))
    assert "Rebuild slide 3" == title(HOUR), "an hour later no tick is the same"


@pytest.mark.parametrize("warm_first", [True, False])
def test_what_a_commit_writes_is_known(
    root: Path, put: PutFile, cache_dir: Path, checked: list[str], *, warm_first: bool
) -> None:
    """The read after a write checks nothing again, and finds what a read without a cache does."""
    put("meetings/m-001.toml", 'relationship = "m"\nat = 2026-10-15T15:00:00\n')
    for id_ in ("a", "b"):
        put(f"actions/{id_}.toml", f"# mine\n{GOOD}")
    journal = load_journal(root, cache_dir=cache_dir if warm_first else None)
    a, b = (action(journal, id_) for id_ in ("a", "b"))
    (meeting,) = journal.meetings
    moved = replace(meeting.record, at=dt.datetime(2026, 10, 16, 9, tzinfo=ZoneInfo("Asia/Tokyo")))
    changes = (
        Change("action", "a", a, replace(a.record, title="Rebuild slide 3")),
        Change("action", "b", b, None),
        Change("action", "c", None, a.record),
        Change("goal", "g", None, Goal(title="Lead", target=7)),
        Change("meeting", "n-001", meeting, moved),
    )
    commit(root, "changed", changes, at=NOW, cache_dir=cache_dir)
    cold = load_journal(root, cache_dir=None)
    expected = {kind: dict(cold.all(kind)) for kind in ("action", "goal", "meeting")}
    checked.clear()
    found = load_journal(root, cache_dir=cache_dir)
    assert repr(expected) == repr({kind: dict(found.all(kind)) for kind in expected})
    assert [] == checked


def test_a_file_changed_right_after_a_commit_is_seen(
    root: Path, put: PutFile, cache_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What somebody writes between a commit and its note in the cache is what is read."""
    long_ago = at(put("actions/a.toml", GOOD).stat().st_ctime_ns + HOUR)
    stored = action(load_journal(root, cache_dir=cache_dir, clock=long_ago))
    honest = cache.look_at

    def look_late(file: Path) -> os.stat_result:
        file.write_text(GOOD.replace("slide 2", "slide 9"), encoding="utf-8")
        return honest(file)

    monkeypatch.setattr(cache, "look_at", look_late)
    change = Change("action", "a", stored, replace(stored.record, title="Rebuild slide 3"))
    commit(root, "changed", (change,), at=NOW, cache_dir=cache_dir)
    assert "Rebuild slide 9" == action(load_journal(root, cache_dir=cache_dir)).record.title


def test_whole_seconds_are_a_coarse_clock(root: Path, put: PutFile, cache_dir: Path) -> None:
    """Where times are whole seconds, a file is trusted only two seconds later."""
    file = put("actions/a.toml", GOOD)
    ahead = (file.stat().st_ctime_ns // 10**9 + 100) * 10**9
    for mtime, trusted in ((ahead, False), (ahead + 1, True)):
        os.utime(file, ns=(mtime, mtime))
        load_journal(root, cache_dir=cache_dir, clock=at(ahead + 10**9)).all("action")
        columns = marshal.loads(cache_file(cache_dir).read_bytes().partition(b"\n")[2])  # noqa: S302  # ours
        assert ([] if trusted else ["a"]) == cache.Columns(*columns).fresh


def test_cache_is_private_and_outside(
    root: Path, put: PutFile, cache_dir: Path, warm: Callable[[], Journal]
) -> None:
    """The cache is its owner's alone whatever the umask, and nothing of it in the journal."""
    put("actions/a.toml", GOOD)
    before = sorted(root.rglob("*"))
    old = os.umask(0)
    try:
        warm().all("action")
    finally:
        os.umask(old)
    file = cache_file(cache_dir)
    modes = [path.stat().st_mode & 0o777 for path in (file, file.parent, cache_dir)]
    assert [0o600, 0o700, 0o700] == modes
    assert [file] == list(file.parent.iterdir())
    assert before == sorted(root.rglob("*"))


def test_written_only_when_something_changed(
    put: PutFile, cache_dir: Path, warm: Callable[[], Journal]
) -> None:
    """A read that learns nothing new leaves the cache file as it is."""
    file = put("actions/a.toml", GOOD)
    warm().all("action")
    inode = cache_file(cache_dir).stat().st_ino
    warm().all("action")
    assert inode == cache_file(cache_dir).stat().st_ino
    file.unlink()
    warm().all("action")
    assert inode != cache_file(cache_dir).stat().st_ino


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _another_word(data: bytes) -> bytes:
    return data.replace(b"Rebuild slide 2", b"Rebuild slide 9")


def _another_version(data: bytes) -> bytes:
    head, _, body = data.partition(b"\n")
    newer = head.replace(b"(%d," % cache.FORMAT, b"(%d," % (cache.FORMAT + 1), 1)
    return newer + b"\n" + body


def _nothing(_: bytes) -> bytes:
    return b""


def _no_cache(_: bytes) -> bytes:
    return b"\xff\n[[["


@pytest.mark.parametrize("spoil", [_cut, _another_word, _another_version, _nothing, _no_cache])
def test_spoilt_cache_is_no_cache(
    put: PutFile, cache_dir: Path, warm: Callable[[], Journal], spoil: Callable[[bytes], bytes]
) -> None:
    """A damaged or newer cache is ignored without a word, and written anew."""
    put("actions/a.toml", GOOD)
    expected = action(warm())
    file = cache_file(cache_dir)
    whole = file.read_bytes()
    file.write_bytes(spoil(whole))
    assert expected == action(warm())
    assert whole == file.read_bytes()


def test_cache_of_another_journal_is_no_cache(
    root: Path, put: PutFile, cache_dir: Path, warm: Callable[[], Journal], checked: list[str]
) -> None:
    """A journal in another place, its inodes and times the same, has a cache of its own."""
    put("actions/a.toml", GOOD)
    warm().all("action")
    copy = root.with_name("copy")
    root.rename(copy)
    load_journal(copy, cache_dir=cache_dir).all("action")
    assert ["a.toml", "a.toml"] == checked


def test_other_record_classes_drop_the_cache(
    put: PutFile, warm: Callable[[], Journal], checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the source of the records is another, everything is checked again."""
    put("actions/a.toml", GOOD)
    warm().all("action")
    monkeypatch.setattr(cache, "source_version", at(1))
    warm().all("action")
    assert ["a.toml", "a.toml"] == checked


def test_source_is_known_by_its_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A record module that changed makes another version."""
    for folder in ("models", "models/entry", "models/validation"):
        (tmp_path / folder).mkdir()
    module = tmp_path / "models" / "action.py"
    module.write_text("a = 1\n", encoding="utf-8")
    monkeypatch.setattr(cache, "_PACKAGE", tmp_path)
    cache.source_version.cache_clear()
    one = cache.source_version()
    module.write_text("a = 10\n", encoding="utf-8")
    cache.source_version.cache_clear()
    assert one != cache.source_version()
    cache.source_version.cache_clear()


@pytest.mark.parametrize("obstacle", ["file", "pipe"])
@pytest.mark.timeout(10)
def test_cache_that_can_not_be_written_is_no_matter(
    put: PutFile, cache_dir: Path, warm: Callable[[], Journal], obstacle: str
) -> None:
    """Where no cache can be, reading works all the same, and quietly."""
    put("actions/a.toml", GOOD)
    if obstacle == "file":
        cache_dir.parent.mkdir()
        cache_dir.touch()
    else:
        warm().all("action")
        file = cache_file(cache_dir)
        file.unlink()
        os.mkfifo(file)
    assert "Rebuild slide 2" == action(warm()).record.title


def test_settings_come_back_as_they_were(put: PutFile, warm: Callable[[], Journal]) -> None:
    """Data of any form comes back the same, a list and a day in it too."""
    for settings in ('days = ["mon", "tue"]', "since = 2026-10-14"):
        put("journal.toml", f'schema = 1\nname = "Robin Vale"\n[settings]\n{settings}\n')
        first, second = (warm().all("profile")["journal"] for _ in range(2))
        assert first == second
    assert {"since": dt.date(2026, 10, 14)} == first.record.settings


def test_all_of_it_is_forgotten_beside_a_writer(
    root: Path,
    put: PutFile,
    cache_dir: Path,
    warm: Callable[[], Journal],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file that goes between the listing and the removal ends nothing."""
    put("actions/a.toml", GOOD)
    warm().all("action")
    kept = cache_file(cache_dir)
    gone = kept.with_name(".action.1.tmp")
    monkeypatch.setattr(Path, "iterdir", lambda _: iter([gone, kept]))
    cache.forget(cache_dir, root)
    assert not kept.exists()
