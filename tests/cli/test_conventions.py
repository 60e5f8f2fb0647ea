"""What users of other programs expect of any: each convention in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runner import JOURNALS, Runner

COLORED = "\x1b["

# The words; the environment; the exit code; what stdout or stderr must hold, and what not.
HELD: dict[str, tuple[str, dict[str, str], int, str, str]] = {
    "a terminal is in colour": ("list goals", {}, 0, COLORED, ""),
    "NO_COLOR": ("list goals", {"NO_COLOR": "1"}, 0, "Lead", COLORED),
    "an empty NO_COLOR is none": ("list goals", {"NO_COLOR": ""}, 0, COLORED, ""),
    "NO_COLOR before FORCE_COLOR": (
        "list goals",
        {"NO_COLOR": "1", "FORCE_COLOR": "1"},
        0,
        "Lead",
        COLORED,
    ),
    "CLICOLOR": ("list goals", {"CLICOLOR": "0"}, 0, "Lead", COLORED),
    "TERM": ("list goals", {"TERM": "dumb"}, 0, "Lead", COLORED),
    "--color always": ("list goals --color always", {"NO_COLOR": "1"}, 0, COLORED, ""),
    "--color never": ("list goals --color never", {"FORCE_COLOR": "1"}, 0, "Lead", COLORED),
    "-h": ("prep -h", {}, 0, "Usage:", ""),
    "--help": ("prep --help", {}, 0, "Usage:", ""),
    "--version reads no journal": ("--version", {"DEVJOURNAL_DIR": "/nowhere"}, 0, "0.", ""),
    "-- ends options": ("note -- --seen", {}, 0, "--seen", ""),
    "- is stdin": ("log priya - --on today --extra", {}, 0, "held", ""),
    "the nearest command": ("lits", {}, 2, "list", ""),
    "no Unix time": ("action Ask --due 1760000000", {}, 2, "1760000000", ""),
    "no compact date is guessed": ("action Ask --due 20261019", {}, 2, "20261019", ""),
    "--no-input": ("prep --no-input", {}, 2, "WHO", ""),
}


@pytest.mark.parametrize("name", HELD)
def test_a_convention_is_held(tmp_path: Path, name: str) -> None:
    """Of colour, help, options and days, as every other program has it."""
    words, environ, code, there, away = HELD[name]
    runner = Runner(tmp_path, journal=JOURNALS["maya"])
    runner.on_screen = "list" in words or "-h" in words
    runner.environ |= {"TERM": "xterm", **environ}
    ran = runner(*words.split(), stdin="## Notes\n\nA word.\n")
    assert code == ran.code, ran
    assert there in ran.out + ran.err
    assert not (away and away in ran.out + ran.err)


@pytest.mark.parametrize("columns", [60, 120])
def test_columns_is_the_width(tmp_path: Path, columns: int) -> None:
    """No line of a page is wider."""
    runner = Runner(tmp_path, journal=JOURNALS["maya"])
    runner.environ["COLUMNS"] = str(columns)
    lines = runner.ok("prep", "priya").out.splitlines()
    assert max(map(len, lines)) <= columns


@pytest.mark.parametrize(
    "words",
    [
        ["log", "priya", "--note", "x", "--on", "today", "--extra"],
        ["rename", "lead-the-readout", "hold-it"],
    ],
)
def test_a_dry_run_writes_nothing(tmp_path: Path, words: list[str]) -> None:
    """It says what would be written."""
    runner = Runner(tmp_path, journal=JOURNALS["maya"])
    before = {path: path.read_bytes() for path in runner.root.rglob("*") if path.is_file()}
    assert runner.ok(*words, "--dry-run").err
    assert before == {p: p.read_bytes() for p in runner.root.rglob("*") if p.is_file()}
