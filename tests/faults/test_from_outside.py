"""Rows 69 to 81 of the faults: what comes from outside, and what two do at once.

Files of somebody who means harm or of another program, folders that are not what they were,
streams that take nothing any more.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.faults.program import Program

GOAL = 'title = "Lead the readout"\n'
NEVER_ENDS = '"""\\' * 100_000

VERY_MANY = {
    "wrong values": (
        "[[checkins]]\non = 2026-10-01\nconfidence = 'x'\n" * 5_000,
        4,
        "goals/g.toml:64:14: and 4980 more from here on",
    ),
    "unknown keys": (
        "".join(f"key{number} = 1\n" for number in range(20_000)),
        0,
        "goals/g.toml:22:9: and 19980 more from here on",
    ),
    "unknown readers": (
        "visibility = [" + "'x', " * 20_000 + "]\n",
        0,
        "and 19980 more from here on",
    ),
    "quotes of three that never close": (
        f"why = {NEVER_ENDS}\n",
        4,
        "goals/g.toml:2:7: the text that opens here is never closed",
    ),
    "quotes that never close": (
        'why = "' + '\\"' * 200_000,
        4,
        "goals/g.toml:2:7: the text that opens here is never closed",
    ),
}
"""What follows a title, the exit code of `check`, and what is told among the rest."""


@pytest.mark.parametrize("case", VERY_MANY)
def test_row_69_very_many_faults_in_one_file(program: Program, case: str) -> None:
    """The first ones are told, and how many more there are, as quickly as a file is read."""
    content, code, told = VERY_MANY[case]
    program.put("goals/g.toml", GOAL + content)
    begun = time.monotonic()
    ran = program("check")
    assert time.monotonic() - begun < 15
    assert code == ran.code
    assert told in ran.out
    assert len(ran.out.splitlines()) < 150


VERY_LONG = {
    "lines that are nothing": ("## Record\n", "nonsense\n", "line 22: and 19980 more from here on"),
    "headings": ("", "## Nonsense\n", "line 21: and 19980 more from here on"),
    "topics": ("## Topics\n", "- [x] a topic\n", "at most 300 new topics and promises, not 20000"),
    "promises": ("## I will\n", "- a promise due:2d\n", "line 302: a meeting takes at most 300"),
}


@pytest.mark.parametrize("case", VERY_LONG)
def test_row_69_very_long_log_page(program: Program, case: str) -> None:
    """A page of 20,000 lines is answered at once, with its first mistakes; nothing is written."""
    program.put_priya("2026-10-14T08:00:00Z")
    begin, line, told = VERY_LONG[case]
    begun = time.monotonic()
    ran = program.refused(2, "log", "priya", "-", stdin=begin + line * 20_000)
    assert time.monotonic() - begun < 15
    assert told in ran.err
    assert len(ran.err.splitlines()) < 60
