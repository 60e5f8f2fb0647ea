"""The journal: its records as they are, as they would be, and the days they fall on."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from devjournal.dates import Period
from devjournal.journal.journal import Journal, Promised
from devjournal.journal.stored import Change, Loaded, Problem, Ref, Stored
from devjournal.models.base import replace
from devjournal.models.registry import ALL_KINDS, KINDS, class_for, variants_of
from tests import builders
from tests.builders import TODAY, action, bound, day, goal, held, journal_of, meeting, person


def test_a_kind_is_loaded_once_and_only_when_asked_for() -> None:
    """A read pays for the kinds it looks at, once each."""
    asked: list[str] = []

    def load(kind: str, _: str) -> Loaded:
        asked.append(kind)
        return Loaded({})

    journal = Journal(load)
    assert not journal.kinds_read
    for _ in range(2):
        assert ((), ()) == (journal.goals, journal.actions)
    assert ["goal", "action"] == asked
    assert ("goal", "action") == journal.kinds_read


def test_problems_are_those_of_the_kinds_asked_for() -> None:
    """A page that reads no goals is not told of a bad one."""
    bad = {"goal": Problem("goals/a.toml", "is bad"), "skill": Problem("skills/b.toml", "is bad")}
    journal = Journal(lambda kind, _: Loaded({}, tuple(one for k, one in bad.items() if k == kind)))
    assert (bad["skill"],) == journal.problems(["skill", "person"])
    assert {"skill", "person"} == set(journal.kinds_read)
    assert (bad["goal"], bad["skill"]) == journal.problems(["goal", "skill"])


def change(before: Stored[Any] | None, after: Stored[Any] | None) -> Change:
    """Return the change from one stored record to another."""
    one = after or before
    assert one
    return Change(one.kind, one.id, before, after.record if after else None)


def test_with_changes_is_the_journal_that_will_be() -> None:
    """What is added, changed and deleted shows, the rest stays, and so does the old journal."""
    kept, old, gone, new = (goal(f"goal-{name}") for name in "adbc")
    closed = old.with_record(old.record.move("achieve", TODAY))
    before = journal_of(kept, old, gone, person())
    after = before.with_changes([change(old, closed), change(gone, None), change(None, new)])
    assert ["goal-a", "goal-c", "goal-d"] == [one.id for one in after.goals]
    assert ["active", "active", "achieved"] == [one.record.state for one in after.goals]
    assert after.get(Ref("goal", "goal-b")) is None
    assert before.people == after.people
    assert ["goal-a", "goal-b", "goal-d"] == [one.id for one in before.goals]
    assert ["active"] * 3 == [one.record.state for one in before.goals]


def test_changes_build_on_changes_and_keep_the_problems() -> None:
    """The last change of a record counts; what is wrong with other files is still wrong."""
    one = goal("goal-a")
    bad = Problem("goals/b.toml", "is bad")
    journal = Journal(
        lambda kind, _: Loaded({one.id: one}, (bad,)) if kind == "goal" else Loaded({})
    )
    paused = one.with_record(replace(one.record, state="paused"))
    twice = journal.with_changes([change(one, paused), change(paused, None)])
    again = journal.with_changes([change(one, paused)]).with_changes([change(paused, None)])
    assert ((), ()) == (twice.goals, again.goals)
    assert (bad,) == twice.problems(["goal"])


def test_changes_count_in_the_totals() -> None:
    """The totals of the journal that will be are counted from its own records."""
    draft = action("bcdf-draft", "10-01")
    done = draft.with_record(draft.record.move("finish", TODAY))
    journal = journal_of(draft).with_changes([change(draft, done)])
    assert (0, 0, 1, 1, 0, 0, 0) == journal.totals(None, TODAY)


@pytest.mark.parametrize(
    ("zone", "at", "expected"),
    [
        ("UTC", "2026-10-14T23:30+00:00", "10-14"),
        ("Europe/Dublin", "2026-10-14T23:30+00:00", "10-15"),  # summer time
        ("Europe/Dublin", "2026-12-14T23:30+00:00", "12-14"),
        ("Asia/Tokyo", "2026-10-14T16:00+01:00", "10-15"),
        ("America/Los_Angeles", "2026-10-15T01:00+01:00", "10-14"),
        ("Asia/Tokyo", "2026-10-14T23:30", "10-14"),  # without an offset it is meant there
        (None, "2026-10-14T23:30+00:00", "10-14"),  # the machine's zone, which is UTC here
        ("", "2026-10-14T23:30-02:00", "10-15"),
    ],
)
def test_a_moment_falls_on_the_profiles_day(zone: str | None, at: str, expected: str) -> None:
    """Which day it is, is a question of the profile's zone, not of the offset in a file."""
    journal = journal_of(builders.profile(timezone=zone))
    assert day(expected) == journal.day_of(dt.datetime.fromisoformat(at))


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "Europe", "/etc/passwd"])
def test_with_an_unknown_zone_days_are_by_universal_time(zone: str) -> None:
    """No command stops for a zone that isn't one, and none looks outside of the zones' folder."""
    journal = journal_of(builders.profile(timezone=zone))
    assert day("10-15") == journal.day_of(dt.datetime.fromisoformat("2026-10-14T23:30-02:00"))
    assert journal.has_wrong_zone


def test_without_a_profile_the_machines_zone_counts() -> None:
    """A journal.toml that can't be read leaves the rest readable."""
    journal = Journal(lambda *_: Loaded({}))
    assert (None, None) == (journal.profile, journal.zone)
    assert TODAY == journal.day_of(builders.NOW)


def test_meetings_stand_in_the_order_of_time() -> None:
    """Not of ids: a meeting that was postponed comes when it comes."""
    journal = journal_of(
        bound(),
        held("priya-mentor-001", "09-17 15:00"),
        meeting("priya-mentor-002", "11-19 15:00"),
        meeting("priya-mentor-003", "10-15 15:00"),
        held("priya-mentor-004", "08-17 15:00"),
        meeting("tomas-sponsor-001", "10-14 15:00", "tomas-sponsor"),
    )
    ids = [one.id[-3:] for one in journal.meetings_with("priya-mentor")]
    assert ["004", "001", "003", "002"] == ids
    assert ["004", "001"] == [one.id[-3:] for one in journal.held_with("priya-mentor")]
    coming = journal.next_meeting("priya-mentor")
    assert coming
    assert "priya-mentor-003" == coming.id
    assert journal.next_meeting("nobody") is None


def test_one_that_is_to_come_goes_before_one_that_waits_to_be_logged() -> None:
    """With a day given, the next meeting is the next one, if there is one."""
    waiting = meeting("priya-mentor-001", "10-01 15:00")
    coming = meeting("priya-mentor-002", "10-15 15:00")
    both = journal_of(waiting, coming)
    assert coming == both.next_meeting("priya-mentor", TODAY)
    assert waiting == both.next_meeting("priya-mentor")
    assert waiting == journal_of(waiting).next_meeting("priya-mentor", TODAY)


def test_people_are_called_by_name() -> None:
    """An id gives the name, a plain name itself, a relationship its person's name."""
    journal = journal_of(person("priya-nair", "Priya Nair"), bound())
    names = [journal.name_of(one) for one in ("priya-nair", "Dana Reid", "me")]
    assert ["Priya Nair", "Dana Reid", "me"] == names
    assert ["Priya Nair", "gone"] == [journal.person_in(one) for one in ("priya-mentor", "gone")]


def test_entries_of_a_kind_stand_in_the_order_of_days() -> None:
    """Of one kind only, by day and then by id."""
    win = builders.win
    of_wins = (win("bcdf-late", "10-02"), win("zxwv-early", "09-01"), win("bcdg-same", "10-02"))
    journal = journal_of(*of_wins, builders.entry("lesson", "bbbb-lesson", "09-15"))
    ids = [one.id for one in journal.entries_of("win")]
    assert ["zxwv-early", "bcdf-late", "bcdg-same"] == ids


@pytest.mark.parametrize(
    ("promise", "counted"),
    [
        (action("bcdf-a", "10-13"), (0, 0, 1)),
        (action("bcdf-a", "10-14"), (0, 0, 0)),  # it has all day
        (action("bcdf-a", "10-15", state="done", closed_on=day("10-01")), (1, 0, 1)),
        (action("bcdf-a", "10-01", state="done", closed_on=day("10-01")), (1, 0, 1)),
        (action("bcdf-a", "10-01", state="done", closed_on=day("10-02")), (0, 1, 1)),
        (action("bcdf-a", None, state="done", closed_on=day("10-01")), (1, 0, 1)),
        (action("bcdf-a", None), (0, 0, 0)),
        (action("bcdf-a", "10-01", state="dropped", closed_on=day("10-01")), (0, 0, 0)),
        (action("bcdf-a", "09-30"), (0, 0, 0)),  # before the period
        (action("bcdf-a", "11-01", state="done", closed_on=day("10-01")), (0, 0, 0)),  # after it
    ],
)
@pytest.mark.parametrize("owner", ["me", "them"])
def test_totals_count_what_fell_due(
    promise: Stored[Any], counted: tuple[int, int, int], owner: str
) -> None:
    """A promise counts from the day after its own, or once it is done, on the side that made it.

    It was kept in time if it was done by its day, or had none; else late.
    """
    month = Period(label="October", first=day("10-01"), last=day("10-31"))
    record = replace(promise.record, owner=owner)
    totals = journal_of(promise.with_record(record)).totals(month, TODAY)
    assert totals
    mine, theirs = totals[1:4], totals[4:]
    assert (counted, (0, 0, 0)) == ((mine, theirs) if owner == "me" else (theirs, mine))


@pytest.mark.parametrize(
    ("promised", "words"),
    [
        (Promised(3, 0, 3), "3 of 3 in time"),
        (Promised(2, 1, 3), "2 of 3 in time, 1 late"),
        (Promised(2, 1, 4), "2 of 4 in time, 1 late, 1 open"),
        (Promised(0, 0, 0), ""),
    ],
)
def test_what_was_kept_says_when(promised: Promised, words: str) -> None:
    """In time, late, and not at all; of nothing that fell due nothing is said."""
    assert words == promised.words


def test_totals_count_meetings_that_were_held() -> None:
    """Those planned, cancelled and missed, and those of other months, are none."""
    month = Period(label="October", first=day("10-01"), last=day("10-31"))
    journal = journal_of(
        held("priya-mentor-001", "09-30 15:00"),
        held("priya-mentor-002", "10-01 15:00"),
        meeting("priya-mentor-003", "10-10 15:00", state="missed"),
        meeting("priya-mentor-004", "10-11 15:00"),
    )
    totals, ever = journal.totals(month, TODAY), journal.totals(None, TODAY)
    assert totals
    assert ever
    assert (1, 2) == (totals.meetings, ever.meetings)


def test_what_has_no_states_is_open() -> None:
    """A record without a life never closes."""
    assert person().is_open
    assert goal().is_open
    assert not goal(state="dropped").is_open


def test_the_kinds_have_each_their_records() -> None:
    """Each kind's own name for its records gives those of that kind."""
    plural = {kind: KINDS[kind].plural for kind in ALL_KINDS if kind != "profile"}
    journal = Journal(lambda kind, _: Loaded({kind: Stored(kind, kind, person().record, "")}))
    for kind, name in plural.items():
        assert [kind] == [one.id for one in getattr(journal, name)]


@pytest.mark.parametrize("closed", [True, False])
def test_what_is_looked_for_often_is_found_as_what_is_looked_for_once(*, closed: bool) -> None:
    """By one field or two, closed ones with it or not, and nothing where there is nothing."""
    states = ("open", "done")
    actions = [
        action(
            f"a-{n:03}", owner=("me", "them")[n % 2], goal=f"g-{n // 3}", state=states[n % 5 < 2]
        )
        for n in range(300)
    ]
    often = journal_of(*actions)
    for n in range(110):
        for fields in ({"goal": f"g-{n}"}, {"goal": f"g-{n}", "owner": "me"}):
            once = journal_of(*actions).where("action", closed=closed, **fields)
            assert once == often.where("action", closed=closed, **fields)
            assert once == often.where("action", closed=closed, **fields)


@pytest.mark.parametrize(
    ("kind", "name", "unset"),
    [
        (kind, field.name, field.default)
        for kind in ALL_KINDS
        for variant in variants_of(kind)
        for field in class_for(kind, variant).__fields__.values()
        if isinstance(field.default, str) and field.name != "kind"
    ],
)
def test_a_lazy_record_is_found_by_what_an_unset_field_holds(
    kind: str, name: str, unset: str
) -> None:
    """A default stands in no file and in no cache, and still is what a record holds."""
    record = SimpleNamespace(is_open=True, **{name: unset})
    lazy: Any = Stored(kind, kind, None, "", b"all its texts", lambda _: record)
    journal = Journal(lambda asked, _: Loaded({asked: lazy} if asked == kind else {}))
    fields: dict[str, Any] = {name: unset}
    assert (lazy,) == journal.where(kind, **fields)
