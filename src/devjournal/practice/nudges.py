"""Nudges: what would be good to do and presses nobody. At most one of each sort is given.

Nothing nags about what is still being processed (P018), nor about what its user put off or
turned off in the journal's settings. Where there are many they take turns from day to day.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from devjournal.journal.stored import Ref
from devjournal.namedtuples import NamedTuple
from devjournal.practice.counts import all_held, is_quiet, last_look, longest_unchecked, template_of
from devjournal.practice.settle import WENT, plan_command, who_word
from devjournal.shell import NUMBER, command, set_command

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.entries import Setback
    from devjournal.models.growth import Goal
    from devjournal.models.people import Relationship
    from devjournal.models.profile import Nudged

_RECENT, _A_WHILE = dt.timedelta(days=90), dt.timedelta(days=7)
_ENOUGH_TO_ASK = 2
_FAREWELL = dt.timedelta(days=30)
_HELLO, _LONG_AGO = 90, 365
_MENTOR = ("mentor", "receiving")
_HARD = ("mixed", "sank")


class Nudge(NamedTuple):
    """One nudge: what it is about, what it says of it, the command that settles it, and why."""

    kind: Nudged
    about: str
    words: str
    command: str
    ref: Ref
    why: str = ""


_WHY: Mapping[Nudged, str] = {
    "last_meeting": "when both of you say that it is the end, the door stays open",
    "outcome": "while it is fresh, a mentor can help you see what to do next time",
    "goal": "a goal is soon lost sight of; a check-in takes a minute",
    "feedback": "few people offer feedback unasked; on the agenda it is easy to give",
    "win": "with a number, and what it meant for the business, others can pass it on",
    "check": "a quarter shows how much it helps you, and how trust grows",
    "hello": "people like to hear what came of what you learned from them",
}
"""Why each sort of nudge is given."""


def nudges(
    journal: Journal, now: dt.datetime, shorts: Mapping[str, str], *, most: int = 3
) -> tuple[Nudge, ...]:
    """Return the nudges for a day, the weightiest first; `shorts` are ids of lettered records."""
    today = now.date()
    resting = still_processing(journal, today)
    found = (
        _last_meeting(journal),
        _hard_outcome(journal, now, resting),
        _quiet_goal(journal, today),
        _no_feedback(journal, now),
        _bare_win(journal, today, resting, shorts),
        _unchecked(journal, now),
        _no_hello(journal, today),
    )
    off = _silenced(journal, today)
    wanted = [nudge._replace(why=_WHY[nudge.kind]) for nudge in found if nudge]
    return _in_turn([nudge for nudge in wanted if nudge.kind not in off], today, most)


def _silenced(journal: Journal, today: dt.date) -> frozenset[Nudged]:
    """Return what the journal's settings want no nudge about today."""
    later = (one.nudge for one in journal.settings.nudges_later if one.until > today)
    return frozenset((*journal.settings.nudges_off, *later))


def _in_turn(found: Sequence[Nudge], today: dt.date, most: int) -> tuple[Nudge, ...]:
    """Return so many of them, each day those that follow on the last day's."""
    if len(found) <= most:
        return tuple(found)
    first = today.toordinal() * most
    chosen = {(first + at) % len(found) for at in range(most)}
    return tuple(found[at] for at in sorted(chosen))


def still_processing(journal: Journal, today: dt.date) -> frozenset[Ref]:
    """Return what nothing may nag about today, because it still stings. (P018)

    Each setback in that stage (until its day, or without one, until it is debriefed), its
    goal and its opportunity, and what is linked to these two or reflects on the setback.
    """
    still_open = journal.entries_of("setback", closed=False)
    processing = (one for one in still_open if one.record.state == "processing")
    setbacks = [one for one in processing if (one.record.processing_until or today) >= today]
    if not setbacks:
        return frozenset()
    ids = {setback.id for setback in setbacks}
    goals = {one.record.goal for one in setbacks if one.record.goal}
    sank = {one.record.opportunity for one in setbacks if one.record.opportunity}
    tried = filter(None, (journal.get(("opportunity", id_)) for id_ in sank))
    goals.update(goal for one in tried for goal in one.record.prep_goals)
    linked = (e for e in journal.entries if e.record.about in ids or e.record.opportunity in sank)
    retries = (one for one in journal.opportunities if one.record.retry_of in sank) if sank else ()
    named = (*(Ref("goal", id_) for id_ in goals), *(Ref("opportunity", id_) for id_ in sank))
    return frozenset((*named, *(one.ref for one in (*setbacks, *linked, *retries))))


def asks_for_debrief(setback: Setback, today: dt.date) -> bool:
    """Whether the rest of a setback was over a short while ago, and nobody looked at it yet."""
    until = setback.processing_until
    is_just_over = until is not None and today - _A_WHILE <= until < today
    return setback.state == "processing" and is_just_over


def _last_meeting(journal: Journal) -> Nudge | None:
    """All meetings agreed on were held: close it, or agree on more. (P089)"""
    for one in _active(journal):
        if all_held(journal, one) and not journal.next_meeting(one.id):
            held, agreed = len(journal.held_with(one.id)), one.record.meetings_agreed or 0
            counted = f"all {agreed} meetings held" if agreed > 1 else "the one meeting held"
            if held > agreed:
                counted = f"{held} meetings held, {agreed} agreed"
            words = f"{counted}: close or renew?"
            close = command("relationship", "close", one.id, "--as", "completed")
            return Nudge("last_meeting", journal.name_of(one.record.person), words, close, one.ref)
    return None


def _hard_outcome(journal: Journal, now: dt.datetime, resting: frozenset[Ref]) -> Nudge | None:
    """The latest that did not go well, which no mentor of mine has heard of since. (P021)

    While a setback of it asks for its debrief, that is enough.
    """
    mentors = [m for m in _active(journal) if (m.record.kind, m.record.my_role) == _MENTOR]
    chosen = _whom_to_tell(journal, mentors, now.date())
    setbacks = journal.entries_of("setback", closed=False)
    asked = {one.record.opportunity for one in setbacks if asks_for_debrief(one.record, now.date())}
    hard = [
        (day, one.id, one)
        for outcome in _HARD
        for one in journal.where("opportunity", outcome=outcome)
        if (day := one.record.on or one.record.closed_on)
        if now.date() - day <= _RECENT and one.ref not in resting and one.id not in asked
    ]
    if chosen is None or not hard:
        return None
    day, _, latest = max(hard)
    title, mentor = latest.record.title, chosen
    if any(_talked_since(journal, one.id, day) for one in mentors):
        return None
    settle = plan_command(journal, mentor, now.date())
    if journal.next_meeting(mentor, now.date()):
        question = f"What do I make of it: {title}"
        settle = command("topic", who_word(journal, mentor, now), question, "--kind", "concern")
    words = f"it {WENT[str(latest.record.outcome)]}: talk it over with your mentor"
    return Nudge("outcome", title, words, settle, latest.ref)


def _whom_to_tell(
    journal: Journal, mentors: list[Stored[Relationship]], today: dt.date
) -> str | None:
    """Return the mentor whom I meet next, but none who supervises me. (P032)"""
    people = journal.all("person")
    bosses = {id_ for id_, person in people.items() if person.record.supervises_me}
    free = [one for one in mentors if one.record.person not in bosses]
    planned = ((journal.next_meeting(one.id, today), one.id) for one in free)
    soon = [(journal.moment(meeting.record.at), id_) for meeting, id_ in planned if meeting]
    return min(soon)[1] if soon else free[0].id if free else None


def _talked_since(journal: Journal, relationship: str, day: dt.date) -> bool:
    """Whether there was a meeting, or there is a topic for one, after a day."""
    met = any(journal.day_of(m.record.at) > day for m in journal.held_with(relationship))
    topics = journal.where("topic", relationship=relationship)
    return met or any((topic.record.raised_on or dt.date.min) >= day for topic in topics)


def quiet_goals(journal: Journal, today: dt.date) -> list[Stored[Goal]]:
    """Return the goals that nobody looked at for a month, but for those that still sting."""
    quiet = [one for one in journal.goals if one.is_open and is_quiet(one.record, today)]
    resting = still_processing(journal, today) if quiet else ()
    return [goal for goal in quiet if goal.ref not in resting]


def last_checkin(goal: Goal, today: dt.date) -> str:
    """Return how long a quiet goal has had no check-in, in words."""
    since = f"for {(today - goal.latest.on).days} days" if goal.latest else "yet"
    return f"no check-in {since}"


def _quiet_goal(journal: Journal, today: dt.date) -> Nudge | None:
    """The goal that was looked at longest ago."""
    quiet = quiet_goals(journal, today)
    if not quiet:
        return None
    oldest = min(quiet, key=lambda goal: (last_look(goal.record), goal.id))
    record = oldest.record
    how: tuple[str, ...] = ("--health", "on_track")
    if template_of(record):  # the journal counts it
        how = ()
    elif record.baseline is not None or record.target is not None:
        how = ("--value", NUMBER)
    settle = command("goal", "checkin", oldest.id, *how)
    return Nudge("goal", record.title, last_checkin(record, today), settle, oldest.ref)


def _no_feedback(journal: Journal, now: dt.datetime) -> Nudge | None:
    """Somebody I meet and learn from was never asked for feedback. (P064)"""
    asked = {topic.record.relationship for topic in journal.where("topic", kind="feedback")}
    received = [f.record for f in journal.entries_of("feedback") if f.record.given_by != "me"]
    heard = {one.relationship for one in received} | {one.given_by for one in received}
    for one in _active(journal):
        known = {one.id, one.record.person} & (asked | heard)
        held = len(journal.held_with(one.id))
        if one.record.my_role == "giving" or held < _ENOUGH_TO_ASK or known:
            continue
        words = f"{held} meetings, no feedback asked for yet"
        question = (who_word(journal, one.id, now), "What should I do differently?")
        ask = command("topic", *question, "--kind", "feedback")
        return Nudge("feedback", journal.name_of(one.record.person), words, ask, one.ref)
    return None


def _bare_win(
    journal: Journal, today: dt.date, resting: frozenset[Ref], shorts: Mapping[str, str]
) -> Nudge | None:
    """The latest win that does not say what it meant for the business. (P010, P011)"""
    for win in reversed(journal.entries_of("win")):
        record, short = win.record, shorts[win.id]
        facts = (("no number", record.numbers), ("nothing on what it meant", record.so_what))
        missing = [words for words, told in facts if not told]
        if missing and record.on >= today - _RECENT and win.ref not in resting:
            # Numbers stand in the file.
            tell = command("edit", short) if record.so_what else set_command(short, "so_what")
            return Nudge("win", record.text, f"{' and '.join(missing)} yet", tell, win.ref)
    return None


def _unchecked(journal: Journal, now: dt.datetime) -> Nudge | None:
    """Whom I meet, and checked on longest ago: how we fit, how far we trust. (P042, P075)"""
    found = longest_unchecked(journal, now.date())
    if found is None:
        return None
    stored, since = found
    words = f"how is it going? not checked for {(now.date() - since).days} days"
    check = command("relationship", "check", who_word(journal, stored.id, now))
    return Nudge("check", journal.name_of(stored.record.person), words, check, stored.ref)


def _no_hello(journal: Journal, today: dt.date) -> Nudge | None:
    """Somebody whom I learned from, and who has not heard from me since it was completed. (P103)"""
    near = {one.record.person for one in journal.relationships if one.is_open}
    for one in journal.where("relationship", state="closed", closed_as="completed"):
        record = one.record
        days = (today - (record.closed_on or today)).days
        heard = (record.wrote_on or dt.date.min) > (record.closed_on or today) + _FAREWELL
        if record.person in near or heard or not _HELLO <= days <= _LONG_AGO:
            continue
        words = f"it ended {days} days ago: say hello"
        hello = command("thank", one.id, "--hello")
        return Nudge("hello", journal.name_of(record.person), words, hello, one.ref)
    return None


def _active(journal: Journal) -> list[Stored[Relationship]]:
    return [one for one in journal.relationships if one.record.state == "active"]
