from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.runner import Runner

TODAY = dt.date(2026, 10, 14)
INES = "relationships/ines-mentor.toml"
DRAFT = (
    *("ask", "draft", "Ines Ferrar", "--as", "mentor", "--skill", "planning", "--level", "2"),
    *("--evidence", "Your rosters.", "--time-frame", "before spring", "--meetings", "2"),
    *("--focus", "storm days", "--outcome", "I plan one"),
)
LIFE: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (DRAFT, "candidate", "ines-mentor · Ines Ferrar, mentor · candidate · asks for 2 meetings"),
    (("ask", "sent", "ines"), "asked", "asked · Ines Ferrar, mentor · ask sent on Wed 14 Oct"),
    (("ask", "answer", "ines", "later", "--on", "20-oct"), "later", "follow up on Tue 20 Oct"),
    (("ask", "sent", "ines"), "asked", "ask answer cleared · ask follow up on cleared"),
    (
        ("ask", "answer", "ines", "yes", "--next", "22-oct 15:00"),
        "active",
        "planning · 2 meetings agreed · ask answer yes",
    ),
    (("relationship", "pause", "ines"), "paused", "paused · Ines Ferrar, mentor"),
    (("relationship", "resume", "ines"), "active", "active · Ines Ferrar, mentor · planning"),
    (
        ("relationship", "close", "ines", "--as", "completed"),
        "closed",
        "closed · Ines Ferrar, mentor · closed as completed",
    ),
    (
        ("relationship", "renew", "ines", "--meetings", "3", "--end", "3m", "--purpose", "budgets"),
        "active",
        "active · Ines Ferrar, mentor · budgets · 3 meetings agreed · end Thu 14 Jan 2027",
    ),
    (
        ("relationship", "become", "ines", "sponsor", "--close", "--purpose", "a seat"),
        "closed",
        "closed · Ines Ferrar, mentor · became sponsor · closed as completed",
    ),
)


def test_the_life_of_a_relationship_from_a_draft_to_what_it_became(runner: Runner) -> None:
    """Each move reaches its state and is echoed as understood; undo takes each back exactly."""
    for words, state, echo in LIFE:
        before = runner.files()
        ran = runner.ok(*words)
        after = runner.files()
        reached = runner.file(INES).get("state", "candidate")
        assert (state, True) == (reached, echo in ran.said), ran.said
        runner.ok("undo")
        assert before == runner.files()
        runner.ok("redo")
        assert after == runner.files()
    new = runner.file("relationships/ines-sponsor.toml")
    assert ("active", "a seat", "i_asked") == (new["state"], new["purpose"], new["origin"])


def test_the_life_of_an_ask_that_ends_with_no_and_a_name(runner: Runner) -> None:
    """P092: declined, and the same ask is a draft to somebody else; undo takes both back."""
    runner.ok(*DRAFT)
    runner.ok("ask", "sent", "ines", "--on", "-2d")
    before = runner.files()
    ran = runner.ok("ask", "answer", "ines", "no", "--refer", "Ida Roth", "--why", "busy")
    declined = runner.file(INES)
    assert ("declined", "no", "ida-roth", dt.date(2026, 10, 12)) == (
        declined["state"],
        declined["ask"]["answer"],
        declined["ask"]["referred_to"],
        declined["ask"]["sent_on"],
    )
    assert "ines-ferrar" == runner.file("people/ida-roth.toml")["introduced_by"]
    assert {"skill": "planning", "self_level": 2, "meetings": 2}.items() <= runner.file(
        "relationships/ida-mentor.toml"
    )["ask"].items()
    assert 'devjournal ask draft "Ida Roth" --as mentor --evidence "..."' in ran.said
    runner.ok("undo")
    assert before == runner.files()


def started(runner: Runner, *flags: str) -> None:
    """Begin with Ines, as a mentor."""
    runner.ok("relationship", "start", "Ines Ferrar", "--as", "mentor", "--purpose", "x", *flags)


def test_pausing_names_what_is_planned_and_resuming_how_to_plan(runner: Runner) -> None:
    """A second pause is 7; nothing that rests asks for its next meeting."""
    started(runner)
    assert "no next meeting" in runner.ok("today").out
    runner.ok("relationship", "pause", "ines")
    assert "no next meeting" not in runner.ok("today").out
    assert "already paused" in runner("relationship", "pause", "ines").said
    assert 'meet "Ines Ferrar" --next "..."' in runner.ok("relationship", "resume", "ines").said
    runner.ok("meet", "ines", "--next", "22-oct 15:00")
    assert "still planned: ines-mentor-001" in runner.ok("relationship", "pause", "ines").said


def test_p089_renewing_counts_on_and_plans_the_next_meeting(runner: Runner) -> None:
    """Every term has its flag; --meetings is how many more."""
    started(runner, "--meetings", "1")
    runner.ok("objective", "add", "Cut cost")
    runner.ok("log", "ines", "--extra", "--note", "a")
    ran = runner.ok(
        *("relationship", "renew", "ines", "--meetings", "2", "--end", "2027-01-01"),
        *("--cadence", "weekly", "--purpose", "y", "--purpose-kind", "skill", "--outcome", "a"),
        *("--objective", "cut", "--review-on", "2026-12-01", "--weekday", "fri"),
        *("--time", "09:30", "--minutes", "30", "--channel", "phone", "--link", "l"),
        *("--project", "p", "--giving-stage", "develop", "--next", "23-oct"),
    )
    assert "2 more after 1 held: 3 in all" in ran.said
    assert {
        "meetings_agreed": 3,
        "end": dt.date(2027, 1, 1),
        "cadence": "weekly",
        "purpose": "y",
        "purpose_kind": "skill",
        "outcomes": ["a"],
        "objectives": ["cut-cost"],
        "review_on": dt.date(2026, 12, 1),
        "weekday": "fri",
        "time": dt.time(9, 30),
        "minutes": 30,
        "channel": "phone",
        "link": "l",
        "project": "p",
        "giving_stage": "develop",
    }.items() <= runner.file(INES).items()
    assert 23 == runner.file("meetings/ines-mentor-002.toml")["at"].day


def test_a_renewal_says_which_relationship_the_next_meeting_is_of(runner: Runner) -> None:
    """P080: also where it was closed until now, and another runs."""
    started(runner)
    runner.ok("relationship", "close", "ines", "--as", "faded")
    runner.ok("relationship", "start", "ines-mentor", "--as", "sponsor", "--purpose", "y")
    ran = runner.ok("relationship", "renew", "ines-mentor")
    assert 'meet "Ines Ferrar" --as mentor --next "..."' in ran.said


def test_renewing_asks_on_a_terminal(runner: Runner) -> None:
    """How many more where nothing is told, and when the next one is; Enter skips each."""
    started(runner)
    runner.ok("relationship", "renew", "ines", answers="4\n22-oct 15:00\n")
    assert 4 == runner.file(INES)["meetings_agreed"]
    assert 22 == runner.file("meetings/ines-mentor-001.toml")["at"].day
    runner.ok("relationship", "renew", "ines", answers="\n\n")
    assert 4 == runner.file(INES)["meetings_agreed"]


def test_p038_a_coachs_last_day_is_asked_for_and_a_short_term_proposed(runner: Runner) -> None:
    """At its start and at its renewal; a mentor's is not."""
    coach = ("relationship", "start", "Zoe Lang", "--as", "coach", "--purpose", "x")
    assert "2027-04-14" in runner.ok(*coach, answers="6m\n").said
    assert dt.date(2027, 4, 14) == runner.file("relationships/zoe-coach.toml")["end"]
    ran = runner.ok("relationship", "renew", "zoe", "--meetings", "2", answers="3m\n\n")
    assert "coach's term is short" in ran.said
    assert dt.date(2027, 1, 14) == runner.file("relationships/zoe-coach.toml")["end"]


def test_p077_becoming_keeps_the_thread_and_may_keep_both(runner: Runner) -> None:
    """On a terminal the purpose is asked for, and Enter keeps the old one."""
    started(runner, "--origin", "chosen_by_them", "--channel", "phone", "--outcome", "o")
    ran = runner.ok("relationship", "become", "ines", "sponsor", answers="\n")
    assert "(Enter: x)" in ran.err
    old, new = runner.file(INES), runner.file("relationships/ines-sponsor.toml")
    assert ("active", "sponsor") == (old["state"], old["became"])
    assert {
        "person": "ines-ferrar",
        "kind": "sponsor",
        "state": "active",
        "purpose": "x",
        "origin": "chosen_by_them",
        "channel": "phone",
        "start": TODAY,
    }.items() <= new.items()


def test_p044_a_partners_project_is_asked_for(runner: Runner) -> None:
    """On a terminal, after the purpose."""
    started(runner)
    runner.ok("relationship", "become", "ines", "partner", answers="\nthe desk\n")
    assert "the desk" == runner.file("relationships/ines-partner.toml")["project"]


def test_p042_p075_a_look_is_kept_beside_the_earlier_ones(runner: Runner) -> None:
    """With flags, or one after the other on a terminal; undo takes it back."""
    started(runner)
    before = runner.files()
    ran = runner.ok("relationship", "check", "ines", "--fit", "4", "--note", "calm", "--on", "-1d")
    assert "check Tue 13 Oct 2026, fit 4, note calm" in ran.said
    runner.ok("undo")
    assert before == runner.files()
    runner.ok("redo")
    runner.ok("relationship", "check", "ines", answers="5\n\n3\n\n")
    assert [
        {"on": dt.date(2026, 10, 13), "fit": 4, "note": "calm"},
        {"on": TODAY, "fit": 5, "value": 3},
    ] == runner.file(INES)["checks"]


def test_p042_p075_nobody_else_ever_sees_a_look(runner: Runner) -> None:
    """Not on their own page either, and not though the relationship is shared with them."""
    started(runner)
    runner.ok("relationship", "check", "ines", "--trust", "2", "--note", "SECRET")
    runner.ok("meet", "ines", "--next", "22-oct 15:00")
    runner.ok("share", "ines-mentor", "--with", "ines-mentor")
    for flags in (("--share",), ("--share", "--json"), ("--for", "manager")):
        assert "SECRET" not in runner.ok("prep", "ines", *flags).out


AGREEMENT: dict[str, Any] = {
    "how": "video",
    "when": "Thursdays",
    "my_part": "a draft",
    "their_part": "an hour",
    "mutual_resource": "numbers",
    "outcomes": ["a", "b"],
    "confidentiality": "figures",
}


def test_p052_an_agreement_has_a_flag_for_each_of_its_fields(runner: Runner) -> None:
    """It is of today; told again, only what is told changes; undo takes it back."""
    started(runner)
    before = runner.files()
    ran = runner.ok(
        *("agree", "ines", "--how", "video", "--when", "Thursdays", "--my-part", "a draft"),
        *("--their-part", "an hour", "--mutual-resource", "numbers", "--outcome", "a"),
        *("--outcome", "b", "--confidentiality", "figures"),
    )
    assert {**AGREEMENT, "agreed_on": TODAY} == runner.file(INES)["agreement"]
    assert "agreement how video · agreement when Thursdays" in ran.said
    assert "not agreed on yet" not in ran.said
    runner.ok("undo")
    assert before == runner.files()
    runner.ok("redo")
    runner.environ["DEVJOURNAL_TODAY"] = "2026-10-20T09:00"
    ran = runner.ok("agree", "ines", "--how", "phone")
    expected = {**AGREEMENT, "how": "phone", "agreed_on": dt.date(2026, 10, 20)}
    assert expected == runner.file(INES)["agreement"]
    assert "agreement when" not in ran.said


def test_p052_what_is_missing_is_asked_for_on_a_terminal(runner: Runner) -> None:
    """Once, each to be skipped; without a terminal it is 2, and what is open is named."""
    started(runner)
    ran = runner("agree", "ines")
    assert (2, True) == (ran.code, "--my-part" in ran.said)
    ran = runner.ok("agree", "ines", "--how", "video", answers="Thu\n\nan hour\n\na\n\n\n")
    assert {
        "how": "video",
        "when": "Thu",
        "their_part": "an hour",
        "outcomes": ["a"],
        "agreed_on": TODAY,
    } == runner.file(INES)["agreement"]
    assert "not agreed on yet: my part, mutual resource, confidentiality" in ran.said
    runner.ok("agree", "ines", answers="a draft\n\n\n")
    assert "a draft" == runner.file(INES)["agreement"]["my_part"]


def test_p099_a_step_in_their_growth_is_kept_for_me_alone(runner: Runner) -> None:
    """Beside the earlier ones, by whom and by what; undo takes it back, and they never see it."""
    runner.ok("meet", "Jonas Weil", "--as", "mentee", "--purpose", "calls", "--next", "fri 15:00")
    runner.ok("relationship", "grew", "jonas", "Hard calls", "2", "--on", "-1w")
    before = runner.files()
    ran = runner.ok("relationship", "grew", "jonas", "Hard calls", "3", "--evidence", "SECRET")
    assert "growth Hard calls" in ran.said
    runner.ok("undo")
    assert before == runner.files()
    runner.ok("redo")
    assert [
        {"skill": "Hard calls", "on": TODAY - dt.timedelta(days=7), "level": 2},
        {"skill": "Hard calls", "on": TODAY, "level": 3, "evidence": "SECRET"},
    ] == runner.file("relationships/jonas-mentee.toml")["growth"]
    runner.ok("share", "jonas-mentee", "--with", "jonas-mentee")
    for flags in (("--share",), ("--share", "--json")):
        assert "SECRET" not in runner.ok("prep", "jonas", *flags).out
