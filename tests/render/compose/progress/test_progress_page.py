from __future__ import annotations

from collections.abc import Callable

import pytest

from devjournal.models.goal import Milestone
from devjournal.render.compose.progress import compose_progress
from devjournal.render.markdown import render_markdown
from devjournal.render.sentences import render_sentences
from devjournal.render.theme import Console
from devjournal.render.to_terminal import render_terminal
from devjournal.views.progress import Progress, build_progress
from tests.builders import (
    TODAY,
    action,
    bound,
    checkin,
    day,
    entry,
    goal,
    held,
    journal_of,
    meeting,
    objective,
    person,
    skill,
    topic,
)

JOURNAL = journal_of(
    person(),
    person("sato-aiko", "佐藤 愛子"),
    bound(cadence="monthly", meetings_agreed=6),
    bound("sato-coach", "sato-aiko", kind="coach", cadence="fortnightly", state="paused"),
    held("m-1", "06-10 15:00"),
    held("m-2", "07-15 15:00"),
    held("m-3", "10-08 15:00"),
    meeting("m-4", "09-10 15:00", state="missed"),
    held("s-1", "09-01 15:00", "sato-coach"),
    objective(),
    goal(
        "lead-the-readout",
        checkin("09-17", 5, health="on_track"),
        checkin("10-09", 17, health="at_risk"),
        measure="slides that I can defend without notes",
        objective="cut-cost",
        baseline=0,
        target=25,
        unit="slides",
        due=day("11-24"),
        milestones=(Milestone(title="One", done_on=day("09-21")), Milestone(title="Two")),
    ),
    goal("ring-fewer", checkin("05-29", 7), baseline=9, target=3, due=day("10-01")),
    goal("read-it", baseline=2, state="achieved", closed_on=day("03-01")),
    goal("no-measure", state="paused"),
    skill("financial-acumen", ("06-15", 2), ("09-17", 3), target=4, importance=5),
    skill("writing", ("06-15", 2), target=4, owners=("Ruth Adler",)),
    skill("reached", ("06-15", 4), target=4),
    skill("not-rated", target=4),
    action("kwtz-slides", "10-30"),
    action("bxhq-intro", "10-10", "them", title="Intro to Dana", relationship="priya-mentor"),
    action("gcht-draft", "09-01", state="done", closed_on=day("09-01")),
    topic("vnpl-q4-forecast", raised_on=day("10-12")),
    entry("note", "plgx-hm", "2025-12-12"),
)


def page(reader: str = "self", journal: object = JOURNAL) -> Progress:
    """Return the progress of a year."""
    return build_progress(journal, TODAY, reader=reader)  # type: ignore[arg-type]  # a journal


def shown(view: Progress, width: int = 80) -> str:
    """Return a page as a terminal shows it."""
    return render_terminal(compose_progress(view), Console(width=width))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_page_looks_as_it_did(width: int, snapshot_file: Callable[[str, str], None]) -> None:
    """Bars, trajectories, strips and their words; no row is wider than the page."""
    text = shown(page(), width)
    assert all(len(row) <= width for row in text.splitlines())
    snapshot_file(text, f"progress-{width}.txt")


def test_the_page_in_other_forms_looks_as_it_did(snapshot_file: Callable[[str, str], None]) -> None:
    """As sentences, in Markdown, and where the encoding has no blocks."""
    document = compose_progress(page())
    snapshot_file(render_sentences(document, Console()), "progress-linear.txt")
    snapshot_file(render_markdown(document), "progress.md")
    snapshot_file(render_terminal(document, Console(encoding="ascii")), "progress-ascii.txt")


def test_p006_a_goal_says_baseline_now_and_target() -> None:
    """Where less is the aim the target is not told as "of"."""
    text = shown(page(), 120)
    assert "68% · 17 of 25 slides, from 0 · at risk · due 24 Nov · 1 of 2 milestones" in text
    assert "33% · 7, target 3, from 9 · due 1 Oct, 13 days late" in text
    assert "0 → 5 → 17 · 17 Sep to 9 Oct" in text


def test_p086_a_skill_says_from_where_to_where_when_and_by_whom() -> None:
    """One that has no level yet says so."""
    text = shown(page(), 120)
    assert "2 → 3 of 4, 1 to go" in text
    assert "2 on 15 Jun → 3 on 17 Sep" in text
    assert "2 of 4, 2 to go · rated 15 Jun · owner Ruth Adler" in text
    assert "4 of 4, reached" in text
    assert "no level yet, target 4" in text


def test_p074_p105_promises_stand_by_age_with_denominators() -> None:
    """Each side in a row; the late ones by name."""
    text = shown(page())
    assert "I owe 1           1         0          0         0  1 of 1" in text
    assert "They owe 1        0         1          0         0  0 of 1" in text
    assert "bxhq Intro to Dana (Priya Nair, theirs), 4 days late" in text


def test_p096_the_rhythm_is_held_of_expected() -> None:
    """A cell a month, and the count in words."""
    text = shown(page())
    assert "Priya Nair (mentor)        ██··█  3 of 5 expected, monthly, 1 fell out" in text
    assert "佐藤 愛子 (coach)             █   1 of 1 expected, fortnightly" in text


def test_p065_no_composite_score_is_made() -> None:
    """Nothing but counts, shares of one way, and levels stands on the page."""
    assert "score" not in shown(page()).casefold()


def test_who_sees_no_open_promise_is_told_the_totals_alone() -> None:
    """My manager is not told that I owe nothing."""
    text = shown(page("manager"))
    assert "Of those that fell due, I kept 1 of 1, they kept 0 of 1." in text
    assert "I owe" not in text


def test_a_page_for_a_reader_cites_and_ends_with_what_is_withheld() -> None:
    """No letters to type stand on it."""
    text = shown(page("priya-mentor"))
    assert "Withheld: " in text.splitlines()[-1]
    assert "bxhq" not in text
    assert "[goal lead-the-readout]" in shown(page("manager"), 120)


def test_an_empty_journal_says_the_next_step() -> None:
    """One command."""
    assert 'devjournal goal add "..."' in shown(page(journal=journal_of()))
    assert "nothing here for you" in shown(page("exec", journal_of()))


def test_many_late_ones_are_counted() -> None:
    """Five stand by name."""
    late = [action(f"bbb{letter}-late", "10-10") for letter in "cdfghjk"]
    text = shown(page(journal=journal_of(*late)))
    assert "2 more late: devjournal list actions" in text


def test_long_names_lose_nothing_on_a_narrow_page() -> None:
    """At twenty cells all words are still there."""
    text = " ".join(shown(page(), 20).split())
    assert "Lead the readout" in text
    assert "佐藤 愛子" in text
