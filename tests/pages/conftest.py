"""A page of an example journal, in each form in which it leaves the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.runner import Runner

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).parents[2] / "examples"

FORMS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("60.txt", 60, ()),
    ("80.txt", 80, ()),
    ("120.txt", 120, ()),
    ("80-colour.txt", 80, ("--color", "always")),
    ("linear.txt", 80, ("--linear",)),
    ("json", 80, ("--json",)),
)
"""The end of a snapshot's name, the terminal's width, and the flags."""


@pytest.fixture
def check_page(
    tmp_path: Path, snapshot_file: Callable[[str, str], None]
) -> Callable[[str, str, tuple[str, ...]], None]:
    """Return `check(name, example, command)`: the page is what its snapshots hold, in each form."""

    def check(name: str, example: str, command: tuple[str, ...]) -> None:
        runner = Runner(tmp_path / name, journal=EXAMPLES / example)
        for ending, width, flags in FORMS:
            runner.environ["COLUMNS"] = str(width)
            snapshot_file(runner.ok(*command, *flags).out, f"{name}.{ending}")

    return check
