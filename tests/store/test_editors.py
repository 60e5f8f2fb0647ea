"""Schemas for editors in a journal, and the checkers of two editors that hold files to them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from devjournal.models.registry import KINDS
from devjournal.store.editors import OURS, SCHEMAS, bring_schemas
from tests.exchange.readers import READERS_FOLDER, need
from tests.runner import JOURNALS, Runner

CHECKERS = {"tombi": ("lint", "--offline"), "taplo": ("lint",)}


@pytest.fixture
def maya(tmp_path: Path) -> Runner:
    """Return the example journal, as `check --fix` leaves it."""
    runner = Runner(tmp_path, journal=JOURNALS["maya"])
    bring_schemas(runner.root)
    return runner


def test_a_new_journal_has_them(tmp_path: Path) -> None:
    """One for each kind, where git does not look, and the settings that lead there."""
    runner = Runner(tmp_path)
    new = tmp_path / "new"
    runner.ok("init", str(new), "--name", "Robin")
    assert {f"{kind}.json" for kind in KINDS} == {one.name for one in (new / SCHEMAS).iterdir()}
    assert "*\n" == (new / ".devjournal" / ".gitignore").read_text()
    for name in ("tombi.toml", ".taplo.toml"):
        text = (new / name).read_text()
        assert text.startswith(OURS)
        assert all(f'"{SCHEMAS}/{kind}.json"' in text for kind in KINDS)
    runner.ok("check", "--journal", str(new), "--strict")


def test_check_fix_brings_them_up_to_date(maya: Runner) -> None:
    """What another version wrote is written anew; what is so already stays, and no word of it."""
    old = maya.root / SCHEMAS / "goal.json"
    meant = old.read_bytes()
    old.write_text("{}")
    (maya.root / "tombi.toml").write_text(f"{OURS}\n")
    assert ".devjournal/schemas" in maya.ok("check", "--fix").said
    assert meant == old.read_bytes()
    before = {path: path.stat().st_mtime_ns for path in maya.root.rglob("*")}
    assert "Tombi" not in maya.ok("check", "--fix").said
    assert before == {path: path.stat().st_mtime_ns for path in maya.root.rglob("*")}


@pytest.mark.parametrize("name", ["tombi.toml", ".taplo.toml"])
@pytest.mark.parametrize("theirs", ['toml-version = "v1.0.0"\n', "", "\udcff"])
def test_settings_of_somebodys_own_stay(maya: Runner, name: str, theirs: str) -> None:
    """They are never written over, and named; the schemas are there for them."""
    file = maya.root / name
    file.write_bytes(theirs.encode(errors="surrogateescape"))
    (maya.root / SCHEMAS / "goal.json").unlink()
    assert f"{name} is your own" in maya.ok("check", "--fix").said
    assert theirs.encode(errors="surrogateescape") == file.read_bytes()
    assert (maya.root / SCHEMAS / "goal.json").exists()


def test_a_link_in_the_place_of_the_folder_is_refused(maya: Runner, tmp_path: Path) -> None:
    """Nothing is written where it leads."""
    elsewhere = tmp_path / "elsewhere"
    (maya.root / ".devjournal").rename(elsewhere)
    (maya.root / ".devjournal").symlink_to(elsewhere)
    (elsewhere / "schemas" / "goal.json").unlink()
    assert 7 == maya("check", "--fix").code
    assert not (elsewhere / "schemas" / "goal.json").exists()


def checked(root: Path, checker: str, *files: str) -> str:
    """Return what a checker says of files, "" if nothing is wrong."""
    program = need(READERS_FOLDER / "venv" / "bin" / checker, checker)
    ran = subprocess.run(
        [program, *CHECKERS[checker], *files],
        cwd=root,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    said = re.sub(r"\x1b\[[0-9;]*m", "", ran.stdout + ran.stderr)
    return said if ran.returncode or "Warning" in said else ""


@pytest.mark.slow
@pytest.mark.parametrize("journal", ["maya", "signe"])
@pytest.mark.parametrize("checker", CHECKERS)
def test_every_record_of_the_examples_is_right(tmp_path: Path, journal: str, checker: str) -> None:
    """Both checkers find the schemas, and nothing wrong."""
    root = Runner(tmp_path, journal=JOURNALS[journal]).root
    bring_schemas(root)
    assert "" == checked(root, checker)


MEETING = 'relationship = "priya-mentor"\nat = '
BOUND = 'person = "priya-nair"\nkind = "mentor"\nmy_role = "receiving"\n'
ACTION = 'title = "x"\nowner = "me"\n'
NOTE = 'on = 2026-10-01\nkind = "note"\ntext = "x"\n'
RIGHT = {
    "meetings": (
        f"{MEETING}2026-10-15T15:00:00+01:00\n",
        f"{MEETING}2026-10-15 15:00:00Z\n",
        f"{MEETING}2026-10-15T15:00:00\n",  # in the journal's zone
    ),
    "relationships": (f"{BOUND}time = 15:00:00\n",),
    "goals": ('title = "x"\nbaseline = 6.10\ntarget = 3\nvisibility = ["manager"]\n',),
    "entries": (NOTE,),
}


@pytest.mark.slow
@pytest.mark.parametrize("checker", CHECKERS)
def test_what_the_two_disagree_on_is_right_for_both(maya: Runner, checker: str) -> None:
    """Moments with an offset and without, times, numbers and lists, each as TOML writes it."""
    for folder, texts in RIGHT.items():
        for text in texts:
            (maya.root / folder / "zz.toml").write_text(text)
            assert "" == checked(maya.root, checker, f"{folder}/zz.toml")


TELLS_NO_TEXT = "taplo, which takes a day and a time for texts"
TELLS_NO_KEY = "taplo, which says nothing of keys that it does not know"
WRONG = {
    "a state": ("actions", f'{ACTION}state = "dune"\n', "dune"),
    "a text for a day": ("actions", f'{ACTION}due = "friday"\n', "due"),
    "a moment for a day": ("actions", f"{ACTION}due = 2026-10-10T10:00:00Z\n", "due"),
    "a day in quotes": ("actions", f'{ACTION}due = "2026-10-10"\n', TELLS_NO_TEXT),
    "a time in quotes": ("relationships", f'{BOUND}time = "15:00"\n', TELLS_NO_TEXT),
    "a text for a time": ("relationships", f'{BOUND}time = "soon"\n', "time"),
    "a text for a moment": ("meetings", f'{MEETING}"soon"\n', "at"),
    "a day for a moment": ("meetings", f"{MEETING}2026-10-15\n", "at"),
    "a text for a number": ("meetings", f'{MEETING}2026-10-15T15:00:00Z\nminutes = "45"\n', "45"),
    "an unknown key": ("actions", f"{ACTION}duee = 2026-10-10\n", TELLS_NO_KEY),
    "a missing field": ("actions", 'owner = "me"\n', "title"),
    "a number out of its range": ("goals", 'title = "x"\ncommitment = 11\n', "11"),
    "a part for a whole": ("goals", 'title = "x"\ncommitment = 3.5\n', "3.5"),
    "a number for a text": ("goals", "title = 3\n", "3"),
    "a text for a switch": ("goals", 'title = "x"\nstretch = "yes"\n', "yes"),
    "no kind of entry": ("entries", 'on = 2026-10-01\nkind = "nope"\ntext = "x"\n', "nope"),
    "a choice of an entry": (
        "entries",
        'on = 2026-10-01\nkind = "win"\ntext = "x"\nscale = "galaxy"\n',
        "galaxy",
    ),
    "inside a list of tables": ("goals", 'title = "x"\n[[checkins]]\non = "today"\n', "today"),
    "true for 1": (".", 'schema = true\nname = "x"\n', "schema"),
    "a setting": (".", 'schema = 1\nname = "x"\n[settings]\nweek_starts = "noon"\n', "noon"),
}


@pytest.mark.slow
@pytest.mark.parametrize("checker", CHECKERS)
def test_what_is_wrong_is_found(maya: Runner, checker: str) -> None:
    """By both, but for what Taplo can't tell; and `check` of the program finds it all."""
    for name, (folder, text, told) in WRONG.items():
        file = maya.root / folder / ("journal.toml" if folder == "." else "zz.toml")
        before = file.read_bytes() if file.exists() else None
        file.write_text(text)
        said = checked(maya.root, checker, f"{folder}/{file.name}")
        assert bool(said) == (not told.startswith(checker)), (name, said)
        assert file.name in maya("check").out, name
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)
