from __future__ import annotations

from pathlib import Path

import pytest

from devjournal.errors import Conflict, Interrupted, Refused
from devjournal.store import transaction
from devjournal.store.files import original_of
from devjournal.store.history import Step, Write
from tests.store.written import (
    STATE,
    TEMPORARY,
    A,
    B,
    G,
    PutFile,
    leave,
    state_of,
    step,
    words_done,
    write,
    write_nothing,
)

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


def test_what_a_crash_left_half_written_is_swept(before: Path) -> None:
    """The temporary file beside a record is removed by who carries the commit through."""
    leave(before, step(*THREE))
    for name in (TEMPORARY, ".devjournal.tmp"):  # of earlier versions
        (before / "actions" / name).write_bytes(b"half")
    write_nothing(before)
    assert files(before) == AFTER


def test_ctrl_c_at_the_commit_point(before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the log has its name, it is saved, and says so; before that nothing is."""
    log = before / STATE / "redo.json"

    def interrupt(_: Path, data: bytes) -> None:
        if is_late:
            log.write_bytes(data)
        raise KeyboardInterrupt

    monkeypatch.setattr(transaction, "put", interrupt)
    is_late = False
    with pytest.raises(KeyboardInterrupt):
        write(before, {A: b"A"})
    assert files(before) == BEFORE
    is_late = True
    with pytest.raises(Interrupted, match=r"^interrupted; saved; finishes at the next run$"):
        write(before, {A: b"A"})
    write_nothing(before)
    assert b"A" == files(before)[A]


def test_both_are_kept(before: Path) -> None:
    """What was changed by hand since a crash stays, and ours is beside it, as it was left once.

    What was to be deleted stays, and what stands in a new file's place, a folder too.
    """
    leave(before, step(*THREE))
    for path in (A, B):
        (before / path).write_bytes(b"mine")
    (before / G).mkdir(parents=True)
    ours, goal = "actions/a.conflict-7f3a00000000.toml", "goals/g.conflict-7f3a00000000.toml"
    (before / ours).write_bytes(b"looked at meanwhile")
    with pytest.raises(Conflict) as caught:
        write_nothing(before)
    for words in (f"ours is {ours}", f"{B} was changed by hand, so it is not deleted", goal):
        assert words in caught.value.message
    kept = {A: b"mine", B: b"mine", ours: b"looked at meanwhile", goal: b"G"}
    assert kept == files(before)
    write(before, {"goals/h.toml": b"H"})
    assert kept | {"goals/h.toml": b"H"} == files(before)


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
    with pytest.raises(Refused, match="this one was not done") as refused:
        write_nothing(before)
    assert str(refused.value.hint).startswith("goals/g.toml: a symlink is read, never written\n")
    assert files(before) == BEFORE
    assert log.exists()
    assert [] == list(outside.iterdir())


def test_what_could_not_be_read_again_is_not_written(
    before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A log that is too large, or would come back otherwise, is refused before the commit point."""
    monkeypatch.setattr(transaction, "LARGEST", 1000)
    with pytest.raises(Refused, match="too much for one operation; nothing was changed"):
        write(before, {A: b"A" * 1000})
    with pytest.raises(Refused, match="could not be read again; nothing was changed"):
        write(before, {A: b"A"}, words="\ud83d\ude00")
    assert files(before) == BEFORE


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
