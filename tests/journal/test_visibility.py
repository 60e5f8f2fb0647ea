"""Every kind and every field, reader by reader, against the tests' own copy of the table."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.errors import Refused
from devjournal.journal.journal import Journal
from devjournal.journal.stored import Loaded, Problem, Stored
from devjournal.journal.visibility import KINDS_SHOWN, is_reader, other_side, readers_of
from devjournal.models.base import by_name, replace
from devjournal.models.people import Ask
from devjournal.models.profile import FormerManager, Role
from devjournal.models.registry import ENTRY_KINDS, KINDS, class_for
from tests import builders
from tests.builders import TODAY, day, journal_of
from tests.privacy.filler import Filler
from tests.privacy.oracle import set_fields
from tests.privacy.who_sees_what import WHO_SEES_WHAT

if TYPE_CHECKING:
    from collections.abc import Mapping

EVERYBODY = ("priya-mentor", "tomas-sponsor", "manager", "exec")
PRIYA = ("priya-mentor",)
READERS = (*EVERYBODY, "nobody-here", "")

REACHES: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    ("profile", {}, EVERYBODY),
    ("win", {}, EVERYBODY),
    ("objective", {}, EVERYBODY),
    ("goal", {}, PRIYA),
    ("goal", {"relationship": None}, ("manager",)),
    ("goal", {"relationship": None, "objective": None}, ()),
    ("goal", {"relationship": None, "objective": "gone"}, ()),
    ("goal", {"relationship": "gone"}, ()),
    ("opportunity", {}, ("priya-mentor", "manager")),
    ("opportunity", {"objective": None}, PRIYA),
    ("opportunity", {"objective": ""}, PRIYA),
    ("opportunity", {"sponsor": "Priya Nair"}, ("manager",)),
    ("opportunity", {"sponsor": "Priya Nair", "objective": None}, ()),
    ("opportunity", {"outcome": "sank"}, ()),
    ("skill", {}, PRIYA),
    ("person", {}, PRIYA),
    ("relationship", {}, PRIYA),
    ("meeting", {}, PRIYA),
    *[("topic", {"kind": kind}, PRIYA) for kind in (None, "project", "question", "feedback")],
    *[("topic", {"kind": kind}, ()) for kind in ("concern", "personal")],
    ("action", {}, PRIYA),
    ("action", {"relationship": None}, ()),
    *[(kind, {}, PRIYA) for kind in ("vouched", "gave", "resource")],
    ("resource", {"relationship": None}, ()),
    *[(kind, {}, ()) for kind in ("feedback", "lesson", "setback", "assessment")],
    *[(kind, {}, ()) for kind in ("reflection", "note")],
    *[("layout", {"visibility": said}, ()) for said in (None, "shared", ("manager",))],
]
"""Kind, what is different about it, and whom it reaches while its visibility says nothing."""

IDS = {
    "profile": "journal",
    "person": "priya-nair",
    "relationship": "priya-mentor",
    **{kind: f"the-{kind}" for kind in KINDS if kind not in ("profile", "person", "relationship")},
}
"""The one record of each kind that others link to, and which is itself looked at."""


USUAL: Mapping[str, dict[str, Any]] = {
    "profile": {
        "roles": (Role(title="Desk lead"),),
        "former_managers": (FormerManager(until=day("2020-01-31")),),
    },
    "opportunity": {"outcome": "swam"},
    "person": {"paid": False},
    "relationship": {"my_role": "receiving"},
    "topic": {"kind": "project"},
}
"""What keeps no record of a kind from reaching others."""


def full(name: str, **fields: Any) -> Stored[Any]:
    """Return a record with every field set but visibility, its links to the ones above."""
    kind = "entry" if name in ENTRY_KINDS else name
    filler = Filler(0, is_sparse=False)
    filler.ids = {kind: [id_] for kind, id_ in IDS.items()}
    record = filler.fill(class_for("entry", name) if kind == "entry" else class_for(kind))
    record = replace(record, **{**USUAL.get(name, {}), **fields})
    return Stored(IDS[kind], kind, record, "digest")


def surroundings(looked_at: Stored[Any]) -> Journal:
    """Return a journal in which whatever a record links to is shared, as far as it can be."""
    return journal_of(*({one.ref: one for one in shared()} | {looked_at.ref: looked_at}).values())


@functools.cache
def shared() -> tuple[Stored[Any], ...]:
    """Return the record of each kind, shared with everybody, and another relationship."""
    return (
        *(full(kind, visibility="shared") for kind in IDS if kind != "entry"),
        full("note", visibility="shared"),
        builders.bound("tomas-sponsor", "tomas-heaney"),
        builders.person("tomas-heaney"),
    )


def seen(stored: Stored[Any]) -> dict[str, frozenset[str]]:
    """Return who sees a record, and which of its fields."""
    journal = surroundings(stored)
    everyone = [(one, journal.for_reader(one, TODAY).get(stored.ref)) for one in READERS]
    assert all(one.digest == "" for _, one in everyone if one), "a hash tells of what is hidden"
    return {reader: frozenset(set_fields(one.record)) for reader, one in everyone if one}


def expected(name: str, reader: str, *, told: bool = False) -> frozenset[str]:
    """Return which fields a reader of a kind sees; only Priya sees that there was a meeting."""
    row = WHO_SEES_WHAT[name]
    fields = row.shown | (row.told if told else set())
    if reader not in ("manager", "exec"):
        fields |= row.related
    is_record = name in ENTRY_KINDS or name == "topic"
    return frozenset(fields - ({"meeting"} if is_record and reader != "priya-mentor" else set()))


def test_every_field_of_every_kind_is_decided() -> None:
    """A new kind, table or field fails until the table says whom it reaches."""
    kinds = {*KINDS, *ENTRY_KINDS} - {"entry"}
    assert kinds == {name for name in WHO_SEES_WHAT if "." not in name}
    assert kinds == {name for name, _, _ in REACHES}
    assert kinds - {name for name in KINDS if KINDS[name].mine_alone} == set(KINDS_SHOWN)
    for name, row in WHO_SEES_WHAT.items():
        kind, _, table = name.partition(".")
        holder: Any = class_for("entry", kind) if kind in ENTRY_KINDS else class_for(kind)
        if table:
            held = getattr(full(kind).record, table)
            holder = type(held[0] if isinstance(held, tuple) else held)
        parts = (row.shown, row.kept, row.related, row.told)
        assert sum(map(len, parts)) == len(frozenset().union(*parts)), f"{name} says one twice"
        assert set(by_name(holder)) == frozenset().union(*parts)


@pytest.mark.parametrize(("name", "changes", "readers"), REACHES)
def test_whom_a_record_reaches_by_itself(
    name: str, changes: dict[str, Any], readers: tuple[str, ...]
) -> None:
    """A record whose visibility says nothing reaches whom the table says, with its fields."""
    unset = {field for field, value in changes.items() if value in (None, "", "gone")}
    should = {reader: expected(name, reader) - unset for reader in readers}
    assert should == seen(full(name, **changes))


SAID: list[tuple[Any, tuple[str, ...]]] = [
    ("private", ()),
    ("shared", EVERYBODY),
    ((), ()),
    (("tomas-sponsor", "exec"), ("tomas-sponsor", "exec")),
    (("nobody-here",), ()),
]


@pytest.mark.parametrize(("visibility", "readers"), SAID)
@pytest.mark.parametrize("name", [name for name in KINDS_SHOWN if name != "meeting"])
def test_what_a_record_says_itself_replaces_that(
    name: str, visibility: Any, readers: tuple[str, ...]
) -> None:
    """Private, shared or a list of readers stands instead of the default, whatever the kind."""
    should = {reader: expected(name, reader) for reader in readers}
    assert should == seen(full(name, visibility=visibility))


@pytest.mark.parametrize(("visibility", "readers"), [*SAID, (PRIYA, PRIYA)])
def test_a_meetings_visibility_speaks_of_its_notes(
    visibility: Any, readers: tuple[str, ...]
) -> None:
    """A meeting reaches its relationship whatever it says; its notes, only if it says so."""
    told = tuple(reader for reader in readers if reader == "priya-mentor")
    meeting = full("meeting", visibility=visibility)
    assert {"priya-mentor": expected("meeting", "priya-mentor", told=bool(told))} == seen(meeting)
    assert told == readers_of(surroundings(meeting), meeting, TODAY)


def test_a_link_shows_only_if_its_target_does() -> None:
    """Ids carry titles: a link to what is hidden, gone or unread is gone, a name stays."""
    win = builders.win(
        "bcdf-storm",
        "10-01",
        goal="secret-goal",
        skill="gone",
        relationship="priya-mentor",
        objective="cut-cost",
        credit=("tomas-heaney", "Dana Reid", "gone-person", "unread", "me", "Ana-Lena", "dana"),
    )
    rest = journal_of(
        win, builders.bound(), builders.goal("secret-goal"), builders.objective("cut-cost")
    )
    known = (builders.person("priya-nair"), builders.person("tomas-heaney"))
    bad = (Problem("people/unread.toml", "bad"), Problem("people/dana.toml", "", level="warning"))
    people = Loaded({one.id: one for one in known}, bad)
    journal = Journal(lambda kind, _: people if kind == "person" else Loaded(rest.all(kind)))
    shown = the_win(journal, "manager")
    links = (shown.goal, shown.skill, shown.relationship, shown.objective)
    assert (None, None, None, "cut-cost") == links
    assert ("Tomas Heaney", "Dana Reid", "me", "Ana-Lena", "dana") == shown.credit
    assert "priya-mentor" == the_win(journal, "priya-mentor").relationship


def the_win(journal: Journal, reader: str) -> Any:
    """Return a journal's only entry as a reader sees it."""
    (stored,) = journal.for_reader(reader, TODAY).entries
    return stored.record


def test_where_a_folder_cant_be_read_any_name_may_be_an_id() -> None:
    """With the people's folder unread, no name that could be a person's id is shown."""
    win = builders.win("bcdf-storm", "10-01", credit=("tomas", "Dana Reid"))
    rest = journal_of(win)
    unread = Loaded({}, (Problem("people", "can't be listed"),))
    journal = Journal(lambda kind, _: unread if kind == "person" else Loaded(rest.all(kind)))
    assert () == the_win(journal, "exec").credit


def test_a_required_link_to_what_is_hidden_is_empty() -> None:
    """A topic stays where its relationship is private, and does not name it."""
    journal = journal_of(
        builders.bound(visibility="private"), builders.topic("bcdf-forecast"), builders.person()
    )
    theirs = journal.for_reader("priya-mentor", TODAY)
    assert [""] == [topic.record.relationship for topic in theirs.topics]


@pytest.mark.parametrize(
    ("goal", "readers"),
    [
        ({"relationship": "priya-mentor"}, PRIYA),
        ({"objective": "cut-cost"}, ("manager",)),
        ({"objective": "cut-cost", "visibility": "private"}, ()),
        ({"objective": "cut-cost", "visibility": ("exec",)}, ()),
        ({"relationship": "priya-mentor", "visibility": "shared"}, PRIYA),
        ({"visibility": ("manager",)}, ()),
    ],
)
def test_a_skill_reaches_the_readers_of_the_goals_that_name_it(
    goal: dict[str, Any], readers: tuple[str, ...]
) -> None:
    """Only a goal that is theirs anyway opens a skill; sharing a goal does not share the skill."""
    journal = journal_of(
        builders.skill("negotiation", ("10-01", 2)),
        builders.goal("the-goal", skill="negotiation", **goal),
        builders.objective("cut-cost"),
        builders.bound(),
        builders.person(),
    )
    found = {reader for reader in EVERYBODY if journal.for_reader(reader, TODAY).skills}
    assert set(readers) == found


def test_a_skill_reaches_whom_it_was_asked_of() -> None:
    """The skill that a request names shows, and of the request that alone."""
    ask = Ask(skill="negotiation", evidence="the board", answer="yes", self_level=2)
    journal = journal_of(builders.skill("negotiation"), builders.bound(ask=ask), builders.person())
    theirs = journal.for_reader("priya-mentor", TODAY)
    assert ["negotiation"] == [skill.id for skill in theirs.skills]
    assert Ask(skill="negotiation") == theirs.relationships[0].record.ask
    hidden = builders.bound(ask=ask, visibility="private")
    journal = journal_of(builders.skill("negotiation"), hidden, builders.person())
    assert () == journal.for_reader("priya-mentor", TODAY).skills


def test_only_present_roles_show() -> None:
    """A role that is past or to come is nobody's business yet, or any more."""
    roles = (
        Role(title="Past", until=day("10-13")),
        Role(title="Last day", until=day("10-14")),
        Role(title="First day", since=day("10-14")),
        Role(title="To come", since=day("10-15")),
    )
    theirs = journal_of(builders.profile(roles=roles)).for_reader("exec", TODAY)
    assert theirs.profile
    assert ["Last day", "First day"] == [role.title for role in theirs.profile.record.roles]


def test_a_private_profile_is_nobodys_but_the_zone_stays() -> None:
    """A reader's days and moments are mine, though they are not told where I am."""
    journal = journal_of(builders.profile(timezone="Asia/Tokyo", visibility="private"))
    theirs = journal.for_reader("exec", TODAY)
    assert theirs.profile is None
    evening = dt.datetime(2026, 10, 14, 20, tzinfo=dt.UTC)
    assert (day("10-15"), "20:00") == (theirs.day_of(evening), f"{evening:%H:%M}")
    assert day("10-15") == theirs.with_changes([]).day_of(evening)
    unzoned = journal_of(builders.profile(timezone="Asia/Tokyo")).for_reader("exec", TODAY)
    assert unzoned.profile
    assert unzoned.profile.record.timezone is None


@pytest.mark.parametrize("word", ["manager", "exec", "me", "self", "Self"])
def test_a_relationship_with_a_reserved_id_is_no_reader(word: str) -> None:
    """It would be taken for somebody else: for the manager, or for me who sees all."""
    bound = builders.bound(word, "priya-nair")
    journal = journal_of(
        bound, builders.person(), builders.topic("bcdf-forecast", relationship=word)
    )
    assert (word in ("manager", "exec")) == is_reader(journal, word)
    with pytest.raises(Refused, match="can't be a reader"):
        other_side(bound)
    if word not in ("self",):
        theirs = journal.for_reader(word, TODAY)
        assert ((), ()) == (theirs.relationships, theirs.topics)


def test_who_are_readers() -> None:
    """A reader is a relationship by its whole id, the manager or the executives."""
    journal = journal_of(builders.bound())
    known = ("priya-mentor", "manager", "exec", "self", "priya", "Priya-mentor", "")
    assert [True, True, True, False, False, False, False] == [
        is_reader(journal, one) for one in known
    ]
    assert "priya-mentor" == other_side(builders.bound())


def test_a_reader_is_told_of_no_files() -> None:
    """What is wrong with a file names it, and so is for me alone."""
    journal = Journal(lambda kind, _: Loaded({}, (Problem(f"{kind}/secret.toml", "is bad"),)))
    assert () == journal.for_reader("manager", TODAY).problems(KINDS)


def test_only_the_manager_gets_totals() -> None:
    """The manager gets counts of what is hidden from them; the others not even these."""
    journal = journal_of(
        builders.bound(),
        builders.held("priya-mentor-001", "09-17 15:00"),
        builders.action("bcdf-draft", "10-01", relationship="priya-mentor"),
    )
    totals = {
        reader: journal.for_reader(reader, TODAY).totals(None, TODAY)
        for reader in ("self", *EVERYBODY, "nobody-here")
    }
    counted = (1, 0, 0, 1, 0, 0, 0)
    assert {"self": counted, "manager": counted} == {k: v for k, v in totals.items() if v}
    theirs = journal.for_reader("manager", TODAY)
    assert ((), ()) == (theirs.meetings, theirs.actions)
