"""My skills as a whole: the heaviest gaps first, with who could help and the next step."""

from __future__ import annotations

from typing import Any

import pytest

from devjournal.journal.stored import Ref
from devjournal.models.people import Ask, Seen
from devjournal.pages.skills import SkillGaps, build_skill_gaps, compose_skill_gaps
from devjournal.render.terminal import render_terminal
from tests.builders import TODAY, bound, day, journal_of, person, skill

ACUMEN = skill("financial-acumen", ("2026-01-01", 2), importance=5, target=4)


def gaps(*stored: Any) -> SkillGaps:
    """Return the page of a journal of these records."""
    return build_skill_gaps(journal_of(*stored))


def test_p086_the_heaviest_gap_comes_first() -> None:
    """Importance × gap; of equal weight the more important, then the id."""
    view = gaps(
        skill("a", ("2026-01-01", 1), importance=2, target=3),
        skill("b", ("2026-01-01", 3), importance=4, target=4),
        skill("d", ("2026-01-01", 3), importance=4, target=4),
        skill("c", ("2026-01-01", 1), importance=3, target=5),
    )
    assert [("c", 12), ("b", 4), ("d", 4), ("a", 4)] == [
        (one.skill.id, one.weight) for one in view.gaps
    ]


def test_a_skill_at_its_target_is_no_gap() -> None:
    """At it or above, whatever its importance: counted, not ranked."""
    at = skill("a", ("2026-01-01", 3), target=3)
    above = skill("b", ("2026-01-01", 5), importance=5, target=3)
    view = gaps(at, above)
    assert ((), (), (Ref("skill", "a"), Ref("skill", "b"))) == (
        view.gaps,
        view.unranked,
        view.reached,
    )


@pytest.mark.parametrize(
    ("stored", "missing", "step"),
    [
        (skill("a"), ("level", "target", "importance"), 'devjournal skill rate a "LEVEL 1-5"'),
        (skill("a", ("2026-01-01", 2)), ("target", "importance"), None),
        (
            skill("a", ("2026-01-01", 2), target=3),
            ("importance",),
            'devjournal set a importance="LEVEL 1-5"',
        ),
    ],
)
def test_p006_what_can_not_be_ranked_says_what_is_missing(
    stored: Any, missing: tuple[str, ...], step: str | None
) -> None:
    """The level comes first: it is the baseline of the target."""
    (one,) = gaps(stored).unranked
    assert missing == one.missing
    assert (step or 'devjournal set a target="LEVEL 1-5" importance="LEVEL 1-5"') == one.next_step


def test_p087_helpers_are_found_by_what_they_know_and_what_i_saw() -> None:
    """By a domain in whole words, by a sight of the skill's id or name, or as its owner."""
    seen_id = person("a-a", "Ana", seen=(Seen(skill="financial-acumen", where="all-hands"),))
    seen_name = person("b-b", "Bo", seen=(Seen(skill="FINANCIAL acumen", on=day("2026-03-01")),))
    knows = person("c-c", "Cy", domains=("Acumen", "rowing"))
    wider = person("d-d", "Di", domains=("corporate financial acumen",))
    owner = person("e-e", "Ed")
    none = person("f-f", "Fay", domains=("finance", ""), seen=(Seen(skill="rowing"),))
    record = skill(
        "financial-acumen", ("2026-01-01", 2), importance=5, target=4, owners=("me", "e-e", "Zed")
    )
    (gap,) = gaps(record, seen_id, seen_name, knows, wider, owner, none).gaps
    assert ["Ana", "Bo", "Cy", "Di", "Ed", "Zed"] == [helper.name for helper in gap.helpers]
    assert ("Acumen",) == gap.helpers[2].domains
    assert [False, True, True] == [helper.is_owner for helper in gap.helpers[3:]]
    assert gap.helpers[5].person is None


def test_the_latest_sight_comes_first() -> None:
    """Undated ones are last."""
    sights = (
        Seen(skill="financial-acumen", where="once"),
        Seen(skill="financial-acumen", where="then", on=day("2026-03-01")),
        Seen(skill="financial-acumen", where="now", on=day("2026-09-01")),
    )
    (gap,) = gaps(ACUMEN, person("a-a", seen=sights)).gaps
    assert ["now", "then", "once"] == [seen.where for seen in gap.helpers[0].seen]


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("active", 'devjournal topic priya-mentor "..."'),
        ("paused", 'devjournal topic priya-mentor "..."'),
        ("candidate", 'devjournal ask draft "Priya Nair" --as mentor'),
        ("closed", 'devjournal ask draft "Priya Nair" --as mentor'),
        ("asked", "devjournal show priya-mentor"),
        ("later", "devjournal show priya-mentor"),
        ("declined", 'devjournal person add "NAME" --seen "financial acumen: ..."'),
    ],
)
def test_the_next_step_is_what_can_be_done_with_them(state: str, step: str) -> None:
    """A topic for whom I meet, a request for whom I don't, a look at what waits for an answer."""
    knows = person(domains=("financial acumen",))
    (gap,) = gaps(ACUMEN, knows, bound(state=state, purpose="x")).gaps
    assert step == gap.next_step
    assert (None if state == "closed" else state) == gap.helpers[0].state


def test_a_relationship_in_which_they_help_me_goes_before_one_in_which_i_help() -> None:
    """Who is mentor and mentee to me helps as a mentor."""
    giving = bound("priya-a-mentee", my_role="giving")
    (gap,) = gaps(ACUMEN, person(domains=("acumen",)), giving, bound()).gaps
    found = gap.helpers[0].relationship
    assert found is not None
    assert "priya-mentor" == found.id


def test_nobody_to_help_asks_in_whom_i_saw_it() -> None:
    """And nothing at all says where to begin."""
    (gap,) = gaps(ACUMEN).gaps
    assert gap.next_step.startswith('devjournal person add "NAME" --seen')
    assert "devjournal skill add --starter" == gaps().next_step
    assert None is gaps(ACUMEN).next_step


@pytest.mark.parametrize(
    ("state", "ask", "words"),
    [
        ("declined", Ask(referred_to="Bo Li"), "Priya Nair, mentor, declined · recommended Bo Li"),
        ("later", Ask(follow_up_on=day("2026-10-20")), "Priya Nair, mentor, later: 20 Oct · knows"),
        ("later", Ask(), "Priya Nair, mentor, later · knows"),
    ],
)
def test_p091_p092_what_they_answered_stands_beside_them(state: str, ask: Ask, words: str) -> None:
    """When to ask again, and whom they recommended instead."""
    knows = person(domains=("financial acumen",))
    page = gaps(ACUMEN, knows, bound(state=state, ask=ask))
    assert words in render_terminal(compose_skill_gaps(page, TODAY), 120)
