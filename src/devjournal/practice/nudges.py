"""Nudges: what would be good to do and presses nobody. At most one of each sort is given.

Nothing nags about what is still being processed (P018).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from devjournal.journal.stored import Ref
from devjournal.practice.counts import is_quiet, last_look, longest_unchecked
from devjournal.practice.settle import FILL_IN, command, plan_command, set_command, who_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.entries import Setback
    from devjournal.models.growth import Goal, Opportunity
    from devjournal.models.people import Relationship

_RECENT = dt.timedelta(days=90)
_ENOUGH_TO_ASK = 2
_MENTOR = ("mentor", "receiving")
_HARD = {
    "mixed": "it went so-so: talk it over with your mentor",
    "sank": "it sank: talk it over with your mentor",
}


class Nudge(NamedTuple):
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
    today = now.date()
    resting = still_processing(journal, today)
    found = (
        _last_meeting(journal),
        _hard_outcome(journal, now, resting),
        _quiet_goal(journal, today, resting),
        _no_feedback(journal, now),
        _bare_win(journal, today, resting, shorts),
        _unchecked(journal, now),
    )
    return tuple(nudge for nudge in found if nudge)[:most]


def still_processing(journal: Journal, today: dt.date) -> frozenset[Ref]:
    """Return what nothing may nag about today, because it still stings. (P018)

    Each setback in that stage (until its day, or without one, until it is debriefed), its
    goal and its opportunity, and what is linked to these two or reflects on the setback.
    """
    setbacks = [
        one for one in journal.entries_of("setback", closed=False) if _stings(one.record, today)
    ]
    if not setbacks:
        return frozenset()
    resting = {setback.ref for setback in setbacks}
    for setback in setbacks:
        if setback.record.goal:
            resting.add(Ref("goal", setback.record.goal))
        if setback.record.opportunity:
            resting.add(Ref("opportunity", setback.record.opportunity))
    linked = [
        entry.ref
        for entry in journal.entries
        if Ref("entry", entry.record.about or "") in resting
        or Ref("opportunity", entry.record.opportunity or "") in resting
    ]
    if any(ref.kind == "opportunity" for ref in resting):
        linked += [
            one.ref
            for one in journal.opportunities
            if Ref("opportunity", one.record.retry_of or "") in resting
        ]
    return frozenset(resting.union(linked))


def _stings(setback: Setback, today: dt.date) -> bool:
    until = setback.processing_until
    return setback.state == "processing" and (until is None or today <= until)


def _last_meeting(journal: Journal) -> Nudge | None:
    """All meetings agreed on were held: close it, or agree on more. (P089)"""
    for one in _active(journal):
        agreed = one.record.meetings_agreed
        if agreed is None or journal.next_meeting(one.id):
            continue
        if len(journal.held_with(one.id)) >= agreed > 0:
            return Nudge(
                kind="last_meeting",
                about=journal.name_of(one.record.person),
                words=f"all {agreed} meetings held: close or renew?",
                command=command("relationship", "close", one.id, "--as", "completed"),
                ref=one.ref,
            )
    return None


def _hard_outcome(journal: Journal, now: dt.datetime, resting: frozenset[Ref]) -> Nudge | None:
    """The latest that did not go well, which no mentor of mine has heard of since. (P021)"""
    mentors = [m for m in _active(journal) if (m.record.kind, m.record.my_role) == _MENTOR]
    hard = [one for one in _recent_outcomes(journal, now.date()) if one[1].ref not in resting]
    if not mentors or not hard:
        return None
    day, latest = max(hard, key=lambda one: (one[0], one[1].id))
    if any(_talked_since(journal, mentor.id, day) for mentor in mentors):
        return None
    mentor = mentors[0].id
    if journal.next_meeting(mentor) is None:
        settle = plan_command(journal, mentor, FILL_IN)
    else:
        question = f"What do I make of it: {latest.record.title}"
        settle = command("topic", who_word(journal, mentor, now), question, "--kind", "concern")
    return Nudge(
        kind="outcome",
        about=latest.record.title,
        words=_HARD[str(latest.record.outcome)],
        command=settle,
        ref=latest.ref,
    )


def _recent_outcomes(
    journal: Journal, today: dt.date
) -> Iterator[tuple[dt.date, Stored[Opportunity]]]:
    """Yield each opportunity that went badly of late, behind its day."""
    for outcome in _HARD:
        for one in journal.where("opportunity", outcome=outcome):
            day = one.record.on or one.record.closed_on
            if day and today - day <= _RECENT:
                yield day, one


def _talked_since(journal: Journal, relationship: str, day: dt.date) -> bool:
    """Whether there was a meeting, or there is a topic for one, after a day."""
    met = any(journal.day_of(m.record.at) > day for m in journal.held_with(relationship))
    topics = journal.where("topic", relationship=relationship)
    return met or any((topic.record.raised_on or dt.date.min) >= day for topic in topics)


def _quiet_goal(journal: Journal, today: dt.date, resting: frozenset[Ref]) -> Nudge | None:
    """The goal that was looked at longest ago."""
    still_open = (goal for goal in journal.goals if goal.is_open and goal.ref not in resting)
    quiet = [goal for goal in still_open if is_quiet(goal.record, today)]
    if not quiet:
        return None
    oldest = min(quiet, key=lambda goal: (last_look(goal.record), goal.id))
    latest = oldest.record.latest
    since = f"for {(today - latest.on).days} days" if latest else "yet"
    return Nudge(
        kind="goal",
        about=oldest.record.title,
        words=f"no check-in {since}",
        command=command("goal", "checkin", oldest.id, *_how_it_goes(oldest.record)),
        ref=oldest.ref,
    )


def _how_it_goes(goal: Goal) -> tuple[str, str]:
    if goal.baseline is None and goal.target is None:
        return ("--health", "on_track")
    return ("--value", FILL_IN)


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
        who = who_word(journal, one.id, now)
        question = "What should I do differently?"
        return Nudge(
            kind="feedback",
            about=journal.name_of(one.record.person),
            words=f"{held} meetings, and never asked for feedback",
            command=command("topic", who, question, "--kind", "feedback"),
            ref=one.ref,
        )
    return None


def _bare_win(
    journal: Journal, today: dt.date, resting: frozenset[Ref], shorts: Mapping[str, str]
) -> Nudge | None:
    """The latest win that does not say what it meant for the business. (P010, P011)"""
    since = today - _RECENT
    for win in reversed(journal.entries_of("win")):
        record, short = win.record, shorts[win.id]
        missing = [
            *([] if record.numbers else ["number"]),
            *([] if record.so_what else ["so-what"]),
        ]
        if missing and record.on >= since and win.ref not in resting:
            # Numbers stand in the file, which `show` names.
            tell = set_command(short, "so_what") if "so-what" in missing else command("show", short)
            return Nudge(
                kind="win",
                about=record.text,
                words=" and ".join(f"no {what}" for what in missing) + " yet",
                command=tell,
                ref=win.ref,
            )
    return None


def _unchecked(journal: Journal, now: dt.datetime) -> Nudge | None:
    """Whom I meet, and checked on longest ago: how we fit, how far we trust. (P042, P075)"""
    found = longest_unchecked(journal, now.date())
    if found is None:
        return None
    stored, since = found
    return Nudge(
        kind="check",
        about=journal.name_of(stored.record.person),
        words=f"how is it going? not checked for {(now.date() - since).days} days",
        command=command("relationship", "check", who_word(journal, stored.id, now)),
        ref=stored.ref,
    )


def _active(journal: Journal) -> list[Stored[Relationship]]:
    return [one for one in journal.relationships if one.record.state == "active"]
