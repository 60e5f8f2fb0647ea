from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import errno
import json
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.errors import (
    BadFile,
    Conflict,
    DevjournalError,
    DiskError,
    NotFound,
    Refused,
    UsageError,
)
from devjournal.journal.journal import Journal
from devjournal.journal.stored import Change, Stored
from devjournal.records.action import Action
from devjournal.records.goal import Goal
from devjournal.records.person import Person
from devjournal.records.topic import Topic
from devjournal.store import apply, commit, disk, plan

if TYPE_CHECKING:
    from devjournal.records.base import Record

PutFile = Callable[[str, str | bytes], Path]
ReadJournal = Callable[[], Journal]

DAY = dt.date(2026, 10, 15)
GOOD = """\
# Promised on the stairs.
title = "Rebuild slide 2"   # the one with the churn
owner = "me"

colour = "green"
"""


def new(id_: str, record: Record, kind: str = "action") -> Change:
    """Return the change that makes a record."""
    return Change(kind, id_, None, record)


def changed(stored: Stored[Any], record: Record | None) -> Change:
    """Return the change of a record that was read."""
    return Change(stored.kind, stored.id, stored, record)


def an_action(title: str = "Rebuild slide 2", **fields: Any) -> Action:
    """Return an action of mine."""
    return Action(title=title, owner="me", **fields)


def state_of(root: Path) -> dict[str, bytes]:
    """Return every file of the journal with its bytes, but what the program keeps for itself."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".devjournal" not in path.relative_to(root).parts
    }


@pytest.fixture
def stored(put: PutFile, read: ReadJournal) -> Stored[Action]:
    """Return an action that is on the disk."""
    put("actions/a.toml", GOOD)
    return read().all("action")["a"]


def test_new_record_is_read_again(root: Path, read: ReadJournal) -> None:
    """What is committed is what is read, in a file named by its id."""
    record = an_action(due=DAY, tags=("slides",))
    commit(root, "Added", [new("kwtz-rebuild", record)])
    assert record == read().all("action")["kwtz-rebuild"].record
    assert (root / "actions" / "kwtz-rebuild.toml").exists()


def test_several_records_in_one_commit(
    root: Path, stored: Stored[Action], put: PutFile, read: ReadJournal
) -> None:
    """New, changed and deleted records of several kinds are one operation."""
    put("actions/b.toml", GOOD)
    other = read().all("action")["b"]
    commit(
        root,
        "All at once",
        [
            new("priya-nair", Person(name="Priya Nair"), "person"),
            changed(stored, stored.record.finish(DAY)),
            changed(other, None),
        ],
    )
    journal = read()
    assert {"a": "done"} == {id_: one.record.state for id_, one in journal.all("action").items()}
    assert ["priya-nair"] == list(journal.all("person"))


def test_change_keeps_what_else_the_file_says(root: Path, stored: Stored[Action]) -> None:
    """Comments, blank lines and unknown keys stay where they are. (rows 25, 26)"""
    commit(root, "Done", [changed(stored, stored.record.finish(DAY, "wiki/cost"))])
    text = (root / "actions" / "a.toml").read_text(encoding="utf-8")
    assert all(line in text for line in GOOD.splitlines())
    assert 'state = "done"' in text


def test_reopening_takes_the_closing_away(root: Path, put: PutFile, read: ReadJournal) -> None:
    """Fields that the change clears leave the file."""
    put("actions/a.toml", f'{GOOD}state = "done"\nclosed_on = 2026-10-15\n')
    stored = read().all("action")["a"]
    commit(root, "Reopened", [changed(stored, stored.record.reopen(DAY))])
    assert GOOD == (root / "actions" / "a.toml").read_text(encoding="utf-8")


def test_line_ends_and_mark_stay(root: Path, put: PutFile, read: ReadJournal) -> None:
    """CRLF and a byte order mark are kept. (rows 8, 10)"""
    put("actions/a.toml", b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    stored = read().all("action")["a"]
    commit(root, "Done", [changed(stored, stored.record.finish(DAY))])
    data = (root / "actions" / "a.toml").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# Promised")
    assert data.count(b"\n") == data.count(b"\r\n") > 5


def test_nothing_to_change_writes_nothing(root: Path, stored: Stored[Action]) -> None:
    """The same record is the same bytes: no write, and no lock."""
    before = (root / "actions" / "a.toml").stat()
    commit(root, "Nothing", [changed(stored, dataclasses.replace(stored.record))])
    commit(root, "Nothing", [])
    assert before == (root / "actions" / "a.toml").stat()
    assert not (root / ".devjournal").exists()


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_private_whatever_the_umask(root: Path, stored: Stored[Action], umask: int) -> None:
    """Files are 0600 and folders 0700; a file that was wider is so no more."""
    (root / "actions" / "a.toml").chmod(0o666)
    old = os.umask(umask)
    try:
        changes = [
            changed(stored, stored.record.finish(DAY)),
            new("t", Topic(text="t", relationship="r"), "topic"),
        ]
        commit(root, "Two", changes)
    finally:
        os.umask(old)
    modes = {
        path.relative_to(root).as_posix(): path.stat().st_mode & 0o777 for path in root.rglob("*")
    }
    assert modes == {
        "journal.toml": 0o600,
        "actions": 0o700,
        "actions/a.toml": 0o600,
        "topics": 0o700,
        "topics/t.toml": 0o600,
        ".devjournal": 0o700,
        ".devjournal/lock": 0o600,
        ".devjournal/.gitignore": 0o600,
    }


def test_state_folder_ignores_itself(root: Path) -> None:
    """Git sees nothing of what the program keeps for itself."""
    commit(root, "Added", [new("a", an_action())])
    assert "*\n" == (root / ".devjournal" / ".gitignore").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Action(title="", owner="me"), "title"),
        (Action(title="x", owner="you"), "owner"),  # type: ignore[arg-type]  # the point of it
        (an_action(due="tomorrow"), "due"),
        (an_action(title="\ud800"), "title"),
    ],
)
def test_bad_record_is_misuse(root: Path, record: Action, field: str) -> None:
    """An outgoing record is checked like one coming in; its field is named, nothing written."""
    with pytest.raises(UsageError, match=field):
        commit(root, "Bad", [new("good", an_action()), new("bad", record)])
    assert ["journal.toml"] == list(state_of(root))
    assert not (root / ".devjournal").exists()


@pytest.mark.parametrize("id_", ["../../x", "/etc/x", "a\0b", "C:x"])
def test_id_out_of_its_folder_is_misuse(root: Path, id_: str) -> None:
    """No file is ever written outside its kind's folder. (row 38)"""
    with pytest.raises(UsageError):
        commit(root, "Out", [new(id_, an_action())])


def test_bytes_are_read_again_before_they_are_written(
    root: Path, stored: Stored[Action], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever writes TOML is not believed: what would be another record is not written."""
    before = state_of(root)
    for wrong in (b'title = "Another"\nowner = "me"\n', b"title = 1\n", b"title ="):
        monkeypatch.setattr(plan, "encode", lambda _, data=wrong: data)
        monkeypatch.setattr(plan, "edit", lambda *_, data=wrong: data)
        with pytest.raises(Refused, match="read again"):
            commit(root, "Added", [new("b", an_action())])
        with pytest.raises(Refused, match="read again"):
            commit(root, "Done", [changed(stored, stored.record.finish(DAY))])
    assert before == state_of(root)


def test_file_that_changed_meanwhile(root: Path, stored: Stored[Action]) -> None:
    """A hand edit since the read stops the whole commit, and is kept. (row 48)"""
    (root / "actions" / "a.toml").write_text(f"{GOOD}# later\n", encoding="utf-8")
    before = state_of(root)
    for after in (stored.record.finish(DAY), None):
        with pytest.raises(Conflict, match=r"actions/a\.toml changed meanwhile"):
            commit(root, "Two", [new("b", an_action()), changed(stored, after)])
    assert before == state_of(root)


def test_file_that_changes_while_waiting_for_the_lock(
    root: Path, stored: Stored[Action], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files are compared once more under the lock: whoever had it may have changed them."""
    from devjournal.store import lock

    really_lock = lock.locked

    @contextlib.contextmanager
    def locked_late(folder: Path, *, wait: float) -> Iterator[None]:
        (root / "actions" / "a.toml").write_text("# other\n", encoding="utf-8")
        with really_lock(folder, wait=wait):
            yield

    monkeypatch.setattr(lock, "locked", locked_late)
    with pytest.raises(Conflict, match="changed meanwhile"):
        commit(root, "Done", [changed(stored, stored.record.finish(DAY))])
    assert "# other\n" == (root / "actions" / "a.toml").read_text(encoding="utf-8")


def test_file_that_is_gone(root: Path, stored: Stored[Action]) -> None:
    """A record whose file was deleted since is not written back."""
    (root / "actions" / "a.toml").unlink()
    with pytest.raises(Conflict):
        commit(root, "Done", [changed(stored, stored.record.finish(DAY))])
    assert ["journal.toml"] == list(state_of(root))


def test_file_that_did_not_parse_is_never_rewritten(root: Path, put: PutFile) -> None:
    """A new record does not go where a file is already, least of all a broken one."""
    put("actions/a.toml", "title = ")
    with pytest.raises(Conflict, match=r"actions/a\.toml is there already"):
        commit(root, "Added", [new("a", an_action())])
    assert b"title = " == state_of(root)["actions/a.toml"]


def test_name_that_is_another_but_for_case(root: Path, put: PutFile) -> None:
    """A new file whose name some systems take for another's is not made. (row 29)"""
    put("people/Ana.toml", 'name = "Ana"\n')
    with pytest.raises(Conflict, match=r"Ana\.toml"):
        commit(root, "Added", [new("ana", Person(name="Ana"), "person")])


def test_one_record_twice_is_refused(root: Path, stored: Stored[Action]) -> None:
    """Two changes of one record in one commit can't both be meant."""
    with pytest.raises(Conflict):
        commit(root, "Twice", [changed(stored, None), changed(stored, stored.record.finish(DAY))])


def test_redacted_record_is_never_written_back(root: Path, stored: Stored[Action]) -> None:
    """A record as a reader sees it lacks fields, has no digest, and does not replace the file."""
    redacted = dataclasses.replace(stored, digest="")
    with pytest.raises(Conflict):
        commit(root, "Done", [changed(redacted, stored.record.finish(DAY))])


def test_newer_journal_is_read_only(root: Path, put: PutFile, stored: Stored[Action]) -> None:
    """Files of a newer version are left alone. (row 27)"""
    put("journal.toml", 'schema = 2\nname = "Robin Vale"\n')
    with pytest.raises(Refused) as caught:
        commit(root, "Done", [changed(stored, stored.record.finish(DAY))])
    assert "upgrade" in str(caught.value.hint)
    assert GOOD.encode() == state_of(root)["actions/a.toml"]


@pytest.mark.parametrize(
    ("content", "expected"), [(None, NotFound), ("schema =", BadFile)], ids=["none", "broken"]
)
def test_version_must_be_known(
    root: Path, content: str | None, expected: type[DevjournalError]
) -> None:
    """Without a journal.toml that says its version nothing is written."""
    profile = root / "journal.toml"
    profile.unlink()
    if content is not None:
        profile.write_text(content, encoding="utf-8")
    with pytest.raises(expected):
        commit(root, "Added", [new("a", an_action())])
    assert not (root / "actions").exists()


def test_symlinked_record_is_refused(root: Path, put: PutFile, read: ReadJournal) -> None:
    """A record behind a link is read, not written. (row 34)"""
    put("kept/file.toml", GOOD)
    (root / "actions").mkdir()
    (root / "actions" / "a.toml").symlink_to("../kept/file.toml")
    stored = read().all("action")["a"]
    for after in (stored.record.finish(DAY), None):
        with pytest.raises(Refused, match="symlink"):
            commit(root, "Done", [changed(stored, after)])
    assert GOOD.encode() == state_of(root)["kept/file.toml"]


@pytest.mark.parametrize("name", ["actions", ".devjournal"])
def test_folder_behind_a_link_is_refused(root: Path, tmp_path: Path, name: str) -> None:
    """Nothing is written out of the journal through a linked folder."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / name).symlink_to(outside)
    with pytest.raises(Refused, match="symlink"):
        commit(root, "Added", [new("a", an_action())])
    assert [] == list(outside.iterdir())


def refuse(number: int) -> Callable[..., Any]:
    """Return a function that the system answers with an error."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("step", ["write_new", "put_in_place", "make_folder"])
def test_disk_that_says_no(
    root: Path, stored: Stored[Action], monkeypatch: pytest.MonkeyPatch, number: int, step: str
) -> None:
    """A full, read-only, forbidden or broken disk is told with the path; the old state is whole."""
    before = state_of(root)
    monkeypatch.setattr(apply, step, refuse(number))
    with pytest.raises(DiskError, match="actions") as caught:
        commit(root, "Done", [changed(stored, stored.record.finish(DAY))])
    assert os.strerror(number) in caught.value.message
    assert "Done" in str(caught.value.hint)
    assert before == state_of(root)


def test_state_folder_that_can_not_be_made(
    root: Path, monkeypatch: pytest.MonkeyPatch, stored: Stored[Action]
) -> None:
    """On a read-only disk the lock is what fails first, with the same error. (row 43)"""
    monkeypatch.setattr(Path, "mkdir", refuse(errno.EROFS))
    with pytest.raises(DiskError, match=r"\.devjournal"):
        commit(root, "Done", [changed(stored, stored.record.finish(DAY))])


@pytest.mark.parametrize("failure", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()])
def test_failure_of_a_later_file_puts_all_back(
    root: Path,
    stored: Stored[Action],
    put: PutFile,
    read: ReadJournal,
    monkeypatch: pytest.MonkeyPatch,
    failure: BaseException,
) -> None:
    """If the last move fails, by the disk or by Ctrl-C, the files moved before are as they were."""
    put("actions/b.toml", GOOD)
    other = read().all("action")["b"]
    before = state_of(root)
    really_put = disk.put_in_place

    def fail_at_last(beside: Path, file: Path) -> None:
        if file.name == "z.toml":
            raise failure
        really_put(beside, file)

    monkeypatch.setattr(apply, "put_in_place", fail_at_last)
    changes = [
        changed(stored, stored.record.finish(DAY)),
        changed(other, None),
        new("c", an_action()),
        new("z", an_action()),
    ]
    with pytest.raises((DiskError, KeyboardInterrupt)):
        commit(root, "Four", changes)
    assert before == state_of(root)


def test_files_that_can_not_be_put_back_are_named(
    root: Path, stored: Stored[Action], monkeypatch: pytest.MonkeyPatch
) -> None:
    """If putting back fails as well, the message names the files that hold the new state."""
    really_put = disk.put_in_place
    calls: list[Path] = []

    def only_once(beside: Path, file: Path) -> None:
        calls.append(file)
        if len(calls) > 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        really_put(beside, file)

    monkeypatch.setattr(apply, "put_in_place", only_once)
    with pytest.raises(DiskError, match=r"a\.toml: changed, and could not be put back") as caught:
        commit(root, "Two", [changed(stored, stored.record.finish(DAY)), new("b", an_action())])
    assert "look at these files" in str(caught.value.hint)


def test_saved_perhaps_not_yet_on_disk(
    root: Path, stored: Stored[Action], monkeypatch: pytest.MonkeyPatch, read: ReadJournal
) -> None:
    """A failing sync of the folder after the last move does not undo what readers see."""
    monkeypatch.setattr(apply, "sync_folder", refuse(errno.EIO))
    with pytest.raises(DiskError, match="saved; perhaps not yet on disk"):
        commit(root, "Done", [changed(stored, stored.record.finish(DAY))])
    assert "done" == read().all("action")["a"].record.state


def test_folder_that_can_not_be_synced_is_no_matter(
    root: Path, stored: Stored[Action], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems answer the sync of a folder with EINVAL: that is no failure."""
    really_sync = os.fsync

    def not_folders(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            refuse(errno.EINVAL)()
        really_sync(handle)

    monkeypatch.setattr(os, "fsync", not_folders)
    commit(root, "Done", [changed(stored, stored.record.finish(DAY))])


def test_bytes_reach_the_disk_before_their_name(
    root: Path, stored: Stored[Action], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file is synced before it is moved in, and its folder afterwards."""
    steps: list[str] = []

    def noted(step: str, really: Callable[..., None]) -> Callable[..., None]:
        def do(*arguments: Any) -> None:
            steps.append(step)
            really(*arguments)

        return do

    monkeypatch.setattr(os, "fsync", noted("sync", os.fsync))
    monkeypatch.setattr(apply, "put_in_place", noted("move", disk.put_in_place))
    monkeypatch.setattr(apply, "sync_folder", noted("folder", disk.sync_folder))
    commit(root, "First", [new("z", an_action())])
    steps.clear()
    commit(root, "Two", [changed(stored, stored.record.finish(DAY)), new("b", an_action())])
    assert ["sync", "sync", "move", "move", "folder", "sync"] == steps


def test_leftovers_of_a_crash_are_swept(root: Path, put: PutFile) -> None:
    """What a killed process left half written is removed by the next write beside it."""
    put("actions/.devjournal-0.tmp", "half")
    put("actions/.devjournal-7.tmp", "half")
    commit(root, "Added", [new("a", an_action())])
    assert ["a.toml"] == [path.name for path in (root / "actions").iterdir()]


HOLD_LOCK = """
import fcntl, sys, time
handle = open(sys.argv[1], "w")
fcntl.flock(handle, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def holder(root: Path) -> Iterator[subprocess.Popen[str]]:
    """Hold the journal's lock in another process."""
    (root / ".devjournal").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD_LOCK, str(root / ".devjournal" / "lock")],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert "held\n" == process.stdout.readline()
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="the other process locks as POSIX does")
@pytest.mark.usefixtures("holder")
def test_lock_that_is_held(root: Path, stored: Stored[Action], read: ReadJournal) -> None:
    """While another process writes, a write gives up in time, and reads go on. (row 49)"""
    with pytest.raises(Conflict, match="another process"):
        commit(root, "Done", [changed(stored, stored.record.finish(DAY))], wait=0.1)
    assert "open" == read().all("action")["a"].record.state


@pytest.mark.skipif(sys.platform == "win32", reason="the other process locks as POSIX does")
def test_lock_of_a_killed_process_is_free(
    root: Path, stored: Stored[Action], holder: subprocess.Popen[str]
) -> None:
    """Waiting ends as soon as the other process is gone, however it went."""
    threading.Timer(0.2, holder.send_signal, [signal.SIGKILL]).start()
    commit(root, "Done", [changed(stored, stored.record.finish(DAY))], wait=20)
    assert b'state = "done"' in state_of(root)["actions/a.toml"]


COUNT_UP = """
import dataclasses, sys
from pathlib import Path
from devjournal.errors import Conflict
from devjournal.journal.stored import Change
from devjournal.store import commit, load_journal
done = 0
while done < 5:
    stored = load_journal(Path(sys.argv[1]), cache_dir=None).all("goal")["g"]
    goal = dataclasses.replace(stored.record, target=stored.record.target + 1)
    try:
        commit(Path(sys.argv[1]), "Counted", [Change("goal", "g", stored, goal)])
        done += 1
    except Conflict:
        pass
"""


def test_no_update_is_lost(root: Path, read: ReadJournal) -> None:
    """Processes that count in one record, each trying again after a 5, lose none."""
    commit(root, "Added", [new("g", Goal(title="Count", baseline=0, target=0), "goal")])
    counters = [subprocess.Popen([sys.executable, "-c", COUNT_UP, str(root)]) for _ in range(3)]
    assert [0, 0, 0] == [counter.wait(timeout=60) for counter in counters]
    assert 15 == read().all("goal")["g"].record.target


def test_profile_from_the_cache_can_be_changed(root: Path, put: PutFile, tmp_path: Path) -> None:
    """A record that came from the cache is written like one that came from its file."""
    from devjournal.store import load_journal

    put("journal.toml", 'schema = 1\nname = "R"\n[settings]\ndays = ["mon", "tue"]\n')
    hour = 3600 * 10**9
    for _ in range(2):
        now = (root / "journal.toml").stat().st_ctime_ns + hour
        journal = load_journal(root, cache_dir=tmp_path / "cache", clock=lambda: now)  # noqa: B023 - called at once
        profile = journal.profile
    assert profile is not None
    assert list((tmp_path / "cache").glob("*/profile.cache"))
    after = dataclasses.replace(profile.record, name="Robin Vale")
    commit(root, "Renamed", [changed(profile, after)])
    assert {"days": ["mon", "tue"]} == json.loads(
        json.dumps(load_journal(root, cache_dir=None).all("profile")["journal"].record.settings)
    )
