"""`undo`, `redo`, `history`: what was done taken back and done again, exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from devjournal.store import history
from tests.store.written import write

if TYPE_CHECKING:
    from tests.runner import Runner

COMMANDS = (
    ("action", "Rebuild slide 2", "--for", "priya", "--due", "fri"),
    ("done", "kw", "--evidence", "wiki/cost-to-serve"),
    ("set", "lead-the-readout", "why=So that it is heard"),
    ("reopen", "kw"),
    ("meet", "Ana Novak", "--as", "coach", "--purpose", "Presence"),
    (
        "log",
        "priya",
        "--on",
        "14-oct",
        "--extra",
        "--note",
        "Said.",
        "--mine",
        "Send it",
        "--done",
        "kw",
    ),
    ("postpone", "bx", "--to", "22-oct"),
    ("share", "vnpl", "--with", "manager"),
)


def test_every_step_is_taken_back_and_done_again(loop: Runner) -> None:
    """Each undo brings back the very bytes that were there before, each redo those after."""
    states = [loop.files()]
    for arguments in COMMANDS:
        loop.ok(*arguments)
        states.append(loop.files())
    assert len(states) == len({str(state) for state in states})
    for expected in states[-2::-1]:
        loop.ok("undo")
        assert expected == loop.files()
    assert 7 == loop("undo").code
    for expected in states[1:]:
        loop.ok("redo")
        assert expected == loop.files()
    assert 7 == loop("redo").code


def test_the_same_twice_in_one_tick(loop: Runner) -> None:
    """Steps that are alike in words, bytes and time are two steps all the same."""
    states = [loop.files()]
    for due in ("22-oct", "23-oct", "22-oct", "23-oct"):
        loop.ok("set", "kw", f"due={due}")
        states.append(loop.files())
    for expected in states[-2::-1]:
        loop.ok("undo")
        assert expected == loop.files()
    for expected in states[1:]:
        loop.ok("redo")
        assert expected == loop.files()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("+# mine\n", "+# mine"),
        ("crlf", '+owner = "me"\\r'),
        ("gone", "the file is gone"),
    ],
)
def test_hand_edit_since_is_shown_and_kept(loop: Runner, change: str, told: str) -> None:
    """Exit 7 with the difference; nothing is undone."""
    (path,) = (loop.root / "actions").glob("kwdf-*.toml")
    loop.ok("done", "kw")
    if change == "gone":
        path.unlink()
    else:
        data = path.read_bytes()
        data = data.replace(b"\n", b"\r\n") if change == "crlf" else data + change[1:].encode()
        path.write_bytes(data)
    before = loop.files()
    ran = loop("undo")
    assert 7 == ran.code
    assert "files were changed by hand since" in ran.err
    assert told in ran.err
    assert before == loop.files()


def test_file_made_since_is_kept(loop: Runner) -> None:
    """What was deleted by an undo and made again by hand is not written over by a redo."""
    loop.ok("goal", "add", "Speak at the meetup")
    loop.ok("undo")
    mine = loop.root / "goals" / "speak-at-the-meetup.toml"
    mine.write_text('title = "Mine"\n')
    ran = loop("redo")
    assert 7 == ran.code
    assert "goals/speak-at-the-meetup.toml: a file was made there" in ran.err
    assert 'title = "Mine"\n' == mine.read_text()


def test_history_is_bounded(loop: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest steps are forgotten, by number and by size; the newest never is."""
    monkeypatch.setattr(history, "MOST_STEPS", 3)
    for number in range(5):
        loop.ok("action", f"Step {number}")
    assert 3 == len(loop.ok("history", "--json").json["done"])
    monkeypatch.setattr(history, "MOST_BYTES", 1)
    loop.ok("action", "Step 5")
    (step,) = loop.ok("history", "--json").json["done"]
    assert "Step 5" in step["words"]
    loop.ok("undo")
    assert "Step 5" not in loop.ok("list", "actions").out


def test_of_many_files_the_first_are_told(loop: Runner) -> None:
    """Ten, and how many more; --json has them all."""
    files = {f"actions/zz{number:02}-x.toml": b'title = "x"\n' for number in range(13)}
    write(loop.root, files, words="imported")
    lines = loop.ok("undo").err.splitlines()
    assert 10 == sum("actions/zz" in line for line in lines)
    assert "and 3 more" in lines[-1]
    assert 13 == len(loop.ok("redo", "--json").json["paths"])
