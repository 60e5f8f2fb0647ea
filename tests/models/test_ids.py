"""Ids made from titles, letters and numbers, and ids from outside."""

from __future__ import annotations

import re
import sys
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devjournal.errors import Refused, UsageError
from devjournal.models.ids import (
    ALPHABET,
    ShortForms,
    check_id,
    lettered_id,
    meeting_id,
    named_id,
    relationship_id,
    slug,
    split_letters,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SAFE = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
# Microsoft's own list of what no file may be called; Python's test of it has moved.
WINDOWS_DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)
}
PAIRS = [one + other for one in ALPHABET for other in ALPHABET]


def drawing(letters: str) -> Callable[[str], str]:
    """Return a draw that gives these letters, one after the other."""
    left: Iterator[str] = iter(letters)
    return lambda _: next(left)


def made(
    title: str, letters: str, taken: tuple[str, ...] = (), recent: tuple[str, ...] = ()
) -> str:
    """Return the id of an action, with the letters that chance gives."""
    return lettered_id(title, "action", taken=taken, recent=recent, draw=drawing(letters))


# Slugs


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Priya Nair", "priya-nair"),
        ("Lead the readout!", "lead-the-readout"),
        ("  Cut cost -- to serve by 8% ", "cut-cost-to-serve-by-8"),
        ("Priya's deck", "priyas-deck"),
        ("Priya’s deck", "priyas-deck"),
        ("Łukasz Größmann", "lukasz-grossmann"),
        ("Gro\u0308ße", "grosse"),
        ("北京", "beijing"),
        ("Ship it 🚀 now", "ship-it-now"),
        ("10:30 call", "10-30-call"),
        ("../../x", "x"),
        ("x\x00\x1b[31m", "x-31m"),
    ],
)
def test_a_title_becomes_lower_case_ascii_words(title: str, expected: str) -> None:
    """Letters of other scripts are transliterated, pictures and signs left out."""
    assert expected == slug(title, "goal")


@pytest.mark.parametrize("title", ["", "!?", "🚀🎉", "\ud800", "'", "\u200b"])
def test_a_title_with_nothing_left_gives_the_fallback(title: str) -> None:
    """The fallback is the kind's name."""
    assert "goal" == slug(title, "goal")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("CON", "con-goal"),
        ("aux.", "aux-goal"),
        ("Nul", "nul-goal"),
        ("com1", "com1-goal"),
        ("LPT9", "lpt9-goal"),
        ("Con Air", "con-air"),
        ("Console", "console"),
    ],
)
def test_names_of_windows_devices_are_made_longer(title: str, expected: str) -> None:
    """No file may be called so there, whatever its ending."""
    assert expected == slug(title, "goal")


def test_where_a_longer_name_does_not_fit_the_fallback_stands_alone() -> None:
    """The limit is kept, too."""
    assert "goal" == slug("con", "goal", limit=7)


def test_a_slug_is_cut_at_a_word() -> None:
    """Only a first word that is longer than the limit is cut itself."""
    assert "rebuild-slide" == slug("Rebuild slide two", "action", limit=16)
    assert "rebuild-slide-two" == slug("Rebuild slide two", "action", limit=17)
    assert "rebui" == slug("Rebuild slide two", "action", limit=5)
    assert 60 == len(slug("x" * 100, "action"))


def test_anyascii_is_imported_only_when_an_id_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most titles are ASCII already, and most commands make no id."""
    monkeypatch.setitem(sys.modules, "anyascii", None)
    assert "priya-nair" == slug("Priya Nair", "person")
    with pytest.raises(ImportError):
        slug("Łukasz", "person")


@given(st.text(), st.integers(15, 60))
@example("CON", 15)
@example("ẞ" * 60, 60)
def test_whatever_the_title_its_slug_is_safe(title: str, limit: int) -> None:
    """Words of a-z and 0-9, within the limit, no device, and its own slug again."""
    stem = slug(title, "relationship", limit=limit)
    assert SAFE.fullmatch(stem)
    assert len(stem) <= limit
    assert stem not in WINDOWS_DEVICES
    assert stem == slug(stem, "relationship", limit=limit)
    check_id(stem)


# Named ids


def test_a_named_id_that_is_taken_gets_a_number() -> None:
    """Case makes no difference, as on most disks."""
    assert "priya-nair" == named_id("Priya Nair", "person", [])
    assert "priya-nair-2" == named_id("Priya Nair", "person", ["Priya-NAIR"])
    assert "priya-nair-3" == named_id("Priya Nair", "person", ["priya-nair", "priya-nair-2"])


@pytest.mark.parametrize("title", ["Me", "self", "Manager", "EXEC"])
def test_a_reserved_word_is_never_given_out(title: str) -> None:
    """It stands for a person or a reader everywhere."""
    assert f"{title.lower()}-2" == named_id(title, "person", [])


def test_a_number_counts_towards_the_limit() -> None:
    """The title makes room for it."""
    assert "x" * 60 == named_id("x" * 70, "goal", [])
    assert "x" * 58 + "-2" == named_id("x" * 70, "goal", ["x" * 60])


@given(st.text(max_size=80), st.lists(st.text(), max_size=5), st.integers(0, 12))
def test_whatever_is_taken_a_named_id_is_free_and_safe(
    title: str, others: list[str], times: int
) -> None:
    """Many records of one title each get their own id."""
    taken = list(others)
    for _ in range(times):
        stem = named_id(title, "goal", taken)
        assert stem not in {known.lower() for known in taken}
        assert SAFE.fullmatch(stem)
        assert len(stem) <= 60
        check_id(stem)
        taken.append(stem)


# Relationships and their meetings


def test_a_relationship_that_is_taken_has_the_whole_person() -> None:
    """And then a number."""
    taken = ["Priya-Mentor"]
    assert "priya-nair-mentor" == relationship_id("priya-nair", "mentor", taken)
    taken.append("priya-nair-mentor")
    assert "priya-nair-mentor-2" == relationship_id("priya-nair", "mentor", taken)
    assert "priya-mentor-2" == relationship_id("priya", "mentor", taken)


def test_a_person_whose_file_was_named_by_hand_gives_a_plain_id() -> None:
    """The relationship is named by the program."""
    assert "grusse-mentor" == relationship_id("Grüße an Jo", "mentor", [])


def test_a_long_person_leaves_room_for_the_number_of_a_meeting() -> None:
    """The relationship's own number is counted, too."""
    first = relationship_id("x" * 60, "sponsor", [])
    assert "x" * 46 + "-sponsor" == first
    second = relationship_id("x" * 60, "sponsor", [first])
    assert "x" * 44 + "-sponsor-2" == second
    assert f"{second}-001" == meeting_id(second, [])


def test_a_meeting_is_numbered_after_the_highest_ever_used() -> None:
    """In order of creation; gaps are not filled, other relationships do not count."""
    assert "priya-mentor-001" == meeting_id("priya-mentor", [])
    taken = ["priya-mentor-001", "Priya-Mentor-004", "priya-mentor-x", "priya-coach-009"]
    assert "priya-mentor-005" == meeting_id("priya-mentor", taken)
    assert "priya-mentor-001" == meeting_id("priya-mentor", ["priya-mentor-2-007"])
    assert "priya-mentor-1000" == meeting_id("priya-mentor", ["priya-mentor-999"])


@given(
    person=st.text(min_size=1, max_size=80),
    label=st.sampled_from(["mentor", "coachee", "protege", "partner"]),
    times=st.integers(1, 6),
    last=st.integers(0, 99_998),
)
def test_relationships_and_meetings_have_free_and_safe_ids(
    person: str, label: str, times: int, last: int
) -> None:
    """The meeting's whole id keeps the limit, as its relationship leaves room."""
    taken: list[str] = []
    for _ in range(times):
        stem = relationship_id(person, label, taken)
        assert stem not in taken
        taken.append(stem)
        meeting = meeting_id(stem, [f"{stem}-{last:03}"])
        assert f"{stem}-{last + 1:03}" == meeting
        assert SAFE.fullmatch(meeting)
        assert len(meeting) <= 60
        check_id(meeting)


# Lettered ids


def test_a_lettered_id_is_four_letters_and_the_title() -> None:
    """The letters come in the order of chance."""
    assert "kwtz-rebuild-slide-2" == made("Rebuild slide 2", "kwtz")
    assert "kwtz-action" == made("🚀", "kwtz")
    assert 60 == len(made("x" * 100, "kwtz"))


def test_the_first_two_letters_of_recent_records_are_left_to_them() -> None:
    """So short forms stay short, and an old one hits nothing new."""
    assert "kxtz-a" == made("a", "kwtz", recent=("kwbb-old",))
    assert "bbtz-a" == made("a", "zztz", recent=("ZZbb-old",))
    assert "kxtz-a" == made("a", "kwtz", recent=("kwik fit call",))


def test_when_all_pairs_are_borne_only_the_four_letters_must_be_free() -> None:
    """There are 400 pairs."""
    recent = tuple(f"{pair}bb-x" for pair in PAIRS)
    assert "kwtz-a" == made("a", "kwtz", taken=recent, recent=recent)
    assert "kwbc-a" == made("a", "kwbb", taken=recent, recent=recent)
    but_one = tuple(stem for stem in recent if not stem.startswith("bd"))
    assert "bdtz-a" == made("a", "kwtz", taken=recent, recent=but_one)


def test_letters_that_are_taken_are_walked_on_from() -> None:
    """Round the alphabet's end, and into the next pair when one is full."""
    assert "kwbb-a" == made("a", "kwzz", taken=("kwzz-old",))
    full = tuple(f"kw{rest}-x" for rest in PAIRS)
    assert "kxtz-a" == made("a", "kwtz", taken=full)


def test_when_every_letter_is_taken_it_says_so() -> None:
    """It ends, also then."""
    taken = tuple(pair + rest for pair in PAIRS for rest in PAIRS)
    with pytest.raises(Refused, match="taken"):
        made("a", "kwtz", taken=taken)


def test_poor_chance_still_gives_every_record_its_own_letters() -> None:
    """A draw of always the same letter fills pair after pair."""
    stems: list[str] = []
    for _ in range(450):
        recent = tuple(stems)
        stems.append(made("a", "bbbb", taken=recent, recent=recent))
    assert 450 == len({split_letters(stem)[0] for stem in stems})
    assert 400 == len({stem[:2] for stem in stems[:400]})


@given(
    st.text(),
    st.text(ALPHABET, min_size=4, max_size=4),
    st.lists(st.text(ALPHABET, min_size=4, max_size=4).map(lambda letters: f"{letters}-x")),
)
def test_whatever_the_title_a_lettered_id_is_free_and_safe(
    title: str, letters: str, recent: list[str]
) -> None:
    """No y, no vowel, within the limit, and its letters come off again."""
    stem = made(title, letters, taken=tuple(recent), recent=tuple(recent))
    assert stem[:2] not in {known[:2] for known in recent}
    assert (stem[:4], stem[5:]) == split_letters(stem)
    assert SAFE.fullmatch(stem)
    assert len(stem) <= 60
    check_id(stem)


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("kwtz-rebuild-slide", ("kwtz", "rebuild-slide")),
        ("kwtz", ("kwtz", "")),
        ("kwik-fit", ("", "kwik-fit")),
        ("try-again", ("", "try-again")),
        ("bcdfg-x", ("", "bcdfg-x")),
        ("Grüße an Jo", ("", "Grüße an Jo")),
        ("", ("", "")),
    ],
)
def test_letters_are_split_from_the_rest(stem: str, expected: tuple[str, str]) -> None:
    """A file that was named by hand has no letters."""
    assert expected == split_letters(stem)


# Short forms


def test_an_open_record_is_short_among_the_open_ones() -> None:
    """A closed one gives way, and is told from all."""
    expected = {"kwtz-a": "kw", "bxcd-b": "bxc", "bxdd-c": "bxd", "kwbb-d": "kwb", "zzzz-e": "zz"}
    assert expected == ShortForms(["kwtz-a", "bxcd-b", "bxdd-c"], ["kwbb-d", "zzzz-e"])


def test_the_same_letters_make_the_short_form_longer() -> None:
    """When two machines drew the same, the title tells them apart."""
    expected = {"kwtz-rebuild": "kwtz-reb", "kwtz-rehearse": "kwtz-reh"}
    assert expected == ShortForms(expected, [])


def test_an_id_that_another_begins_with_has_only_itself() -> None:
    """An exact id wins over a prefix."""
    assert {"kwtz-a": "kwtz-a", "kwtz-ab": "kwtz-ab"} == ShortForms(["kwtz-a", "kwtz-ab"], [])


def test_short_forms_of_nothing_and_of_short_names() -> None:
    """An id that was named by hand may be shorter than two letters."""
    assert {} == ShortForms([], [])
    assert {"x": "x"} == ShortForms(["x"], [])


def test_case_does_not_tell_two_ids_apart() -> None:
    """People type as they like."""
    expected = {"KWtz-a": "KWt", "ZZbb-b": "ZZ", "kwbb-c": "kwb"}
    assert expected == ShortForms(expected, [])


stems = st.sets(st.text("bck-", min_size=1, max_size=6), max_size=12)


@given(stems, stems)
def test_every_short_form_names_one_record_and_no_shorter_one_does(
    is_open: set[str], others: set[str]
) -> None:
    """Checked the slow way, against every other id."""
    forms = ShortForms(is_open, others)
    assert is_open | others == set(forms)
    for stem, form in forms.items():
        rivals = (is_open if stem in is_open else is_open | others) - {stem}
        assert stem.startswith(form)
        assert form == stem or not any(rival.startswith(form) for rival in rivals)
        shorter = form[:-1]
        assert len(form) <= 2 or any(rival.startswith(shorter) for rival in rivals)


# Ids from outside


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        ("../../x", "begins with a dot"),
        ("..", "begins with a dot"),
        (".git", "begins with a dot"),
        ("/etc/x", "names a folder"),
        ("x/../../y", "names a folder"),
        ("C:x", "begins with a drive"),
        ("x\\y", "names a folder"),
        ("\\\\host\\x", "names a folder"),
        ("x\x00", "holds a control character"),
        ("x\ny", "holds a control character"),
        ("x\udcff", "is not valid Unicode"),
        ("x" * 251, "is too long"),
        ("ü" * 126, "is too long"),
    ],
)
def test_an_id_that_could_leave_its_folder_is_refused(text: str, reason: str) -> None:
    """Row 38 of the fault table, and the text is named."""
    with pytest.raises(UsageError, match=reason) as caught:
        check_id(text)
    assert repr(text) in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "text", ["Grüße an Jo", "x", "a.b", "Call: Jo", "北京", "x" * 250, "ü" * 125]
)
def test_a_file_that_a_person_named_otherwise_is_accepted(text: str) -> None:
    """Up to what a file system can hold, with its .toml."""
    check_id(text)


fragments = st.sampled_from(["..", ".", "/", "\\", "C:", ":", "~", "x", " ", "\x00", "nul", "?"])


@given(st.text() | st.lists(fragments, max_size=6).map("".join) | st.text(max_size=400))
def test_an_accepted_id_stays_in_its_folder_on_every_system(text: str) -> None:
    """Whatever comes, it is refused by a UsageError or is one name in the folder."""
    try:
        check_id(text)
    except UsageError:
        return
    for folder in (PurePosixPath("/j/goals"), PureWindowsPath("D:/j/goals")):
        assert folder == (folder / f"{text}.toml").parent
    assert len(f"{text}.toml".encode()) <= 255
