from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devjournal.models.plain import is_countable
from devjournal.store.toml import decode, encode
from devjournal.store.toml_edit import same

A_PAGE = '''\
title = "Rebuild slide 2"
at = 2026-10-15T15:00:00+02:00
due = 2026-11-19
time = 15:00:00
minutes = 45
value = 4.50
deep_dive = true
tags = ["finance", "story"]
decisions = [
    "Lead with the number that the CFO already tracks",
    "Cut the second half of the appendix",
]
notes = """
She said "lead with the number".

# Then
It's in C:\\\\reports\\\\q4
"""
path = 'C:\\Users\\ada'
quote = 'say "when"'
none = []

[ask]
skill = "finance"

[ask.more]
deep = 1

[[moves]]
was = 2026-11-01
why = "Priya is away"

[[moves]]

["a b"]
"é" = 1
'''


def test_a_new_file_reads_as_if_a_person_had_written_it() -> None:
    """Plain keys first, a block for each table, short lists on a line, text as it is read."""
    zone = dt.timezone(dt.timedelta(hours=2))
    plain: dict[str, Any] = {
        "ask": {"more": {"deep": 1}, "skill": "finance"},
        "title": "Rebuild slide 2",
        "at": dt.datetime(2026, 10, 15, 15, 0, tzinfo=zone),
        "due": dt.date(2026, 11, 19),
        "time": dt.time(15, 0),
        "minutes": 45,
        "value": Decimal("4.50"),
        "deep_dive": True,
        "moves": ({"was": dt.date(2026, 11, 1), "why": "Priya is away"}, {}),
        "tags": ["finance", "story"],
        "decisions": (
            "Lead with the number that the CFO already tracks",
            "Cut the second half of the appendix",
        ),
        "notes": 'She said "lead with the number".\n\n# Then\nIt\'s in C:\\reports\\q4\n',
        "path": r"C:\Users\ada",
        "quote": 'say "when"',
        "none": [],
        "a b": {"é": 1},
    }
    assert A_PAGE == encode(plain).decode()


def test_an_empty_file_is_empty() -> None:
    """Nothing to say is no byte, and a file that begins with a table has no empty line first."""
    assert b"" == encode({})
    assert b"[a]\n" == encode({"a": {}})
    assert b"[a.b]\nc = 1\n" == encode({"a": {"b": {"c": 1}}})


def test_long_text_stands_below_its_key() -> None:
    """A text that would make a line of more than 88 columns begins at the margin."""
    fits, longer = "x" * 83, "x" * 84
    assert f'a = "{fits[:-1]}"\n'.encode() == encode({"a": fits[:-1]})
    assert f'a = """\n{longer}"""\n'.encode() == encode({"a": longer})


def test_a_list_in_a_list_stays_on_its_line() -> None:
    """However long it is, an item is one line, and a table among other items is in braces."""
    long = "x" * 80
    plain = {"a": [1, [long, "b\nc"], {"d": [long]}]}
    expected = f'a = [\n    1,\n    ["{long}", "b\\nc"],\n    {{ d = ["{long}"] }},\n]\n'
    assert expected == encode(plain).decode()


def test_what_a_screen_would_hide_or_obey_is_escaped() -> None:
    """Escape sequences, bidi signs and a byte order mark stand in the file as escapes."""
    text = "\x1b[0m \u202e \ufeff \x85\n\u2028 é 漢字"
    assert b'a = """\n\\u001b[0m \\u202e \\ufeff \\u0085\n\\u2028 ' in encode({"a": text})
    assert {"a": text} == decode(encode({"a": text}))


NO_NUMBERS = (
    Decimal("nan"),
    Decimal("inf"),
    Decimal("1e309"),
    Decimal("1e-309"),
    2**63,
    -(2**63) - 1,
)
NO_TIMES = (
    dt.time(9, 30, tzinfo=dt.UTC),
    dt.datetime(2026, 1, 1, tzinfo=dt.timezone(dt.timedelta(seconds=90))),
)


@pytest.mark.parametrize("value", [*NO_NUMBERS, *NO_TIMES, "\ud800", None, {1: 2}, object()])
def test_what_could_not_be_read_again_is_not_written(value: Any) -> None:
    """The writer refuses what the reader would refuse, wherever it stands."""
    is_of_a_type = isinstance(value, int | Decimal | str | dt.time | dt.datetime)
    error = ValueError if is_of_a_type else TypeError
    for plain in ({"a": value}, {"a": [value]}, {"a": [{"b": value}]}):
        with pytest.raises(error):
            encode(plain)


TEXTS = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="\"'\\\n\r\t# a\x1b\x7f\u2028é", max_size=20),
    st.sampled_from(["word " * 30, "word \n" * 20, 'it\'s "q"', 'C:\\x "y"']),
)
OFFSETS = st.integers(-23 * 60, 23 * 60).map(lambda m: dt.timezone(dt.timedelta(minutes=m)))
SCALARS = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.decimals(allow_nan=False, allow_infinity=False).filter(is_countable),
    st.dates(),
    st.times(),
    st.datetimes(),
    st.datetimes(timezones=OFFSETS),
)
KEYS = st.sampled_from(
    ["title", "due", "x-1", "a.b", "", "é", 'q"', "'", "\\", "\n", "\u202e", "#"]
)
TABLES = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.lists(st.dictionaries(KEYS, inner, max_size=3), max_size=3)
            | st.dictionaries(KEYS, inner, max_size=3)
        ),
        max_leaves=8,
    ),
    max_size=5,
)


def plain_first(plain: dict[str, Any]) -> list[str]:
    """Order the keys as a file can have them: what becomes blocks comes last."""

    def is_block(value: Any) -> bool:
        tables = isinstance(value, list) and value and all(isinstance(v, dict) for v in value)
        return isinstance(value, dict) or bool(tables)

    return sorted(plain, key=lambda key: is_block(plain[key]))


@given(TABLES)
@example({"a": 'ends\nin "', "b": 'or\n""', "c": 'or\n"""""""'})
@example({"a": '\n"""\n\\\n\\"\r\n'})
@example({"a": [{}], "b": [], "c": [[]], "d": [{}, 1], "e": {}, "f": {"g": {}}})
@example({"a": [""], "b": ["x" * 100, "\n"], "c": "\n", "d": "\n\n"})
def test_what_was_written_is_read_again(plain: dict[str, Any]) -> None:
    """Every value comes back the same and of its type, the keys in their order."""
    read = decode(encode(plain))
    assert same(plain, read)
    assert plain_first(plain) == list(read)
