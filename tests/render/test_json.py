from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.render.json import _written, render_json, to_plain
from devjournal.text import clean
from tests.builders import checkin, goal


class Page(NamedTuple):
    """A page with all that pages hold."""

    goal: Any
    at: dt.datetime
    lines: tuple[str | None, ...]
    totals: dict[str, int]
    tags: frozenset[str] = frozenset()


PAGE = Page(
    goal=goal("lead-it", checkin("2026-10-09", 17), title="née Łoś", due=dt.date(2026, 11, 24)),
    at=dt.datetime(2026, 10, 15, 15, 0, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    lines=("a", None),
    totals={"won": 7},
    tags=frozenset("cab"),
)
EXPECTED = """\
{
  "schema_version": 1,
  "kind": "agenda",
  "goal": {
    "ref": "goals/lead-it",
    "title": "née Łoś",
    "due": "2026-11-24",
    "checkins": [
      {
        "on": "2026-10-09",
        "value": 17
      }
    ]
  },
  "at": "2026-10-15T15:00:00+02:00",
  "lines": [
    "a",
    null
  ],
  "totals": {
    "won": 7
  },
  "tags": [
    "a",
    "b",
    "c"
  ]
}
"""


def test_a_page_is_one_document() -> None:
    """Keys in the order of its fields, days ISO; a record says its name and what is set in it."""
    assert EXPECTED == render_json(PAGE, kind="agenda")


def test_a_list_stands_under_items() -> None:
    """A document is always an object, so that keys can be added."""
    document = json.loads(render_json([dt.time(9, 30), True, None], kind="list"))
    assert {"schema_version": 1, "kind": "list", "items": ["09:30:00", True, None]} == document


@pytest.mark.parametrize("taken", ["kind", "schema_version"])
def test_a_payload_cannot_hide_what_the_document_is(taken: str) -> None:
    """A field of one of the document's own names is a mistake in the program, and told."""
    with pytest.raises(ValueError, match=taken):
        render_json({taken: "mentor"}, kind="show")


def test_what_has_no_place_in_json_is_refused() -> None:
    """No number that other programs would not read, no object by its repr."""
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="JSON"):
            render_json({"value": value}, kind="show")
    with pytest.raises(TypeError, match="object"):
        to_plain(object())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]52;c;x\x07", r'"\u001b]52;c;x\u0007"'),
        ("\x9b\x7f", r'"\u009b\u007f"'),
        ("\u202eabc\u2066", r'"\u202eabc\u2066"'),
        ("\U000e0041", r'"\udb40\udc41"'),
        ("\ud800", r'"\ud800"'),
        ("\u2028\ufeff", r'"\u2028\ufeff"'),
        ("佐藤 Łoś 😀", '"佐藤 Łoś 😀"'),
    ],
)
def test_what_acts_is_escaped_and_what_is_read_is_kept(text: str, shown: str) -> None:
    """Fault row 54: control, C1, bidi and tag characters are escapes, letters are letters."""
    assert shown in render_json({"text": text}, kind="show")


PAYLOADS = st.recursive(
    st.text()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.none()
    | st.booleans(),
    lambda inner: st.dictionaries(st.text(), inner, max_size=3) | st.lists(inner, max_size=3),
    max_leaves=8,
)


@given(PAYLOADS)
def test_it_is_indented_as_any_json(payload: Any) -> None:
    """Only a number that was typed is written otherwise than Python's own JSON would."""
    expected = json.dumps(payload, ensure_ascii=False, indent=2)
    assert expected == _written(payload)
    assert '{\n  "a": 6.10\n}' == _written({"a": Decimal("6.10")})


@given(st.recursive(st.text() | st.integers(), lambda inner: st.dictionaries(st.text(), inner)))
def test_json_is_whole_and_harmless(payload: Any) -> None:
    """Whatever the text, what is read back is what was written, and nothing raw is in between."""
    text = render_json({"payload": payload}, kind="show")
    assert payload == json.loads(text)["payload"]
    assert text == clean(text, lines=True)
    assert text.endswith("}\n")
    text.encode()


def test_a_moment_has_whole_minutes_in_its_offset() -> None:
    """No reader of JSON knows the seconds that clocks had before the zones."""
    old = dt.datetime(1971, 10, 14, 15, tzinfo=dt.timezone(-dt.timedelta(seconds=2670)))
    assert "1971-10-14T15:44:30+00:00" == to_plain(old)
