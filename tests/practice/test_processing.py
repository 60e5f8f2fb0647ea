from __future__ import annotations

import pytest

from devjournal.journal.stored import Ref
from devjournal.practice.processing import still_processing
from tests.builders import TODAY, day, entry, goal, journal_of, opportunity, win

SETBACK = Ref("entry", "bdfg-sank")


@pytest.mark.parametrize(
    ("state", "until", "is_quiet"),
    [
        ("processing", "10-20", True),
        ("processing", "10-14", True),
        ("processing", "10-13", False),
        ("processing", None, True),
        ("debriefed", "10-20", False),
    ],
)
def test_p018_a_setback_is_quiet_until_its_day(
    state: str, until: str | None, *, is_quiet: bool
) -> None:
    """Nothing nags about a setback through its last day; without a day, until its debrief."""
    processing_until = day(until) if until else None
    journal = journal_of(
        entry("setback", "bdfg-sank", "10-10", state=state, processing_until=processing_until)
    )
    assert is_quiet == (SETBACK in still_processing(journal, TODAY))


def test_p018_what_belongs_to_a_setback_is_quiet_with_it() -> None:
    """Its goal, its opportunity, the next try, and what reflects on it or came of it rest too."""
    journal = journal_of(
        goal("speak-up"),
        goal("other"),
        opportunity("the-review"),
        opportunity("small-review", retry_of="the-review"),
        opportunity("other"),
        entry("setback", "bdfg-sank", "10-10", goal="speak-up", opportunity="the-review"),
        entry("reflection", "ghjk-why", "10-11", about="bdfg-sank"),
        win("lmnp-still", "10-10", opportunity="the-review"),
        win("qrst-other", "10-10"),
    )
    expected = {
        SETBACK,
        Ref("goal", "speak-up"),
        Ref("opportunity", "the-review"),
        Ref("opportunity", "small-review"),
        Ref("entry", "ghjk-why"),
        Ref("entry", "lmnp-still"),
    }
    assert expected == still_processing(journal, TODAY)


def test_nothing_is_quiet_without_a_setback() -> None:
    """A journal without a setback has nothing to leave in peace."""
    assert frozenset() == still_processing(journal_of(goal(), win("bdfg-a", "10-10")), TODAY)
