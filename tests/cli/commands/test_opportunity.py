"""An opportunity from the idea to what came of it, as somebody types it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

TODAY = dt.date(2026, 10, 14)
DRILL = "opportunities/storm-drill.toml"
SERVING = ("--objective", "cut", "--expected-result", "a pilot in one port")


@pytest.fixture
def served(runner: Runner) -> Runner:
    """Return a journal with an objective to serve."""
    runner.ok("objective", "add", "Cut cost")
    return runner


def state(runner: Runner) -> str:
    """Return the state of the drill."""
    return str(runner.file(DRILL).get("state", "idea"))


def test_p017_the_life_of_an_opportunity(served: Runner) -> None:
    """From the idea to swam, through no and back; undo takes each step back exactly."""
    served.ok("opportunity", "add", "Storm drill", *SERVING)
    assert "idea" == state(served)
    ran = served.ok("opportunity", "propose", "storm", "--on", "-2d")
    assert "✓ opportunity storm-drill proposed · Storm drill · proposed on Mon 12 Oct 2026\n" == (
        ran.err
    )
    ran = served.ok("opportunity", "decline", "storm", "--why", "not before the readout")
    assert "✓ opportunity storm-drill declined · Storm drill · why not before the readout\n" == (
        ran.err
    )
    assert "not before the readout" == served.file(DRILL)["closed_why"]
    assert "Storm drill" not in served.ok("list", "opportunities").out
    ran = served.ok("reopen", "storm")
    assert "✓ opportunity storm-drill idea · Storm drill" in ran.err
    assert {"closed_on", "closed_why", "proposed_on"}.isdisjoint(served.file(DRILL))
    served.ok("opportunity", "propose", "storm")
    ran = served.ok("opportunity", "accept", "storm")
    assert (
        "✓ opportunity storm-drill accepted · Storm drill · accepted on Wed 14 Oct 2026\n"
    ) == ran.err
    before = served.files()
    ran = served.ok("opportunity", "deliver", "storm", "--outcome", "swam", "--result", "A yes")
    assert (
        "✓ opportunity storm-drill delivered · Storm drill · result A yes"
        " · on Wed 14 Oct 2026 · outcome swam\n"
    ) == ran.err
    served.ok("undo")
    assert before == served.files()
    served.ok("redo")
    assert {
        "title": "Storm drill",
        "objective": "cut-cost",
        "expected_result": "a pilot in one port",
        "result": "A yes",
        "proposed_on": TODAY,
        "accepted_on": TODAY,
        "on": TODAY,
        "outcome": "swam",
        "state": "delivered",
        "closed_on": TODAY,
        "created": TODAY,
    } == served.file(DRILL)
    listed = served.ok("list", "opportunities", "--all").out
    assert "delivered  swam" in listed
    shown = served.ok("show", "storm").out
    assert "outcome          swam" in shown


@pytest.mark.parametrize(
    ("done", "refused", "moves"),
    [
        ((), ("deliver", "--outcome", "swam"), "opportunity propose, opportunity accept"),
        ((), ("deliver",), "opportunity propose, opportunity accept"),
        (("accept",), ("propose",), "opportunity decline, opportunity deliver --outcome"),
        (("propose", "accept"), ("accept",), "opportunity decline, opportunity deliver --outcome"),
        (("decline",), ("decline",), "reopen"),
        (("decline",), ("propose",), "reopen"),
    ],
)
def test_a_move_that_a_state_does_not_allow_is_refused(
    served: Runner, done: tuple[str, ...], refused: tuple[str, ...], moves: str
) -> None:
    """Exit 7, the moves that there are, and nothing is written."""
    served.ok("opportunity", "add", "Storm drill", *SERVING)
    for verb in done:
        served.ok("opportunity", verb, "storm")
    before = served.files()
    verb, *flags = refused
    ran = served("opportunity", verb, "storm", *flags)
    assert (7, True) == (ran.code, f"allows: {moves}" in ran.said)
    assert before == served.files()


@pytest.mark.parametrize(
    ("planned", "flags", "expected"),
    [
        (None, (), TODAY),
        ("2026-10-12", (), dt.date(2026, 10, 12)),
        ("2026-10-20", (), TODAY),
        ("2026-10-12", ("--on", "yesterday"), dt.date(2026, 10, 13)),
    ],
)
def test_an_opportunity_was_on_its_day_unless_told_otherwise(
    served: Runner, planned: str | None, flags: tuple[str, ...], expected: dt.date
) -> None:
    """The day it was planned for, if that is not to come; else today."""
    day = ("--on", planned) if planned else ()
    served.ok("opportunity", "add", "Storm drill", *SERVING, *day)
    served.ok("opportunity", "accept", "storm")
    served.ok("opportunity", "deliver", "storm", "--outcome", "swam", *flags)
    assert [expected, expected] == [served.file(DRILL)[key] for key in ("on", "closed_on")]


def test_p009_p014_an_opportunity_without_an_objective_may_be_busywork(served: Runner) -> None:
    """A warning behind the echo, never a refusal; `check` says it too, until it serves one."""
    ran = served.ok("opportunity", "add", "Storm drill")
    _, *warning = ran.err.splitlines()
    assert [
        "· storm-drill: it serves no objective yet",
        "  devjournal set storm-drill objective=ID",
    ] == warning
    assert "no objective yet" in served("check").out
    ran = served.ok("set", "storm-drill", "exposure=Eleven people")
    assert "no objective yet" not in ran.err
    assert "no objective yet" in served.ok("opportunity", "propose", "storm").err
    ran = served.ok("set", "storm-drill", "objective=cut-cost")
    assert "no objective yet" not in ran.err + served("check").out


def test_p015_the_expected_result_is_said_before_it_starts(served: Runner) -> None:
    """Taken on without one: a warning; `accept` has the flag."""
    served.ok("opportunity", "add", "Storm drill", "--objective", "cut")
    assert "warning" not in served.ok("opportunity", "propose", "storm").err
    ran = served.ok("opportunity", "accept", "storm")
    assert "no expected result is recorded yet" in ran.said
    assert "no expected result is recorded yet" in served("check").out
    served.ok("undo")
    ran = served.ok("opportunity", "accept", "storm", "--expected-result", "a pilot")
    assert "expected result a pilot" in ran.said
    assert "warning" not in ran.err
    assert "a pilot" == served.file(DRILL)["expected_result"]


def test_warnings_are_in_the_json_too(served: Runner) -> None:
    """One document, which says the point, the record and the words."""
    ran = served.ok("opportunity", "add", "Storm drill", "--json")
    assert [
        {
            "kind": "opportunity",
            "id": "storm-drill",
            "words": "it serves no objective yet",
        }
    ] == ran.json["warnings"]
    assert [] == served.ok("opportunity", "propose", "storm", "--json").json["changes"][1:]


def test_p018_p017_what_sank_is_mine_alone(served: Runner) -> None:
    """Before, the manager sees it; once it sank nobody does, and no word of it nags."""
    review = ("review", "--for", "manager", "--period", "2026", "--format", "markdown")
    served.ok("opportunity", "add", "Storm drill", "--objective", "cut", "--on", "2026-10-12")
    served.ok("opportunity", "accept", "storm")
    assert "Storm drill" in served.ok(*review).out
    ran = served.ok("opportunity", "deliver", "storm", "--outcome", "sank")
    assert "warning" not in ran.err
    assert (
        'let it rest: devjournal setback add "..." --opportunity storm-drill --until 2w' in ran.said
    )
    assert "unshare" not in ran.err
    assert "Seen by nobody but you" in served.ok("show", "storm").out
    assert "Storm drill" not in served.ok(*review).out


def test_p017_what_sank_and_was_shared_says_so(served: Runner) -> None:
    """Its own visibility goes on to speak for it; the way to take it back is named."""
    served.ok("opportunity", "add", "Storm drill", *SERVING, "--visibility", "manager")
    served.ok("opportunity", "accept", "storm")
    ran = served.ok("opportunity", "deliver", "storm", "--outcome", "sank")
    assert "devjournal unshare storm-drill" in ran.said
    served.ok("unshare", "storm-drill")
    assert "Seen by nobody but you" in served.ok("show", "storm-drill").out


def test_p021_after_a_hard_outcome_today_brings_it_to_the_mentor(served: Runner) -> None:
    """The nudge's own command settles it."""
    served.ok("meet", "Priya Nair", "--as", "mentor", "--purpose", "x", "--next", "20-oct 15:00")
    served.ok("opportunity", "add", "Storm drill", *SERVING)
    served.ok("opportunity", "accept", "storm")
    served.ok("opportunity", "deliver", "storm", "--outcome", "mixed")
    (nudge,) = [n for n in served.ok("today", "--json").json["nudges"] if n["kind"] == "outcome"]
    assert "Storm drill" == nudge["about"]
    served.ok("topic", "priya", "What do I make of it: Storm drill", "--kind", "concern")
    assert "talk it over" not in served.ok("today").out


def test_an_empty_list_names_the_next_step(runner: Runner) -> None:
    """How the first one is added."""
    assert 'devjournal opportunity add "..."' in runner.ok("list", "opportunities").out
