from __future__ import annotations

import pytest

from devjournal.practice.settle import FILL_IN, NAME, command, plan_command, set_command, who_word
from tests.builders import NOW, bound, journal_of, meeting, person


def test_command_is_one_line_as_one_would_type_it() -> None:
    """A command that settles something begins with the program and has its words in order."""
    assert "devjournal prep priya" == command("prep", "priya")


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
    """A name from a file is no more than a word to the shell it is pasted into."""
    assert f"devjournal show {quoted}" == command("show", word)


def test_a_field_is_set_beside_its_quoted_value() -> None:
    """What the user fills in is quoted, the name of the field is not."""
    assert 'devjournal set kw so_what="..."' == set_command("kw", "so_what")
    assert "devjournal set kw scale=team" == set_command("kw", "scale", "team")


def test_who_is_the_first_word_of_the_id() -> None:
    """Where one person is called so, their first name is enough."""
    assert "priya" == who_word(journal_of(person(), bound()), "priya-mentor", NOW)


def test_who_is_the_whole_id_where_two_share_a_first_name() -> None:
    """Two people of the same first name are told apart by their whole id."""
    journal = journal_of(
        person(), person("priya-shah"), bound(), bound("priya-shah-coach", "priya-shah")
    )
    assert "priya-nair" == who_word(journal, "priya-mentor", NOW)


def test_who_is_the_relationship_where_a_person_has_two() -> None:
    """With one person in two relationships, the relationship's id says which is meant."""
    journal = journal_of(
        person(),
        bound(),
        bound("priya-sponsor", kind="sponsor"),
        meeting("priya-mentor-001", "10-15 15:00"),
    )
    assert "priya-mentor" == who_word(journal, "priya-mentor", NOW)
    assert "priya-sponsor" == who_word(journal, "priya-sponsor", NOW)


def test_planning_a_meeting_says_which_relationship_only_where_there_are_several() -> None:
    """Who is mentor and sponsor is met as one of them; a closed one is no choice."""
    sponsor = bound("priya-sponsor", kind="sponsor")
    closed = bound("priya-coach", kind="coach", state="closed")
    alone = journal_of(person(), bound(), closed)
    both = journal_of(person(), bound(), sponsor)
    assert 'devjournal meet "Priya Nair" --next "..."' == plan_command(
        alone, "priya-mentor", FILL_IN
    )
    assert 'devjournal meet "Priya Nair" --as sponsor --next 2026-11-19' == plan_command(
        both, "priya-sponsor", "2026-11-19"
    )
