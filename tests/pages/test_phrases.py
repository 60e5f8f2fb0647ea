from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import pytest

from devjournal.journal.stored import Ref
from devjournal.pages.phrases import (
    changed,
    cite,
    cited,
    figure,
    flat,
    letters_of,
    moved,
    plain_day,
    show_change,
    show_number,
    show_value,
    with_unit,
    withheld,
    withheld_words,
)
from devjournal.render.document import Span, text_of
from tests.builders import TODAY, day, number, typed


def test_the_letters_to_type_are_strong_and_the_rest_is_quiet() -> None:
    """Of a lettered id its four letters are shown; without a short form an id is a whole name."""
    assert (Span("kw", "id"), Span("tz", "id_rest")) == letters_of("kwtz-send-it", "kw")
    assert (Span("html-basics", "id"),) == letters_of("html-basics", None)


def test_a_day_has_its_year_when_it_is_another() -> None:
    """A day of this year needs no year, and never its weekday."""
    days = day("11-19"), day("2025-11-19")
    assert ["19 Nov", "19 Nov 2025"] == [plain_day(one, TODAY) for one in days]


def test_a_text_of_several_lines_fits_on_one() -> None:
    """Line breaks and spaces around them are one space; what is no common blank is the gate's."""
    assert "One. Two." == flat("One.\n\n  Two.\n")
    assert "a\r\x0c\x1f\x85\u2028b c" == flat("a\r\x0c\x1f\x85\u2028b\r\n c")


@pytest.mark.parametrize(
    ("ref", "word", "shown"),
    [
        (Ref("entry", "kwtz-rebuild-slide-2"), "win", " [win kwtz]"),
        (Ref("goal", "lead-the-readout"), None, " [goal lead-the-readout]"),
        (Ref("relationship", "priya-mentor"), "", " [priya-mentor]"),
    ],
)
def test_a_line_says_where_it_comes_from(ref: Ref, word: str | None, shown: str) -> None:
    """In brackets: a lettered record by its letters, which stand out, a named one whole."""
    assert shown == text_of(cite(ref, word))
    assert ("kwtz" in shown) == (("kwtz", "id") in [one[:2] for one in cite(ref, word)])


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "Nothing is withheld."),
        (1, "Withheld: 1 private item"),
        (2, "Withheld: 2 private items"),
    ],
)
def test_a_page_says_how_much_it_withholds(number: int, words: str) -> None:
    """That it withholds nothing is told, too."""
    assert words == withheld_words(number)


def test_p011_a_number_is_as_long_as_it_must_be() -> None:
    """A figure, its unit, and a move with both ends and by how much."""
    told = [
        # Thousands are set apart, and two figures side by side have the same decimals.
        (figure(typed("4800"), None), "4,800"),
        (figure(typed("6.1"), typed("5.55")), "6.10"),
        (figure(typed("5.55"), typed("6.1")), "5.55"),
        (figure(typed("6.1"), None, unit="USD"), "6.10"),
        (figure(typed("6"), None, unit="USD a month"), "6"),
        (figure(typed("6.1"), None, unit="hours"), "6.1"),
        # What was typed is shown, and a whole number has no decimals unless they were typed.
        (figure(typed("6.10"), None, unit="hours"), "6.10"),
        (figure(typed("12.0"), None), "12.0"),
        (figure(typed("12.0"), typed("5.55")), "12.00"),
        (figure(typed("10"), typed("2.5")), "10"),
        (figure(typed("-3"), None), "-3"),
        (figure(typed("99.95"), typed("99.9")), "99.95"),
        (figure(typed("0.1234567890123456789"), None), "0.1234567890123456789"),
        (figure(typed("12345678901234567890.50"), None), "12,345,678,901,234,567,890.50"),
        (figure(typed("1e300"), None), f"1{',000' * 100}"),
        (figure(typed("0.0000001"), typed("0.0")), "0.0000001"),
        (figure(typed("1"), typed("1e300")), "1"),
        # Percent is written without a space, every other unit with one.
        (with_unit("5", None), "5"),
        (with_unit("5", ""), "5"),
        (with_unit("5", "%"), "5%"),
        (with_unit("5", "USD"), "5 USD"),
        # From where to where (P011), or the one end that is known.
        (moved(typed("6.1"), typed("5.55"), "USD"), "6.10 → 5.55 USD"),
        (moved(typed("34"), typed("15"), "%"), "34% → 15%"),
        (moved(None, typed("3600"), "calls"), "3,600 calls"),
        (moved(typed("4800"), None, None), "4,800"),
        (moved(None, None, "calls"), ""),
        # In percent, and of shares in points: 56% would say something else of 34% to 15%.
        (changed(number("a", 4800, 3600)), "-25%"),
        (changed(number("a", "6.1", "5.72", "USD")), "-6.2%"),
        (changed(number("a", 164, 52, "min")), "-68%"),
        (changed(number("a", 12, 24)), "+100%"),
        # What rounds to nothing is no change that is told, and a point has no more than was typed.
        (changed(number("a", 1000000, 1000001)), ""),
        (changed(number("a", 1000, 1)), "-99%"),
        (changed(number("a", "-1.7e308", "1.7e308", "%")), ""),
        (changed(number("a", "1e-9", "1.7e308")), ""),
        (changed(number("a", 1000, 0)), "-100%"),
        (changed(number("a", "99.9", "99.95", "%")), "+0.05 points"),
        # Of a few things the figures say it all.
        (changed(number("a", 3, 7)), ""),
        (changed(number("a", 3, 7, "of 10")), "+4 points"),
        (changed(number("a", 3, 2, "out of 10")), "-1 point"),
        (changed(number("a", 34, 15, "%")), "-19 points"),
        (changed(number("a", 41, 68, "%")), "+27 points"),
        (changed(number("a", 0, 5)), ""),
        (changed(number("a", None, 5, "%")), ""),
        # No digit is lost or added, but for a place that others have.
        (show_number(typed("6.10")), "6.10"),
        (show_number(typed("12")), "12"),
        (show_number(typed("1234567.5")), "1234567.5"),
        (show_number(typed("-3.25")), "-3.25"),
        (show_number(typed("6.1"), 2), "6.10"),
        (show_number(typed("0.0000001")), "0.0000001"),
        (show_number(typed("1e16")), "10000000000000000"),
        (show_number(typed("5.125"), 2), "5.125"),
        # The change is told where it can be; a side that is not known is left out.
        (
            show_change(number("cost", "6.1", "5.55", "USD")),
            "cost: 6.10 → 5.55 USD (-9%)",
        ),
        (show_change(number("seats", None, 12)), "seats: 12"),
        (show_change(number("seats", 12, None)), "seats: 12"),
        (show_change(number("calls", 0, 3)), "calls: 0 → 3"),
    ]
    assert [expected for _, expected in told] == [shown for shown, _ in told]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (dt.date(2026, 10, 14), "Wed 14 Oct 2026"),
        (dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC), "Wed 14 Oct 2026 09:00"),
        (dt.time(15), "15:00"),
        (["a", "b"], "a, b"),
        ({"on": dt.date(2026, 10, 14), "level": 3}, "Wed 14 Oct 2026, level 3"),
        ([{"title": "a"}, {"title": "b", "done_on": "x"}], "a; b, done on x"),
        ("[/x]", "[/x]"),
    ],
)
def test_a_value_in_words(value: Any, expected: str) -> None:
    """Each type of a record's data has its words."""
    assert expected == text_of(show_value(value))


# What a page cites, and what another one withholds


class Line(NamedTuple):
    """A line of a view, and where it is from."""

    text: str
    ref: Ref | None
    parts: tuple[Line, ...] = ()


GOAL, WIN = Ref("goal", "lead"), Ref("entry", "bcdf-won")


def test_everything_in_a_view_is_found() -> None:
    """Refs are found in lines, in lines of lines, in lists, and once each."""
    view = Line("a", GOAL, (Line("b", WIN), Line("c", None, (Line("d", GOAL),))))
    assert {GOAL, WIN} == cited(view)
    assert {GOAL, WIN} == cited([view, "text", 3])
    assert frozenset() == cited(Line)


def test_withheld_is_what_the_other_page_lacks() -> None:
    """Counted are the items that are cited on my page and not on theirs."""
    mine = (Line("a", GOAL), Line("b", WIN))
    assert 1 == withheld(mine, (Line("a", GOAL),))
    assert 2 == withheld(mine, ())
    assert 0 == withheld(mine, mine)


def test_a_field_is_an_item_of_its_own() -> None:
    """A meeting's notes may be withheld where the meeting itself is shown."""
    meeting = Ref("meeting", "priya-mentor-001")
    notes = meeting._replace(part="notes")
    assert 1 == withheld((Line("a", meeting), Line("b", notes)), (Line("a", meeting),))
