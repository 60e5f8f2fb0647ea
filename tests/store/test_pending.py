from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from devjournal.store import check_journal, files, load, load_journal, past_of
from devjournal.store.check import damaged_logs
from devjournal.store.history import Write
from tests.store.written import A, B, G, everything, leave, leave_bytes, step, write, write_nothing

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal

PutFile = Callable[[str, str | bytes], Path]
ReadJournal = Callable[[], "Journal"]

OLD = b'title = "Old"\nowner = "me"\n'
NEW = b'title = "New"\nowner = "me"\n'
GOAL = b'title = "Lead"\n'
PROFILE = b'schema = 1\nname = "Robin Vale"\n'
THREE = (
    Write(A, OLD, NEW),
    Write(B, OLD, None),
    Write(G, None, GOAL),
    Write("journal.toml", PROFILE, PROFILE.replace(b"Vale", b"Hale")),
)


@pytest.fixture
def before(root: Path, put: PutFile) -> Path:
    """Return a journal with two actions."""
    put(A, OLD)
    put(B, OLD)
    return root


def titles(journal: Journal) -> dict[str, str]:
    """Return the titles of actions and goals, by id, and whose journal it is."""
    assert journal.profile is not None
    records = {**journal.all("action"), **journal.all("goal")}
    return {id_: one.record.title for id_, one in records.items()} | {
        "me": journal.profile.record.name
    }


def test_a_read_sees_it_as_done(before: Path, read: ReadJournal) -> None:
    """Changed, deleted and new records; carried through, all is as it was seen."""
    leave(before, step(*THREE))
    seen = read()
    assert {"a": "New", "g": "Lead", "me": "Robin Hale"} == titles(seen)
    write_nothing(before)
    for kind in ("action", "goal", "profile"):
        assert seen.all(kind) == read().all(kind)


def test_so_does_one_with_a_cache(before: Path, tmp_path: Path) -> None:
    """What is under way goes before what was read earlier, and is not kept as if it were there."""
    hour = 3600 * 10**9

    def load() -> Journal:
        clock = (before / A).stat().st_ctime_ns + hour
        return load_journal(before, cache_dir=tmp_path / "cache", clock=lambda: clock)

    assert {"a": "Old", "b": "Old", "me": "Robin Vale"} == titles(load())
    log = leave(before, step(*THREE))
    assert {"a": "New", "g": "Lead", "me": "Robin Hale"} == titles(load())
    log.unlink()
    assert {"a": "Old", "b": "Old", "me": "Robin Vale"} == titles(load())


def test_a_hand_edit_is_seen_with_a_warning(before: Path, read: ReadJournal) -> None:
    """What somebody wrote since goes before what was under way, and it says so."""
    leave(before, step(*THREE))
    (before / A).write_bytes(OLD.replace(b"Old", b"Mine"))
    journal = read()
    assert "Mine" == titles(journal)["a"]
    (warning,) = journal.problems(["action"])
    assert (A, "warning") == (warning.path, warning.level)
    assert "changed by hand" in warning.reason


def test_a_hand_edit_that_goes_meanwhile_is_looked_for_again(
    before: Path, read: ReadJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two looks at it the file is removed: it is read as it is then. (row 33)"""
    leave(before, step(Write(G, None, GOAL)))
    (before / G).parent.mkdir(exist_ok=True)
    (before / G).write_bytes(GOAL.replace(b"Lead", b"Mine"))

    def read_and_remove(root: Path, path: str, *, most: int) -> bytes:
        data = files.read_file(root, path, most=most)
        if path == G:
            (root / path).unlink()
        return data

    monkeypatch.setattr(load, "read_file", read_and_remove)
    journal = read()
    assert "Lead" == titles(journal)["g"]
    assert () == journal.problems(["goal"])


def nothing(root: Path) -> None:
    """Leave a journal as it is, in which nothing was ever committed."""


def committed(root: Path) -> None:
    """Leave a journal with a history."""
    write(root, {G: GOAL})


def under_way(root: Path) -> None:
    """Leave a commit under way."""
    leave(root, step(*THREE))


def damaged(root: Path) -> None:
    """Leave a log that can't be read."""
    leave_bytes(root, b"half")


@pytest.mark.parametrize("prepare", [nothing, committed, under_way, damaged])
@pytest.mark.parametrize("mode", [0o700, 0o500])
def test_a_read_writes_nothing(
    before: Path, prepare: Callable[[Path], None], mode: int, read: ReadJournal
) -> None:
    """No file, no folder, no time and no mode is another after it, on a read-only folder too."""
    prepare(before)
    folders = [before, *(path for path in before.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(mode)
    found = everything(before)
    titles(read())
    check_journal(before, load_journal(before, cache_dir=None))
    past_of(before, 10)
    damaged_logs(before)
    assert found == everything(before)
    for folder in folders:
        folder.chmod(0o700)
