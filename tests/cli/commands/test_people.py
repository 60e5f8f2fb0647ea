from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.runner import Runner

TODAY = dt.date(2026, 10, 14)


def test_two_people_may_bear_one_name(runner: Runner) -> None:
    """The second gets an id of its own, and the echo shows it."""
    runner.ok("person", "add", "Sam Ash")
    assert "person sam-ash-2" in runner.ok("person", "add", "Sam Ash").said


def test_a_candidate_is_activated_by_any_of_its_names(runner: Runner) -> None:
    """`relationship start` takes up what is there, and keeps what was known of it."""
    runner.ok("person", "add", "Ines Ferrar")
    candidate = (
        'person = "ines-ferrar"\nkind = "mentor"\nmy_role = "receiving"\npurpose = "planning"\n'
    )
    (runner.root / "relationships").mkdir()
    path = runner.root / "relationships" / "ines-mentor.toml"
    for name in ("ines", "Ines Ferrar", "ines-mentor"):
        path.write_text(candidate, encoding="utf-8")
        runner.ok("relationship", "start", name)
        facts = runner.file("relationships/ines-mentor.toml")
        assert ("active", "planning", TODAY) == (facts["state"], facts["purpose"], facts["start"])


def test_somebody_may_be_two_things_to_me(runner: Runner) -> None:
    """P080: with --as, a relationship's own name means the person, and a second one begins."""
    runner.ok("relationship", "start", "Ines Ferrar", "--as", "mentor", "--purpose", "x")
    runner.ok("relationship", "start", "ines-mentor", "--as", "sponsor", "--purpose", "y")
    assert ["people/ines-ferrar.toml"] == [name for name in runner.files() if "people/" in name]
    assert "ines-ferrar" == runner.file("relationships/ines-sponsor.toml")["person"]


def test_a_relationship_closes_with_how_and_why(runner: Runner) -> None:
    """How it ended is asked for; a meeting that is still planned is named; a second close is 7."""
    mentor = ("--as", "mentor", "--purpose", "x", "--next", "15-oct 15:00")
    runner.ok("meet", "Ines", *mentor)
    assert 2 == runner("relationship", "close", "ines").code
    assert 2 == runner("relationship", "close", "ines", "--as", "happily").code
    assert 3 == runner("relationship", "close", "zed", "--as", "ended").code
    ran = runner.ok("relationship", "close", "ines", "--why", "three met", answers="completed\n")
    facts = runner.file("relationships/ines-mentor.toml")
    assert {
        "state": "closed",
        "closed_as": "completed",
        "closed_why": "three met",
        "closed_on": TODAY,
    }.items() <= facts.items()
    assert "still planned: ines-mentor-001" in ran.said
    ran = runner("relationship", "close", "ines", "--as", "ended")
    assert (7, True) == (ran.code, "already closed on 2026-10-14" in ran.err)


def test_an_extra_meeting_stands_beside_the_planned_one(runner: Runner) -> None:
    """`meeting add` moves nothing, and takes the usual time, length and channel."""
    mentor = ("--as", "mentor", "--purpose", "x", "--next", "15-oct 15:00", "--channel", "video")
    runner.ok("meet", "Ines", *mentor)
    before = runner.file("meetings/ines-mentor-001.toml")
    runner.ok("meeting", "add", "ines", "--at", "22-oct")
    assert before == runner.file("meetings/ines-mentor-001.toml")
    zone = dt.timezone(dt.timedelta(hours=1))
    assert {
        "relationship": "ines-mentor",
        "at": dt.datetime(2026, 10, 22, 15, tzinfo=zone),
        "minutes": 45,
        "channel": "video",
        "created": TODAY,
    } == runner.file("meetings/ines-mentor-002.toml")
    flags = ("--minutes", "20", "--channel", "phone", "--kind", "debrief")
    runner.ok("meeting", "add", "ines", "--at", "23-oct 9:30", *flags)
    facts = runner.file("meetings/ines-mentor-003.toml")
    assert (20, "phone", "debrief") == (facts["minutes"], facts["channel"], facts["kind"])
