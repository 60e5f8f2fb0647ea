from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from devjournal.journal.stored import Ref
from devjournal.models.entries import Number
from devjournal.pages.phrases import (
    changed,
    cite,
    figure,
    flat,
    letters_of,
    moved,
    plain_day,
    show_change,
    show_number,
    show_value,
    with_unit,
    withheld_note,
)
from devjournal.render.document import Span, text_of
from tests.builders import TODAY, day


def test_the_letters_to_type_are_strong_and_the_rest_is_quiet() -> None:
    """Of a lettered id its four letters are shown, the shortest form apart."""
    assert (Span("kw", "id"), Span("tz", "id_rest")) == letters_of("kwtz-send-it", "kw")


def test_a_named_id_is_whole_though_it_begins_like_letters() -> None:
    """Without a short form an id is a name: html-basics is not `html`."""
    assert (Span("html-basics", "id"),) == letters_of("html-basics", None)


def test_a_day_has_its_year_when_it_is_another() -> None:
    """A day of this year needs no year, and never its weekday."""
    assert ("19 Nov", "19 Nov 2025") == (
        plain_day(day("11-19"), TODAY),
        plain_day(day("2025-11-19"), TODAY),
    )


def test_a_text_of_several_lines_fits_on_one() -> None:
    """Line breaks and the spaces around them become one space."""
    assert "One. Two." == flat("One.\n\n  Two.\n")


def test_what_is_no_common_blank_stays() -> None:
    """A carriage return, a form feed or a separator of another kind is left for the gate."""
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
    """The record stands in brackets: a lettered one by its letters, a named one whole."""
    assert shown == text_of(cite(ref, word))


def test_only_the_letters_to_type_stand_out() -> None:
    """Letters are shown as an id; all else of it is quiet, and kept together with them."""
    assert [Span("[win ", "id_rest"), Span("kwtz", "id"), Span("]", "id_rest")] == list(
        cite(Ref("entry", "kwtz-a"), "win")[1:]
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 private items"), (1, "1 private item"), (2, "2 private items")],
)
def test_a_page_says_how_much_it_withholds(number: int, words: str) -> None:
    """The count is there even when it is nought."""
    assert f"Withheld: {words}" == text_of(withheld_note(number).text)


@pytest.mark.parametrize(
    ("value", "like", "shown"),
    [
        (4800.0, None, "4,800"),
        (6.1, 5.55, "6.10"),
        (5.55, 6.1, "5.55"),
        (0.1 + 0.2, None, "0.3"),
        (-3.0, None, "-3"),
        (1e300, None, "1e+300"),
        (1.0, 1e300, "1"),
    ],
)
def test_a_figure_is_as_long_as_it_must_be(value: float, like: float | None, shown: str) -> None:
    """Thousands are set apart, and two figures side by side have the same decimals."""
    assert shown == figure(value, like=like)


@pytest.mark.parametrize(("unit", "shown"), [(None, "5"), ("", "5"), ("%", "5%"), ("USD", "5 USD")])
def test_a_unit_stands_behind_its_figure(unit: str | None, shown: str) -> None:
    """Percent is written without a space, every other unit with one."""
    assert shown == with_unit("5", unit)


@pytest.mark.parametrize(
    ("before", "after", "unit", "shown"),
    [
        (6.1, 5.55, "USD", "6.10 → 5.55 USD"),
        (34, 15, "%", "34% → 15%"),
        (None, 3600, "calls", "3,600 calls"),
        (4800, None, None, "4,800"),
        (None, None, "calls", ""),
    ],
)
def test_p011_a_move_shows_both_ends(
    before: float | None, after: float | None, unit: str | None, shown: str
) -> None:
    """From where to where, in its unit; or the one end that is known."""
    assert shown == moved(before, after, unit)


@pytest.mark.parametrize(
    ("before", "after", "unit", "change", "shown"),
    [
        (4800, 3600, None, -0.25, "-25%"),
        (6.1, 5.72, "USD", -0.0623, "-6.2%"),
        (3, 7, None, 4 / 3, "+133.3%"),
        (34, 15, "%", -0.5588, "-19 points"),
        (41, 68, "%", 0.65, "+27 points"),
        (0, 5, None, None, ""),
        (None, 5, "%", None, ""),
    ],
)
def test_a_change_is_told_in_percent_and_of_shares_in_points(
    before: float | None, after: float, unit: str | None, change: float | None, shown: str
) -> None:
    """A fall from 34% to 15% is 19 points, as 56% would say something else."""
    assert shown == changed(before, after, unit, change)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(6.1, "6.1"), (12.0, "12"), (0.0, "0"), (1234567.5, "1234567.5"), (-3.25, "-3.25"), (7, "7")],
)
def test_a_number_keeps_its_digits(value: float, expected: str) -> None:
    """No digit is lost, and a whole number has no decimal point."""
    assert expected == show_number(value)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (Number(metric="cost", before=6.1, after=5.55, unit="USD"), "cost: 6.10 → 5.55 USD (-9%)"),
        (Number(metric="seats", after=12), "seats: 12"),
        (Number(metric="seats", before=12), "seats: 12"),
        (Number(metric="calls", before=0, after=3), "calls: 0 → 3"),
    ],
)
def test_a_number_that_moved_says_from_where_and_how_far(number: Number, expected: str) -> None:
    """The change in percent is told where it can be; a side that is not known is left out."""
    assert expected == show_change(number)


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
