"""Words that other programs use lead to the commands that do it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("add", 'devjournal goal add "..."'),
        ("new", 'devjournal action "..."'),
        ("todo", "devjournal list actions"),
        ("tasks", "devjournal list actions"),
        ("rm", "devjournal delete --help"),
        ("rm bcdf", "devjournal delete bcdf"),
        ("export list", "devjournal export --help"),
        ("goal list", "devjournal list goal"),
        ("goal show lead", "devjournal show lead"),
    ],
)
def test_a_common_word_says_what_does_it_here(runner: Runner, words: str, hint: str) -> None:
    """It is no command, so a usage error; the hint is the command that is meant."""
    ran = runner(*words.split())
    assert (2, True) == (ran.code, hint in ran.said)


@pytest.mark.parametrize("words", ["goal", "help goal", "help win", "relationship", "export"])
def test_a_noun_alone_and_help_of_a_command_are_its_help(runner: Runner, words: str) -> None:
    """Whoever asks for help by another way gets it."""
    name = words.rsplit(maxsplit=1)[-1]
    assert f"Usage: devjournal {name}" in runner.ok(*words.split()).out
