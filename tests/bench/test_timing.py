from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from bench import timing

PAGE = "Above.\n\n<!-- a -->\nold\n<!-- /a -->\n\n<!-- b -->\nkept\n<!-- /b -->\n"


def test_only_the_marked_place_is_written() -> None:
    """The prose and the other table stay, and writing twice changes nothing more."""
    page = timing.put_between(PAGE, "a", r"| \1 |")
    assert PAGE.replace("old", "\n| \\1 |\n") == page
    assert page == timing.put_between(page, "a", r"| \1 |")


@pytest.mark.parametrize("page", ["no place", PAGE + PAGE])
def test_a_page_without_one_such_place_is_left_alone(page: str) -> None:
    """Nothing is written where it isn't clear where it belongs."""
    with pytest.raises(ValueError, match="one place marked a"):
        timing.put_between(page, "a", "new")


def test_the_page_has_both_places() -> None:
    """docs/performance.md is what the tables are written into."""
    page = timing.PAGE.read_text(encoding="utf-8")
    assert "figures" in timing.put_between(page, "commands", "figures")
    assert "figures" in timing.put_between(page, "peers", "figures")


def test_figures_stand_on_the_right() -> None:
    """Columns of words stand on the left."""
    table = timing.markdown(("", "ms"), [("today", "120")])
    assert "|  | ms |\n| --- | --: |\n| today | 120 |" == table
    assert "| --- | --- | --: |" in timing.markdown(("", "journal", "ms"), [], words=2)


def test_a_run_has_a_home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It finds nobody's settings, and Python may keep what it compiles."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    environ = timing.environment(tmp_path)
    assert {str(tmp_path)} == {environ[name] for name in ("HOME", "XDG_CACHE_HOME")}
    assert "PYTHONDONTWRITEBYTECODE" not in environ


def test_a_ratio_is_one_of_neighbours() -> None:
    """A moment in which all is slow changes nothing."""
    assert 2.0 == timing.median_ratio([(2.0, 1.0), (20.0, 10.0), (1.9, 1.0)])


def test_a_command_that_fails_ends_it() -> None:
    """A time of something that did not work would be none."""
    argv = (sys.executable, "-c", "import sys; sys.exit('it broke')")
    with pytest.raises(SystemExit, match="it broke"):
        timing.seconds(argv, os.environ)


def test_the_machine_and_the_command_are_told() -> None:
    """Whoever reads a figure sees where and when it was taken."""
    where, command = timing.caption("bench", 3).split(": ", 1)
    assert re.search(r"\w, \d+ cores, Python 3\.\d+\S*, \d+ \w+ \d{4}$", where)
    assert '`make bench ARGS="--rounds 3 --write"`' == command
