"""What a person types is found: ids, their beginnings, and people by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.errors import Ambiguous, BadFile, NotFound, UsageError
from devjournal.journal.journal import Journal
from devjournal.journal.names import find, fold, person_called, short_ids, who
from devjournal.journal.stored import Loaded, Problem, Stored
from devjournal.models.registry import KINDS
from tests import builders
from tests.builders import NOW, action, bound, goal, held, journal_of, meeting, person, topic

if TYPE_CHECKING:
    from collections.abc import Iterable

PRIYA = (
    person("priya-nair", "Priya Nair"),
    bound("priya-mentor", "priya-nair"),
    held("priya-mentor-001", "09-17 15:00"),
    meeting("priya-mentor-002", "10-15 15:00"),
)
GRAINNE = (person("grainne-walsh", "Gráinne Walsh"), bound("grainne-sponsor", "grainne-walsh"))

A_FEW = journal_of(
    *(*PRIYA, goal("goal-a"), goal("goal-a-b"), goal("other-goal"), goal("tomas-intro")),
    *(action("kwtz-draft"), goal("finance"), builders.skill("finance"), goal("sums")),
    *(builders.skill("Sums"), person("tomas-heaney"), bound("tomas-coach", "tomas-heaney")),
    # Of lettered records an open one goes before closed ones; of named ones, either may be meant.
    *(action("bcdf-old", state="done"), action("bcgh-new"), goal("bdfg-old", state="dropped")),
    *(goal("bdgh-new"), topic("bfgh-old", state="discussed"), action("bfhj-new")),
    *(action("bggh-old", state="done"), action("bghj-old", state="done"), action("bhjk-new")),
    *(action("bhkl-new"), builders.entry("note", "bjkl-rain", "10-06")),
    *(builders.entry("setback", "bjlm-sank", "10-06"), goal("cdfg-plan"), action("cdgh-plan")),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("goal-a", "goals/goal-a"),  # the exact id, though another begins with it
        ("goal-a-b", "goals/goal-a-b"),
        ("GOAL-A", "goals/goal-a"),
        ("goal-a-", "goals/goal-a-b"),
        ("other", "goals/other-goal"),
        ("priya", "people/priya-nair"),  # not the relationship, not its meetings
        ("priya-m", "relationships/priya-mentor"),  # not its meetings
        ("priya-mentor-", "meetings/priya-mentor-001 meetings/priya-mentor-002"),
        ("priya-mentor-002", "meetings/priya-mentor-002"),
        ("tomas", "people/tomas-heaney goals/tomas-intro"),  # not the relationship
        ("kw", "actions/kwtz-draft"),
        ("kwtz-draft", "actions/kwtz-draft"),
        ("relationships/priya", "relationships/priya-mentor"),
        ("goals/goal-a", "goals/goal-a"),
        ("finance", "skills/finance goals/finance"),  # ids are unique within a kind only
        ("skills/finance", "skills/finance"),
        *(("sums", "goals/sums"), ("Sums", "skills/Sums"), ("bc", "actions/bcgh-new")),
        *(("bd", "goals/bdfg-old goals/bdgh-new"), ("bf", "actions/bfhj-new")),
        ("bg", "actions/bggh-old actions/bghj-old"),
        ("bh", "actions/bhjk-new actions/bhkl-new"),
        ("cd", "goals/cdfg-plan actions/cdgh-plan"),
    ],
)
def test_an_id_or_its_beginning_names_a_record(text: str, expected: str) -> None:
    """The exact id, then the one beginning that fits; people stand before what is named so.

    Where several fit, all are listed by folder and id, and none is taken.
    """
    candidates = tuple(expected.split())
    if len(candidates) == 1:
        found = find(A_FEW, text)
        assert expected == f"{KINDS[found.kind].folder}/{found.id}"
        return
    with pytest.raises(Ambiguous, match="nothing was changed") as caught:
        find(A_FEW, text)
    assert candidates == caught.value.candidates
    assert all(candidate in caught.value.message for candidate in candidates)


@pytest.mark.parametrize(
    ("text", "kinds", "variant", "found"),
    [
        ("tomas", ("goal",), "", "tomas-intro"),
        ("priya", ("relationship", "meeting"), "", "priya-mentor"),
        ("bj", ("entry",), "setback", "bjlm-sank"),
        ("entries/bj", ("entry", "goal"), "setback", "bjlm-sank"),
    ],
)
def test_only_the_kinds_asked_for_are_searched(
    text: str, kinds: tuple[str, ...], variant: str, found: str
) -> None:
    """Where a goal is meant, a person does not stand in its way, nor a note in a setback's."""
    assert found == find(A_FEW, text, kinds, variant=variant).id


@pytest.mark.parametrize(
    ("text", "kinds", "variant", "message", "hint"),
    [
        ("laed-me", ("goal",), "", "there is no goal 'laed-me'", "near: lead-me"),
        ("zzz", ("goal",), "", "there is no goal 'zzz'", "see devjournal list goals"),
        ("zzz", ("entry",), "setback", "no setback 'zzz'", "see devjournal list setbacks"),
        (
            *("zzz", ("goal", "skill"), "", "there is no goal or skill 'zzz'"),
            "see devjournal list goals or devjournal list skills",
        ),
        (
            *("zzz", ("goal", "skill", "topic", "action"), "", "there is no record 'zzz'"),
            "devjournal help ids",
        ),
    ],
)
def test_an_unknown_id_lists_near_ones_or_says_where_to_look(
    text: str, kinds: tuple[str, ...], variant: str, message: str, hint: str
) -> None:
    """The message says what kinds were searched, the hint what may have been meant."""
    with pytest.raises(NotFound) as caught:
        find(journal_of(goal("lead-me")), text, kinds, variant=variant)
    assert message in caught.value.message
    assert hint in (caught.value.hint or "")


def test_a_word_of_a_title_that_is_no_id_leads_to_what_is_called_so() -> None:
    """`done slide` is no id of an action, but the message names that action, and no closed one."""
    journal = journal_of(
        action("kwtz-x", title="Rebuild slide 2"),
        action("kwxz-x", title="Show a slide", state="done"),
    )
    with pytest.raises(NotFound) as caught:
        find(journal, "Slide", ("action",))
    assert 'called so: kwtz "Rebuild slide 2"' == caught.value.hint


def test_a_record_whose_file_is_bad_is_not_called_unknown() -> None:
    """Whoever names a file that can't be read is told what is wrong with it."""
    bad = Problem("goals/lead-the-readout.toml", "is bad", 3, 1)
    journal = Journal(lambda kind, _: Loaded({}, (bad,) if kind == "goal" else ()))
    with pytest.raises(BadFile, match=r"goals/lead-the-readout\.toml:3:1: is bad"):
        find(journal, "lead")
    with pytest.raises(NotFound) as caught:
        find(journal, "zzz")
    assert "1 file(s) can't be read" in (caught.value.hint or "")
    odd = Journal(lambda *_: Loaded({}, (bad._replace(level="warning"),)))
    with pytest.raises(NotFound):
        find(odd, "lead")
    with pytest.raises(UsageError):
        find(journal, "")
    with pytest.raises(NotFound):
        find(journal, " ")


@pytest.mark.parametrize("text", ["", "../../x", "/etc/x", "C:x", "a\0b"])
def test_what_can_be_no_id_is_a_mistake(text: str) -> None:
    """A path, a drive or nothing at all is refused as usage, not looked for."""
    with pytest.raises(UsageError):
        find(journal_of(goal("only-one")), text)
    with pytest.raises(UsageError):
        find(A_FEW, "people/priya", ("goal",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, "priya-mentor") for text in ("priya-mentor", "priya-m", "PRIYA-M", "priya-nair")),
        *((text, "priya-mentor") for text in ("priya", "Priya", "PRIYA NAIR", "nair", "Nai")),
        *((text, "priya-mentor") for text in (" priya ", "priya nair")),
        # Accents, in either Unicode form, and case make no difference.
        *((text, "grainne-sponsor") for text in ("gráinne", "grainne", "GRÁINNE", "walsh")),
        *((text, "grainne-sponsor") for text in ("grainne walsh", "Gra\u0301inne", "GRAINNE")),
    ],
)
def test_who_is_known_by_id_and_by_name(text: str, expected: str) -> None:
    """A WHO is a relationship's id or its beginning, or a person's id or any part of the name."""
    assert expected == who(journal_of(*PRIYA, *GRAINNE), text, NOW).relationship.id


def test_letters_are_folded_to_compare_names() -> None:
    """What folding leaves is lower case without accents."""
    assert ("grainne", "strasse", "zoe") == (fold("GRÁINNE"), fold("Straße"), fold("Zoë"))


BOTH = (*PRIYA, bound("priya-sponsor", "priya-nair", kind="sponsor"))
TWO_PRIYAS = (*PRIYA, person("priya-rao"), bound("priya-coach", "priya-rao"))
ANAS = (person("ana", "Ana"), bound("ana-mentor", "ana"), person("ana-maria", "Ana Maria"))
CLOSED = bound("priya-first", "priya-nair", state="closed")
EITHER = ("relationships/priya-mentor", "relationships/priya-sponsor")


def sponsor_meets(at: str) -> Stored[Any]:
    """Return a meeting of the second relationship with Priya."""
    return meeting("priya-sponsor-001", at, "priya-sponsor")


@pytest.mark.parametrize(
    ("records", "text", "expected"),
    [
        # A whole name goes before the beginning of a longer one; two of one name are asked about.
        (ANAS, "ana", "ana-mentor"),
        (TWO_PRIYAS, "priya", ("people/priya-nair", "people/priya-rao")),
        (TWO_PRIYAS, "rao", "priya-coach"),
        # The id of a person or of a relationship may be another than the name.
        ((person("dev-one", "Zed"), bound("zed-coach", "dev-one")), "dev-o", "zed-coach"),
        (
            (bound("at-one"), bound("at-two")),
            "at",
            ("relationships/at-one", "relationships/at-two"),
        ),
        # With one person in two roles the nearest planned meeting decides, if there is one.
        ((*BOTH, sponsor_meets("10-14 16:00")), "priya", "priya-sponsor"),
        ((*BOTH, sponsor_meets("10-16 16:00")), "priya", "priya-mentor"),
        ((*BOTH, sponsor_meets("10-15 15:00")), "priya", EITHER),
        ([one for one in BOTH if one.kind != "meeting"], "priya", EITHER),
        # Who is met no more is found by the relationship's own id.
        ((*BOTH, sponsor_meets("10-10 16:00")), "priya", "priya-mentor"),
        ((*PRIYA, CLOSED), "priya", "priya-mentor"),
        ((*PRIYA, CLOSED), "priya-first", "priya-first"),
    ],
)
def test_who_is_meant_of_several(
    records: Iterable[Stored[Any]], text: str, expected: str | tuple[str, ...]
) -> None:
    """What can't be told apart is listed by whole ids, and left to the person."""
    journal = journal_of(*records)
    if isinstance(expected, str):
        assert expected == who(journal, text, NOW).relationship.id
        return
    with pytest.raises(Ambiguous) as caught:
        who(journal, text, NOW)
    assert expected == caught.value.candidates


def test_a_choice_between_two_roles_is_said() -> None:
    """The one that meets next is taken, and there is also the other; an id leaves no choice."""
    journal = journal_of(*BOTH, sponsor_meets("10-14 16:00"))
    said = "Priya Nair: taking priya-sponsor, which meets next (there is also priya-mentor)"
    assert said == who(journal, "priya", NOW).said
    assert who(journal, "priya-mentor", NOW).said is None


def test_a_person_is_found_by_name() -> None:
    """As a WHO is, whether there is a relationship or not."""
    found = person_called(journal_of(*ANAS), "ANA")
    assert found
    assert "ana" == found.id
    assert person_called(journal_of(*ANAS), "zebedee") is None
    with pytest.raises(Ambiguous):
        person_called(journal_of(*TWO_PRIYAS), "priya")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("walsh", "no open relationship with Grainne Walsh", 'devjournal meet "Grainne Walsh"'),
        ("dana", "there is no relationship with Dana Reid", 'devjournal meet "Dana Reid"'),
        ("pirya", "nobody here is called 'pirya'", "near: Priya Nair"),
        *((text, "nobody here is called", "devjournal meet") for text in ("zebedee", "", "  ")),
    ],
)
def test_whom_nobody_is_related_to_is_told_of(text: str, message: str, hint: str) -> None:
    """The hint has the people that a misspelt name is near to, else how to begin."""
    over = bound("grainne-coach", "grainne-walsh", state="closed")
    journal = journal_of(*PRIYA, person("grainne-walsh"), over, person("dana-reid"))
    with pytest.raises(NotFound, match=message) as caught:
        who(journal, text, NOW)
    assert hint in (caught.value.hint or "")
    assert over == who(journal, "walsh", NOW, closed=True).relationship


def test_short_ids_count_open_records_first() -> None:
    """The letters to type are the fewest that no other open lettered record bears."""
    journal = journal_of(
        action("bcdf-one"), topic("bcgh-two"), action("bcgl-old", state="done"), goal("bcdf-goal")
    )
    assert {"bcdf-one": "bcd", "bcgh-two": "bcg", "bcgl-old": "bcgl"} == short_ids(journal)


@pytest.mark.parametrize("name", ["Siobhán O’Brien-Łuk", "Siobha\u0301n  O'Brien\u2011Łuk"])
@pytest.mark.parametrize(
    "text",
    [
        *("siobhan", "o'brien", "O’Brien", "o\u02bcbrien-luk", "BRIEN", "luk", "Łuk", "rien"),
        *("siobhan o'brien-luk", " Siobhán\u00a0 O'Brien–Łuk ", "Sio\u00adbhan", "people/siobhan"),
    ],
)
def test_any_part_of_a_name_finds_it_however_it_is_typed(name: str, text: str) -> None:
    """Quotes, dashes, blanks, case, accents and the Unicode form make no difference."""
    journal = journal_of(person("siobhan", name), bound("siobhan-mentor", "siobhan"))
    assert "siobhan-mentor" == who(journal, text, NOW).relationship.id


def test_a_person_is_shown_by_a_name_as_by_an_id() -> None:
    """By the beginning of a word in it, where no id begins so."""
    journal = journal_of(person("siobhan", "Siobhán O’Brien"), goal("brie"))
    assert ["siobhan", "siobhan", "brie"] == [
        find(journal, text).id for text in ("o'bri", "BRIEN", "brie")
    ]
    with pytest.raises(NotFound):
        find(journal, "rien")


def test_the_beginning_of_a_word_goes_before_its_inside() -> None:
    """Ann is meant before Joanna; where somebody new may be meant, Joanna is not."""
    joanna = person("jo", "Joanna Reed"), bound("jo-mentor", "jo")
    assert "jo-mentor" == who(journal_of(*joanna), "ann", NOW).relationship.id
    assert person_called(journal_of(*joanna), "ann") is None
    with pytest.raises(NotFound):
        who(journal_of(*joanna), "ann", NOW, anywhere=False)
    ann = person("an", "Ann Holt"), bound("an-coach", "an")
    assert "an-coach" == who(journal_of(*joanna, *ann), "ann", NOW).relationship.id


def test_of_two_of_one_name_whom_i_meet_is_meant() -> None:
    """Somebody else of that name, whom I don't meet, makes no WHO ambiguous."""
    journal = journal_of(*PRIYA, person("priya-nair-2", "Priya Nair"))
    assert "priya-mentor" == who(journal, "priya", NOW).relationship.id
    assert "priya-mentor" == who(journal, "Priya Nair", NOW).relationship.id
    with pytest.raises(Ambiguous):
        person_called(journal, "Priya Nair")
