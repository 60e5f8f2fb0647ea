from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.errors import BadFile, Conflict, DevjournalError, NotFound, Refused, UsageError
from devjournal.journal.stored import Change, Stored
from devjournal.models.base import replace
from devjournal.models.meetings import Action
from devjournal.models.people import Person
from devjournal.store import commit as commit_at
from devjournal.store import history, load_journal, plan, toml_edit, transaction, undo
from devjournal.store.files import digest_of
from devjournal.store.history import Write
from devjournal.store.toml_edit import edit
from tests.store.written import (
    HOUR,
    MOMENT,
    STATE,
    A,
    B,
    PutFile,
    ReadJournal,
    leave,
    state_of,
    step,
    while_waiting,
    words_done,
)

if TYPE_CHECKING:
    from devjournal.models.base import Record

DAY = dt.date(2026, 10, 15)
commit = functools.partial(commit_at, at=MOMENT)
GOOD = """\
# Promised on the stairs.
title = "Rebuild slide 2"   # the one with the churn
owner = "me"

colour = "green"
"""
RECORD = Action(title="Rebuild slide 2", owner="me")
DONE = RECORD.move("finish", DAY)


def new(id_: str, record: Record | None = RECORD, kind: str = "action") -> Change:
    """Return the change that makes a record."""
    return Change(kind, id_, None, record)


@pytest.fixture
def stored(put: PutFile, read: ReadJournal) -> Stored[Action]:
    """Return an action that is on the disk."""
    put(A, GOOD)
    return read().all("action")["a"]


def changed(stored: Stored[Any], record: Record | None = DONE, id_: str = "a") -> Change:
    """Return the change of a record that was read, which may get another id."""
    return Change(stored.kind, id_, stored, record)


def test_nothing_to_change_writes_nothing(root: Path, stored: Stored[Action]) -> None:
    """The same record is the same bytes: no write, and no step to undo."""
    before = (root / A).stat()
    commit(root, "Nothing", [changed(stored, replace(stored.record)), new("b", None)])
    commit(root, "Nothing", [])
    assert before == (root / A).stat()
    assert [] == history.kept(root)


@pytest.mark.parametrize("now", [f"{GOOD}\n", "", None])
@pytest.mark.parametrize(("after", "id_"), [(DONE, "a"), (None, "a"), (RECORD, "b")])
def test_file_that_is_not_as_it_was_read(
    root: Path, stored: Stored[Action], now: str | None, after: Action | None, id_: str
) -> None:
    """Edited, emptied or gone since: it stops the whole commit, and is kept. (row 48)"""
    (root / A).unlink() if now is None else (root / A).write_text(now)
    before = state_of(root)
    with pytest.raises(Conflict, match=r"actions/a\.toml changed meanwhile; nothing was changed"):
        commit(root, "Two", [new("c"), changed(stored, after, id_)])
    assert before == state_of(root)


@pytest.mark.parametrize(
    ("path", "text", "expected", "words"),
    [
        (A, "# other\n", Conflict, "changed meanwhile"),
        ("journal.toml", "schema = 2\n", Refused, "version 2"),
    ],
)
def test_what_changes_while_waiting_for_the_lock(
    root: Path,
    stored: Stored[Action],
    path: str,
    text: str,
    expected: type[DevjournalError],
    words: str,
) -> None:
    """Files are compared, and the version is looked at, under the lock: another had it before."""
    before = state_of(root)
    with while_waiting(transaction, path, text), pytest.raises(expected, match=words):
        commit(root, "Done", [changed(stored)])
    assert before | {path: text.encode()} == state_of(root)


@pytest.mark.parametrize("what", ["file", "lock"])
def test_what_changes_between_the_plan_and_the_log(
    root: Path, stored: Stored[Action], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Each file, and whether the lock still has its name, is looked at right before the log."""
    text = "# other\n" if what == "file" else GOOD

    def edit_late(*arguments: Any) -> bytes:
        (root / A).write_text(text) if what == "file" else (root / STATE / "lock").unlink()
        return edit(*arguments)

    monkeypatch.setattr(toml_edit, "edit", edit_late)
    with pytest.raises(Conflict, match="changed meanwhile; nothing was changed"):
        commit(root, "Done", [changed(stored)])
    assert text.encode() == state_of(root)[A]


def test_what_a_crash_left_is_finished_first(
    root: Path, stored: Stored[Action], read: ReadJournal
) -> None:
    """A record that was read as the commit under way leaves it can be changed at once."""
    after = GOOD.replace("slide 2", "slide 3").encode()
    leave(root, step(Write(A, GOOD.encode(), after), words="Left"))
    seen = read().all("action")["a"]
    assert seen.digest != stored.digest
    commit(root, "Done", [changed(seen, seen.record.move("finish", DAY))])
    record = read().all("action")["a"].record
    assert ("Rebuild slide 3", "done") == (record.title, record.state)
    assert ["Done", "Left"] == words_done(root)


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Action(title="", owner="me"), "title"),
        (Action(title="x", owner="you"), "owner"),  # type: ignore[arg-type]  # the point of it
        (replace(RECORD, due="tomorrow"), "due"),
        (replace(RECORD, title="\ud800"), "title"),
    ],
)
def test_bad_record_is_misuse(
    root: Path, stored: Stored[Action], record: Action, field: str
) -> None:
    """An outgoing record is checked like one coming in, and its field is named. (row 14)"""
    for changes in ([new("c"), new("b", record)], [changed(stored, record)]):
        with pytest.raises(UsageError, match=f"action .: .*{field}"):
            commit(root, "Bad", changes)
    assert {A, "journal.toml"} == state_of(root).keys()


@pytest.mark.parametrize(
    "wrong", [b'title = "Another"\nowner = "me"\n', b"title = 1\n", b"title ="]
)
def test_bytes_are_read_again(
    root: Path, stored: Stored[Action], monkeypatch: pytest.MonkeyPatch, wrong: bytes
) -> None:
    """Whatever writes TOML is not believed: what would be another record is not written."""
    monkeypatch.setattr(plan, "encode", lambda _: wrong)
    monkeypatch.setattr(toml_edit, "edit", lambda *_: wrong)
    for change in (new("b"), changed(stored)):
        with pytest.raises(Refused, match="read again"):
            commit(root, "Wrong", [change])


@pytest.mark.parametrize(
    ("data", "digest", "expected", "words"),
    [
        (GOOD.encode(), "", Conflict, "changed meanwhile"),
        (b"title = ", None, BadFile, r"actions/a\.toml: "),
        (b"#" * ((1 << 20) + 1), None, BadFile, "is larger than 1 MiB"),
    ],
    ids=["redacted", "broken", "large"],
)
def test_what_was_not_read_as_it_stands_is_not_rewritten(
    root: Path, put: PutFile, data: bytes, digest: str | None, expected: type[Exception], words: str
) -> None:
    """Neither by a record as a reader sees it, nor by who claims to have read what none takes."""
    put(A, data)
    before = Stored("a", "action", RECORD, digest_of(data) if digest is None else digest)
    with pytest.raises(expected, match=words):
        commit(root, "Done", [changed(before)])
    assert data == state_of(root)[A]


@pytest.mark.parametrize("there", [GOOD, "title = ", ""])
def test_no_files_place_is_taken(
    root: Path, put: PutFile, stored: Stored[Action], there: str
) -> None:
    """A new record, or one that gets another id, does not go where any file is already."""
    put(B, there)
    for change in (new("b"), changed(stored, RECORD, "b")):
        with pytest.raises(Conflict, match=r"actions/b\.toml is there already"):
            commit(root, "Added", [change])
    assert there.encode() == state_of(root)[B]


def test_name_that_is_another_but_for_case(root: Path, put: PutFile) -> None:
    """A new file whose name some systems take for another's is not made. (row 29)"""
    put("people/Ana.toml", 'name = "Ana"\n')
    with pytest.raises(Conflict, match=r"Ana\.toml"):
        commit(root, "Added", [new("ana", Person(name="Ana"), "person")])


def test_one_record_twice_is_refused(root: Path, stored: Stored[Action]) -> None:
    """Two changes of one record in one commit can't both be meant."""
    with pytest.raises(Conflict, match="changed twice"):
        commit(root, "Twice", [changed(stored, None), changed(stored)])


def test_renamed_is_a_new_file_with_the_old_bytes(
    root: Path, put: PutFile, read: ReadJournal
) -> None:
    """Whatever its form, with what changes with the id alone changed; the old file goes."""
    odd = b"# mine\r\nowner='me'\r\ntitle = 'Rebuild slide 2' # so\r\ncolour = 1\r\n"
    put(A, odd)
    commit(root, "Renamed", [changed(read().all("action")["a"], RECORD, "b")])
    assert odd == state_of(root)[B]
    after = replace(RECORD, goal="readout")
    commit(root, "Renamed", [Change("action", "c", read().all("action")["b"], after)])
    linked = odd.replace(b"colour = 1\r\n", b'colour = 1\r\ngoal = "readout"\r\n')
    assert {"actions/c.toml": linked, "journal.toml": b'schema = 1\nname = "Robin Vale"\n'} == (
        state_of(root)
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, NotFound),
        ("schema =", BadFile),
        ('schema = "2"', BadFile),
        ("schema = 2.0", BadFile),
        ("schema = true", BadFile),
        ('name = "Robin Vale"', BadFile),
    ],
    ids=["none", "broken", "text", "decimal", "true", "silent"],
)
def test_version_must_be_known(
    root: Path, content: str | None, expected: type[DevjournalError]
) -> None:
    """Without a journal.toml that says its version nothing is written."""
    profile = root / "journal.toml"
    profile.unlink() if content is None else profile.write_text(content)
    with pytest.raises(expected):
        commit(root, "Added", [new("a")])
    with pytest.raises(expected):
        undo(root, at=MOMENT)
    assert not (root / "actions").exists()


def test_profile_from_the_cache_can_be_changed(root: Path, put: PutFile, tmp_path: Path) -> None:
    """A record that came from the cache is written like one that came from its file."""
    file = put("journal.toml", 'schema = 1\nname = "R"\n[settings]\ndays = ["mon", "tue"]\n')
    later = file.stat().st_ctime_ns + HOUR
    read = functools.partial(load_journal, root, cache_dir=tmp_path / "cache", clock=lambda: later)
    read().all("profile")
    profile = read().all("profile")["journal"]
    assert list((tmp_path / "cache").glob("*/profile.cache"))
    commit(
        root, "Renamed", [Change("profile", "journal", profile, replace(profile.record, name="V"))]
    )
    assert b'schema = 1\nname = "V"\n[settings]\ndays = ["mon", "tue"]\n' == file.read_bytes()
