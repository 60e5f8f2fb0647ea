from __future__ import annotations

from pathlib import Path

import pytest

from devjournal.errors import Refused
from devjournal.store import files, history, undo
from devjournal.store.history import Step, Write, to_bytes
from devjournal.store.mend import Moved, damaged_logs, quarantine
from tests.store.written import (
    MOMENT,
    STATE,
    A,
    B,
    G,
    everything,
    leave_bytes,
    step,
    write,
)

LOG = f"{STATE}/redo.json"
TWO = step(
    Write(A, b"old", b"caf\xe9"), Write("journal.toml", b"1", b"2"), words='Said "so" \u2028'
)
CUT = to_bytes(TWO)[:-9]
NEWER = b'{"version": 2}\n'


@pytest.fixture
def damaged(root: Path) -> Path:
    """Return a journal of three steps, the second of which was cut short."""
    for number, path in enumerate((A, B, G)):
        write(root, {path: b"%d" % number}, words=path)
    file = history.kept(root)[1]
    file.write_bytes(file.read_bytes()[:-9])
    return file


def test_it_says_what_it_held(root: Path) -> None:
    """Its words and paths as far as they can be told; each is kept whole, in a place of its own."""
    for number, data in enumerate((CUT, b"two"), start=1):
        leave_bytes(root, data)
        (problem,) = damaged_logs(root)
        assert (LOG, "damaged") == (problem.path, problem.reason.partition(":")[0])
        now = f"{STATE}/damaged/redo-{number}.json"
        held = ('Said "so" \u2028', (A, "journal.toml")) if number == 1 else ("", ())
        assert (Moved(LOG, now, *held),) == quarantine(root)
        assert data == (root / now).read_bytes()
        assert 0o700 == (root / now).parent.stat().st_mode & 0o777
        assert () == damaged_logs(root)
    write(root, {G: b"G"})


def test_a_folder_in_its_place_is_moved(root: Path) -> None:
    """Whatever stands where the log is to be."""
    (root / LOG / "x").mkdir(parents=True)
    (moved,) = quarantine(root)
    assert (root / moved.now / "x").is_dir()
    write(root, {G: b"G"})


def test_a_step_that_is_moved_meanwhile(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process undoes between listing and reading is not damaged."""
    write(root, {A: b"a"})
    really = history.read_step

    def read_late(kept: Path) -> Step:
        monkeypatch.setattr(history, "read_step", really)
        undo(root, at=MOMENT)
        return really(kept)

    monkeypatch.setattr(history, "read_step", read_late)
    assert () == damaged_logs(root)
    assert [] == history.kept(root, files.DONE)


def test_nothing_is_moved_behind_a_link(root: Path, tmp_path: Path) -> None:
    """A log is not carried out of the journal."""
    outside = tmp_path / "outside"
    outside.mkdir()
    log = leave_bytes(root, b"half")
    (root / STATE / "damaged").symlink_to(outside)
    with pytest.raises(Refused, match="symlink"):
        quarantine(root)
    assert (b"half", []) == (log.read_bytes(), list(outside.iterdir()))


def test_a_step_of_a_newer_version_stays(root: Path, damaged: Path) -> None:
    """It is told with "upgrade", and is none of ours to move."""
    damaged.write_bytes(NEWER)
    (problem,) = damaged_logs(root)
    assert "upgrade devjournal" == problem.hint
    assert () == quarantine(root)
    assert damaged.read_bytes() == NEWER


@pytest.mark.usefixtures("damaged")
def test_a_newer_journals_logs_stay(root: Path) -> None:
    """Its own program may be able to read them."""
    (root / "journal.toml").write_bytes(b"schema = 2\n")
    before = everything(root)
    with pytest.raises(Refused, match="version 2"):
        quarantine(root)
    assert before == everything(root)
