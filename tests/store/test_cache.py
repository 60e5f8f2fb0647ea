from __future__ import annotations

import datetime as dt
import marshal
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devjournal.journal.stored import Change
from devjournal.models.base import replace
from devjournal.models.growth import Goal
from devjournal.store import cache, commit, files, load, load_journal
from tests.store.written import HOUR, MOMENT, PutFile

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Problem

GOOD = 'title = "Rebuild slide 2"\nowner = "me"\ndue = 2026-11-19\n'
EVERYTHING = {
    "actions/a.toml": GOOD + '[[moves]]\nnow = 2026-11-19\nwas = 2026-11-12\nwhy = "ill"\n',
    "meetings/m-001.toml": 'relationship = "m"\nat = 2026-10-15T15:00:00+01:00\n',
    "meetings/m-002.toml": 'relationship = "m"\nat = 2026-10-15T15:00:00.250\n',
    "relationships/m.toml": (
        'person = "p"\nkind = "coach"\nmy_role = "equal"\ntime = 15:30:00\ntags = ["a"]\n'
        '[ask]\noutcomes = ["x"]\nsent_on = 2026-01-02\n[[measures]]\nname = "n"\n'
        "target = 0.12345678901234567890\n"
    ),
    "entries/e.toml": (
        'on = 2026-10-14\nkind = "win"\ntext = "t"\nvisibility = ["manager"]\n'
        '[[numbers]]\nmetric = "cost"\nbefore = 6.10\nafter = 6\n'
    ),
    "entries/f.toml": 'on = 2026-10-14\nkind = "setback"\ntext = "t"\nvisibility = "shared"\n',
    "journal.toml": (
        'schema = 1\nname = "Robin Vale"\n[settings]\nweek_starts = "sun"\nsince = 2026-10-14\n'
    ),
}
KINDS = ("action", "meeting", "relationship", "entry", "profile")

Warm = Callable[[], "Journal"]


@pytest.fixture
def cache_dir(tmp_path: Path) -> Path:
    """Return a folder for caches, not made yet."""
    return tmp_path / "caches" / "devjournal"


@pytest.fixture
def warm(root: Path, cache_dir: Path) -> Warm:
    """Return `warm()`: the journal, read an hour after all of it was written."""

    def load() -> Journal:
        latest = max(path.stat().st_ctime_ns for path in root.rglob("*"))
        return load_journal(root, cache_dir=cache_dir, clock=lambda: latest + HOUR)

    return load


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of files that were read and checked, as it grows."""
    names: list[str] = []
    really_read = load.read_record

    def note(root: Path, kind: str, name: str) -> Any:
        names.append(name)
        return really_read(root, kind, name)

    monkeypatch.setattr(load, "read_record", note)
    return names


def cache_file(cache_dir: Path) -> Path:
    """Return the one cache file of actions."""
    (file,) = cache_dir.glob("*/action.cache")
    return file


def test_only_what_changed_is_checked(put: PutFile, warm: Warm, checked: list[str]) -> None:
    """Unchanged files come back the same, digests and settings of any form too, and unread."""
    for path, text in EVERYTHING.items():
        put(path, text)
    first = {kind: dict(warm().all(kind)) for kind in KINDS}
    assert len(EVERYTHING) == len(checked)
    second = {kind: dict(warm().all(kind)) for kind in KINDS}
    assert (first, repr(first)) == (second, repr(second))
    assert "sun" == second["profile"]["journal"].record.settings.week_starts
    assert len(EVERYTHING) == len(checked)
    put("actions/a.toml", GOOD.replace("slide 2", "slide 3"))
    put("actions/d.toml", GOOD)
    for _ in range(2):
        assert ["a", "d"] == list(warm().all("action"))
    assert ["a.toml", "d.toml"] == sorted(checked[len(EVERYTHING) :])


def test_file_just_written_is_known_by_its_bytes(
    root: Path,
    put: PutFile,
    cache_dir: Path,
    checked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file that was read in the tick it was written in may change with the same stamp."""
    stamp = files.stamp_of(put("actions/a.toml", GOOD).stat())
    monkeypatch.setattr(files, "stamp_of", lambda _: stamp)

    def title(later: int) -> str:
        found = load_journal(root, cache_dir=cache_dir, clock=lambda: stamp[-1] + later)
        return str(found.all("action")["a"].record.title)

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
    a, b = (journal.all("action")[id_] for id_ in ("a", "b"))
    (meeting,) = journal.meetings
    moved = replace(meeting.record, at=dt.datetime(2026, 10, 16, 9, tzinfo=ZoneInfo("Asia/Tokyo")))
    changes = (
        Change("action", "a", a, replace(a.record, title="Rebuild slide 3")),
        Change("action", "b", b, None),
        Change("action", "c", None, a.record),
        Change("goal", "g", None, Goal(title="Lead", target=Decimal("6.10"))),
        Change("meeting", "n-001", meeting, moved),
    )
    commit(root, "changed", changes, at=MOMENT, cache_dir=cache_dir)
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
    written = put("actions/a.toml", GOOD).stat().st_ctime_ns
    stored = load_journal(root, cache_dir=cache_dir, clock=lambda: written + HOUR).all("action")[
        "a"
    ]
    honest = cache.look_at

    def look_late(file: Path) -> os.stat_result:
        file.write_text(GOOD.replace("slide 2", "slide 9"), encoding="utf-8")
        return honest(file)

    monkeypatch.setattr(cache, "look_at", look_late)
    change = Change("action", "a", stored, replace(stored.record, title="Rebuild slide 3"))
    commit(root, "changed", (change,), at=MOMENT, cache_dir=cache_dir)
    found = load_journal(root, cache_dir=cache_dir).all("action")["a"]
    assert "Rebuild slide 9" == found.record.title


def test_whole_seconds_are_a_coarse_clock(root: Path, put: PutFile, cache_dir: Path) -> None:
    """Where times are whole seconds, a file is trusted only two seconds later."""
    file = put("actions/a.toml", GOOD)
    ahead = (file.stat().st_ctime_ns // 10**9 + 100) * 10**9
    for mtime, trusted in ((ahead, False), (ahead + 1, True)):
        os.utime(file, ns=(mtime, mtime))
        load_journal(root, cache_dir=cache_dir, clock=lambda: ahead + 10**9).all("action")
        columns = marshal.loads(cache_file(cache_dir).read_bytes().partition(b"\n")[2])  # noqa: S302  # ours
        assert ([] if trusted else ["a"]) == cache.Columns(*columns).fresh


def test_cache_is_private_and_outside(
    root: Path, put: PutFile, cache_dir: Path, warm: Warm
) -> None:
    """Every folder made for it is its owner's alone whatever the umask; none is in the journal."""
    put("actions/a.toml", GOOD)
    before = sorted(root.rglob("*"))
    old = os.umask(0)
    try:
        warm().all("action")
    finally:
        os.umask(old)
    made = [cache_dir.parent, *cache_dir.parent.rglob("*")]
    assert {0o700, 0o600} == {path.stat().st_mode & 0o777 for path in made}
    files = {cache_file(cache_dir), cache_dir / "schemas.cache"}
    assert files == {path for path in made if path.is_file()}
    assert before == sorted(root.rglob("*"))


def test_written_only_when_something_changed(put: PutFile, cache_dir: Path, warm: Warm) -> None:
    """A read that learns nothing new leaves the cache file as it is."""
    file = put("actions/a.toml", GOOD)
    inodes = []
    for _ in range(3):
        warm().all("action")
        inodes.append(cache_file(cache_dir).stat().st_ino)
        if len(inodes) == 2:
            file.unlink()
    assert inodes[0] == inodes[1] != inodes[2]


def test_the_order_of_a_listing_is_no_matter(
    put: PutFile, warm: Warm, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system lists the same files in another order, none is checked again."""
    for name in "cab":
        put(f"actions/{name}.toml", GOOD)
    before = warm().all("action")
    listed = os.listdir
    for order in (sorted, lambda names: sorted(names, reverse=True)):
        monkeypatch.setattr(os, "listdir", lambda folder, order=order: order(listed(folder)))
        assert [*before.items()] == [*warm().all("action").items()]
    assert 3 == len(checked)


NEWER = (b"(%d," % cache.FORMAT, b"(%d," % (cache.FORMAT + 1))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"title", b"titel"),
        lambda data: data.replace(*NEWER, 1),
        lambda _: b"",
        lambda _: b"\xff\n[[[",
    ],
    ids=["cut", "another word", "newer", "empty", "no cache"],
)
@pytest.mark.parametrize("kept", ["*/action.cache", "schemas.cache"])
def test_spoilt_cache_is_no_cache(
    put: PutFile, cache_dir: Path, warm: Warm, spoil: Callable[[bytes], bytes], kept: str
) -> None:
    """What is damaged or newer is ignored without a word and made anew, and so are schemas."""
    written = put("actions/a.toml", GOOD)
    expected = warm().all("action")["a"]
    (file,) = cache_dir.glob(kept)
    whole = file.read_bytes()
    file.write_bytes(spoil(whole))
    if kept == "schemas.cache":
        cache.ready_validation.cache_clear()
        written.touch()
    assert expected == warm().all("action")["a"]
    assert whole == file.read_bytes()


def test_cache_belongs_to_one_journal_and_one_program(
    root: Path,
    put: PutFile,
    cache_dir: Path,
    warm: Warm,
    checked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In another place, or once the source of the records is another, all is checked again."""
    put("actions/a.toml", GOOD)
    warm().all("action")
    monkeypatch.setattr(cache, "source_version", lambda: 1)
    warm().all("action")
    copy = root.with_name("copy")
    root.rename(copy)
    load_journal(copy, cache_dir=cache_dir).all("action")
    assert 3 * ["a.toml"] == checked


def test_source_is_known_by_its_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A record module that changed makes another version."""
    (tmp_path / "models").mkdir()
    monkeypatch.setattr(cache, "_PACKAGE", tmp_path)
    versions = set()
    for text in ("a = 1\n", "a = 10\n"):
        (tmp_path / "models" / "action.py").write_text(text)
        cache.source_version.cache_clear()
        versions.add(cache.source_version())
    cache.source_version.cache_clear()
    assert 2 == len(versions)


@pytest.mark.parametrize("obstacle", ["file", "pipe"])
@pytest.mark.timeout(10)
def test_cache_that_can_not_be_written_is_no_matter(
    put: PutFile, cache_dir: Path, warm: Warm, obstacle: str
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
    assert "Rebuild slide 2" == warm().all("action")["a"].record.title


def test_all_of_it_is_forgotten_beside_a_writer(
    root: Path, put: PutFile, cache_dir: Path, warm: Warm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that goes between the listing and the removal ends nothing."""
    put("actions/a.toml", GOOD)
    warm().all("action")
    kept = cache_file(cache_dir)
    monkeypatch.setattr(Path, "iterdir", lambda _: iter([kept.with_name(".action.1.tmp"), kept]))
    cache.forget(cache_dir, root)
    assert not kept.exists()


def _a_folder(file: Path, _: Path) -> None:
    file.unlink()
    file.mkdir()


def _a_link_to_another(file: Path, other: Path) -> None:
    file.replace(other)
    file.symlink_to(other)


def _open_to_others(file: Path, _: Path) -> None:
    file.chmod(0o666)


def _a_folder_that_is_a_link_to_nothing(file: Path, other: Path) -> None:
    file.parent.replace(other)
    file.parent.symlink_to(other.with_name("nowhere"))


@pytest.mark.parametrize(
    "spoil", [_a_folder, _a_link_to_another, _open_to_others, _a_folder_that_is_a_link_to_nothing]
)
def test_a_cache_that_others_may_have_written_is_none(
    tmp_path: Path,
    root: Path,
    put: PutFile,
    cache_dir: Path,
    warm: Warm,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path, Path], None],
) -> None:
    """A link, a folder, or a file that others may write is never read, and nobody is told."""
    put("actions/a.toml", GOOD)
    expected = warm().all("action")
    spoil(cache_file(cache_dir), tmp_path / "other")

    really_load = marshal.loads

    def never(data: bytes) -> Any:
        found = really_load(data)
        if isinstance(found, tuple):
            pytest.fail("a cache was read that may be another's")
        return found

    monkeypatch.setattr("devjournal.store.cache.marshal.loads", never)
    found = load_journal(root, cache_dir=cache_dir)
    assert list(expected) == list(found.all("action"))
    assert () == tuple(found.problems(["action"]))


# Whatever is done to the files: the answer is that of a cold load


TICK = 0.012
"""Seconds in which a file system's clock moves on; `cache` waits for it by itself, where no
test says that an hour has passed."""
TEXTS = (*(f'title = "Slide {word}"\nowner = "me"\n' for word in "123"), "title = ", "")
"""Files of the same length, a broken one and an empty one."""


WAYS = {
    "echo and some editors: the inode stays": 'printf %s "$TEXT" >$F',
    "rsync -t and touch -r: the old time is back": """
        touch -r $F .time; printf %s "$TEXT" >$F; touch -r .time $F; rm .time""",
    "vim, git and sync tools: written beside and renamed over; the time may be an old one": """
        printf %s "$TEXT" >.new; touch -t 200109090146 .new; mv .new $F""",
    "a restore: replaced by another file with the very time of the first": """
        printf %s "$TEXT" >.new; touch -r $F .new; mv .new $F""",
    "emacs: renamed to a backup and written anew": 'mv $F $F~; printf %s "$TEXT" >$F',
    "deleted": "rm $F",
    "renamed": "mv $F $G",
    "swapped: all inodes, sizes and times are there": "mv $F .old; mv $G $F; mv .old $G",
    "copied with its times": "cp -p $F $G || :",
    "one file of two names: writing over either changes both": "ln -f $F $G || :",
    "cut off, as a full disk does": "head -c 5 $F >.new; cat .new >$F; rm .new",
    "touched": "touch $F",
    "a link to a file that changes without it": """
        printf %s "$TEXT" >../kept.toml; ln -sf ../kept.toml $F""",
    "the whole folder restored with its times": """
        cp -pR . ../copied; rm -r ../actions; mv ../copied ../actions""",
    "the cache cut": "for C in $CACHE; do head -c 99 $C >.new; cat .new >$C; done; rm .new",
    "the cache written over": "for C in $CACHE; do echo Slyde >>$C; done",
    "the cache gone": "rm -f $CACHE",
}
"""What is done to a file F, as shells and other programs do it; G is another name, or file."""

Steps = list[tuple[str, list[str], str, bool]]
"""What is done, the name of its file and another's, a text, and whether somebody reads then."""

STEPS = st.lists(
    st.tuples(
        st.sampled_from(tuple(WAYS)), st.permutations("abc"), st.sampled_from(TEXTS), st.booleans()
    ),
    min_size=1,
    max_size=12,
)


def hold(steps: Steps) -> None:
    """Do it all to a fresh journal, and compare after what says so."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "journal")
        (root / "actions").mkdir(parents=True)
        for name in "ab":
            (root / "actions" / f"{name}.toml").write_text(TEXTS[0])

        def load(cache_dir: Path | None) -> tuple[dict[str, Any], tuple[Problem, ...]]:
            journal = load_journal(root, cache_dir=cache_dir, clock=lambda: time.time_ns() + HOUR)
            found = {id_: one.record for id_, one in journal.all("action").items()}
            return found, tuple(journal.problems(["action"]))

        def compare() -> None:
            assert load(None) == load(Path(folder, "cache"))
            time.sleep(TICK)

        compare()
        for way, names, text, looks in steps:
            files = [f"{name}.toml" for name in names]
            is_there = (root / "actions" / files[0]).exists()
            environ = {"F": files[0], "G": files[1], "TEXT": text, "CACHE": f"{folder}/cache/*/*"}
            command = WAYS[way] if is_there else 'printf %s "$TEXT" >$F'
            subprocess.run(  # noqa: S602  # it is what a shell does that is tried
                command, shell=True, cwd=root / "actions", env=os.environ | environ, check=False
            )
            if looks:
                compare()
        compare()


@given(STEPS)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_the_answer_is_that_of_a_cold_load(steps: Steps) -> None:
    """Whatever is done to the files between two runs, the second finds what is there."""
    hold(steps)


@pytest.mark.slow
@pytest.mark.timeout(600)
@given(STEPS)
@settings(max_examples=600, suppress_health_check=list(HealthCheck))
def test_the_answer_is_that_of_a_cold_load_often(steps: Steps) -> None:
    """The same, many times over."""
    hold(steps)


def test_a_cache_that_trusts_too_much_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache that compares sizes and times alone gives an old answer, and this test sees it."""
    monkeypatch.setattr(files, "stamp_of", lambda found: (0, found.st_size, found.st_mtime_ns, 0))
    with pytest.raises(AssertionError):
        hold([("rsync -t and touch -r: the old time is back", ["a", "b", "c"], TEXTS[1], True)])


def test_a_file_system_with_one_time_for_a_file(
    put: PutFile, warm: Warm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where ctime follows mtime, and that is set back, the bytes tell that a file has changed."""

    def with_one_time(at: os.stat_result) -> files.Stamp:
        return at.st_ino, at.st_size, at.st_mtime_ns, at.st_mtime_ns

    monkeypatch.setattr(cache, "stamp_of", with_one_time)
    monkeypatch.setattr(files, "stamp_of", with_one_time)
    file = put("actions/a.toml", GOOD)
    at = file.stat()
    assert "Rebuild slide 2" == warm().all("action")["a"].record.title
    file.write_text(GOOD.replace("slide 2", "slide 3"), encoding="utf-8")
    os.utime(file, ns=(at.st_atime_ns, at.st_mtime_ns))
    assert "Rebuild slide 3" == warm().all("action")["a"].record.title


def test_a_folder_on_a_file_system_of_its_own(
    put: PutFile, warm: Warm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether ctime tells is asked of where the files are: a kind's folder may be mounted there."""

    def with_one_time(at: os.stat_result) -> files.Stamp:
        return at.st_ino, at.st_size, at.st_mtime_ns, at.st_mtime_ns

    def mounted(place: Path, **how: Any) -> os.stat_result:
        found = really(place, **how)
        device = found.st_dev + (place.name == "actions")
        times = {"st_ctime_ns": found.st_ctime_ns}
        return os.stat_result((*found[:2], device, *found[3:10]), times)

    really = Path.stat
    file = put("actions/a.toml", GOOD)
    at = file.stat()
    monkeypatch.setattr(Path, "stat", mounted)
    monkeypatch.setattr(files, "stamp_of", with_one_time)
    assert "Rebuild slide 2" == warm().all("action")["a"].record.title
    file.write_text(GOOD.replace("slide 2", "slide 3"), encoding="utf-8")
    os.utime(file, ns=(at.st_atime_ns, at.st_mtime_ns))
    assert "Rebuild slide 3" == warm().all("action")["a"].record.title
