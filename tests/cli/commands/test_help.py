from __future__ import annotations

import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from devjournal.cli.table import ROWS
from devjournal.pages.help import TOPICS

if TYPE_CHECKING:
    from tests.runner import Runner


def test_alone_it_lists_the_topics(runner: Runner) -> None:
    """Each with what it is about; with --json too."""
    out = runner.ok("help").out
    assert [] == [name for name, about in TOPICS.items() if f"help {name}" not in out]
    assert TOPICS == runner.ok("help", "--json").json["topics"]


@pytest.mark.parametrize("topic", TOPICS)
def test_each_topic_has_a_page(runner: Runner, topic: str) -> None:
    """Also where there is no journal, and as JSON."""
    shutil.rmtree(runner.root / ".devjournal", ignore_errors=True)
    (runner.root / "journal.toml").unlink()
    assert topic.capitalize() == runner.ok("help", topic).out.splitlines()[0]
    assert runner.ok("help", topic.upper(), "--json").json["schema_version"]


@pytest.mark.parametrize("topic", TOPICS)
def test_the_commands_that_a_page_names_are_there(runner: Runner, topic: str) -> None:
    """Each `devjournal X` on a page is a command of the program."""
    words = runner.ok("help", topic).out.replace(",", " ").split()
    named = [after for word, after in pairwise(words) if word == "devjournal"]
    assert [] == [name for name in named if name not in ROWS]


@pytest.mark.parametrize(
    ("topic", "hint"),
    [("date", "near: dates"), ("zebra", "there are dates")],
)
def test_an_unknown_topic_is_3(runner: Runner, topic: str, hint: str) -> None:
    """With the nearest, or all."""
    ran = runner("help", topic)
    assert (3, True) == (ran.code, hint in ran.err)
