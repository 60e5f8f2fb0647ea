from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from devjournal.errors import Conflict, DiskError, Interrupted, Refused
from devjournal.store import disk, history, redo_log, undo
from devjournal.store.files import original_of
from devjournal.store.history import Write
from tests.store.written import (
    MOMENT,
    STATE,
    TEMPORARY,
    A,
    B,
    G,
    full_disk,
    leave,
    refuse,
    state_of,
    step,
    words_done,
    write,
    write_nothing,
)

if TYPE_CHECKING:
    from devjournal.store.history import Step

PutFile = Callable[[str, str | bytes], Path]

BEFORE = {A: b"a\xff\r\n", B: b"b"}
THREE = (Write(A, b"a\xff\r\n", b"A\xfe"), Write(B, b"b", None), Write(G, None, b"G"))
AFTER = {A: b"A\xfe", G: b"G"}


@pytest.fixture
def before(root: Path, put: PutFile) -> Path:
    """Return a journal with two files, one of them no text."""
    for path, data in BEFORE.items():
        put(path, data)
    return root


def files(root: Path) -> dict[str, bytes]:
    """Return every file with its bytes, but the profile."""
    return {path: data for path, data in state_of(root).items() if path != "journal.toml"}


def press_ctrl_c() -> None:
    """Interrupt."""
    raise KeyboardInterrupt


@contextlib.contextmanager
def stopped_at(name: str, failure: Callable[..., object] = full_disk) -> Iterator[None]:
    """Let putting the file of a name in its place fail."""
    really = disk.put_in_place

    def put_in_place(new: Path, file: Path) -> None:
        if file.name == name:
            failure()
        really(new, file)

    with pytest.MonkeyPatch.context() as patch:
        for module in (disk, redo_log):
            patch.setattr(module, "put_in_place", put_in_place)
        yield


def test_what_a_crash_left_half_written_is_swept(before: Path) -> None:
    """The temporary file beside a record is removed by who carries the commit through."""
    leave(before, step(Write(B, b"b", None)))
    (before / "actions" / TEMPORARY).write_bytes(b"half")
    write_nothing(before)
    assert {A: b"a\xff\r\n"} == files(before)


def test_the_disk_says_no_after_the_commit_point(before: Path) -> None:
    """It is saved, and finishes at the next run; until then no other write is begun."""
    with stopped_at("b.toml"):
        with pytest.raises(DiskError, match=r"^saved; finishes at the next run$") as caught:
            write(before, {A: b"A", B: b"B"}, words="Both")
        assert "No space left" in str(caught.value.hint)
        told = "^an earlier operation is saved; finishes at the next run; this one was not done$"
        with pytest.raises(DiskError, match=told):
            write(before, {G: b"G"}, words="Other")
    write_nothing(before)
    assert {A: b"A", B: b"B"} == files(before)
    assert ["Both"] == words_done(before)


def test_ctrl_c_at_the_commit_point(before: Path) -> None:
    """Once the log has its name, it is saved; before that it is not, and nothing says so."""

    def interrupt(folder: Path) -> None:
        if folder == before / STATE and is_time():
            raise KeyboardInterrupt
        disk.sync_folder(folder)

    log = before / STATE / "redo.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(redo_log, "sync_folder", interrupt)
        is_time = log.exists
        with pytest.raises(Interrupted, match=r"^interrupted; saved; finishes at the next run$"):
            write(before, {A: b"A"})
        log.unlink()
        with stopped_at("redo.json", press_ctrl_c), pytest.raises(KeyboardInterrupt):
            write(before, {A: b"A"})
    write_nothing(before)
    assert BEFORE == files(before)


@pytest.mark.parametrize("direction", ["do", "undo"])
def test_a_folder_of_logs_that_refuses_them_is_named(before: Path, direction: str) -> None:
    """What keeps a commit from being finished, and with it all that follow, has to be mended."""
    write(before, {A: b"A"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "put_in_place", refuse(errno.EACCES))
        with pytest.raises(DiskError, match=r"^saved; finishes at the next run$") as caught:
            write(before, {B: b"B"}) if direction == "do" else undo(before, at=MOMENT)
        assert f"{STATE}/history" in str(caught.value.hint)
        assert "Permission denied" in str(caught.value.hint)
        with pytest.raises(DiskError, match="an earlier operation") as caught:
            write(before, {G: b"G"})
        assert f"{STATE}/history" in str(caught.value.hint)
    write_nothing(before)
    assert (["Wrote", "Wrote"] if direction == "do" else []) == words_done(before)


def test_a_name_that_may_not_be_on_the_disk(before: Path) -> None:
    """If the sync fails after the log's rename, readers see it: perhaps not yet on disk."""

    def sync_folder(folder: Path) -> None:
        if (before / STATE / "redo.json").exists():
            refuse(errno.EIO)()
        disk.sync_folder(folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(redo_log, "sync_folder", sync_folder)
        with pytest.raises(DiskError, match=r"^saved; perhaps not yet on disk$") as caught:
            write(before, {A: b"A"})
    assert "it finishes at the next run" in str(caught.value.hint)
    write_nothing(before)
    assert b"A" == files(before)[A]


def test_both_are_kept(before: Path) -> None:
    """A file changed by hand since the crash stays; ours is beside it, and both are named."""
    leave(before, step(*THREE))
    (before / A).write_bytes(b"mine")
    with pytest.raises(
        Conflict, match=r"actions/a\.toml .* ours is actions/a\.conflict-7f3a\.toml"
    ):
        write(before, {"goals/h.toml": b"H"})
    assert {A: b"mine", "actions/a.conflict-7f3a.toml": b"A\xfe", G: b"G"} == files(before)
    write(before, {"goals/h.toml": b"H"})
    assert b"H" == files(before)["goals/h.toml"]


def test_both_are_kept_once(before: Path) -> None:
    """Carried through twice, there is one copy, as the first left it."""
    leave(before, step(*THREE))
    (before / A).write_bytes(b"mine")
    copy = before / "actions/a.conflict-7f3a.toml"
    copy.write_bytes(b"looked at meanwhile")
    with pytest.raises(Conflict):
        write_nothing(before)
    assert b"looked at meanwhile" == copy.read_bytes()
    assert 3 == len(files(before))


def test_changed_by_hand_is_not_deleted(before: Path) -> None:
    """What was to be deleted stays if it is not what was to be deleted."""
    leave(before, step(*THREE))
    (before / B).write_bytes(b"mine")
    with pytest.raises(
        Conflict, match=r"actions/b\.toml was changed by hand, so it is not deleted"
    ):
        write_nothing(before)
    assert AFTER | {B: b"mine"} == files(before)


def test_a_folder_made_by_hand_in_a_files_place(before: Path) -> None:
    """It is a change by hand like any other."""
    leave(before, step(*THREE))
    (before / G).mkdir(parents=True)
    with pytest.raises(Conflict, match=r"ours is goals/g\.conflict-7f3a\.toml"):
        write_nothing(before)
    assert b"G" == files(before)["goals/g.conflict-7f3a.toml"]


def test_a_copys_name_fits(root: Path, put: PutFile) -> None:
    """However long a name is, the copy's is a file name, and that of a copy."""
    path = f"people/{'ä' * 125}.toml"
    put(path, b"mine")
    leave(root, step(Write(path, b"old", b"new"), name="0123456789ab"))
    with pytest.raises(Conflict):
        write_nothing(root)
    (copy,) = (one for one in (root / "people").iterdir() if one != root / path)
    assert b"new" == copy.read_bytes()
    assert 255 >= len(copy.name.encode())
    assert path.startswith(f"people/{original_of(copy.name)}".removesuffix(".toml"))


def test_a_log_that_names_a_linked_folder(before: Path, tmp_path: Path) -> None:
    """It is refused before anything is done, and kept; nothing is written outside."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (before / "goals").symlink_to(outside)
    log = leave(before, step(*THREE))
    with pytest.raises(Refused, match=r"goals/g\.toml: a symlink"):
        write_nothing(before)
    assert BEFORE == files(before)
    assert log.exists()
    assert [] == list(outside.iterdir())


def test_what_could_not_be_read_again_is_not_written(
    before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A log that is too large, or would come back otherwise, is refused before the commit point."""
    monkeypatch.setattr(redo_log, "LARGEST", 1000)
    with pytest.raises(Refused, match="too much for one operation; nothing was changed"):
        write(before, {A: b"A" * 1000})
    with pytest.raises(Refused, match="could not be read again; nothing was changed"):
        write(before, {A: b"A"}, words="\ud83d\ude00")
    assert BEFORE == files(before)


def profile_mended(root: Path) -> Step:
    """Return the step that mends a journal.toml, which is broken now."""
    file = root / "journal.toml"
    good = file.read_bytes()
    file.write_bytes(b"schema = ")
    return step(Write("journal.toml", b"schema = ", good), words="Mended")


def test_a_commit_that_mends_the_profile_is_carried_through(root: Path) -> None:
    """The version is that of the journal.toml which the commit under way leaves."""
    leave(root, profile_mended(root))
    write(root, {G: b"G"}, words="Next")
    assert ["Next", "Mended"] == words_done(root)


def test_a_profile_changed_by_hand_is_not_taken_for_mended(root: Path) -> None:
    """What somebody wrote since says the version, or that it can't be told."""
    leave(root, profile_mended(root))
    (root / "journal.toml").write_bytes(b"schema = 2\n")
    with pytest.raises(Refused, match="version 2"):
        write(root, {G: b"G"})
    assert {"journal.toml": b"schema = 2\n"} == state_of(root)
