from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from devjournal.cli.table import ROWS
from tests.forked import environ
from tests.hostile.canary import LOOP, one_in
from tests.hostile.journals import spoil
from tests.hostile.screen import seen
from tests.hostile.texts import ALL, SAID, TEXTS, commands
from tests.runner import CLOCK, Ran, Runner

WRITES = commands("""
note @; reflect @; win @ --so-what @ --tag @ --credit @ --number '%: 12'; lesson @;
feedback @ --from @ --verbatim @; gave @ --to @ --what @; resource @; vouched @ --by @ --risk @;
topic priya @; action @ --note @; action @ --for priya --theirs;
goal add @ --why @ --measure @ --milestone @; goal checkin lead --value 3 --note @ --behaviour @;
goal milestone lead @; goal drop lead --why @; skill add @ --level 2 --evidence @ --by @;
skill rate financial-acumen 3 --evidence @; objective add @; person add @ --title @ --word @;
relationship start @ --as mentor --purpose @; relationship close priya --as completed --why @;
meeting add priya --at '22-oct 15:00' --channel @; meet @ --as mentor --purpose @;
set people/priya-nair title=@; set kw title=@; done kw --evidence @; drop vn --why @;
cancel priya --why @; missed priya --why @;
log priya --extra --on today --note @ --mine @ --decision @; log priya --extra --note @ --dry-run;
assess @ --accomplishment @ --impact @ --improve @; setback add @;
opportunity add @ --exposure @ --sponsor @ --expected-result @;
relationship renew priya --purpose @; relationship become priya sponsor --purpose @;
relationship check priya --fit 4 --note @; agree priya --how @ --my-part @ --outcome @;
ask draft @ --as mentor --skill @ --level 2 --evidence @ --time-frame @ --meetings 3 --focus @
  --outcome @;
thank priya @; role change @ --organisation @; objective close cut-cost --as met --why @
""")
"""Commands that write what they are given."""

MOVES = commands("""
done kwdf; reopen kwdf; postpone kwdf --to fri; share kwdf --with manager; unshare kwdf;
set kwdf note=; drop kwdf; cancel misaki-partner; missed zoe-coach;
meeting add lukasz-mentee --at '30-oct 15:00'; topic priya-mentor x;
goal checkin lead-the-readout --health at_risk; goal pause lead-the-readout;
goal resume lead-the-readout; goal achieve ten-minutes-without-reading;
relationship close misaki-partner --as faded; log priya-mentor --extra --on today --note x;
edit goals/lead-the-readout; undo; redo; history; check --fix; export calendar; export json;
export jrnl; export todotxt; export taskwarrior; export template weekly-mail;
goal milestone lead-the-readout 3 --done; goal pause lead-the-readout;
goal resume lead-the-readout; goal drop half-of-storm-rebookings-by-the-guest;
goal achieve lead-the-readout; goal add 'Be good' --template good-mentee; skill gaps;
opportunity add Board; opportunity propose opportunities/board;
opportunity accept opportunities/board; opportunity deliver opportunities/board --outcome sank;
opportunity decline q4-readout; setback add 'It sank' --opportunity opportunities/board;
setback debrief SETBACK; setback rebuild SETBACK --approach x;
setback retry SETBACK --title 'Board again'; setback close SETBACK; relationship pause zoe-coach;
relationship resume zoe-coach; relationship check zoe-coach --fit 4;
relationship grew lukasz-mentee x 3; relationship renew misaki-partner --purpose x;
relationship become zoe-coach mentor --purpose x; ask draft dermot-fahy --as mentor --meetings 3;
ask sent dermot-mentor; ask answer dermot-mentor later --on 1m; agree priya-mentor --how x;
thank priya-mentor; remind priya-mentor; plan priya-mentor; progress;
scorecard; scorecard tomas-sponsor; network; relationship measure priya-mentor x --target 3;
objective close cut-cost --as met;
role change 'Head of it' --organisation Elsewhere; search storm;
rename goals/lead-the-readout lead-it; delete goals/breathe-before-answering --with-links; undo;
purge actions/kwdf-cost-to-serve-draft-for-priya --yes;
config set alias.w='win --tag x'; config unset alias.w; config show
""")
"""Commands that tell what stands in the journal while they change it."""

OTHERS = commands(
    "today; prep; review; list; show; check; history; where; schema; demo; help; init;"
    "completion; import; mcp; sync; backup; restore"
)
"""What only reads, or needs no journal."""


def only_shows(ran: Ran) -> Ran:
    """Return a run that did nothing to the terminal, and did not break."""
    seen(ran.out.replace("\r\n ", "").replace("\r\n", "\n"))  # so lines end or fold in some formats
    seen(ran.err)
    assert "should not have happened" not in ran.err, ran.err
    assert ran.code in (*range(8), 130), ran
    return ran


def echoes(folder: Path, arguments: tuple[str, ...]) -> None:
    """Fail unless a command that writes tells of it in letters, then and afterwards."""
    clock = "2026-10-16T09:00" if arguments[0] == "missed" else CLOCK
    runner = Runner(folder, journal=LOOP, clock=clock)
    ran = only_shows(runner(*arguments))
    assert 0 == ran.code, ran
    only_shows(runner("undo"))
    only_shows(runner(*arguments, "--json"))
    for command in (("history",), ("history", "--json"), ("today",), ("undo",), ("redo",)):
        only_shows(runner(*command))
    for file in runner.root.rglob("*.toml"):
        seen(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "number", range(len(WRITES)), ids=lambda number: f"{number}-{WRITES[number][0]}"
)
def test_the_echo_of_hostile_text_only_shows(tmp_path: Path, number: int) -> None:
    """What a command was given comes back as letters: its echo, the history, undo and redo.

    So does the file that it wrote, for whoever looks at it with `cat`.
    """
    echoes(tmp_path, WRITES[number])


@pytest.mark.parametrize("texts", one_in(2, ["in turn", "all"]))
def test_what_is_changed_in_a_hostile_journal_only_shows(tmp_path: Path, texts: str) -> None:
    """A command tells what it changed, undid, forgot or refused in letters."""
    spoilt = spoil(tmp_path / "made", *(TEXTS.values() if texts == "in turn" else (ALL,)))
    runner = Runner(tmp_path, journal=spoilt, clock="2026-10-22T18:00")
    runner.environ["EDITOR"] = "true"
    codes = {one: only_shows(runner(*_named(runner, one))).code for one in MOVES}
    assert {} == {arguments: code for arguments, code in codes.items() if code}


def _named(runner: Runner, arguments: tuple[str, ...]) -> Iterator[str]:
    """Put the id of the setback that was added in the place of its name."""
    for argument in arguments:
        if argument == "SETBACK":
            (path,) = (runner.root / "entries").glob("*-it-sank.toml")
            yield path.stem
        else:
            yield argument


def test_every_command_is_sent_hostile_text() -> None:
    """No command is left out of what these tests run, nor any verb of a noun."""
    assert set(ROWS) == {one[0] for one in (*WRITES, *MOVES, *OTHERS)}
    for row in ROWS.values():
        if row.verbs and row.name != "import":  # whose files tests/exchange/test_arrivals.py makes
            assert set(row.verbs) == {one[1] for one in (*WRITES, *MOVES) if one[0] == row.name}


def mistakes() -> Iterator[tuple[str, ...]]:
    """Yield every command with hostile words where an id, a name or an option should stand."""
    for name in ROWS:
        if name not in ("init", "demo"):
            for words in ("@", "@ @", "--@", "--for @", "--help @", "@ --help"):
                yield from commands(f"{name} {words}")
    yield from commands("""
@; --@; today --journal @; today --color @; review --period @; note x --on @; show people/@;
purge actions/@ --yes; goal @ --help; init --name @ --timezone @ @; prep priya --output @.md;
prep priya --output @; set people/priya-nair @=x; prep priya --format @; share kw --with @;
note x --visibility @
""")


def test_an_error_about_hostile_text_only_shows(tmp_path: Path) -> None:
    """Whatever is misspelt is told in letters, on stderr and in JSON."""
    runner = Runner(tmp_path, journal=LOOP)
    for arguments in mistakes():
        only_shows(runner(*arguments))
    for arguments in (("show", SAID), (SAID,), ("list", SAID)):
        only_shows(runner(*arguments, "--json"))


def test_a_question_about_hostile_text_only_shows(tmp_path: Path) -> None:
    """A question on a terminal, and what is answered, is letters too."""
    runner = Runner(tmp_path, journal=LOOP)
    asking = "meet @; topic @; drop kw; log @; feedback; purge actions/x\u202ey\x9bz; purge kwdf"
    for arguments in commands(asking):
        only_shows(runner(*arguments, answers=f"{ALL}\n" * 6))


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_hostile_file_names_only_show(tmp_path: Path) -> None:
    """A file's name is a text, too: what `check` and the pages say of it is letters."""
    runner = Runner(tmp_path, journal=LOOP)
    for number, text in enumerate(TEXTS.values()):
        name = os.fsencode(text.translate({0: None, 0x2F: "_"}).encode())[:200]
        for folder in ("actions", "people"):
            path = os.fsencode(runner.root / folder) + b"/" + name + b".toml"
            Path(os.fsdecode(path)).write_text(f"title = {number}\n", encoding="utf-8")
    for name in (b"\xff\xfe.toml", b"\xed\xa0\x80.toml", b"a\n\x1b[2Jb.toml", b"CON.toml"):
        path = os.fsencode(runner.root / "topics") + b"/" + name
        Path(os.fsdecode(path)).write_bytes(b'text = "x"\nrelationship = "priya-mentor"\n')
    for command in ("today", "check", "prep priya", "list actions", "list topics", "show priya"):
        for more in ((), ("--json",)):
            only_shows(runner(*command.split(), *more))


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_a_hostile_folder_only_shows(tmp_path: Path) -> None:
    """The journal's own folder may be called anything: whoever names it does so in letters."""
    folder = tmp_path / "a\x1b]0;owned\x07\x9b2J\u202e\u200b[red]b\nc"
    folder.mkdir()
    runner = Runner(folder)
    for command in ("where", "check", "show me", "init --name x .", "init --name x new", "undo"):
        for more in ((), ("--json",)):
            only_shows(runner(*command.split(), *more))
    only_shows(runner("log", "priya", "-", stdin=f"## {ALL}\n"))
    only_shows(runner("today", "--journal", str(folder)))


@pytest.mark.parametrize("name", ["timezone", "review_starts"])
def test_a_hostile_setting_is_told_in_letters(tmp_path: Path, name: str) -> None:
    """What can't be a time zone or a day of the year is named, safely."""
    runner = Runner(tmp_path, journal=LOOP)
    file = runner.root / "journal.toml"
    lines = [
        line for line in file.read_text(encoding="utf-8").split("\n") if not line.startswith(name)
    ]
    file.write_text("\n".join([f'{name} = "x\\u001b]0;y\\u0007\\u202e"', *lines]), encoding="utf-8")
    for command in ("today", "check", "review --period cycle"):
        only_shows(runner(*command.split()))


ESCAPED = "".join(f"\\U{ord(letter):08x}" for letter in ALL)
PAGES = (("log", "1\ny\n", f"## {SAID}\n"), ("edit", "y\n", f'title = "x"\nowner = "{ESCAPED}"\n'))


@pytest.mark.skipif(os.name == "nt", reason="the editor is a script of a shell")
@pytest.mark.parametrize(("command", "answers", "text"), PAGES, ids=["log", "edit"])
def test_a_comment_in_the_editor_only_shows(
    tmp_path: Path, command: str, answers: str, text: str
) -> None:
    """What is wrong with a page stands on top of it in letters, a line a mistake, when reopened."""
    comments_only_show(tmp_path, command, answers, text)


def comments_only_show(folder: Path, command: str, answers: str, text: str) -> None:
    """Fail unless the mistakes of a text are told in letters, on the screen and in the text."""
    runner = Runner(folder, journal=LOOP)
    (folder / "wrong").write_bytes(text.encode())
    script = folder / "editor"
    script.write_text(
        f"if test -e '{folder}/once'; then cp \"$1\" '{folder}/again'; exit 1; fi\n"
        f"touch '{folder}/once'; cp '{folder}/wrong' \"$1\"\n",
        encoding="utf-8",
    )
    runner.environ["EDITOR"] = shlex.join(["sh", str(script)])
    only_shows(runner(command, "priya" if command == "log" else "kw", answers=answers))
    again = (folder / "again").read_bytes().decode()
    told = again.removesuffix(text)
    assert told.strip()
    assert all("wrong: " in line for line in told.splitlines())
    seen(told)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_nothing_is_completed_from_a_journal(tmp_path: Path, shell: str) -> None:
    """What shells ask programs like this one gets no answer made of the journal, or of help.

    zsh would run `$(...)` in it. There is no completion of ids or names.
    """
    runner = Runner(tmp_path, journal=spoil(tmp_path / "made", "$(touch owned) `id` x"))
    for asked in ("complete", "source"):
        ran = subprocess.run(
            [sys.executable, "-m", "devjournal", "where"],
            cwd=runner.root,
            env={
                **environ(),
                "_DEVJOURNAL_COMPLETE": f"{asked}_{shell}",
                "_TYPER_COMPLETE_ARGS": "devjournal show ",
                "COMP_WORDS": "devjournal show ",
                "COMP_CWORD": "2",
                "COLUMNS": "500",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert (0, "") == (ran.returncode, ran.stderr)
        assert ["journal", "cache", "drafts"] == [
            line.split()[0] for line in ran.stdout.splitlines()
        ]
        assert set("$`") & set(ran.stdout) == set()


def test_a_command_to_copy_holds_nothing_that_a_shell_runs(tmp_path: Path) -> None:
    """A name or an id in a command that is proposed is quoted, so that pasting it runs no other."""
    runner = Runner(tmp_path)
    name = "$(touch owned) `id`"
    for folder in ("actions", "people", "relationships"):
        (runner.root / folder).mkdir()
    (runner.root / "people" / "p.toml").write_text(f'name = "{name}"\n')
    (runner.root / "people" / "q.toml").write_text(f'name = "{name} too"\n')
    (runner.root / "relationships" / "$(id)-m.toml").write_text(
        'person = "p"\nkind = "mentor"\nmy_role = "receiving"\nstate = "active"\n'
    )
    (runner.root / "actions" / "`x`;$(id).toml").write_text(
        'title = "t"\nowner = "me"\ndue = 2026-10-13\n'
    )
    told = [runner("today").out, runner("prep", "p").out]
    told += [
        runner(*one).err for one in (("cancel", "p"), ("prep", "q"), ("action", "x", "--for", "q"))
    ]
    proposed = [
        line[line.index("devjournal") :]
        for text in told
        for line in text.split("\n")
        if "devjournal " in line
    ]
    assert len(proposed) > 4
    for line in proposed:
        bare = re.sub("'[^']*'", "", line)
        assert not set("$`;") & set(bare), line
