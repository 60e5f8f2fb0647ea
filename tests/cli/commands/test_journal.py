"""The commands that look at the journal as a whole: check, schema, demo, and review's flags."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from devjournal.models.registry import KINDS

if TYPE_CHECKING:
    from tests.runner import Runner


def test_a_sound_journal_has_no_problems(loop: Runner) -> None:
    """Once its files are private, there is nothing to say."""
    loop.ok("check", "--fix")
    assert "Every file is in order.\n" == loop.ok("check").out
    assert [] == loop.ok("check", "--json").json["problems"]


def test_all_problems_are_told_at_once(loop: Runner) -> None:
    """Exit 4 with each place: broken syntax, a wrong type, an unknown key, a link to nothing."""
    loop.ok("check", "--fix")
    (loop.root / "people" / "ruth-adler.toml").write_text("name = ")
    (loop.root / "people" / "dana-osei.toml").write_text("name = 5\n")
    goal = loop.root / "goals" / "lead-the-readout.toml"
    goal.write_text(goal.read_text().replace("measure =", "mesure ="))
    topic = loop.root / "topics" / "vnpl-q4-forecast.toml"
    topic.write_text(topic.read_text().replace("priya-mentor", "priya-mentr"))
    ran = loop("check")
    assert 4 == ran.code
    for place in (
        "people/ruth-adler.toml:1:",
        "people/dana-osei.toml:1:8",
        "goals/lead-the-readout.toml",
        "measure",
        "topics/vnpl-q4-forecast.toml",
        "priya-mentr",
    ):
        assert place in ran.out
    problems = loop("check", "--json").json["problems"]
    assert 2 == sum(problem["level"] == "problem" for problem in problems)


def test_warnings_alone_are_fine_unless_strict(loop: Runner) -> None:
    """Exit 0 with warnings, 4 with `--strict`."""
    loop.ok("check", "--fix")
    goal = loop.root / "goals" / "lead-the-readout.toml"
    goal.write_text(goal.read_text() + 'mood = "fine"\n', encoding="utf-8")
    goal.chmod(0o600)
    assert (0, 4) == (loop("check").code, loop("check", "--strict").code)


def test_a_newer_journal_is_read_and_not_written(loop: Runner) -> None:
    """Exit 7 on a write, and says that the program is older."""
    profile = loop.root / "journal.toml"
    profile.write_text(profile.read_text().replace("schema = 1", "schema = 2"))
    before = loop.files()
    assert loop("prep", "priya").out
    ran = loop("topic", "priya", "x")
    assert 7 == ran.code
    assert "upgrade" in (ran.err).lower()
    assert before == loop.files()


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_has_a_schema(runner: Runner, kind: str) -> None:
    """It is JSON, with fields described."""
    schema = runner.ok("schema", kind).json
    assert "description" in json.dumps(schema)


def test_schemas_come_together_and_in_one_document(runner: Runner) -> None:
    """Without a kind all of them; with `--json` as every command's document."""
    assert list(KINDS) == list(runner.ok("schema").json)
    document = runner.ok("schema", "action", "--json").json
    assert (1, "schema") == (document["schema_version"], document["kind"])


def test_a_kind_that_is_none_lists_those_there_are(runner: Runner) -> None:
    """Exit 2."""
    ran = runner("schema", "thing")
    assert 2 == ran.code
    assert "actions" in ran.err


def test_demo_shows_the_main_job(runner: Runner) -> None:
    """The dashboard, an agenda and a review, each headed by the command that made it."""
    ran = runner.ok("demo")
    heads = [line for line in ran.out.splitlines() if line.startswith("$ ")]
    assert [
        "$ devjournal today",
        "$ devjournal prep priya",
        "$ devjournal review --for manager --period cycle",
    ] == heads
    assert "devjournal init" in ran.err


def test_demo_shows_the_giving_side_too(runner: Runner) -> None:
    """`--example signe` is a mentor's journal; a name that is none is 2, with those there are."""
    assert "$ devjournal prep jonas" in runner.ok("demo", "--example", "signe").out
    refused = runner("demo", "--example", "sigrid")
    assert 2 == refused.code
    assert "maya, signe" in refused.err


def test_demo_is_no_data(runner: Runner) -> None:
    """Several pages are no one document: exit 2, one document that says so."""
    assert 2 == runner("demo", "--json").json["exit_code"]
