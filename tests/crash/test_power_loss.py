"""A machine that loses power at any moment leaves the old state or the new one.

Killing a process loses nothing that it had written; only a model of the disk tells whether
what had to be synced was.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.crash.broken import UNSYNCED
from tests.crash.power import Choose, Disk, Files, every_way, one_by_one
from tests.crash.scenes import RECOVERIES, SCENES, seen, tree
from tests.crash.strace import ALL, calls_on, kill
from tests.crash.verdict import Stage, Tally, Tell

if TYPE_CHECKING:
    from tests.crash.conftest import SetStage
    from tests.crash.struck import Server

LONG = [scene for scene in SCENES if scene not in RECOVERIES]

WHOLE = [*ALL, "-s", "1000000"]
"""So that strace tells all bytes that are written."""


def lose_power(
    stage: Stage, disk: Disk, tally: Tally, choose: Choose, *, since: int = 0, broken: str = ""
) -> None:
    """Judge what may be left after each operation since one, and after the last."""
    last = len(disk.operations)
    end = seen(stage.root)
    counts = list(range(since, last + 1))
    if broken:
        random.Random(0).shuffle(counts)  # noqa: S311  # any order will do, and always the same
    for count in counts:
        may_be = (end,) if count == last else (stage.old, stage.new, end)
        for files in unlike(disk.states_after(count, choose)):
            if broken and tally.torn:
                return
            tally.tried += 1
            at = f"after {count} of {last} operations, {files.keys()}"
            tally.judge(at, *may_be, files=files)


def unlike(states: Iterator[Files]) -> Iterator[Files]:
    """Yield states that differ."""
    yielded = set()
    for state in states:
        if (known := tuple(state.items())) not in yielded:
            yielded.add(known)
            yield state


def play(server: Server, stage: Stage, *, broken: str = "") -> Tally:
    """Play a scene, and let the power go anywhere in it."""
    tally = Tally(stage)
    disk = Disk(stage.root, tree(stage.root))
    ran = server.run(stage.scene.name, stage.root, strace=WHOLE, broken=broken)
    assert 0 == ran.code
    disk.watch(ran.seen)
    lose_power(stage, disk, tally, one_by_one if broken else every_way, broken=broken)
    return tally


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "scene", [*RECOVERIES, *(pytest.param(one, marks=pytest.mark.slow) for one in LONG)]
)
def test_power_lost_anywhere(server: Server, stage: SetStage, scene: str, tell: Tell) -> None:
    """Whatever was not yet synced, a journal is whole; and what was told as done is kept."""
    tally = play(server, stage(scene))
    tell(f"loss of power during {scene}: {tally}")
    assert [] == tally.torn
    assert tally.tried == tally.hit


@pytest.mark.slow
@pytest.mark.parametrize("broken", UNSYNCED)
def test_broken_store_is_noticed(server: Server, stage: SetStage, broken: str) -> None:
    """A store that leaves out a sync, or that does things in another order, does not pass."""
    assert [] != play(server, stage("a commit"), broken=broken).torn


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_power_lost_after_a_kill(server: Server, stage: SetStage, tell: Tell) -> None:
    """Whoever mends what a killed process left makes sure of what that one had not."""
    stage_ = stage("a commit")
    calls = calls_on(stage_.root, server.run("a commit", stage_.root, strace=ALL).seen)
    tally = Tally(stage_)
    for call in (one for one in calls if one.changes):
        stage_.set()
        disk = Disk(stage_.root, tree(stage_.root))
        killed = server.run("a commit", stage_.root, strace=[*kill(call), *WHOLE])
        assert killed.was_killed
        disk.watch(killed.seen)
        since = len(disk.operations)
        mended = server.run("the recovery of a commit", stage_.root, strace=WHOLE)
        assert 0 == mended.code
        disk.watch(mended.seen)
        lose_power(stage_, disk, tally, one_by_one, since=since)
    tell(f"loss of power after a kill and during the next write: {tally}")
    assert [] == tally.torn
