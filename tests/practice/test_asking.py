from __future__ import annotations

from typing import Any

import pytest

from devjournal.errors import Refused
from devjournal.models.base import replace
from devjournal.models.people import Ask
from devjournal.practice.readiness import NEEDS, Need, labels_in, missing, require_specific

WHOLE = Ask(
    skill="financial acumen",
    self_level=2,
    evidence="A whole year in one number",
    time_frame="before spring",
    meetings=3,
    focus="how the pages are read",
)


def test_p084_a_whole_request_misses_nothing() -> None:
    """What I want, where I stand, what I saw, by when, how many meetings, about what."""
    assert () == missing(WHOLE)
    require_specific(WHOLE)


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: need.field)
def test_p085_p087_p088_each_part_is_missed(need: Need) -> None:
    """Without any one of its parts a request is open-ended, and the refusal says which."""
    no_field: dict[str, Any] = {need.field: None}
    with pytest.raises(Refused, match="open-ended") as refused:
        require_specific(replace(WHOLE, **no_field))
    assert need.words in refused.value.message
    assert f"add {need.flag}" == refused.value.hint


def test_p089_no_meetings_are_no_number_of_meetings() -> None:
    """Nought meetings ask for nothing."""
    assert ["meetings"] == [one.field for one in missing(replace(WHOLE, meetings=0))]


def test_all_that_is_missing_is_named_at_once() -> None:
    """Nobody has to come back six times."""
    with pytest.raises(Refused) as refused:
        require_specific(Ask())
    assert [] == [need for need in NEEDS if need.flag not in (refused.value.hint or "")]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, ()),
        ({"focus": "Your Mentorship"}, ("mentorship",)),
        ({"evidence": "a mentor", "outcomes": ("be mentored", "a mentor")}, ("mentor", "mentored")),
        ({"focus": "commentors and tormentors"}, ()),
    ],
)
def test_p093_words_for_the_relationship_are_found(
    fields: dict[str, Any], found: tuple[str, ...]
) -> None:
    """As whole words, in any of the texts, once each; not within other words."""
    assert found == labels_in(replace(WHOLE, **fields))
