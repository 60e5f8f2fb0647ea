from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.errors import BadFile, Conflict, Refused, UsageError
from devjournal.journal.stored import Change, Stored
from devjournal.models.base import replace
from devjournal.models.meetings import Action
from devjournal.store import plan as plan_module
from devjournal.store.history import Write
from devjournal.store.plan import plan
from devjournal.store.read_record import digest_of
from tests.store.written import A, B

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from devjournal.models.base import Record

DAY = dt.date(2026, 10, 15)
OLD = b'title = "Rebuild slide 2"\nowner = "me"\n'
RECORD = Action(title="Rebuild slide 2", owner="me")
STORED: Stored[Any] = Stored("a", "action", RECORD, digest_of(OLD))


def reading(files: Mapping[str, bytes | None]) -> Callable[[str], bytes | None]:
    """Return what reads a file as it is now."""
    return files.get


THERE = reading({A: OLD})
NOWHERE = reading({})


def new(record: Record, id_: str = "a") -> Change:
    """Return the change that makes an action."""
    return Change("action", id_, None, record)


def changed(after: Record | None, before: Stored[Any] = STORED) -> Change:
    """Return the change of the action that is there."""
    return Change("action", "a", before, after)


def test_new_changed_deleted() -> None:
    """Each change is a file's bytes before and after, in the order of the changes."""
    done = OLD + b'state = "done"\nclosed_on = 2026-10-15\n'
    assert (Write(B, None, OLD), Write(A, OLD, done)) == plan(
        [new(RECORD, "b"), changed(RECORD.move("finish", DAY))], THERE
    )
    assert (Write(A, OLD, None),) == plan([changed(None)], THERE)


def test_what_stays_the_same_is_left_out() -> None:
    """A record that is as it was is not written, nor one that was made and dropped."""
    same = changed(replace(RECORD))
    nothing = Change("action", "b", None, None)
    assert () == plan([same, nothing], THERE)


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Action(title="", owner="me"), "title"),
        (Action(title="x", owner="you"), "owner"),  # type: ignore[arg-type]  # the point of it
        (replace(RECORD, due="tomorrow"), "due"),
        (replace(RECORD, title="\ud800"), "title"),
    ],
)
def test_bad_record_is_misuse(record: Action, field: str) -> None:
    """An outgoing record is checked like one coming in, and its field is named. (row 14)"""
    with pytest.raises(UsageError, match=f"action a: .*{field}"):
        plan([new(RECORD, "good"), new(record)], NOWHERE)
    with pytest.raises(UsageError, match=field):
        plan([changed(record)], THERE)


@pytest.mark.parametrize(
    "wrong", [b'title = "Another"\nowner = "me"\n', b"title = 1\n", b"title ="]
)
def test_bytes_are_read_again(monkeypatch: pytest.MonkeyPatch, wrong: bytes) -> None:
    """Whatever writes TOML is not believed: what would be another record is not planned."""
    monkeypatch.setattr(plan_module, "encode", lambda _: wrong)
    monkeypatch.setattr(plan_module, "edit", lambda *_: wrong)
    with pytest.raises(Refused, match="read again"):
        plan([new(RECORD)], NOWHERE)
    with pytest.raises(Refused, match="read again"):
        plan([changed(RECORD.move("finish", DAY))], THERE)


@pytest.mark.parametrize("now", [None, OLD + b"\n", b""])
@pytest.mark.parametrize("after", [RECORD.move("finish", DAY), None])
def test_file_that_is_not_as_it_was_read(now: bytes | None, after: Action | None) -> None:
    """Changed, emptied or gone: it is neither changed nor deleted nor made again. (row 48)"""
    with pytest.raises(Conflict, match=r"actions/a\.toml changed meanwhile; nothing was changed"):
        plan([changed(after)], reading({A: now}))


def test_redacted_record_is_never_written_back() -> None:
    """A record as a reader sees it lacks fields, has no digest, and does not replace the file."""
    with pytest.raises(Conflict):
        plan(
            [
                changed(
                    RECORD.move("finish", DAY), Stored(STORED.id, STORED.kind, STORED.record, "")
                )
            ],
            THERE,
        )


def test_file_that_is_there_is_not_made() -> None:
    """A new record takes no file's place, whatever is in it."""
    for data in (OLD, b"title = ", b""):
        with pytest.raises(Conflict, match=r"actions/a\.toml is there already"):
            plan([new(RECORD)], reading({A: data}))


def test_one_record_twice_is_refused() -> None:
    """Two changes of one record in one commit can't both be meant."""
    with pytest.raises(Conflict, match="changed twice"):
        plan([changed(None), changed(RECORD.move("finish", DAY))], THERE)


def test_file_that_is_no_toml_is_never_rewritten() -> None:
    """Not even by who claims to have read it."""
    bad = b"title = "
    with pytest.raises(BadFile, match=r"actions/a\.toml: "):
        plan(
            [changed(RECORD.move("finish", DAY), Stored("a", "action", RECORD, digest_of(bad)))],
            reading({A: bad}),
        )


def renamed(after: Record, id_: str = "b") -> Change:
    """Return the change that gives the action that is there another id."""
    return Change("action", id_, STORED, after)


def test_renamed_is_a_new_file_with_the_old_bytes() -> None:
    """What says the same is written byte for byte, whatever its form; the old file goes."""
    odd = b"# mine\r\nowner='me'\r\ntitle = 'Rebuild slide 2' # so\r\ncolour = 1\r\n"
    before = Stored(STORED.id, STORED.kind, STORED.record, digest_of(odd))
    change = Change("action", "b", before, RECORD)
    assert (Write(B, None, odd), Write(A, odd, None)) == plan([change], reading({A: odd}))


def test_renamed_and_changed_at_once() -> None:
    """A link may change with the id: the new file is the old one with that alone changed."""
    after = replace(RECORD, goal="readout")
    new_file, old_file = plan([renamed(after)], THERE)
    assert Write(B, None, OLD + b'goal = "readout"\n') == new_file
    assert Write(A, OLD, None) == old_file


@pytest.mark.parametrize("there", [OLD, b"title = ", b""])
def test_renamed_takes_no_files_place(there: bytes) -> None:
    """Whatever is in it."""
    with pytest.raises(Conflict, match=r"actions/b\.toml is there already"):
        plan([renamed(RECORD)], reading({A: OLD, B: there}))


@pytest.mark.parametrize("now", [None, OLD + b"\n"])
def test_renamed_is_as_it_was_read(now: bytes | None) -> None:
    """A file that changed or went meanwhile is not renamed, and is told by its old path."""
    with pytest.raises(Conflict, match=r"actions/a\.toml changed meanwhile"):
        plan([renamed(RECORD)], reading({A: now}))
