"""Rows 31 to 40 of the faults: what lies in a journal's folders, and what a name may be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.program import GOOD, Program


def test_row_31_what_editors_leave(program: Program) -> None:
    """Backups, swap files, locks and half-written files are no records, and no matter."""
    program.put("actions/x.toml")
    for name in ("x.toml~", ".x.toml.swp", "#x.toml#", ".#x.toml", "4913", "x.toml.bak"):
        program.put(f"actions/{name}", "[[[")
    assert 1 == program.ok("list", "actions").out.count("Rebuild slide 2")
    assert "Every file is in order." in program.ok("check").out


COPIES = (
    "x.sync-conflict-20261014-101112-ABCDEFG.toml",
    "x (Robin's conflicted copy 2026-10-14).toml",
    "x.conflict-7f3a.toml",
)


@pytest.mark.parametrize("copy", COPIES)
def test_row_32_conflict_copy(program: Program, copy: str) -> None:
    """What a sync tool leaves beside a file is listed with both names, and left alone."""
    program.put("actions/x.toml")
    program.put(f"actions/{copy}", GOOD.replace("2", "3"))
    for arguments in (("check",), ("done", "x"), ("undo",), ("check", "--fix")):
        program.ok(*arguments)
    ran = program.ok("check")
    assert f"actions/{copy}: a conflict copy of actions/x.toml; it is not read" in ran.shown
    assert GOOD.replace("2", "3") == (program.root / "actions" / copy).read_text()
    ran = program.ok("list", "actions")
    assert "slide 3" not in ran.out
    assert f"warning: actions/{copy}" in ran.said


VANISH = """
from devjournal.store import load
really, seen = load.read_file, []
def vanish(root, path):
    if path == "actions/x.toml" and not seen:
        seen.append(path)
        (root / path).{goes}
    return really(root, path)
load.read_file = vanish
"""


@pytest.mark.parametrize(
    ("goes", "left"), [('rename(root / "actions" / "y.toml")', ["y"]), ("unlink()", [])]
)
def test_row_33_file_that_vanishes(program: Program, goes: str, left: list[str]) -> None:
    """One renamed between listing and reading is found under its new name, a removed one isn't."""
    program.put("actions/x.toml")
    program.put("actions/good.toml")
    ran = program("list", "actions", hurt=VANISH.format(goes=goes))
    assert (0, "") == (ran.code, ran.err)
    found = [line.split("\t")[0] for line in ran.out.splitlines()]
    assert [f"actions/{name}" for name in ("good", *left)] == found


def test_row_34_symlinked_record(program: Program) -> None:
    """A record behind a link within the journal is read, and never written."""
    target = program.put("kept/x.toml")
    (program.root / "actions").mkdir(mode=0o700)
    (program.root / "actions" / "x.toml").symlink_to("../kept/x.toml")
    assert "Rebuild slide 2" in program.ok("list", "actions").out
    commands = (("done", "x"), ("set", "x", "title=y"), ("edit", "x"), ("purge", "x", "--yes"))
    for arguments in commands:
        assert "symlink" in program.refused(7, *arguments, EDITOR="true").err
    assert GOOD == target.read_text()
    assert "../kept/x.toml" == str((program.root / "actions" / "x.toml").readlink())
    assert "actions/x.toml: a symlink" in program.ok("check").out


@pytest.mark.parametrize("is_folder", [False, True], ids=["file", "folder"])
def test_row_35_symlink_out_of_the_journal(
    program: Program, tmp_path: Path, *, is_folder: bool
) -> None:
    """What leads out of the journal is named, and not read."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.toml").write_text(GOOD.replace("2", "of a stranger"))
    if is_folder:
        (program.root / "actions").symlink_to(outside)
    else:
        program.put("actions/good.toml")
        (program.root / "actions" / "x.toml").symlink_to(outside / "x.toml")
    ran = program.refused(4, "list", "actions")
    path = "actions" if is_folder else "actions/x.toml"
    assert f"{path}: is a symlink out of the journal" in ran.err
    assert "stranger" not in ran.out + ran.err
    assert is_folder or "Rebuild slide 2" in ran.out
    told = [program.refused(4, "check")]
    for arguments in (("done", "x"), ("show", "x"), ("edit", "x"), ("purge", "actions/x", "--yes")):
        ran = program(*arguments, EDITOR="true")
        assert ran.code in (3, 4, 7), ran
        told.append(ran)
    assert 7 == program("action", "Later").code or not is_folder
    assert ["x.toml"] == [one.name for one in outside.iterdir()]
    assert GOOD.replace("2", "of a stranger") == (outside / "x.toml").read_text()
    assert [] == [ran for ran in told if "stranger" in ran.out + ran.err]


COMMANDS = ("show x", "done x", "set x title=y", "edit x", "purge x --yes")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
@pytest.mark.parametrize("what", ["row 36", "row 37"])
def test_row_36_and_37_no_file(program: Program, what: str) -> None:
    """A pipe, or a folder where a file should be, is named; nobody waits for what never comes."""
    program.put("actions/good.toml")
    path = program.root / "actions" / "x.toml"
    os.mkfifo(path) if what == "row 36" else path.mkdir()
    told = "is no regular file" if what == "row 36" else "is a folder"
    for command in ("list actions", *COMMANDS):
        ran = program.refused(4, *command.split(), EDITOR="true")
        assert f"actions/x.toml: {told}" in ran.err
    assert "Rebuild slide 2" in program("list", "actions").out
    program.ok("done", "good")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
@pytest.mark.parametrize("what", ["row 35", "row 36"])
def test_row_35_and_36_profile(program: Program, what: str) -> None:
    """The profile may be one too; of one that is a link out no stranger's words are read."""
    theirs, profile = program.folder / "theirs.toml", program.root / "journal.toml"
    theirs.write_text('schema = 1\nname = "Stranger"\n')
    profile.unlink()
    os.mkfifo(profile) if what == "row 36" else profile.symlink_to(theirs)
    told = "is no regular file" if what == "row 36" else "is a symlink out of the journal"
    commands = ["list actions", "today", "action Later", "edit profile"]
    for command in commands if what == "row 36" else commands[:3]:
        ran = program.refused(4, *command.split(), EDITOR="true")
        assert f"journal.toml: {told}" in ran.err
        assert "Stranger" not in ran.out + ran.err


@pytest.mark.parametrize("id_", ["../../x", "/etc/x", "C:x", "a\0b", "..", "actions/../x", "a\\b"])
def test_row_38_id_that_leaves_its_folder(program: Program, id_: str) -> None:
    """It is misuse, for whatever reads, writes, links or forgets; and what is out there stays."""
    stranger = program.folder / "x.toml"
    stranger.write_text(GOOD)
    program.put("actions/good.toml")
    for command in (
        *("show ID", "done ID", "drop ID", "edit ID", "postpone ID --to fri", "set ID title=x"),
        *("set good goal=ID", "action Later --goal ID", "purge ID --yes", "history ID"),
        "purge actions/ID --yes",
    ):
        arguments = [one.replace("ID", id_) for one in command.split()]
        program.refused(2, *arguments, EDITOR="true")
    assert GOOD == stranger.read_text()
    assert not (program.root / ".devjournal").exists()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("CON", "con-goal"),
        ("aux.", "aux-goal"),
        ("LPT1:", "lpt1-goal"),
        ("Ship it.", "ship-it"),
        ("....", "goal"),
        ("\U0001f389\U0001f389", "goal"),
        ("../../x", "x"),
        ("x" * 300, "x" * 60),
    ],
    ids=lambda value: value[:9],
)
def test_row_39_title_that_is_no_file_name(program: Program, title: str, expected: str) -> None:
    """Its id is a safe slug, and the title stays as it is."""
    program.ok("goal", "add", title)
    assert expected == program.id_of("goals")
    assert title == program.ok("show", expected, "--json").json["record"]["title"]


@pytest.mark.parametrize("twin", ["resume", "R\u00c9SUM\u00c9", "Re\u0301sume\u0301"])
def test_row_40_titles_alike(program: Program, twin: str) -> None:
    """Titles that differ only in case or accents become two files."""
    program.ok("goal", "add", "R\u00e9sum\u00e9")
    program.ok("goal", "add", twin)
    names = {path.name for path in (program.root / "goals").iterdir()}
    assert {"resume.toml", "resume-2.toml"} == names
    for id_, title in (("resume", "R\u00e9sum\u00e9"), ("resume-2", twin)):
        assert title == program.ok("show", f"goals/{id_}", "--json").json["record"]["title"]
