from __future__ import annotations

import dataclasses

from devjournal.render.compose.ask_message import compose_ask_message
from devjournal.render.markdown import render_markdown
from devjournal.views.ask_message import AskMessage

WHOLE = AskMessage(
    relationship="ines-mentor",
    to="Ines Ferrar",
    me="Robin Vale",
    skill="financial acumen",
    self_level=2,
    evidence="You told a whole year\nin one number.",
    time_frame="before the end of January",
    meetings=3,
    focus="how our pages are read",
    outcomes=("I can read ours alone",),
    labels=(),
    refs=(),
)


def test_p085_p088_p091_p092_the_letter_can_be_answered_in_a_minute() -> None:
    """What I saw, where I stand, what I ask for and until when, and a way to say no."""
    assert """\
Dear Ines,

You told a whole year\\
in one number.

That is what I want to learn: financial acumen. Today I would put myself at 2 of 5.

Would you be willing to spend 3 meetings with me, before the end of January? \
They would be about this: how our pages are read.

Afterwards I want to be able to say:

- I can read ours alone

If this is a bad moment: is there a later one, and when? \
And is there somebody else you would recommend I approach?

Thank you for thinking about it,\\
Robin Vale
""" == render_markdown(compose_ask_message(WHOLE))


def test_one_meeting_is_told_as_one() -> None:
    """And what ends in a question mark gets no full stop."""
    message = dataclasses.replace(WHOLE, meetings=1, focus="What do you cut?", outcomes=())
    told = render_markdown(compose_ask_message(message))
    assert "spend one meeting with me" in told
    assert "It would be about this: What do you cut?\n" in told
    assert "Afterwards" not in told


def test_what_a_request_lacks_is_left_out() -> None:
    """A request of a file edited by hand is still a letter."""
    bare = {field.name: None for field in dataclasses.fields(AskMessage)}
    message = AskMessage(
        **{**bare, "relationship": "x", "to": " ", "outcomes": (), "labels": (), "refs": ()}  # type: ignore[arg-type]  # all but these are unset
    )
    told = render_markdown(compose_ask_message(message))
    assert "None" not in told
    assert "Would you be willing to spend a few meetings with me?" in told


def test_hostile_words_stay_words() -> None:
    """Markup and control characters of the user's text do nothing."""
    message = dataclasses.replace(WHOLE, to="\x1b[31m# X", focus="<b>\n- y")
    told = render_markdown(compose_ask_message(message))
    assert "\x1b" not in told
    assert r"this: \<b> - y." in told
