"""A page of records from the cache is the page of the files that they were read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.runner import JOURNALS, Runner

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ("today", "network", "list goals --all")


@pytest.mark.parametrize("name", ["maya", "signe"])
def test_the_second_look_shows_what_the_first_did(name: str, tmp_path: Path) -> None:
    """Months later, when most that can be late is: nothing is lost with what files leave out."""
    runner = Runner(tmp_path, journal=JOURNALS[name], clock="2027-01-20T09:00")
    first = [runner(*page.split()) for page in PAGES]
    assert first == [runner(*page.split()) for page in PAGES]
