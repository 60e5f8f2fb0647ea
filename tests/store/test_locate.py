from __future__ import annotations

from typing import Any

import pytest
import tomledit
from hypothesis import given
from hypothesis import strategies as st

from devjournal.store.toml import decode, encode
from devjournal.store.toml_errors import excerpt, locate

FILE = """\
# title = "no"
title = "x" # inline
tags = [ "a",
  # "b"
  "b", ["c", { d = 1 }],
]
notes = \"\"\"
due = 1
\"\"\"
size . "wi.de" . deep = 3
size.tall=4
pair = { one = 1, two = { three = '3' } }
'quo"ted' = 2026-10-15 09:30:00

  [ask] # heading
skill = "q"

[[moves]]
now = 1

[moves.why]
more = 2

[[moves]]
now = 3

[[moves.at]]
deep.er = 4

[a.b]
c = 5

[a]
d = 6
"""


PLACES: dict[tuple[str | int, ...], tuple[int, int] | None] = {
    ("title",): (2, 9),
    ("tags",): (3, 8),
    ("tags", 0): (3, 10),
    ("tags", 1): (5, 3),
    ("tags", 2): (5, 8),
    ("tags", 2, 1, "d"): (5, 20),
    ("notes",): (7, 9),
    ("size",): (10, 1),
    ("size", "wi.de"): (10, 8),
    ("size", "wi.de", "deep"): (10, 25),
    ("size", "tall"): (11, 11),
    ("pair",): (12, 8),
    ("pair", "two", "three"): (12, 35),
    ('quo"ted',): (13, 13),
    ("ask",): (15, 3),
    ("ask", "skill"): (16, 9),
    ("moves",): (18, 1),
    ("moves", 0): (18, 1),
    ("moves", 0, "now"): (19, 7),
    ("moves", 0, "why", "more"): (22, 8),
    ("moves", 1): (24, 1),
    ("moves", 1, "now"): (25, 7),
    ("moves", 1, "at", 0, "deep", "er"): (28, 11),
    ("a",): (33, 1),
    ("a", "b"): (30, 1),
    ("a", "b", "c"): (31, 5),
    ("ask", "missing"): (15, 3),
    ("moves", 1, "missing"): (24, 1),
    ("moves", 9, "now"): (18, 1),
    ("pair", "two", "missing"): (12, 25),
    ("title", "deeper"): (2, 9),
    ("missing",): None,
    (): None,
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_value_is_found_where_it_stands(mark: str, ends: str) -> None:
    """Its line and column; for what is missing, the nearest table or list around it."""
    data = (mark + FILE.replace("\n", ends)).encode()
    assert {path: locate(data, path) for path in PLACES} == PLACES


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """List the paths of all values that are neither tables nor lists."""
    if isinstance(value, dict):
        return [p for key, item in value.items() for p in paths_of(item, (*path, key))]
    if isinstance(value, list):
        return [p for index, item in enumerate(value) for p in paths_of(item, (*path, index))]
    return [path]


KEYS = st.sampled_from(["a", "b", "c.d", "e f", 'g"', "h'i", "ü"])
VALUES = st.recursive(
    st.integers(0, 9)
    | st.sampled_from(["x", "[", 'y"""', "# z\n[a]\nb = 1", "q, }]"])
    | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(KEYS, inner, max_size=3)
        | st.lists(st.dictionaries(KEYS, inner, max_size=3), max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1))
def test_the_editor_changes_a_value_just_there(plain: dict[str, Any]) -> None:
    """Where another parser writes something else for a value, there it was found."""
    data = encode(plain)
    text = data.decode()
    for path in paths_of(decode(data)):
        document: Any = tomledit.Document.parse(text)
        *above, last = path
        item = document
        for part in above:
            item = item[part]
        item[last] = 7.5 if isinstance(item[last].value, str) else "7"
        changed = document.as_toml()
        offset = next(i for i, char in enumerate(text) if char != changed[i])
        before = text[:offset]
        place = (before.count("\n") + 1, offset - before.rfind("\n"))
        assert place == locate(data, path)


@pytest.mark.parametrize(
    "data", [b"a = " + b"[" * 5000, b"a = [" * 5000, b"[[a", b"a", b'"', b"a.="]
)
def test_a_broken_file_is_followed_as_far_as_it_goes(data: bytes) -> None:
    """A key above the break is found, and nothing hangs or falls."""
    assert (1, 5) == locate(b"k = 1\n" + data, ("k",))


@pytest.mark.parametrize(
    ("line", "column", "shown", "caret"),
    [
        ('due = "soon"', 7, 'due = "soon"', 6),
        ("\tdue\t= 5", 8, " due = 5", 7),
        ("漢字 = 5", 6, "漢字 = 5", 7),
        ("e\u0301 = 5", 6, "e\u0301 = 5", 4),
        ('"\x1b[0m" = 5', 10, '"\\x1b[0m" = 5', 12),
        ("a = 5\r", 5, "a = 5", 4),
        ("a = ", 5, "a = ", 4),
    ],
)
def test_the_caret_stands_below_the_column(line: str, column: int, shown: str, caret: int) -> None:
    """Whatever a terminal makes of tabs, wide, combining and control characters."""
    data = f"first = 1\n{line}\nlast = 1\n".encode()
    assert f"{shown}\n{' ' * caret}^" == excerpt(data, 2, column)


def test_a_long_line_is_cut_around_the_caret() -> None:
    """76 columns at most; the character meant is in them, and cuts are shown."""
    line = "x" * 500 + "!" + "漢" * 500
    text, caret = excerpt(line.encode(), 1, 501).split("\n")
    assert "!" == text[caret.index("^")]
    assert text.startswith("…x")
    assert text.endswith("漢…")
    assert 76 >= len(text) + text.count("漢") > 70
