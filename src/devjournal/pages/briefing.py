"""What to know before a meeting: how to join, whom I meet, what they read, what is ahead. (P013)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from devjournal.dates import in_days, short_day
from devjournal.journal.names import short_ids
from devjournal.journal.stored import Ref, Stored
from devjournal.namedtuples import NamedTuple
from devjournal.pages import phrases as say
from devjournal.pages.growth import GoalProgress, build_goal_progress, health_words
from devjournal.practice.counts import gifts, percent
from devjournal.practice.settle import coach_term
from devjournal.render import document as doc
from devjournal.render.document import Block, Line, Span, join, line
from devjournal.shell import set_command

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from devjournal.journal.journal import Journal
    from devjournal.models.entries import Resource
    from devjournal.models.growth import Opportunity
    from devjournal.models.meetings import Meeting, Topic
    from devjournal.models.people import Person, Relationship

_NEAR = dt.timedelta(days=42)
"""How long before its day an opportunity is prepared for."""

_MOST = 3
"""So many unread things are named, the latest first."""

_TOLD: Mapping[str, tuple[str, ...]] = {
    "person": ("priorities", "vocabulary"),
    "relationship": ("purpose_kind", "link", "end", "project", "giving_stage"),
}
"""What the page tells of the two records for me alone."""

_OF_A_COACH = ("credential", "paid")

_STAGES: Mapping[str, str] = {
    "identify": "what can they do that nobody has asked of them yet?",
    "develop": "what could they try next, one size larger?",
    "advocate": "in which room do I say their name next?",
}


class Ahead(NamedTuple):
    """An opportunity that concerns them: who decides and is touched, by name. (P008, P022)

    `prepares` are its goals as they stand; they are looked at once its day is near.
    """

    opportunity: Stored[Opportunity]
    is_near: bool
    deciders: tuple[str, ...]
    touched: tuple[str, ...]
    prepares: tuple[GoalProgress, ...]


class ToRead(NamedTuple):
    """What they recommended and I have not read yet, with its short id. (P045)"""

    entry: Stored[Resource]
    short: str


class LastTime(NamedTuple):
    """The meeting before: what I noted then, and what the topics came to that we discussed."""

    meeting: Stored[Meeting]
    on: dt.date
    concluded: tuple[Stored[Topic], ...]


class Briefing(NamedTuple):
    """Whom I meet, and what both of us should have in mind.

    `told` are the fields that the page tells me alone. `mine` and `theirs` are what each
    partner put in, in the order of days. (P043)
    """

    person: Stored[Person] | None = None
    told: tuple[Ref, ...] = ()
    mine: tuple[Stored[Any], ...] = ()
    theirs: tuple[Stored[Any], ...] = ()
    to_read: tuple[ToRead, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    last: LastTime | None = None


def build_briefing(
    journal: Journal,
    stored: Stored[Relationship],
    day: dt.date,
    today: dt.date,
    resting: Container[Ref] = (),
) -> Briefing:
    """Return the briefing for a meeting on a day; nothing ahead that is `resting`. (P018)"""
    record = stored.record
    person: Stored[Person] | None = journal.get(("person", record.person))
    told = [
        Ref(one.kind, one.id, name)
        for one in (person, stored)
        if one is not None
        for name in _TOLD[one.kind]
        if getattr(one.record, name)
    ]
    if person and _is_coached(record):
        told += (Ref("person", person.id, n) for n in _OF_A_COACH if getattr(person.record, n))
    is_partner = record.kind == "partner"
    mine, theirs = (
        _put_in(journal, stored.id, side) if is_partner else () for side in ("me", "them")
    )
    resources = journal.where("entry", kind="resource", relationship=stored.id)
    latest = sorted(resources, key=lambda one: (one.record.on, one.id), reverse=True)
    unread = [one for one in latest if one.record.read_on is None]
    shorts = short_ids(journal) if unread else {}
    return Briefing(
        person,
        tuple(told),
        mine,
        theirs,
        tuple(ToRead(one, shorts.get(one.id, one.id)) for one in unread),
        tuple(_ahead(journal, stored, day, today, resting)),
        _last_time(journal, stored.id) if journal.reader == "self" else None,
    )


def _is_coached(record: Relationship) -> bool:
    return record.kind == "coach" and record.my_role != "giving"


def _last_time(journal: Journal, relationship: str) -> LastTime | None:
    held = journal.held_with(relationship)
    if not held:
        return None
    topics = journal.where("topic", meeting=held[-1].id)
    concluded = tuple(one for one in topics if one.record.conclusion)
    if not (concluded or held[-1].record.notes):
        return None
    return LastTime(held[-1], journal.day_of(held[-1].record.at), concluded)


def _put_in(
    journal: Journal, relationship: str, side: Literal["me", "them"]
) -> tuple[Stored[Any], ...]:
    done = [
        (one.record.closed_on or dt.date.min, one.id, one)
        for one in journal.where("action", relationship=relationship)
        if one.record.state == "done" and one.record.owner == side
    ]
    gave = [
        (one.record.on, one.id, one)
        for one in gifts(journal, relationship, side)
        if one.record.relationship == relationship
    ]
    return tuple(one for *_, one in sorted(done + gave, key=lambda found: found[:2]))


def _ahead(
    journal: Journal,
    stored: Stored[Relationship],
    day: dt.date,
    today: dt.date,
    resting: Container[Ref],
) -> Iterator[Ahead]:
    """Yield the opportunities to come that are theirs to open, decide or bear, or prepared here."""
    ahead = [
        one
        for one in journal.where("opportunity", closed=False)
        if (one.record.on or today) >= today and one.ref not in resting
    ]
    for one in sorted(ahead, key=lambda one: (one.record.on or dt.date.max, one.id)):
        record = one.record
        goals = [goal for id_ in record.prep_goals if (goal := journal.get(("goal", id_)))]
        named = (record.sponsor, *record.decision_makers, *record.stakeholders)
        if stored.record.person in named or any(
            goal.record.relationship == stored.id for goal in goals
        ):
            yield Ahead(
                one,
                record.on is not None and record.on - day <= _NEAR,
                tuple(map(journal.name_of, record.decision_makers)),
                tuple(map(journal.name_of, record.stakeholders)),
                tuple(build_goal_progress(journal, goal, today) for goal in goals if goal.is_open),
            )


def channel_fact(channel: str | None, link: str | None) -> tuple[str, Line]:
    """Return how to join a meeting by video or phone; nothing for other meetings. (P056)"""
    is_video = "video" in channel.casefold() if channel else link is not None
    camera = line("Camera on, nothing else open" if is_video else "")
    told = join(say.DOT, [camera, line(Span(link or "", "strong"))])
    return "Video" if is_video else "Link", told


def terms_facts(
    briefing: Briefing, stored: Stored[Relationship], names: tuple[str, str], today: dt.date
) -> Iterator[tuple[str, Line]]:
    """Yield what holds between us: a project and what each put in, a credential, the last day.

    `names` are what I and they are called here.
    """
    record = stored.record
    yield "Project", line(say.flat(record.project or ""))  # (P043, P044)
    sides = zip(names, (briefing.mine, briefing.theirs), strict=True)
    yield "Put in", join(say.DOT, [_side(name, found) for name, found in sides if found])
    if _is_coached(record) and briefing.person:  # (P036)
        facts = (briefing.person.record.credential, "paid" if briefing.person.record.paid else "")
        yield "Coach", line(say.DOT.join(say.flat(one) for one in facts if one))
    if record.end:
        on = Span(short_day(record.end, today), "date")
        yield "Until", line(on, f" ({in_days(record.end, today)})")
    elif _is_coached(record) and names[0] == "me":
        end = set_command(stored.id, "end", coach_term(today).isoformat())
        yield "Until", line("no last day yet: ", *say.to_type(end))


def _side(name: str, found: tuple[Stored[Any], ...]) -> Line:
    latest = say.flat(found[-1].record.headline)
    return line(f"{name} ", Span(str(len(found)), "number"), f", latest “{latest}”")


def person_facts(briefing: Briefing, record: Relationship, *, mine: bool) -> list[tuple[str, Line]]:
    """Return what they care about, the words they use, and what they recommended. (P013, P108)"""
    stage = record.giving_stage if record.my_role == "giving" else None
    person = briefing.person.record if briefing.person else None
    priorities, words = (person.priorities, person.vocabulary) if person else ((), ())
    unread = []
    for one in briefing.to_read[:_MOST]:
        entry = one.entry.record
        title = Span(say.flat(entry.title or entry.text), "strong")
        letters = say.letters_of(one.entry.id, one.short) if mine else ()
        where = [say.flat(text) for text in (entry.author, entry.link or entry.source) if text]
        unread.append(join(" ", [letters, join(", ", [line(title), *map(line, where)])]))
    more = len(briefing.to_read) - _MOST
    unread.append(line(f"{more} more" if more > 0 else ""))
    return [
        ("Stage", line(f"{stage}: {_STAGES[stage]}") if stage else ()),
        ("Cares about", line(say.DOT.join(map(say.flat, priorities)))),
        ("Says", line(say.DOT.join(f"“{say.flat(one)}”" for one in words))),
        ("To read", join(say.DOT, unread)),
    ]


def ahead_blocks(ahead: tuple[Ahead, ...], today: dt.date) -> list[Block]:
    """Return what comes up: who decides, who is touched, who sees it, how it is prepared."""
    items = []
    for one in ahead:
        record = one.opportunity.record
        far = f", {short_day(record.on, today)} ({in_days(record.on, today)})" if record.on else ""
        state = "" if record.state == "accepted" else f" ({record.state})"
        who = (("decided by", ", ".join(one.deciders)), ("touches", ", ".join(one.touched)))
        sub = [join(say.DOT, say.labelled(who))]
        if one.is_near:
            sub += say.labelled([("seen by", record.exposure)])
            prepares = join(say.DOT, [_standing(goal) for goal in one.prepares])
            sub.append(line(Span("prepared by: " if prepares else "", "label"), *prepares))
        title = line(Span(say.flat(record.title), "strong"), Span(far, "date"), Span(state, "dim"))
        items.append(doc.Item(title, tuple(filter(None, sub))))
    return [doc.Heading(line("Coming up"), 2), doc.ListBlock(tuple(items))] if items else []


def last_time_blocks(last: LastTime | None, today: dt.date) -> list[Block]:
    """Return what the topics of the meeting before came to, and what I noted of it."""
    if last is None:
        return []
    items = [
        doc.Item(line(Span(f"{say.flat(one.record.text)} ", "strong"), say.flat(conclusion)))
        for one in last.concluded
        if (conclusion := one.record.conclusion)
    ]
    noted = (last.meeting.record.notes or "").splitlines()
    items += [doc.Item(line(say.flat(text))) for text in noted if text.strip()]
    heading = doc.Heading(line(f"Last time, {say.plain_day(last.on, today)}"), 2)
    return [heading, doc.ListBlock(tuple(items))]


def _standing(progress: GoalProgress) -> Line:
    goal, part = progress.goal.record, progress.progress
    done = Span(f" {percent(part)}%" if part is not None else "", "number")
    health = health_words(goal.judged.health if goal.judged else None)
    return join(" ", [line(say.flat(goal.title), done), health])
