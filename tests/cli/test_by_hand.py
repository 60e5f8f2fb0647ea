"""Files changed by hand: what stays of them, and what is said of a bad one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

GOAL = "goals/lead-the-readout.toml"
COMMENTED = """\
# The one that matters this year.
title = "Lead the readout"   # in those words
relationship = "priya-mentor"
colour = "teal"

# how it goes
[[checkins]]
on = 2026-10-01
note = "slow"
"""


@pytest.fixture
def commented(loop: Runner) -> Runner:
    """Return the loop, whose goal has comments and a key that the program doesn't know."""
    (loop.root / GOAL).write_text(COMMENTED, encoding="utf-8")
    return loop


def test_a_rename_moves_the_file_byte_for_byte(commented: Runner) -> None:
    """Comments, order and unknown keys stay, and links follow; what calendars know comes to it."""
    commented.ok("action", "Rebuild slide 2", "--goal", "lead-the-readout")
    commented.ok("rename", "lead-the-readout", "readout")
    assert GOAL not in commented.files()
    after = commented.files()["goals/readout.toml"].decode()
    assert COMMENTED == re.sub('identity = "[0-9a-f]{16}"\n', "", after, count=1)
    assert "readout" == commented.newest("actions")["goal"]


def test_only_what_was_changed_changes(commented: Runner) -> None:
    """A link that follows a rename, or a field that is set, leaves the rest as it was."""
    commented.ok("rename", "priya-mentor", "priya")
    followed = COMMENTED.replace("priya-mentor", "priya")
    assert followed.encode() == commented.files()[GOAL]
    commented.ok("set", "lead", "commitment=9")
    after = (commented.root / GOAL).read_text(encoding="utf-8")
    assert followed == after.replace("commitment = 9\n", "")


def test_a_renamed_relationship_leaves_its_old_name_nowhere(loop: Runner) -> None:
    """Neither in a file nor in the name of one, and no file is lost."""
    before = loop.files()
    loop.ok("rename", "priya-mentor", "priya")
    after = loop.files()
    named = [path for path, data in after.items() if b"priya-mentor" in data or "mentor" in path]
    assert ([], len(before)) == (named, len(after))


def test_a_file_named_by_hand_is_brought_in_form(loop: Runner) -> None:
    """A file that a person named in their own way can be given the program's form."""
    path = loop.root / "goals" / "Lead The Readout.toml"
    (loop.root / GOAL).rename(path)
    loop.ok("rename", "goals/Lead The Readout")
    assert ((loop.root / GOAL).exists(), path.exists()) == (True, False)


@pytest.mark.parametrize("name", ["ines", "Ines Ferrar", "ines-mentor"])
def test_a_candidate_is_activated_by_any_of_its_names(runner: Runner, name: str) -> None:
    """`relationship start` takes up what is there, and keeps what was known of it."""
    runner.ok("person", "add", "Ines Ferrar")
    path = runner.root / "relationships" / "ines-mentor.toml"
    path.parent.mkdir()
    path.write_text(
        'person = "ines-ferrar"\nkind = "mentor"\nmy_role = "receiving"\npurpose = "p"\n'
    )
    runner.ok("relationship", "start", name)
    facts = runner.file("relationships/ines-mentor.toml")
    assert ("active", "p", "2026-10-14") == (facts["state"], facts["purpose"], str(facts["start"]))


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ("list actions", "Cost-to-serve"),
        ("list actions --json", "Cost-to-serve"),
        ("search serve", "kwdf"),
        ("search zebra", ""),
        ("prep priya", "Cost-to-serve"),
        ("prep priya --json", '"kind": "agenda"'),
    ],
)
@pytest.mark.parametrize(
    ("text", "place", "line"),
    [
        ("title = \n", ":1:", "title ="),
        ('title = "x"\nowner = "me"\ndue = 5\n', ":3:7: ", "due = 5"),
    ],
    ids=["syntax", "type"],
)
def test_a_bad_file_is_shown_and_hides_nothing_else(
    loop: Runner, arguments: str, shown: str, text: str, place: str, line: str
) -> None:
    """Exit 4 with path:line:col, the line and a caret; the good records are there, none is lost."""
    (loop.root / "actions" / "zzzz-bad.toml").write_text(text, encoding="utf-8")
    before = loop.files()
    ran = loop(*arguments.split())
    assert (4, True) == (ran.code, shown in ran.out), ran
    assert f"actions/zzzz-bad.toml{place}" in ran.err
    _, below = ran.err.partition(line)[2].split("\n")[:2]
    assert "^" == below.strip()
    assert before == loop.files()
    loop.ok("list", "goals")
    loop.ok("done", "bx")


@pytest.mark.parametrize(
    "arguments", [["delete", "kwdf"], ["rename", "kwdf", "x"], ["rename", "lead", "broken"]]
)
def test_while_a_file_cannot_be_read_no_name_goes(loop: Runner, arguments: list[str]) -> None:
    """It may link to what is renamed or deleted, or bear the new id: exit 4 names it."""
    (loop.root / "goals" / "broken.toml").write_text("title = ", encoding="utf-8")
    before = loop.files()
    ran = loop(*arguments)
    assert (4, True) == (ran.code, "goals/broken.toml" in ran.err)
    assert before == loop.files()


@pytest.mark.parametrize(
    ("broken", "arguments"),
    [
        ("actions/kwdf-cost-to-serve-draft-for-priya.toml", ["done", "kw"]),
        ("relationships/priya-mentor.toml", ["prep", "priya"]),
        ("relationships/priya-mentor.toml", ["topic", "priya-mentor", "x"]),
        ("people/priya-nair.toml", ["meet", "Priya Nair", "--as", "mentor", "--purpose", "x"]),
        ("people/priya-nair.toml", ["feedback", "Well done", "--from", "priya"]),
        ("relationships/priya-mentor.toml", ["meet", "Priya", "--as", "mentor", "--purpose", "x"]),
        ("journal.toml", ["prep", "priya"]),
    ],
)
def test_asking_for_the_broken_record_itself_names_its_file(
    loop: Runner, broken: str, arguments: list[str]
) -> None:
    """Exit 4, and the file keeps its bytes."""
    (loop.root / broken).write_text("= broken", encoding="utf-8")
    before = loop.files()
    ran = loop(*arguments)
    assert 4 == ran.code, ran
    assert f"{broken}:1:1: " in ran.err
    assert before == loop.files()


@pytest.mark.parametrize(
    ("new", "code"), [("me", 2), ("🚀", 2), ("../..", 2), ("cut-cost", 0), ("taken", 7)]
)
def test_what_cannot_be_an_id_is_refused(loop: Runner, new: str, code: int) -> None:
    """Misuse is 2, a taken id 7, and nothing is written; another kind's id is free."""
    loop.ok("goal", "add", "Taken")
    before = loop.files()
    assert code == loop("rename", "lead-the-readout", new).code
    assert (code == 0) == (before != loop.files())
    assert 7 == loop("rename", "me", "x").code
