"""Rows 53 to 64 of the faults: text on its way out, and who is not there to answer.

Not 56 to 58 and 60, which are of formats and of sync.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pexpect
import pytest

from tests.faults.program import GOOD, Program
from tests.faults.strikes import strikes

MARKUP = ("[/x]", "[red]", ":smile:", "[link=x]y[/link]")
HOSTILE = (
    "\x1b]52;c;eA==\x07",
    "\x1b]8;;https://x.example\x1b\\x",
    "\x9b31m",
    "\u202egnp.exe",
    "\u2066x",
    "\U000e0041",
)
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


@pytest.mark.parametrize("title", MARKUP)
def test_row_53_markup_is_text(program: Program, title: str) -> None:
    """What looks like markup is shown letter for letter: echo, table, page, history, error."""
    program.put_priya("2026-10-15T15:00:00+01:00")
    ran = program.ok("action", title, "--for", "priya", "--due", "fri")
    assert title in ran.err
    id_ = program.id_of("actions")
    for command in (
        "list actions",
        f"show {id_}",
        "today",
        "prep priya --format terminal",
        "history",
    ):
        assert title in program.ok(*command.split()).out, command
    assert title in program.refused(3, "prep", f"no{title}").err


@pytest.mark.parametrize("text", HOSTILE, ids=["osc52", "osc8", "c1", "rlo", "isolate", "tag"])
def test_row_54_hostile_text_is_visible(program: Program, text: str) -> None:
    """Nothing that a terminal would obey gets out: pages, echo, errors, JSON, history."""
    program.put_priya("2026-10-15T15:00:00+01:00")
    title = f"a{text}b"
    told = [program.ok("action", title, "--for", "priya")]
    id_ = program.id_of("actions")
    reading = ("list", "actions"), ("show", id_), ("today",), ("prep", "priya"), ("history",)
    told += [program.ok(*arguments) for arguments in reading]
    told += [program.ok(*arguments, "--json") for arguments in reading]
    told += [program("show", title), program.refused(2, "goal", "add", "x", "--due", title)]
    program.put(f"actions/{id_}.toml", (program.root / f"actions/{id_}.toml").read_bytes() + b"z")
    told += [program("list", "actions"), program("check"), program("undo")]
    assert [] == [ran for ran in told if RAW.search(ran.out + ran.err)]
    assert 8 < sum(f"{ord(text[0]):02x}" in ran.out + ran.err for ran in told)


def test_row_54_hostile_text_in_a_prompt(program: Program) -> None:
    """A question that quotes hostile text shows it as escapes, on a real terminal, too."""
    child = program.on_terminal("purge", "actions/\u202ex")
    child.expect(r"\(y/N\): ")
    assert r"\u202ex for good" in str(child.before)
    assert "\u202e" not in str(child.before)
    child.sendintr()
    child.expect(pexpect.EOF)


def test_row_55_private_record_on_a_shared_page(program: Program) -> None:
    """It is absent, with its title and the links to it; its writer is told how much it withheld."""
    program.put_priya("2026-10-15T15:00:00+01:00")
    topic = 'text = "{}"\nrelationship = "priya-mentor"\nkind = "{}"\n'
    program.put("topics/bcdf-open.toml", topic.format("What leads the readout?", "question"))
    program.put("topics/ghjk-secret.toml", topic.format("Is my job safe?", "concern"))
    program.put(
        "goals/secret.toml",
        'title = "Leave for a rival"\nvisibility = "private"\nrelationship = "priya-mentor"\n',
    )
    program.put(
        "actions/lmnp-x.toml",
        'title = "Ask Dana"\nowner = "me"\nrelationship = "priya-mentor"\ngoal = "secret"\n',
    )
    for more in ((), ("--json",), ("--format", "markdown")):
        mine = program.ok("prep", "priya", *more).out
        theirs = program.ok("prep", "priya", "--share", *more).out
        assert "Is my job safe?" in mine
        assert "Leave for a rival: no check-in yet" in mine
        assert "What leads the readout?" in theirs
        assert [] == [word for word in ("safe", "rival", "secret", "ghjk") if word in theirs]
    assert "Withheld: 2 private items" in program.ok("prep", "priya", "--share").err


def test_row_59_target_of_an_export_exists(program: Program) -> None:
    """A file that is there is not written over without --force."""
    program.put_priya("2026-10-15T15:00:00+01:00")
    page = program.folder / "page.md"
    page.write_text("mine")
    ran = program.refused(7, "prep", "priya", "--output", str(page))
    assert "--force" in ran.err
    assert "mine" == page.read_text()
    program.ok("prep", "priya", "--output", str(page), "--force")
    assert "Priya Nair" in page.read_text()


@pytest.mark.parametrize("arguments", [("list", "actions"), ("show", "x", "--json"), ("--help",)])
def test_row_61_stdout_is_closed(program: Program, arguments: tuple[str, ...]) -> None:
    """A reader that goes away, such as `head -1`, is no matter: nothing is said of it."""
    for number in range(300):
        program.put(f"actions/x{number}.toml")
    program.put("actions/x.toml")
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen(
        [sys.executable, "-m", "devjournal", *arguments],
        cwd=program.root,
        env=program.environ,
        stdout=writer,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(writer)
        assert process.stderr
        assert b"" == process.stderr.read()


def in_a_shell(program: Program, arguments: tuple[str, ...], streams: str) -> tuple[int, bytes]:
    """Run the program with its streams as a shell puts them; return its exit code and stderr."""
    ran = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m devjournal "$@" {streams}', sys.executable, *arguments],
        cwd=program.root,
        env=program.environ,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in ran.stderr
    assert b"should not have happened" not in ran.stderr
    return ran.returncode, ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.parametrize("streams", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_row_61_stream_that_was_never_open(program: Program, streams: str) -> None:
    """What is printed goes nowhere, into no file of the journal either; all else is as ever."""
    file = program.put("actions/x.toml")
    assert (0, b"") == in_a_shell(program, ("list", "actions"), streams)
    assert 0 == in_a_shell(program, ("done", "x"), streams)[0]
    assert f'{GOOD}state = "done"\nclosed_on = 2026-10-14\n' == file.read_text()
    program.ok("undo")
    assert GOOD == file.read_text()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device")  # noqa: PTH110  # a device
@pytest.mark.parametrize("arguments", [("list", "actions"), ("list", "actions", "--json")])
def test_row_61_disk_behind_stdout_is_full(program: Program, arguments: tuple[str, ...]) -> None:
    """Exit 6 with what the system says."""
    program.put("actions/x.toml")
    code, told = in_a_shell(program, arguments, ">/dev/full")
    assert (6, b"No space left on device\n") == (code, told)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
@pytest.mark.parametrize("arguments", [("list", "actions"), ("today", "--json")])
def test_row_62_stdout_is_not_utf_8(
    program: Program, encoding: str, arguments: tuple[str, ...]
) -> None:
    """What the stream can't carry is shown otherwise, and nothing crashes."""
    program.put(
        "actions/x.toml", 'title = "R\u00e9sum\u00e9 \u2192 \U0001f389 \u0142"\nowner = "me"\n'
    )
    ran = program.alone(*arguments, PYTHONIOENCODING=encoding)
    assert (0, b"") == (ran.returncode, ran.stderr)
    ran.stdout.decode(encoding)


def test_row_63_ctrl_c_in_a_prompt(program: Program) -> None:
    """Exit 130, and nothing is written."""
    before = program.state()
    child = program.on_terminal("goal", "add")
    child.expect(": ")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert 130 == child.exitstatus
    assert before == program.state()
    assert "Traceback" not in str(child.before)


def test_row_63_ctrl_c_while_writing(program: Program) -> None:
    """At any call that writes: 130, and a read shows the old state or the new one, whole."""
    file = program.put("actions/x.toml")
    program.ok("list", "actions")
    found = []
    for at, ran in strikes(program, "stop", "done", "x", step=2):
        assert 130 == ran.code, (at, ran)
        found.append("done" in program.ok("list", "actions", "--all").out)
        assert found[-1] == ("saved" in ran.said), (at, ran)
        program.ok("action", "Later")  # this finishes it, where it was begun
        assert found[-1] == (b"done" in file.read_bytes()), at
        assert [] == list(program.root.rglob("*.tmp")), at
    assert sorted(found) == found
    assert {False, True} == set(found)


MISSING = {
    "goal add": "title",
    "action": "text",
    "done": "id",
    "init elsewhere": "--name",
    "meet Priya": "--as",
    "log nobody": "--note",
    "purge actions/x": "--yes",
    "edit x": "EDITOR",
}


@pytest.mark.parametrize("command", MISSING)
def test_row_64_no_terminal(program: Program, command: str) -> None:
    """What is missing is misuse that names the flag or argument; nobody is waited for.

    What stands on the other side of stdin says nothing, and does not go away.
    """
    program.put("actions/x.toml")
    for more in ((), ("--no-input",)):
        for stdin in ("", None):
            ran = program.refused(2, *command.split(), *more, stdin=stdin)
            assert MISSING[command].lower() in ran.err.lower()
            assert "" == ran.out
    assert not (program.root / ".devjournal").exists()
    assert [] == program.drafts
