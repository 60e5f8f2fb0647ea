"""Processes that count up in four records at once, each as one commit, and some that look on.

Run as `python -m tests.crash.counting JOURNAL TIMES [BROKEN]`: eight processes count up
TIMES times each, beside two that read. Prints what came of it in one line of JSON.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from devjournal.errors import Conflict, DevjournalError
from devjournal.journal.stored import Change, Stored
from devjournal.models.base import replace
from devjournal.store import commit, load_journal, past_of
from tests.builders import NOW
from tests.crash.broken import BROKEN

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal

WRITERS = 8
READERS = 2

GOALS = ("a", "b", "c")
FILES = {
    "journal.toml": 'schema = 1\nname = "Robin Vale"\n',
    **{f"goals/{id_}.toml": '# Counted.\ntitle = "0"\n' for id_ in GOALS},
    "actions/d.toml": 'title = "0"\nowner = "me"\n',
}
_STEPS = 20
_PAUSE = 0.005


class Outcome(NamedTuple):
    """What came of it.

    `counts` is where the records stand in the end, `late` how often a writer had to try
    again as another had come before it, `failed` what ended a writer too early, `looks` how
    often a reader read everything, `mixed` what a reader saw that never was.
    """

    counts: list[int]
    late: int
    failed: list[str]
    looks: int
    mixed: list[str]


def build(root: Path) -> None:
    """Make a journal in which everything counts 0."""
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def count_up(root: Path, times: int) -> tuple[int, list[str]]:
    """Add 1 to all records so many times; return how many tries came too late, and what failed."""
    late = done = 0
    while done < times:
        found = _counted(load_journal(root, cache_dir=None))
        count = int(found[0].record.title) + 1
        changes = [
            Change(one.kind, one.id, one, replace(one.record, title=str(count))) for one in found
        ]
        try:
            commit(root, str(count), changes, at=NOW)
        except Conflict:
            late += 1
        except DevjournalError as error:
            return late, [str(error)]
        else:
            done += 1
    return late, []


def look_on(root: Path) -> tuple[int, list[str]]:
    """Read until the writers have ended; return how often, and what was no single state."""
    looks = last = 0
    mixed = []
    is_over = False
    while not is_over:
        is_over = _end(root).exists()
        journal = load_journal(root, cache_dir=None)
        counts = [int(stored.record.title) for stored in journal.all("goal").values()]
        if counts != [max(last, counts[0])] * len(GOALS) or journal.problems(["goal", "action"]):
            mixed.append(f"goals at {counts} after {last}")
        past = past_of(root, _STEPS)
        steps = [int(step.words) for step in past.done]
        if past.damaged or steps != list(range(max(steps, default=0), 0, -1))[:_STEPS]:
            mixed.append(f"steps {steps}, {past.damaged}")
        last = counts[0]
        looks += 1
        time.sleep(_PAUSE)
    return looks, mixed


def count_at_once(root: Path, times: int, broken: str = "") -> Outcome:
    """Let all count up at once while some look on."""
    build(root)
    with multiprocessing.Pool(WRITERS + READERS, _begin, [broken]) as pool:
        looking = [pool.apply_async(look_on, [root]) for _ in range(READERS)]
        counting = [pool.apply_async(count_up, [root, times]) for _ in range(WRITERS)]
        written = [one.get() for one in counting]
        _end(root).touch()
        seen = [one.get() for one in looking]
    counts = [int(one.record.title) for one in _counted(load_journal(root, cache_dir=None))]
    return Outcome(
        counts=counts,
        late=sum(late for late, _ in written),
        failed=[one for _, failed in written for one in failed],
        looks=sum(looks for looks, _ in seen),
        mixed=[one for _, mixed in seen for one in mixed],
    )


def _begin(broken: str) -> None:
    if broken:
        BROKEN[broken]()


def _counted(journal: Journal) -> list[Stored[Any]]:
    return [*journal.all("goal").values(), *journal.all("action").values()]


def _end(root: Path) -> Path:
    return root.with_name("end")


if __name__ == "__main__":
    outcome = count_at_once(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
    print(json.dumps(outcome._asdict()))  # noqa: T201  # what it is run for
