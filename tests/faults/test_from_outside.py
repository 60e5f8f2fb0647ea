"""Rows 69 to 81 of the faults: what comes from outside, and what two do at once.

Files of somebody who means harm or of another program, folders that are not what they were,
streams that take nothing any more.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.faults.program import Program

GOAL = 'title = "Lead the readout"\n'
ACTION = 'title = "Rebuild slide 2"\nowner = "me"\n'
NEVER_ENDS = '"""\\' * 100_000

VERY_MANY = {
    "wrong values": (
        "[[checkins]]\non = 2026-10-01\nconfidence = 'x'\n" * 5_000,
        4,
        "goals/g.toml:64:14: and 4980 more from here on",
    ),
    "unknown keys": (
        "".join(f"key{number} = 1\n" for number in range(20_000)),
        0,
        "goals/g.toml:22:9: and 19980 more from here on",
    ),
    "unknown readers": (
        "visibility = [" + "'x', " * 20_000 + "]\n",
        0,
        "and 19980 more from here on",
    ),
    "quotes of three that never close": (
        f"why = {NEVER_ENDS}\n",
        4,
        "goals/g.toml:2:7: the text that opens here is never closed",
    ),
    "quotes that never close": (
        'why = "' + '\\"' * 200_000,
        4,
        "goals/g.toml:2:7: the text that opens here is never closed",
    ),
}
"""What follows a title, the exit code of `check`, and what is told among the rest."""


@pytest.mark.timeout(30)  # they took minutes
@pytest.mark.parametrize("case", VERY_MANY)
def test_row_69_very_many_faults_in_one_file(program: Program, case: str) -> None:
    """The first ones are told, and how many more there are, as quickly as a file is read."""
    content, code, told = VERY_MANY[case]
    program.put("goals/g.toml", GOAL + content)
    ran = program("check")
    assert code == ran.code
    assert told in ran.out
    assert len(ran.out.splitlines()) < 150


@pytest.mark.timeout(30)
def test_row_69_very_many_links_to_nothing(program: Program) -> None:
    """Each is told; what may be meant is looked for only so often."""
    for number in range(800):
        program.put(f"goals/goal-number-{number}.toml", GOAL)
        program.put(f"actions/x{number}.toml", f'{ACTION}goal = "goel-nomber-{number}x"\n')
    told = program.ok("check").out
    assert 800 == told.count("there is no goals/goel-nomber-")
    assert "did you mean goal-number-" in told


@pytest.mark.timeout(60)
def test_row_69_very_many_check_ins(program: Program) -> None:
    """One more is added as quickly as the file is read."""
    program.put("goals/g.toml", GOAL + "[[checkins]]\non = 2026-01-01\nvalue = 1.0\n" * 8_000)
    program.ok("goal", "checkin", "g", "--value", "3")


VERY_LONG = {
    "lines that are nothing": ("## Record\n", "nonsense\n", "line 22: and 19980 more from here on"),
    "headings": ("", "## Nonsense\n", "line 21: and 19980 more from here on"),
    "topics": ("## Topics\n", "- [x] a topic\n", "at most 300 new topics and promises, not 20000"),
    "promises": ("## I will\n", "- a promise due:2d\n", "line 302: a meeting takes at most 300"),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("case", VERY_LONG)
def test_row_69_very_long_log_page(program: Program, case: str) -> None:
    """A page of 20,000 lines is answered at once, with its first mistakes; nothing is written."""
    program.put_priya("2026-10-14T08:00:00Z")
    begin, line, told = VERY_LONG[case]
    ran = program.refused(2, "log", "priya", "-", stdin=begin + line * 20_000)
    assert told in ran.err
    assert len(ran.err.splitlines()) < 60


BEFORE_THE_LOCK = """
import subprocess
from devjournal.store import transaction
from devjournal.store.files import release_read_lock
really = transaction.locked

def locked(root, **k):
    transaction.locked = really
    release_read_lock(root)
    for command in {commands!r}:
        subprocess.run([{python!r}, "-m", "devjournal", *command], cwd={root!r}, check=True)
    return really(root, **k)

transaction.locked = locked
"""
"""Lets another process write between what a command reads and its own write."""

LINKING = (
    ("action", "Send it", "--goal", "lead-the-readout"),
    ("set", "actions/x", "goal=lead-the-readout"),
    ("win", "Led it", "--goal", "lead-the-readout"),
)
UNLINKING = (
    ("rename", "lead-the-readout", "lead"),
    ("delete", "lead-the-readout", "--with-links"),
    ("undo",),
)


def beside(program: Program, first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """Run the second command, which lets the first in between its look and its write."""
    hurt = BEFORE_THE_LOCK.format(commands=[first], python=sys.executable, root=str(program.root))
    code = program(*second, hurt=hurt).code
    assert "there is no" not in program("check").shown
    return code


@pytest.mark.parametrize("linking", LINKING, ids=" ".join)
@pytest.mark.parametrize("unlinking", UNLINKING, ids=" ".join)
def test_row_70_link_to_what_goes(
    program: Program, linking: tuple[str, ...], unlinking: tuple[str, ...]
) -> None:
    """Whoever links to a record that went meanwhile is told so, and writes nothing."""
    program.put("actions/x.toml")
    program.ok("goal", "add", "Lead the readout")
    assert 5 == beside(program, unlinking, linking)


@pytest.mark.parametrize("linking", LINKING, ids=" ".join)
@pytest.mark.parametrize("unlinking", UNLINKING[:2], ids=" ".join)
def test_row_70_what_goes_is_linked_to(
    program: Program, linking: tuple[str, ...], unlinking: tuple[str, ...]
) -> None:
    """Whoever takes a record away that others link to by now is told so, and it stays."""
    program.put("actions/x.toml")
    program.ok("goal", "add", "Lead the readout")
    assert 5 == beside(program, linking, unlinking)
    assert (program.root / "goals" / "lead-the-readout.toml").exists()


def test_row_70_undo_takes_the_newest_step(program: Program) -> None:
    """An undo beside a new link takes that link back, not what it leads to."""
    program.ok("goal", "add", "Lead the readout")
    assert 0 == beside(program, LINKING[0], ("undo",))
    assert (program.root / "goals" / "lead-the-readout.toml").exists()


def test_row_70_links_of_relationships_and_people(program: Program) -> None:
    """It holds for any kind, for readers, and for people who may stand there by name."""
    program.put_priya("2026-10-15T15:00:00Z")
    program.put("actions/x.toml")
    bound = ("rename", "priya-mentor", "priya-cfo")
    assert 5 == beside(program, bound, ("share", "x", "--with", "priya-mentor"))
    assert 5 == beside(program, ("share", "x", "--with", "priya-cfo"), ("rename", "priya-cfo", "p"))
    person = ("rename", "people/priya-nair", "priya-n")
    assert 5 == beside(program, person, ("win", "Done", "--credit", "priya-nair"))
    assert 5 == beside(program, ("win", "Done", "--credit", "priya-n"), ("rename", "priya-n", "q"))


JOURNAL = "import os\nos.chdir({folder!r})\n"
GONE = "import os\nos.mkdir('gone')\nos.chdir('gone')\nos.rmdir('../gone')\n"
NO_HOME = """
import os, pwd
def nobody(_):
    raise KeyError
pwd.getpwuid = nobody
for name in [one for one in os.environ if one == "HOME" or one.startswith("XDG_")]:
    del os.environ[name]
"""


@pytest.mark.parametrize("hurt", [GONE, NO_HOME], ids=["no folder", "no home"])
def test_row_79_no_current_folder_and_no_home(program: Program, hurt: str) -> None:
    """A journal that is named is read and written all the same."""
    program.put_priya("2026-10-14T08:00:00Z")
    named = {"hurt": hurt, "DEVJOURNAL_DIR": str(program.root)}
    for command in (("today",), ("where",), ("action", "Send it"), ("undo",), ("check",)):
        program.ok(*command, **named)
    page = "## Notes\nsaid\n"
    assert 0 == program("log", "priya", "-", stdin=page, **named).code
    program.ok("purge", "people/priya-nair", "--yes", **named)
    assert not (program.root / "~").exists()


def test_row_79_what_is_missing_is_named(program: Program) -> None:
    """Where the current folder or a home would be needed, that is what is said."""
    ran = program.refused(3, "today", hurt=GONE)
    assert "the current folder is gone" in ran.err
    assert 3 == program("--journal", "x", "today", hurt=GONE).code
    named = {"hurt": GONE, "DEVJOURNAL_DIR": str(program.root)}
    ran = program.refused(3, "review", "--output", "x.md", **named)
    assert "the current folder is gone, and x.md would be in it" in ran.err
    outside = JOURNAL.format(folder=str(program.folder)) + NO_HOME
    assert "no home folder is known" in program.refused(3, "today", hurt=outside).err
    assert "no home folder is known" in program.refused(2, "init", "--name", "R", hurt=outside).err
    program.put("goals/g.toml", GOAL)
    ran = program.refused(6, "edit", "g", hurt=NO_HOME, VISUAL="true")
    assert "no home folder is known, so no draft can be kept" in ran.err


FULL = "import os\nos.dup2(os.open('/dev/full', os.O_WRONLY), {number})\n"
OUT, ERR = (FULL.format(number=number) for number in (1, 2))
WRITING = (("action", "Send it"), ("undo",), ("--json", "action", "Send it"), ("--json", "undo"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="it is Linux's")
@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_row_78_nothing_takes_what_is_said_after_a_write(
    program: Program, command: tuple[str, ...]
) -> None:
    """It is said where anything can be said that it has happened, and 6 that this was not all."""
    program.ok("action", "First")
    program.ok("action", "Second")
    told = "undone" if "undo" in command else "saved"
    before = program.state()
    if "--json" in command:
        ran = program(*command, hurt=OUT)
        assert (6, f"{told}; then: No space left on device\n") == (ran.code, ran.err)
        assert 0 == program(*command, hurt=ERR).code  # it says nothing there
    else:
        ran = program(*command, hurt=ERR)
        assert (6, f"{told}; then: No space left on device\n") == (ran.code, ran.out)
        assert 6 == program(*command, hurt=OUT + ERR).code
    assert before != program.state()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="it is Linux's")
def test_row_78_what_was_refused_stays_refused(program: Program) -> None:
    """The exit code says what is wrong, and --json says it, also if stderr takes nothing."""
    assert 3 == program("done", "zz", hurt=ERR).code
    ran = program("--json", "done", "zz", hurt=ERR)
    assert (3, 3) == (ran.code, json.loads(ran.out)["exit_code"])


FAILS = """
import {module} as module
def fails(*_, **__):
    raise {error}
module.{name} = fails
"""


@pytest.mark.parametrize("error", ["ValueError('odd')", "MemoryError('odd')"])
@pytest.mark.parametrize("at", ["store.history.take_in", "store.cache.Cache.update"])
def test_row_78_any_error_after_the_commit_point(program: Program, at: str, error: str) -> None:
    """It is said that it is saved, and it is."""
    module, _, name = f"devjournal.{at.replace('.Cache', '')}".rpartition(".")
    name = "Cache.update" if "Cache" in at else name
    hurt = FAILS.format(module=module, name=name, error=error)
    ran = program("action", "Send it", hurt=hurt)
    assert 1 == ran.code
    assert ran.err.startswith("saved")
    assert "odd" in ran.err
    assert "Send it" in program.ok("list", "actions").out


def test_row_78_a_bug_in_what_is_said(program: Program) -> None:
    """It is told as one, behind that it is saved."""
    hurt = FAILS.format(module="devjournal.pages.echo", name="compose_echo", error="TypeError('x')")
    ran = program("action", "Send it", hurt=hurt)
    assert (1, "") == (ran.code, ran.out)
    assert ran.err.startswith("saved; then: this should not have happened: TypeError: x\n")
    assert "Send it" in program.ok("list", "actions").out


CACHE_STAYS = """
import pathlib
really = pathlib.Path.unlink
def unlink(self, *a, **k):
    if self.suffix == ".cache":
        raise PermissionError(13, "Permission denied")
    really(self, *a, **k)
pathlib.Path.unlink = unlink
"""


def test_row_78_a_cache_that_can_not_be_emptied(program: Program) -> None:
    """A record that is forgotten is said to be, and where it is kept still."""
    program.put("actions/x.toml")
    program.ok("list", "actions")
    ran = program("purge", "actions/x", "--yes", hurt=CACHE_STAYS)
    assert 6 == ran.code
    assert "action x is forgotten; then: its cache can't be emptied: " in ran.err
    assert "purge it again" in ran.err
    assert not (program.root / "actions" / "x.toml").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a file away")
def test_row_75_another_users_journal(program: Program) -> None:
    """One upward that belongs to somebody else is not used unless it is named."""
    os.chown(program.root / "journal.toml", 4321, -1)
    ran = program.refused(7, "action", "My words")
    assert f"the journal in {program.root} is another user's" in ran.said
    assert f"--journal {program.root}" in ran.said
    program.ok("action", "My words", "--journal", str(program.root))


def test_row_75_not_the_usual_journal(program: Program) -> None:
    """One upward is named before it is written to, if mine is elsewhere or it is far above."""
    named = f"this goes to the journal in {program.root}"
    assert named not in program.ok("action", "Here").said
    (program.root / "goals").mkdir()
    below = JOURNAL.format(folder=str(program.root / "goals"))
    assert named in program.ok("action", "Below", hurt=below).said
    assert named not in program.ok("list", "actions", hurt=below).said
    assert named not in program.ok("undo", hurt=below, DEVJOURNAL_DIR=str(program.root)).said
    program.ok("init", program.environ["XDG_DATA_HOME"] + "/devjournal", "--name", "Robin")
    assert named in program.ok("undo").said
    assert named in program.ok("redo", "--json").said


SWAPPED = """
import os
really = os.open
def opened(path, *more, **k):
    if str(path).endswith("action.cache"):
        os.replace({evil!r}, path)
    return really(path, *more, **k)
os.open = opened
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a file away")
@pytest.mark.parametrize(
    "harm",
    [lambda file: os.chown(file, 4321, -1), lambda file: file.chmod(0o666)],
    ids=["another owner", "writable by all"],
)
def test_row_76_cache_file_swapped_before_it_is_opened(
    program: Program, harm: Callable[[Path], None]
) -> None:
    """What was opened is looked at: a file of somebody else's is not believed."""
    program.put("actions/x.toml", 'title = "The false one"\nowner = "me"\n')
    program.ok("list", "actions")
    (cache,) = (program.folder / "home" / "cache").rglob("action.cache")
    x = program.root / "actions" / "x.toml"
    at = x.stat()
    evil = program.folder / "evil"
    evil.write_bytes(cache.read_bytes().replace(b"The false one", b"The other one"))
    evil.write_bytes(signed(evil.read_bytes()))
    harm(evil)
    ran = program.ok("list", "actions", hurt=SWAPPED.format(evil=str(evil)))
    assert not evil.exists()
    assert at == x.stat()
    assert "The false one" in ran.out


def signed(data: bytes) -> bytes:
    """Return a cache file with the checksum of what it holds."""
    head, _, body = data.partition(b"\n")
    return b"%s %08x\n%s" % (head.rpartition(b" ")[0], zlib.crc32(body), body)


FOREIGN = (
    "999999999999999999-abcdef012345.json",
    "00000009-ab.json",
    "00000001-abcdef012345 (1).json",
    "0-0.json",
)


@pytest.mark.parametrize("name", FOREIGN)
def test_row_77_foreign_file_in_the_history(program: Program, name: str) -> None:
    """What the program did not name so is no step: undo takes back the newest, and it is told."""
    program.ok("action", "First")
    history = program.root / ".devjournal" / "history"
    (step,) = history.iterdir()
    (history / name).write_bytes(step.read_bytes())
    program.ok("action", "Second")
    assert "Second" in program.ok("undo").err
    assert "First" in program.ok("undo").err
    assert "Second" not in program.ok("list", "actions", "--all").out
    told = program.ok("check").shown
    assert f".devjournal/history/{name}: is no step of the history, so it does not count" in told


def test_row_77_copy_of_a_step_under_another_name(program: Program) -> None:
    """A step that bears the name of another is not taken back for it."""
    program.ok("action", "First")
    history = program.root / ".devjournal" / "history"
    (step,) = history.iterdir()
    (history / "00000009-abcdef012345.json").write_bytes(step.read_bytes())
    assert "another step" in program.refused(4, "undo").err


@pytest.mark.parametrize("place", ["redo.json", "history/00000002-abcdef012345.json"])
def test_row_80_newer_programs_log(program: Program, place: str) -> None:
    """It is told as newer, and what helps is an upgrade; nothing is moved aside."""
    program.ok("action", "First")
    log = program.root / ".devjournal" / place
    log.write_text('{"version": 2, "sha256": ""}\n{}\n')
    commands = [("undo",), ("action", "Send it")] if place == "redo.json" else [("undo",)]
    for command in (*commands, ("history",)):
        ran = program.refused(7, *command)
        assert "a newer version of this program wrote it" in ran.err, command
        assert "upgrade devjournal" in ran.err
        assert "damaged" not in ran.err
    assert "damaged" not in program("check", "--fix").shown
    assert log.exists()


OUTPUTS = {
    "": (2, "the name of the file is empty"),
    "goals": (2, "goals is a folder"),
    "goals/": (2, "goals/ is a folder"),
    "journal.toml": (7, "is in the journal itself"),
    "goals/g.toml": (7, "is in the journal itself"),
    "goals/g.md": (7, "is in the journal itself"),
    "notes/../goals/../goals/g.toml": (7, "is in the journal itself"),
    ".devjournal/lock": (7, "is in the journal itself"),
}


@pytest.mark.parametrize("output", OUTPUTS)
def test_row_81_output_that_is_none(program: Program, output: str) -> None:
    """It is refused, forced or not, and what is there stays as it is."""
    program.put_priya("2026-10-15T15:00:00Z")
    program.put("goals/g.toml", GOAL)
    (program.root / "notes").mkdir()
    code, told = OUTPUTS[output]
    for command in (("prep", "priya"), ("review",), ("progress",)):
        for force in ((), ("--force",)):
            where = ("--output", output, "--format", "md", *force)
            assert told in program.refused(code, *command, *where).said
    program.ok("prep", "priya", "--output", "notes/page.md")


@pytest.mark.parametrize("mask", [0o177, 0o777])
def test_files_are_mine_whatever_the_umask(program: Program, mask: int) -> None:
    """A umask that takes my own rights away leaves no file or folder that I can't use."""
    hurt = f"import os\nos.umask({mask})\n"
    root = program.folder / "another"
    page = program.folder / "page.md"
    named = {"hurt": hurt, "DEVJOURNAL_DIR": str(root)}
    program.ok("init", str(root), "--name", "Robin", hurt=hurt)
    program.ok("goal", "add", "Lead", **named)
    program.ok("review", "--output", str(page), **named)
    places = [root, page, *root.rglob("*"), *(program.folder / "home").rglob("*")]
    for place in places:
        wanted = 0o700 if place.is_dir() else 0o600
        assert wanted == place.stat().st_mode & 0o777 or place == program.folder / "home", place


def test_a_journal_in_a_folder_that_others_can_read(program: Program) -> None:
    """Whoever makes one there is told."""
    folder = program.folder / "shared"
    folder.mkdir(mode=0o755)
    (folder / "notes.txt").write_text("mine")
    ran = program.ok("init", str(folder), "--name", "Robin")
    assert f"{folder}: others on this machine may read it (mode 0755)" in ran.said
    assert f"devjournal check --fix --journal {folder}" in ran.said
    assert "others" not in program.ok("init", str(folder / "own"), "--name", "Robin").said


def test_small_things_that_are_what_they_seem(program: Program) -> None:
    """One NUL byte is no UTF-16, a day that it has is no new day, md is Markdown."""
    program.put_priya("2026-10-15T15:00:00Z")
    program.put("actions/x.toml", 'title = "x"\nowner = "me"\ndue = 2026-10-20\n')
    assert "already" in program.refused(7, "postpone", "x", "--to", "20-oct").err
    assert "already" in program.refused(7, "postpone", "priya", "--to", "15-oct 16:00").err
    markdown = program.ok("prep", "priya", "--format", "markdown").out
    assert markdown == program.ok("prep", "priya", "--format", "md").out
    program.put("actions/y.toml", b"\0")
    assert "NUL bytes, left by a crash?" in program.refused(4, "list", "actions").err


ORIGINAL = "kwtz-rebuild-slide-2"
MARKS = (
    *("{} (1)", "{}(1)", "{} 2", "{} - Copy", "{} - Copy (2)", "{} copy", "{} copy 2"),
    *("{} (copy)", "{} (another copy)", "{} (3rd copy)", "Copy of {}", "Copy (2) of {}"),
    *("{} - Kopie", "Kopie von {}", "{} - Copie", "{}-LAPTOP-7F3A", "{}-Robins-MacBook"),
    *("{}-conflict-20261014-101112", "{}_conflict-20261014-101112", "{}.conflict1"),
    *("{} (Robin's laptop)", "{} (SFConflict robin 2026-10-14)", "{}.Conflict"),
    *("{} (Robin's conflicted copy 2026-10-14)", "{}.sync-conflict-20261014-101112-ABC"),
    *("{} (conflicted copy 2026-10-14 101112)", "{}_NAS_Oct-14-1011-2026_Conflict"),
    *("{} [conflicted]", "{}_BACKUP_1234", "{}-laptop"),
)


@pytest.mark.parametrize("mark", MARKS)
def test_row_73_copy_of_a_record(program: Program, mark: str) -> None:
    """It is not counted twice, pages and `check` name it, and it stays where it is."""
    program.put(f"actions/{ORIGINAL}.toml", f"{ACTION}due = 2026-10-14\n")
    before = program.ok("today").out, program.ok("list", "actions").out
    copy = mark.format(ORIGINAL)
    program.put(f"actions/{copy}.toml", f"{ACTION}due = 2026-10-14\n")
    for _ in range(2):  # the second time from the cache
        ran = program.ok("list", "actions")
        assert before == (program.ok("today").out, ran.out)
        assert f"actions/{copy}.toml: a" in ran.said
        assert f"copy of actions/{ORIGINAL}.toml; it is not read" in ran.said
    assert f"copy of actions/{ORIGINAL}.toml; it is not read" in program.ok("check").shown
    program.ok("done", "kw")
    assert (program.root / "actions" / f"{copy}.toml").exists()


def test_row_73_copy_of_any_kind(program: Program) -> None:
    """People, goals and the journal's own file have copies too."""
    program.put_priya("2026-10-15T15:00:00Z")
    program.put("goals/g.toml", GOAL)
    program.put("goals/g 2.toml", GOAL)
    program.put("people/Copy of priya-nair.toml", 'name = "Priya Nair"\n')
    program.put("journal (1).toml", 'schema = 1\nname = "Robin"\n')
    told = program.ok("check").shown
    for copy, original in (
        ("goals/g 2.toml", "goals/g.toml"),
        ("people/Copy of priya-nair.toml", "people/priya-nair.toml"),
        ("journal (1).toml", "journal.toml"),
    ):
        assert f"{copy}: a copy of {original}; it is not read" in told


def test_row_73_what_may_be_a_copy_is_read_and_named(program: Program) -> None:
    """Without a known mark, or without its original, a file is a record; `check` names likeness."""
    program.put("goals/g 2.toml", GOAL)
    assert "it is not read" not in program.ok("check").shown
    program.put("goals/lead.toml", GOAL)
    assert "has the same bytes as goals/g 2.toml" in program.ok("check").shown
    for name in ("Anna", "Anna-Berg", "Anna Berg"):
        program.put(f"people/{name}.toml", f'name = "{name}"\n')
    assert "it is not read" not in program.ok("check").shown
    program.put(f"actions/{ORIGINAL}.toml", ACTION)
    program.put("actions/kwtz-another.toml", ACTION.replace("2", "3"))
    shown = program.ok("check").shown
    assert "has the same four letters as actions/kwtz-another.toml" in shown
    assert "Rebuild slide 3" in program.ok("list", "actions").out


UNREAD = {
    "goals/g.TOML": "rename it to goals/g.toml",
    "goals/g.toml.txt": "rename it to goals/g.toml",
    "goals/g.tml": "rename it to goals/g.toml",
    "goals/old/g.toml": "move it to goals/g.toml",
    "2025/goals/g.toml": "move it to goals/g.toml",
    "archive/g.toml": "move it to goals/g.toml",
    "entry/g.toml": "move it to goals/g.toml",
    "goal/g.toml": "move it to goals/g.toml",
    "gaols/g.toml": "move it to goals/g.toml",
    "Goals/g.toml": "move it to goals/g.toml",
    "goals 2/g.toml": "move it to goals/g.toml",
    "g.toml": "move it to goals/g.toml",
    "journal.toml.txt": "rename it to journal.toml",
    "journal-2.toml": "a journal has one profile; if it is a copy of that, delete it",
    "old/journal.toml": "a journal has one profile; if it is a copy of that, delete it",
}


@pytest.mark.parametrize("path", UNREAD)
def test_row_74_record_where_nothing_reads_it(program: Program, path: str) -> None:
    """`check` names it and where it belongs, and does nothing to it."""
    kept = 'schema = 1\nname = "Robin"\n' if "journal" in path else f'{GOAL}measure = "talks"\n'
    file = program.put(path, kept)
    shown = " ".join(program.ok("check").shown.split())
    assert f"{path}: nothing reads this file {UNREAD[path]}" in shown
    assert kept == file.read_text()


def test_row_74_what_is_none_of_its_business(program: Program) -> None:
    """Other files and folders beside the records are no matter."""
    for path in ("pyproject.toml", "src/x.toml", "notes.txt", ".git/x.toml", "goals/.x.toml"):
        program.put(path, "[tool]\nx = 1\n")
    program.put("goals/notes.md", "mine")
    program.put("goals/g.toml~", GOAL)
    assert "nothing reads" not in program.ok("check").shown
