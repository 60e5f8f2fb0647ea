"""Eight processes that write one journal at once lose nothing; readers see none of it half done."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crash.broken import UNGUARDED
from tests.crash.counting import FILES, READERS, WRITERS, Outcome
from tests.forked import HERE, environ

Tell = Callable[[object], None]

RECORDS = len(FILES) - 1


def count(root: Path, times: int, broken: str = "") -> Outcome:
    """Let eight count up at once, in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.crash.counting", str(root), str(times), broken],
        stdout=subprocess.PIPE,
        timeout=280,
        cwd=HERE,
        env=environ(),
        check=True,
    )
    return Outcome(**json.loads(ran.stdout))


def faults(outcome: Outcome, times: int) -> list[object]:
    """Return what is not as it has to be: lost, failed or mixed."""
    exact = [WRITERS * times] * RECORDS
    return [*outcome.failed, *outcome.mixed, *([outcome] if exact != outcome.counts else [])]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("times", [5, pytest.param(40, marks=pytest.mark.slow)])
def test_updates_at_once(tmp_path: Path, times: int, tell: Tell) -> None:
    """Eight processes of 40 updates each give exactly 320, where a 5 is retried. (row 48)

    Nothing is lost and nothing mixed, though all met.
    """
    outcome = count(tmp_path / "journal", times)
    tell(
        f"{WRITERS} writers at once: {WRITERS * times} updates, {outcome.counts[0]} held "
        f"({outcome.late} tries came too late); {READERS} readers beside them: "
        f"{outcome.looks} looks, {outcome.looks - len(outcome.mixed)} held"
    )
    assert [] == faults(outcome, times)
    assert outcome.late
    assert outcome.looks > READERS


@pytest.mark.slow
@pytest.mark.parametrize("broken", UNGUARDED)
def test_broken_store_is_noticed(tmp_path: Path, broken: str) -> None:
    """A store without a lock, or without a second look, does not pass for a good one.

    Whether two meet at the very moment is chance, so a few crowds may try.
    """
    crowds = (count(tmp_path / str(number), 6, broken) for number in range(6))
    assert any(faults(crowd, 6) for crowd in crowds)
