from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.runner import Runner


def test_prep_twice_is_the_same_and_writes_nothing(loop: Runner) -> None:
    """An agenda is computed, never stored: the journal's files stay as they are."""
    before = loop.files()
    first = loop.ok("prep", "priya").out
    assert first == loop.ok("prep", "priya").out
    assert before == loop.files()


def test_nothing_is_lost_on_the_way(loop: Runner) -> None:
    """Prepared twice, postponed, an extra meeting logged in between: every topic is still there."""
    concern = ("topic", "priya", "Is the pace right?", "--kind", "concern")
    for change in (
        concern,
        ("prep", "priya"),
        ("prep", "priya"),
        ("postpone", "priya", "--to", "22-oct 15:00"),
        ("log", "priya", "--extra", "--note", "Met her at the lift"),
    ):
        loop.ok(*change)
    out = loop.ok("prep", "priya").out
    for text in ("Q4 forecast (carried from 17 Sep)", "Is the pace right?", "Rerun her churn"):
        assert text in out
    assert "meeting 3 of 3" in out
    assert "Thu 22 Oct 2026 15:00" in out


def test_a_dropped_topic_is_off_and_a_reopened_one_on_again(loop: Runner) -> None:
    """What a person gives up and takes up."""
    loop.ok("drop", "vn")
    assert "Q4 forecast" not in loop.ok("prep", "priya").out
    loop.ok("reopen", "vnpl")
    assert "Q4 forecast" in loop.ok("prep", "priya").out


def test_share_is_the_other_sides_copy(loop: Runner) -> None:
    """Both names, no thread of mine, no letters, and how much is withheld."""
    loop.ok("topic", "priya", "Is the pace right?", "--kind", "concern")
    out = loop.ok("prep", "priya", "--share").out
    assert out.startswith("Robin Vale and Priya Nair · mentor · meeting 2 of 3")
    assert not [word for word in ("marathon", "pace", "vnpl", "bxhq") if word in out]
    assert "Q4 forecast" in out
    assert out.endswith("Withheld: 2 private items\n")


def test_for_is_the_same_as_share_for_that_relationship(loop: Runner) -> None:
    """A reader may be named."""
    shared = loop.ok("prep", "priya", "--share").out
    assert shared == loop.ok("prep", "priya", "--for", "priya-mentor").out
    assert 2 == loop("prep", "priya", "--for", "nobody").code


def test_the_page_goes_to_a_file(loop: Runner, tmp_path: Path) -> None:
    """By its ending, private, never over another without `--force`."""
    path = tmp_path / "agenda.md"
    ran = loop.ok("prep", "priya", "--output", str(path))
    assert ("", True) == (ran.out, path.read_text().startswith("# Priya Nair"))
    assert 0o600 == path.stat().st_mode & 0o777
    assert 7 == loop("prep", "priya", "--output", str(path)).code
    loop.ok("prep", "priya", "--share", "--output", str(path), "--force")
    assert path.read_text().startswith("# Robin Vale and Priya Nair")


@pytest.mark.parametrize("ending", ["pdf", "docx", ""])
def test_an_unknown_ending_needs_a_format(loop: Runner, tmp_path: Path, ending: str) -> None:
    """Exit 2; with `--format` any name will do."""
    path = tmp_path / f"agenda.{ending}"
    assert 2 == loop("prep", "priya", "--output", str(path)).code
    loop.ok("prep", "priya", "--output", str(path), "--format", "json")
    assert path.read_text().startswith("{")


def test_a_folder_that_is_not_there_is_a_disk_error(loop: Runner, tmp_path: Path) -> None:
    """Exit 6, with the path."""
    ran = loop("prep", "priya", "--output", str(tmp_path / "gone" / "agenda.md"))
    assert 6 == ran.code
    assert "agenda.md" in ran.err


def test_json_has_the_facts_and_where_they_are_from(loop: Runner) -> None:
    """Minutes that add up, and the ids of records."""
    agenda = loop.ok("prep", "priya", "--json").json
    assert agenda["minutes"] == sum(slot["minutes"] for slot in agenda["slots"])
    topics = [slot["topic"]["ref"] for slot in agenda["slots"] if slot["topic"]]
    assert "topics/vnpl-q4-forecast" in topics
    assert agenda == loop.ok("prep", "priya", "--format", "json").json


def test_without_a_plan_the_agenda_says_how_to_make_one(loop: Runner) -> None:
    """The one next step."""
    loop.ok("cancel", "priya")
    loop.ok("topic", "priya", "How?")
    out = loop.ok("prep", "priya").out
    assert "no day yet" in out
    last = out.splitlines()[-2:]
    assert ["! It has no day yet.", '  devjournal meet "Priya Nair" --next "..."'] == last


def test_a_reader_may_be_named_as_a_person_is(loop: Runner) -> None:
    """Who has one relationship with me is that reader; a stranger is none."""
    by_id = loop.ok("prep", "priya", "--for", "priya-mentor").out
    assert by_id == loop.ok("prep", "priya", "--for", "Priya Nair").out
    assert 2 == loop("prep", "priya", "--for", "Nobody").code
