"""A disk that says no, at any system call: the journal is whole, and what is told is true."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.crash.broken import UNTOLD
from tests.crash.scenes import LOOK, tree
from tests.crash.strace import ALL, Call, calls_on, fail, has_hit
from tests.crash.verdict import Stage, Tally, Tell, says_saved

if TYPE_CHECKING:
    from pathlib import Path

    from tests.crash.conftest import SetStage
    from tests.crash.scenes import Seen
    from tests.crash.struck import Ran, Server

READING = ("EIO",)
NAMING = ("EIO", "EACCES")
WRITING = ("ENOSPC", "EIO", "EROFS", "EACCES")

UNTRUE = ("Traceback", "should not have happened")


def strikes(calls: list[Call]) -> Iterator[tuple[Call, str, bool]]:
    """Yield each call with each error that it may meet, once; and a full disk that stays full.

    Access is refused to a name: what is open is read.
    """
    for call in calls:
        reading = NAMING if '"' in call.told else READING
        for error in WRITING if call.changes else reading:
            yield call, error, False
        if call.changes and call.name.startswith(("write", "mkdir", "fsync", "rename")):
            yield call, "ENOSPC", True


def fail_at(
    server: Server, stage: Stage, calls: list[Call], broken: str = "", every: int = 1
) -> Tally:
    """Play a scene once for each strike and judge what it told and what is left."""
    tally = Tally(stage)
    for call, error, for_good in itertools.islice(strikes(calls), 0, None, every):
        if broken and tally.torn:
            break
        tally.tried += 1
        stage.set()
        strace = fail(call, error, for_good=for_good)
        ran = server.run(stage.scene.name, stage.root, strace=strace, broken=broken)
        if "(INJECTED)" not in ran.seen or not has_hit(call, stage.root, ran.seen):
            continue
        at = f"{error} at {call.name} {call.paths}: exit {ran.code}, {ran.printed}"
        if is_fair(ran):
            tally.judge(at, is_told(ran, stage))
        else:
            tally.torn.append(at)
    return tally


def is_fair(ran: Ran) -> bool:
    """Whether a failure is told as one of the disk, or of a file, or was no matter."""
    return ran.code in {0, 4, 6} and not any(words in ran.printed for words in UNTRUE)


def is_told(ran: Ran, stage: Stage) -> Seen:
    """Return the state that the journal is in, if what was told is true."""
    return stage.new if ran.code == 0 or says_saved(ran.printed) else stage.old


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("scene", "every"),
    [
        *((scene, 40) for scene in ("a commit", "an undo", "the recovery of a commit")),
        pytest.param("a commit", 1, marks=pytest.mark.slow),
        pytest.param("the recovery of a commit", 1, marks=pytest.mark.slow),
        pytest.param("an undo", 5, marks=pytest.mark.slow),
    ],
)
def test_disk_says_no_anywhere(
    server: Server, stage: SetStage, scene: str, every: int, tell: Tell
) -> None:
    """Full, broken, read-only or forbidden at any call: whole, 6 or 4, and told. (rows 41 to 44)

    One strike in forty shows at once if it has come to harm; an undo writes as a commit does:
    of its strikes one in five.
    """
    stage_ = stage(scene)
    ran = server.run(scene, stage_.root, strace=ALL)
    tally = fail_at(server, stage_, calls_on(stage_.root, ran.seen), every=every)
    tell(f"disk errors during {scene}: {tally}")
    assert [] == tally.torn
    assert tally.tried == tally.hit


@pytest.mark.slow
def test_disk_says_no_to_a_look(server: Server, tmp_path: Path, tell: Tell) -> None:
    """A read that is told no says so in a line, or sees less, and writes nothing. (row 44)"""
    root = tmp_path / "journal"
    LOOK.prepare(root)
    before = tree(root)
    tried = held = 0
    for call, error, _ in strikes(calls_on(root, server.run(LOOK.name, root, strace=ALL).seen)):
        tried += 1
        ran = server.run(LOOK.name, root, strace=fail(call, error, for_good=False))
        assert "(INJECTED)" in ran.seen
        assert has_hit(call, root, ran.seen)
        assert is_fair(ran), f"{error} at {call.name} {call.paths}: exit {ran.code}, {ran.printed}"
        assert before == tree(root)
        held += 1
    tell(f"disk errors during {LOOK.name}: {tried} points, {tried} hit, {held} held")


@pytest.mark.slow
@pytest.mark.parametrize("broken", UNTOLD)
def test_broken_store_is_noticed(server: Server, stage: SetStage, broken: str) -> None:
    """A store that does not tell what failed, or tells it wrong, does not pass for a good one."""
    stage_ = stage("an undo")
    ran = server.run(stage_.scene.name, stage_.root, strace=ALL, broken=broken)
    changing = [call for call in calls_on(stage_.root, ran.seen) if call.changes]
    assert [] != fail_at(server, stage_, changing, broken).torn
