"""Validation lets nothing through that is not what it says, in either direction."""

from __future__ import annotations

import datetime as dt
import tomllib
from decimal import Decimal
from typing import Any

import pytest

from devjournal.models.growth import Checkin, Goal
from devjournal.models.meetings import Action, DayMove
from devjournal.models.registry import ENTRY_KINDS, KINDS, class_for, variants_of
from devjournal.models.validation import Rejected, Unknown, admit, check_out, unknown_keys
from tests.privacy.filler import Filler

DAY = dt.date(2026, 10, 15)
MOMENT = dt.datetime(2026, 10, 15, 15, tzinfo=dt.UTC)
WRONG: dict[str, tuple[str, str, tuple[Any, ...]]] = {
    "text": ("goal", "why", (5, 1.5, True, DAY, ["a"], {"a": "b"}, b"a")),
    "text that says something": ("goal", "title", ("", 5)),
    "number": ("goal", "target", ("7", 7.5, True, False, DAY, [Decimal(7)], Decimal("nan"))),
    "whole number": ("topic", "minutes", ("45", 45.0, 45.5, True, False, DAY, [45])),
    "yes or no": ("topic", "deep_dive", (1, 0, "true", "yes", 1.0, [True])),
    "day": ("goal", "due", ("2026-10-15", MOMENT, dt.time(15), 20261015, 5.0, True)),
    "moment": ("meeting", "at", (DAY, "2026-10-15T15:00:00Z", dt.time(15), 1792076400, 1.5)),
    "time": ("relationship", "time", ("15:00", MOMENT, DAY, 54000, 15.0)),
    "choice": ("goal", "state", ("Active", "done", 1, True, ["active"])),
    "list": ("goal", "tags", ("one", {"one": 1}, 1, DAY)),
    "list of text": ("goal", "tags", ([1], ["a", None], [["a"]], [True])),
    "list of tables": ("goal", "checkins", ({"on": DAY}, [DAY], ["x"], "x", [[{"on": DAY}]])),
    "table": ("relationship", "ask", ([], "yes", 1, [{"skill": "x"}])),
    "table of words": ("profile", "alias", ([], "x", {"p": 1}, {"p": ["prep"]})),
    "readers": ("goal", "visibility", ("public", "Private", "", 1, True, [1], {"a": "b"})),
}
GOOD: dict[str, dict[str, Any]] = {
    "goal": {"title": "Lead the readout"},
    "topic": {"text": "Forecast", "relationship": "priya-mentor"},
    "meeting": {"relationship": "priya-mentor", "at": MOMENT},
    "relationship": {"person": "priya-nair", "kind": "mentor", "my_role": "receiving"},
    "profile": {"schema": 1, "name": "Robin Vale"},
}


@pytest.mark.parametrize("what", WRONG)
def test_nothing_is_coerced(what: str) -> None:
    """A value of another type is refused, even where it could be read as the right one."""
    kind, field, values = WRONG[what]
    admit(kind, GOOD[kind])
    for value in values:
        with pytest.raises(Rejected) as caught:
            admit(kind, {**GOOD[kind], field: value})
        assert {field} == {fault.path[0] for fault in caught.value.faults}, value


@pytest.mark.parametrize("value", [7, Decimal("7.50"), -3, 0])
def test_a_whole_number_is_fine_for_a_decimal(value: Decimal | int) -> None:
    """`target = 7` is a number like 7.50, and each keeps its digits."""
    record = admit("goal", {"title": "T", "target": value})
    assert isinstance(record, Goal)
    assert (Decimal, str(value)) == (type(record.target), str(record.target))


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, 10**5000], ids=["over", "under", "far"])
@pytest.mark.parametrize("field", ["target", "commitment", "unknown"])
def test_an_integer_over_64_bits_is_refused(field: str, value: int) -> None:
    """No TOML file can carry it, and a decimal field would take it without a word."""
    with pytest.raises(Rejected) as caught:
        admit("goal", {"title": "T", field: value})
    assert [f"{field}: is an integer over 64 bits"] == list(map(str, caught.value.faults))
    admit("goal", {"title": "T", "unknown": [2**63 - 1, -(2**63)]})


ONE_OF = f"one of {', '.join(ENTRY_KINDS)}"
DOCUMENTS: list[tuple[str, str, str]] = [
    ("action", "", "title: is missing; owner: is missing"),
    (
        "action",
        """
        title = ""
        owner = "you"
        due = 2026-10-15T10:00:00Z
        note = 5
        moves = [{on = 2026-10-15}, {now = "friday", why = 3}, 1]
        tags = ["one", 2]
        visibility = ["exec", true]
        """,
        "title: must not be empty; owner: must be 'me' or 'them'"
        "; due: must be a day, such as 2026-10-15 (without quotes); note: must be text in quotes"
        "; moves[1].now: is missing"
        "; moves[2].now: must be a day, such as 2026-10-15 (without quotes)"
        "; moves[2].why: must be text in quotes; moves[3]: must be a table"
        "; tags[2]: must be text in quotes; visibility[2]: must be text in quotes",
    ),
    (
        "goal",
        """
        title = "T"
        target = inf
        checkins = [{on = 2026-10-15, confidence = 6}, {value = "x"}]
        tags = "one"
        visibility = "everyone"
        """,
        "target: must be a finite number, not nan or inf; checkins[1].confidence: must be at most 5"
        "; checkins[2].on: is missing; checkins[2].value: must be a number"
        '; tags: must be a list, such as ["one", "two"]'
        '; visibility: must be "private", "shared", or a list of readers',
    ),
    (
        "meeting",
        """
        relationship = "p"
        at = 2026-10-15
        minutes = 1441
        self_check = ["honest", "brave"]
        """,
        "at: must be a moment, such as 2026-10-15T15:00:00+01:00 (without quotes)"
        "; minutes: must be at most 1440"
        "; self_check[2]: must be 'prepared', 'honest', 'present' or 'consistent'",
    ),
    (
        "relationship",
        """
        person = "p"
        kind = "boss"
        my_role = "giving"
        time = "15:00"
        ask = {self_level = 9, meetings = 1001}
        agreement = "yes"
        """,
        "kind: must be 'mentor', 'coach', 'sponsor' or 'partner'"
        "; time: must be a time, such as 15:00:00 (without quotes)"
        "; ask.self_level: must be at most 5; ask.meetings: must be at most 1000"
        "; agreement: must be a table",
    ),
    (
        "goal",
        """
        title = "T"
        due = 3000-01-01
        milestones = [{title = "M", due = 1899-12-31}, {title = "N", due = 1900-01-01}]
        mine = 0001-01-01
        """,
        "due: must lie in the years 1900 to 2999"
        "; milestones[1].due: must lie in the years 1900 to 2999",
    ),
    (
        "meeting",
        """
        at = 0001-01-01T00:00:00Z
        moves = [{was = 9999-12-31T23:30:00-05:00, now = 2026-10-15T15:00:00}]
        """,
        "relationship: is missing; at: must lie in the years 1900 to 2999"
        "; moves[1].was: must lie in the years 1900 to 2999",
    ),
    (  # Whatever the zone of who looks at it: on Kiritimati this is the year 3000.
        *("meeting", 'relationship = "r"\nat = 2999-12-31T23:00:00Z\nstate = "held"'),
        "at: must lie in the years 1900 to 2999",
    ),
    (
        "profile",
        'schema = 0\nname = "N"\nreview_months = 13\nsettings = 5\nalias = {p = 3}',
        "schema: must be at least 1; review_months: must be at most 12"
        "; settings: must be a table; alias.p: must be text in quotes",
    ),
    (
        *("skill", 'name = "S"\nratings = [{on = 2026-10-15, level = 2.5}]'),
        "ratings[1].level: must be a whole number",
    ),
    (
        *("topic", 'text = "T"\nrelationship = "p"\ndeep_dive = "yes"'),
        "deep_dive: must be true or false",
    ),
    (
        *("entry", 'kind = "win"\non = 2026-10-15\ntext = "T"\ncredit = ["priya", ""]'),
        "credit[2]: must not be empty",
    ),
    ("entry", 'text = "T"', f"kind: is missing; it is {ONE_OF}; on: is missing"),
    ("entry", 'kind = "triumph"\non = 2026-10-15\ntext = "T"', f"kind: must be {ONE_OF}"),
]
"""Kind, a document, and all that is wrong with it."""


@pytest.mark.parametrize(("kind", "document", "faults"), DOCUMENTS)
def test_a_fault_names_its_place(kind: str, document: str, faults: str) -> None:
    """Every fault is told at once, each once, by the path of keys that leads to it."""
    plain = tomllib.loads(document, parse_float=Decimal)
    with pytest.raises(Rejected) as caught:
        admit(kind, plain)
    assert faults == str(caught.value)
    for fault in caught.value.faults:
        held: Any = plain
        for part in fault.path[:-1] if fault.reason.startswith("is missing") else fault.path:
            held = held[part]


@pytest.mark.parametrize("seed", range(3))
def test_what_goes_out_comes_in_again(seed: int) -> None:
    """A record of any kind, with every field set, is the same after the way out and in."""
    filler = Filler(seed, is_sparse=False)
    filler.ids = {kind: [f"a-{kind}"] for kind in KINDS}
    for kind in KINDS.values():
        for variant in variants_of(kind.name):
            record = filler.fill(class_for(kind.name, variant))
            assert record == admit(kind.name, check_out(record, kind.name))


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (Action(title="", owner="me"), "title: must not be empty"),
        (Action(title="T", owner="me", tags=("a", 2)), "tags[2]: must be text"),  # type: ignore[arg-type]  # on purpose
        (
            Action(title="T", owner="me", moves=(DayMove(now="friday"),)),  # type: ignore[arg-type]  # on purpose
            "moves[1].now: must be a day",
        ),
        (Goal(title="T", target=Decimal("nan")), "target: must be a finite number"),
    ],
)
def test_a_record_that_goes_out_is_checked(record: Action | Goal, fault: str) -> None:
    """What code made wrongly is stopped before it is written."""
    with pytest.raises(Rejected) as caught:
        check_out(record, "action" if isinstance(record, Action) else "goal")
    assert str(caught.value).startswith(fault)


def test_the_way_out_leaves_out_what_is_unset() -> None:
    """Only what was said stands in a file, in the order of the fields, tables last."""
    goal = Goal(title="T", due=DAY, target=Decimal(8), checkins=(Checkin(on=DAY),), tags=("a",))
    expected = {"title": "T", "target": 8, "due": DAY, "tags": ["a"], "checkins": [{"on": DAY}]}
    assert list(expected.items()) == list(check_out(goal, "goal").items())


def test_no_readers_are_not_unset() -> None:
    """An empty list of readers is nobody, and stays in the file."""
    record = Goal(title="T", visibility=())
    assert {"title": "T", "visibility": []} == check_out(record, "goal")
    assert record == admit("goal", check_out(record, "goal"))


@pytest.mark.parametrize(
    ("kind", "plain", "paths"),
    [
        ("action", {"title": "T", "owner": "me"}, []),
        ("action", {"titel": "T", "owner": "me", "Due": DAY}, [("titel",), ("Due",)]),
        ("action", {"moves": [{"now": DAY}, {"now": DAY, "hwy": "x"}]}, [("moves", 1, "hwy")]),
        ("relationship", {"ask": {"skil": "x"}}, [("ask", "skil")]),
        ("relationship", {"ask": "no table", "checks": ["none"]}, []),
        ("profile", {"settings": {"any": 1}, "alias": {"p": "prep"}}, [("settings", "any")]),
        (
            "entry",
            {"kind": "win", "verbatim": "x", "numbers": [{"metrik": "x"}]},
            [("verbatim",), ("numbers", 0, "metrik")],
        ),
    ],
)
def test_unknown_keys_are_found_and_let_be(
    kind: str, plain: dict[str, Any], paths: list[tuple[str | int, ...]]
) -> None:
    """Each key that its class does not know is named by its path, in tables too."""
    assert paths == [unknown.path for unknown in unknown_keys(kind, plain)]


def test_an_unknown_key_comes_with_those_that_are_known() -> None:
    """The known names are those of the table in which it stands, for a near one to be found."""
    (found,) = unknown_keys("action", {"title": "T", "owner": "me", "moves": [{"hwy": "x"}]})
    assert Unknown(("moves", 0, "hwy"), ("was", "now", "on", "why")) == found
    record = admit("action", {"title": "T", "owner": "me", "hwy": "x"})
    assert Action(title="T", owner="me") == record
