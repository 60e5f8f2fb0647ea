"""Ids made from titles, letters and numbers, and ids from outside."""

from __future__ import annotations

import re
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
    letters_of,
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
    kept = {stem[:2].lower() for stem in recent}
    borne = set(map(letters_of, taken))
    return lettered_id(
        title, "action", borne=borne, is_kept=kept.__contains__, draw=drawing(letters)
    )


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
        *((title, "goal") for title in ("", "!?", "🚀🎉", "\ud800", "'", "\u200b")),
        # Names of Windows's devices, whatever their ending.
        *(("CON", "con-goal"), ("aux.", "aux-goal"), ("Nul", "nul-goal"), ("com1", "com1-goal")),
        *(("LPT9", "lpt9-goal"), ("Con Air", "con-air"), ("Console", "console")),
    ],
)
def test_a_title_becomes_lower_case_ascii_words(title: str, expected: str) -> None:
    """Other scripts are transliterated, pictures left out; of nothing is made the fallback."""
    assert expected == slug(title, "goal")


def test_a_slug_is_cut_at_a_word() -> None:
    """Only a first word that is longer than the limit is cut itself."""
    assert "rebuild-slide" == slug("Rebuild slide two", "action", limit=16)
    assert "rebuild-slide-two" == slug("Rebuild slide two", "action", limit=17)
    assert "rebui" == slug("Rebuild slide two", "action", limit=5)
    assert 60 == len(slug("x" * 100, "action"))
    assert "goal" == slug("con", "goal", limit=7), "a longer name does not fit"


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


@pytest.mark.parametrize(
    ("title", "taken", "expected"),
    [
        ("Priya Nair", [], "priya-nair"),
        ("Priya Nair", ["Priya-NAIR"], "priya-nair-2"),
        ("Priya Nair", ["priya-nair", "priya-nair-2"], "priya-nair-3"),
        *(("Me", [], "me-2"), ("self", [], "self-2"), ("Manager", [], "manager-2")),
        ("EXEC", [], "exec-2"),
        ("x" * 70, [], "x" * 60),
        ("x" * 70, ["x" * 60], "x" * 58 + "-2"),
    ],
)
def test_a_named_id_that_is_taken_or_reserved_gets_a_number(
    title: str, taken: list[str], expected: str
) -> None:
    """Case makes no difference, as on most disks, and the title makes room for the number."""
    assert expected == named_id(title, "person", taken)


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


@pytest.mark.parametrize(
    ("person", "taken", "expected"),
    [
        ("priya-nair", [], "priya-mentor"),
        ("priya-nair", ["Priya-Mentor"], "priya-nair-mentor"),
        ("priya-nair", ["priya-mentor", "priya-nair-mentor"], "priya-nair-mentor-2"),
        ("priya", ["priya-mentor"], "priya-mentor-2"),
        ("Grüße an Jo", [], "grusse-mentor"),
        ("dr-anna-weber", [], "anna-mentor"),
        ("prof-dr-weber", [], "weber-mentor"),
        ("dr", [], "dr-mentor"),
        ("van-der-berg", [], "van-der-berg-mentor"),
        ("j-okafor", [], "j-okafor-mentor"),
    ],
)
def test_a_relationship_that_is_taken_has_the_whole_person_and_then_a_number(
    person: str, taken: list[str], expected: str
) -> None:
    """A title is left out; a person whose file was named by hand gives a plain id."""
    assert expected == relationship_id(person, "mentor", taken)


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
@example(person="x" * 60, label="sponsor", times=2, last=0)
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


BORNE = tuple(f"{pair}bb-x" for pair in PAIRS)


@pytest.mark.parametrize(
    ("letters", "taken", "recent", "expected"),
    [
        ("kwtz", (), (), "kwtz"),
        # The first two letters of recent records are left to them.
        ("kwtz", (), ("kwbb-old",), "kxtz"),
        ("zztz", (), ("ZZbb-old",), "bbtz"),
        ("kwtz", (), ("kwik fit call",), "kxtz"),
        # When all 400 pairs are borne, only the four letters must be free.
        ("kwtz", BORNE, BORNE, "kwtz"),
        ("kwbb", BORNE, BORNE, "kwbc"),
        ("kwtz", BORNE, tuple(stem for stem in BORNE if stem[:2] != "bd"), "bdtz"),
        # Round the alphabet's end, and into the next pair when one is full.
        ("kwzz", ("kwzz-old",), (), "kwbb"),
        ("kwtz", tuple(f"kw{rest}-x" for rest in PAIRS), (), "kxtz"),
    ],
)
def test_a_lettered_id_is_four_free_letters_and_the_title(
    letters: str, taken: tuple[str, ...], recent: tuple[str, ...], expected: str
) -> None:
    """So short forms stay short, and an old one hits nothing new."""
    assert f"{expected}-rebuild" == made("Rebuild", letters, taken, recent)


def test_when_every_letter_is_taken_it_says_so() -> None:
    """It ends, also then."""
    taken = tuple(pair + rest for pair in PAIRS for rest in PAIRS)
    with pytest.raises(Refused, match="taken"):
        made("a", "kwtz", taken=taken)


@given(
    st.text(),
    st.text(ALPHABET, min_size=4, max_size=4),
    st.lists(st.text(ALPHABET, min_size=4, max_size=4).map(lambda letters: f"{letters}-x")),
)
@example("x" * 100, "kwtz", [])
@example("🚀", "kwtz", ["kwtz-action"])
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
        *(("kwtz-rebuild-slide", ("kwtz", "rebuild-slide")), ("kwtz", ("kwtz", ""))),
        *((stem, ("", stem)) for stem in ("kwik-fit", "try-again", "bcdfg-x", "Grüße an Jo", "")),
    ],
)
def test_letters_are_split_from_the_rest(stem: str, expected: tuple[str, str]) -> None:
    """A file that was named by hand has no letters."""
    assert expected == split_letters(stem)


# Short forms


@pytest.mark.parametrize(
    ("still_open", "closed", "expected"),
    [
        # A closed one gives way to the open ones, and is told from all.
        ("kwtz-a bxcd-b bxdd-c", "kwbb-d zzzz-e", "kw bxc bxd kwb zz"),
        # When two machines drew the same letters, the title tells them apart.
        ("kwtz-rebuild kwtz-rehearse", "", "kwtz-reb kwtz-reh"),
        # An id that another begins with has only itself, as an exact id wins.
        ("kwtz-a kwtz-ab", "", "kwtz-a kwtz-ab"),
        *(("", "", ""), ("x", "", "x")),
        # Case does not tell two ids apart.
        ("KWtz-a ZZbb-b kwbb-c", "", "KWt ZZ kwb"),
    ],
)
def test_a_short_form_is_told_from_all_that_go_before_it(
    still_open: str, closed: str, expected: str
) -> None:
    """Two letters at least, where there are two."""
    ids = (*still_open.split(), *closed.split())
    forms = ShortForms(still_open.split(), closed.split())
    assert dict(zip(ids, expected.split(), strict=True)) == forms


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
        *((text, "begins with a dot") for text in ("../../x", "..", ".git")),
        ("C:x", "begins with a drive"),
        *((text, "names a folder") for text in ("/etc/x", "x/../../y", "x\\y", "\\\\host\\x")),
        *((text, "holds a control character") for text in ("x\x00", "x\ny")),
        ("x\udcff", "is not valid Unicode"),
        *((text, "is too long") for text in ("x" * 251, "ü" * 126)),
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
