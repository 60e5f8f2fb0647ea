"""A setback through its stages, from letting it rest to leaving it behind."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

TODAY = dt.date(2026, 10, 14)
FROZE = "entries/bcdf-froze-on-slide-4.toml"
SMALL = "opportunities/desk-drill.toml"


@pytest.fixture
def sunk(runner: Runner) -> Runner:
    """Return a journal with a mentor, and an opportunity that sank two days ago."""
    runner.ok("objective", "add", "Cut cost")
    runner.ok("meet", "Priya Nair", "--as", "mentor", "--purpose", "x", "--next", "20-oct 15:00")
    runner.ok(
        *("opportunity", "add", "Storm drill", "--type", "presentation", "--scale", "org"),
        *("--objective", "cut", "--expected-result", "a pilot", "--on", "2026-10-12"),
    )
    runner.ok("opportunity", "accept", "storm", "--on", "-5d")
    runner.ok("opportunity", "deliver", "storm", "--outcome", "sank")
    return runner


def froze(runner: Runner, *stages: tuple[str, ...]) -> None:
    """Add a setback on what sank, and take it through some stages."""
    runner.ok("setback", "add", "Froze on slide 4", "--opportunity", "storm", "--until", "1w")
    for verb, *flags in stages:
        runner.ok("setback", verb, "bcdf", *flags)


REBUILT = (("debrief",), ("rebuild", "--approach", "One number"))


def test_p018_p019_p020_the_life_of_a_setback(sunk: Runner) -> None:
    """Rest, debrief, rebuild, retry at a smaller scale, close; undo takes each back exactly."""
    ran = sunk.ok(
        *("setback", "add", "Froze on slide 4", "--opportunity", "storm", "--until", "1w"),
        *("--on", "2026-10-12", "--relationship", "priya", "--tag", "storm"),
    )
    assert (
        "✓ setback bcdf · Froze on slide 4 · Mon 12 Oct 2026"
        " · opportunity Storm drill · with Priya Nair · nothing nags until Wed 21 Oct 2026"
    ) == ran.said
    assert {
        "on": dt.date(2026, 10, 12),
        "kind": "setback",
        "text": "Froze on slide 4",
        "relationship": "priya-mentor",
        "opportunity": "storm-drill",
        "processing_until": dt.date(2026, 10, 21),
        "created": TODAY,
        "tags": ["storm"],
    } == sunk.file(FROZE)
    assert "bcdf  Froze on slide 4  Mon 12 Oct  Wed 21 Oct" in sunk.ok("list", "setbacks").out
    ran = sunk.ok("setback", "debrief", "bc", "--feedback", "Too many slides")
    assert "✓ setback bcdf debriefed · Froze on slide 4 · feedback Too many slides\n" == ran.err
    before = sunk.files()
    ran = sunk.ok(
        *("setback", "rebuild", "bc", "--approach", "One number", "--skill", "slide craft"),
        *("--feedback", "Nobody saw the number"),
    )
    assert "setback bcdf rebuilding · Froze on slide 4" in ran.err
    assert "gap skills slide craft · new approach One number" in ran.said
    assert "Too many slides\nNobody saw the number" == sunk.file(FROZE)["feedback"]
    sunk.ok("undo")
    assert before == sunk.files()
    sunk.ok("redo")
    before = sunk.files()
    ran = sunk.ok("setback", "retry", "bc", "--title", "Desk drill", "--on", "1w")
    assert ran.said.startswith(
        "✓ setback bcdf retrying · Froze on slide 4"
        " ✓ opportunity desk-drill · Desk drill · type presentation · scale team"
    )
    assert {
        "title": "Desk drill",
        "type": "presentation",
        "scale": "team",
        "objective": "cut-cost",
        "retry_of": "storm-drill",
        "on": dt.date(2026, 10, 21),
        "created": TODAY,
    } == sunk.file(SMALL)
    sunk.ok("undo")
    assert before == sunk.files()
    sunk.ok("redo")
    ran = sunk.ok("setback", "close", "bc", "--why", "It held in the small room")
    assert "✓ setback bcdf closed · Froze on slide 4 · why It held in the small room\n" == ran.err
    closed = sunk.file(FROZE)
    assert ("closed", TODAY, "It held in the small room") == tuple(
        closed[key] for key in ("state", "closed_on", "closed_why")
    )
    assert "Froze" not in sunk.ok("list", "setbacks").out
    ran = sunk.ok("reopen", "bc")
    assert "✓ setback bcdf debriefed · Froze on slide 4\n" == ran.err
    assert "closed_on" not in sunk.file(FROZE)
    shown = sunk.ok("show", "bc").out
    assert "state             debriefed" in shown
    assert "Seen by nobody but you" in shown


def test_p018_nothing_nags_until_its_day(sunk: Runner) -> None:
    """What sank is nudged about before it is let rest and after, never meanwhile."""
    assert "Storm drill" in sunk.ok("today").out
    froze(sunk)
    assert "Storm drill" not in sunk.ok("today").out
    sunk.environ["DEVJOURNAL_TODAY"] = "2026-10-21T09:00"
    assert "Storm drill" not in sunk.ok("today").out
    sunk.environ["DEVJOURNAL_TODAY"] = "2026-10-22T09:00"
    assert "Storm drill" in sunk.ok("today").out


@pytest.mark.parametrize(
    ("done", "refused", "moves"),
    [
        ((), ("retry",), "setback debrief, setback rebuild --approach, setback close"),
        (
            (),
            ("retry", "--opportunity", "storm"),
            "setback debrief, setback rebuild --approach, setback close",
        ),
        ((("debrief",),), ("debrief",), "setback rebuild --approach, setback close"),
        (REBUILT, ("rebuild",), "setback retry, setback close"),
        (REBUILT, ("debrief",), "setback retry, setback close"),
        ((("close",),), ("close",), "reopen"),
        ((("close",),), ("debrief",), "reopen"),
    ],
)
def test_a_move_that_a_stage_does_not_allow_is_refused(
    sunk: Runner, done: tuple[tuple[str, ...], ...], refused: tuple[str, ...], moves: str
) -> None:
    """Exit 7 and the moves there are, before anything is asked; nothing is written."""
    froze(sunk, *done)
    before = sunk.files()
    verb, *flags = refused
    ran = sunk("setback", verb, "bcdf", *flags, answers="")
    assert (7, True) == (ran.code, f"allows: {moves}" in ran.said)
    assert before == sunk.files()


def test_p020_what_to_try_it_on_is_asked_for_on_a_terminal_only(sunk: Runner) -> None:
    """Without one, exit 2 names both flags; both at once is 2 as well."""
    froze(sunk, *REBUILT)
    ran = sunk("setback", "retry", "bc")
    assert (2, True) == (ran.code, "--title" in ran.err and "--opportunity" in ran.err)
    assert 2 == sunk("setback", "retry", "bc", "--opportunity", "storm", "--scale", "team").code
    sunk.ok("setback", "retry", "bc", answers="Desk drill\n")
    assert "team" == sunk.file(SMALL)["scale"]


def test_p020_as_large_as_before_is_warned_of(sunk: Runner) -> None:
    """A new one that is told to be as large; an opportunity that is linked; neither is refused."""
    froze(sunk, *REBUILT)
    ran = sunk.ok("setback", "retry", "bc", "--title", "Desk drill", "--scale", "org")
    assert "desk-drill: it is as large as the one that sank" in ran.said
    assert "devjournal set desk-drill scale=team" in ran.said
    sunk.ok("undo")
    sunk.ok("opportunity", "add", "Board drill", "--scale", "company", "--objective", "cut")
    ran = sunk.ok("setback", "retry", "bc", "--opportunity", "board")
    assert "✓ opportunity board-drill changed · Board drill · retry of Storm drill" in ran.err
    assert "as large as" in ran.said
    assert "storm-drill" == sunk.file("opportunities/board-drill.toml")["retry_of"]
    assert "warning" not in sunk.ok("set", "board-drill", "scale=team").err


def test_p020_only_what_can_be_a_retry_is_linked(sunk: Runner) -> None:
    """Not the one that sank, nor one that was declined or that tries another again."""
    froze(sunk, *REBUILT)
    serving = ("--objective", "cut")
    sunk.ok("opportunity", "add", "Other", *serving)
    sunk.ok("opportunity", "add", "Third", *serving, "--retry-of", "other")
    before = sunk.files()
    assert 2 == sunk("setback", "retry", "bc", "--opportunity", "storm").code
    ran = sunk("setback", "retry", "bc", "--opportunity", "third")
    assert (7, True) == (ran.code, "already tries other again" in ran.said)
    assert before == sunk.files()
    sunk.ok("opportunity", "decline", "other")
    ran = sunk("setback", "retry", "bc", "--opportunity", "other")
    assert (7, True) == (ran.code, "devjournal reopen other" in ran.said)


def test_p020_a_setback_that_was_no_opportunity_is_tried_again_too(runner: Runner) -> None:
    """The new opportunity then says of itself alone what it is."""
    runner.ok("setback", "add", "Froze on slide 4")
    runner.ok("setback", "rebuild", "bc", "--approach", "One number")
    runner.ok("setback", "retry", "bc", "--title", "Desk drill", "--visibility", "private")
    assert {"title": "Desk drill", "created": TODAY, "visibility": "private"} == runner.file(SMALL)
    assert "retrying" == runner.file(FROZE)["state"]


def test_p018_a_setback_is_mine_alone(sunk: Runner) -> None:
    """No page for anybody else has a word of it, whatever stage it is in."""
    froze(sunk, ("debrief", "--feedback", "Too many slides"), REBUILT[1])
    sunk.ok("setback", "retry", "bc", "--title", "Desk drill")
    pages = [
        sunk.ok("review", "--for", reader, "--period", "2026", "--format", "markdown").out
        for reader in ("manager", "exec", "priya-mentor")
    ]
    pages.append(sunk.ok("prep", "priya", "--share").out)
    found = [
        words
        for words in ("Froze", "Too many", "One number", "Storm drill", "storm-drill")
        for page in pages
        if words in page
    ]
    assert [] == found


def test_only_a_setback_is_a_setback(runner: Runner) -> None:
    """An entry of another kind is not found, and `reopen` does not stumble over it."""
    runner.ok("note", "Rain")
    ran = runner("setback", "close", "bcdf")
    assert (3, True) == (ran.code, "there is no setback 'bcdf'" in ran.err)
    assert "devjournal list setbacks" in ran.err
    assert 3 == runner("reopen", "bcdf").code


def test_an_empty_list_names_the_next_step(runner: Runner) -> None:
    """How the first one is kept."""
    assert 'devjournal setback add "..."' in runner.ok("list", "setbacks").out
