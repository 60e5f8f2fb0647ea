"""A process that is killed at any of its system calls leaves the old state or the new one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest

from tests.crash.broken import STRUCK
from tests.crash.scenes import RECOVERIES
from tests.crash.strace import ALL, Call, calls_on, has_hit, kill
from tests.crash.verdict import Stage, Tally, Tell

if TYPE_CHECKING:
    from tests.crash.conftest import SetStage
    from tests.crash.struck import Server


def calls_of(server: Server, stage: Stage, broken: str = "") -> list[Call]:
    """Return the calls on the journal that a scene makes when nothing strikes it."""
    ran = server.run(stage.scene.name, stage.root, strace=ALL, broken=broken)
    stage.set()
    return calls_on(stage.root, ran.seen)


def kill_at(server: Server, stage: Stage, calls: Iterable[Call], broken: str = "") -> Tally:
    """Play a scene once for each call, killed there, and judge what is left.

    A store that is broken on purpose need be found out only once.
    """
    tally = Tally(stage)
    for call in calls:
        if broken and tally.torn:
            break
        tally.tried += 1
        stage.set()
        ran = server.run(stage.scene.name, stage.root, strace=kill(call), broken=broken)
        if ran.was_killed and has_hit(call, stage.root, ran.seen):
            tally.judge(f"killed at {call.name} {call.paths}")
    return tally


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("scene", "where"),
    [
        *((scene, "calls that change something") for scene in ("a commit", "an undo", "a redo")),
        *(
            pytest.param(scene, "any call on the journal", marks=pytest.mark.slow)
            for scene in ("a commit", *RECOVERIES)
        ),
    ],
)
def test_killed_anywhere(
    server: Server, stage: SetStage, scene: str, where: str, tell: Tell
) -> None:
    """Killed at any call, recovery's own too, a journal is whole, and mended by a write. (row 45)

    And the kill came wherever it was to come.
    """
    stage_ = stage(scene)
    calls = calls_of(server, stage_)
    tally = kill_at(server, stage_, [one for one in calls if one.changes or "any" in where])
    tell(f"kill during {scene}, at {where}: {tally}")
    assert [] == tally.torn
    assert tally.tried == tally.hit
    assert {"old", "new"} == set(tally.found)


@pytest.mark.slow
@pytest.mark.parametrize("broken", STRUCK)
def test_broken_store_is_noticed(server: Server, stage: SetStage, broken: str) -> None:
    """A store that is broken on purpose does not pass for a good one."""
    stage_ = stage("an undo")
    changing = [call for call in calls_of(server, stage_, broken) if call.changes]
    assert [] != kill_at(server, stage_, changing, broken).torn


@pytest.mark.slow
def test_read_that_ignores_the_log_is_noticed(
    server: Server, stage: SetStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read that does not look at the log sees torn states."""
    from devjournal.store import load

    stage_ = stage("a commit")
    changing = [call for call in calls_of(server, stage_) if call.changes]
    monkeypatch.setattr(load, "look", lambda _: load.Pending({}))
    assert [] != kill_at(server, stage_, changing).torn
