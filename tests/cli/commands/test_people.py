from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

TODAY = dt.date(2026, 10, 14)


def test_a_person_is_added_with_all_that_is_said_of_them(runner: Runner) -> None:
    """Each field has its flag, lists by saying it again; a skill that was seen has its place."""
    runner.ok("skill", "add", "Financial acumen")
    runner.ok("person", "add", "Ruth Adler")
    runner.ok(
        *("person", "add", "Ines Ferrar", "--title", "Head of Planning", "--organisation", "Quay"),
        *("--other-team", "--email", "ines@quay.example", "--seniority", "senior"),
        *("--domain", "forecasting", "--domain", "rosters", "--priority", "a calm winter"),
        *("--seen", "financial acumen: the spring review", "--seen", "CI/CD", "--supervises-me"),
        *("--paid", "--credential", "PCC", "--word", "run rate", "--personal", "her marathon"),
        *("--introduced-by", "ruth", "--potential", "mentor", "--potential", "sponsor"),
    )
    assert {
        "name": "Ines Ferrar",
        "title": "Head of Planning",
        "organisation": "Quay",
        "same_team": False,
        "email": "ines@quay.example",
        "seniority": "senior",
        "domains": ["forecasting", "rosters"],
        "seen": [
            {"skill": "financial-acumen", "where": "the spring review"},
            {"skill": "CI/CD"},
        ],
        "supervises_me": True,
        "paid": True,
        "credential": "PCC",
        "priorities": ["a calm winter"],
        "vocabulary": ["run rate"],
        "personal": "her marathon",
        "introduced_by": "ruth-adler",
        "potential": ["mentor", "sponsor"],
        "created": TODAY,
    } == runner.file("people/ines-ferrar.toml")


@pytest.mark.parametrize(
    "flags", [("--seniority", "boss"), ("--potential", "friend"), ("--seen", ": there")]
)
def test_a_person_that_can_not_be_is_refused(flags: tuple[str, str], runner: Runner) -> None:
    """A value that is none of the choices is 2, and nothing is written."""
    before = runner.files()
    assert 2 == runner("person", "add", "Ines", *flags).code
    assert before == runner.files()


def test_two_people_may_bear_one_name(runner: Runner) -> None:
    """The second gets an id of its own, and the echo shows it."""
    runner.ok("person", "add", "Sam Ash")
    assert "person sam-ash-2" in runner.ok("person", "add", "Sam Ash").said


def test_a_relationship_starts_with_all_that_is_said_of_it(runner: Runner) -> None:
    """The person and the relationship are made, without a meeting."""
    runner.ok("objective", "add", "Cut cost")
    runner.ok(
        *("relationship", "start", "Ines Ferrar", "--as", "mentor", "--purpose", "planning"),
        *("--purpose-kind", "skill", "--outcome", "a", "--outcome", "b", "--objective", "cut"),
        *("--origin", "i_asked", "--cadence", "weekly", "--weekday", "thu", "--time", "15:00"),
        *("--minutes", "30", "--channel", "video", "--link", "https://meet.example/1"),
        *("--meetings", "3", "--start", "2026-10-01", "--end", "3m", "--review-on", "eoq"),
    )
    assert {
        "person": "ines-ferrar",
        "kind": "mentor",
        "my_role": "receiving",
        "state": "active",
        "purpose": "planning",
        "purpose_kind": "skill",
        "outcomes": ["a", "b"],
        "objectives": ["cut-cost"],
        "origin": "i_asked",
        "cadence": "weekly",
        "weekday": "thu",
        "time": dt.time(15),
        "minutes": 30,
        "channel": "video",
        "link": "https://meet.example/1",
        "meetings_agreed": 3,
        "start": dt.date(2026, 10, 1),
        "end": dt.date(2027, 1, 14),
        "review_on": dt.date(2026, 12, 31),
        "created": TODAY,
    } == runner.file("relationships/ines-mentor.toml")
    assert not (runner.root / "meetings").exists()


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


def test_p030_a_purpose_and_a_kind_are_asked_for(runner: Runner) -> None:
    """What is missing is asked for on a terminal; without one it is 2 with the flag."""
    ran = runner("relationship", "start", "Ines")
    assert (2, True) == (ran.code, "--as" in ran.err)
    ran = runner("relationship", "start", "Ines", "--as", "mentor")
    assert (2, True) == (ran.code, "--purpose" in ran.err)
    runner.ok("relationship", "start", "Ines", answers="mentee\nher first talk\n")
    facts = runner.file("relationships/ines-mentee.toml")
    assert ("giving", "her first talk") == (facts["my_role"], facts["purpose"])


@pytest.mark.parametrize(
    ("code", "flags"),
    [
        (2, ("--as", "guru")),
        (2, ("--as", "mentor", "--cadence", "daily")),
        (2, ("--as", "mentor", "--minutes", "-5")),
        (2, ("--as", "mentor", "--time", "3pm")),
        (2, ("--as", "mentor", "--end", "someday")),
        (3, ("--as", "mentor", "--objective", "nope")),
        (7, ("--as", "partner")),
    ],
)
def test_a_start_that_can_not_be_is_refused(
    code: int, flags: tuple[str, ...], runner: Runner
) -> None:
    """A bad value is 2, an unknown objective 3, a partnership without a project (P044) 7."""
    before = runner.files()
    assert code == runner("relationship", "start", "Ines", "--purpose", "x", *flags).code
    assert before == runner.files()


def test_what_runs_does_not_start_again(runner: Runner) -> None:
    """A second start is 7 and says what an active one allows."""
    runner.ok("relationship", "start", "Ines", "--as", "mentor", "--purpose", "x")
    ran = runner("relationship", "start", "ines")
    assert (7, True) == (ran.code, "close" in ran.err)


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


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (2, ("ines",)),
        (2, ("ines", "--at", "someday")),
        (2, ("ines", "--at", "22-oct 15:00", "--kind", "party")),
        (2, ("ines", "--at", "22-oct 15:00", "--minutes", "2000")),
        (3, ("zed", "--at", "22-oct 15:00")),
    ],
)
def test_a_meeting_that_can_not_be_is_refused(
    code: int, words: tuple[str, ...], runner: Runner
) -> None:
    """A bad moment or value is 2, somebody unknown 3, and nothing is written."""
    runner.ok("relationship", "start", "Ines", "--as", "mentor", "--purpose", "x")
    before = runner.files()
    assert code == runner("meeting", "add", *words).code
    assert before == runner.files()
