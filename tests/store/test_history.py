from __future__ import annotations

import errno
from pathlib import Path

import pytest

from devjournal.errors import BadFile, DiskError, Refused
from devjournal.store import files, history, past_of, redo, transaction, undo
from tests.store.written import (
    MOMENT,
    STATE,
    A,
    B,
    G,
    everything,
    leave_bytes,
    refuse,
    state_of,
    while_waiting,
    words_done,
    write,
)


def kept_in(root: Path, folder: str, number: int, size: int = 0) -> Path:
    """Put a step's file there, of a size, with nothing in it; return it."""
    file = root / STATE / folder / f"{number:08}-{number:012x}.json"
    with file.open("wb") as stream:
        stream.truncate(size)
    return file


@pytest.fixture
def begun(root: Path) -> Path:
    """Return a journal in which something was done."""
    write(root, {G: b"G"}, words="First")
    return root


@pytest.fixture
def changed(root: Path) -> Path:
    """Return a journal in which a line was changed, and a file made with it."""
    write(root, {A: b"one\ntwo\n", B: b"b"}, words="First")
    write(root, {A: b"one\n2\n", B: None, G: b"g"}, words="Second")
    return root


def numbers(root: Path) -> list[int]:
    """Return the numbers of the steps done, in their order."""
    return [int(file.name.partition("-")[0]) for file in history.kept(root, files.DONE)]


def test_steps_go_by_their_numbers(begun: Path) -> None:
    """Whatever the clock said, of how many digits they are, and whatever else lies there."""
    for number in (999_999_999, 20):
        kept_in(begun, "history", number)
    for name in ("notes.txt", "1.json", "x-1.json", "00000009-zz.json", "9-1.json~", ".9-1.json"):
        (begun / STATE / "history" / name).write_bytes(b"")
    assert [1, 20, 999_999_999] == numbers(begun)
    kept_in(begun, "undone", 1_000_000_000)
    assert 1_000_000_001 == history.next_number(begun)


def test_so_many_steps_are_kept(begun: Path) -> None:
    """The oldest of 500 go first, and what no longer fits into 16 MiB, with all before it."""
    for number in range(2, 504):
        kept_in(begun, "history", number)
    write(begun, {A: b"A"}, words="Newest")
    assert list(range(5, 505)) == numbers(begun)
    mebibyte = 1 << 20
    for number, size in ((500, 1), (501, 9 * mebibyte), (502, 6 * mebibyte), (503, mebibyte)):
        kept_in(begun, "history", number, size)
    write(begun, {A: b"B"})
    assert [502, 503, 504, 505] == numbers(begun)


def test_a_large_step_costs_none_before_it(begun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that alone is over the bound is kept beside the rest; of two of them the newer.

    With all that came after the older: undo goes back step by step, and passes over none.
    """
    monkeypatch.setattr(history, "MOST_BYTES", 2000)
    for words, path, size in (("Second", A, 9), ("Large", B, 3000), ("Third", A, 9)):
        write(begun, {path: b"x" * size + words.encode()}, words=words)
    assert ["Third", "Large", "Second", "First"] == words_done(begun)
    write(begun, {"actions/c.toml": b"C" * 4000}, words="Larger")
    assert ["Larger", "Third"] == words_done(begun)
    for _ in range(2):
        undo(begun, at=MOMENT)
    assert b"x" * 9 + b"Second" == state_of(begun)[A]


def test_damaged_steps_are_named_beside_the_rest(changed: Path) -> None:
    """By path, with what helps, and hiding no other; nor is an older one undone in their stead."""
    newest = history.kept(changed, files.DONE)[-1]
    newest.write_bytes(newest.read_bytes()[:-9])
    (changed / STATE / "undone" / "00000003-000000000003.json").mkdir()
    before = everything(changed)
    for verb, name in (
        (undo, f"history/{newest.name}"),
        (redo, "undone/00000003-000000000003.json"),
    ):
        with pytest.raises(BadFile, match=rf"^{STATE}/{name}: damaged: ") as caught:
            verb(changed, at=MOMENT)
        assert "devjournal check --fix" in str(caught.value.hint)
    assert before == everything(changed)
    leave_bytes(changed, b"half")
    found = past_of(changed, 9)
    assert ["First"] == [one.words for one in found.done]
    assert [newest.name, "00000003-000000000003.json", "redo.json"] == [
        str(one).partition(":")[0].rpartition("/")[2] for one in found.damaged
    ]


def test_a_step_that_goes_meanwhile_is_no_damage(
    changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A purge takes steps away without a commit."""
    really = history.kept

    def kept(root: Path, *folders: str) -> list[Path]:
        steps = really(root, *folders)
        for step in steps[:1]:
            step.unlink(missing_ok=True)
        return steps

    monkeypatch.setattr(history, "kept", kept)
    found = past_of(changed, 9)
    assert (["Second"], ()) == ([one.words for one in found.done], found.damaged)


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


@pytest.mark.parametrize("is_fresh", [False, True])
def test_a_newer_journal_is_left_alone(root: Path, *, is_fresh: bool) -> None:
    """Its files are not ours to take back; it is looked at before a folder is made. (row 27)"""
    if not is_fresh:
        write(root, {A: b"a"})
    by_hand(root, "journal.toml", b"schema = 2\n")
    before = everything(root)
    for verb in (undo, redo):
        with pytest.raises(Refused, match="version 2"):
            verb(root, at=MOMENT)
    assert before == everything(root)


def test_brought_up_while_waiting_for_the_lock(changed: Path) -> None:
    """What is newer by the time the lock is free is left alone too."""
    with (
        while_waiting(transaction, "journal.toml", "schema = 2\n"),
        pytest.raises(Refused, match="version 2"),
    ):
        undo(changed, at=MOMENT)
    assert ["Second", "First"] == words_done(changed)


@pytest.mark.parametrize("direction", ["do", "undo"])
def test_a_folder_of_logs_that_refuses_them_is_named(begun: Path, direction: str) -> None:
    """What keeps a commit from being finished, and with it all that follow, has to be mended."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "put_in_place", refuse(errno.EACCES))
        for told in ("^saved; finishes at the next run$", "an earlier operation"):
            with pytest.raises(DiskError, match=told) as caught:
                undo(begun, at=MOMENT) if direction == "undo" else write(begun, {B: b"B"})
            assert f"{STATE}/history" in str(caught.value.hint)
            assert "Permission denied" in str(caught.value.hint)
    write(begun, {})
    assert (["Wrote", "First"] if direction == "do" else []) == words_done(begun)
