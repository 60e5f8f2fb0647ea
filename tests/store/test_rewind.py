from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from devjournal.errors import BadFile, Refused
from devjournal.store import history, redo, transaction, undo
from devjournal.store.files import locked
from tests.store.written import MOMENT, STATE, A, B, G, everything, state_of, words_done, write

STATES: tuple[dict[str, bytes | None], ...] = (
    {A: b"\xef\xbb\xbfcaf\xe9\r\n\0"},
    {A: b"", B: b"b"},
    {A: None, G: b"\xff\xfe"},
    {B: None, G: b"g", A: b"again"},
)


@pytest.fixture
def changed(root: Path) -> Path:
    """Return a journal in which a line was changed, and a file made with it."""
    write(root, {A: b"one\ntwo\n", B: b"b"}, words="First")
    write(root, {A: b"one\n2\n", B: None, G: b"g"}, words="Second")
    return root


def test_many_steps_back_and_forth(root: Path) -> None:
    """Each undo gives back the very bytes, text or not, and the very files; each redo too."""
    states = [state_of(root)]
    for number, contents in enumerate(STATES):
        write(root, contents, words=str(number))
        states.append(state_of(root))
    for _ in range(2):
        for number in reversed(range(len(STATES))):
            assert str(number) == undo(root, at=MOMENT).words
            assert states[number] == state_of(root)
        for number in range(len(STATES)):
            assert str(number) == redo(root, at=MOMENT).words
            assert states[number + 1] == state_of(root)


def by_hand(root: Path, path: str, data: bytes | None) -> None:
    """Change a file by hand."""
    (root / path).unlink() if data is None else (root / path).write_bytes(data)


@pytest.mark.parametrize(
    ("path", "data", "told"),
    [
        (A, b"one\n2\nthree\n", "--- actions/a.toml as it was left\n+++ actions/a.toml now\n"),
        (A, b"one\n2\nthree\n", "\n 2\n+three\n"),
        (A, b"one\r\n2\n", "-one\n+one\\r\n"),
        (A, b"one\n\xff\n", "-2\n+\\xff\n"),
        (A, None, "actions/a.toml: the file is gone"),
        (B, b"mine", "actions/b.toml: a file was made there"),
        (G, b"", "-g\n"),
    ],
)
def test_a_change_by_hand_is_shown(changed: Path, path: str, data: bytes | None, told: str) -> None:
    """With what differs; nothing is changed, no file and no step."""
    by_hand(changed, path, data)
    before = everything(changed)
    with pytest.raises(Refused, match="can't undo this, as files were changed by hand") as caught:
        undo(changed, at=MOMENT)
    assert told in f"{caught.value.message}\n"
    assert "Second" in caught.value.message
    assert before == everything(changed)


def test_redo_looks_too(changed: Path) -> None:
    """What was written by hand after an undo is not written over."""
    undo(changed, at=MOMENT)
    by_hand(changed, B, b"mine")
    before = everything(changed)
    with pytest.raises(Refused, match=r"can't redo(.|\n)*-b\n\+mine"):
        redo(changed, at=MOMENT)
    assert before == everything(changed)


def test_a_damaged_step_is_kept(changed: Path) -> None:
    """It is named, nothing is changed, and no older step is taken back in its stead."""
    newest = history.done(changed)[-1].file
    newest.write_bytes(newest.read_bytes()[:-9])
    before = everything(changed)
    with pytest.raises(BadFile, match=rf"{STATE}/history/{newest.name}: damaged"):
        undo(changed, at=MOMENT)
    assert before == everything(changed)


def test_a_newer_journal_is_left_alone(changed: Path) -> None:
    """Its files are not ours to take back. (row 27)"""
    by_hand(changed, "journal.toml", b"schema = 2\n")
    before = everything(changed)
    for verb in (undo, redo):
        with pytest.raises(Refused, match="version 2"):
            verb(changed, at=MOMENT)
    assert before == everything(changed)


def test_a_newer_journal_gets_no_folder(root: Path) -> None:
    """It is looked at before anything is made for a lock."""
    by_hand(root, "journal.toml", b"schema = 2\n")
    before = everything(root)
    with pytest.raises(Refused, match="version 2"):
        undo(root, at=MOMENT)
    assert before == everything(root)


def test_brought_up_while_waiting_for_the_lock(
    changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is newer by the time the lock is free is left alone too."""

    @contextlib.contextmanager
    def locked_late(root: Path, *, wait: float) -> Iterator[None]:
        by_hand(root, "journal.toml", b"schema = 2\n")
        with locked(root, wait=wait):
            yield

    monkeypatch.setattr(transaction, "locked", locked_late)
    with pytest.raises(Refused, match="version 2"):
        undo(changed, at=MOMENT)
    assert ["Second", "First"] == words_done(changed)
