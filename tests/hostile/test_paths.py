from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import pytest

from devjournal.store import files, history
from tests.hostile.canary import FOREIGN, IDS, LINKS, LOGS, Canary, Trap, one_in
from tests.hostile.texts import commands

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")

READING = commands("""
today; list actions --all; list people; show kw; show actions/x; prep priya;
review --since 2024-01-01; history; history --json; check; check --json
""")
WRITING = commands("""
undo; redo; action Tea --for priya; done kw; set actions/x title=y; edit actions/x; edit kw;
set me aspiration=y; person add X; log priya --extra --note x; rename actions/x y;
rename relationships/priya-mentor priya; delete actions/x --with-links; check --fix; undo; redo;
purge actions/kwdf-cost-to-serve-draft-for-priya --yes; purge actions/x --yes
""")
FEW = (("list", "actions"), ("history",), ("undo",), ("redo",), ("check", "--fix"), ("note", "x"))


@pytest.fixture
def canary(tmp_path: Path) -> Canary:
    """Return the program on a journal with strangers' files around it."""
    return Canary(tmp_path)


@pytest.mark.parametrize("name", one_in(2, LINKS))
def test_a_link_leads_nowhere(canary: Canary, name: str) -> None:
    """Whatever in a journal is a link, nothing outside is told of, taken in or changed."""
    LINKS[name](canary)
    for arguments in READING + WRITING:
        canary.run(*arguments)


@pytest.mark.parametrize("name", one_in(7, LOGS))
def test_a_log_writes_nowhere_else(canary: Canary, name: str) -> None:
    """A log that names what is no record is damaged, and nothing of it is ever carried out."""
    LOGS[name](canary)
    before = canary.inside()
    for arguments in FEW[:4]:
        canary.run(*arguments)
    assert before == canary.inside()
    assert "damaged" in canary.run("check").out
    canary.run("check", "--fix")
    assert 0 == canary.run("note", "x").code


def test_odd_ids_in_links_and_names_lead_nowhere(canary: Canary) -> None:
    """A link is compared with ids, never followed; a name that is no id is no record."""
    IDS["links and names"](canary)
    for arguments in READING + WRITING:
        canary.run(*arguments)
    for number in range(len(FOREIGN)):
        for command in (("done", f"odd{number}"), ("edit", f"odd{number}")):
            canary.run(*command)


SAID = {path.removesuffix(".toml") for path in FOREIGN if "\0" not in path}


@pytest.mark.parametrize("id_", one_in(5, sorted(SAID)))
def test_an_id_that_is_said_leads_nowhere(canary: Canary, id_: str) -> None:
    """No command finds a file by an id that is a path, nor makes a draft that is elsewhere."""
    for command in ("show", "done", "edit", "drop", "share", "prep", "log", "topic"):
        more = ("x",) if command == "topic" else ()
        assert 0 != canary.run(command, id_, *more).code
    for arguments in commands("""
set ID title=x; rename ID x; delete ID --with-links; purge ID --yes; purge actions/ID --yes;
action x --goal ID; meet ID --as mentor --purpose ID; log priya -; rename kw ID
"""):
        canary.run(*(one.replace("ID", id_) for one in arguments))


PLACES = (
    *(" ", "..", "../around", "../around/actions", "../journal/../around", "journal.toml"),
    *("actions", "~nobody-of-that-name", "~nobody-of-that-name/x", "/dev/null", "/dev/null/x"),
    *("/proc/self/fd/0", "\x1b]0;x\x07", "\n", "-", "//", "x" * 300, "x/" * 3000),
)


@pytest.mark.parametrize("place", one_in(3, PLACES))
def test_a_journals_place_that_is_none(canary: Canary, place: str) -> None:
    """An odd place is looked at, told safely and never made a journal by a command."""
    commands = (("today",), ("note", "x"), ("undo",), ("check", "--fix"))
    for command in commands:
        canary.run(*command, "--journal", place)
    canary.runner.environ["DEVJOURNAL_DIR"] = place
    for command in commands:
        canary.run(*command)


@pytest.mark.parametrize("place", ["~nobody-of-that-name/x", "/dev/null", "/dev/null/x", "x" * 300])
def test_a_new_journal_is_made_nowhere_odd(canary: Canary, place: str) -> None:
    """`init` refuses a place that can't be a folder; `~nobody` is a name like any other."""
    ran = canary.runner("init", "--name", "Robin Vale", place)
    assert "should not have happened" not in ran.err
    made = [path for path in canary.root.rglob("journal.toml") if path.parent != canary.root]
    assert [canary.root / place / "journal.toml"] * ("~nobody" in place) == made


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
@pytest.mark.parametrize(
    "name", ["lock", "redo.json", "history", "history/00000001-abababababab.json"]
)
@pytest.mark.timeout(20)
def test_a_pipe_among_the_programs_own_files(canary: Canary, name: str) -> None:
    """Nobody waits for what a pipe of that name never says."""
    os.mkfifo(canary.state(*name.split("/")))
    for arguments in FEW:
        canary.run(*arguments)


def _let_through(*_: object, **__: object) -> tuple[str, ...]:
    """Refuse nothing, and find no link."""
    return ()


def _holds(canary: Canary) -> bool:
    try:
        for arguments in READING + WRITING:
            canary.run(*arguments)
    except AssertionError:
        return False
    return True


OUTSIDE = ((files, "refuse_outside", _let_through),)
NO_LINKS = ((history, "links_of_state", _let_through),)
FOLLOWED = ((files, "_SAFELY", 0), (files, "_refuse_irregular", _let_through))
ANY_PATH = ((history, "is_target", lambda _: True),)
NO_ALARM = ((importlib.import_module("devjournal.store.transaction"), "refuse_link", _let_through),)
SABOTAGE: tuple[tuple[str, Trap, tuple[tuple[object, str, object], ...]], ...] = (
    ("folder", LINKS["folder actions"], OUTSIDE),
    ("folder, written", LINKS["folder actions"], NO_ALARM),
    ("record", LINKS["record"], OUTSIDE),
    ("profile", LINKS["profile"], OUTSIDE),
    ("history", LINKS[".devjournal/history"], NO_LINKS),
    ("damaged", LINKS[".devjournal/damaged"], NO_LINKS),
    ("state", LINKS[".devjournal"], NO_LINKS),
    ("redo.json", LINKS[".devjournal/redo.json"], FOLLOWED),
    ("log", LOGS["redo.json '../around/actions/x.toml'"], ANY_PATH),
    ("step undone", LOGS["undone '../around/actions/y.toml'"], ANY_PATH),
    ("step done", LOGS["history '../around/actions/y.toml'"], ANY_PATH),
)


@pytest.mark.parametrize(
    ("trap", "broken"), [row[1:] for row in SABOTAGE], ids=[r[0] for r in SABOTAGE]
)
def test_a_broken_guard_is_noticed(
    canary: Canary,
    monkeypatch: pytest.MonkeyPatch,
    trap: Trap,
    broken: tuple[tuple[object, str, object], ...],
) -> None:
    """With a guard taken away, what the tests here look at is no longer as it was."""
    trap(canary)
    for place, name, instead in broken:
        monkeypatch.setattr(place, name, instead)
    assert not _holds(canary)
