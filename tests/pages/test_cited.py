from __future__ import annotations

from typing import NamedTuple

from devjournal.journal.stored import Ref
from devjournal.pages.phrases import cited, withheld


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
