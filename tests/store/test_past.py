from __future__ import annotations

from pathlib import Path

import pytest

from devjournal.store import history, past_of, undo
from devjournal.store.history import Step, Write, repeated_step, reversed_step
from tests.store.written import MOMENT, A, B, leave, leave_bytes, step, write, write_nothing


@pytest.fixture
def past(root: Path) -> list[Step]:
    """Return the four steps of a journal, of which two were undone; oldest first."""
    for word in ("One", "Two", "Three", "Four"):
        write(root, {A: word.encode()}, words=word)
    undo(root, at=MOMENT)
    undo(root, at=MOMENT)
    return [history.read_step(kept) for kept in history.every(root)]


def told(root: Path, limit: int = 9) -> tuple[list[str], list[str]]:
    """Return in words what was done and what was undone."""
    found = past_of(root, limit)
    assert () == found.damaged
    return [one.words for one in found.done], [one.words for one in found.undone]


@pytest.mark.usefixtures("past")
def test_newest_first_and_next_first(root: Path) -> None:
    """What undo takes next is the first done, what redo takes next is the first undone."""
    assert (["Two", "One"], ["Three", "Four"]) == told(root)


def test_what_is_under_way_counts_as_done(root: Path, past: list[Step]) -> None:
    """New, undone or redone: told as it is once the next write has carried it through."""
    one, two, three, _ = past
    for under_way, expected in (
        (reversed_step(two, "aa", "now"), (["One"], ["Two", "Three", "Four"])),
        (reversed_step(one, "bb", "now"), ([], ["One", "Two", "Three", "Four"])),
        (repeated_step(one, "cc", "now"), (["One"], ["Two", "Three", "Four"])),
        (repeated_step(two, "dd", "now"), (["Two", "One"], ["Three", "Four"])),
        (repeated_step(three, "ee", "now"), (["Three", "Two", "One"], ["Four"])),
        (step(Write(B, None, b"b"), words="New"), (["New", "Three", "Two", "One"], [])),
    ):
        leave(root, under_way)
        assert expected == told(root)
        write_nothing(root)
        assert expected == told(root)


@pytest.mark.usefixtures("past")
def test_a_step_that_goes_meanwhile_is_no_damage(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A purge takes steps away without a commit."""
    really = history.done

    def done(root: Path) -> list[history.Kept]:
        steps = really(root)
        steps[0].file.unlink(missing_ok=True)
        return steps

    monkeypatch.setattr(history, "done", done)
    assert (["Two"], ["Three", "Four"]) == told(root)


@pytest.mark.usefixtures("past")
def test_damaged_steps_are_named_beside_the_rest(root: Path) -> None:
    """One that can't be read hides no other; nor does a damaged log."""
    newest = history.done(root)[-1].file
    newest.write_bytes(b"half")
    leave_bytes(root, b"half")
    found = past_of(root, 9)
    assert ["One"] == [one.words for one in found.done]
    assert [f".devjournal/history/{newest.name}", ".devjournal/redo.json"] == [
        one.partition(":")[0] for one in found.damaged
    ]
