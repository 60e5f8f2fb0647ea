"""The search: what is found, in which order, and what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.errors import UsageError
from devjournal.journal.names import fold
from devjournal.journal.stored import Stored
from devjournal.models.growth import Checkin
from devjournal.pages.search import (
    LINK,
    NOTES,
    TEXT,
    TITLE,
    build_search,
    excerpt_of,
    is_whole,
    places_of,
    spans_of,
)
from tests.builders import (
    action,
    bound,
    day,
    entry,
    goal,
    held,
    journal_of,
    person,
    profile,
    topic,
    win,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


LETTERS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)


def found(text: str, *records: Stored[Any], **asked: Any) -> list[str]:
    """Return the ids that are found in a journal of these records, best first."""
    return [hit.record.id for hit in build_search(journal_of(*records), text, **asked).hits]


def test_every_word_has_to_be_in_it() -> None:
    """In whichever field, in any order, in any case, with or without accents."""
    one = action("bcdf-x", title="Rebuild slide 2", note="Gráinne asked")
    other = action("ghjk-x", title="Rebuild slide 3")
    assert ["bcdf-x"] == found("GRAINNE slide", one, other)
    assert ["bcdf-x", "ghjk-x"] == found("slide rebuild", one, other)
    assert [] == found("slide zebra", one, other)
    assert [] == found("   ", one, other)


def test_title_over_text_over_notes_over_links() -> None:
    """And a whole word over a part of one, within each."""
    records = (
        action("zzzz-title", title="cost"),
        action("xxxx-part-title", title="costly"),
        action("wwww-text", evidence="cost"),
        action("vvvv-part-text", evidence="costly"),
        action("tttt-note", note="cost"),
        action("ssss-part-note", note="costly"),
        action("rrrr-link", goal="cut-cost"),
    )
    assert [one.id for one in records] == found("cost", *reversed(records))


def test_open_over_closed_and_late_over_early() -> None:
    """Between records that say it alike."""
    records = (
        action("zzzz-x", "10-20", title="cost"),
        action("xxxx-x", "10-10", title="cost"),
        action("wwww-x", title="cost"),
        action("vvvv-x", "10-30", title="cost", state="done"),
    )
    assert [one.id for one in records] == found("cost", *reversed(records))


def test_a_person_comes_before_their_meetings() -> None:
    """Their relationship and what is written of them are found too, and their meetings last."""
    records = (
        person(),
        bound(),
        held("priya-mentor-001", "10-01 15:00"),
        topic("bcdf-x", text="Ask Priya"),
    )
    ids = found("priya", *records)
    assert "priya-mentor-001" == ids[-1]
    assert {"priya-nair", "priya-mentor", "bcdf-x"} == set(ids[:3])


def test_one_kind_alone() -> None:
    """A kind, or an entry's, singular or plural; another word is misuse."""
    records = (win("bcdf-x", "10-01", text="cost"), entry("lesson", "ghjk-x", "10-02", text="cost"))
    assert ["bcdf-x"] == found("cost", *records, kind="Wins")
    assert ["ghjk-x", "bcdf-x"] == found("cost", *records, kind="entries")
    with pytest.raises(UsageError, match="winz"):
        found("cost", *records, kind="winz")


def lazy(one: Stored[Any], raw: str) -> Stored[Any]:
    """Return a record that claims to hold only `raw`."""
    return Stored(one.id, one.kind, None, "", raw.encode(), lambda _: one.record, is_open=True)


@pytest.mark.parametrize(("raw", "ids"), [("xGRÁINNEx", ["bcdf-x"]), ("nothing", [])])
def test_what_surely_does_not_say_it_is_not_built(raw: str, ids: Sequence[str]) -> None:
    """Its texts are looked through as they lie in the cache, without case and accents too."""
    assert ids == found("grainne", lazy(action("bcdf-x", title="Gráinne"), raw))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Łódź", "lodz"),
        ("GRÁINNE", "grainne"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("ﬁn", "fin"),
    ],
)
def test_case_accents_and_strokes_are_taken_off(text: str, plain: str) -> None:
    """What somebody types on a plain keyboard is found."""
    assert plain == fold(text)


@given(LETTERS, LETTERS)
def test_letters_are_plain_one_by_one(text: str, more: str) -> None:
    """The plain form of a text is that of its parts: so a span can be told where it stands."""
    assert fold(text) + fold(more) == fold(text + more)


@pytest.mark.parametrize(
    ("word", "told"), [("cost", "True"), ("serve", "True"), ("cos", "False"), ("zebra", "None")]
)
def test_a_whole_word_is_told_from_a_part(word: str, told: str) -> None:
    """Wherever in the text it stands by itself; words end at whatever is no letter or digit."""
    assert told == str(is_whole("costs of the cost-to-serve.", word))


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("Łódź and lodz", ("lodz",), ["Łódź", "lodz"]),
        ("Straße", ("ss",), ["ß"]),
        ("costs", ("cost", "sts"), ["costs"]),
        ("a b", ("b", "a"), ["a", "b"]),
        ("nothing", ("x",), []),
    ],
)
def test_spans_say_where_in_the_text_it_stands(
    text: str, words: tuple[str, ...], told: list[str]
) -> None:
    """In the letters as they were written; spans that overlap are one."""
    assert told == [text[start:end] for start, end in spans_of(text, words)]


@given(LETTERS, LETTERS)
def test_a_span_holds_the_word(text: str, word: str) -> None:
    """The plain form of what is marked holds the word that was looked for."""
    plain = fold(word)
    if plain:
        spans = spans_of(text, (plain,))
        assert (plain in fold(text)) == bool(spans)
        assert all(plain in fold(text[start:end]) for start, end in spans)


def cut(text: str, *words: str) -> tuple[str, list[str]]:
    """Return an excerpt's text, and what is marked in it."""
    excerpt = excerpt_of(text, words)
    return excerpt.text, [excerpt.text[start:end] for start, end in excerpt.marks]


def test_a_short_text_is_whole_and_on_one_line() -> None:
    """Line ends and runs of blanks are one blank."""
    assert ("Cost to serve", ["Cost", "serve"]) == cut("Cost\n  to\tserve", "cost", "serve")


@pytest.mark.parametrize("before", [0, 1, 30, 60, 300])
@pytest.mark.parametrize("after", [0, 30, 300])
def test_a_long_text_is_cut_around_the_word(before: int, after: int) -> None:
    """The word is in it and marked, and `…` stands where the text goes on."""
    text = "one " * before + "Zebra" + " two" * after
    piece, marked = cut(text, "zebra")
    assert ["Zebra"] == marked
    assert len(piece) <= 125
    assert piece.startswith("…") == (not text.startswith(piece[:5]))
    assert piece.endswith("…") == (not text.endswith(piece[-5:]))


def test_a_text_without_blanks_is_cut_too() -> None:
    """Such as a long address; a word that the cut goes through is marked as far as it is there."""
    piece, marked = cut("x" * 500 + "zebra" + "y" * 500, "zebra")
    assert ["zebra"] == marked
    assert len(piece) <= 125
    assert 1 == len(cut("z" * 500, "z" * 400)[1])


def test_nothing_marked_is_the_beginning() -> None:
    """A title that does not say the words is shown as it is."""
    assert ("Cost to serve", []) == cut("Cost to serve", "zebra")


def weights(record: object) -> dict[str, int]:
    """Return the fields of a record that are searched, with their weights."""
    return {place.field: place.weight for place in places_of(record)}  # type: ignore[arg-type]  # each is a record


def test_titles_text_notes_and_links() -> None:
    """Each field counts as what it is."""
    one = action("kwtz-x", goal="lead", note="slow", evidence="wiki").record
    assert {"title": TITLE, "goal": LINK, "note": NOTES, "evidence": TEXT} == weights(one)
    assert {"person": TITLE, "purpose": TEXT} == weights(bound().record)
    met = held("m-1", "10-01 15:00", notes="x", decisions=("y",)).record
    assert {"relationship": LINK, "notes": NOTES, "decisions": TEXT} == weights(met)


def test_what_is_in_tables_is_searched() -> None:
    """Under the table's name and its own."""
    one = goal("lead", Checkin(on=day("10-01"), note="slow", behaviour="spoke up")).record
    assert {"title": TITLE, "checkins.note": NOTES, "checkins.behaviour": TEXT} == weights(one)


def test_an_entrys_first_line_is_its_title() -> None:
    """The rest of a long one is its text."""
    told = [(one.weight, one.text) for one in places_of(win("kwtz-x", "10-01", text="a\nb").record)]
    assert [(TITLE, "a"), (TEXT, "b")] == told


@pytest.mark.parametrize("one", [person(visibility=("manager",)), profile(direction="up")])
def test_choices_and_readers_are_no_text(one: object) -> None:
    """A state would be found in half of all records."""
    found = [place.text for place in places_of(one.record)]  # type: ignore[attr-defined]  # each is stored
    assert not {"manager", "up"} & set(found)
