from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.runner import Runner

TODAY = dt.date(2026, 10, 14)
MEETING = "meetings/ines-mentor-001.toml"


@pytest.fixture
def met(runner: Runner) -> Runner:
    """Return the program after a first meeting with Ines, with promises and the next one."""
    runner.ok("relationship", "start", "Ines Ferrar", "--as", "mentor", "--purpose", "x")
    runner.ok(
        *("log", "ines", "--extra", "--received", "advice", "--decision", "One number leads"),
        *("--note", "SECRET", "--mine", "Rebuild slide 2 due:19-nov"),
        *("--theirs", "Board pack due:22-oct", "--next", "19-nov 15:00", "--focus", "Rehearse"),
    )
    return runner


def test_p072_thanks_are_drafted_and_the_meeting_is_marked(met: Runner) -> None:
    """The letter is data, the mark is told; undo takes the mark back."""
    before = met.files()
    ran = met.ok("thank", "ines", "I slept well.")
    assert (
        """\
Dear Ines,

Thank you for your time today: for your advice.

I slept well.

What we decided:

• One number leads

On my list:

• Rebuild slide 2, by Thu 19 Nov

On yours, as I have it:

• Board pack, by Thu 22 Oct

We meet again Thu 19 Nov 15:00, on this: Rehearse.

With thanks,
Robin Vale
"""
        == ran.out
    )
    assert "thanked on Wed 14 Oct 2026" in ran.said
    assert TODAY == met.file(MEETING)["thanked_on"]
    met.ok("undo")
    assert before == met.files()


def test_p072_a_second_time_keeps_the_day_of_the_first(met: Runner) -> None:
    """The letter can be printed again, and it says when the thanks were."""
    met.ok("thank", "ines")
    met.environ["DEVJOURNAL_TODAY"] = "2026-10-16T09:00"
    ran = met.ok("thank", "ines")
    assert "was thanked for on Wed 14 Oct 2026" in ran.said
    assert TODAY == met.file(MEETING)["thanked_on"]


def test_no_mark_only_prints(met: Runner) -> None:
    """Nothing is written, nothing is said."""
    before = met.files()
    ran = met.ok("thank", "ines", "--no-mark")
    assert ("", before) == (ran.err, met.files())


def test_what_is_private_is_not_in_the_letter(met: Runner) -> None:
    """P033: a promise that they may not see, and my notes."""
    met.ok("action", "SECRET two", "--for", "ines", "--visibility", "private")
    for flags in ((), ("--format", "markdown"), ("--json",)):
        assert "SECRET" not in met.ok("thank", "ines", "--no-mark", *flags).out


def test_the_letter_goes_where_it_is_told(met: Runner, tmp_path: Path) -> None:
    """With --json stdout is one document; a file in the way is 7, and nothing is marked."""
    file = tmp_path / "thanks.md"
    file.write_text("mine", encoding="utf-8")
    assert 7 == met("thank", "ines", "--output", str(file)).code
    assert "thanked_on" not in met.file(MEETING)
    met.ok("thank", "ines", "--output", str(file), "--force")
    assert file.read_text(encoding="utf-8").startswith("Dear Ines,\n")
    met.ok("undo")
    ran = met.ok("thank", "ines", "--json")
    assert ("thanks", "Ines Ferrar") == (ran.json["kind"], ran.json["to"])
    assert "thanked on" in ran.said


def test_p103_thanks_for_a_win_need_no_meeting(runner: Runner) -> None:
    """Without a meeting, a word or a win there is nothing to thank for: 3 says what to say."""
    runner.ok("relationship", "start", "Ines Ferrar", "--as", "sponsor", "--purpose", "x")
    ran = runner("thank", "ines")
    assert (3, True) == (ran.code, 'devjournal thank ines-sponsor "..."' in ran.said)
    runner.ok("win", "Presented the case", "--credit", "ines")
    ran = runner.ok("thank", "ines")
    assert "You had a part in this:\n\n• Presented the case\n" in ran.out
    assert "Thank you.\n\nOnly you.\n" in runner.ok("thank", "ines", "Only you.").out


@pytest.mark.parametrize(("code", "words"), [(3, ("zed",)), (2, ("ines", " "))])
def test_thanks_that_can_not_be_are_refused(code: int, words: tuple[str, ...], met: Runner) -> None:
    """Nobody of that name, and words that say nothing."""
    before = met.files()
    assert code == met("thank", *words).code
    assert before == met.files()
