from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.runner import Runner

TODAY = dt.date(2026, 10, 14)
INES = "relationships/ines-mentor.toml"
WHOLE = (
    *("--skill", "planning", "--level", "2", "--evidence", "Your rosters."),
    *("--time-frame", "before spring", "--meetings", "2", "--focus", "storm days"),
)
DRAFT = ("ask", "draft", "Ines Ferrar", "--as", "mentor", *WHOLE)


def test_p088_a_draft_keeps_the_request_and_prints_the_letter(runner: Runner) -> None:
    """The letter is data; the echo and what comes next are talk."""
    runner.ok("skill", "add", "Planning")
    ran = runner.ok(*DRAFT, "--outcome", "I plan one", "--purpose", "p", "--title", "Head")
    assert {
        "person": "ines-ferrar",
        "kind": "mentor",
        "my_role": "receiving",
        "purpose": "p",
        "origin": "i_asked",
        "created": TODAY,
        "ask": {
            "skill": "planning",
            "self_level": 2,
            "evidence": "Your rosters.",
            "time_frame": "before spring",
            "meetings": 2,
            "focus": "storm days",
            "outcomes": ["I plan one"],
        },
    } == runner.file(INES)
    assert "Head" == runner.file("people/ines-ferrar.toml")["title"]
    assert ran.out.startswith("Dear Ines,\n\nYour rosters.\n")
    assert "That is what I want to learn: Planning." in ran.out
    assert "once it is sent: devjournal ask sent ines-mentor" in ran.said


def test_p084_p085_an_open_ended_ask_is_refused_with_all_that_it_lacks(runner: Runner) -> None:
    """Exit 7, each flag is named, nothing is written; a draft that is whole is worded anew."""
    before = runner.files()
    ran = runner("ask", "draft", "Ines", "--as", "mentor", "--skill", "planning")
    assert (7, "") == (ran.code, ran.out)
    assert "--level, --evidence, --time-frame, --meetings, --focus" in ran.said
    assert before == runner.files()
    runner.ok(*DRAFT)
    ran = runner.ok("ask", "draft", "ines", "--meetings", "3")
    assert ("spend 3 meetings" in ran.out, 3) == (True, runner.file(INES)["ask"]["meetings"])
    assert "no change" in runner.ok("ask", "draft", "ines").said


def test_p084_what_an_ask_lacks_is_asked_for_on_a_terminal(runner: Runner) -> None:
    """One after the other, in the order in which one thinks of them; the kind first."""
    typed = "mentor\nplanning\n2\nYour rosters.\nbefore spring\n2\nstorm days\n\n"
    runner.ok("ask", "draft", "Ines", answers=typed)
    assert (2, 2) == (
        runner.file(INES)["ask"]["self_level"],
        runner.file(INES)["ask"]["meetings"],
    )


def test_p050_p093_advice_stands_beside_the_letter(runner: Runner) -> None:
    """The word mentor, no outcomes, and, once, that there may be a programme."""
    ran = runner.ok(*DRAFT[:-1], "mentoring me", "--format", "markdown")
    assert "it says 'mentoring'" in ran.said
    assert "add --outcome" in ran.said
    assert "HR" in ran.said
    ran = runner.ok("ask", "draft", "ines", "--focus", "storm days", "--outcome", "o")
    assert [] == [word for word in ("it says", "--outcome", "HR") if word in ran.said]


def test_the_letter_goes_where_it_is_told(runner: Runner, tmp_path: Path) -> None:
    """A file, that is not written over; JSON is one document; both keep what was drafted."""
    file = tmp_path / "ask.md"
    runner.ok(*DRAFT, "--output", str(file))
    assert file.read_text(encoding="utf-8").startswith("Dear Ines,\n")
    ran = runner("ask", "draft", "ines", "--meetings", "5", "--output", str(file))
    assert (7, 2) == (ran.code, runner.file(INES)["ask"]["meetings"])
    ran = runner.ok("ask", "draft", "ines", "--meetings", "5", "--json")
    told = ran.json
    assert ("ask", 5, "Ines Ferrar") == (told["kind"], told["ask"]["meetings"], told["to"])
    assert "changed" in ran.said


def test_what_was_asked_is_not_drafted_again(runner: Runner) -> None:
    """Exit 7; a day on which I asked lies behind."""
    runner.ok(*DRAFT)
    assert 2 == runner("ask", "sent", "ines", "--on", "2026-12-01").code
    runner.ok("ask", "sent", "ines")
    ran = runner("ask", "draft", "ines", "--meetings", "5")
    assert (7, True) == (ran.code, "is asked" in ran.said)
    ran = runner("ask", "sent", "ines")
    assert (7, True) == (ran.code, "already asked" in ran.said)


def test_p090_a_yes_is_celebrated_and_prompts_the_first_meeting(runner: Runner) -> None:
    """On a terminal it is asked for; else the command that plans it is told."""
    runner.ok(*DRAFT)
    runner.ok("ask", "sent", "ines")
    ran = runner.ok("ask", "answer", "ines", "yes")
    assert "worth celebrating" in ran.said
    assert 'devjournal meet "Ines Ferrar" --next "..."' in ran.said
    runner.ok("undo")
    runner.ok("ask", "answer", "ines", "yes", "--purpose", "rosters", answers="22-oct 15:00\n")
    facts = runner.file(INES)
    assert ("active", "rosters", 2, "yes") == (
        facts["state"],
        facts["purpose"],
        facts["meetings_agreed"],
        facts["ask"]["answer"],
    )
    assert 22 == runner.file("meetings/ines-mentor-001.toml")["at"].day


def test_p090_the_meeting_is_told_with_what_they_are_where_they_are_two_things(
    runner: Runner,
) -> None:
    """P080: the command says which relationship it plans."""
    runner.ok("relationship", "start", "Ines Ferrar", "--as", "sponsor", "--purpose", "x")
    runner.ok(*DRAFT)
    runner.ok("ask", "sent", "ines")
    ran = runner.ok("ask", "answer", "ines", "yes")
    assert 'meet "Ines Ferrar" --as mentor --next "..."' in ran.said


def test_p091_later_has_a_day_on_which_today_brings_it_back(runner: Runner) -> None:
    """Not before; its command asks again, and then today is quiet."""
    runner.ok(*DRAFT)
    runner.ok("ask", "sent", "ines")
    assert 2 == runner("ask", "answer", "ines", "later").code
    assert 2 == runner("ask", "answer", "ines", "later", "--on", "2026-10-14").code
    runner.ok("ask", "answer", "ines", "later", answers="20-oct\n")
    assert "said later" not in runner.ok().out
    runner.environ["DEVJOURNAL_TODAY"] = "2026-10-20T09:00"
    out = runner.ok().out
    assert "Ines Ferrar said later: ask again" in out
    assert "devjournal ask sent ines-mentor" in out
    runner.ok("ask", "sent", "ines-mentor")
    assert "said later" not in runner.ok().out


def test_p092_whom_they_recommend_is_asked_for_on_a_terminal(runner: Runner) -> None:
    """Enter where there is nobody."""
    runner.ok(*DRAFT)
    runner.ok("ask", "sent", "ines")
    runner.ok("ask", "answer", "ines", "no", answers="\n")
    assert "referred_to" not in runner.file(INES)["ask"]
    runner.ok("undo")
    runner.ok("ask", "answer", "ines", "no", answers="Ida Roth\n")
    assert "ida-roth" == runner.file("relationships/ida-mentor.toml")["person"]


def test_hostile_words_are_kept_and_shown_safely(runner: Runner) -> None:
    """In the letter, the echo and the advice."""
    said = "a [/x] \x1b[31m mentor"
    ran = runner.ok("ask", "draft", said, *DRAFT[3:-1], said, "--evidence", said)
    assert "\x1b" not in ran.out + ran.err
    assert said == runner.file("relationships/a-mentor.toml")["ask"]["focus"]
