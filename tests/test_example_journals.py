"""The example journals: in order, whole, and each side of a relationship seen as plainly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from devjournal import open_journal
from devjournal.models.registry import ENTRY_KINDS, KINDS
from tests.runner import Runner

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/journal.toml"))
each_example = pytest.mark.parametrize("name", NAMES)


def test_there_are_two() -> None:
    """Maya, who has mentors, and Signe, who is one."""
    assert ["maya", "signe"] == NAMES


@each_example
def test_an_example_is_in_order(name: str, tmp_path: Path) -> None:
    """No file is wrong, no link leads nowhere; the one warning is told in the journal itself."""
    runner = Runner(tmp_path, journal=EXAMPLES / name)
    runner.ok("check", "--fix")
    findings = runner("check").out.splitlines()
    warned = [line for line in findings if line.startswith("! ")]
    expected = ["busywork"] if name == "maya" else []
    assert len(expected) == len(warned), findings
    if not expected:
        runner.ok("check", "--strict")


@each_example
def test_an_example_has_something_of_every_kind(name: str) -> None:
    """Whoever looks for an example of a file finds one."""
    journal = open_journal(EXAMPLES / name)
    assert [] == [kind for kind in KINDS if not journal.all(kind)]
    assert [] == [kind for kind in ENTRY_KINDS if not journal.entries_of(kind)]


@each_example
def test_the_readme_tells_of_it(name: str) -> None:
    """Each example has its part of the page, and is shown how to be tried."""
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert f"\n## {name}\n" in page
    assert f"--journal examples/{name}" in page


def test_p094_p099_what_is_given_is_seen_as_plainly_as_what_is_received(tmp_path: Path) -> None:
    """On the pages of a mentor stand the growth, the chances and the words that were given."""
    runner = Runner(tmp_path, journal=EXAMPLES / "signe")
    today = runner.ok("today").out
    assert "Jonas Bell (mentee, meeting 8)" in today
    (late,) = [line for line in today.splitlines() if "Second and third example" in line]
    assert late.split("(Wren Pascoe)")[1].strip() == "2 days late"
    prep = runner.ok("prep", "jonas").out
    assert re.search("Growth +Reading a district at night 1 → 3", prep)
    assert "Not ready" not in prep
    progress = runner.ok("progress").out
    assert "Wren Pascoe: Writing it down" in progress
    review = runner.ok("review", "--full").out
    for title in ("Given back", "Whom I put in a word for", "Growth of those I help"):
        assert f"\n{title}\n" in review
    assert review.index("Feedback I gave") < review.index("Reinforce 0 of 3")
    assert "me, recommendation" not in review


@pytest.mark.parametrize("who", ["jonas", "wren", "margit"])
def test_the_other_side_is_told_nothing_of_what_i_keep_of_them(who: str, tmp_path: Path) -> None:
    """No growth, no checks and no notes stand on the page that is shared."""
    runner = Runner(tmp_path, journal=EXAMPLES / "signe")
    shared = runner.ok("prep", who, "--share")
    assert "Growth" not in shared.out
    assert "Withheld" in shared.err
