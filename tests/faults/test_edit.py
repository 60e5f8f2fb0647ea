"""Rows 50 to 52 of the faults, and what else may happen while a record's file is edited."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.faults.program import GOOD, Program
from tests.faults.strikes import strikes
from tests.terminal import ended

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these editors are of POSIX")

LATER = f"{GOOD}due = 2026-11-19\n"
BROKEN = f"{GOOD}due = soon\n"


@pytest.fixture
def x(program: Program) -> Path:
    """Put an action there."""
    return program.put("actions/x.toml")


EDITOR = """
import pathlib, sys, os, time, subprocess, signal
here = pathlib.Path({folder!r})
draft = pathlib.Path(sys.argv[-1])
turn = len(list(here.glob("seen-*")))
(here / f"seen-{{turn}}").write_bytes(draft.read_bytes())
(here / "opened").write_text(str(draft))
modes = [oct(place.stat().st_mode)[-3:] for place in (draft, draft.parent)]
(here / "modes").write_text("".join(modes))
{also}
turns = {turns!r}
if turns:
    draft.write_bytes(turns[min(turn, len(turns) - 1)].encode())
sys.exit({code})
"""


def editor(program: Program, *turns: str, code: int = 0, also: str = "") -> str:
    """Return the command of an editor that writes a text at each of its turns, then `code`.

    What it found is kept as seen-0, seen-1 and so on; `also` is Python that it runs first.
    """
    script = program.folder / "editor.py"
    folder = str(program.folder)
    script.write_text(EDITOR.format(folder=folder, turns=turns, code=code, also=also))
    return f'"{sys.executable}" "{script}"'


def seen(program: Program, turn: int) -> str:
    """Return what the editor found at its n-th turn."""
    return (program.folder / f"seen-{turn}").read_text()


def test_what_was_edited_is_written(program: Program, x: Path) -> None:
    """Exactly these bytes, as one commit that is told and can be undone; the draft is gone."""
    text = f"# mine\r\n{LATER}"
    ran = program.ok("edit", "x", EDITOR=editor(program, text), hurt="import os; os.umask(0)")
    assert text.encode() == x.read_bytes()
    assert 0o600 == x.stat().st_mode & 0o777
    assert "due Thu 19 Nov" in ran.err
    assert "600700" == (program.folder / "modes").read_text()
    assert [] == program.drafts
    assert 'edited x "Rebuild slide 2"' in program.ok("history").out
    program.ok("undo")
    assert GOOD.encode() == x.read_bytes()


@pytest.mark.usefixtures("x")
def test_row_50_broken_text_without_a_terminal(program: Program) -> None:
    """Exit 4 with line and column; the journal is as it was, and the draft is kept and named."""
    ran = program.refused(4, "edit", "x", EDITOR=editor(program, BROKEN))
    assert "actions/x.toml:3:7: no value that TOML knows\ndue = soon\n      ^\n" in ran.err
    (draft,) = program.drafts
    assert BROKEN.encode() == draft.read_bytes()
    assert f"your text is kept in {draft}" in ran.err
    assert "devjournal edit x" in ran.err


AGAIN = "Open it again? (y/N): "
GO_ON = "Go on with it, leave it, or delete it (yes, no, delete): "
WRONG = "#! wrong: line 4: no value that TOML knows\n"


def talked(program: Program, editor: str, *talk: tuple[str, str]) -> tuple[int | None, str]:
    """Edit x on a terminal and answer what is asked; return the exit code and all that was said."""
    child = program.on_terminal("edit", "x", EDITOR=editor)
    said = []
    for question, answer in talk:
        child.expect_exact(question)
        said.append(str(child.before))
        child.sendline(answer)
    code = ended(child)
    return code, "".join([*said, str(child.before)])


@pytest.mark.parametrize("top", ["", WRONG], ids=["taken off", "left there"])
def test_row_50_broken_text_on_a_terminal(program: Program, x: Path, top: str) -> None:
    """It is opened again with what is wrong on top, at the line where it stands then.

    Who leaves that there does not have it in the file; nor is it counted as a change.
    """
    assert 0 == talked(program, editor(program, BROKEN, top + LATER), (AGAIN, "y"))[0]
    assert WRONG + BROKEN == seen(program, 1)
    assert LATER.encode() == x.read_bytes()
    assert [] == program.drafts


def test_row_50_nobody_wants_it_again(program: Program, x: Path) -> None:
    """Exit 4, and the draft is kept and named; the next edit offers it."""
    code, said = talked(program, editor(program, BROKEN, LATER), (AGAIN, "n"))
    (draft,) = program.drafts
    assert (4, True) == (code, str(draft) in said)
    code, said = talked(program, editor(program, BROKEN, LATER), (GO_ON, "y"))
    assert (0, True) == (code, draft.name in said)
    assert BROKEN == seen(program, 1)
    assert LATER.encode() == x.read_bytes()
    assert [] == program.drafts


@pytest.mark.parametrize(("answer", "kept"), [("n", 1), ("d", 0)])
def test_a_left_draft_may_be_left_or_deleted(
    program: Program, x: Path, answer: str, kept: int
) -> None:
    """Then the file as it is, is opened; an answer that is none of the three is asked again."""
    program.refused(4, "edit", "x", EDITOR=editor(program, BROKEN))
    answers = (GO_ON, "don't"), ("(yes, no, delete): ", answer)
    assert 0 == talked(program, editor(program, BROKEN, LATER), *answers)[0]
    assert GOOD == seen(program, 1)
    assert LATER.encode() == x.read_bytes()
    assert kept == len(program.drafts)


@pytest.mark.parametrize("is_terminal", [False, True])
def test_row_51_editor_that_fails(program: Program, x: Path, *, is_terminal: bool) -> None:
    """Exit 5, the original is whole, and the draft's place is named; nobody is asked."""
    fails = editor(program, LATER, code=3)
    if is_terminal:
        code, said = talked(program, fails)
    else:
        ran = program("edit", "x", EDITOR=fails)
        code, said = ran.code, ran.err
    (draft,) = program.drafts
    assert 5 == code
    assert "the editor ended with 3; nothing was written" in said
    assert str(draft) in said
    assert LATER.encode() == draft.read_bytes()
    assert GOOD.encode() == x.read_bytes()


@pytest.mark.parametrize("turns", [(), (GOOD,)], ids=["at once", "saved as it was"])
def test_row_52_editor_that_returns_at_once(
    program: Program, x: Path, turns: tuple[str, ...]
) -> None:
    """Exit 0, no change, and how to make an editor wait; nothing is written, nothing is left."""
    ran = program.refused(0, "edit", "x", EDITOR=editor(program, *turns))
    code, said = talked(program, editor(program, *turns))
    assert 0 == code
    for told in (ran.err, said):
        assert "no change" in told
        assert "--wait" in told
    assert [] == program.drafts
    assert not (program.root / ".devjournal").exists()
    assert GOOD.encode() == x.read_bytes()


def test_file_that_changed_meanwhile(program: Program, x: Path) -> None:
    """Exit 5, and both are kept. (row 48)"""
    change = f"open({str(x)!r}, 'a').write('# theirs\\n')\n"
    ran = program("edit", "x", EDITOR=editor(program, LATER, also=change))
    assert 5 == ran.code
    assert "actions/x.toml changed meanwhile" in ran.err
    assert f"{GOOD}# theirs\n".encode() == x.read_bytes()
    (draft,) = program.drafts
    assert LATER.encode() == draft.read_bytes()
    ran = program.ok("edit", "x", EDITOR=editor(program))
    assert f"the file has changed since: {draft}" in ran.said


def test_another_command_meanwhile(program: Program, x: Path) -> None:
    """The editor holds no lock: what another command writes meanwhile is there, and stays."""
    command = [sys.executable, "-m", "devjournal", "action", "Another"]
    other = f"subprocess.run({command!r}, check=True, cwd={str(program.root)!r})\n"
    program.ok("edit", "x", EDITOR=editor(program, LATER, also=other))
    assert LATER.encode() == x.read_bytes()
    assert "Another" in program.ok("list", "actions").out


def test_killed_while_the_editor_is_open(program: Program, x: Path) -> None:
    """What was saved until then is found next time, and offered; where nobody is asked, named."""
    save_and_wait = f"draft.write_text({LATER!r})\n(here / 'open').touch()\ntime.sleep(600)\n"
    child = program.on_terminal("edit", "x", EDITOR=editor(program, also=save_and_wait))
    while not (program.folder / "open").exists():
        time.sleep(0.02)
    assert child.pid
    os.kill(child.pid, signal.SIGKILL)
    child.close(force=True)
    (draft,) = program.drafts
    ran = program.ok("edit", "x", EDITOR=editor(program))
    assert f"an earlier edit is kept: {draft}" in ran.said
    assert 0 == talked(program, editor(program), (GO_ON, "y"))[0]
    assert LATER.encode() == x.read_bytes()


def test_ctrl_c_in_the_editor(program: Program, x: Path) -> None:
    """It is the editor's own: one that goes on is waited for, one that ends with it is row 51."""
    wait = "print('waiting', flush=True)\ntime.sleep(600)\n"
    child = program.on_terminal("edit", "x", EDITOR=editor(program, LATER, also=wait))
    child.expect_exact("waiting")
    child.sendintr()
    assert 5 == ended(child)
    assert GOOD.encode() == x.read_bytes()


@pytest.mark.usefixtures("x")
def test_ctrl_c_at_the_question(program: Program) -> None:
    """Exit 130, and the draft is named. (row 63)"""
    child = program.on_terminal("edit", "x", EDITOR=editor(program, BROKEN))
    child.expect_exact(AGAIN)
    child.sendintr()
    assert 130 == ended(child)
    (draft,) = program.drafts
    assert str(draft) in str(child.before)
    assert BROKEN.encode() == draft.read_bytes()


CODES = {"full": {0, 6}, "kill": {-9}, "stop": {130}}
"""What a strike may come to: a cache that can't be kept is no matter, nor a draft that stays."""


@pytest.mark.parametrize("strike", CODES)
@pytest.mark.parametrize(
    "step",
    [
        pytest.param(4, id="quick"),
        pytest.param(1, id="each", marks=(pytest.mark.slow, pytest.mark.timeout(900))),
    ],
)
@pytest.mark.usefixtures("x")
def test_nothing_is_lost_at_any_call(program: Program, strike: str, step: int) -> None:
    """A full disk, a kill or Ctrl-C: what was saved is in the journal, or in a draft that is named.

    Only a process that was killed names nothing: there the next edit does.
    """
    program.ok("list", "actions")
    program.environ["EDITOR"] = editor(program, LATER)
    found = set()
    for at, ran in strikes(program, strike, "edit", "x", step=step):
        assert ran.code in CODES[strike], (at, ran)
        opened = (program.folder / "seen-0").exists()
        drafts = [draft for draft in program.drafts if draft.read_bytes() == LATER.encode()]
        told = ran.err if strike != "kill" else program("edit", "x", EDITOR="true").err
        where = [str(draft) for draft in drafts if str(draft) in told]
        is_written = "due" in program.ok("show", "x", "--json").json["record"]
        assert not opened or is_written or 1 == len(where), (at, ran)
        assert ran.code != 0 or is_written, (at, ran)
        found.add((opened, is_written))
        for left in (*program.drafts, *program.folder.glob("seen-*")):
            left.unlink()
    assert {(False, False), (True, False), (True, True)} <= found


@pytest.mark.parametrize("second", ["offered", "told"])
def test_two_edits_at_once(program: Program, x: Path, second: str) -> None:
    """A draft that is open in an editor is not offered to another edit, nor removed by it."""
    go = program.folder / "go"
    wait = f"while not os.path.exists({str(go)!r}):\n    time.sleep(0.01)\n"
    child = program.on_terminal("edit", "x", EDITOR=editor(program, LATER, also=wait))
    opened = program.folder / "opened"
    until = time.monotonic() + 20
    while not opened.exists() and time.monotonic() < until:
        time.sleep(0.01)
    if second == "offered":
        Path(opened.read_text()).write_text(BROKEN)
    ran = program.ok("edit", "x", EDITOR="true")
    assert "it is open in another editor" in ran.said
    go.touch()
    assert 0 == ended(child)
    assert LATER.encode() == x.read_bytes()
    assert [] == program.drafts


def test_backup_of_an_editor_is_no_draft(program: Program, x: Path) -> None:
    """What an editor leaves beside the draft is not offered later as text that was not written."""
    backup = "pathlib.Path(f'{draft}~').write_bytes(draft.read_bytes())\n"
    program.ok("edit", "x", EDITOR=editor(program, LATER, also=backup))
    assert LATER.encode() == x.read_bytes()
    ran = program.ok("edit", "x", EDITOR="true")
    assert ran.said.startswith("no change")


@pytest.mark.parametrize("id_", ["x" * 250, "\u00e9" * 125], ids=["ascii", "accents"])
def test_file_of_the_longest_name(program: Program, id_: str) -> None:
    """Its draft has a shorter one; what is kept of it is found again."""
    file = program.put(f"actions/{id_}.toml")
    program.refused(4, "edit", id_, EDITOR=editor(program, BROKEN))
    (draft,) = program.drafts
    assert str(draft) in program.ok("edit", id_, EDITOR="true").said
    program.ok("edit", id_, EDITOR=editor(program, LATER))
    assert LATER.encode() == file.read_bytes()
    program.ok("purge", f"actions/{id_}", "--yes")
    assert [] == program.drafts


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("no-such-editor", "can't run the editor no-such-editor"),
        ("'open", "close its quotes"),
        ("", "VISUAL or EDITOR"),
    ],
    ids=["none there", "no command", "none set"],
)
@pytest.mark.usefixtures("x")
def test_no_editor(program: Program, told: str, words: str) -> None:
    """Misuse, that says what to set; nothing was typed, so nothing is kept."""
    ran = program.refused(2, "edit", "x", EDITOR=told)
    assert words in ran.err
    assert [] == program.drafts


def test_bad_file_is_mended(program: Program) -> None:
    """A file that no command can read is opened as it is, and can be saved once it is good."""
    file = program.put("actions/bad.toml", b"title = \n\xff")
    program.refused(4, "show", "bad")
    program.refused(4, "edit", "bad", EDITOR=editor(program, BROKEN))
    program.ok("edit", "bad", EDITOR=editor(program, BROKEN, LATER))
    assert LATER.encode() == file.read_bytes()
    assert "Rebuild slide 2" in program.ok("list", "actions").out
    program.ok("undo")
    assert b"title = \n\xff" == file.read_bytes()


@pytest.mark.parametrize("name", ["profile", "me"])
def test_profile_is_edited(program: Program, name: str) -> None:
    """It is edited like any record, and mended where it can't be read."""
    file = program.root / "journal.toml"
    good = 'schema = 1\nname = "Robin Vale-Osei"\n'
    program.ok("edit", name, EDITOR=editor(program, good))
    assert good.encode() == file.read_bytes()
    program.put("journal.toml", "schema = \n")
    assert 4 == program("list", "actions").code
    program.ok("edit", name, EDITOR=editor(program, "", good))
    assert good.encode() == file.read_bytes()


def test_profile_of_a_newer_version_is_not_written(program: Program) -> None:
    """Nobody locks themselves out of their journal by a digit."""
    text = 'schema = 2\nname = "Robin Vale"\n'
    ran = program.refused(4, "edit", "profile", EDITOR=editor(program, text))
    assert "journal.toml:1:10: schema: this program writes version 1" in ran.err


def test_unknown_key_is_told(program: Program, x: Path) -> None:
    """What was edited is written, and what is most likely not meant is said at once."""
    ran = program.ok("edit", "x", EDITOR=editor(program, f"{GOOD}duee = 2026-11-19\n"))
    assert "actions/x.toml:3:8: duee: unknown key" in ran.err
    assert "did you mean due?" in ran.err
    assert b"duee" in x.read_bytes()


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode()]
)
def test_mark_and_line_ends_stay(program: Program, data: bytes) -> None:
    """The draft has the file's bytes; what is put on top stands below the mark, in its ends."""
    file = program.put("actions/x.toml", data)
    end = b"\r\n" if b"\r\n" in data else b"\n"
    spoil = "draft.write_bytes(draft.read_bytes() + b'due = soon" + repr(end)[2:-1] + "')\n"
    assert 4 == talked(program, editor(program, also=spoil), (AGAIN, "y"), (AGAIN, "n"))[0]
    assert data == (program.folder / "seen-0").read_bytes()
    mark = data[: 3 * data.startswith(b"\xef")]
    top = mark + b"#! wrong: line 4: no value that TOML knows" + end
    assert top + data[len(mark) :] + b"due = soon" + end == (program.folder / "seen-1").read_bytes()
    assert data == file.read_bytes()


def test_visual_goes_before_editor_and_no_shell_reads_it(program: Program, x: Path) -> None:
    """As everywhere; words in quotes stay together, and nothing in them is obeyed."""
    touched = program.folder / "touched"
    visual = editor(program, LATER) + f" '$(touch {touched})' ';touch {touched}'"
    program.ok("edit", "x", VISUAL=visual, EDITOR="false")
    assert LATER.encode() == x.read_bytes()
    assert not touched.exists()


def test_no_shell_reads_a_path(program: Program) -> None:
    """Nor are the names of the record, its journal and the folder of drafts obeyed."""
    touch = "; touch touched; $(touch touched) `touch touched` & x"
    program.root = program.root.rename(program.folder / f"journal{touch}")
    file = program.put(f"actions/y{touch}.toml")
    program.environ["XDG_STATE_HOME"] = str(program.folder / "home" / f"state{touch}")
    program.ok("edit", f"y{touch}", EDITOR=editor(program, LATER))
    assert LATER.encode() == file.read_bytes()
    assert "(touch touched)" in (program.folder / "opened").read_text()
    child = program.on_terminal("edit", f"y{touch}", EDITOR=editor(program, GOOD))
    assert 0 == ended(child)
    assert GOOD.encode() == file.read_bytes()
    assert [] == list(program.folder.rglob("touched"))
