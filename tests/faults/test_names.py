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
        (root / path).rename(root / "actions" / "y.toml")
    return really(root, path)
load.read_file = vanish
"""


def test_row_33_file_that_vanishes(program: Program) -> None:
    """A file that is renamed between listing and reading is found under its new name."""
    program.put("actions/x.toml")
    ran = program("list", "actions", hurt=VANISH)
    assert (0, "") == (ran.code, ran.err)
    assert ["y"] == [line.split()[0] for line in ran.out.splitlines()[1:] if line]


def test_row_33_file_that_is_gone(program: Program) -> None:
    """One that is removed between listing and reading is no matter: the others are shown."""
    program.put("actions/x.toml")
    program.put("actions/good.toml")
    ran = program(
        "list", "actions", hurt=VANISH.replace('.rename(root / "actions" / "y.toml")', ".unlink()")
    )
    assert (0, "") == (ran.code, ran.err)
    assert ["good"] == [line.split()[0] for line in ran.out.splitlines()[1:] if line]


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


def test_row_35_profile_that_is_a_symlink(program: Program) -> None:
    """Of the profile no stranger's words are read either."""
    (program.folder / "theirs.toml").write_text('schema = 1\nname = "Stranger"\n')
    (program.root / "journal.toml").unlink()
    (program.root / "journal.toml").symlink_to(program.folder / "theirs.toml")
    for arguments in (("list", "actions"), ("today",), ("action", "Later")):
        ran = program.refused(4, *arguments)
        assert "journal.toml: is a symlink out of the journal" in ran.err
        assert "Stranger" not in ran.out + ran.err


TOUCH = (
    ("show", "x"),
    ("done", "x"),
    ("set", "x", "title=y"),
    ("edit", "x"),
    ("purge", "x", "--yes"),
)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_row_36_pipe_or_device(program: Program) -> None:
    """A pipe is named, and nobody waits for what never comes."""
    program.put("actions/good.toml")
    os.mkfifo(program.root / "actions" / "x.toml")
    for arguments in (("list", "actions"), ("today",), *TOUCH):
        ran = program.refused(4, *arguments, EDITOR="true")
        assert "actions/x.toml: is no regular file" in ran.err
    assert "Rebuild slide 2" in program("list", "actions").out
    program.ok("done", "good")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_row_36_profile_that_is_a_pipe(program: Program) -> None:
    """The profile may be one too."""
    (program.root / "journal.toml").unlink()
    os.mkfifo(program.root / "journal.toml")
    for arguments in (("list", "actions"), ("action", "Later"), ("edit", "profile")):
        ran = program.refused(4, *arguments, EDITOR="true")
        assert "journal.toml: is no regular file" in ran.err


def test_row_37_folder_named_like_a_record(program: Program) -> None:
    """A folder where a file should be is named."""
    program.put("actions/good.toml")
    (program.root / "actions" / "x.toml").mkdir()
    for arguments in (("list", "actions"), *TOUCH):
        ran = program.refused(4, *arguments, EDITOR="true")
        assert "actions/x.toml: is a folder" in ran.err
    assert "Rebuild slide 2" in program("list", "actions").out
    program.ok("done", "good")


@pytest.mark.parametrize("id_", ["../../x", "/etc/x", "C:x", "a\0b", "..", "actions/../x", "a\\b"])
def test_row_38_id_that_leaves_its_folder(program: Program, id_: str) -> None:
    """It is misuse, for whatever reads, writes, links or forgets; and what is out there stays."""
    stranger = program.folder / "x.toml"
    stranger.write_text(GOOD)
    program.put("actions/good.toml")
    for arguments in (
        ("show", id_),
        ("done", id_),
        ("drop", id_),
        ("edit", id_),
        ("postpone", id_, "--to", "fri"),
        ("set", id_, "title=x"),
        ("set", "good", f"goal={id_}"),
        ("action", "Later", "--goal", id_),
        ("purge", id_, "--yes"),
        ("purge", f"actions/{id_}", "--yes"),
        ("history", id_),
    ):
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
        ("...", "goal"),
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
