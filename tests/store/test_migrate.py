from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import pytest

from devjournal.errors import BadFile, Refused
from devjournal.store import check, commit, files, plan, undo
from devjournal.store import root as roots
from devjournal.store.toml import decode
from tests.runner import Runner
from tests.store.written import MOMENT, PutFile, everything, state_of

ACTION = '# mine\ntitle = "Rebuild slide 2"  # the big one\nowner = "me"\nremark = "soon"\n'
LATEST = 3

migrate = functools.partial(plan.migrate, at=MOMENT)


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
    for module in (files, roots, plan, check):
        monkeypatch.setattr(module, "SCHEMA", LATEST)
    monkeypatch.setattr(plan, "STEPS", {1: second, 2: third})


@pytest.mark.usefixtures("newer_program")
def test_every_step_is_taken_in_one_commit(root: Path, put: PutFile) -> None:
    """An old journal is new in every file that must change, comments and all; undone at once.

    A journal that is up to date is left as it is, and nothing is added to the history.
    """
    action = ACTION.replace("\n", "\r\n")
    put("actions/kwtz-a.toml", action)
    put("actions/bcdf-b.toml", ACTION.replace('"me"', '"them"').replace("remark", "x"))
    put("skills/s.toml", 'name = "Writing"\n')
    before = state_of(root)
    assert 2 == migrate(root)
    after = state_of(root)
    assert LATEST == decode(after["journal.toml"])["schema"]
    changed = action.replace('"me"', '"them"').replace("remark", "note")
    assert changed.encode() == after["actions/kwtz-a.toml"]
    assert before.keys() == after.keys()
    assert 2 == sum(before[path] != after[path] for path in before)
    assert f"version {LATEST}" in undo(root, at=MOMENT).words
    assert before == state_of(root)
    assert 2 == migrate(root)
    assert after == state_of(root)
    found = {path: data for path, (_, _, data) in everything(root).items()}
    assert 0 == migrate(root)
    assert found == {path: data for path, (_, _, data) in everything(root).items()}


@pytest.mark.usefixtures("newer_program")
def test_one_bad_file_stops_all_of_it(root: Path, put: PutFile) -> None:
    """A file that can't be read is named, and no other is changed: versions are never mixed."""
    put("actions/kwtz-a.toml", ACTION)
    put("topics/bad.toml", "text = ")
    before = state_of(root)
    with pytest.raises(BadFile, match="topics/bad"):
        migrate(root)
    assert before == state_of(root)


@pytest.mark.usefixtures("newer_program")
def test_check_says_and_fixes_it(tmp_path: Path) -> None:
    """`check` names an older journal, `check --fix` brings it up; before that it is not written."""
    runner = Runner(tmp_path)
    assert "brings them up" in runner.ok("check").out
    assert 7 == runner("note", "Tea").code
    with pytest.raises(Refused, match="version 1") as caught:
        commit(runner.root, "x", (), at=MOMENT)
    assert "check --fix" in (caught.value.hint or "")
    assert "1 files" in runner.ok("check", "--fix").err
    assert LATEST == runner.file("journal.toml")["schema"]
    runner.ok("note", "Tea")
    assert "older version" not in runner.ok("check", "--fix").err


def test_a_newer_journal_is_not_brought_down(tmp_path: Path) -> None:
    """What a newer program wrote is left alone, and `check` says to upgrade. (row 27)"""
    runner = Runner(tmp_path)
    profile = runner.root / "journal.toml"
    profile.write_text(profile.read_text().replace("schema = 1", "schema = 2"))
    before = runner.files()
    assert "upgrade" in runner.ok("check", "--fix").out
    with pytest.raises(Refused, match="version 2"):
        migrate(runner.root)
    assert before == runner.files()
