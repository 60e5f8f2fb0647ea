"""The pictures show what the program prints today, and load nothing from anywhere."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from tools.pictures import FOLDER, PHOTOGRAPHS, SHOTS, browser, photograph, picture, printed

if TYPE_CHECKING:
    from pathlib import Path

REMOTE = re.compile(r"@import|@font-face|\bsrc:|href=|url\((?!#)|<script|<image|<foreignObject")


@pytest.mark.parametrize("name", SHOTS)
def test_a_picture_is_of_what_is_printed(name: str) -> None:
    """A change of a page that leaves its picture behind is found: make reference.

    It loads no web font, no script, no other file: it is read as it is, offline too.
    """
    made = picture(name)
    assert made == (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert [] == REMOTE.findall(made)


def test_a_picture_shows_colour_and_every_line() -> None:
    """The run was in colour, and each line of it stands in the picture."""
    assert "\x1b[" in printed(SHOTS["prep"])
    lines = re.sub("\x1b\\[[0-9;]*m", "", printed(SHOTS["prep"])).splitlines()
    shown = picture("prep").replace("&#160;", " ")
    assert {f"prep-line-{number}" for number in range(len(lines) - 1)} <= set(
        re.findall(r"prep-line-\d+", shown)
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_a_photograph_can_be_taken(name: str, tmp_path: Path) -> None:
    """Of the page as it is now, and as large as the one that is shown."""
    if browser() is None and not os.environ.get("CI"):
        pytest.skip("chromium is not here")
    made, shown = (file.read_bytes() for file in (photograph(name, tmp_path), photo(name)))
    assert b"\x89PNG" == made[:4] == shown[:4]
    assert made[16:20] == shown[16:20]
    assert len(made) > 20_000


def photo(name: str) -> Path:
    """Return the file of a photograph that the pages show."""
    return FOLDER / f"{name}.png"


def test_every_picture_in_the_folder_is_made_here() -> None:
    """None is left over."""
    made = {*(f"{name}.svg" for name in SHOTS), *(f"{name}.png" for name in PHOTOGRAPHS)}
    assert made == {one.name for one in FOLDER.iterdir()}
