from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

FILE = "objectives/cut-cost.toml"


@pytest.fixture
def cut(runner: Runner) -> Runner:
    """Return a journal with an objective."""
    runner.ok("objective", "add", "Cut cost", "--kpi", "cost per contact")
    return runner


def test_the_life_of_an_objective(cut: Runner) -> None:
    """Closed as what became of it, taken back, taken up again, and closed another way."""
    before = cut.files()
    ran = cut.ok("objective", "close", "cut", "--as", "met", "--why", "5.55 in September")
    assert "✓ objective cut-cost met · Cut cost · why 5.55 in September" == ran.said
    assert {"state": "met", "closed_why": "5.55 in September"}.items() <= cut.file(FILE).items()
    cut.ok("undo")
    assert before == cut.files()
    cut.ok("redo")
    cut.ok("reopen", "cut")
    assert before == cut.files()
    cut.ok("objective", "close", "cut", "--as", "missed")
    assert "missed" == cut.file(FILE)["state"]
    cut.ok("reopen", "cut")
    cut.ok("objective", "close", "cut", "--as", "dropped")
    assert "dropped" == cut.file(FILE)["state"]


@pytest.mark.parametrize("again", [("--as", "met"), ("--as", "missed"), ()])
def test_an_objective_is_closed_once(cut: Runner, again: tuple[str, ...]) -> None:
    """A second time is 7, says when, names the way back, and asks nothing before."""
    cut.ok("objective", "close", "cut", "--as", "met")
    before = cut.files()
    ran = cut("objective", "close", "cut", *again)
    assert 7 == ran.code
    assert "already met on 2026-10-14" in ran.said
    assert "devjournal reopen cut-cost" in ran.said
    assert before == cut.files()
