"""Letters: what they say, and what the other side must not read in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.models.people import Ask
from devjournal.pages.letters import (
    Thanks,
    build_ask_message,
    build_thanks,
    compose_ask_message,
    compose_thanks,
)
from devjournal.render.json import render_json
from devjournal.render.markdown import render_markdown
from tests.builders import (
    TODAY,
    action,
    bound,
    day,
    held,
    journal_of,
    meeting,
    moment,
    person,
    skill,
    win,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

PRIYA = bound()
LAST = held(
    "priya-mentor-002",
    "10-13 15:00",
    received=("listened", "advice", "introduction"),
    decisions=("One number leads",),
    next_focus="Rehearse five minutes",
    notes="SECRET notes",
    value_me=2,
)
ASK: dict[str, Any] = {
    "skill": "acumen",
    "self_level": 2,
    "evidence": "You told a whole year\nin one number.",
    "time_frame": "before the end of January",
    "meetings": 3,
    "focus": "how our pages are read",
    "outcomes": ("I can read ours alone",),
}


def thanks(*stored: Stored[Any], text: str | None = None) -> Thanks:
    """Return the thanks to Priya in a journal of these records."""
    return build_thanks(journal_of(person(), PRIYA, *stored), PRIYA, TODAY, text)


def told(found: Thanks) -> str:
    """Return the letter as Markdown."""
    return render_markdown(compose_thanks(found, TODAY))


def asked(name: str = "Ines Ferrar", **ask: Any) -> str:
    """Return the letter of a request as Markdown."""
    relationship = bound(state="candidate", ask=Ask(**ask))
    acumen = skill("acumen", name="financial acumen")
    journal = journal_of(person(name=name), relationship, acumen)
    return render_markdown(compose_ask_message(build_ask_message(journal, "priya-mentor")))


def test_p072_p103_the_letter_thanks_first_and_then_says_what_comes_next() -> None:
    """What I was given, what was decided, both sides' open promises by day, when we meet."""
    found = thanks(
        held("priya-mentor-001", "09-01 15:00", received=("resource",)),
        LAST,
        meeting("priya-mentor-003", "11-19 15:00"),
        action("kwtz-rebuild-slide-2", "11-19", relationship="priya-mentor"),
        action("kwdf-soon", "10-20", relationship="priya-mentor"),
        action("kwdg-done", "10-20", relationship="priya-mentor", state="done"),
        action("kwdh-other", "10-20", relationship="bo-mentor"),
        action("vqdf-board-pack", None, "them", relationship="priya-mentor"),
        win("bdfg-presented-the-case", "10-01", credit=("priya-nair",)),
        text="I slept well.",
    )
    assert moment("11-19 15:00") == found.next_at
    assert """\
Dear Priya,

Thank you for your time yesterday: for listening, for your advice and for the introduction.

I slept well.

You had a part in this:

- Presented the case

What we decided:

- One number leads

On my list:

- Soon, by Tue 20 Oct
- Rebuild slide 2, by Thu 19 Nov

On yours, as I have it:

- Board pack

We meet again Thu 19 Nov 15:00, on this: Rehearse five minutes.

With thanks,\\
Robin Vale
""" == told(found)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("10-14 08:00", "Thank you for your time today."),
        ("10-01 08:00", "Thank you for your time on Thu 1 Oct."),
        ("2025-10-01 08:00", "Thank you for your time on Wed 1 Oct 2025."),
        (None, "Thank you."),
    ],
)
def test_the_day_is_told_as_one_would(at: str | None, words: str) -> None:
    """Near days by their words, none where there was no meeting."""
    last = [held("priya-mentor-001", at)] if at else []
    assert f"Dear Priya,\n\n{words}\n\nWith thanks,\\\nRobin Vale\n" == told(thanks(*last))


def test_p103_wins_that_they_helped_with_since_the_last_thanks() -> None:
    """Those credited to them, from the day on which an earlier meeting was thanked for."""
    found = thanks(
        held("priya-mentor-001", "09-01 15:00", thanked_on=day("09-02")),
        LAST,
        win("bdfg-before", "08-01", credit=("priya-nair",)),
        win("bdfh-since", "09-02", credit=("bo-li", "priya-nair")),
        win("bdfj-others", "10-01", credit=("bo-li",)),
    )
    assert ["bdfh-since"] == [one.id for one in found.helped]


def test_what_they_may_not_see_is_not_in_it() -> None:
    """Private promises, wins and notes stay mine, in the letter and in its JSON."""
    hidden: dict[str, Any] = {"relationship": "priya-mentor", "visibility": "private"}
    found = thanks(
        LAST,
        action("kwdf-secret-a", "10-20", **hidden),
        action("kwdg-secret-b", "10-20", "them", **hidden),
        win("bdfg-secret-c", "10-13", credit=("priya-nair",), visibility="private"),
    )
    for text in (told(found), render_json(found, kind="thanks")):
        assert not [word for word in ("ecret", "SECRET", "value") if word in text]


@pytest.mark.parametrize("at", ["10-13 15:00", "10-14 15:00"])
def test_a_meeting_that_waits_to_be_logged_is_not_the_next(at: str) -> None:
    """We do not meet again on a day that has passed, nor today."""
    assert thanks(LAST, meeting("priya-mentor-003", at)).next_at is None


def test_without_a_meeting_there_may_be_another_reason() -> None:
    """My own words, or a win; else there is none."""
    assert not thanks().has_reason
    assert thanks(text="You vouched for me").has_reason
    assert thanks(win("bdfg-a", "10-01", credit=("priya-nair",))).has_reason
    assert thanks(LAST).has_reason


def test_one_meeting_is_told_as_one() -> None:
    """And what ends in a question mark gets no full stop."""
    letter = asked(**{**ASK, "meetings": 1, "focus": "What do you cut?", "outcomes": ()})
    assert "spend one meeting with me" in letter
    assert "It would be about this: What do you cut?\n" in letter
    assert "Afterwards" not in letter


def test_what_a_request_lacks_is_left_out() -> None:
    """A request of a file edited by hand is still a letter."""
    letter = asked(name=" ")
    assert "None" not in letter
    assert "Would you be willing to spend a few meetings with me?" in letter
