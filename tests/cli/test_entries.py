"""What every entry takes: one set of flags for its day and its links."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

PREPARED = """
objective add "Cut cost"
skill add "story telling"
meet "Priya Nair" --as mentor --purpose acumen --next "15-oct 15:00"
goal add "Speak plainly"
opportunity add "Spring review"
"""


@pytest.mark.parametrize(
    "command",
    ["win", "feedback", "lesson", "vouched", "gave", "resource", "reflect", "note", "setback add"],
)
def test_every_entry_takes_the_day_and_the_links(command: str, runner: Runner) -> None:
    """Text alone is enough; one set of flags says when it was, and what it belongs to."""
    for words in PREPARED.strip().splitlines():
        runner.ok(*shlex.split(words))
    kind = {"reflect": "reflection"}.get(command, command.split(maxsplit=1)[0])
    ran = runner.ok(*command.split(), "Said it in one number")
    facts = {"kind": kind, "text": "Said it in one number", "created": "2026-10-14"}
    first = runner.file("entries/bcdf-said-it-in-one-number.toml")
    assert {**facts, "on": "2026-10-14"} == {name: str(value) for name, value in first.items()}
    assert f"✓ {kind} bcdf · Said it in one number · Wed 14 Oct 2026" in ran.err
    ran = runner.ok(
        *command.split(),
        *("x", "--on", "fri", "--goal", "speak", "--skill", "story", "--relationship", "priya"),
        *("--objective", "cut", "--opportunity", "spring", "--meeting", "priya-mentor-001"),
        *("--about", "bc", "--tag", "a", "--tag", "b", "--visibility", "exec"),
    )
    assert {
        "goal": "speak-plainly",
        "skill": "story-telling",
        "relationship": "priya-mentor",
        "objective": "cut-cost",
        "opportunity": "spring-review",
        "meeting": "priya-mentor-001",
        "about": "bcdf-said-it-in-one-number",
        "tags": ["a", "b"],
        "visibility": ["exec"],
    }.items() <= runner.newest("entries").items()
    assert "Fri 9 Oct 2026 · objective Cut cost · goal Speak plainly" in ran.said
