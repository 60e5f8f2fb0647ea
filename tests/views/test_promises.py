from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from devjournal.views.promises import build_promises
from tests.builders import TODAY, action, bound, day, held, journal_of, meeting, person

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

MET = held("priya-mentor-001", "09-17 15:00")


def done(stored: Stored[Any], on: str) -> Stored[Any]:
    """Return an action as it is once it was done on a day."""
    return dataclasses.replace(stored, record=stored.record.finish(day(on)))


def ours(id_: str, due: str | None = None, owner: str = "me") -> Stored[Any]:
    """Return an open action between Priya and me."""
    return action(id_, due, owner, relationship="priya-mentor")


def test_p074_both_sides_stand_beside_each_other() -> None:
    """What they promised is looked at like what I promised."""
    promises = build_promises(
        journal_of(person(), bound(), ours("kwdf-draft"), ours("bxhq-intro", owner="them")),
        "priya-mentor",
        TODAY,
    )
    assert ["kwdf-draft"] == [promise.ref.id for promise in promises.mine]
    assert ["bxhq-intro"] == [promise.ref.id for promise in promises.theirs]
    assert 2 == promises.total


def test_promises_kept_since_the_last_meeting_are_shown() -> None:
    """What was done since we last met counts; what was done before was looked at then."""
    promises = build_promises(
        journal_of(
            person(),
            bound(),
            MET,
            done(ours("bcdf-old"), "09-16"),
            done(ours("ghjk-new"), "09-17"),
        ),
        "priya-mentor",
        TODAY,
    )
    assert ["ghjk-new"] == [promise.ref.id for promise in promises.mine]
    assert promises.mine[0].is_done


def test_a_dropped_promise_is_gone() -> None:
    """What was given up is no promise any more."""
    gone = ours("bcdf-gone")
    gone = dataclasses.replace(gone, record=gone.record.drop(TODAY))
    assert 0 == build_promises(journal_of(person(), bound(), gone), "priya-mentor", TODAY).total


def test_an_open_promise_stays_however_old() -> None:
    """An open promise made three meetings ago is still looked at."""
    journal = journal_of(
        person(),
        bound(),
        held("priya-mentor-001", "07-17 15:00"),
        held("priya-mentor-002", "08-17 15:00"),
        MET,
        ours("bcdf-old", "07-30"),
    )
    assert 1 == build_promises(journal, "priya-mentor", TODAY).total


def test_a_promise_is_late_from_the_day_after() -> None:
    """Due today is not late; due yesterday is one day late; done is never late."""
    journal = journal_of(
        person(),
        bound(),
        ours("bcdf-today", "10-14"),
        ours("ghjk-yesterday", "10-13"),
        ours("lmnp-some-day"),
        done(ours("qrst-kept", "10-01"), "10-14"),
    )
    late = {p.title: p.days_late for p in build_promises(journal, "priya-mentor", TODAY).mine}
    assert {"Kept": 0, "Yesterday": 1, "Today": 0, "Some day": 0} == late


def test_promises_come_in_the_order_of_their_days() -> None:
    """The earliest day comes first, those without a day last."""
    journal = journal_of(
        person(),
        bound(),
        ours("bcdf-some-day"),
        ours("ghjk-later", "11-01"),
        ours("lmnp-soon", "10-20"),
    )
    titles = [promise.title for promise in build_promises(journal, "priya-mentor", TODAY).mine]
    assert ["Soon", "Later", "Some day"] == titles


def test_promises_to_others_are_no_part_of_it() -> None:
    """A promise in another relationship, or in none, does not stand on this agenda."""
    journal = journal_of(
        person(),
        bound(),
        meeting("priya-mentor-001", "10-15 15:00"),
        action("bcdf-alone", "10-14"),
        action("ghjk-other", "10-14", relationship="zoe-coach"),
    )
    assert 0 == build_promises(journal, "priya-mentor", TODAY).total


def test_a_promise_bears_the_letters_to_type() -> None:
    """Each promise has the shortest form of its id."""
    journal = journal_of(person(), bound(), ours("kwdf-draft"), ours("kwtz-slide"))
    promises = build_promises(journal, "priya-mentor", TODAY)
    assert ["kwd", "kwt"] == [promise.short for promise in promises.mine]
