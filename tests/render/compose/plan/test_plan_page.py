from __future__ import annotations

from collections.abc import Callable

import pytest

from devjournal.render.compose.plan import compose_plan
from devjournal.render.markdown import render_markdown
from devjournal.render.sentences import render_sentences
from devjournal.render.theme import Console
from devjournal.render.to_terminal import render_terminal
from devjournal.views.plan import build_plan
from tests.builders import TODAY, bound, journal_of, person
from tests.views.plan.test_plan import JOURNAL


def shown(reader: str = "self", of: str = "priya-mentor", width: int = 80) -> str:
    """Return a plan as a terminal shows it."""
    document = compose_plan(build_plan(JOURNAL, of, TODAY, reader=reader))
    return render_terminal(document, Console(width=width))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_plan_looks_as_it_did(width: int, snapshot_file: Callable[[str, str], None]) -> None:
    """Why and where to, goals and skills, who does what, what is agreed; no row too wide."""
    text = shown(width=width)
    assert all(len(row) <= width for row in text.splitlines())
    snapshot_file(text, f"plan-{width}.txt")


def test_the_plan_in_other_forms_looks_as_it_did(snapshot_file: Callable[[str, str], None]) -> None:
    """As the other side gets it, in Markdown and in sentences."""
    theirs = compose_plan(build_plan(JOURNAL, "priya-mentor", TODAY, reader="priya-mentor"))
    snapshot_file(render_markdown(theirs), "plan-theirs.md")
    snapshot_file(render_sentences(theirs, Console()), "plan-theirs-linear.txt")


def test_p031_the_title_says_what_it_is() -> None:
    """A plan of the two who work together, by the kind of their relationship."""
    assert "Mentor Action Plan · Robin Vale and Priya Nair" == shown().splitlines()[0]
    assert "Coaching Action Plan" in shown(of="dana-coach")


def test_p078_p107_the_head_names_aspiration_and_transition() -> None:
    """Before all else."""
    head = shown(width=120).splitlines()[2:4]
    assert [
        "Aspiration  Lead a team",
        "Transition  Senior Specialist, Copperleaf → Team Lead",
    ] == head


def test_p089_meetings_are_counted_and_the_next_one_named() -> None:
    """1 of 3, and when."""
    assert "1 of 3 held · next Thu 15 Oct 2026 15:00 (tomorrow)" in shown()


def test_p007_readiness_is_advice_never_a_gate() -> None:
    """It says so; where I give there is none."""
    text = shown()
    assert "Readiness for a sponsor · advice: nothing waits for it" in text
    assert "0 of 1 foundations at their target, 0 of 1 shown to others." in text
    assert "sponsor" not in shown(of="dana-mentee")


def test_the_other_side_gets_no_letters_and_no_commands() -> None:
    """They have no journal of mine to type into."""
    text = shown("priya-mentor")
    assert "kwtz" not in text
    assert "devjournal" not in text
    assert text.splitlines()[-1].startswith("Withheld: ")


def test_who_may_not_know_gets_the_empty_page() -> None:
    """Nobody is named on it."""
    text = shown("manager")
    assert "There is nothing here for manager." in text
    assert "Priya" not in text


def test_a_bare_plan_says_what_is_missing() -> None:
    """Each with its command."""
    journal = journal_of(person(), bound())
    document = compose_plan(build_plan(journal, "priya-mentor", TODAY))
    text = render_terminal(document, Console())
    assert "! It has no goal yet.  devjournal goal add" in text
    assert "! Nothing is agreed on yet.  devjournal agree priya-mentor" in text
