from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from devjournal.cli import app
from devjournal.cli.run import System
from tests.runner import Ran, Runner


@pytest.fixture
def start(tmp_path: Path) -> Any:
    """Return the program in an empty folder, without a journal anywhere."""

    def run(*arguments: str, answers: str | None = None, **environ: str) -> Ran:
        class Stream(io.StringIO):
            def isatty(self) -> bool:
                return answers is not None

        out, err = io.StringIO(), Stream()
        system = System(
            environ={"DEVJOURNAL_TODAY": "2026-10-14T09:00", "COLUMNS": "200", **environ},
            stdin=Stream(answers or ""),
            stdout=out,
            stderr=err,
            cwd=tmp_path,
            draw=lambda alphabet: alphabet[0],
        )
        return Ran(app.execute(list(arguments), system), out.getvalue(), err.getvalue())

    return run


def test_a_journal_is_made_where_it_is_said(start: Any, tmp_path: Path) -> None:
    """The argument, else `--journal`, else DEVJOURNAL_DIR, else the platform's data folder."""
    assert 0 == start("init", "here", "--name", "Robin Vale").code
    assert 0 == start("init", "--journal", "there", "--name", "Robin Vale").code
    assert 0 == start("init", "--name", "Robin", DEVJOURNAL_DIR=str(tmp_path / "env")).code
    usual = start("init", "--name", "Robin Vale")
    assert {"here", "there", "env"} <= {path.name for path in tmp_path.iterdir()}
    assert f"a journal for Robin Vale in {Path.home()}" in usual.err
    assert 0 == start("today").code


def test_the_answers_are_in_the_file(start: Any, tmp_path: Path) -> None:
    """A name, a role, an aspiration, the zone, and the day it was made."""
    start(
        *("init", "j", "--name", "Robin Vale", "--role", "Support", "--aspiration", "Lead"),
        *("--timezone", "Europe/Dublin"),
    )
    text = (tmp_path / "j" / "journal.toml").read_text()
    for line in (
        'name = "Robin Vale"',
        'aspiration = "Lead"',
        'timezone = "Europe/Dublin"',
        "created = 2026-10-14",
        'title = "Support"',
    ):
        assert line in text


def test_the_machines_zone_is_taken_where_it_can_be_told(start: Any, tmp_path: Path) -> None:
    """A TZ that names a zone; one that is none is left unset."""
    start("init", "one", "--name", "Robin", TZ="Asia/Tokyo")
    start("init", "two", "--name", "Robin", TZ="nonsense")
    assert 'timezone = "Asia/Tokyo"' in (tmp_path / "one" / "journal.toml").read_text()
    assert "timezone" not in (tmp_path / "two" / "journal.toml").read_text()


def test_a_second_journal_in_a_folder_is_refused_before_anything_is_asked(start: Any) -> None:
    """Exit 7; nobody answers three questions for nothing."""
    start("init", "j", "--name", "Robin Vale")
    ran = start("init", "j", answers="Robin\n\n\n")
    assert 7 == ran.code
    assert "there is a journal in" in ran.err
    assert "Your name" not in ran.err


def test_a_file_is_no_folder(start: Any, tmp_path: Path) -> None:
    """Exit 2."""
    (tmp_path / "j").write_text("")
    assert 2 == start("init", "j", "--name", "Robin Vale").code


def test_a_zone_that_is_none_is_refused(start: Any, tmp_path: Path) -> None:
    """Exit 2 with an example, and no folder is made."""
    ran = start("init", "j", "--name", "Robin Vale", "--timezone", "Europe/Dublim")
    assert 2 == ran.code
    assert "such as Europe/Dublin" in ran.err
    assert not (tmp_path / "j").exists()


def test_only_the_name_is_needed(start: Any) -> None:
    """With it, nothing is asked; without it and a terminal, the flag is named."""
    assert "Your role" not in start("init", "j", "--name", "Robin", answers="").err
    ran = start("init", "k")
    assert 2 == ran.code
    assert "say it with --name" in ran.err


def test_json_says_where_it_is(start: Any, tmp_path: Path) -> None:
    """One document."""
    ran = start("init", "j", "--name", "Robin", "--json")
    assert str(tmp_path / "j") == ran.json["journal"]


def test_where_says_what_is_kept_and_where(runner: Runner) -> None:
    """The journal, the cache and the drafts; as data too."""
    ran = runner.ok("where")
    places = runner.ok("where", "--json").json
    assert str(runner.root) == places["journal"]
    assert [] == [name for name in ("journal", "cache", "drafts") if places[name] not in ran.out]
