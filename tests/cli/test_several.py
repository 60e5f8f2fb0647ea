"""Several records by one command: one commit for all of them, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

TWO = ("bcdf", "ghjk")


@pytest.fixture
def three(runner: Runner) -> Runner:
    """Return the program on a journal with three open actions."""
    for title in ("One", "Two", "Three"):
        runner.ok("action", title)
    return runner


@pytest.mark.parametrize(
    ("command", "flags"),
    [
        ("done", ()),
        ("drop", ("--why", "enough")),
        ("delete", ()),
        ("share", ("--with", "manager")),
        ("unshare", ()),
    ],
)
def test_several_records_are_one_step(three: Runner, command: str, flags: tuple[str, ...]) -> None:
    """Each is told, named twice is once, and one undo takes all of it back to the byte."""
    before = three.files()
    ran = three.ok(command, *TWO, "bcdf", *flags)
    assert 2 == ran.err.count("✓")
    changed = {path for path, data in before.items() if three.files().get(path) != data}
    assert {"actions/bcdf-one.toml", "actions/ghjk-two.toml"} == changed
    three.ok("undo")
    assert before == three.files()


@pytest.mark.parametrize(
    ("command", "code"), [("done", 3), ("drop", 3), ("delete", 3), ("reopen", 3), ("unshare", 3)]
)
def test_a_wrong_id_among_them_is_named_and_nothing_is_done(
    three: Runner, command: str, code: int
) -> None:
    """The right ones before it are not changed either."""
    before = three.files()
    ran = three(command, "bcdf", "zzzz")
    assert (code, before, True) == (ran.code, three.files(), "'zzzz'" in ran.err)


def test_one_that_is_refused_keeps_the_others(three: Runner) -> None:
    """A promise that is done already is 7, and the one beside it stays open."""
    three.ok("done", "bcdf")
    before = three.files()
    assert 7 == three("done", "ghjk", "bcdf").code
    assert before == three.files()


def test_several_can_be_reopened(three: Runner) -> None:
    """What was done by one command is opened by one."""
    before = three.files()
    three.ok("done", *TWO)
    three.ok("reopen", *TWO)
    assert before == three.files()


def test_records_that_link_to_each_other_go_together(runner: Runner) -> None:
    """The links between them are no hindrance, one from elsewhere is, in whatever order."""
    runner.ok("meet", "Ana Ito", "--as", "mentor", "--purpose", "x")
    before = runner.files()
    for both in (("ana-ito", "ana-mentor"), ("ana-mentor", "ana-ito")):
        runner.ok("delete", *both)
        assert ["journal.toml"] == [*runner.files()]
        runner.ok("undo")
        assert before == runner.files()
    runner.ok("action", "Send it", "--for", "ana")
    ran = runner("delete", "ana-ito", "ana-mentor")
    assert (7, True) == (ran.code, "delete ana-ito ana-mentor --with-links" in ran.err)
    runner.ok("delete", "ana-ito", "ana-mentor", "--with-links")
    assert "relationship" not in runner.newest("actions")


def test_each_is_shared_with_the_relationship_it_belongs_to(runner: Runner) -> None:
    """Without a reader each goes to its own; the words of the step name both."""
    for name in ("Ana Ito", "Bo Lund"):
        runner.ok("meet", name, "--as", "mentor", "--purpose", "x")
        runner.ok("topic", name, f"A worry for {name}", "--kind", "concern")
    runner.ok("share", "bcdf", "ghjk")
    shared = [runner.file(path)["visibility"] for path in runner.files() if "topics/" in path]
    assert [["ana-mentor"], ["bo-mentor"]] == shared
    assert "shared with ana-mentor, bo-mentor: bcdf" in runner.ok("history").out


def test_every_reader_of_each_is_told(runner: Runner) -> None:
    """Of many readers the pages of the first are told, and all others by name, for each record."""
    readers = [f"{name}-mentor" for name in ("ana", "bo", "cy", "eve")]
    for name in ("Ana Ito", "Bo Lund", "Cy Moss", "Eve Rook"):
        runner.ok("meet", name, "--as", "mentor", "--purpose", "x")
    for text in ("One", "Two"):
        runner.ok("note", text)
    with_all = [word for reader in readers for word in ("--with", reader)]
    said = runner.ok("share", *TWO, *with_all).said
    assert 'bcdf "One": ana-mentor now sees the day, text' in said
    assert 'bcdf "One": also now seen by eve-mentor' in said
    assert 'ghjk "Two": also now seen by ana-mentor, bo-mentor, cy-mentor, eve-mentor' in said
    said = runner.ok("unshare", "bcdf").said
    assert "also no longer seen by eve-mentor" in said


def test_the_step_names_a_few_and_counts_the_rest(runner: Runner) -> None:
    """Of many it says how many more there are."""
    for number in range(6):
        runner.ok("action", f"Do {number}")
    listed = runner.ok("list", "actions").out.splitlines()
    runner.ok("done", *(row.partition("\t")[0] for row in listed))
    assert "3 more" in runner.ok("history", "--limit", "1").out
