"""Make a journal of ten years, to measure with: the same seed gives the same bytes.

    python bench/generate.py FOLDER --seed 1 --factor 1

Every record passes the door, and its file is written as the store would write it, but all
at once: a commit for each of 4,000 would take longer than what is measured.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import random
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from devjournal.models import validation
from devjournal.models.ids import ALPHABET, LIMIT, named_id, relationship_id, slug
from devjournal.models.plain import to_plain
from devjournal.models.registry import ENTRY_KINDS, KINDS, class_of
from devjournal.store.files import path_of
from devjournal.store.toml import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TODAY = dt.date(2026, 10, 14)
"""The day on which the journal is looked at."""

WHO = "priya-mentor"
"""A relationship that is always there, with a meeting planned and topics for it."""

COUNTS: Mapping[str, int] = {
    "person": 40,
    "skill": 12,
    "objective": 20,
    "relationship": 14,
    "goal": 40,
    "meeting": 500,
    "topic": 380,
    "action": 2500,
    "opportunity": 34,
    "entry": 460,
}
"""How many records of each kind ten years bring; what is linked to stands first."""

OPEN: Mapping[str, int] = {
    "objective": 2,
    "relationship": 4,
    "goal": 5,
    "topic": 8,
    "action": 25,
    "opportunity": 2,
}
"""How many of each kind are open: as many in a longer journal, which has a longer past."""

Plain = dict[str, Any]
Made = tuple[str, str, Plain]

_DAY = dt.timedelta(days=1)
_DAYS = 3650
_LASTS = _DAY * 3 * 365
_GAPS = ("thing", "room", "first", "domain", "metric")
_PHRASES = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))
_PROFILE = {
    "schema": 1,
    "name": "Robin Vale",
    "aspiration": "Lead a team that people ask to join",
    "can_offer": ["A second pair of eyes on a forecast", "Introductions at the guest council"],
    "timezone": "Europe/Dublin",
}


def main() -> None:
    """Read the command line and write the journal."""
    parser = argparse.ArgumentParser(description="Make a journal of ten years.")
    parser.add_argument("folder", type=Path, help="a folder that is not there yet")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--factor", type=float, default=1, help="times this many records")
    told = parser.parse_args()
    number = generate(told.folder, seed=told.seed, factor=told.factor)
    print(f"{number} records in {told.folder}")


def generate(folder: Path, *, seed: int, factor: float) -> int:
    """Write a journal into a folder that is not there yet; return the number of its records."""
    made = records(seed=seed, factor=factor)
    write(folder, made)
    return len(made)


def records(*, seed: int, factor: float) -> list[Made]:
    """Return the records of a journal, each as its kind, its id and plain data."""
    return list(_Life(seed, factor).records())


def write(folder: Path, made: Iterable[Made]) -> None:
    """Check records and write them into a folder that is not there yet."""
    folder.mkdir(mode=0o700, parents=True)
    for kind, id_, plain in made:
        file = folder / path_of(kind, id_)
        file.parent.mkdir(mode=0o700, exist_ok=True)
        file.touch(mode=0o600)
        file.write_bytes(encode(to_plain(validation.admit(kind, plain))))


def crowd(count: int) -> Iterator[Made]:
    """Yield the records of a journal on whose pages so many of each thing stand, all of them open.

    They belong to one relationship, and the meetings were held with it.
    """
    yield "profile", "journal", _PROFILE
    yield "person", "priya-nair", {"name": "Priya Nair"}
    bound = {"person": "priya-nair", "kind": "mentor", "my_role": "receiving", "purpose": "Growth"}
    yield "relationship", WHO, {**bound, "state": "active", "start": TODAY - _LASTS}
    letters = map("".join, itertools.product(ALPHABET, repeat=4))
    theirs, first = {"relationship": WHO}, dt.datetime(2026, 10, 12, 9, tzinfo=dt.UTC)
    meeting = {**theirs, "state": "held", "minutes": 30}
    yield "meeting", f"{WHO}-000", {**theirs, "at": first + _DAY * 3}
    for number in range(count):
        title = f"What stands on a page as number {number}"
        for owner in ("me", "them"):
            promise = {**theirs, "title": title, "owner": owner, "due": TODAY}
            yield "action", f"{next(letters)}-it", promise
        yield "topic", f"{next(letters)}-it", {**theirs, "text": title, "raised_on": TODAY}
        yield "goal", f"goal-{number}", {**theirs, "title": title, "due": TODAY + _DAY * 30}
        win = {"kind": "win", "on": TODAY, "text": title}
        yield "entry", f"{next(letters)}-it", win
        at = first - dt.timedelta(hours=number)
        yield "meeting", f"{WHO}-{number + 1:05}", {**meeting, "at": at}


class _Life:
    """Ten years, one kind of record after the other; each links to those made before it."""

    def __init__(self, seed: int, factor: float) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a journal to measure with, no secret
        self.counts = {kind: max(1, round(count * factor)) for kind, count in COUNTS.items()}
        self.ids: dict[str, list[str]] = {kind: [] for kind in COUNTS}
        self.held: list[Plain] = []
        self.lately: list[Plain] = []
        letters = list(itertools.product(ALPHABET, repeat=4))
        self.chance.shuffle(letters)
        self.letters = map("".join, letters)

    def records(self) -> Iterator[Made]:
        """Yield every record as its kind, its id and plain data."""
        yield "profile", "journal", _PROFILE
        for kind, count in self.counts.items():
            for number in range(count):
                plain = getattr(self, f"_{kind}")(number)
                id_ = self._id(kind, plain)
                self.ids[kind].append(id_)
                if plain.get("state") == "held":
                    self._remember({"relationship": plain["relationship"], "meeting": id_})
                yield kind, id_, plain

    def _remember(self, held: Plain) -> None:
        """Keep a meeting that was held, for what came of it; and the latest that still go on."""
        self.held.append(held)
        if held["relationship"] in self.ids["relationship"][: OPEN["relationship"]]:
            self.lately = [*self.lately[-7:], held]

    def _id(self, kind: str, plain: Plain) -> str:
        taken = self.ids[kind]
        if kind == "relationship":
            return relationship_id(plain["person"], plain["kind"], taken)
        if kind == "meeting":
            return f"{plain['relationship']}-{len(taken) // self.counts['relationship'] + 1:03}"
        title = plain[class_of(kind, plain).TITLE]
        if KINDS[kind].lettered:
            return f"{next(self.letters)}-{slug(title, kind, limit=LIMIT - 5)}"
        return named_id(title, kind, taken)

    def _person(self, number: int) -> Plain:
        first, last = _PHRASES["first"], _PHRASES["last"]
        name = (
            f"{first[number % len(first)]} {last[(number * 7 + number // len(first)) % len(last)]}"
        )
        return {
            "name": name if number else "Priya Nair",
            "title": self._say("role"),
            "organisation": self._say("organisation"),
            "seniority": self.chance.choice(("junior", "peer", "senior", "exec")),
            "domains": [self._say("domain")],
        }

    def _skill(self, number: int) -> Plain:
        days = sorted(TODAY - _DAY * self.chance.randrange(_DAYS) for _ in range(3))
        return {
            "name": _PHRASES["skill"][number % len(_PHRASES["skill"])],
            "importance": self.chance.randint(2, 5),
            "target": 5,
            "ratings": [{"on": day, "level": 2 + at} for at, day in enumerate(days)],
        }

    def _objective(self, number: int) -> Plain:
        year = TODAY.year - number % 10
        return {
            "title": self._say("objective"),
            "kpi": self._say("metric"),
            "unit": self._say("unit"),
            "baseline": self.chance.randint(20, 90),
            "target": self.chance.randint(5, 99),
            "period": str(year),
            **self._closed("objective", number, dt.date(year, 12, 31), "met", "missed"),
        }

    def _relationship(self, number: int) -> Plain:
        start = self._start(number)
        closed = self._closed("relationship", number, start + _LASTS, "closed")
        return {
            "person": self.ids["person"][number % len(self.ids["person"])],
            "kind": ("mentor", "mentor", "coach", "sponsor", "partner")[number % 5],
            "my_role": "receiving",
            "purpose": self._say("purpose"),
            "cadence": "fortnightly",
            "minutes": 30,
            "start": start,
            "state": "active",
            **(closed and {**closed, "closed_as": "completed"}),
        }

    def _start(self, number: int) -> dt.date:
        """The first day of the n-th relationship: those not active were over one by one."""
        past = number - OPEN["relationship"]
        if past < 0:
            return TODAY - _LASTS / 2 - _DAY * 90 * number
        apart = (_DAYS - 2 * _LASTS.days) / self.counts["relationship"]
        return TODAY - _LASTS - _DAY * (1 + apart * past)

    def _goal(self, number: int) -> Plain:
        created = TODAY - _DAY * (number * _DAYS // self.counts["goal"])
        steps = [(created + _DAY * 30 * month, 10 * month) for month in range(1, 7)]
        return {
            "title": self._say("goal"),
            "builds": self.chance.choice(("skill", "visibility", "credibility")),
            "skill": self._link("skill"),
            "objective": self._link("objective"),
            "measure": self._say("metric"),
            "baseline": 0,
            "target": 60,
            "due": created + _DAY * 250,
            "created": created,
            "checkins": [{"on": on, "value": value} for on, value in steps if on <= TODAY],
            **self._closed("goal", number, created + _DAY * 190, "achieved", "dropped"),
        }

    def _meeting(self, number: int) -> Plain:
        """Each relationship meets evenly while it lasts; one that still does plans its next."""
        bound = self.ids["relationship"]
        turn, at = divmod(number, len(bound))
        turns = len(range(at, self.counts["meeting"], len(bound)))
        is_planned = turn == turns - 1 and at < OPEN["relationship"]
        start = self._start(at)
        held_on = start + min(_LASTS, TODAY - start) * (turn / turns)
        day = TODAY + _DAY * (1 + 2 * at) if is_planned else held_on
        plain = {
            "relationship": bound[at],
            "at": dt.datetime.combine(day, dt.time(15), dt.UTC),
            "minutes": 30,
            "channel": "video",
            "created": day - _DAY * 14,
        }
        return plain if is_planned else plain | self._happened(day)

    def _happened(self, day: dt.date) -> Plain:
        state = self.chance.choices(("held", "cancelled", "missed"), (90, 7, 3))[0]
        closed = {"state": state, "closed_on": day}
        if state != "held":
            return closed
        return closed | {
            "notes": self._say("note").strip(),
            "decisions": [self._say("decision")],
            "next_focus": self._say("focus"),
            "value_me": self.chance.randint(2, 5),
        }

    def _topic(self, number: int) -> Plain:
        day = self._day("topic", number)
        plain = {"text": self._say("topic"), "raised_on": day - _DAY * 9, "created": day - _DAY * 9}
        if number < OPEN["topic"]:
            active = self.ids["relationship"][: OPEN["relationship"]]
            return plain | {"relationship": active[number % len(active)]}
        told = {**self.chance.choice(self.held), "conclusion": self._say("decision")}
        return plain | told | self._closed("topic", number, day, "discussed", "dropped")

    def _action(self, number: int) -> Plain:
        day = self._day("action", number)
        return {
            "title": self._say("action"),
            "owner": self.chance.choices(("me", "them"), (3, 1))[0],
            "kind": self.chance.choices(("task", "resource", "introduction"), (8, 1, 1))[0],
            "due": day + _DAY * self.chance.randint(8, 28),
            "created": day,
            **self.chance.choice(self.lately if number < OPEN["action"] else self.held),
            **self._closed("action", number, day + _DAY * 7, "done", "dropped"),
        }

    def _opportunity(self, number: int) -> Plain:
        day = TODAY - _DAY * (number * _DAYS // self.counts["opportunity"])
        return {
            "title": self._say("opportunity"),
            "type": "presentation",
            "purpose": "growth",
            "sponsor": self._link("person"),
            "objective": self._link("objective"),
            "expected_result": self._say("decision"),
            "proposed_on": day - _DAY * 60,
            "on": day,
            **self._closed("opportunity", number, day, "delivered", "declined"),
        }

    def _entry(self, number: int) -> Plain:
        kind = ENTRY_KINDS[number % len(ENTRY_KINDS)]
        day = self._day("entry", number)
        text = self._fill(self.chance.choice(_PHRASES["entry"][kind]))
        plain = {"on": day, "kind": kind, "text": text, "created": day}
        match kind:
            case "win":
                moved = {"metric": self._say("metric"), "before": Decimal("61.5"), "after": 55}
                plain |= {"objective": self._link("objective"), "so_what": self._say("decision")}
                plain["numbers"] = [moved]
            case "feedback":
                plain |= {"given_by": self._link("person"), "verbatim": self._say("focus")}
            case "setback":
                plain |= {"gap_skills": [self._link("skill")]}
                plain |= self._closed("entry", number, day, "closed")
            case "vouched":
                plain |= {"by": self._link("person"), "act": "visibility", "via": "network"}
            case "gave":
                plain |= {"who": self._link("person"), "what": self._say("thing")}
            case _:
                plain["relationship"] = self._link("relationship")
        return plain

    def _closed(self, kind: str, number: int, day: dt.date, *states: str) -> Plain:
        """One of the states, mostly the first; nothing for the first records, which are open."""
        if number < OPEN.get(kind, 0):
            return {}
        weights = (9, *(1 for _ in states[1:]))
        return {"state": self.chance.choices(states, weights)[0], "closed_on": min(day, TODAY)}

    def _day(self, kind: str, number: int) -> dt.date:
        """Some day of the ten years; for what is open, of the last three weeks."""
        return TODAY - _DAY * self.chance.randrange(21 if number < OPEN.get(kind, 0) else _DAYS)

    def _link(self, kind: str) -> str:
        return self.chance.choice(self.ids[kind])

    def _say(self, what: str) -> str:
        """Return one of the phrases under a name, its gaps filled."""
        return self._fill(self.chance.choice(_PHRASES[what]))

    def _fill(self, phrase: str) -> str:
        gaps = {gap: self.chance.choice(_PHRASES[gap]) for gap in _GAPS if f"{{{gap}}}" in phrase}
        return phrase.format(**gaps, n=self.chance.randint(2, 19))


if __name__ == "__main__":
    main()
