from __future__ import annotations

import contextlib
import dataclasses
import marshal
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devjournal.store import load, load_journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from devjournal.journal.stored import Problem

HOUR = 3600 * 10**9
TICK = 0.012
"""Seconds in which a file system's clock moves on; `cache` waits for it by itself, where no
test says that an hour has passed."""
NAMES = ("a", "b", "c")
TEXTS = (*(f'title = "Slide {word}"\nowner = "me"\n' for word in "123"), "title = ", "")
"""Files of the same length, a broken one and an empty one."""


@dataclasses.dataclass(frozen=True)
class Journal:
    """A journal that editors, git and sync tools work on, and its cache."""

    root: Path
    cache_dir: Path

    def file(self, name: str) -> Path:
        """Return an action's file."""
        return self.root / "actions" / f"{name}.toml"

    def load(self, *, cold: bool = False) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        """Return the actions as a run of the program finds them, an hour from now."""
        cache_dir = None if cold else self.cache_dir
        journal = load_journal(self.root, cache_dir=cache_dir, clock=lambda: time.time_ns() + HOUR)
        found = {id_: one.record for id_, one in journal.all("action").items()}
        return found, tuple(journal.problems(["action"]))


@pytest.fixture(scope="module")
def base() -> Iterator[Path]:
    """Return a folder for many journals."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def write_over(journal: Journal, name: str, text: str, _: str) -> None:
    """Open and write, as `echo >` and some editors do: the inode stays."""
    journal.file(name).write_text(text, encoding="utf-8")


def write_with_old_times(journal: Journal, name: str, text: str, _: str) -> None:
    """Write over, then set the old time back, as rsync -t and touch -r do."""
    file = journal.file(name)
    old = file.stat() if file.exists() else None
    file.write_text(text, encoding="utf-8")
    if old:
        os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))


def replace(journal: Journal, name: str, text: str, _: str) -> None:
    """Write beside and rename over, as vim, git and sync tools do; the time may be an old one."""
    beside = journal.file(f".{name}.tmp")
    beside.write_text(text, encoding="utf-8")
    os.utime(beside, ns=(10**18, 10**18))
    beside.replace(journal.file(name))


def replace_keeping_the_time(journal: Journal, name: str, text: str, _: str) -> None:
    """Replace by another file with the very time of the first, as a restore does."""
    file = journal.file(name)
    if file.exists():
        old = file.stat()
        beside = journal.file(f".{name}.tmp")
        beside.write_text(text, encoding="utf-8")
        os.utime(beside, ns=(old.st_atime_ns, old.st_mtime_ns))
        beside.replace(file)


def keep_a_backup(journal: Journal, name: str, text: str, _: str) -> None:
    """Rename to a backup and write anew, as emacs does."""
    if journal.file(name).exists():
        journal.file(name).replace(journal.root / "actions" / f"{name}.toml~")
    journal.file(name).write_text(text, encoding="utf-8")


def delete(journal: Journal, name: str, _: str, __: str) -> None:
    """Remove it."""
    journal.file(name).unlink(missing_ok=True)


def rename(journal: Journal, name: str, _: str, other: str) -> None:
    """Give it another's name."""
    if journal.file(name).exists():
        journal.file(name).replace(journal.file(other))


def swap(journal: Journal, name: str, _: str, other: str) -> None:
    """Let two files change their names: all inodes, sizes and times are there as before."""
    if journal.file(name).exists() and journal.file(other).exists() and name != other:
        between = journal.file(".swap")
        journal.file(name).replace(between)
        journal.file(other).replace(journal.file(name))
        between.replace(journal.file(other))


def copy(journal: Journal, name: str, _: str, other: str) -> None:
    """Copy it with its times, as cp -p does."""
    if journal.file(name).exists() and name != other:
        with contextlib.suppress(shutil.SameFileError):
            shutil.copy2(journal.file(name), journal.file(other))


def hard_link(journal: Journal, name: str, _: str, other: str) -> None:
    """Let another name be the same file: writing over either changes both."""
    if journal.file(name).exists() and name != other:
        journal.file(other).unlink(missing_ok=True)
        os.link(journal.file(name), journal.file(other))


def truncate(journal: Journal, name: str, _: str, __: str) -> None:
    """Cut it off, as a full disk does."""
    if journal.file(name).exists():
        os.truncate(journal.file(name), 5)


def touch(journal: Journal, name: str, _: str, __: str) -> None:
    """Change its time alone."""
    if journal.file(name).exists():
        os.utime(journal.file(name))


def put_a_link(journal: Journal, name: str, text: str, _: str) -> None:
    """Put a link in its place, to a file that changes without it."""
    (journal.root / "kept.toml").write_text(text, encoding="utf-8")
    journal.file(name).unlink(missing_ok=True)
    journal.file(name).symlink_to("../kept.toml")


def move_the_folder(journal: Journal, _: str, __: str, ___: str) -> None:
    """Copy the whole folder with its times and put it in its own place, as a restore does."""
    copied = journal.root / "copied"
    shutil.copytree(journal.root / "actions", copied, symlinks=True)
    shutil.rmtree(journal.root / "actions")
    copied.replace(journal.root / "actions")


def spoil_the_cache(journal: Journal, name: str, text: str, _: str) -> None:
    """Damage what the cache keeps: cut, written over, or gone."""
    for file in journal.cache_dir.rglob("*.cache"):
        data = file.read_bytes()
        how = {"a": data[: len(data) // 2], "b": data.replace(b"Slide", b"Slyde"), "c": b""}[name]
        if text:
            file.write_bytes(how)
        else:
            file.unlink()


OPERATIONS: tuple[Callable[[Journal, str, str, str], None], ...] = (
    *(write_over, write_with_old_times, replace, replace_keeping_the_time, keep_a_backup),
    *(delete, rename, swap, copy, hard_link, truncate, touch, put_a_link, move_the_folder),
    spoil_the_cache,
)

STEPS = st.lists(
    st.tuples(
        st.sampled_from(OPERATIONS),
        st.sampled_from(NAMES),
        st.sampled_from(TEXTS),
        st.sampled_from(NAMES),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@given(STEPS)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_the_answer_is_that_of_a_cold_load(base: Path, steps: list[tuple[Any, ...]]) -> None:
    """Whatever is done to the files between two runs, the second finds what is there."""
    hold(base, steps)


@pytest.mark.slow
@pytest.mark.timeout(600)
@given(STEPS)
@settings(max_examples=600, suppress_health_check=list(HealthCheck))
def test_the_answer_is_that_of_a_cold_load_often(base: Path, steps: list[tuple[Any, ...]]) -> None:
    """The same, many times over."""
    hold(base, steps)


def hold(base: Path, steps: list[tuple[Any, ...]]) -> None:
    """Carry out steps on a fresh journal, and compare after those that say so."""
    with tempfile.TemporaryDirectory(dir=base) as folder:
        journal = Journal(Path(folder) / "journal", Path(folder) / "cache")
        (journal.root / "actions").mkdir(parents=True)
        for name in NAMES[:2]:
            journal.file(name).write_text(TEXTS[0], encoding="utf-8")
        journal.load()
        time.sleep(TICK)
        for operation, name, text, other, looks in steps:
            operation(journal, name, text, other)
            if looks:
                assert journal.load(cold=True) == journal.load()
                time.sleep(TICK)
        assert journal.load(cold=True) == journal.load()


def test_a_cache_that_trusts_too_much_is_caught(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache that compares sizes and times alone gives an old answer, and this test sees it."""
    monkeypatch.setattr(load, "stamp_of", lambda found: (0, found.st_size, found.st_mtime_ns, 0))
    with pytest.raises(AssertionError):
        hold(base, [(write_with_old_times, "a", TEXTS[1], "a", True)])


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
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path, Path], None]
) -> None:
    """A link, a folder, or a file that others may write is never read, and nobody is told."""
    journal = Journal(tmp_path / "journal", tmp_path / "cache")
    (journal.root / "actions").mkdir(parents=True)
    journal.file("a").write_text(TEXTS[0], encoding="utf-8")
    expected = journal.load()
    (file,) = journal.cache_dir.rglob("*.cache")
    spoil(file, tmp_path / "other")

    really_load = marshal.loads

    def never(data: bytes) -> Any:
        found = really_load(data)
        if isinstance(found, tuple):
            pytest.fail("a cache was read that may be another's")
        return found

    monkeypatch.setattr("devjournal.store.cache.marshal.loads", never)
    found = load_journal(journal.root, cache_dir=journal.cache_dir)
    assert list(expected[0]) == list(found.all("action"))
    assert () == tuple(found.problems(["action"]))


def test_the_folders_of_a_cache_are_its_owners(tmp_path: Path) -> None:
    """Every folder that is made for a cache is private, whatever the umask."""
    journal = Journal(tmp_path / "journal", tmp_path / "home" / "cache" / "devjournal")
    (journal.root / "actions").mkdir(parents=True)
    journal.file("a").write_text(TEXTS[0], encoding="utf-8")
    before = os.umask(0)
    try:
        journal.load()
    finally:
        os.umask(before)
    made = [tmp_path / "home", *(tmp_path / "home").rglob("*")]
    assert {0o700, 0o600} == {path.stat().st_mode & 0o777 for path in made}
