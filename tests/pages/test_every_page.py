"""Every page through its command on an example journal, in the forms in which it leaves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from devjournal.pages.help import TOPICS
from tests.runner import JOURNALS, Runner

if TYPE_CHECKING:
    from collections.abc import Callable


FORMS: dict[str, tuple[int, tuple[str, ...]]] = {
    "60.txt": (60, ()),
    "80.txt": (80, ()),
    "120.txt": (120, ()),
    "txt": (300, ()),
    "pipe.txt": (60, ()),
    "80-colour.txt": (80, ("--color", "always")),
    "linear.txt": (80, ("--linear",)),
    "md": (80, ("--format", "markdown")),
    "json": (80, ("--json",)),
}
"""By the end of a snapshot's name: the terminal's width, and the flags."""

TERMINAL = "60.txt 80.txt 120.txt"
WHOLE = f"{TERMINAL} json"

# Another journal, reader or kind is shown at one width, as it is laid out in the same way; where
# the journal's own path stands on the page, at one that has room for any. As data a page of a
# small journal is enough.
PAGES = [
    ("today-maya", "maya today", f"{TERMINAL} 80-colour.txt linear.txt"),
    ("today-of-the-loop", "loop today", "json"),
    ("today-signe", "signe today", "80.txt"),
    ("prep-mentor", "maya prep priya", f"{WHOLE} md 80-colour.txt"),
    ("prep-mentor-share", "maya prep priya --share", "80.txt"),
    ("prep-mentee", "signe prep jonas", "80.txt"),
    ("prep-coach", "maya prep zoe", "60.txt"),
    ("prep-partner", "signe prep lily", "80.txt"),
    ("plan-mentor", "maya plan priya", f"{WHOLE} md"),
    ("plan-mentor-share", "maya plan priya --for priya-mentor", "80.txt"),
    ("plan-mentee", "signe plan jonas", "80.txt"),
    ("plan-sponsor", "maya plan tomas", "80.txt"),
    ("prep-sponsor", "maya prep tomas", "80.txt"),
    ("scorecard", "maya scorecard tomas", f"{WHOLE} md 80-colour.txt linear.txt"),
    ("scorecard-partner", "maya scorecard misaki", "80.txt"),
    ("scorecard-mentee", "signe scorecard jonas", "80.txt"),
    ("scorecard-share", "maya scorecard tomas --for tomas-sponsor", "80.txt"),
    ("scorecards", "maya scorecard", f"{WHOLE} md"),
    ("scorecards-signe", "signe scorecard", "80.txt linear.txt"),
    ("scorecards-for-manager", "maya scorecard --for manager", "80.txt"),
    ("network", "maya network", f"{WHOLE} md 80-colour.txt linear.txt"),
    ("network-signe", "signe network", "60.txt 80.txt"),
    ("network-explain", "maya network --explain", f"{WHOLE} md linear.txt"),
    ("review", "maya review --period cycle", f"{TERMINAL} md"),
    ("review-full", "maya review --period cycle --full", f"{TERMINAL} md"),
    ("review-for-sponsor", "maya review --period cycle --for tomas-sponsor", "80.txt"),
    ("review-for-coach", "maya review --period cycle --for zoe-coach", "80.txt"),
    ("review-for-mentee", "signe review --period cycle --for jonas-mentee", "80.txt"),
    ("review-full-for-manager", "maya review --period cycle --for manager --full", "80.txt"),
    ("review-of-a-quarter", "maya review --period 2026-Q3", "json"),
    ("review-for-manager", "maya review --period cycle --for manager", f"{TERMINAL} md"),
    ("review-for-exec", "signe review --period cycle --for exec", "80.txt"),
    ("review-withheld", "loop review --for manager --withheld", "80.txt json"),
    ("progress", "maya progress", f"{TERMINAL} md 80-colour.txt linear.txt"),
    ("progress-of-the-loop", "loop progress", "json"),
    ("progress-for-priya", "maya progress --for priya-mentor", "80.txt"),
    ("search", "maya search number --limit 6", f"{WHOLE} pipe.txt"),
    ("skill-gaps", "maya skill gaps", TERMINAL),
    ("skill-gaps-of-the-loop", "loop skill gaps", "json"),
    ("thank", "maya thank priya", f"{WHOLE} md"),
    ("list-goals", "maya list goals --all", f"{WHOLE} pipe.txt"),
    ("list-wins", "maya list wins", "80.txt"),
    ("list-relationships", "maya list relationships", "80.txt"),
    ("show-goal", "maya show lead-the-readout", "txt json"),
    ("show-relationship", "maya show priya-mentor", "txt"),
    ("show-meeting", "maya show priya-mentor-001", "txt"),
    ("show-person", "maya show priya-nair", "txt"),
    ("help", "maya help", "80.txt"),
    *((f"help-{topic}", f"maya help {topic}", "80.txt") for topic in TOPICS),
    ("help-states", "maya help states", "60.txt 120.txt json"),
]


@pytest.mark.parametrize(
    ("name", "command", "ending"),
    [(name, command, ending) for name, command, ends in PAGES for ending in ends.split()],
)
def test_a_page_looks_as_it_did(
    name: str,
    command: str,
    ending: str,
    tmp_path: Path,
    snapshot_file: Callable[[str, str], None],
) -> None:
    """Whatever the page and its form, it is what its snapshot holds."""
    example, *words = command.split()
    runner = Runner(tmp_path, journal=JOURNALS[example])
    width, flags = FORMS[ending]
    runner.environ["COLUMNS"] = str(width)
    runner.on_screen = ending != "pipe.txt"
    shown = runner.ok(*words, *flags).out.replace(str(runner.root), "JOURNAL")
    snapshot_file(shown, f"{name}.{ending}")


def test_no_page_is_left_that_nothing_shows(snapshot_folder: Path) -> None:
    """A page that is no longer shown takes its files with it."""
    shown = {f"{name}.{ending}" for name, _, ends in PAGES for ending in ends.split()}
    assert shown == {path.name for path in snapshot_folder.iterdir()}
