"""A runner of the program for every test of the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pytest

from tests.runner import CLOCK, Runner
from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOP = Path(__file__).parents[1] / "journals" / "loop"


def drafts() -> list[Path]:
    """Return what is kept beside the journal of what could not be written."""
    folder = Path(platformdirs.user_state_dir("devjournal")) / "drafts"
    return sorted(file for file in folder.rglob("*") if file.is_file())


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """Return the program on a fresh journal, on Wednesday 14 October 2026 at nine."""
    return Runner(tmp_path)


@pytest.fixture
def loop(tmp_path: Path) -> Runner:
    """Return the program on a copy of the journal of the loop, on the same morning."""
    return Runner(tmp_path, journal=LOOP)


@pytest.fixture
def terminal(loop: Runner) -> Iterator[Terminal]:
    """Return the program on a terminal, on that same copy of the loop."""
    made = Terminal(loop.root, CLOCK)
    yield made
    made.close()
