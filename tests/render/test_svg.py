"""Pictures: what they show where, and what they say of it."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree

import pytest

from devjournal.render import svg
from devjournal.render.document import Course, Gauge, Part, Step, Strip, Track, line

HUGE = 1.7e308
TODAY = dt.date(2026, 10, 14)
START = Step(0.0, "0")


def on(value: float, day: int, month: int = 10) -> Step:
    """Return a step on a day of 2026."""
    return Step(value, f"{value:g}", dt.date(2026, month, day), f"{day}/{month}")


def drawn(*steps: Step, aim: Step | None = None, today: dt.date | None = TODAY) -> str:
    """Return the picture of a way."""
    gauge = Gauge(line("Lead"), 0.5, line("half"), trail_words=line("0 → 5"), health="good")
    return svg.draw_course(gauge, Course(steps, aim, today), "p1")


def number(picture: str, kind: str, name: str) -> float:
    """Return a number of the first line of a kind."""
    found = re.search(f'<line class="{kind}".*? {name}="(.*?)"', picture)
    assert found
    return float(found[1])


def test_a_way_stands_on_the_calendar() -> None:
    """From the baseline to today and the day of the aim; half of the time is half of the way."""
    made = drawn(START, on(2, 1), on(5, 11), aim=on(10, 21))
    (points,) = re.findall('points="(.*?)"', made)
    places = [float(one.partition(",")[0]) for one in points.split()]
    today = number(made, "today", "x1")
    assert places[0] < places[1] < places[2] < today < 292
    assert (places[1] + 292) / 2 == pytest.approx(places[2])
    assert ["aim 10", "5", "today", "1/10", "21/10"] == re.findall("<text.*?>(.*?)</text>", made)


def test_a_way_says_what_it_shows() -> None:
    """Its title is what it is of; its description the words beside it, and the aim."""
    root = ElementTree.fromstring(drawn(START, on(5, 9), aim=on(10, 21)))  # noqa: S314  # our own
    assert "img" == root.get("role")
    named = {one.get("id"): one.text for one in root if one.get("id")}
    assert {"p1-title": "Lead", "p1-words": "0 → 5; aim 10 by 21/10"} == named
    assert (root.get("aria-labelledby") or "").split() == [*named]


def test_a_way_down_goes_down() -> None:
    """Where less is the aim, the line of the aim is beneath."""
    made = drawn(on(9, 1), on(7, 9), aim=Step(3.0, "3"))
    heights = [
        float(one.partition(",")[2]) for one in re.findall('points="(.*?)"', made)[0].split()
    ]
    assert heights[0] < heights[1] < number(made, "aim", "y1")


@pytest.mark.parametrize(
    "values", [(), (1.0,), (1.0, 1.0), (-HUGE, HUGE), (float("inf"), 1.0), (1e-300, 2e-300)]
)
def test_any_numbers_can_be_drawn(values: tuple[float, ...]) -> None:
    """None falls out of its picture, and none is no number."""
    steps = tuple(Step(value, "x", TODAY) for value in values)
    gauge = Gauge(line("x"), sum(values), line("y"), trail=values)
    made = [
        svg.draw_course(gauge, Course(steps, steps[0] if steps else None, TODAY), "p1"),
        svg.draw_bar(gauge, "p2"),
        svg.draw_track(Track(line("x"), (*values, None), line("y")), max(values, default=0), "p3"),
        svg.draw_change(values[0], values[-1]) if values else "",
    ]
    for picture in made:
        assert not re.search("nan|inf|e[+-]", picture)
        assert all(0 <= float(one) <= 300 for one in re.findall(r'c[xy]="([^"]*)"', picture))
        assert all(0 <= float(one) <= 100 for one in re.findall(r'"([^"]*)%"', picture))


@pytest.mark.parametrize(
    ("ratio", "width"),
    [(-1, None), (0, None), (0.001, 1.5), (0.5, 50), (0.999, 98.5), (1, 100), (2, 100)],
)
def test_a_bar_is_full_only_at_the_end(ratio: float, width: float | None) -> None:
    """And empty only at the beginning."""
    found = re.findall('class="full" width="(.*?)%"', svg.draw_bar(Gauge((), ratio, ()), "p1"))
    assert ([] if width is None else [width]) == [*map(float, found)]


def test_a_cell_of_nothing_is_seen_and_one_of_none_is_not() -> None:
    """What was due and did not happen is not what was never due."""
    made = svg.draw_track(Track((), (0.0, None, 1.0), ()), 1.0, "p1")
    assert ["none", "some"] == re.findall('<rect class="(.*?)"', made)


def test_words_with_no_room_are_left_out() -> None:
    """Days that would stand in one another: the present day comes first."""
    made = drawn(START, on(1, 13), aim=on(10, 31, 12))
    days = re.findall('class="day".*?>(.*?)<', made)
    assert ["today", "31/12"] == days


COUNTED = Track(
    line("Kept"),
    (0.5, None, 1.0),
    line("2 of 3"),
    (Part("in time", (1, 0, 1)), Part("late", (1, 0, 0), "late"), Part("open", (0, 0, 0), "open")),
)


def test_what_a_cell_counts_stands_above_each_other_and_is_told() -> None:
    """What was done beneath; what was late is crossed, as no look is told by colour alone."""
    made = svg.draw_track(COUNTED, 1.0, "p1", "Aug 1 in time, 1 late")
    bricks = re.findall('<rect class="part (.*?)" x="(.*?)%" y="(.*?)"', made)
    assert [("done", "4", "10"), ("late", "4", "0"), ("done", "70.67", "10")] == bricks
    assert 1 == made.count('<line class="part late"')
    assert "<desc" in made
    assert ">2 of 3. Aug 1 in time, 1 late<" in made


@pytest.mark.parametrize(("most", "height"), [(1, 10), (5, 50), (10, 50), (500, 50)])
def test_however_many_a_row_has_its_height(most: int, height: int) -> None:
    """Each is as high as the others of its row, until they would be too high."""
    made = svg.draw_track(Track((), (1.0,), (), (Part("held", (most,)),)), 1.0, "p1")
    assert f'height="{height + 1}" role="img"' in made
    tops = [float(y) for y in re.findall('<rect class="part done".*? y="(.*?)"', made)]
    assert most == len(tops)
    assert min(tops) == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize(
    ("length", "marks", "shown"),
    [
        (12, ((0, "N"), (1, "D"), (11, "O")), ["N", "D", "O"]),
        (52, ((0, "Nov"), (4, "Dec"), (6, "Jan"), (50, "Oct")), ["Nov", "Dec", "Oct"]),
        (52, ((45, "Sep"), (50, "Oct")), ["Sep"]),
    ],
)
def test_no_name_above_a_strip_runs_into_another(
    length: int, marks: tuple[tuple[int, str], ...], shown: list[str]
) -> None:
    """On a phone either; the one that comes first stays."""
    made = svg.draw_marks(Strip((Track((), (1.0,) * length, ()),), marks))
    assert shown == re.findall("<text.*?>(.*?)</text>", made)
