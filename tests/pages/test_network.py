"""Whom I have, where they are, who is missing, and the four kinds side by side."""

from __future__ import annotations

from typing import Any

import pytest

from devjournal.models.profile import Role
from devjournal.pages.network import build_kinds, build_network, compose_kinds, compose_network
from devjournal.render.terminal import render_terminal
from tests.builders import bound, day, entry, journal_of, opportunity, person, profile, skill

TODAY = day("10-14")
ME = profile(roles=(Role(title="Specialist", organisation="Copperleaf"),))
OURS = {"organisation": "copperleaf"}
HERE: dict[str, Any] = {"organisation": "copperleaf", "same_team": False}


def network(*stored: Any, me: Any = ME, width: int = 100) -> str:
    """Return the network as it is printed."""
    return render_terminal(compose_network(build_network(journal_of(me, *stored), TODAY)), width)


def flat(page: str) -> str:
    """Return a page in one line."""
    return " ".join(page.split())


def tied(id_: str, kind: str = "mentor", role: str = "receiving", **fields: Any) -> Any:
    """Return a relationship with the person of that id."""
    return bound(f"{id_}-{kind}", id_, **{"kind": kind, "my_role": role, **fields})


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"same_team": True}, "my team"),
        (HERE, "other teams"),
        (OURS, "team not told"),
        ({"organisation": "Elsewhere"}, "outside"),
        ({}, "not told"),
    ],
)
def test_p057_p081_where_somebody_is_follows_from_their_employer_and_mine(
    fields: dict[str, Any], place: str
) -> None:
    """In my team, in another here, or outside; what is not told is asked for."""
    found = build_network(journal_of(ME, person(**fields), bound()), TODAY)
    assert [place] == [one.place for one in found.ties]
    steps = [one.command for one in found.missing]
    assert (place == "not told") == ('devjournal set priya-nair organisation="..."' in steps)
    assert (place == "team not told") == ('devjournal set priya-nair same_team="..."' in steps)


def test_p079_p080_p094_the_map_has_each_kind_each_place_and_both_roles() -> None:
    """Several mentors, whatever their level; waiting ones with their state; closed ones not."""
    page = network(
        *(person("ann-ito", **HERE, seniority="junior"), tied("ann-ito")),
        *(person("bo-li", organisation="X", seniority="exec"), tied("bo-li")),
        *(person("cy-oh", **HERE), tied("cy-oh", state="asked")),
        *(person("di-ek", same_team=True), tied("di-ek", role="giving")),
        *(person("ed-fo", **HERE), tied("ed-fo", state="closed")),
    )
    (mentors,) = [line for line in page.splitlines() if line.startswith("mentor")]
    assert "mentor ● Ann Ito, ○ Cy Oh (asked) ● Bo Li" == flat(mentors)
    assert "I help ● Di Ek" in flat(page)
    assert "my team: 1 of 3 other teams: 1 of 3 outside: 1 of 3" in flat(page)
    assert "junior ━━━╸────── 1 of 3" in flat(page)
    assert "Ed Fo" not in page


def missing(*stored: Any) -> str:
    """Return what is missing, in one line."""
    return flat(network(*stored)).partition("Who is missing")[2]


def test_p050_p084_an_empty_network_says_where_to_look() -> None:
    """A manager or HR may know of a programme; the command starts it."""
    assert "Your manager or HR may know of a programme" in missing()
    assert 'devjournal meet "NAME" --as mentor --purpose "..."' in missing()


@pytest.mark.parametrize(
    ("stored", "words", "step"),
    [
        ((), "HR may pay for one.", 'person add "NAME"'),
        (
            (person("bo-li", potential=("sponsor",)),),
            "You noted that Bo Li might become one.",
            "ask draft bo-li --as sponsor",
        ),
        (
            (person("bo-li"), opportunity("the-review", sponsor="bo-li")),
            "Bo Li has opened a room for you before.",
            "ask draft bo-li --as sponsor",
        ),
        (
            (person("bo-li"), entry("vouched", "bbbb-x", "10-01", by="bo-li")),
            "Bo Li has opened a room for you before.",
            "ask draft bo-li --as sponsor",
        ),
        (
            (person("bo-li"), tied("bo-li", "sponsor", state="candidate")),
            "Bo Li is not asked yet.",
            "show bo-li-sponsor",
        ),
        (
            (),
            "In time a mentor may become one: Priya Nair knows your work.",
            "relationship become priya-nair-mentor sponsor",
        ),
    ],
)
def test_p058_p076_p077_a_missing_kind_says_where_to_look(
    stored: tuple[Any, ...], words: str, step: str
) -> None:
    """Who waits, who might, who did it before, a mentor who may grow into it, or who knows."""
    page = missing(person(**HERE), tied("priya-nair"), *stored)
    assert f"{words} devjournal {step}" in page


def test_p057_p081_p110_what_is_missing_besides_the_kinds() -> None:
    """Another team, somebody outside, somebody at my place; and somebody whom I help."""
    team = missing(person(same_team=True), tied("priya-nair"))
    assert "Nobody here beyond your own team" in team
    assert "Nobody outside" in team
    assert "You help nobody yet" in team
    outside = missing(person(organisation="X"), tied("priya-nair"))
    assert "Nobody where you work: somebody there can tell you how things are done." in outside
    assert "knows your work" not in outside


def test_p057_without_my_employer_it_is_asked_for_first() -> None:
    """Nobody is inside or outside of a place that is not known; who is on my team is told."""
    page = flat(network(person(organisation="X"), tied("priya-nair"), me=profile()))
    assert "Where you work is not recorded" in page
    assert 'devjournal role change "..." --organisation "..."' in page
    assert "Nobody outside" not in page
    team = flat(network(person(same_team=True), tied("priya-nair"), me=profile()))
    assert "not recorded" not in team


def test_p058_p082_who_brought_whom_who_might_and_how_it_began() -> None:
    """Once somebody is what they might become, they are on the map and not on the list."""
    page = network(
        person("bo-li", introduced_by="Gail", potential=("sponsor", "mentor")),
        tied("bo-li", origin="chosen_by_them"),
    )
    assert "• Gail → Bo Li" in page
    assert "• Bo Li: sponsor\n" in page
    assert "they chose me 1" in page


def test_p007_readiness_for_a_sponsor_is_advice_and_never_a_gate() -> None:
    """It stands beside who is missing, and the step to a sponsor is there all the same."""
    page = network(
        person(**HERE), tied("priya-nair"), skill("acumen", ("09-01", 2), importance=5, target=4)
    )
    assert "Readiness for a sponsor · advice, not a condition" in page
    assert "[ ] acumen 2 of 4, not shown yet" in page
    assert "relationship become priya-nair-mentor sponsor" in page


@pytest.mark.parametrize("width", [60, 80, 120])
def test_p024_the_four_kinds_stand_side_by_side(width: int) -> None:
    """In columns also where the page is narrow, and beneath them whom I have."""
    journal = journal_of(ME, person(), tied("priya-nair"), tied("bo-li", "coach", role="giving"))
    page = render_terminal(compose_kinds(build_kinds(journal)), width)
    assert ["Mentor", "Coach", "Sponsor", "Partner"] == page.splitlines()[2].split()
    assert [] == [line for line in page.splitlines() if len(line) > width]
    assert "mentor Priya Nair coach nobody yet" in flat(page)
