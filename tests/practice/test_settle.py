from __future__ import annotations

import datetime as dt

import pytest

from devjournal.practice.settle import moves_hint, plan_command, who_word
from devjournal.shell import FILL_IN, NAME, command, set_command
from tests.builders import NOW, TODAY, bound, day, held, journal_of, meeting, person


@pytest.mark.parametrize(
    ("word", "quoted"),
    [
        ("kw", "kw"),
        ("2026-11-19", "2026-11-19"),
        ("Priya Nair", '"Priya Nair"'),
        ("Zoë", '"Zoë"'),
        (FILL_IN, '"..."'),
        (NAME, '"NAME"'),
        ("", '""'),
        ("$(rm -rf x)", "'$(rm -rf x)'"),
        ("a`b`", "'a`b`'"),
        ("it's $5", "'it'\"'\"'s $5'"),
        ("a;b", '"a;b"'),
    ],
)
def test_words_are_quoted_so_that_a_shell_takes_them_as_they_stand(word: str, quoted: str) -> None:
    """A name from a file is no more than a word to the shell; the name of a field is bare."""
    assert f"devjournal show {quoted}" == command("show", word)
    assert f"devjournal set kw so_what={quoted}" == set_command("kw", "so_what", word)


def test_a_meeting_with_nobody_who_is_here_leads_to_the_check() -> None:
    """The commands that move a meeting name its relationship, whose file may be gone."""
    alone = meeting("gone-mentor-001", "10-15 15:00")
    assert "devjournal check" == moves_hint(journal_of(alone), alone, TODAY)


SPONSOR = bound("priya-sponsor", kind="sponsor")
CLOSED = bound("priya-coach", kind="coach", state="closed")
SHAH = (person("priya-shah"), bound("priya-shah-coach", "priya-shah"))
MET = meeting("priya-mentor-001", "10-15 15:00")


@pytest.mark.parametrize(
    ("others", "relationship", "word"),
    [
        ((), "priya-mentor", "priya"),
        (SHAH, "priya-mentor", "priya-nair"),
        ((SPONSOR, MET), "priya-mentor", "priya-mentor"),
        ((SPONSOR, MET), "priya-sponsor", "priya-sponsor"),
    ],
)
def test_who_is_the_shortest_that_means_one(
    others: tuple[object, ...], relationship: str, word: str
) -> None:
    """The first word of the person's id, else the whole id, else the relationship's."""
    journal = journal_of(person(), bound(), *others)  # type: ignore[arg-type]  # builders give Stored
    assert word == who_word(journal, relationship, NOW)


def test_planning_a_meeting_says_which_relationship_only_where_there_are_several() -> None:
    """Who is mentor and sponsor is met as one of them; a closed one is no choice."""
    alone, both = (journal_of(person(), bound(), one) for one in (CLOSED, SPONSOR))
    priya = 'devjournal meet "Priya Nair"'
    assert f'{priya} --next "DAY TIME"' == plan_command(alone, "priya-mentor", TODAY)
    assert f'{priya} --as sponsor --next "DAY TIME"' == plan_command(both, "priya-sponsor", TODAY)


def test_a_meeting_without_a_usual_time_is_planned_with_one() -> None:
    """What is left to fill in is a day only where the journal knows the time."""
    agreed, met = journal_of(person(), bound(time=dt.time(15))), journal_of(person(), bound(), MET)
    told = [plan_command(one, "priya-mentor", TODAY) for one in (agreed, met)]
    assert ['devjournal meet "Priya Nair" --next "DAY"'] * 2 == told


@pytest.mark.parametrize(
    ("met", "today", "when"),
    [
        ("09-16", "10-15", "2026-10-16"),
        ("09-16", "10-16", "2026-11-16"),
        ("09-17", "10-16", "2026-10-19"),
        ("09-19", "10-16", "2026-10-19"),
        ("10-18", "10-20", "2026-11-18"),
        ("10-22", "10-23", "2026-11-23"),
        ("09-26", "10-16", "2026-10-26"),
        ("08-22", "09-20", "2026-09-22"),
        ("07-05", "09-01", "2026-09-05"),
    ],
)
def test_p055_planning_a_meeting_says_the_day_of_the_rhythm(
    met: str, today: str, when: str
) -> None:
    """A step after the last meeting, or more, to a day to come; from a weekend to the Monday.

    Who met on a weekend, meets there.
    """
    journal = journal_of(person(), bound(cadence="monthly"), held("m-1", f"{met} 15:00"))
    expected = f'devjournal meet "Priya Nair" --next {when}'
    assert expected == plan_command(journal, "priya-mentor", day(today))


def test_what_begins_with_a_dash_is_no_flag() -> None:
    """It stands behind all flags and `--`, whoever wrote it."""
    assert 'devjournal goal add --due 3d -- "-5% cost"' == command(
        *("goal", "add", "-5% cost", "--due", "3d")
    )
