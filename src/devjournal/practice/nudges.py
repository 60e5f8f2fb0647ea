"""Nudges: what would be good to do and presses nobody. At most one of each sort is given.

Nothing nags about what is still being processed (P018).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from devjournal.frozen import dataclass
from devjournal.practice.processing import still_processing
from devjournal.practice.settle import FILL_IN, command, who_word

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.records.goal import Goal
    from devjournal.records.relationship import Relationship

QUIET_DAYS = 30
"""A goal without a check-in for this many days has gone quiet."""

_RECENT = dt.timedelta(days=90)
_ENOUGH_TO_ASK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """One nudge: what it is about, what it says of it, and the command that settles it."""

    kind: Literal["last_meeting", "goal", "feedback", "win"]
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
        _quiet_goal(journal, now.date(), quiet),
        _no_feedback(journal, now),
        _bare_win(journal, now.date(), quiet, shorts),
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
    heard = {one.record.relationship for one in given} | {one.record.given_by for one in given}
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


def _active(journal: Journal) -> list[Stored[Relationship]]:
    return [bound for bound in journal.relationships if bound.record.state == "active"]
