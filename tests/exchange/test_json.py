from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.runner import JOURNALS, Runner

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", JOURNALS)
def test_a_journal_comes_back_whole(name: str, tmp_path: Path, fresh: Runner) -> None:
    """Exported, imported into an empty one and exported again, it is the same to the byte."""
    there = Runner(tmp_path / "there", journal=JOURNALS[name])
    out = there.ok("export", "json").out
    fresh.ok("import", "json", "-", stdin=out)
    assert out == fresh.ok("export", "json").out
    assert there.files().keys() == fresh.files().keys()
    assert 0 == fresh("check").code or there("check").code


def test_each_record_stands_under_its_folder_and_id(loop: Runner) -> None:
    """With its fields as its file has them: days are ISO, figures have their digits."""
    found = loop.ok("export", "json").json
    assert (1, "journal") == (found["schema_version"], found["kind"])
    action = found["actions"]["kwdf-cost-to-serve-draft-for-priya"]
    assert ("2026-10-14", "priya-mentor") == (action["due"], action["relationship"])
    assert '"baseline": 6.10' in loop.ok("export", "json").out


@pytest.mark.parametrize("form", ["json", "taskwarrior"])
def test_a_file_of_another_format_by_its_ending_is_refused(form: str, loop: Runner) -> None:
    """As everywhere."""
    ran = loop("export", form, "--output", "journal.html")
    assert (2, True) == (ran.code, "is html by its ending" in ran.err)


def test_what_the_program_does_not_know_is_told(loop: Runner) -> None:
    """A key that it does not know is not in the document, and is named."""
    path = loop.root / "skills" / "financial-acumen.toml"
    path.write_text(f"colour = 1\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    ran = loop.ok("export", "json")
    assert "colour of skills/financial-acumen.toml" in ran.said
    assert "colour" not in ran.out


def test_into_a_journal_in_use_comes_what_is_new(loop: Runner, tmp_path: Path) -> None:
    """Its own profile stays, and what bears the id of another record is named."""
    there = Runner(tmp_path / "there", journal=JOURNALS["loop"])
    there.ok("skill", "add", "Forecasting")
    there.ok("set", "financial-acumen", "importance=1")
    there.ok("set", "me", "target_role=Pilot")
    out = there.ok("export", "json").out
    before = loop.files()
    ran = loop("import", "json", "-", stdin=out)
    assert (4, before) == (ran.code, loop.files())
    assert "financial-acumen: another record bears that id" in ran.err
    loop.ok("import", "json", "-", "--keep-going", stdin=out)
    assert {"skills/forecasting.toml"} == loop.files().keys() - before.keys()
    assert all(loop.files()[path] == data for path, data in before.items())


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "wrong type": ({"actions": {"x": {"title": 5, "owner": "me"}}}, "x: title: must be text"),
    "wrong day": (
        {"actions": {"x": {"title": "x", "owner": "me", "due": "2026-02-30"}}},
        "x: due: must be a day",
    ),
    "a compact day": (
        {"actions": {"x": {"title": "x", "owner": "me", "due": "20260219"}}},
        "x: due: must be a day",
    ),
    "a day for a moment": (
        {"meetings": {"x": {"relationship": "y", "at": "2026-02-19"}}},
        "x: at: must be a moment",
    ),
    "no field": ({"skills": {"x": {"name": "x", "colour": 1}}}, "x: colour: there is no such"),
    "no kind": ({"wins": {"x": {}}}, "wins: no kind of record has such a folder"),
    "no kind of entry": ({"entries": {"x": {"kind": "dream"}}}, "x: kind: there is no such kind"),
    "no record": ({"skills": {"x": []}}, "skills/x: is no record"),
    "a path": ({"skills": {"../../x": {"name": "x"}}}, "is not an id"),
    "an integer": ({"skills": {"x": {"name": "x", "target": 10**40}}}, "over 64 bits"),
    "newer": ({"profile": {"schema": 2, "name": "x"}}, "newer version of the format"),
    "another document": ({"kind": "today"}, "is no journal as this program writes it"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_record_is_named_with_its_line(name: str, fresh: Runner) -> None:
    """By file, line, id and field; nothing is imported."""
    document, reason = BAD[name]
    text = json.dumps({"schema_version": 1, "kind": "journal", **document}, indent=1)
    before = fresh.files()
    ran = fresh("import", "json", "-", stdin=text)
    assert (4, before) == (ran.code, fresh.files())
    assert reason in ran.err
    line = 1 if name == "another document" else 4 if name == "newer" else 5
    expected = {line, 4} if name == "no kind" else {line}
    assert any(f"stdin:{one}: " in ran.err for one in expected), ran.err


def test_two_ids_that_one_file_system_takes_for_one(fresh: Runner) -> None:
    """Are two files nowhere: the second is named."""
    skills = {"Talks": {"name": "a"}, "talks": {"name": "b"}}
    text = json.dumps({"schema_version": 1, "kind": "journal", "skills": skills})
    assert "talks: another record bears that id" in fresh("import", "json", "-", stdin=text).err
