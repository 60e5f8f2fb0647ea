"""Nudges: what would be good to do and presses nobody. At most one of each sort is given.

Nothing nags about what is still being processed (P018).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from devjournal.frozen import dataclass
from devjournal.practice.checking import longest_unchecked
from devjournal.practice.processing import still_processing
from devjournal.practice.settle import FILL_IN, command, plan_command, who_word

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.goal import Goal
    from devjournal.models.opportunity import Opportunity
    from devjournal.models.relationship import Relationship

QUIET_DAYS = 30
"""A goal without a check-in for this many days has gone quiet."""

_RECENT = dt.timedelta(days=90)
_ENOUGH_TO_ASK = 2
_MENTOR = ("mentor", "receiving")
_HARD = {
    "mixed": "it went so-so: talk it over with your mentor",
    "sank": "it sank: talk it over with your mentor",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """One nudge: what it is about, what it says of it, and the command that settles it."""

    kind: Literal["last_meeting", "outcome", "goal", "feedback", "win", "check"]
    about: str
    words: str
    command: str
    ref: Ref


def nudges(
    journal: Journal, now: dt.datetime, shorts: Mapping[str, str], *, most: int = 3
) -> tuple[Nudge, ...]:
    """Return the nudges for a day, the weightiest first, one of each sort at most.

    `shorts` are the short ids of lettered records.
    """
    quiet = still_processing(journal, now.date())
    found = (
        _last_meeting(journal),
        _hard_outcome(journal, now, quiet),
        _quiet_goal(journal, now.date(), quiet),
        _no_feedback(journal, now),
        _bare_win(journal, now.date(), quiet, shorts),
        _unchecked(journal, now),
    )
    return tuple(nudge for nudge in found if nudge)[:most]


def _last_meeting(journal: Journal) -> Nudge | None:
    """All meetings agreed on were held: close it, or agree on more. (P089)"""
    for bound in _active(journal):
        agreed = bound.record.meetings_agreed
        if agreed is None or journal.next_meeting(bound.id):
            continue
        if len(journal.held_with(bound.id)) >= agreed > 0:
            return Nudge(
                kind="last_meeting",
                about=journal.name_of(bound.record.person),
                words=f"all {agreed} meetings held: close or renew?",
                command=command("relationship", "close", bound.id, "--as", "completed"),
                ref=bound.ref,
            )
    return None


def _hard_outcome(journal: Journal, now: dt.datetime, quiet: frozenset[Ref]) -> Nudge | None:
    """The latest that did not go well, which no mentor of mine has heard of since. (P021)"""
    mentors = [b for b in _active(journal) if (b.record.kind, b.record.my_role) == _MENTOR]
    hard = [one for one in _recent_outcomes(journal, now.date()) if one[1].ref not in quiet]
    if not mentors or not hard:
        return None
    day, latest = max(hard, key=lambda one: (one[0], one[1].id))
    if any(_talked_since(journal, mentor.id, day) for mentor in mentors):
        return None
    return Nudge(
        kind="outcome",
        about=latest.record.title,
        words=_HARD[str(latest.record.outcome)],
        command=_talk_it_over(journal, mentors[0].id, latest.record.title, now),
        ref=latest.ref,
    )


def _recent_outcomes(
    journal: Journal, today: dt.date
) -> Iterator[tuple[dt.date, Stored[Opportunity]]]:
    """Yield each opportunity that went hard of late, behind its day."""
    for chance in journal.opportunities:
        if any(chance.mentions(word) for word in _HARD) and chance.record.outcome in _HARD:
            day = chance.record.on or chance.record.closed_on
            if day and today - day <= _RECENT:
                yield day, chance


def _talked_since(journal: Journal, relationship: str, day: dt.date) -> bool:
    """Whether there was a meeting, or there is a topic for one, after a day."""
    met = any(journal.day_of(m.record.at) > day for m in journal.held_with(relationship))
    topics = (topic.record for topic in journal.topics if topic.mentions(relationship))
    return met or any(
        topic.relationship == relationship and (topic.raised_on or dt.date.min) >= day
        for topic in topics
    )


def _talk_it_over(journal: Journal, mentor: str, title: str, now: dt.datetime) -> str:
    """Return the command that brings it to the next meeting, or plans that one first."""
    if journal.next_meeting(mentor) is None:
        return plan_command(journal, mentor, FILL_IN)
    question = f"What do I make of it: {title}"
    return command("topic", who_word(journal, mentor, now), question, "--kind", "concern")


def _quiet_goal(journal: Journal, today: dt.date, quiet: frozenset[Ref]) -> Nudge | None:
    """The goal that was looked at longest ago."""
    still_open = [goal for goal in journal.goals if goal.is_open and goal.ref not in quiet]
    goals = [goal for goal in still_open if goal.record.state == "active"]
    oldest = min(goals, key=lambda goal: (last_look(goal.record), goal.id), default=None)
    if oldest is None or (today - last_look(oldest.record)).days < QUIET_DAYS:
        return None
    latest = oldest.record.latest
    since = f"for {(today - latest.on).days} days" if latest else "yet"
    return Nudge(
        kind="goal",
        about=oldest.record.title,
        words=f"no check-in {since}",
        command=command("goal", "checkin", oldest.id, *_how_it_goes(oldest.record)),
        ref=oldest.ref,
    )


def last_look(goal: Goal) -> dt.date:
    """Return the day on which a goal was last looked at: its check-in, else its making."""
    return goal.latest.on if goal.latest else goal.created or dt.date.min


def _how_it_goes(goal: Goal) -> tuple[str, str]:
    if goal.baseline is None and goal.target is None:
        return ("--health", "on_track")
    return ("--value", FILL_IN)


def _no_feedback(journal: Journal, now: dt.datetime) -> Nudge | None:
    """Somebody I meet and learn from was never asked for feedback. (P064)"""
    topics = (topic.record for topic in journal.topics if topic.mentions("feedback"))
    asked = {topic.relationship for topic in topics if topic.kind == "feedback"}
    given = journal.entries_of("feedback")
    told = [one.record for one in given if one.record.given_by != "me"]
    heard = {one.relationship for one in told} | {one.given_by for one in told}
    for bound in _active(journal):
        known = {bound.id, bound.record.person} & (asked | heard)
        held = len(journal.held_with(bound.id))
        if bound.record.my_role == "giving" or held < _ENOUGH_TO_ASK or known:
            continue
        who = who_word(journal, bound.id, now)
        question = "What should I do differently?"
        return Nudge(
            kind="feedback",
            about=journal.name_of(bound.record.person),
            words=f"{held} meetings, and never asked for feedback",
            command=command("topic", who, question, "--kind", "feedback"),
            ref=bound.ref,
        )
    return None


def _bare_win(
    journal: Journal, today: dt.date, quiet: frozenset[Ref], shorts: Mapping[str, str]
) -> Nudge | None:
    """The latest win that does not say what it meant for the business. (P010, P011)"""
    since = today - _RECENT
    for win in reversed(journal.entries_of("win")):
        missing = [
            *([] if win.record.numbers else ["number"]),
            *([] if win.record.so_what else ["so-what"]),
        ]
        if missing and win.record.on >= since and win.ref not in quiet:
            return Nudge(
                kind="win",
                about=win.record.text,
                words=" and ".join(f"no {what}" for what in missing) + " yet",
                command=_tell(shorts[win.id], missing),
                ref=win.ref,
            )
    return None


def _tell(short: str, missing: list[str]) -> str:
    """Return how to say what is missing; numbers stand in the file, which `show` names."""
    if "so-what" in missing:
        return command("set", short) + f' so_what="{FILL_IN}"'
    return command("show", short)


def _unchecked(journal: Journal, now: dt.datetime) -> Nudge | None:
    """Whom I meet, and looked at longest ago: how we fit, how far we trust. (P042, P075)"""
    found = longest_unchecked(journal, now.date())
    if found is None:
        return None
    bound, since = found
    return Nudge(
        kind="check",
        about=journal.name_of(bound.record.person),
        words=f"how does it go? no look at it for {(now.date() - since).days} days",
        command=command("relationship", "check", who_word(journal, bound.id, now)),
        ref=bound.ref,
    )


def _active(journal: Journal) -> list[Stored[Relationship]]:
    return [bound for bound in journal.relationships if bound.record.state == "active"]
