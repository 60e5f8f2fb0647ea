from __future__ import annotations

import contextlib
import datetime as dt
import functools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.errors import BadFile, Conflict, DevjournalError, NotFound, Refused
from devjournal.journal.journal import Journal
from devjournal.journal.stored import Change, Stored
from devjournal.models.base import replace
from devjournal.models.meetings import Action
from devjournal.models.people import Person
from devjournal.store import commit as commit_at
from devjournal.store import files, history, transaction, undo
from devjournal.store.history import Write
from devjournal.store.toml_edit import edit
from tests.store.written import MOMENT, A, leave, state_of, step, words_done

if TYPE_CHECKING:
    from devjournal.models.base import Record

PutFile = Callable[[str, str | bytes], Path]
ReadJournal = Callable[[], Journal]

DAY = dt.date(2026, 10, 15)
commit = functools.partial(commit_at, at=MOMENT)
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


@pytest.fixture
def stored(put: PutFile, read: ReadJournal) -> Stored[Action]:
    """Return an action that is on the disk."""
    put("actions/a.toml", GOOD)
    return read().all("action")["a"]


def test_nothing_to_change_writes_nothing(root: Path, stored: Stored[Action]) -> None:
    """The same record is the same bytes: no write, and no step to undo."""
    before = (root / "actions" / "a.toml").stat()
    commit(root, "Nothing", [changed(stored, replace(stored.record))])
    commit(root, "Nothing", [])
    assert before == (root / "actions" / "a.toml").stat()
    assert [] == history.done(root)


def test_file_that_changed_meanwhile(root: Path, stored: Stored[Action]) -> None:
    """A hand edit since the read stops the whole commit, and is kept. (row 48)"""
    (root / "actions" / "a.toml").write_text(f"{GOOD}# later\n", encoding="utf-8")
    before = state_of(root)
    for after in (stored.record.move("finish", DAY), None):
        with pytest.raises(Conflict, match=r"actions/a\.toml changed meanwhile"):
            commit(root, "Two", [new("b", an_action()), changed(stored, after)])
    assert before == state_of(root)


def change_while_waiting(monkeypatch: pytest.MonkeyPatch, root: Path, path: str, text: str) -> None:
    """Let whoever had the lock change a file before it is free."""
    really_lock = files.locked

    @contextlib.contextmanager
    def locked_late(folder: Path, *, wait: float) -> Iterator[None]:
        (root / path).write_text(text, encoding="utf-8")
        with really_lock(folder, wait=wait):
            yield

    monkeypatch.setattr(transaction, "locked", locked_late)


def test_file_that_changes_while_waiting_for_the_lock(
    root: Path, stored: Stored[Action], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files are compared under the lock: whoever had it may have changed them."""
    change_while_waiting(monkeypatch, root, A, "# other\n")
    with pytest.raises(Conflict, match="changed meanwhile"):
        commit(root, "Done", [changed(stored, stored.record.move("finish", DAY))])
    assert b"# other\n" == state_of(root)[A]


def test_journal_that_is_brought_up_while_waiting_for_the_lock(
    root: Path, stored: Stored[Action], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So is the version: what is newer by then is not written."""
    change_while_waiting(monkeypatch, root, "journal.toml", "schema = 2\n")
    with pytest.raises(Refused, match="version 2"):
        commit(root, "Done", [changed(stored, stored.record.move("finish", DAY))])
    assert GOOD.encode() == state_of(root)[A]


def test_file_that_changes_between_the_plan_and_the_log(
    root: Path, stored: Stored[Action], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file is compared once more, right before the commit point."""

    def edit_late(*arguments: Any) -> bytes:
        (root / A).write_text("# other\n", encoding="utf-8")
        return edit(*arguments)

    monkeypatch.setattr("devjournal.store.plan.edit", edit_late)
    with pytest.raises(Conflict, match="changed meanwhile; nothing was changed"):
        commit(root, "Done", [changed(stored, stored.record.move("finish", DAY))])
    assert b"# other\n" == state_of(root)[A]


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


def test_file_that_is_too_large(root: Path, stored: Stored[Action]) -> None:
    """What no read would take is not written over either."""
    (root / A).write_bytes(b"#" * ((1 << 20) + 1))
    with pytest.raises(BadFile, match=r"actions/a\.toml: is larger than 1 MiB"):
        commit(root, "Done", [changed(stored, stored.record.move("finish", DAY))])


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
    profile.unlink()
    if content is not None:
        profile.write_text(content, encoding="utf-8")
    with pytest.raises(expected):
        commit(root, "Added", [new("a", an_action())])
    with pytest.raises(expected):
        undo(root, at=MOMENT)
    assert not (root / "actions").exists()


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
    after = replace(profile.record, name="Robin Vale")
    commit(root, "Renamed", [changed(profile, after)])
    assert {"days": ["mon", "tue"]} == json.loads(
        json.dumps(load_journal(root, cache_dir=None).all("profile")["journal"].record.settings)
    )
