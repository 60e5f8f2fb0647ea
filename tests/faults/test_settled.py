"""What FAULTS.md settles so that nobody has to guess, where no row's own test shows it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.faults.program import GOOD, Program
from tests.faults.strikes import READ_ONLY, crashed, strike_at

NOT_RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def test_paths_are_relative_and_visible(program: Program) -> None:
    """A path has `/`, begins at the journal, and what is hostile in it is made visible."""
    program.put("actions/a\u202eb.toml", "title = 5\n")
    program.put("actions/c\x1b.toml", GOOD)
    ran = program.refused(4, "list", "actions")
    assert r"actions/a\u202eb.toml:1:9: title: must be" in ran.err
    assert r"actions/c\x1b.toml: " in ran.err
    assert str(program.root) not in ran.err


def test_kinds_that_are_not_read_are_not_looked_at(program: Program) -> None:
    """A bad file of one kind is no matter to who reads, or writes, another."""
    program.put("actions/x.toml")
    program.put("goals/bad.toml", "title =")
    assert "" == program.ok("list", "actions").err
    program.ok("done", "x")
    assert "goals/bad.toml:1:8: " in program.refused(4, "list", "goals").err
    assert "goals/bad.toml:1:8: " in program.refused(4, "check").out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "journal.toml: schema, name: are missing"),
        (b"\0\0", "journal.toml:1:1: NUL bytes, left by a crash?\n\\x00\\x00\n^\n"),
        (b"schema = \n", "journal.toml:1:10: no value that TOML knows\nschema = \n         ^\n"),
        (b'schema = "1"\nname = "x"\n', "journal.toml:1:10: schema: must be a whole number"),
    ],
    ids=["empty", "nul", "syntax", "type"],
)
def test_bad_profile(program: Program, content: bytes, told: str) -> None:
    """Without its version and zone nothing can be read rightly: every command says where, and 4."""
    program.put("actions/x.toml")
    program.put("journal.toml", content)
    for arguments in (("list", "actions"), ("today",), ("done", "x"), ("action", "Later")):
        assert told in program.refused(4, *arguments).err
    assert "journal.toml" in program.refused(4, "check").shown
    assert not (program.root / ".devjournal").exists()


def tree(root: Path) -> dict[str, tuple[int, bytes]]:
    """Return everything in a folder with its time of change and its bytes."""
    return {
        str(path.relative_to(root)): (
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in (root, *root.rglob("*"))
    }


READS = ("today", "list actions", "show x", "history", "check", "review --json", "where")


@pytest.mark.parametrize("is_pending", [False, True], ids=["quiet", "after a crash"])
@pytest.mark.parametrize("hurt", ["", READ_ONLY], ids=["disk", "read-only disk"])
def test_a_read_writes_nothing(program: Program, hurt: str, *, is_pending: bool) -> None:
    """No file and no folder, no time of change; a commit that a crash left is seen as done."""
    program.put("actions/x.toml")
    if is_pending:
        crashed(program)
        assert GOOD.encode() == (program.root / "actions" / "x.toml").read_bytes()
    before = tree(program.root)
    for command in READS:
        program.ok(*command.split(), hurt=hurt)
    shown = program.ok("show", "x", "--json", hurt=hurt).json
    told = program.ok("history", hurt=hurt).out
    assert before == tree(program.root)
    assert is_pending == ('"done"' in json.dumps(shown))
    assert is_pending == ("one" in told and "x" in told and "Rebuild" in told)


@pytest.mark.parametrize("command", ["action Later", "undo"])
def test_the_next_write_rolls_forward(program: Program, command: str) -> None:
    """What a crash left is finished before anything else is written, and can be undone."""
    file = program.put("actions/x.toml")
    crashed(program)
    program.ok(*command.split())
    assert (command == "undo") == (GOOD.encode() == file.read_bytes())
    assert not (program.root / ".devjournal" / "redo.json").exists()
    if command != "undo":
        program.ok("undo")
        program.ok("undo")
    assert GOOD.encode() == file.read_bytes()


UNSURE = """
import errno, os, stat
really = os.fsync
def sync(handle):
    if stat.S_ISDIR(os.fstat(handle).st_mode) and os.path.exists(".devjournal/redo.json"):
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    really(handle)
os.fsync = sync
"""


def test_sync_that_fails_after_the_rename(program: Program) -> None:
    """The new state is visible, so it says that all is saved, perhaps not yet on disk; exit 6."""
    program.put("actions/x.toml")
    ran = program("done", "x", hurt=UNSURE)
    assert 6 == ran.code
    assert "saved; perhaps not yet on disk" in ran.said
    assert "done" in program.ok("list", "actions", "--all").out


def test_bytes_of_the_log_are_exact(program: Program) -> None:
    """Also where they are not UTF-8: a crash and an undo bring back every byte."""
    bad = b"title = 'caf\xe9'\r\n\0\xff"
    file = program.put("actions/bad.toml", bad)
    script = program.folder / "editor"
    script.write_text(f"#!/bin/sh\ncat > \"$1\" <<'E'\n{GOOD}E\n")
    script.chmod(0o700)
    program.environ["EDITOR"] = str(script)
    crashed(program, "edit", "bad")
    assert bad == file.read_bytes()
    program.ok("action", "Later")
    assert GOOD.encode() == file.read_bytes()
    program.ok("undo")
    program.ok("undo")
    assert bad == file.read_bytes()


def test_json_keeps_every_character(program: Program) -> None:
    """Control, C1, bidi and tag characters are escapes in the JSON: valid, and nothing raw."""
    title = "a\x1b]0;x\x07\x9b\u202eb\u2066\u2028\U000e0041 \U0001f389\u00e9"
    program.ok("action", title)
    data = program.alone("list", "actions", "--json").stdout.decode()
    assert not NOT_RAW.search(data)
    assert title == json.loads(data)["rows"][0]["record"]["title"]


def test_check_fix_makes_files_private_again(program: Program) -> None:
    """After git or a copy has lost it; it says how many."""
    program.ok("action", "Rebuild slide 2")
    for path in (program.root, *program.root.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert "others on this machine may read it" in program.ok("check").shown
    assert "made private again" in program.ok("check", "--fix").err
    assert "Every file is in order." in program.ok("check").out
    wide = [path for path in program.root.rglob("*") if path.stat().st_mode & 0o077]
    assert [] == wide


def test_damaged_step_of_the_history(program: Program) -> None:
    """Undo is 4 and names it; the rest of the history is shown; `check --fix` moves it aside."""
    program.put("actions/x.toml")
    program.ok("action", "Earlier")
    program.ok("done", "x")
    newest = max((program.root / ".devjournal" / "history").iterdir())
    newest.write_bytes(newest.read_bytes()[:-9])
    for arguments in (["undo"], ["purge", "x", "--yes"]):
        ran = program.refused(4, *arguments)
        assert f".devjournal/history/{newest.name}: damaged" in ran.err
    ran = program.refused(4, "history")
    assert "Earlier" in ran.out
    program.refused(4, "check")
    assert "actions/x.toml" in program.ok("check", "--fix").said
    program.ok("check")
    program.ok("undo")
    assert "Earlier" not in program.ok("list", "actions").out


def test_log_of_a_newer_version_is_left_alone(program: Program) -> None:
    """It is none of ours to mend: writes are 7 with "upgrade", and `check --fix` leaves it."""
    program.put("actions/x.toml")
    log = crashed(program)
    log.write_bytes(log.read_bytes().replace(b'"version": 1', b'"version": 2'))
    assert "upgrade devjournal" in program.refused(7, "done", "x").err
    program.refused(4, "check", "--fix")
    assert log.exists()


def test_a_strike_that_missed_is_not_counted(program: Program) -> None:
    """There is no ten-thousandth call, so nothing is held there."""
    program.put("actions/x.toml")
    assert strike_at(program, "kill", 10_000, "done", "x") is None
