from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.models.relationship_parts import Ask
from devjournal.render.compose.agenda import compose_agenda
from devjournal.render.document import Span, Timeline
from devjournal.render.theme import Console
from devjournal.render.to_terminal import render_terminal
from devjournal.views.agenda import build_agenda
from tests.builders import (
    TODAY,
    action,
    bound,
    day,
    held,
    journal_of,
    meeting,
    objective,
    person,
    skill,
    topic,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

PRIYA = (
    person(),
    bound(meetings_agreed=3, channel="video"),
    held("priya-mentor-001", "09-17 15:00"),
    meeting("priya-mentor-002", "10-15 15:00"),
)
READY = (topic("krtz-how", kind="question"), topic("vnpl-forecast", raised_on=day("09-10")))


def page(*records: Stored[Any], reader: str = "self", today: dt.date = TODAY) -> list[str]:
    """Return the lines of the page about the next meeting with Priya."""
    given = {one.ref for one in records}
    journal = journal_of(*(one for one in PRIYA if one.ref not in given), *records)
    agenda = build_agenda(journal, "priya-mentor", today, reader=reader)
    return render_terminal(compose_agenda(agenda, today), Console(width=120)).splitlines()


def row(lines: list[str], label: str) -> str:
    """Return the row of a part, from its label on."""
    return next(line[line.index(label) :] for line in lines if label in line)


def test_the_title_says_whom_when_and_how_long() -> None:
    """Person, what they are to me, which meeting, when, how long, by which channel."""
    assert (
        "Priya Nair · mentor · meeting 2 of 3 · Thu 15 Oct 2026 15:00 · 45 min · video" == page()[0]
    )


def test_a_meeting_without_a_day_says_so() -> None:
    """The page stands before there is a day, and says how to plan one."""
    journal = journal_of(person(), bound(), *READY)
    agenda = build_agenda(journal, "priya-mentor", TODAY)
    lines = render_terminal(compose_agenda(agenda, TODAY), Console()).splitlines()
    assert "Priya Nair · mentor · meeting 1 · no day yet · 45 min" == lines[0]
    assert '! It has no day yet.  devjournal meet "Priya Nair" --next "..."' == lines[-1]


def test_p073_purpose_and_focus_head_the_page() -> None:
    """Why we meet, from where to where, for what; and what last time said."""
    lines = page(
        bound(ask=Ask(skill="financial-acumen"), objectives=("cut-cost",)),
        skill("financial-acumen", ("06-15", 2), target=4),
        objective("cut-cost", title="Cut cost to serve by 8%"),
        held("priya-mentor-001", "09-17 15:00", next_focus="Rehearse five minutes"),
    )
    assert [
        'Purpose  financial acumen 2 → 4, for "Cut cost to serve by 8%"',
        "Focus    Rehearse five minutes",
    ] == lines[1:3]


def test_a_carried_topic_tells_its_day() -> None:
    """Since when it waits stands behind it."""
    assert row(page(*READY), "Topic vnpl").endswith("Forecast (carried from 17 Sep)")


def test_both_sides_of_what_was_promised_stand_together() -> None:
    """How many of how many are kept, and what waits with its id and how late it is."""
    kept = action("kwdf-draft", "10-14", relationship="priya-mentor")
    kept = dataclasses.replace(kept, record=kept.record.finish(TODAY))
    waiting = action("bxhq-intro-to-dana", "10-13", "them", relationship="priya-mentor")
    assert ("Promised    me 1 of 1 done · Priya 0 of 1: bxhq Intro to dana, 1 day late") == row(
        page(*READY, kept, waiting), "Promised"
    )


def test_where_much_waits_each_side_has_its_line() -> None:
    """The other side's promises stand beneath mine."""
    mine = action("kwdf-draft", "10-20", relationship="priya-mentor")
    waiting = action("bxhq-intro-to-dana", "10-13", "them", relationship="priya-mentor")
    late = action("mflc-pack", "10-10", "them", relationship="priya-mentor")
    lines = page(*READY, mine, waiting, late)
    first = row(lines, "Promised")
    assert "Promised    me 0 of 1 done: kwdf Draft" == first
    below = next(line for line in lines if "Priya 0 of 2" in line)
    assert "Priya 0 of 2: mflc Pack, 4 days late; bxhq Intro to dana, 1 day late" == below.strip()


def test_what_waits_stands_below_with_all_it_is() -> None:
    """A part that found no room keeps its name, its id and its words."""
    lines = page(
        topic("bcdf-long", raised_on=day("10-01"), minutes=31),
        topic("ghjk-next", raised_on=day("09-02"), minutes=30, deep_dive=True),
    )
    place = lines.index("If there is time:")
    assert " • Topic bcdf  Long" == lines[place + 1]


def test_promises_that_found_no_room_are_still_told() -> None:
    """In a meeting of five minutes the promises stand below the plan, and are not lost."""
    short = meeting("priya-mentor-002", "10-15 15:00", minutes=3)
    waiting = action("bxhq-intro", "10-13", "them", relationship="priya-mentor")
    lines = page(short, waiting, *READY)
    assert any("bxhq Intro, 1 day late" in line for line in lines)


def test_p059_ready_or_not_is_the_last_word() -> None:
    """Ready with the minutes, or what is missing and the command that mends it."""
    assert "Ready: a question and a topic, 45 of 45 minutes." == page(*READY)[-1]
    assert (
        '! Not ready: no question yet, 45 of 45 minutes.  devjournal topic priya "...?"'
        == page(READY[1])[-1]
    )


def test_a_meeting_that_has_passed_is_to_be_logged() -> None:
    """It says that it waits to be logged, and how."""
    lines = page(*READY, today=day("10-16"))
    assert "! It is not logged yet.  devjournal log priya" == lines[-1]


def test_the_other_sides_copy_names_both_and_has_no_ids() -> None:
    """They have nothing to type an id into; what is withheld is counted."""
    waiting = action("bxhq-intro", "10-13", relationship="priya-mentor")
    concern = topic("mflc-concern", kind="concern")
    lines = page(*READY, waiting, concern, reader="priya-mentor")
    text = "\n".join(lines)
    assert lines[0].startswith("Robin Vale and Priya Nair · mentor · meeting 2 of 3")
    assert "Promised  Robin 0 of 1 done: Intro, 1 day late" == row(lines, "Promised")
    assert not [letters for letters in ("bxhq", "krtz", "vnpl", "oncern") if letters in text]
    assert "Withheld: 1 private item" == lines[-1]


def test_whom_it_does_not_concern_gets_an_empty_page() -> None:
    """Neither the person nor the day is told, only how much is withheld."""
    lines = page(*READY, reader="exec")
    assert ["Robin Vale", "There is nothing here for exec."] == lines[:2]
    assert not [line for line in lines if "Priya" in line or "Oct" in line]


def test_the_part_to_type_of_an_id_is_told_apart() -> None:
    """The shortest form is strong, the rest of the letters quiet."""
    agenda = build_agenda(journal_of(*PRIYA, READY[0]), "priya-mentor", TODAY)
    timeline = compose_agenda(agenda, TODAY).blocks[1]
    assert isinstance(timeline, Timeline)
    assert [(Span("kr", "id"), Span("tz", "id_rest"))] == [
        slot.ref for slot in timeline.slots if slot.ref
    ]
