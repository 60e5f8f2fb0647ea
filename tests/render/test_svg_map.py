"""The map of a network: whom it shows where, however many and however they are called."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest

from devjournal.render.document import Branch, Map, Spot
from devjournal.render.svg_map import NARROW, WIDE, draw_map, fold, is_tall

NAMES = (
    "Ann Ito",
    "佐藤 愛子",
    "Maximiliane Freifrau von Hohenstein-Waldburg",
    "Wolfeschlegelsteinhausenbergerdorff",
    "Siobhán Ní Dhomhnaill",
)
LEFT, RIGHT = ("my team", "other teams", "team not told"), ("outside", "not told")


def network(number: int) -> Map:
    """Return a map of so many in all places and branches, some of whom brought others."""
    spots = [
        Spot(f"{NAMES[n % 5]} {n}", n % 5, n % 3 > 0, "", f"{NAMES[0]} 0" if n % 4 == 1 else "")
        for n in range(number)
    ]
    kinds = [Branch(f"kind {n}", tuple(spots[n::5])) for n in range(5)]
    return Map("My network", "whom I have", LEFT, RIGHT, tuple(kinds[:3]), tuple(kinds[3:]))


def words(picture: str) -> list[tuple[float, float, str, str, str]]:
    """Return all words of a picture: where they stand, what they are, how they are anchored."""
    pattern = r'<text class="(.*?)" x="(.*?)" y="(.*?)" text-anchor="(.*?)">(.*?)</text>'
    found = re.findall(pattern, picture)
    return [(float(x), float(y), kind, anchor, text) for kind, x, y, anchor, text in found]


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("number", [0, 1, 8, 60])
def test_everybody_stands_on_it_and_no_name_meets_another(number: int, width: float) -> None:
    """Each once, on a row of their own side, within the picture; the same each time."""
    made = draw_map(network(number), "p1", width)
    assert made == draw_map(network(number), "p1", width)
    height = float(re.findall(r'viewBox="0 0 \d+ ([\d.]+)"', made)[0])
    texts = words(made)
    letters = "".join(t[4] for t in texts if t[2] == "name").replace(" ", "")
    for n in range(number):
        assert f"{NAMES[n % 5]} {n}".replace(" ", "") in letters
    for side in ("start", "end"):
        rows = sorted(t[1] for t in texts if t[3] == side and t[2] in ("name", "words"))
        assert all(below - above >= 12 for above, below in itertools.pairwise(rows))
    assert all(0 <= x <= width and 0 <= y <= height for x, y, *_ in texts)


def test_nearness_is_the_place() -> None:
    """My team is nearer than other teams; outside is on the other side."""
    made = draw_map(network(5), "p1")
    near, far, farther, outside, unknown = (
        float(x) for x in re.findall(r'<line class="guide" x1="([\d.]+)"', made)
    )
    assert farther < far < near < WIDE / 2 < outside < unknown


def test_what_is_missing_is_an_empty_place() -> None:
    """A kind without anybody now, and a place without; told in words, not by a look alone."""
    some = (Spot("Ana", 0), Spot("Bo", 2, is_here=False, words="asked"))
    made = draw_map(
        Map("n", "w", LEFT[:2], RIGHT[:1], (Branch("mentor", some), Branch("coach")), ()), "p1"
    )
    texts = [t[4] for t in words(made)]
    assert {"mentor", "coach: nobody yet", "other teams: nobody yet", "my team"} <= {*texts}
    assert "outside: nobody yet" in texts
    assert (1, 1, 2) == tuple(
        made.count(f'class="{kind}"') for kind in ("branch empty", "open", "empty")
    )


def test_who_brought_us_together_is_a_line_and_is_told() -> None:
    """A line where both are on the map, and the words in any case; not where lines are many."""
    spots = (Spot("Ana", 0), Spot("Bo", 1, through="Ana"), Spot("Cy", 1, through="Somebody"))
    made = draw_map(Map("n", "w", LEFT, RIGHT, (Branch("mentor", spots),), ()), "p1")
    assert 1 == made.count('class="led"')
    assert ["through Ana", "through Somebody"] == [t[4] for t in words(made) if t[2] == "words"]
    many = (Spot("Ana", 0), *(Spot(f"B {n}", 1, through="Ana") for n in range(20)))
    made = draw_map(Map("n", "w", LEFT, RIGHT, (Branch("mentor", many),), ()), "p1")
    assert 'class="led"' not in made


def test_it_says_what_it_shows() -> None:
    """Its title and what it says are read out in its place."""
    root = ElementTree.fromstring(draw_map(network(3), "p1"))  # noqa: S314  # our own
    named = {one.get("id"): one.text for one in root if one.get("id")}
    assert {"p1-title": "My network", "p1-words": "whom I have"} == named
    assert ("img", "p1-title p1-words") == (root.get("role"), root.get("aria-labelledby"))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Ann Ito", ["Ann Ito"]),
        ("Anna Maria Hohenstein", ["Anna Maria", "Hohenstein"]),
        ("Hohenstein-Waldburg", ["Hohenstein-", "Waldburg"]),
        ("佐藤愛子美咲田中一", ["佐藤愛子美咲", "田中一"]),
        ("", []),
    ],
)
def test_a_long_name_goes_on_beneath(text: str, lines: list[str]) -> None:
    """Broken between words or after a hyphen, else between letters; none is lost."""
    assert lines == fold(text, 85)


def test_of_many_the_table_is_printed() -> None:
    """A map that is made to fit a page can be read as long as there are few."""
    assert [False, True] == [is_tall(network(number)) for number in (24, 25)]
