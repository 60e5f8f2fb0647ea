from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.errors import UsageError
from devjournal.journal.stored import Stored
from devjournal.views.search import Search, build_search
from tests.builders import action, bound, entry, goal, held, journal_of, person, topic, win

if TYPE_CHECKING:
    from collections.abc import Sequence


def found(text: str, *records: Stored[Any], **asked: Any) -> list[str]:
    """Return the ids that are found in a journal of these records, best first."""
    return [hit.ref.id for hit in build_search(journal_of(*records), text, **asked).hits]


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


def test_what_is_found_is_told() -> None:
    """Its name, its title, its day, the field that says most of the words, and the piece."""
    met = held("priya-mentor-001", "10-01 15:00", notes="She said:\nlead with one number.")
    (hit,) = build_search(journal_of(person(), bound(), met), "one number").hits
    assert ("meeting", "priya-mentor-001", "notes") == (hit.kind, hit.ref.id, hit.field)
    assert "Priya Nair" == hit.title.text
    assert "2026-10-01" == str(hit.day)
    assert "She said: lead with one number." == hit.excerpt.text
    assert ["one", "number"] == [hit.excerpt.text[a:b] for a, b in hit.excerpt.marks]


def test_private_is_found_too() -> None:
    """The journal is its owner's."""
    lesson = entry("lesson", "bcdf-x", "10-01", text="Count first", visibility="private")
    assert ["bcdf-x"] == found("count", lesson)


def test_one_kind_alone() -> None:
    """A kind, or an entry's, singular or plural; another word is misuse."""
    records = (win("bcdf-x", "10-01", text="cost"), entry("lesson", "ghjk-x", "10-02", text="cost"))
    assert ["bcdf-x"] == found("cost", *records, kind="Wins")
    assert ["ghjk-x", "bcdf-x"] == found("cost", *records, kind="entries")
    with pytest.raises(UsageError, match="winz"):
        found("cost", *records, kind="winz")


def test_a_limit_still_counts_all() -> None:
    """How many there are is told, however few are shown."""
    records = [goal(f"cost-{number}") for number in range(5)]
    search = build_search(journal_of(*records), "cost", limit=2)
    assert (2, 5) == (len(search.hits), search.found)
    assert isinstance(search, Search)


class Sleeping(Stored[Any]):
    """A record that says what it may hold, and must not be looked at in vain."""

    raw = ""

    @property
    def raw_text(self) -> str | None:
        """What was given."""
        return self.raw


def asleep(one: Stored[Any], raw: str) -> Stored[Any]:
    """Return a record that claims to hold only `raw`."""
    made = type("One", (Sleeping,), {"raw": raw})
    return made(**{field.name: getattr(one, field.name) for field in dataclasses.fields(one)})  # type: ignore[no-any-return]  # made of a class that is


@pytest.mark.parametrize(("raw", "ids"), [("xGRÁINNEx", ["bcdf-x"]), ("nothing", [])])
def test_what_surely_does_not_say_it_stays_asleep(raw: str, ids: Sequence[str]) -> None:
    """Its texts are looked through as they lie in the cache, without case and accents too."""
    assert ids == found("grainne", asleep(action("bcdf-x", title="Gráinne"), raw))
