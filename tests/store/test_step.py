from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.store.history import Damaged, Newer, Step, Write, from_bytes, is_target, to_bytes

NAMES = st.text("0123456789abcdef", min_size=1, max_size=12)
CONTENTS = st.none() | st.binary(max_size=40) | st.text(max_size=40).map(str.encode)
PATHS = st.sampled_from(["journal.toml", "actions/a.toml", "goals/Über uns.toml"])
WRITES = st.lists(
    st.builds(Write, PATHS, CONTENTS, CONTENTS), max_size=3, unique_by=lambda write: write.path
).map(tuple)
DIRECTIONS = st.sampled_from(["do", "undo", "redo"])
WHEN = st.just("2026-10-15T16:30:00+00:00")
STEPS = st.builds(Step, NAMES, WHEN, st.text(), WRITES, DIRECTIONS, st.just("") | NAMES)
ONE = Step("7f3a", "2026-10-15", "Wrote", (Write("actions/a.toml", b"old", b"caf\xe9"),))


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


WRITES_FORGED: list[Any] = [
    *(None, ["abc"], [["actions/a.toml", None]], [["actions/a.toml", 5, None]]),
    *([["actions/a.toml", {"base64": one}, None]] for one in ("?", 5)),
    [["actions/a.toml", "\ud800", None]],
    [["actions/a.toml", None, "x"], ["actions/a.toml", "x", "y"]],
    *([[path, None, "x"]] for path in ("../a.toml", 5)),
]
FORGED: list[dict[str, Any]] = [
    *({"direction": "sideways"}, {"direction": []}, {"of": "../x"}, {"of": "7f3a\n"}),
    *({"name": "../../x"}, {"name": 5}, {"name": ""}),
    *({"writes": one} for one in WRITES_FORGED),
]


@pytest.mark.parametrize("fields", FORGED, ids=str)
def test_a_forged_one_is_damage(fields: dict[str, Any]) -> None:
    """A checksum that fits is not believed: a journal can be received from someone else."""
    body = json.dumps(json.loads(to_bytes(ONE).partition(b"\n")[2]) | fields).encode()
    head = {"version": 1, "sha256": hashlib.sha256(body).hexdigest()}
    with pytest.raises(Damaged):
        from_bytes(json.dumps(head).encode() + b"\n" + body + b"\n")


def test_a_newer_one_says_upgrade() -> None:
    """It is none of ours to mend, and is told as such."""
    with pytest.raises(Newer) as caught:
        from_bytes(b'{"version": 2, "anything": "else"}\nin a form that nobody knows yet')
    assert "upgrade devjournal" == caught.value.hint


NO_TARGETS = (
    *("", "/", "actions", "actions/", "actions/.toml", "actions/a", "a.toml", "Journal.toml"),
    *("actions/a.TOML", "actions/a.toml/", "actions/b/a.toml", "actions//a.toml", "/journal.toml"),
    *("../a.toml", "../actions/a.toml", "actions/../a.toml", "actions/..", "./actions/a.toml"),
    *("/etc/x.toml", "/actions/a.toml", "C:/actions/a.toml", "actions/C:a.toml"),
    *("actions\\a.toml", "actions/..\\a.toml", "actions/a\0.toml", "actions/a\n.toml"),
    *(".git/a.toml", ".git/config", ".devjournal/a.toml", ".devjournal/redo.json"),
    *("actions/.git.toml", "ACTIONS/a.toml", "photos/a.toml", "actions/\ud800.toml"),
    f"actions/{'a' * 251}.toml",
)


def test_only_a_records_file_is_a_target() -> None:
    """No path leaves the journal, or is in what git or the program keep for themselves."""
    assert [] == [path for path in NO_TARGETS if is_target(path)]
    for path in ("journal.toml", "actions/a.toml", "people/Zoë (2).toml"):
        assert is_target(path)
