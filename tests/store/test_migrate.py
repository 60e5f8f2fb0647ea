from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from devjournal.errors import BadFile, Refused
from devjournal.store import check, plan, transaction, undo
from devjournal.store import commit as commit_now
from devjournal.store.toml import decode
from tests.runner import Runner

PutFile = Callable[[str, str | bytes], Path]

AT = dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC)
ACTION = '# mine\ntitle = "Rebuild slide 2"  # the big one\nowner = "me"\nremark = "soon"\n'
LATEST = 3


def second(kind: str, plain: dict[str, Any]) -> dict[str, Any]:
    """Call an action's remark its note."""
    if kind == "action" and "remark" in plain:
        plain["note"] = plain.pop("remark")
    return plain


def third(kind: str, plain: dict[str, Any]) -> dict[str, Any]:
    """Write who owns an action in another word."""
    if kind == "action" and plain.get("owner") == "me":
        plain["owner"] = "them"
    return plain


@pytest.fixture
def newer_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be the program two versions of the format from now."""
    for module in (transaction, plan, check):
        monkeypatch.setattr(module, "SCHEMA", LATEST)
    monkeypatch.setattr("devjournal.store.files.SCHEMA", LATEST)
    monkeypatch.setattr(plan, "STEPS", {1: second, 2: third})


def files(root: Path) -> dict[str, bytes]:
    """Return every record's file."""
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.toml")}


@pytest.mark.usefixtures("newer_program")
def test_every_step_is_taken_in_one_commit(root: Path, put: PutFile) -> None:
    """An old journal is new in every file that must change, comments and all."""
    put("actions/kwtz-a.toml", ACTION)
    put("actions/bcdf-b.toml", ACTION.replace('"me"', '"them"').replace("remark", "x"))
    put("skills/s.toml", 'name = "Writing"\n')
    kept = files(root)["skills/s.toml"]
    assert 2 == plan.migrate(root, at=AT)
    now = files(root)
    assert LATEST == decode(now["journal.toml"])["schema"]
    assert {"title": "Rebuild slide 2", "owner": "them", "note": "soon"} == decode(
        now["actions/kwtz-a.toml"]
    )
    assert b'# mine\ntitle = "Rebuild slide 2"  # the big one\n' in now["actions/kwtz-a.toml"]
    assert kept == now["skills/s.toml"]


@pytest.mark.usefixtures("newer_program")
def test_a_second_time_changes_nothing(root: Path, put: PutFile) -> None:
    """A journal that is up to date is left as it is, and nothing is added to the history."""
    put("actions/kwtz-a.toml", ACTION)
    plan.migrate(root, at=AT)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert 0 == plan.migrate(root, at=AT)
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("newer_program")
def test_undo_gives_back_the_old_files(root: Path, put: PutFile) -> None:
    """The whole migration is one step: undone at once and to the byte, and done again."""
    put("actions/kwtz-a.toml", ACTION.replace("\n", "\r\n"))
    before = files(root)
    plan.migrate(root, at=AT)
    after = files(root)
    assert f"version {LATEST}" in undo(root, at=AT).words
    assert before == files(root)
    assert 2 == plan.migrate(root, at=AT)
    assert after == files(root)


@pytest.mark.usefixtures("newer_program")
def test_one_bad_file_stops_all_of_it(root: Path, put: PutFile) -> None:
    """A file that can't be read is named, and no other is changed: versions are never mixed."""
    put("actions/kwtz-a.toml", ACTION)
    put("topics/bad.toml", "text = ")
    before = files(root)
    with pytest.raises(BadFile, match="topics/bad"):
        plan.migrate(root, at=AT)
    assert before == files(root)


@pytest.mark.usefixtures("newer_program")
def test_an_older_journal_is_not_written(root: Path) -> None:
    """A newer program does not mix its files with older ones: it says what brings them up."""
    with pytest.raises(Refused, match="version 1") as caught:
        commit_now(root, "x", (), at=AT)
    assert "check --fix" in (caught.value.hint or "")


@pytest.mark.usefixtures("newer_program")
def test_check_says_and_fixes_it(tmp_path: Path) -> None:
    """`check` names an older journal, `check --fix` brings it up, and then it can be written."""
    runner = Runner(tmp_path)
    assert "brings them up" in runner.ok("check").out
    assert 7 == runner("note", "Tea").code
    assert "1 files" in runner.ok("check", "--fix").err
    assert LATEST == runner.file("journal.toml")["schema"]
    runner.ok("note", "Tea")
    assert "older version" not in runner.ok("check", "--fix").err


def test_a_newer_journal_is_read_and_not_written(tmp_path: Path) -> None:
    """Row 27: what a newer program wrote is shown; every write says to upgrade, and `check` too."""
    runner = Runner(tmp_path)
    profile = runner.root / "journal.toml"
    profile.write_text(profile.read_text().replace("schema = 1", "schema = 2"))
    before = runner.files()
    runner.ok("today")
    assert "upgrade" in runner.ok("check", "--fix").out
    refused = runner("note", "Tea")
    assert 7 == refused.code
    assert "upgrade" in refused.err
    with pytest.raises(Refused, match="version 2"):
        plan.migrate(runner.root, at=AT)
    assert before == runner.files()
