from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.store.history import (
    Damaged,
    Newer,
    Step,
    Write,
    from_bytes,
    is_target,
    repeated_step,
    reversed_step,
    to_bytes,
)

NAMES = st.text("0123456789abcdef", min_size=1, max_size=12)
CONTENTS = st.none() | st.binary(max_size=40) | st.text(max_size=40).map(str.encode)
WRITES = st.lists(
    st.builds(
        Write,
        st.sampled_from(["journal.toml", "actions/a.toml", "goals/Über uns.toml"]),
        CONTENTS,
        CONTENTS,
    ),
    max_size=3,
    unique_by=lambda write: write.path,
).map(tuple)
STEPS = st.builds(
    Step,
    NAMES,
    st.just("2026-10-15T16:30:00+00:00"),
    st.text(),
    WRITES,
    st.sampled_from(["do", "undo", "redo"]),
    st.just("") | NAMES,
)
ONE = Step("7f3a", "2026-10-15", "Wrote", (Write("actions/a.toml", b"old", b"caf\xe9"),))


def forged(**fields: Any) -> bytes:
    """Return a step's file in which fields of the body are others, with a checksum that fits."""
    body = json.dumps(json.loads(to_bytes(ONE).partition(b"\n")[2]) | fields).encode()
    head = {"version": 1, "sha256": hashlib.sha256(body).hexdigest()}
    return json.dumps(head).encode() + b"\n" + body + b"\n"


@given(STEPS)
def test_it_comes_back_as_it_was(step: Step) -> None:
    """Every byte of every file, also where it is no text, and every word."""
    assert step == from_bytes(to_bytes(step))


@given(STEPS, st.data())
def test_one_byte_that_is_another_is_damage(step: Step, data: st.DataObject) -> None:
    """Wherever a bit of the body, or of its checksum, has turned."""
    whole = bytearray(to_bytes(step))
    first = whole.index(b'"sha256": "') + len(b'"sha256": "')
    whole[data.draw(st.integers(first, len(whole) - 2))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Damaged):
        from_bytes(bytes(whole))


def test_a_part_is_damage() -> None:
    """Cut short anywhere but for the last line's end."""
    whole = to_bytes(ONE)
    for length in range(len(whole) - 1):
        with pytest.raises(Damaged):
            from_bytes(whole[:length])


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 64, b"{}", b"[]\n", b"null\n{}", b"\xff\xfe", b"[" * 100_000, b"9" * 5000]
)
def test_something_else_is_damage(data: bytes) -> None:
    """Whatever stands there, it is told, and never a traceback."""
    with pytest.raises(Damaged, match="cut short, or something else"):
        from_bytes(data)


@pytest.mark.parametrize(
    "fields",
    [
        {"direction": "sideways"},
        {"direction": []},
        {"name": "../../x"},
        {"name": 5},
        {"name": ""},
        {"of": "../x"},
        {"of": "7f3a\n"},
        {"writes": None},
        {"writes": ["abc"]},
        {"writes": [["actions/a.toml", None]]},
        {"writes": [["actions/a.toml", 5, None]]},
        {"writes": [["actions/a.toml", {"base64": "?"}, None]]},
        {"writes": [["actions/a.toml", {"base64": 5}, None]]},
        {"writes": [["actions/a.toml", "\ud800", None]]},
        {"writes": [["actions/a.toml", None, "x"], ["actions/a.toml", "x", "y"]]},
        {"writes": [["../a.toml", None, "x"]]},
        {"writes": [[5, None, "x"]]},
    ],
    ids=str,
)
def test_a_forged_one_is_damage(fields: dict[str, Any]) -> None:
    """A checksum that fits is not believed: a journal can be received from someone else."""
    with pytest.raises(Damaged):
        from_bytes(forged(**fields))


def test_a_newer_one_says_upgrade() -> None:
    """It is none of ours to mend, and is told as such."""
    head = json.dumps({"version": 2, "anything": "else"}).encode()
    with pytest.raises(Newer) as caught:
        from_bytes(head + b"\nin a form that nobody knows yet")
    assert "upgrade devjournal" == caught.value.hint


@pytest.mark.parametrize("path", ["journal.toml", "actions/a.toml", "people/Zoë (2).toml"])
def test_a_records_file_is_a_target(path: str) -> None:
    """The profile, and what a kind's folder may hold."""
    assert is_target(path)


@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "actions", "actions/", "actions/.toml", "actions/a", "a.toml", "Journal.toml"),
        *(
            "actions/a.TOML",
            "actions/a.toml/",
            "actions/b/a.toml",
            "actions//a.toml",
            "/journal.toml",
        ),
        *("../a.toml", "../actions/a.toml", "actions/../a.toml", "actions/..", "./actions/a.toml"),
        *("/etc/x.toml", "/actions/a.toml", "C:/actions/a.toml", "actions/C:a.toml"),
        *("actions\\a.toml", "actions/..\\a.toml", "actions/a\0.toml", "actions/a\n.toml"),
        *(".git/a.toml", ".git/config", ".devjournal/a.toml", ".devjournal/redo.json"),
        *("actions/.git.toml", "ACTIONS/a.toml", "photos/a.toml", "actions/\ud800.toml"),
        f"actions/{'a' * 251}.toml",
    ],
)
def test_nothing_else_is_a_target(path: str) -> None:
    """No path leaves the journal, or is in what git or the program keep for themselves."""
    assert not is_target(path)


def test_back_and_again() -> None:
    """Taking a step back is its writes the other way round; both name what they are of."""
    step = Step(
        "1a",
        "then",
        "Two",
        (Write("actions/a.toml", None, b"1"), Write("journal.toml", b"2", None)),
    )
    back = reversed_step(step, "2b", "now")
    assert (Write("journal.toml", None, b"2"), Write("actions/a.toml", b"1", None)) == back.writes
    again = repeated_step(step, "3c", "now")
    assert step.writes == again.writes
    assert [("undo", "1a"), ("redo", "1a")] == [(one.direction, one.of) for one in (back, again)]
