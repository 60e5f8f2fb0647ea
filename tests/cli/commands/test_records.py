from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

HOSTILE = "a [/x] :smile: \x1b[31m \u202e"
SAFE = r"a [/x] :smile: \x1b[31m \u202e"


@pytest.fixture
def runner(runner: Runner) -> Runner:
    """Return a journal with a mentor, a goal, two actions (one done) and a lesson."""
    mentor = ("--as", "mentor", "--purpose", "financial acumen", "--next", "15-oct 15:00")
    runner.ok("meet", "Priya Nair", *mentor)
    runner.ok("goal", "add", "Lead the readout", "--due", "10-dec")
    runner.ok("action", "Send the draft", "--for", "priya", "--goal", "lead")  # bcdf
    runner.ok("action", "Ask Dana")  # ghjk
    runner.ok("done", "gh")
    runner.ok("lesson", "Say the number first")  # lmnp
    return runner


def test_a_list_shows_the_open_ones_and_says_how_to_see_all(runner: Runner) -> None:
    """What is closed is counted; --all shows it with its state."""
    shown = runner.ok("list", "actions").out
    assert "Send the draft" in shown
    assert "Ask Dana" not in shown
    assert "1 closed: devjournal list actions --all" in shown
    everything = runner.ok("list", "action", "--all").out
    assert "Ask Dana" in everything
    assert "done" in everything


def test_a_list_as_json_is_one_document(runner: Runner) -> None:
    """Ids are whole, short forms beside them, days are ISO."""
    ran = runner.ok("list", "actions", "--json")
    (row,) = ran.json["rows"]
    assert ("list", 1) == (ran.json["kind"], ran.json["closed"])
    assert ("bc", "Priya Nair") == (row["short"], row["facts"]["who"])
    assert {"ref": "actions/bcdf-send-the-draft", "due": "2026-10-15"}.items() <= row[
        "record"
    ].items()


@pytest.mark.parametrize(
    ("kind", "command"),
    [("skills", "devjournal skill add --starter"), ("wins", 'devjournal win "..."')],
)
def test_an_empty_list_says_the_next_step(kind: str, command: str, runner: Runner) -> None:
    """Nothing there yet: one line, with the command that adds one."""
    assert command in runner.ok("list", kind).out


def test_show_tells_all_of_a_record_its_links_and_its_file(runner: Runner) -> None:
    """What it holds, what links to it, who sees it, and where it is to be edited."""
    shown = " ".join(runner.ok("show", "lead").out.split())
    assert "goals/lead-the-readout.toml" in shown
    assert "due Thu 10 Dec 2026" in shown
    assert "action bcdf · Send the draft (goal) · Thu 15 Oct 2026" in shown
    assert "Seen by nobody but you" in shown


def test_show_as_json_holds_the_record_as_its_file_does(runner: Runner) -> None:
    """The record is plain data under `record`; links go both ways."""
    page = runner.ok("show", "bc", "--json").json
    assert {
        "title": "Send the draft",
        "owner": "me",
        "due": "2026-10-15",
        "relationship": "priya-mentor",
        "goal": "lead-the-readout",
        "created": "2026-10-14",
    } == page["record"]
    assert ["relationship", "goal"] == [link["field"] for link in page["links"]]
    assert ("bc", "open") == (page["short"], page["state"])


def test_show_finds_what_a_person_means(runner: Runner) -> None:
    """A person wins over what bears the name in front; me is the profile."""
    assert "person priya-nair" in runner.ok("show", "priya").out
    assert "relationship priya-mentor" in runner.ok("show", "priya-m").out
    assert "profile journal" in runner.ok("show", "me").out


def test_a_bad_file_hides_nothing_else(runner: Runner) -> None:
    """The good records are shown, the bad file is named with its line, and the exit is 4."""
    (runner.root / "actions" / "zzzz-bad.toml").write_text("title = \n", encoding="utf-8")
    ran = runner("list", "actions")
    assert 4 == ran.code
    assert "Send the draft" in ran.out
    assert "actions/zzzz-bad.toml:1" in ran.err
    assert 1 == runner("list", "actions", "--json").json["schema_version"]
    assert 0 == runner("list", "goals").code


def test_set_reads_each_value_by_its_field(runner: Runner) -> None:
    """Days, numbers, yes and no, lists, choices and ids; `FIELD=` clears."""
    runner.ok("skill", "add", "financial acumen")
    runner.ok("set", "lead", "due=1m", "commitment=9", "stretch=yes", "builds=skill", "skill=fin")
    assert {
        "due": dt.date(2026, 11, 14),
        "commitment": 9,
        "stretch": True,
        "builds": "skill",
        "skill": "financial-acumen",
    }.items() <= runner.file("goals/lead-the-readout.toml").items()
    ran = runner.ok("set", "lead", "stretch=", "tags=a, b\\, c", "why=It is = time")
    assert "stretch cleared" in ran.said
    facts = runner.file("goals/lead-the-readout.toml")
    assert "stretch" not in facts
    assert (["a", "b, c"], "It is = time") == (facts["tags"], facts["why"])


def test_set_reaches_into_tables_and_moments(runner: Runner) -> None:
    """A dotted field stands in a table; a meeting's moment keeps its time on another day."""
    runner.ok("set", "priya-mentor", "agreement.how=video", "ask.skill=forecasting", "time=15:30")
    facts = runner.file("relationships/priya-mentor.toml")
    assert ({"how": "video"}, {"skill": "forecasting"}) == (facts["agreement"], facts["ask"])
    assert dt.time(15, 30) == facts["time"]
    runner.ok("set", "priya-mentor-001", "at=16-oct", "channel=phone")
    at = runner.file("meetings/priya-mentor-001.toml")["at"]
    assert "2026-10-16T15:00:00+01:00" == at.isoformat()


def test_set_keeps_what_a_person_wrote_in_the_file(runner: Runner) -> None:
    """Comments and unknown keys stay where they are."""
    path = runner.root / "goals" / "lead-the-readout.toml"
    text = "# mine\n" + path.read_text(encoding="utf-8") + "colour = 3\n"
    path.write_text(text, encoding="utf-8")
    runner.ok("set", "lead", "commitment=9")
    after = path.read_text(encoding="utf-8")
    assert after.startswith("# mine\n")
    assert "colour = 3\n" in after
    assert 9 == runner.file("goals/lead-the-readout.toml")["commitment"]


def test_set_changes_the_profile(runner: Runner) -> None:
    """`set me` is how an aspiration or a time zone is put right."""
    runner.ok("set", "me", "aspiration=Lead a team", "manager=priya", "review_starts=11-01")
    assert {
        "aspiration": "Lead a team",
        "manager": "priya-nair",
        "review_starts": "11-01",
    }.items() <= runner.file("journal.toml").items()


def test_sharing_is_with_the_relationship_unless_it_is_said(runner: Runner) -> None:
    """A record of one relationship is shared with it; another reader is named."""
    runner.ok("set", "lm", "relationship=priya")
    runner.ok("share", "lm")
    assert ["priya-mentor"] == runner.newest("entries")["visibility"]
    ran = runner.ok("share", "lm", "--with", "manager", "--with", "exec")
    assert ["priya-mentor", "manager", "exec"] == runner.newest("entries")["visibility"]
    assert "visibility priya-mentor, manager, exec" in ran.said
    assert "seen already by exec" in runner.ok("share", "lm", "--with", "exec").said


def test_p033_unsharing_makes_it_private(runner: Runner) -> None:
    """Whatever its kind, nobody else sees it; once more is no change."""
    runner.ok("unshare", "bc")
    assert "private" == runner.file("actions/bcdf-send-the-draft.toml")["visibility"]
    assert "no change" in runner.ok("unshare", "bc").said
    assert "Seen by nobody but you" in runner.ok("show", "bc").out


def test_hostile_text_is_shown_safely_wherever_records_are_shown(runner: Runner) -> None:
    """Lists, pages, echoes and links show every character and let none of them act."""
    runner.ok("set", "lead", f"title={HOSTILE}", f"why={HOSTILE}\n{HOSTILE}", f"tags={HOSTILE}")
    shown = [runner.ok(*words) for words in (("list", "goals"), ("show", "lead"), ("show", "bc"))]
    shown.append(runner.ok("set", "lead", f"measure={HOSTILE}"))
    for ran in shown:
        assert SAFE in " ".join((ran.out + ran.err).split())
        assert not {"\x1b", "\u202e"} & set(ran.out + ran.err)


def test_json_on_failure_is_one_document_too(runner: Runner) -> None:
    """An error is data as well, with its exit code; nothing raw is in it."""
    ran = runner("set", "lead", f"titel={HOSTILE}", "--json")
    assert (2, "error") == (ran.json["exit_code"], ran.json["kind"])
    assert "\x1b" not in ran.out
