from __future__ import annotations

from devjournal.render.compose.lines import flat, plain_day
from tests.builders import TODAY, day


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
