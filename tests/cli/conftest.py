"""A runner of the program for every test of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runner import Runner


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """Return the program on a fresh journal, on Wednesday 14 October 2026 at nine."""
    return Runner(tmp_path)
