"""Who reads a review: what each is told first, how much of it on one sheet, and in which words.

One row a kind of reader: my own page, the manager's, executives', a relationship's by its kind,
and `giving` for those whom I help. Sections stand in the order of a row, then those that it does
not name; a number is how many lines of a sort go on the sheet at most, words are a title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.namedtuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Told(NamedTuple):
    """What a reader is told at one place: the sorts of lines, how many of each, and its title.

    `work` is every section of an objective, of my own goals and of other work; its sorts are
    `win`, `goal` and `aim`; what is next are goals, as `next`, and opportunities, as `chance`.
    """

    section: str
    most: Mapping[str, int]
    title: str = ""


def _told(section: str, most: int, title: str = "") -> Told:
    return Told(section, {section: most}, title)


def _next(goals: int, chances: int, title: str = "") -> Told:
    return Told("next", {"next": goals, "chance": chances}, title)


def _work(wins: int, goals: int, aims: int = 8) -> Told:
    return Told("work", {"win": wins, "aim": aims, "goal": goals})


READERS: Mapping[str, tuple[Told, ...]] = {
    "self": (
        _told("where", 0),
        _work(16, 4),
        _told("growth", 4),
        _told("opportunities", 2),
        _told("vouched", 2),
        _told("gave", 2),
        _told("vouched_for", 2),
        _told("their_growth", 3),
        _told("told", 2),
        _told("feedback", 3),
        _told("learned", 3),
        _told("promises", 1),
        _told("gaps", 4),
        _next(4, 3),
    ),
    "manager": (
        _work(16, 3),
        _told("growth", 3, "Skills I am building"),
        _told("opportunities", 2, "Opportunities taken"),
        _told("where", 3),
        _told("promises", 1, "Promises kept"),
        _told("learned", 2),
        _next(3, 3),
    ),
    "exec": (
        _work(16, 0),
        _told("opportunities", 2),
        _told("learned", 1),
        _next(0, 3),
    ),
    "mentor": (
        _told("growth", 4, "What I am learning"),
        _told("feedback", 3, "What I was told"),
        _work(4, 4),
        _told("opportunities", 2),
        _told("gave", 3, "What I gave back"),
        _told("promises", 1, "Between us"),
        _next(3, 2, "What I take on next"),
        _told("learned", 2),
    ),
    "coach": (
        _work(3, 6),
        _told("growth", 4, "What is changing"),
        _told("feedback", 3, "What I was told"),
        _told("learned", 2),
        _told("promises", 1, "Between us"),
        _next(3, 1, "What we work on next"),
    ),
    "sponsor": (
        _told("opportunities", 3, "Doors that opened, and what came of them"),
        _told("vouched", 3, "Who spoke up for me"),
        _work(9, 2),
        _next(0, 4, "Where a word would help next"),
        _told("growth", 3),
        _told("gave", 2, "What I gave back"),
        _told("promises", 1, "Between us"),
    ),
    "partner": (
        _work(9, 3),
        _told("promises", 1, "What we promised each other"),
        _told("gave", 3, "What I brought"),
        _told("vouched", 3, "Who put in a word"),
        _next(3, 2, "What is next for us"),
    ),
    "giving": (
        _told("their_growth", 4, "Growth I have seen"),
        _told("told", 4, "What I said"),
        _told("vouched_for", 3, "Where I put in a word"),
        _told("gave", 4, "What I gave"),
        _work(2, 2),
        _told("promises", 1, "Between us"),
        _next(3, 2, "What is next"),
    ),
}
