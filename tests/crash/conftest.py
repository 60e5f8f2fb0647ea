"""One server for the tests of a module, and the journals that they strike."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.crash.scenes import MEMORY, SCENES
from tests.crash.struck import Server
from tests.crash.verdict import Stage

SetStage = Callable[[str], Stage]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Return a server that runs scenes; without strace there is none, and CI skips nothing."""
    if shutil.which("strace") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("strace is not installed")
    server = Server("tests.crash.struck")
    yield server
    server.close()


@pytest.fixture
def stage() -> Iterator[SetStage]:
    """Return `stage(scene)`: its journal, built.

    In memory where that can be had, as there are thousands: what a process has written
    outlives it there too, and the power goes only in a model.
    """
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield lambda name: Stage(SCENES[name], Path(folder))
