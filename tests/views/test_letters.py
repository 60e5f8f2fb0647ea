from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.views.letters import is_whole, plain_letters, spans_of

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)


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
    assert plain == plain_letters(text)


@given(TEXT, TEXT)
def test_letters_are_plain_one_by_one(text: str, more: str) -> None:
    """The plain form of a text is that of its parts: so a span can be told where it stands."""
    assert plain_letters(text) + plain_letters(more) == plain_letters(text + more)


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


@given(TEXT, TEXT)
def test_a_span_holds_the_word(text: str, word: str) -> None:
    """The plain form of what is marked holds the word that was looked for."""
    plain = plain_letters(word)
    if plain:
        spans = spans_of(text, (plain,))
        assert (plain in plain_letters(text)) == bool(spans)
        assert all(plain in plain_letters(text[start:end]) for start, end in spans)
