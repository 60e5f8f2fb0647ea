from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from devjournal.store import load_journal

if TYPE_CHECKING:
    from tests.runner import Runner

TODAY = dt.date(2026, 10, 14)


def test_p005_an_assessment_is_shared_by_share(runner: Runner) -> None:
    """Once it is shared, that reader sees all three lists, and nobody else does; undo ends it."""
    runner.ok("assess", "--accomplishment", "Ran the desk", "--improve", "Say no")
    before = runner.files()
    runner.ok("share", "bcdf", "--with", "manager")
    journal = load_journal(runner.root, cache_dir=None)
    (seen,) = journal.for_reader("manager", TODAY).entries_of("assessment")
    assert (("Ran the desk",), ("Say no",)) == (seen.record.accomplishments, seen.record.improve)
    assert () == journal.for_reader("exec", TODAY).entries_of("assessment")
    runner.ok("undo")
    assert before == runner.files()
    runner.ok("undo")
    assert ["journal.toml"] == list(runner.files())


@pytest.mark.parametrize(
    ("words", "answers"),
    [((), None), ((), "\n\n\n"), ((" ",), None), (("--improve", "x", "--on", "tomorrow"), None)],
)
def test_an_assessment_says_something(
    words: tuple[str, ...], answers: str | None, runner: Runner
) -> None:
    """Nothing said, or a day to come, is 2 and writes nothing."""
    assert 2 == runner("assess", *words, answers=answers).code
    assert ["journal.toml"] == list(runner.files())


def test_a_sentence_is_enough_without_a_terminal(runner: Runner) -> None:
    """A script keeps one line; nothing is asked."""
    runner.ok("assess", "Steady")
    assert "Steady" == runner.newest("entries")["text"]
