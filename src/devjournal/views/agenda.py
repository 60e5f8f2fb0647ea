"""The agenda of a meeting: a timed plan, computed from the journal each time.

Nothing is copied, so nothing that was carried over can be lost: a topic is on the agenda
for as long as it is open. (P059-P073)
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Literal

from devjournal.frozen import dataclass
from devjournal.journal.stored import Ref, Stored
from devjournal.pages.cited import withheld
from devjournal.pages.growth import TheirGrowth, build_their_growth
from devjournal.practice.meetings import minutes_with, number_of
from devjournal.practice.readiness import Readiness, readiness
from devjournal.practice.settle import FILL_IN, QUESTION, command, plan_command, who_word
from devjournal.views.agenda_slots import Plan, Slot
from devjournal.views.promises import Promises, build_promises
from devjournal.views.purpose import Purpose, build_purpose

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.models.relationship import Relationship


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What an agenda lacks first, and the command that settles it.

    `log`: its meeting is over and waits to be logged. `topics`: it is not ready. `day`: no
    meeting is planned.
    """

    lacks: Literal["log", "topics", "day"]
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A meeting with one person: whom, when, why, and the plan of its minutes.

    `at` is None while no meeting is planned. `if_time` are the parts that did not fit.
    """

    relationship: str
    who: str
    me: str
    label: str
    meeting: str | None
    number: int
    of: int | None
    at: dt.datetime | None
    minutes: int
    channel: str | None
    purpose: Purpose | None
    focus: str | None
    focus_ref: Ref | None
    their_growth: tuple[TheirGrowth, ...]
    promises: Promises
    slots: tuple[Slot, ...]
    if_time: tuple[Slot, ...]
    readiness: Readiness
    reader: str
    next_step: Step | None = None
    withheld: int = 0

    @property
    def planned(self) -> int:
        """The minutes that are planned."""
        return sum(slot.minutes for slot in self.slots)


def build_agenda(
    journal: Journal, relationship: str, today: dt.date, *, reader: str = "self"
) -> Agenda:
    """Return the agenda of the next meeting of a relationship, as `reader` may see it.

    For a reader whom the relationship does not reach there is none: all of it is withheld.
    """
    whole = _build(journal, relationship, today)
    if reader == "self":
        return dataclasses.replace(whole, next_step=_next_step(journal, whole, today))
    theirs = journal.for_reader(reader, today)
    is_seen = relationship in theirs.all("relationship")
    shown = _build(theirs, relationship, today) if is_seen else _nothing(theirs)
    return dataclasses.replace(shown, withheld=withheld(whole, shown))


def _nothing(journal: Journal) -> Agenda:
    """The agenda for a reader who may not know that these two people meet."""
    return Agenda(
        relationship="",
        who="",
        me=journal.profile.record.name if journal.profile else "me",
        label="",
        meeting=None,
        number=0,
        of=None,
        at=None,
        minutes=0,
        channel=None,
        purpose=None,
        focus=None,
        focus_ref=None,
        their_growth=(),
        promises=Promises(mine=(), theirs=()),
        slots=(),
        if_time=(),
        readiness=readiness(()),
        reader=journal.reader,
    )


def _build(journal: Journal, relationship: str, today: dt.date) -> Agenda:
    bound: Stored[Relationship] = journal.all("relationship")[relationship]
    meeting = journal.next_meeting(relationship, today)
    held = journal.held_with(relationship)
    number, of = number_of(journal, meeting) if meeting else (len(held) + 1, None)
    last = held[-1] if held else None
    focus = last.record.next_focus if last else None
    promises = build_promises(journal, relationship, today)
    minutes = minutes_with(journal, relationship, meeting)
    plan = Plan(journal, bound, today)
    slots, if_time = plan.slots(minutes, promises.total)
    profile = journal.profile
    return Agenda(
        relationship=relationship,
        who=journal.name_of(bound.record.person),
        me=profile.record.name if profile else "me",
        label=bound.record.label,
        meeting=meeting.id if meeting else None,
        number=number,
        of=of if meeting else bound.record.meetings_agreed,
        at=journal.moment(meeting.record.at) if meeting else None,
        minutes=minutes,
        channel=(meeting.record.channel if meeting else None) or bound.record.channel,
        purpose=build_purpose(journal, bound),
        focus=focus,
        focus_ref=Ref("meeting", last.id, "next_focus") if focus and last else None,
        their_growth=build_their_growth(journal, [bound]),
        promises=promises,
        slots=slots,
        if_time=if_time,
        readiness=readiness(
            (topic.record for topic in plan.topics), giving=bound.record.my_role == "giving"
        ),
        reader=journal.reader,
    )


def _next_step(journal: Journal, agenda: Agenda, today: dt.date) -> Step | None:
    noon = dt.datetime.combine(today, dt.time(12), journal.zone or dt.UTC)
    who = who_word(journal, agenda.relationship, noon)
    if agenda.at and agenda.at.date() < today:
        return Step(lacks="log", command=command("log", who))
    if not agenda.readiness.is_ready:
        asks = agenda.readiness.has_topic and not agenda.readiness.has_question
        return Step(lacks="topics", command=command("topic", who, QUESTION if asks else FILL_IN))
    if agenda.at is None:
        return Step(lacks="day", command=plan_command(journal, agenda.relationship, FILL_IN))
    return None
