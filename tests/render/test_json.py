from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.render.json import render_json, to_plain
from devjournal.text import clean


class Ref(NamedTuple):
    """A name for a record."""

    kind: str
    id: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A part of a view."""

    title: str
    due: dt.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A view with all that views are made of."""

    ref: Ref
    at: dt.datetime
    lines: tuple[Line, ...]
    totals: dict[str, int]
    share: float
    tags: frozenset[str] = frozenset()


VIEW = View(
    ref=Ref("meeting", "priya-mentor-002"),
    at=dt.datetime(2026, 10, 15, 15, 0, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    lines=(Line(title="Rebuild slide 2", due=dt.date(2026, 11, 19)), Line(title="née Łoś")),
    totals={"won": 7, "all": 9},
    share=0.5,
    tags=frozenset("hgfedcba"),
)
EXPECTED = """\
{
  "schema_version": 1,
  "kind": "agenda",
  "ref": {
    "kind": "meeting",
    "id": "priya-mentor-002"
  },
  "at": "2026-10-15T15:00:00+02:00",
  "lines": [
    {
      "title": "Rebuild slide 2",
      "due": "2026-11-19"
    },
    {
      "title": "née Łoś",
      "due": null
    }
  ],
  "totals": {
    "won": 7,
    "all": 9
  },
  "share": 0.5,
  "tags": [
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g",
    "h"
  ]
}
"""


def test_a_view_is_one_document() -> None:
    """Its keys in the order of its fields, days and moments ISO, what is unset there as null."""
    assert EXPECTED == render_json(VIEW, kind="agenda")


def test_a_list_stands_under_items() -> None:
    """A document is always an object, so that keys can be added."""
    document = json.loads(render_json([dt.time(9, 30), True, None], kind="list"))
    assert {"schema_version": 1, "kind": "list", "items": ["09:30:00", True, None]} == document


@pytest.mark.parametrize("taken", ["kind", "schema_version"])
def test_a_payload_cannot_hide_what_the_document_is(taken: str) -> None:
    """A field of one of the document's own names is a mistake in the program, and told."""
    with pytest.raises(ValueError, match=taken):
        render_json({taken: "mentor"}, kind="show")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_no_number_that_is_no_json(value: float) -> None:
    """JSON has no word for them, and other programs would not read the document."""
    with pytest.raises(ValueError, match="JSON"):
        render_json({"value": value}, kind="show")


def test_what_has_no_place_in_json_is_refused() -> None:
    """An object of any class is never shown by its repr."""
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


@given(st.recursive(st.text() | st.integers(), lambda inner: st.dictionaries(st.text(), inner)))
def test_json_is_whole_and_harmless(payload: Any) -> None:
    """Whatever the text, what is read back is what was written, and nothing raw is in between."""
    text = render_json({"payload": payload}, kind="show")
    assert payload == json.loads(text)["payload"]
    assert text == clean(text, lines=True)
    assert text.endswith("}\n")
    text.encode()
