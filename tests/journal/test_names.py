"""What a person types is found: ids, their beginnings, and people by name."""

from __future__ import annotations

from typing import Any

import pytest

from devjournal.errors import Ambiguous, BadFile, NotFound, UsageError
from devjournal.journal.journal import Journal
from devjournal.journal.names import find, fold, person_called, short_ids, who
from devjournal.journal.stored import Loaded, Problem, Stored
from tests import builders
from tests.builders import NOW, action, bound, goal, held, journal_of, meeting, person, topic

PRIYA = (
    person("priya-nair", "Priya Nair"),
    bound("priya-mentor", "priya-nair"),
    held("priya-mentor-001", "09-17 15:00"),
    meeting("priya-mentor-002", "10-15 15:00"),
)
GRAINNE = (person("grainne-walsh", "Gráinne Walsh"), bound("grainne-sponsor", "grainne-walsh"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("goal-a", "goal/goal-a"),  # the exact id, though another begins with it
        ("goal-a-b", "goal/goal-a-b"),
        ("GOAL-A", "goal/goal-a"),
        ("goal-a-", "goal/goal-a-b"),
        ("other", "goal/other-goal"),
        ("priya", "person/priya-nair"),  # not the relationship, not its meetings
        ("priya-m", "relationship/priya-mentor"),  # not its meetings
        ("priya-mentor-", None),
        ("priya-mentor-002", "meeting/priya-mentor-002"),
        ("kw", "action/kwtz-draft"),
        ("kwtz-draft", "action/kwtz-draft"),
        ("relationships/priya", "relationship/priya-mentor"),
        ("meetings/priya-mentor-001", "meeting/priya-mentor-001"),
        ("goals/goal-a", "goal/goal-a"),
    ],
)
def test_an_id_or_its_beginning_names_a_record(text: str, expected: str | None) -> None:
    """The exact id, then the one beginning that fits; people stand before what is named so."""
    journal = journal_of(
        *PRIYA, goal("goal-a"), goal("goal-a-b"), goal("other-goal"), action("kwtz-draft")
    )
    if expected is None:
        with pytest.raises(Ambiguous):
            find(journal, text)
    else:
        found = find(journal, text)
        assert expected == f"{found.kind}/{found.id}"


def test_only_the_kinds_asked_for_are_searched() -> None:
    """Where a goal is meant, a person of that name does not stand in its way."""
    journal = journal_of(*PRIYA, goal("priya-intro"))
    assert "priya-intro" == find(journal, "priya", ("goal",)).id
    assert "priya-mentor" == find(journal, "priya", ("relationship", "meeting")).id
    with pytest.raises(UsageError):
        find(journal, "people/priya", ("goal",))


def test_several_that_fit_are_listed() -> None:
    """An ambiguous beginning names every candidate by folder and id, and takes none."""
    journal = journal_of(*PRIYA, goal("priya-intro"), person("priya-rao"))
    with pytest.raises(Ambiguous) as caught:
        find(journal, "priya")
    assert ("people/priya-nair", "people/priya-rao", "goals/priya-intro") == (
        caught.value.candidates
    )
    assert all(candidate in caught.value.message for candidate in caught.value.candidates)
    assert "nothing was changed" in caught.value.message


def test_an_id_of_two_kinds_asks_for_its_folder() -> None:
    """Ids are unique within a kind only: the same one in two kinds is ambiguous."""
    journal = journal_of(goal("finance"), builders.skill("finance"))
    with pytest.raises(Ambiguous):
        find(journal, "finance")
    assert "skill" == find(journal, "skills/finance").kind
    both = journal_of(goal("finance"), builders.skill("Finance"))
    assert ["goal", "skill"] == [find(both, text).kind for text in ("finance", "Finance")]


@pytest.mark.parametrize(
    ("closed", "open_", "found"),
    [
        (action("bcdf-old", state="done"), action("bcgh-new"), "bcgh-new"),
        (topic("bcdf-old", state="discussed"), action("bcgh-new"), "bcgh-new"),
        (action("bcdf-old"), action("bcgh-new"), None),
        (action("bcdf-old", state="done"), action("bcgh-new", state="done"), None),
        (goal("bcdf-old", state="dropped"), goal("bcgh-new"), None),
    ],
)
def test_an_open_lettered_record_goes_before_closed_ones(
    closed: Stored[Any], open_: Stored[Any], found: str | None
) -> None:
    """Two letters from the shell's history mean the open record; of named ones, either."""
    journal = journal_of(closed, open_)
    if found:
        assert found == find(journal, "bc").id
    else:
        with pytest.raises(Ambiguous):
            find(journal, "bc")


def test_an_unknown_id_lists_near_ones() -> None:
    """A slip of the finger is answered with what may have been meant."""
    with pytest.raises(NotFound) as caught:
        find(journal_of(goal("lead-the-readout")), "laed-the-readout")
    assert "near: lead-the-readout" == caught.value.hint


@pytest.mark.parametrize(
    ("kinds", "message", "hint"),
    [
        (("goal",), "there is no goal 'zzz'", "see devjournal list goals"),
        (
            ("goal", "skill"),
            "there is no goal or skill 'zzz'",
            "see devjournal list goals or devjournal list skills",
        ),
        (("goal", "skill", "topic", "action"), "there is no record 'zzz'", "devjournal list KIND"),
    ],
)
def test_an_unknown_id_without_near_ones_says_where_to_look(
    kinds: tuple[str, ...], message: str, hint: str
) -> None:
    """The message says what kinds were searched, the hint how to list them."""
    with pytest.raises(NotFound) as caught:
        find(journal_of(), "zzz", kinds)
    assert message == caught.value.message
    assert hint in (caught.value.hint or "")


def test_nothing_typed_names_nothing() -> None:
    """An empty text is no beginning of anything."""
    with pytest.raises((NotFound, UsageError)):
        find(journal_of(goal("only-one")), "")


def test_a_record_whose_file_is_bad_is_not_called_unknown() -> None:
    """Whoever names a file that can't be read is told what is wrong with it."""
    bad = Problem("goals/lead-the-readout.toml", "is bad", 3, 1)
    journal = Journal(lambda kind: Loaded({}, (bad,) if kind == "goal" else ()))
    with pytest.raises(BadFile, match=r"goals/lead-the-readout\.toml:3:1: is bad"):
        find(journal, "lead")
    with pytest.raises(NotFound) as caught:
        find(journal, "zzz")
    assert "1 file(s) can't be read" in (caught.value.hint or "")
    odd = Journal(lambda _: Loaded({}, (bad._replace(level="warning"),)))
    with pytest.raises(NotFound):
        find(odd, "lead")


@pytest.mark.parametrize("text", ["../../x", "/etc/x", "C:x", "a\0b"])
def test_what_can_be_no_id_is_a_mistake(text: str) -> None:
    """A path or a drive is refused as usage, not looked for."""
    with pytest.raises(UsageError):
        find(journal_of(), text)


@pytest.mark.parametrize(
    "text",
    [
        *("priya-mentor", "priya-m", "PRIYA-M", "priya-nair", "priya", "Priya", "PRIYA NAIR"),
        *("priya nair", "nair", "Nai", " priya "),
    ],
)
def test_who_is_known_by_id_and_by_name(text: str) -> None:
    """A WHO is a relationship's id or its beginning, or a person's id or name, in any case."""
    assert "priya-mentor" == who(journal_of(*PRIYA, *GRAINNE), text, NOW).relationship.id


@pytest.mark.parametrize(
    "text", ["gráinne", "grainne", "GRÁINNE", "GRAINNE", "grainne walsh", "Gra\u0301inne", "walsh"]
)
def test_who_is_known_without_accents(text: str) -> None:
    """Accents, in either Unicode form, and case make no difference."""
    assert "grainne-sponsor" == who(journal_of(*PRIYA, *GRAINNE), text, NOW).relationship.id


def test_letters_are_folded_to_compare_names() -> None:
    """What folding leaves is lower case without accents."""
    assert ("grainne", "strasse", "zoe") == (fold("GRÁINNE"), fold("Straße"), fold("Zoë"))


def test_a_whole_name_goes_before_the_beginning_of_a_longer_one() -> None:
    """Ana is Ana, though there is an Ana Maria too."""
    journal = journal_of(
        person("ana", "Ana"), bound("ana-mentor", "ana"), person("ana-maria", "Ana Maria")
    )
    assert "ana-mentor" == who(journal, "ana", NOW).relationship.id
    found = person_called(journal, "ANA")
    assert found
    assert "ana" == found.id


def test_two_people_of_one_name_are_asked_about() -> None:
    """Two Priyas are candidates by their ids."""
    journal = journal_of(*PRIYA, person("priya-rao"), bound("priya-coach", "priya-rao"))
    with pytest.raises(Ambiguous) as caught:
        who(journal, "priya", NOW)
    assert ("people/priya-nair", "people/priya-rao") == caught.value.candidates
    assert "priya-coach" == who(journal, "rao", NOW).relationship.id
    with pytest.raises(Ambiguous):
        person_called(journal, "priya")


BOTH = (*PRIYA, bound("priya-sponsor", "priya-nair", kind="sponsor"))


def test_of_two_relationships_the_one_that_meets_next_is_meant() -> None:
    """With one person in two roles the nearest planned meeting decides, and that is said."""
    journal = journal_of(*BOTH, meeting("priya-sponsor-001", "10-14 16:00", "priya-sponsor"))
    found = who(journal, "priya", NOW)
    assert "priya-sponsor" == found.relationship.id
    assert found.said
    assert "taking priya-sponsor" in found.said
    assert "there is also priya-mentor" in found.said
    later = journal_of(*BOTH, meeting("priya-sponsor-001", "10-16 16:00", "priya-sponsor"))
    assert "priya-mentor" == who(later, "priya", NOW).relationship.id
    assert who(later, "priya-mentor", NOW).said is None


def test_a_tie_is_asked_about() -> None:
    """Two meetings at the same moment, or none at all, leave the choice to the person."""
    same = meeting("priya-sponsor-001", "10-15 15:00", "priya-sponsor")
    without = (one for one in BOTH if one.kind != "meeting")
    for journal in (journal_of(*BOTH, same), journal_of(*without)):
        with pytest.raises(Ambiguous) as caught:
            who(journal, "priya", NOW)
        expected = ("relationships/priya-mentor", "relationships/priya-sponsor")
        assert expected == caught.value.candidates


def test_a_closed_relationship_is_not_meant_by_its_person() -> None:
    """Who is met no more is found by the relationship's own id, or where closed ones count."""
    closed = bound("priya-first", "priya-nair", state="closed")
    journal = journal_of(*PRIYA, closed)
    assert "priya-mentor" == who(journal, "priya", NOW).relationship.id
    assert "priya-first" == who(journal, "priya-first", NOW).relationship.id
    only = journal_of(person("priya-nair"), closed)
    assert "priya-first" == who(only, "priya", NOW, closed=True).relationship.id
    with pytest.raises(NotFound, match="no open relationship with Priya Nair"):
        who(only, "priya", NOW)


def test_a_person_without_a_relationship_is_told_of() -> None:
    """The person is known, so the message names them, and the hint begins one."""
    with pytest.raises(NotFound, match="there is no relationship with Dana Reid") as caught:
        who(journal_of(person("dana-reid")), "dana", NOW)
    assert "devjournal meet 'Dana Reid'" in (caught.value.hint or "")


def test_nobody_of_that_name_lists_near_ones() -> None:
    """A misspelt name is answered with the people it is near to, else with how to begin."""
    journal = journal_of(*PRIYA, *GRAINNE)
    with pytest.raises(NotFound) as caught:
        who(journal, "pirya", NOW)
    assert "near: Priya Nair" == caught.value.hint
    for text in ("zebedee", "", "  "):
        with pytest.raises(NotFound, match="nobody here is called"):
            who(journal, text, NOW)


def test_short_ids_count_open_records_first() -> None:
    """The letters to type are the fewest that no other open lettered record bears."""
    journal = journal_of(
        action("bcdf-one"), topic("bcgh-two"), action("bckl-old", state="done"), goal("bcdf-goal")
    )
    shorts = short_ids(journal)
    assert {"bcdf-one": "bcd", "bcgh-two": "bcg", "bckl-old": "bck"} == shorts
    assert "bcdf-one" == find(journal, "bcd", ("action", "topic")).id


def test_of_entries_one_kind_may_be_meant() -> None:
    """A prefix that a note shares still names the only setback, and is told as one."""
    journal = journal_of(
        builders.entry("note", "bdfg-rain", "10-06"),
        builders.entry("setback", "bdgh-sank", "10-06"),
    )
    assert "bdgh-sank" == find(journal, "bd", ("entry",), variant="setback").id
    assert "bdgh-sank" == find(journal, "entries/bd", variant="setback").id
    with pytest.raises(NotFound, match="no setback") as refused:
        find(journal, "bdfg", ("entry",), variant="setback")
    assert refused.value.hint is not None
