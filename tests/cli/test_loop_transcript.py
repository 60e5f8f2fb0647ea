"""The loop of the design as one transcript: every fact in its sketch, in the real output."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import LOOP
from tests.runner import Runner

LETTERS = "krtz" + "tzbc" + "vqdf"
"""The topic is kr.., my action tz.., theirs vq.. ."""

BEFORE, AFTER = "2026-10-14T09:00", "2026-10-15T16:30"

DONE = ("done", "kw", "--evidence", "wiki/cost-to-serve")
TOPIC = ("topic", "priya", "How do you choose the number that leads?", "--deep-dive")
LOG = (
    *("log", "priya", "--discussed", "kr", "--received", "advice"),
    *("--note", "Lead with the number the CFO already tracks"),
    *("--mine", "Rebuild slide 2 due:next", "--theirs", "Send board pack due:22-oct kind:resource"),
    *("--next", "19-nov 15:00", "--focus", "Rehearse five minutes"),
)
WIN = (
    *("win", "Presented the cost-to-serve case", "--objective", "cut-cost"),
    *("--number", "cost per contact: 6.10 -> 5.55 USD", "--credit", "priya"),
)
REVIEW = ("review", "--for", "manager", "--period", "cycle", "--format", "markdown")


class Transcript:
    """The commands of the loop, one after the other, and what each of them said."""

    def __init__(self, folder: Path) -> None:
        """Run them all on a copy of the journal of the loop."""
        self.runner = Runner(folder, journal=LOOP, letters=LETTERS, clock=BEFORE)
        self.runner.environ["COLUMNS"] = "100"
        self.today = self.runner.ok()
        self.done = self.runner.ok(*DONE)
        self.topic = self.runner.ok(*TOPIC, "--minutes", "15")
        self.prep = self.runner.ok("prep", "priya")
        self.runner.environ["DEVJOURNAL_TODAY"] = AFTER
        self.log = self.runner.ok(*LOG)
        self.win = self.runner.ok(*WIN)
        self.review = self.runner.ok(*REVIEW)
        self.next = self.runner.ok("prep", "priya")


@pytest.fixture(scope="module")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Transcript:
    """Return the whole transcript; no test changes anything in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return Transcript(tmp_path_factory.mktemp("loop"))


def squeezed(text: str) -> list[str]:
    """Return the lines that hold anything, with every run of blanks as one."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def test_today_says_what_needs_me(loop: Transcript) -> None:
    """Two things, each with its command; the goal's bar and the skill's way."""
    lines = squeezed(loop.today.out)
    assert [
        "Wed 14 Oct 2026 2 things need you",
        "! Thu 15:00 Priya Nair (mentor, 2 of 3): no question yet",
        "devjournal prep priya",
        "! kwdf Cost-to-serve draft for Priya due today",
        "devjournal done kw",
    ] == lines[:5]
    (goal,) = [line for line in lines if line.startswith("Lead the readout")]
    assert "68% · on track" in goal
    assert "financial acumen 2 → 3 of 4" in lines


def test_done_and_topic_are_echoed_as_understood(loop: Transcript) -> None:
    """With the evidence, and with the letters of the new topic."""
    assert loop.done.err.startswith("✓ action kwdf done · Cost-to-serve draft for Priya")
    assert "wiki/cost-to-serve" in loop.done.err
    assert loop.topic.err.startswith("✓ topic krtz · How do you choose the number that leads?")
    assert "deep dive · 15 min" in loop.topic.err


def test_prep_is_the_timed_agenda(loop: Transcript) -> None:
    """Every row of the sketch: when, how long, what, in this order."""
    lines = squeezed(loop.prep.out)
    assert [
        "Priya Nair · mentor · meeting 2 of 3 Thu 15 Oct 2026 15:00",
        "45 min · video",
        'Purpose financial acumen 2 → 4, for "Cut cost to serve by 8%"',
        "0:00 5 Open Her marathon: ask how it went",
        "0:05 5 Promised me 1 of 1 done · Priya 0 of 1 done",
        "Priya: bxhq intro to Dana, 4 days late",
        "0:10 15 Deep dive krtz How do you choose the number that leads?",
        "0:25 10 Topic vnpl Q4 forecast (carried from 17 Sep)",
        "0:35 4 Feedback gdsc What should I have cut from the draft?",
        "0:39 1 Offer hsrm Rerun her churn model",
        "0:40 5 Close next date · actions · thanks",
        "Ready: a question and a topic, 45 of 45 minutes.",
    ] == lines


def test_log_is_four_lines(loop: Transcript) -> None:
    """The meeting, my promise, hers, and what is next."""
    told = loop.log.err.splitlines()
    assert [
        "✓ meeting priya-mentor-002 held Thu 15 Oct · 1 topic discussed, 1 stays open",
        "✓ action tzbc · Rebuild slide 2 · mine · due Thu 19 Nov 2026 (in 35 days)",
        "✓ action vqdf · Send board pack · Priya's · due Thu 22 Oct 2026 (in 7 days)",
        "✓ next: priya-mentor-003, Thu 19 Nov 15:00, meeting 3 of 3: close or renew?",
    ] == told


def test_the_win_is_told_with_its_number_and_its_change(loop: Transcript) -> None:
    """What it serves, from what to what, and who is thanked."""
    told = " ".join(squeezed(loop.win.err))
    assert (
        "Presented the cost-to-serve case · Thu 15 Oct 2026 · objective Cut cost to serve by 8%"
        in told
    )
    assert "6.10 → 5.55 USD (-9%)" in told
    assert "credit Priya Nair" in told


def test_the_review_has_the_win_under_its_objective(loop: Transcript) -> None:
    """For the manager, in Markdown, with the number and the change."""
    head, _, rest = loop.review.out.partition("## Cut cost to serve by 8%")
    assert head.startswith("# Robin Vale · review 1 Jan 2026 to 31 Dec 2026")
    assert "for my manager" in head
    section = rest.partition("\n## ")[0]
    assert "Presented the cost-to-serve case" in section
    assert "cost per contact: 6.10 → 5.55 USD (-9%" in section
    assert "Withheld: " in rest


def test_the_next_agenda_is_there_already(loop: Transcript) -> None:
    """Headed by the focus, with what was promised and what was carried; nothing was copied."""
    lines = squeezed(loop.next.out)
    assert lines[0].startswith("Priya Nair · mentor · meeting 3 of 3 Thu 19 Nov 2026 15:00")
    assert "Focus Rehearse five minutes" in lines
    text = " ".join(lines)
    assert "tzbc Rebuild slide 2" in text
    assert "vqdf Send board pack" in text
    assert "bxhq intro to Dana, 5 days late" in text
    assert "Q4 forecast (carried from 17 Sep)" in text
    assert "How do you choose" not in text


def test_data_and_talk_do_not_mix(loop: Transcript) -> None:
    """Pages are on stdout, echoes on stderr."""
    assert "" == "".join(ran.err for ran in (loop.today, loop.prep, loop.review, loop.next))
    assert "" == "".join(ran.out for ran in (loop.done, loop.topic, loop.log, loop.win))


def test_the_files_say_it_all(loop: Transcript) -> None:
    """What was told is in files that read well, each under its own name."""
    meeting = loop.runner.file("meetings/priya-mentor-002.toml")
    assert ("held", ["advice"], "Rehearse five minutes") == (
        meeting["state"],
        meeting["received"],
        meeting["next_focus"],
    )
    mine = loop.runner.file("actions/tzbc-rebuild-slide-2.toml")
    assert ("me", "2026-11-19", "priya-mentor-002") == (
        mine["owner"],
        str(mine["due"]),
        mine["meeting"],
    )
    theirs = loop.runner.file("actions/vqdf-send-board-pack.toml")
    assert ("them", "resource", "2026-10-22") == (
        theirs["owner"],
        theirs["kind"],
        str(theirs["due"]),
    )
