"""No page grows faster than what stands on it."""

from __future__ import annotations

import cProfile
import pstats
from typing import TYPE_CHECKING

import pytest

from devjournal.models.ids import ALPHABET
from tests.runner import Runner

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "mine": (
        "actions",
        'title = "Write down talk {n} with the team"\nowner = "me"\ndue = 2026-10-20\n',
    ),
    "theirs": (
        "actions",
        'title = "Send the paper {n} we spoke of"\nowner = "them"\ndue = 2026-10-01\n',
    ),
    "topics": (
        "topics",
        'text = "Speak about the plan {n} and its needs"\nraised_on = 2026-09-01\n',
    ),
    "goals": ("goals", 'title = "Lead readout {n}"\nunit = "x"\nbaseline = 0\ntarget = 10\n'),
    "wins": ("entries", 'on = 2026-09-01\nkind = "win"\ntext = "Cut the cost of run {n}"\n'),
    "meetings": ("meetings", 'state = "held"\nat = 2026-09-01T10:00:00Z\nminutes = 30\n'),
    "lines of a note": ("entries", 'on = 2026-09-01\nkind = "note"\ntext = """\n{lines}"""\n'),
}
PAGES = (
    "today",
    "prep ana",
    "prep ana --share",
    "list {folder}",
    "plan ana",
    "progress",
    "review",
    "scorecard ana",
    "scorecard",
    "network",
)
FEW, MANY = 30, 120
HOW_MUCH_MORE = 1.2


def calls(tmp_path: Path, what: str, many: int, page: str) -> int:
    """Return how many functions are called for a page on which so many of something stand."""
    folder, text = FILES[what]
    runner = Runner(tmp_path / f"{what}-{many}")
    if not (runner.root / "people").exists():
        runner.ok(
            "meet", "Ana Ito", "--as", "mentor", "--purpose", "Speak well", "--cadence", "monthly"
        )
        link = "" if folder == "entries" else 'relationship = "ana-mentor"\n'
        (runner.root / folder).mkdir(exist_ok=True)
        whole = "Long words about the plan and its parts.\n\n" * many
        for n in range(1 if "{lines}" in text else many):
            lettered = f"{ALPHABET[n // 20]}{ALPHABET[n % 20]}bb-x"
            name = f"ana-mentor-{n}" if folder in ("goals", "meetings") else lettered
            file = runner.root / folder / f"{name}.toml"
            file.write_text(text.format(n=n, lines=whole) + link, encoding="utf-8")
    runner.ok("today")
    profile = cProfile.Profile()
    profile.runcall(runner.ok, *page.format(folder=folder).split())
    return int(vars(pstats.Stats(profile))["total_calls"])


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("what", FILES)
def test_no_page_grows_faster_than_what_stands_on_it(tmp_path: Path, what: str, page: str) -> None:
    """Four times as much takes four times the work, and not sixteen."""
    none, few, many = (calls(tmp_path, what, one, page) for one in (1, FEW, MANY))
    assert many - none <= HOW_MUCH_MORE * MANY / FEW * max(few - none, none)
