"""The pictures show what the program prints today, and load nothing from anywhere."""

from __future__ import annotations

import re

import pytest

from tools.pictures import FOLDER, SHOTS, picture, printed

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


def test_every_picture_in_the_folder_is_made_here() -> None:
    """None is left over, but the one of a browser."""
    made = {*(f"{name}.svg" for name in SHOTS), "review-html.png"}
    assert made == {one.name for one in FOLDER.iterdir()}
