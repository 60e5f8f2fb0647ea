"""The Journal: every record, immutable, found by kind, id and link.

It is loaded kind by kind when asked, through a function that the store gives it, so it
knows nothing of files. A journal for a reader has the same face and less in it.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from devjournal.dates import zone_called
from devjournal.errors import UsageError
from devjournal.journal.stored import Change, Loaded, Loader, Problem, Records, Ref, Stored
from devjournal.models.base import Record, by_name, given
from devjournal.models.ids import address_in
from devjournal.models.registry import class_for, variants_of
from devjournal.namedtuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from devjournal.dates import Period
    from devjournal.models.entries import Entry
    from devjournal.models.growth import Goal, Objective, Opportunity, Skill
    from devjournal.models.layout import Layout
    from devjournal.models.meetings import Action, Meeting, Topic
    from devjournal.models.people import Person, Relationship
    from devjournal.models.profile import Profile, Settings

R = TypeVar("R", bound=Record)


_NO_ID = "/"
"""What no id begins with."""


class Promised(NamedTuple):
    """Promises of one side that fell due, and how many of them were kept in time, and late."""

    in_time: int
    late: int
    fell_due: int

    @property
    def words(self) -> str:
        """Such as "2 of 4 in time, 1 late, 1 open"; nothing where none fell due."""
        rest = self.fell_due - self.in_time - self.late
        kept = f"{self.in_time} of {self.fell_due} in time" if self.fell_due else ""
        told = (kept, f"{self.late} late" if self.late else "", f"{rest} open" if rest else "")
        return ", ".join(filter(None, told))

    @property
    def kindly(self) -> str:
        """Such as "3 of 4", for who kept them: nobody reads that they were late, or kept none."""
        kept = self.in_time + self.late
        return f"{kept} of {self.fell_due}" if kept else ""


class Totals(NamedTuple):
    """Totals that tell no content: meetings held, and promises kept of those that fell due.

    `mine_kept` were kept in time, `mine_late` late, and the others of `mine` are still open.
    """

    meetings: int
    mine_kept: int
    mine_late: int
    mine: int
    theirs_kept: int
    theirs_late: int
    theirs: int


_MANY = 50
"""How many texts are looked for one by one before all records are put in order by them."""


class _Every(Generic[R]):
    """A property of a journal: every record of one kind, in the order of ids."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __get__(self, journal: Journal, _owner: object) -> tuple[Stored[R], ...]:
        return tuple(journal.all(self.kind).values())


class Journal:
    """Every record of one journal, as it was when each kind was first asked for."""

    def __init__(
        self,
        load: Loader,
        *,
        reader: str = "self",
        totals: Callable[[Period | None, dt.date], Totals | None] | None = None,
        zone: Callable[[], dt.tzinfo | None] | None = None,
    ) -> None:
        """Make a journal from a loader; `totals` and `zone` where its records can't tell them."""
        self._load = load
        self._loaded: dict[str, Loaded] = {}
        self._found: dict[object, tuple[Stored[Any], ...]] = {}
        self._asked: dict[object, int] = {}
        self._totals = totals
        self._zone = zone
        self.reader = reader
        self.usual: Mapping[str, Any] = {}
        """Settings of the user's own, by their names, where the profile has none."""
        self.has_wrong_zone = False
        """Whether the profile names a zone that there is not; known once `zone` was asked for."""

    def all(self, kind: str) -> Records:
        """Return every record of a kind by its id, in the order of ids."""
        return self._kind(kind).records

    def beginning(self, kind: str, letters: str) -> tuple[Stored[Any], ...]:
        """Return the records of a kind whose ids begin with letters; of the others none is read."""
        start = letters.casefold()
        near = self._part(kind, start if start.isascii() else "").records.values()
        return tuple(one for one in near if one.id.casefold().startswith(start))

    def stems(self, kind: str) -> Collection[str]:
        """Return the ids of a kind's records, of those that can't be read now, too."""
        found = self._part(kind, _NO_ID)
        return found.stems or found.records.keys()

    def problems(self, kinds: Iterable[str]) -> tuple[Problem, ...]:
        """Return what is wrong with the files of some kinds."""
        return tuple(problem for kind in kinds for problem in self._kind(kind).problems)

    @property
    def kinds_read(self) -> tuple[str, ...]:
        """The kinds that were asked for so far."""
        return tuple(self._loaded)

    def get(self, ref: Ref | tuple[str, str]) -> Stored[Any] | None:
        """Return one record, or None if there is none."""
        return self.all(ref[0]).get(ref[1])

    def with_changes(self, changes: Iterable[Change]) -> Journal:
        """Return the journal as it is once these changes are made."""
        changed: dict[str, dict[str, Stored[Any] | None]] = {}
        for change in changes:
            of_kind = changed.setdefault(change.kind, {})
            of_kind.setdefault(change.old_id, None)
            stored = Stored(change.id, change.kind, change.after, "") if change.after else None
            of_kind[change.id] = stored

        def load(kind: str, start: str) -> Loaded:
            found = self._part(kind, start)
            if kind not in changed:
                return found
            merged = {**found.records, **changed[kind]}
            records = {id_: one for id_, one in sorted(merged.items()) if one is not None}
            gone = {id_ for id_, one in changed[kind].items() if one is None}
            return Loaded(records, found.problems, {*self.stems(kind), *changed[kind]} - gone)

        changed_one = Journal(load, reader=self.reader, totals=self._totals, zone=self._zone)
        changed_one.usual = self.usual
        return changed_one

    def for_reader(self, reader: str, today: dt.date) -> Journal:
        """Return the journal that a reader may see: what is built from it can't tell more."""
        if reader == "self":
            return self
        from devjournal.journal.visibility import shown_to

        return shown_to(self, reader, today)

    def totals(self, period: Period | None, today: dt.date) -> Totals | None:
        """Return meetings held and promises kept in a period (None: all); None if withheld."""
        if self._totals is not None:
            return self._totals(period, today)
        if self.reader != "self":
            return None
        held = [meeting for meeting in self.meetings if meeting.record.state == "held"]
        meetings = sum(period is None or self.day_of(one.record.at) in period for one in held)
        fell = [action for action in self.actions if fell_due(action.record, period, today)]
        return Totals(meetings, *count_kept(fell, "me"), *count_kept(fell, "them"))

    def _part(self, kind: str, start: str) -> Loaded:
        """Return at least the records of a kind whose ids begin with `start`."""
        return self._load(kind, start) if start and kind not in self._loaded else self._kind(kind)

    def _kind(self, kind: str) -> Loaded:
        if kind not in self._loaded:
            self._loaded[kind] = self._load(kind, "")
        return self._loaded[kind]

    @cached_property
    def profile(self) -> Stored[Profile] | None:
        """The profile; None if journal.toml can't be read."""
        return self.all("profile").get("journal")

    @cached_property
    def settings(self) -> Settings:
        """The profile's settings, and where it tells none those that are usual."""
        from devjournal.models.profile import Settings

        own = self.profile.record.settings if self.profile else None
        usual = {name: value for name, value in self.usual.items() if name in by_name(Settings)}
        return Settings(**{**usual, **(given(own) if own else {})})

    @property
    def me(self) -> str | None:
        """My name; None if journal.toml can't be read."""
        return self.profile.record.name if self.profile else None

    @cached_property
    def zone(self) -> dt.tzinfo | None:
        """The profile's time zone, UTC where there is none of that name; None: the machine's."""
        if self._zone is not None:
            return self._zone()
        name = self.profile.record.timezone if self.profile else None
        try:
            return zone_called(name) if name is not None else None
        except UsageError:
            self.has_wrong_zone = True
            return dt.UTC

    def moment(self, at: dt.datetime) -> dt.datetime:
        """Return a moment in the profile's zone; one without an offset is meant there."""
        if at.tzinfo is None and self.zone is not None:
            return at.replace(tzinfo=self.zone)
        return at.astimezone(self.zone)

    def day_of(self, at: dt.datetime) -> dt.date:
        """Return the day on which a moment falls in the profile's zone."""
        return self.moment(at).date()

    people: _Every[Person] = _Every("person")
    relationships: _Every[Relationship] = _Every("relationship")
    skills: _Every[Skill] = _Every("skill")
    layouts: _Every[Layout] = _Every("layout")
    objectives: _Every[Objective] = _Every("objective")
    goals: _Every[Goal] = _Every("goal")
    topics: _Every[Topic] = _Every("topic")
    meetings: _Every[Meeting] = _Every("meeting")
    actions: _Every[Action] = _Every("action")
    opportunities: _Every[Opportunity] = _Every("opportunity")
    entries: _Every[Entry] = _Every("entry")

    def where(self, kind: str, /, *, closed: bool = True, **fields: str) -> tuple[Stored[Any], ...]:
        """Return the records of a kind whose fields hold these texts, in the order of ids.

        Without the closed ones if so told. A lazy record that can't hold the texts is not built,
        unless it is one that an unset field holds, which no file has; the same is not looked for
        again, and where many are, all are built and put in order.
        """
        asked = (kind, closed, *fields.items())
        if asked not in self._found:
            form = (kind, closed, *fields)
            self._asked[form] = self._asked.get(form, 0) + 1
            if self._asked[form] > _MANY:
                return ()
            found = [one for one in self.all(kind).values() if closed or one.is_open]
            if self._asked[form] == _MANY:
                self._found |= _by_fields(found, (kind, closed), fields)
                return self._found.get(asked, ())
            classes = [class_for(kind, one) for one in variants_of(kind)]
            for name, text in fields.items():
                data = text.encode()
                if not any(one.__defaults__.get(name) == text for one in classes):
                    found = [one for one in found if data in one.data or not one.data]
                found = [one for one in found if getattr(one.record, name, None) == text]
            self._found[asked] = tuple(found)
        return self._found[asked]

    def entries_of(self, kind: str, *, closed: bool = True) -> tuple[Stored[Any], ...]:
        """Every entry of one kind, in the order of days; without the closed ones if so told."""
        wanted = self.where("entry", closed=closed, kind=kind)
        return tuple(sorted(wanted, key=lambda entry: (entry.record.on, entry.id)))

    def reflections_on(self, entry: str) -> tuple[Stored[Any], ...]:
        """What was thought of an entry later, in the order of days."""
        found = self.where("entry", kind="reflection", about=entry)
        return tuple(sorted(found, key=lambda one: (one.record.on, one.id)))

    def retries_of(self, setback: Stored[Any]) -> tuple[Stored[Any], ...]:
        """The opportunities that try again what went wrong in a setback."""
        sank = setback.record.opportunity
        return self.where("opportunity", retry_of=sank) if sank else ()

    def meetings_with(self, relationship: str) -> tuple[Stored[Meeting], ...]:
        """Every meeting of a relationship, in the order of time."""
        theirs = self.where("meeting", relationship=relationship)
        return tuple(sorted(theirs, key=lambda meeting: self.moment(meeting.record.at)))

    def held_with(self, relationship: str) -> tuple[Stored[Meeting], ...]:
        """The meetings of a relationship that were held, in the order of time."""
        return tuple(m for m in self.meetings_with(relationship) if m.record.state == "held")

    def next_meeting(self, bond: str, today: dt.date | None = None) -> Stored[Meeting] | None:
        """The first planned meeting; given `today`, one to come goes before those to be logged."""
        planned = [m for m in self.meetings if m.is_open and m.record.relationship == bond]
        planned.sort(key=lambda meeting: self.moment(meeting.record.at))
        coming = (m for m in planned if today is not None and self.day_of(m.record.at) >= today)
        return next(coming, planned[0] if planned else None)

    def name_of(self, person: str) -> str:
        """Return a person's name for an id; a plain name stands for itself."""
        stored = self.get(("person", person))
        return stored.record.name if stored else person

    def address_of(self, person: str) -> str:
        """Return how to address a person: as they are recorded to be, else by their name."""
        stored = self.get(("person", person))
        return (stored and stored.record.address) or address_in(self.name_of(person))

    def person_in(self, relationship: str) -> str:
        """Return the name of the person in a relationship."""
        stored = self.get(("relationship", relationship))
        return self.name_of(stored.record.person) if stored else relationship


def _by_fields(
    found: Iterable[Stored[Any]], kind: tuple[object, ...], names: Iterable[str]
) -> dict[object, tuple[Stored[Any], ...]]:
    """Return records by what their fields hold, as `where` looks for them."""
    names, groups = tuple(names), dict[object, list[Stored[Any]]]()
    for one in found:
        held = ((name, getattr(one.record, name, None)) for name in names)
        groups.setdefault((*kind, *held), []).append(one)
    return {asked: tuple(group) for asked, group in groups.items()}


def fell_due(action: Action, period: Period | None, today: dt.date) -> bool:
    """Whether a promise was kept in a period, or fell due in it before today; no dropped one is."""
    day = action.due or action.closed_on
    if action.state == "dropped" or day is None or (period is not None and day not in period):
        return False
    return action.state == "done" or day < today


def count_kept(actions: Iterable[Stored[Action]], owner: Literal["me", "them"]) -> Promised:
    """Return how many of these promises one side kept, in time and late, and how many it made."""
    made = [action.record for action in actions if action.record.owner == owner]
    late = sum(action.was_late for action in made)
    return Promised(sum(one.state == "done" for one in made) - late, late, len(made))
