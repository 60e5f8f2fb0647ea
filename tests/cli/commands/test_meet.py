from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

PRIYA = ("meet", "Priya Nair", "--as", "mentor", "--purpose", "financial acumen")


def test_one_command_makes_person_relationship_and_meeting(runner: Runner) -> None:
    """Three files, and the echo of each as it was understood."""
    ran = runner.ok(*PRIYA, "--next", "15-oct 15:00")
    assert [
        "✓ person priya-nair · Priya Nair",
        "✓ relationship priya-mentor · Priya Nair, mentor · financial acumen · monthly, 45 min",
        "✓ next: priya-mentor-001, Thu 15 Oct 15:00, meeting 1",
        "· priya-mentor: no field of expertise is recorded for Priya Nair yet",
        '  devjournal set priya-nair domains="..."',
    ] == ran.err.splitlines()
    assert {"journal.toml", "people/priya-nair.toml", "relationships/priya-mentor.toml"} < set(
        runner.files()
    )
    at = runner.file("meetings/priya-mentor-001.toml")["at"]
    assert "2026-10-15T15:00:00+01:00" == at.isoformat()


def test_somebody_known_needs_only_the_next_day(runner: Runner) -> None:
    """At the usual time; no second person and no second relationship is made."""
    runner.ok(*PRIYA, "--next", "15-oct 15:00")
    ran = runner.ok("meet", "priya", "--next", "22-oct")
    assert "✓ next: priya-mentor-001, moved to Thu 22 Oct 15:00, meeting 1\n" == ran.err


def test_nothing_new_is_no_change(runner: Runner) -> None:
    """It says so, and writes nothing."""
    runner.ok(*PRIYA)
    before = runner.files()
    assert "no change" in runner.ok("meet", "priya").err
    assert before == runner.files()


def test_p077_a_mentor_may_become_a_sponsor_too(runner: Runner) -> None:
    """With a purpose of its own; the person stays one."""
    runner.ok(*PRIYA)
    ran = runner("meet", "Priya Nair", "--as", "sponsor")
    assert (2, True) == (ran.code, "--purpose" in ran.err)
    runner.ok("meet", "Priya Nair", "--as", "sponsor", "--purpose", "the next role")
    assert "priya-nair" == runner.file("relationships/priya-sponsor.toml")["person"]


@pytest.mark.parametrize(
    ("word", "kind", "my_role"),
    [
        ("mentee", "mentor", "giving"),
        ("coachee", "coach", "giving"),
        ("coach", "coach", "receiving"),
    ],
)
def test_p094_both_sides_of_a_kind_have_a_word(
    runner: Runner, word: str, kind: str, my_role: str
) -> None:
    """What they are to me says who gives."""
    runner.ok("meet", "Jonas Berg", "--as", word, "--purpose", "first steps")
    bound = runner.file(f"relationships/jonas-{word}.toml")
    assert (kind, my_role) == (bound["kind"], bound["my_role"])


def test_p029_a_mentor_knows_something_deeply_and_a_coach_need_not(runner: Runner) -> None:
    """A mentor without domains is warned of, by `check` too, until they are said."""
    assert "field of expertise" in runner.ok(*PRIYA).err
    assert "no field of expertise is recorded for Priya Nair yet" in runner("check").out
    runner.ok("set", "priya-nair", "domains=forecasting")
    assert "field of expertise" not in runner("check").out
    assert "warning" not in runner.ok("meet", "Zoe Lind", "--as", "coach", "--purpose", "x").err


def test_p032_a_mentor_who_supervises_me_is_warned_of_and_never_refused(runner: Runner) -> None:
    """A manager can be a mentor: it is said, and the relationship begins."""
    runner.ok("person", "add", "Priya Nair", "--supervises-me", "--domain", "forecasting")
    ran = runner.ok(*PRIYA)
    assert "supervises you as well; agree on what stays between the two of you" in ran.said
    assert "active" == runner.file("relationships/priya-mentor.toml")["state"]
    assert "supervises you as well" in runner("check").out


def test_of_two_of_one_name_the_one_who_is_named_by_id_is_met(runner: Runner) -> None:
    """Their name alone is ambiguous; the id is not."""
    runner.ok("person", "add", "Ana Novak")
    runner.ok("person", "add", "Ana Novak")
    assert 3 == runner("meet", "Ana Novak", "--as", "mentor", "--purpose", "law").code
    runner.ok("meet", "ana-novak-2", "--as", "mentor", "--purpose", "law")
    runner.ok("meet", "ana-novak-2", "--next", "20-oct 15:00")
    assert ["ana-novak-2"] == [
        runner.file(f"relationships/{path.name}")["person"]
        for path in (runner.root / "relationships").iterdir()
    ]
