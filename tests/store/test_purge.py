from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from devjournal.errors import BadFile, DiskError, Refused
from devjournal.store import history, redo, undo
from devjournal.store import purge as purge_module
from devjournal.store.layout import TEMPORARY
from devjournal.store.lock import locked
from devjournal.store.purge import PURGED, Purged, purge
from devjournal.store.write import Write
from tests.store.written import (
    MOMENT,
    STATE,
    B,
    G,
    everything,
    full_disk,
    leave,
    leave_bytes,
    state_of,
    step,
    words_done,
    write,
)

ID = "kwtz-secret"
PATH = f"actions/{ID}.toml"
SECRET = b'title = "Secret"\n'


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Return a folder of drafts: one of the record, one that names it, one of another."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / f"edit-action-{ID}.0a-1.toml").write_bytes(b"")
    (folder / "log-priya-2-1.md").write_bytes(b"- [x] Secret {kwtz-secret}\n")
    (folder / "edit-action-kwtz-secret-two.0a-1.toml").write_bytes(b"")
    return folder


@pytest.fixture
def told(root: Path) -> Path:
    """Return a journal that tells the secret in every way."""
    write(root, {PATH: SECRET}, words='added kwtz "Secret"')
    write(root, {B: b"b"}, words="added b")
    write(root, {PATH: SECRET * 2, B: b"2"}, words="both")
    write(root, {G: b"g"}, words="linked g to kwtz-secret")
    (root / f"actions/{ID}.conflict-7f3a.toml").write_bytes(SECRET)
    (root / "actions" / TEMPORARY).write_bytes(SECRET)
    (root / STATE / "damaged").mkdir()
    (root / STATE / "damaged" / "redo-1.json").write_bytes(b"half of actions/kwtz-secret.toml")
    (root / STATE / "damaged" / "redo-2.json").write_bytes(b"half of something else")
    return root


def test_nothing_tells_it_any_more(told: Path, drafts: Path) -> None:
    """Not one byte of it is left, nor its name; what is about others stays."""
    found = purge(told, "action", ID, drafts=drafts)
    assert Purged(files=1, steps=3, copies=2, drafts=2) == found
    left = [path for path in (*told.rglob("*"), *drafts.iterdir()) if path.is_file()]
    assert [] == [path for path in left if b"ecret" in path.read_bytes()]
    assert [] == [path for path in left if ID == path.stem]
    assert {"journal.toml": b'schema = 1\nname = "Robin Vale"\n', B: b"2", G: b"g"} == state_of(
        told
    )
    assert ["edit-action-kwtz-secret-two.0a-1.toml"] == [one.name for one in drafts.iterdir()]
    assert [PURGED, PURGED, "added b"] == words_done(told)


def test_the_rest_can_be_undone_and_redone(told: Path, drafts: Path) -> None:
    """What the steps did to other files is taken back and done again, exactly."""
    purge(told, "action", ID, drafts=drafts)
    after = state_of(told)
    for expected in ({B: b"2"}, {B: b"b"}, {}):
        undo(told, at=MOMENT)
        assert expected == {p: data for p, data in state_of(told).items() if p != "journal.toml"}
    for _ in range(3):
        redo(told, at=MOMENT)
    assert after == state_of(told)


def test_what_was_undone_is_forgotten_too(told: Path, drafts: Path) -> None:
    """Else redo would bring it back."""
    for _ in range(4):
        undo(told, at=MOMENT)
    assert PATH not in state_of(told)
    assert Purged(files=0, steps=3, copies=2, drafts=2) == purge(told, "action", ID, drafts=drafts)
    assert not any(SECRET in kept.file.read_bytes() for kept in history.every(told))


def test_what_a_crash_left_is_forgotten_too(root: Path, tmp_path: Path) -> None:
    """It is finished first, so that the log does not bring it back."""
    leave(root, step(Write(PATH, None, SECRET)))
    assert Purged(1, 1, 0, 0) == purge(root, "action", ID, drafts=tmp_path / "none")
    assert ["journal.toml"] == list(state_of(root))
    assert [] == history.every(root)


def test_the_file_goes_last(told: Path, drafts: Path) -> None:
    """Ended half way, the record can still be named, and doing it again does the rest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(purge_module, "put", full_disk)
        with pytest.raises(DiskError, match="No space left"):
            purge(told, "action", ID, drafts=drafts)
    assert PATH in state_of(told)
    assert 1 == purge(told, "action", ID, drafts=drafts).files
    assert [] == [one for one in told.rglob("*") if one.is_file() and SECRET in one.read_bytes()]


def test_a_step_that_can_not_be_read(told: Path, drafts: Path) -> None:
    """Nobody knows what it holds: it is named, and nothing is removed."""
    kept = history.done(told)[0].file
    kept.write_bytes(kept.read_bytes()[:-9])
    before = everything(told), everything(drafts)
    with pytest.raises(BadFile, match=kept.name):
        purge(told, "action", ID, drafts=drafts)
    assert before == (everything(told), everything(drafts))


def test_a_damaged_log(told: Path, drafts: Path) -> None:
    """So it is with a commit under way."""
    leave_bytes(told, b"half")
    before = everything(told), everything(drafts)
    with pytest.raises(BadFile, match=r"redo\.json"):
        purge(told, "action", ID, drafts=drafts)
    assert before == (everything(told), everything(drafts))


@pytest.mark.parametrize("name", ["actions", f"{STATE}/damaged", f"{STATE}/history"])
def test_nothing_is_removed_behind_a_link(
    told: Path, drafts: Path, tmp_path: Path, name: str
) -> None:
    """A journal that was received can't have files elsewhere removed, whatever they say."""
    outside = tmp_path / "outside"
    (told / name).rename(outside)
    (told / name).symlink_to(outside)
    before = everything(outside)
    with pytest.raises(Refused, match="symlink"):
        purge(told, "action", ID, drafts=drafts)
    assert before == everything(outside)


def test_brought_up_while_waiting_for_the_lock(
    told: Path, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is newer by the time the lock is free is left alone."""

    @contextlib.contextmanager
    def locked_late(root: Path, *, wait: float) -> Iterator[None]:
        (root / "journal.toml").write_bytes(b"schema = 2\n")
        with locked(root, wait=wait):
            yield

    monkeypatch.setattr(purge_module, "locked", locked_late)
    with pytest.raises(Refused, match="version 2"):
        purge(told, "action", ID, drafts=drafts)
    assert SECRET * 2 == state_of(told)[PATH]


def test_a_newer_journal_is_left_alone(told: Path, drafts: Path) -> None:
    """Its files are not ours to remove. (row 27)"""
    (told / "journal.toml").write_bytes(b"schema = 2\n")
    before = everything(told)
    with pytest.raises(Refused, match="version 2"):
        purge(told, "action", ID, drafts=drafts)
    assert before == everything(told)
