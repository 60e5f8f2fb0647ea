from __future__ import annotations

from pathlib import Path

import pytest

from devjournal.errors import BadFile
from devjournal.store import history, undo
from tests.store.written import MOMENT, STATE, A, B, G, state_of, words_done, write


def kept_in(root: Path, folder: str, number: int, size: int = 0) -> Path:
    """Put a step's file there, of a size, with nothing in it; return it."""
    file = root / STATE / folder / f"{number:08}-{number:x}.json"
    with file.open("wb") as stream:
        stream.truncate(size)
    return file


@pytest.fixture
def begun(root: Path) -> Path:
    """Return a journal in which something was done."""
    write(root, {G: b"G"}, words="First")
    return root


def test_steps_are_in_the_order_in_which_they_were_done(root: Path) -> None:
    """By number, whatever the clock said or the names are; undone ones the last undone first."""
    assert 1 == history.next_number(root)
    for word in ("One", "Two", "Three"):
        write(root, {A: word.encode()}, words=word)
    assert [1, 2, 3] == [kept.number for kept in history.done(root)]
    assert ["Three", "Two", "One"] == words_done(root)
    undo(root, at=MOMENT)
    undo(root, at=MOMENT)
    assert ([1], [2, 3]) == tuple(
        [kept.number for kept in some(root)] for some in (history.done, history.undone)
    )
    assert ["One", "Two", "Three"] == [
        history.read_step(kept).words for kept in history.every(root)
    ]
    assert 4 == history.next_number(root)


def test_numbers_are_compared_as_numbers(begun: Path) -> None:
    """Also when they have more digits than a name is padded to."""
    kept_in(begun, "history", 999_999_999)
    kept_in(begun, "history", 20)
    assert [1, 20, 999_999_999] == [kept.number for kept in history.done(begun)]


def test_what_else_lies_there_is_no_step(begun: Path) -> None:
    """Neither a crash's file nor what somebody put there."""
    for name in ("notes.txt", "1.json", "x-1.json", "00000009-zz.json", "9-1.json~", ".9-1.json"):
        (begun / STATE / "history" / name).write_bytes(b"")
    assert [1] == [kept.number for kept in history.every(begun)]


def test_five_hundred_steps_are_kept(begun: Path) -> None:
    """The oldest go first, and so does the one that is too many."""
    for number in range(2, 504):
        kept_in(begun, "history", number)
    write(begun, {A: b"A"}, words="Newest")
    kept = history.done(begun)
    assert (500, 5, 504) == (len(kept), kept[0].number, kept[-1].number)
    assert "Newest" == history.read_step(kept[-1]).words


def test_sixteen_mebibytes_are_kept(begun: Path) -> None:
    """Counted from the newest: what no longer fits is forgotten, with all before it."""
    mebibyte = 1 << 20
    for number, size in ((2, 1), (3, 9 * mebibyte), (4, 6 * mebibyte), (5, mebibyte)):
        kept_in(begun, "history", number, size)
    write(begun, {A: b"A"})
    assert [4, 5, 6] == [kept.number for kept in history.done(begun)]


def test_the_newest_step_is_kept_however_large(
    begun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was done last can always be undone."""
    monkeypatch.setattr(history, "MOST_BYTES", 10)
    write(begun, {A: b"A" * 100}, words="Large")
    assert ["Large"] == words_done(begun)
    undo(begun, at=MOMENT)
    assert A not in state_of(begun)


def test_a_large_step_costs_none_before_it(begun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that alone is over the bound is kept beside the rest, and can be undone in its turn."""
    for word in ("Second", "Third"):
        write(begun, {A: word.encode()}, words=word)
    monkeypatch.setattr(history, "MOST_BYTES", 2000)
    write(begun, {B: b"B" * 3000}, words="Large")
    assert ["Large", "Third", "Second", "First"] == words_done(begun)
    write(begun, {G: b"after"}, words="After")
    assert ["After", "Large", "Third", "Second", "First"] == words_done(begun)
    for _ in range(5):
        undo(begun, at=MOMENT)
    assert ["journal.toml"] == list(state_of(begun))


def test_of_two_large_steps_the_newer_is_kept(begun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With all that came after the older: undo goes back step by step, and passes over none."""
    monkeypatch.setattr(history, "MOST_BYTES", 2000)
    for word, path, size in (("Large", A, 3000), ("Small", G, 10), ("Larger", B, 4000)):
        write(begun, {path: b"B" * size}, words=word)
    assert ["Larger", "Small"] == words_done(begun)


def test_a_step_that_can_not_be_read_is_named(begun: Path) -> None:
    """Damaged, or no file at all: by its path, with what helps."""
    kept_in(begun, "history", 2)
    (begun / STATE / "undone" / "00000003-3.json").mkdir()
    for kept in history.every(begun)[1:]:
        place = f"{STATE}/{kept.file.parent.name}/{kept.file.name}"
        with pytest.raises(BadFile, match=f"^{place}: damaged: ") as caught:
            history.read_step(kept)
        assert "devjournal check --fix" in str(caught.value.hint)
