"""The program on a journal of each test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.program import Program
from tests.forked import Server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Return the process that starts runs of the program; one for all tests of a worker."""
    made = Server("tests.faults.server")
    yield made
    made.close()


@pytest.fixture
def program(tmp_path: Path, server: Server) -> Program:
    """Return the program on a journal that holds nothing but its profile."""
    return Program(tmp_path, server)
