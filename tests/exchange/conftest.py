"""The program on the small journal of the loop, and on a fresh one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.runner import JOURNALS, Runner

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def loop(tmp_path: Path) -> Runner:
    """Return the program on a copy of the journal of the loop, on Wednesday 14 October 2026."""
    return Runner(tmp_path / "loop", journal=JOURNALS["loop"])


@pytest.fixture
def fresh(tmp_path: Path) -> Runner:
    """Return the program on a fresh journal, on the same morning."""
    return Runner(tmp_path / "fresh")
