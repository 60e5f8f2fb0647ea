from __future__ import annotations

from typing import Any

from devjournal.models.person import Seen
from devjournal.render.compose.skill_gaps import compose_skill_gaps
from devjournal.render.theme import Console
from devjournal.render.to_terminal import render_terminal
from devjournal.views.skill_gaps import build_skill_gaps
from tests.builders import bound, day, journal_of, person, skill


def page(*stored: Any) -> str:
    """Return the page of a journal of these records, as one line."""
    view = build_skill_gaps(journal_of(*stored))
    shown = render_terminal(compose_skill_gaps(view, day("2026-10-14")), Console())
    return " ".join(shown.split())


def test_p087_a_helper_is_told_with_all_that_speaks_for_them() -> None:
    """What they are to me, whether they answer for it, what they know, where I saw it."""
    sights = (Seen(skill="acumen", where="The all-hands:\nforty pages", on=day("2026-10-01")),)
    told = page(
        skill("acumen", ("2026-01-01", 2), importance=5, target=4, owners=("priya-nair",)),
        person(domains=("acumen",), seen=sights),
        bound(state="candidate"),
    )
    assert (
        "Priya Nair, mentor, candidate · answers for it · knows acumen · seen Thu 1 Oct: "
        "The all-hands: forty pages" in told
    )


def test_an_active_relationship_needs_no_state() -> None:
    """Who simply is my mentor is called that."""
    record = skill("acumen", ("2026-01-01", 2), importance=5, target=4)
    told = page(record, person(domains=("acumen",)), bound())
    assert "Priya Nair, mentor · knows acumen" in told


def test_nobody_is_said_to_be_nobody() -> None:
    """A gap without helpers asks where it was seen."""
    assert "Nobody yet" in page(skill("acumen", ("2026-01-01", 2), importance=5, target=4))


def test_hostile_text_is_shown_safely() -> None:
    """Names, places and domains come from files."""
    evil = "a\x1b[31m\u202e"
    told = page(
        skill("acumen", ("2026-01-01", 2), importance=5, target=4, owners=(evil,)),
        person(name=evil, seen=(Seen(skill="acumen", where=evil),)),
    )
    assert "\x1b" not in told
    assert "\u202e" not in told
