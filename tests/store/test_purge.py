from __future__ import annotations

import contextlib
import itertools
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from devjournal.errors import Conflict, DevjournalError, DiskError, Interrupted, Refused
from devjournal.store import disk, history, transaction, undo
from devjournal.store import purge as purge_module
from devjournal.store.drafts import held
from devjournal.store.history import Write
from devjournal.store.purge import PURGED, Purged, purge
from devjournal.store.transaction import commit_planned
from tests.store.written import (
    MOMENT,
    STATE,
    TEMPORARY,
    B,
    G,
    everything,
    full_disk,
    leave,
    state_of,
    step,
    while_waiting,
    words_done,
    write,
)

ID = "kwtz-secret"
PATH = f"actions/{ID}.toml"
HASH = "0a1b2c3d4e"
SECRET = b'title = "Secret"\n'


def interrupt(*_: object) -> NoReturn:
    """Press Ctrl-C."""
    raise KeyboardInterrupt


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Return a folder of drafts: one of the record, one that names it, one of another."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / f"edit-action-{ID}.{HASH}-1.toml").write_bytes(b"")
    (folder / "log-priya-2-1.md").write_bytes(b"- [x] Secret {kwtz-secret}\n")
    (folder / f"edit-action-kwtz-secret-two.{HASH}-1.toml").write_bytes(b"")
    return folder


@pytest.fixture
def told(root: Path) -> Path:
    """Return a journal that tells the secret in every way."""
    write(root, {PATH: SECRET}, words='added kwtz "Secret"')
    write(root, {B: b"b"}, words="added b")
    write(root, {PATH: SECRET * 2, B: b"2"}, words="both")
    write(root, {G: b"g"}, words="linked g to kwtz-secret")
    (root / f"actions/{ID}.conflict-7f3a.toml").write_bytes(SECRET)
    for place in ("actions", STATE, f"{STATE}/history", f"{STATE}/undone"):
        (root / place / TEMPORARY).write_bytes(SECRET)
    (root / STATE / "damaged").mkdir()
    (root / STATE / "damaged" / "redo-1.json").write_bytes(b"half of actions/kwtz-secret.toml")
    (root / STATE / "damaged" / "redo-2.json").write_bytes(b"half of something else")
    return root


def tellers(folder: Path, secret: bytes) -> list[Path]:
    """Return the files in a folder that tell a secret."""
    return [one for one in folder.rglob("*") if one.is_file() and secret in one.read_bytes()]


def test_nothing_tells_it_any_more(told: Path, drafts: Path) -> None:
    """Not one byte of it is left, nor its name; what is about others stays."""
    found = purge(told, "action", ID, drafts=drafts)
    assert Purged(files=1, steps=3, copies=2, drafts=2) == found
    assert [] == tellers(told, b"ecret") + tellers(drafts, b"ecret") + list(told.rglob(f"*{ID}*"))
    assert {"journal.toml": b'schema = 1\nname = "Robin Vale"\n', B: b"2", G: b"g"} == state_of(
        told
    )
    assert [f"edit-action-kwtz-secret-two.{HASH}-1.toml"] == [one.name for one in drafts.iterdir()]
    assert [PURGED, PURGED, "added b"] == words_done(told)


def test_what_was_undone_is_forgotten_too(told: Path, drafts: Path) -> None:
    """Else redo would bring it back."""
    for _ in range(4):
        undo(told, at=MOMENT)
    assert PATH not in state_of(told)
    assert Purged(files=0, steps=3, copies=2, drafts=2) == purge(told, "action", ID, drafts=drafts)
    assert not any(SECRET in kept.read_bytes() for kept in history.kept(told))


def test_what_a_crash_left_is_forgotten_too(root: Path, tmp_path: Path) -> None:
    """It is finished first, so that the log does not bring it back."""
    leave(root, step(Write(PATH, None, SECRET)))
    assert Purged(1, 1, 0, 0) == purge(root, "action", ID, drafts=tmp_path / "none")
    assert ["journal.toml"] == list(state_of(root))
    assert [] == history.kept(root)


@pytest.mark.parametrize(("failure", "error"), [(full_disk, DiskError), (interrupt, Interrupted)])
def test_the_file_goes_last(
    told: Path, drafts: Path, failure: Callable[..., Any], error: type[DevjournalError]
) -> None:
    """Ended half way, it says so, the record can still be named, and again does the rest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(purge_module, "put", failure)
        with pytest.raises(error) as caught:
            purge(told, "action", ID, drafts=drafts)
    assert "in part" in str(caught.value.hint)
    assert "again" in str(caught.value.hint)
    assert PATH in state_of(told)
    assert 1 == purge(told, "action", ID, drafts=drafts).files
    assert [] == tellers(told, SECRET)


def test_brought_up_while_waiting_for_the_lock(told: Path, drafts: Path) -> None:
    """What is newer by the time the lock is free is left alone."""
    late = while_waiting(transaction, "journal.toml", "schema = 2\n")
    with late, pytest.raises(Refused, match="version 2"):
        purge(told, "action", ID, drafts=drafts)
    assert SECRET * 2 == state_of(told)[PATH]


def rename(root: Path, old: str, new: str) -> None:
    """Rename a file as a command does: the new one made, the old one deleted, in one step."""
    data = (root / old).read_bytes()
    writes = (Write(new, None, data + b"# renamed\n"), Write(old, data, None))
    commit_planned(root, "renamed", lambda _: writes, at=MOMENT)


def test_a_rename_that_was_undone_is_followed_too(root: Path, tmp_path: Path) -> None:
    """Else redo would bring it back under its other name."""
    write(root, {PATH: SECRET})
    rename(root, PATH, "actions/kwtz-other.toml")
    undo(root, at=MOMENT)
    purge(root, "action", ID, drafts=tmp_path / "none")
    assert [] == history.kept(root)


def test_what_bears_its_old_name_now_is_left_alone(root: Path, tmp_path: Path) -> None:
    """Another record's file, its steps, its conflict copies and its drafts."""
    old, new = "topics/a.toml", "topics/b.toml"
    write(root, {old: b"secret"})
    rename(root, old, new)
    write(root, {old: b"other"}, words="made anew")
    copy = root / "topics/a.conflict-7f3a.toml"
    copy.write_bytes(b"other")
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    draft = drafts / f"edit-topic-a.{HASH}-1.toml"
    draft.write_bytes(b"other")
    purge(root, "topic", "b", drafts=drafts)
    assert [] == tellers(root, b"secret")
    assert draft.exists()
    assert copy.exists()
    assert ["made anew"] == words_done(root)
    undo(root, at=MOMENT)
    assert old not in state_of(root)


@pytest.mark.parametrize(
    ("kind", "id_", "name", "data"),
    [
        ("topic", "a", f"edit-topic-a.b.{HASH}-1.toml", b"an hour of work"),
        ("topic", "a", "log-1.md", b"see https://wiki/a for it\n"),
        ("topic", "a", f"edit-topic-b.{HASH}-1.toml", b'source = "topics/a"\n'),
        ("relationship", "priya-mentor", "log-priya-mentor-2-1.md", b"an hour of notes\n"),
        ("action", "priya-mentor", "log-priya-mentor-1.md", b"an hour of notes\n"),
    ],
)
def test_drafts_of_others_are_left_alone(
    root: Path, tmp_path: Path, kind: str, id_: str, name: str, data: bytes
) -> None:
    """A name that only begins like its own, and text that only has its id in it, are not its."""
    draft = tmp_path / name
    draft.write_bytes(data)
    assert Purged(0, 0, 0, 0) == purge(root, kind, id_, drafts=tmp_path)
    assert data == draft.read_bytes()


PAGE = b"""\
# Log

## Notes

An hour of notes.
Also on {lead-the-readout}.

## Topics

- [x] {lead-\\{the\\}} Lead
  What came of it.
- [ ] {kwtz-secret} Secret
  What is secret of it,

  in two parts.
- [ ] {bxgt-intro} Intro
\xe9
"""
LEAD = b"- [x] {lead-\\{the\\}} Lead\n  What came of it.\n"
SECRET_LINES = b"- [ ] {kwtz-secret} Secret\n  What is secret of it,\n\n  in two parts.\n"


@pytest.mark.parametrize(
    ("kind", "id_", "lines"), [("action", ID, SECRET_LINES), ("topic", "lead-{the}", LEAD)]
)
def test_a_page_that_cites_it_loses_these_lines_alone(
    root: Path, tmp_path: Path, kind: str, id_: str, lines: bytes
) -> None:
    """What was typed of a meeting and not logged yet is not the record's.

    In an id as a page writes it there may be backslashes.
    """
    page = tmp_path / "log-priya-mentor-1.md"
    page.write_bytes(PAGE)
    assert Purged(0, 0, 0, 1) == purge(root, kind, id_, drafts=tmp_path)
    assert PAGE.replace(lines, b"") == page.read_bytes()
    assert [page] == [one for one in tmp_path.iterdir() if one.is_file()]


@pytest.mark.parametrize("cited", [rb"{kwtz}", rb"{kwtz-another-title}"])
def test_letters_alone_cite_it(root: Path, tmp_path: Path, cited: bytes) -> None:
    """Whatever its title was when the page was made."""
    page = tmp_path / "log-1.md"
    page.write_bytes(b"- [ ] " + cited + b" Secret\nkept\n")
    purge(root, "action", ID, drafts=tmp_path)
    assert b"kept\n" == page.read_bytes()


@pytest.mark.parametrize("is_plain", [False, True])
def test_a_damaged_log_holds_its_path_in_any_form(
    root: Path, tmp_path: Path, *, is_plain: bool
) -> None:
    """As JSON escapes it, or plain; a log that holds only a like path stays."""
    damaged = root / STATE / "damaged"
    damaged.mkdir(parents=True)
    for number, id_ in enumerate(("caf\u00e9", "caf\u00e9-2", "my-caf\u00e9")):
        path = f"topics/{id_}.toml"
        (damaged / f"redo-{number}.json").write_text(
            f'"{path}"' if is_plain else json.dumps(path), encoding="utf-8"
        )
    assert 1 == purge(root, "topic", "caf\u00e9", drafts=tmp_path / "none").copies
    assert ["redo-1.json", "redo-2.json"] == sorted(one.name for one in damaged.iterdir())


@pytest.mark.parametrize("name", [f"edit-action-{ID}.{HASH}-1.toml", "log-priya-2-1.md"])
def test_a_draft_that_is_open_keeps_it(told: Path, drafts: Path, name: str) -> None:
    """The editor would write it again: nothing is forgotten before it is closed."""
    before = everything(told)[str(told / PATH)], words_done(told)
    with held(drafts / name), pytest.raises(Conflict, match=name):
        purge(told, "action", ID, drafts=drafts)
    assert before == (everything(told)[str(told / PATH)], words_done(told))
    assert 2 == purge(told, "action", ID, drafts=drafts).drafts
    assert [f"edit-action-kwtz-secret-two.{HASH}-1.toml"] == [one.name for one in drafts.iterdir()]


@pytest.mark.parametrize("is_undone", [False, True])
def test_ended_half_way_its_other_names_are_not_lost(
    root: Path, tmp_path: Path, *, is_undone: bool
) -> None:
    """Wherever it ended: doing it again finds all that was said under each of its names."""
    for at in range(1, 12):
        journal, drafts = tmp_path / f"journal-{at}", tmp_path / f"drafts-{at}"
        shutil.copytree(root, journal)
        drafts.mkdir()
        write(journal, {"topics/a.toml": b"secret", B: b"b"})
        write(journal, {"topics/a.toml": b"secret 2"})
        rename(journal, "topics/a.toml", "topics/b.toml")
        rename(journal, "topics/b.toml", "topics/c.toml")
        for name in "abc":
            (journal / f"topics/{name}.conflict-7f3a.toml").write_bytes(b"secret")
            (drafts / f"edit-topic-{name}.{HASH}-1.toml").write_bytes(b"secret")
        for _ in range(2 if is_undone else 0):
            undo(journal, at=MOMENT)
        calls = itertools.count(1)

        def die(folder: Path, calls: Iterator[int] = calls, at: int = at) -> None:
            disk.sync_folder(folder)
            if next(calls) == at:
                full_disk()

        id_ = "a" if is_undone else "c"
        with pytest.MonkeyPatch.context() as patch, contextlib.suppress(DiskError):
            patch.setattr(purge_module, "sync_folder", die)
            purge(journal, "topic", id_, drafts=drafts)
        if (journal / f"topics/{id_}.toml").exists():
            purge(journal, "topic", id_, drafts=drafts)
        assert [] == tellers(journal, b"secret") + list(drafts.iterdir()), at
