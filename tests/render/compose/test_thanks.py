from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from devjournal.journal.stored import Ref
from devjournal.render.compose.thanks import compose_thanks
from devjournal.render.markdown import render_markdown
from devjournal.views.thanks import Helped, Pledge, Thanks
from tests.builders import TODAY, day, moment

REF = Ref("action", "kwtz-x")

WHOLE = Thanks(
    relationship="priya-mentor",
    to="Priya Nair",
    me="Robin Vale",
    text="I slept well.",
    meeting=Ref("meeting", "priya-mentor-001"),
    on=day("10-13"),
    thanked_on=None,
    received=("listened", "advice", "introduction"),
    decisions=("One number leads",),
    helped=(Helped(ref=REF, text="Presented the case"),),
    mine=(Pledge(ref=REF, title="Rebuild slide 2", due=day("11-19")),),
    theirs=(Pledge(ref=REF, title="Board pack", due=None),),
    next_meeting=Ref("meeting", "priya-mentor-002"),
    next_at=moment("11-19 15:00"),
    next_focus="Rehearse five minutes",
)

NOTHING = dataclasses.replace(
    WHOLE,
    text=None,
    received=(),
    decisions=(),
    helped=(),
    mine=(),
    theirs=(),
    next_at=None,
)


def told(thanks: Thanks) -> str:
    """Return the letter as Markdown."""
    return render_markdown(compose_thanks(thanks, TODAY))


def test_p072_p103_the_letter_thanks_first_and_then_says_what_comes_next() -> None:
    """Everything that the view holds has its sentence."""
    assert """\
Dear Priya,

Thank you for your time yesterday: for listening, for your advice and for the introduction.

I slept well.

You had a part in this:

- Presented the case

What we decided:

- One number leads

On my list:

- Rebuild slide 2, by Thu 19 Nov

On yours, as I have it:

- Board pack

We meet again Thu 19 Nov 15:00, on this: Rehearse five minutes.

With thanks,\\
Robin Vale
""" == told(WHOLE)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (TODAY, "Thank you for your time today."),
        (day("10-01"), "Thank you for your time on Thu 1 Oct."),
        (day("2025-10-01"), "Thank you for your time on Wed 1 Oct 2025."),
        (None, "Thank you."),
    ],
)
def test_the_day_is_told_as_one_would(on: dt.date | None, words: str) -> None:
    """Near days by their words, none where there was no meeting."""
    thanks = dataclasses.replace(NOTHING, on=on)
    assert f"Dear Priya,\n\n{words}\n\nWith thanks,\\\nRobin Vale\n" == told(thanks)


def test_one_thing_received_stands_alone() -> None:
    """Without a comma or an and."""
    assert "time yesterday: for your advice." in told(
        dataclasses.replace(NOTHING, received=("advice",))
    )
