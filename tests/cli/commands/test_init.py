from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.runner import CLOCK
from tests.terminal import Terminal, ended

if TYPE_CHECKING:
    from tests.runner import Runner


@pytest.fixture
def start(runner: Runner) -> Runner:
    """Return the program in an empty folder, without a journal anywhere."""
    (runner.root / "journal.toml").unlink()
    return runner


def test_a_journal_is_made_where_it_is_said(start: Runner) -> None:
    """The argument, else `--journal`, else DEVJOURNAL_DIR, else the platform's data folder."""
    start.ok("init", "here", "--name", "Robin Vale")
    start.ok("init", "--journal", "there", "--name", "Robin Vale")
    usual = start.ok("init", "--name", "Robin Vale")
    start.environ["DEVJOURNAL_DIR"] = str(start.root / "env")
    start.ok("init", "--name", "Robin")
    assert {"here", "there", "env"} == {path.name for path in start.root.iterdir()}
    assert f"a journal for Robin Vale in {Path.home()}" in usual.err
    del start.environ["DEVJOURNAL_DIR"]
    start.ok("today")


@pytest.mark.parametrize(("zone", "taken"), [("Asia/Tokyo", "Asia/Tokyo"), ("nonsense", None)])
def test_the_machines_zone_is_taken_where_it_can_be_told(
    start: Runner, zone: str, taken: str | None
) -> None:
    """A TZ that names a zone; one that is none is left unset."""
    start.environ["TZ"] = zone
    start.ok("init", "one", "--name", "Robin")
    assert taken == start.file("one/journal.toml").get("timezone")


def test_a_second_journal_in_a_folder_is_refused_before_anything_is_asked(start: Runner) -> None:
    """Exit 7; nobody answers three questions for nothing. A file is no folder: exit 2."""
    start.ok("init", "j", "--name", "Robin Vale")
    ran = start("init", "j", answers="Robin\n\n\n")
    assert (7, False) == (ran.code, "Your name" in ran.err)
    assert "there is a journal in" in ran.err
    assert 2 == start("init", "j/journal.toml", "--name", "Robin Vale").code


def test_answers_and_flags_make_the_same_file(start: Runner) -> None:
    """However it is told, on a real terminal too, journal.toml is the same."""
    told = ("--name", "Robin Vale", "--role", "Support", "--organisation", "Tide", "--timezone")
    start.ok("init", "told", *told, "UTC")
    terminal = Terminal(start.root / "asked", CLOCK)
    child = terminal("init", "--timezone", "UTC")
    answers = (("name", "Robin Vale"), ("role", "Support"), ("employer", "Tide"), ("go", ""))
    for question, answer in answers:
        child.expect(f"{question}.*: ")
        child.sendline(answer)
    assert 0 == ended(child)
    terminal.close()
    files = start.files()
    assert files["told/journal.toml"] == files["asked/journal.toml"]


def test_an_employer_is_that_of_a_role(start: Runner) -> None:
    """Without a role there is nothing that it could be the employer of."""
    ran = start("init", "j", "--name", "Robin Vale", "--organisation", "Tide")
    assert (2, True) == (ran.code, "add --role" in ran.err)


def test_where_says_what_is_kept_and_where(runner: Runner) -> None:
    """The journal, the cache and the drafts; as data too."""
    ran = runner.ok("where")
    places = runner.ok("where", "--json").json
    assert str(runner.root) == places["journal"]
    assert [] == [name for name in ("journal", "cache", "drafts") if places[name] not in ran.out]
