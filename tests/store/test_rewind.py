from __future__ import annotations

import contextlib
import dataclasses
import itertools
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devjournal.errors import BadFile, Refused
from devjournal.store import history, redo, transaction, undo
from devjournal.store.files import locked
from devjournal.store.history import Write
from tests.store.written import (
    MOMENT,
    STATE,
    A,
    B,
    G,
    everything,
    leave,
    state_of,
    step,
    words_done,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


@pytest.mark.parametrize("verb", [undo, redo], ids=["undo", "redo"])
def test_there_is_nothing(root: Path, verb: Callable[..., object]) -> None:
    """It is refused, and says where to look."""
    with pytest.raises(Refused, match="nothing to") as caught:
        verb(root, at=MOMENT)
    assert "devjournal history" in str(caught.value.hint)


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


def test_other_files_are_no_matter(changed: Path) -> None:
    """Only what the step wrote is looked at."""
    by_hand(changed, "actions/c.toml", b"mine")
    undo(changed, at=MOMENT)
    assert b"mine" == state_of(changed)["actions/c.toml"]


def test_what_a_crash_left_is_taken_back(changed: Path) -> None:
    """It is the newest step, as every read says."""
    leave(changed, step(Write(A, b"one\n2\n", b"3"), words="Left"))
    assert "Left" == undo(changed, at=MOMENT).words
    assert b"one\n2\n" == state_of(changed)[A]
    assert ["Second", "First"] == words_done(changed)


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


@dataclasses.dataclass
class Model:
    """The states that can be gone back to, and forth to."""

    states: list[dict[str, bytes]]
    at: int = 0

    def do(self, state: dict[str, bytes]) -> None:
        """Note what was done; what was undone is forgotten."""
        self.at += 1
        self.states[self.at :] = [state]

    def go(self, root: Path, verb: Callable[..., object], by: int) -> None:
        """Go a step back or forth, if there is one."""
        if 0 <= self.at + by < len(self.states):
            verb(root, at=MOMENT)
            self.at += by
        else:
            with pytest.raises(Refused):
                verb(root, at=MOMENT)


@given(st.lists(st.sampled_from(["undo", "redo", A, B]), max_size=9))
@settings(max_examples=25)
def test_interleaved_with_what_is_new(steps: list[str]) -> None:
    """However undo, redo and new steps follow each other, the files are those of the model."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "journal.toml").write_bytes(b"schema = 1\n")
        model = Model([state_of(root)])
        numbers = itertools.count()
        for one in steps:
            if one in ("undo", "redo"):
                model.go(root, *((undo, -1) if one == "undo" else (redo, 1)))
            else:
                write(root, {one: b"%d" % next(numbers)})
                model.do(state_of(root))
            assert model.states[model.at] == state_of(root)
        assert (model.at, len(model.states) - 1 - model.at) == (
            len(history.done(root)),
            len(history.undone(root)),
        )
