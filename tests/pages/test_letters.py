"""Letters: what they say, and what the other side must not read in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.models.growth import Rating
from devjournal.models.people import Ask
from devjournal.pages.letters import (
    Thanks,
    build_farewell,
    build_reminder,
    build_thanks,
    compose_farewell,
    compose_hello,
    compose_reminder,
    compose_thanks,
)
from devjournal.pages.request import build_ask_message, compose_ask_message
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
    profile,
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


def asked(
    name: str = "Ines Ferrar",
    terms: dict[str, Any] | None = None,
    about: dict[str, Any] | None = None,
    me: dict[str, Any] | None = None,
    **ask: Any,
) -> str:
    """Return the letter of a request as Markdown; `terms` are the relationship's."""
    relationship = bound(
        **{"purpose": None, "state": "candidate", "ask": Ask(**ask), **(terms or {})}
    )
    ratings = [Rating(on=day("05-01"), level=2, by="me", evidence="I read ours with help")]
    acumen = skill("acumen", name="financial acumen", ratings=tuple(ratings))
    boss = person("bo-li", "Bo Li")
    whom = person(name=name, **(about or {}))
    journal = journal_of(whom, relationship, acumen, boss, *([profile(**me)] if me else ()))
    return render_markdown(compose_ask_message(build_ask_message(journal, PRIYA.id, TODAY), TODAY))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the intro to Dana", "Above all, thank you for this: the intro to Dana."),
        ("I slept well. Twice!", "I slept well. Twice!"),
    ],
)
def test_what_is_no_sentence_is_made_one(text: str, said: str) -> None:
    """What I say myself of it stands as a paragraph only if it can."""
    found = thanks(LAST, text=text)
    assert said in render_markdown(compose_thanks(found, TODAY)).splitlines()


def test_p072_p103_the_letter_thanks_first_and_then_says_what_comes_next() -> None:
    """What I was given, what was decided, my open promises by day, when we meet; none of theirs."""
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
    assert "spend one meeting of 45 minutes with me" in letter
    assert "It would be about this: What do you cut?\n" in letter
    assert "afterwards" not in letter


def test_a_request_to_a_partner_is_one_between_equals() -> None:
    """It asks to do it together, says what I bring, and asks what they want of it."""
    as_partner = {"kind": "partner", "my_role": "equal"}
    brought = {"can_offer": ("our churn numbers", "a dry run")}
    letter = asked(me=brought, terms=as_partner, **ASK)
    assert "I would like us both to get better at financial acumen. " in letter
    assert "spend three meetings of 45 minutes on it together, before the end" in letter
    assert "What I can bring:\n\n- our churn numbers\n- a dry run\n\nWhat would you" in letter
    assert "What I can bring" not in asked(terms=as_partner, **ASK)
    mentors = asked(me=brought, **ASK)
    assert not [word for word in ("bring", "together", "yourself") if word in mentors]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        *(("Developing others", "developing others"), ("Financial acumen", "financial acumen")),
        *(("SQL", "SQL"), ("dbt models", "dbt models"), ("O'Reilly's way", "O'Reilly's way")),
        *(("Excel", "this: Excel"), ("Hard conversations", "this: Hard conversations")),
        *(("Spring security", "this: Spring security"), ("Ökonomie", "this: Ökonomie")),
    ],
)
def test_a_skill_has_its_capital_where_it_may_be_a_name(name: str, told: str) -> None:
    """A common word is small inside a sentence; of the rest nobody can tell."""
    facts = {**ASK, "skill": name}
    assert f"I want to get better at {told}. " in asked(**facts)
    assert f"your answer about {told}.\n" in asked(terms={"state": "declined"}, **facts)


@pytest.mark.parametrize(
    ("time", "told"),
    [("Three months", " (three months)"), ("March", " (March)"), ("By May", ", by May")],
)
def test_a_time_stands_in_its_sentence(time: str, told: str) -> None:
    """A number and a word that leads in are small; a month is not."""
    assert f"45 minutes with me{told}? " in asked(**{**ASK, "time_frame": time})


def test_what_a_request_lacks_is_left_out() -> None:
    """A request of a file edited by hand is still a letter."""
    letter = asked(name=" ")
    assert "None" not in letter
    assert "Would you be willing to spend a few meetings of 45 minutes with me?" in letter


def test_p088_a_request_says_why_them_where_i_stand_and_what_for() -> None:
    """In whole sentences: my level in words with what showed it, how many meetings of how long."""
    terms = {"purpose": "Lead the readout", "minutes": 30}
    assert """\
Dear Ines,

I want to get better at financial acumen. What it is for: Lead the readout. \
So far, I know the basics, and need help with the rest. \
What I can do already: I read ours with help.

I am asking you because of what I saw: you told a whole year in one number.

Would you be willing to spend three meetings of 30 minutes with me, before the end of January? \
They would be about this: how our pages are read.

What I want to be able to do afterwards:

- I can read ours alone

If this is not a good time, would there be a better one, and when? \
And is there somebody else you would recommend I approach?

Thank you for thinking about it,\\
Robin Vale
""" == asked(terms=terms, **ASK)


def test_p041_a_sponsor_is_asked_for_a_room_and_not_for_lessons() -> None:
    """With a result of mine, no skill, no level and no meetings."""
    terms = {"kind": "sponsor", "purpose": "a team of my own"}
    letter = asked(terms=terms, **{**ASK, "evidence": "Cost fell by 9%", "focus": "The plan round"})
    assert (
        """
I am working towards this: a team of my own.

What I can show for it: Cost fell by 9%.

Would you be willing to get me into one room, before the end of January? \
It is this one: the plan round.
"""
        in letter
    )
    assert not [word for word in ("acumen", "meetings", "basics") if word in letter]


def test_p092_who_was_recommended_is_told_by_whom() -> None:
    """It is the first thing that they read."""
    letter = asked(about={"introduced_by": "bo-li"}, **ASK)
    assert letter.startswith("Dear Ines,\n\nBo Li recommended that I turn to you.\n")


def test_p091_a_request_after_a_later_says_so() -> None:
    """With the day on which it was asked for first."""
    letter = asked(terms={"state": "later"}, sent_on=day("09-01"), answer="later", **ASK)
    assert "When I asked you on Tue 1 Sep, you said that later would be better." in letter


def test_p092_after_a_no_it_asks_whether_later_or_whom_else() -> None:
    """Not for the same again; whom they recommended is thanked for."""
    letter = asked(terms={"state": "declined"}, **ASK)
    assert "willing at a later date? If so, when?" in letter
    assert "anyone else you would recommend I approach" in letter
    assert "Would you be willing" not in letter
    assert "anyone else" not in asked(terms={"state": "declined"}, referred_to="bo-li", **ASK)


@pytest.mark.parametrize(
    ("time_frame", "told"),
    [
        ("Before March.", "with me, before March?"),
        ("3 months", "with me (3 months)?"),
        (None, "me?"),
    ],
)
def test_a_time_is_a_part_of_the_sentence(time_frame: str | None, told: str) -> None:
    """What begins with no such word stands in brackets."""
    assert told in asked(**{**ASK, "time_frame": time_frame})


def test_a_title_and_a_recorded_address_are_used() -> None:
    """Dear Dr. Ferrar, and what the person's own field says before that."""
    assert asked("Dr. Ines Ferrar").startswith("Dear Dr. Ferrar,\n")
    assert asked("Dr. Ines Ferrar", about={"address": "Ines"}).startswith("Dear Ines,\n")


@pytest.mark.parametrize(
    ("role", "opening"),
    [
        ("giving", "You set yourself this"),
        ("equal", "This is on your list for what we do together"),
    ],
)
def test_a_reminder_is_of_what_we_are_to_each_other(role: str, opening: str) -> None:
    """A mentee offered me nothing, and a partner owes it to both."""
    told = bound(my_role=role)
    promised = action("kwdf-board-pack", "10-04", "them", relationship="priya-mentor")
    reminder = build_reminder(journal_of(person(), told, promised), told, TODAY)
    assert opening in render_markdown(compose_reminder(reminder, TODAY))


def test_a_reminder_is_of_what_is_due_and_dares_to_be_sent() -> None:
    """By the day that was agreed on, never how late it is; what is not due yet is left alone."""
    promised: dict[str, Any] = {"owner": "them", "relationship": "priya-mentor"}
    journal = journal_of(
        *(person(), PRIYA, action("kwdf-board-pack", "10-04", **promised)),
        *(action("kwdg-intro", None, **promised), action("kwdh-soon", "10-20", **promised)),
        action("kwdj-secret", "10-01", visibility="private", **promised),
        action("kwdk-mine", "10-01", relationship="priya-mentor"),
    )
    assert """\
Dear Priya,

You offered me this, and I would still be glad of it:

- Board pack (we said Sun 4 Oct)
- Intro

If something has changed, or you need anything from me for it, please tell me.

With thanks,\\
Robin Vale
""" == render_markdown(compose_reminder(build_reminder(journal, PRIYA, TODAY), TODAY))


def parting(*stored: Stored[Any], later: bool = False, **fields: Any) -> str:
    """Return the farewell to Priya, or the hello, in a journal of these records."""
    ended = bound(**{"closed_on": day("06-01"), "start": day("01-05"), **fields})
    journal = journal_of(person(), ended, *stored)
    letter = build_farewell(journal, ended, TODAY, "I slept well.", later=later)
    return render_markdown((compose_hello if later else compose_farewell)(letter, TODAY))


WON = win("kwdf-won-the-room", "03-10", credit=("priya-nair",), visibility="shared")
WON_LATER = win("bxdf-moved-up", "09-10", credit=("priya-nair",), visibility="shared")
HIDDEN = win("zzdf-secret", "09-10", credit=("priya-nair",), visibility="private")
OWED = {"relationship": "priya-mentor"}


def test_a_farewell_thanks_for_all_of_it_and_owns_up_to_what_is_open() -> None:
    """It tells what came of it, as far as they may see, and what I owe; never what they owe."""
    said = parting(
        *(held("m-1", "02-01 15:00"), held("m-2", "05-01 15:00"), WON, HIDDEN),
        action("kwdf-slides", "10-20", **OWED),
        action("bxhq-notes", "09-01", **OWED),
        action("gchq-intro", "09-01", "them", **OWED),
    )
    for words in (
        "Thank you for the two meetings that we had. I learned a great deal from you.",
        "I slept well.",
        "You had a part in this:\n\n- Won the room",
        "This is still on my list for you:\n\n- Notes\n- Slides, by Tue 20 Oct",
        "I would like to stay in touch.",
        "With warm thanks,",
    ):
        assert words in said
    assert "Secret" not in said
    assert "Intro" not in said


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "sponsor"}, "You opened doors for me, and I know what that took."),
        ({"my_role": "giving"}, "It was a pleasure to see you grow."),
        ({"kind": "sponsor", "my_role": "giving"}, "It was a pleasure to see you grow."),
        ({"kind": "partner", "my_role": "equal"}, "It was a pleasure to build this with you."),
    ],
)
def test_a_farewell_fits_what_we_were(fields: dict[str, Any], words: str) -> None:
    """A sponsor opened doors, a mentee grew; without a meeting it thanks for the time."""
    assert f"Thank you for the time that we had. {words}" in parting(**fields)


def test_a_hello_tells_what_came_of_it_since() -> None:
    """How long it has been, what they had a part in since the end, and a question back."""
    said = parting(held("m-1", "05-14 15:00"), WON, WON_LATER, HIDDEN, later=True)
    for words in (
        "It has been five months since we last met, and I thought of you.",
        "I slept well.",
        "Since then, you had a part in this:\n\n- Moved up\n\nHow are you",
    ):
        assert words in said
    assert "Today I thought of you." in parting(later=True)
