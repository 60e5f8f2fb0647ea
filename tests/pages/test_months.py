"""Month by month: what was held of what was expected, and what each side kept."""

from __future__ import annotations

from typing import Any

import pytest

from devjournal.dates import Period
from devjournal.pages.months import MonthKept, build_kept, months_of
from devjournal.pages.progress import build_progress, compose_progress
from devjournal.pages.scorecard import (
    build_scorecard,
    build_scorecards,
    compose_scorecard,
    compose_scorecards,
)
from devjournal.render.markdown import render_markdown
from devjournal.render.sentences import render_sentences
from devjournal.render.terminal import render_terminal
from tests.builders import TODAY, action, bound, day, held, journal_of, person

AUTUMN = Period("autumn", day("08-01"), TODAY)
OURS: dict[str, Any] = {"relationship": "priya-mentor"}
PROMISES = (
    action("bbbb-in-time", "08-10", state="done", closed_on=day("08-09"), **OURS),
    action("bbbc-late", "08-20", state="done", closed_on=day("09-02"), **OURS),
    action("bbbd-without-a-day", None, state="done", closed_on=day("09-05"), **OURS),
    action("bbbf-open", "10-10", **OURS),
    action("bbbg-not-due-yet", "10-30", **OURS),
    action("bbbh-dropped", "09-10", state="dropped", closed_on=day("09-01"), **OURS),
    action("bbbj-theirs", "09-12", owner="them", **OURS),
)
JOURNAL = journal_of(
    person(),
    bound(cadence="monthly"),
    held("priya-mentor-001", "08-06 15:00"),
    held("priya-mentor-002", "10-01 15:00"),
    *PROMISES,
)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("08-15", "10-14", ["08-01", "09-01", "10-01"]),
        ("2025-12-31", "01-01", ["2025-12-01", "01-01"]),
        ("09-01", "12-31", ["09-01", "10-01"]),
        ("10-01", "10-14", []),
        ("11-01", "12-31", []),
    ],
)
def test_a_period_has_the_months_that_have_begun(first: str, last: str, months: list[str]) -> None:
    """A single one is no course of anything, and what is to come has none."""
    period = Period("", day(first), day(last))
    assert [*map(day, months)] == [*months_of(period, TODAY)]


def test_p098_a_promise_counts_in_the_month_of_its_day() -> None:
    """Kept in time, late or still open; the same ones as the count of the whole period."""
    mine, theirs = build_kept(PROMISES, months_of(AUTUMN, TODAY), AUTUMN, TODAY)
    august, september, october = (day(f"{month}-01") for month in ("08", "09", "10"))
    counts = [(august, 1, 1, 0), (september, 1, 0, 0), (october, 0, 0, 1)]
    assert [MonthKept(*each) for each in counts] == [*mine.months]
    assert "2 of 4 in time, 1 late, 1 open" == mine.promised.words
    assert [0, 1, 0] == [one.still_open for one in theirs.months]


def test_a_side_that_promised_nothing_has_no_row() -> None:
    """Empty cells would tell nothing."""
    found = build_kept(PROMISES[:1], months_of(AUTUMN, TODAY), AUTUMN, TODAY)
    assert ["me"] == [one.owner for one in found]


def test_the_course_of_a_relationship_stands_on_its_scorecard() -> None:
    """A cell a month: its part as high; a dot where nothing of it was, nothing where none was."""
    page = build_scorecard(JOURNAL, "priya-mentor", AUTUMN, TODAY)
    assert """\
Month by month · meetings held of those expected, promises kept in time
             ASO
  Meetings   █·█  2 of 3 held, monthly
  I kept     ▄█·  2 of 4 in time, 1 late, 1 open
  Priya kept  ·   0 of 1 in time, 1 open
""" in render_terminal(compose_scorecard(page), 80)


def test_all_of_them_stand_on_the_scorecards_and_in_progress() -> None:
    """By name, then what I kept and they; in words for who can't see the cells."""
    cards = compose_scorecards(build_scorecards(JOURNAL, AUTUMN, TODAY))
    progress = compose_progress(build_progress(JOURNAL, TODAY, months=3))
    for page in (cards, progress):
        drawn = render_terminal(page, 80)
        assert "  Priya Nair (mentor) █·█  2 of 3 held, monthly\n" in drawn
        assert "  They kept            ·   0 of 1 in time, 1 open\n" in drawn
        assert "Aug 2026 1 held; Sep 2026 1 not held; Oct 2026 1 held.\n" in render_sentences(page)
        assert "Aug 2026 1 in time, 1 late; Sep 2026 1 in time; Oct 2026 1 open" in render_markdown(
            page
        )


@pytest.mark.parametrize("reader", ["priya-mentor", "manager"])
def test_no_reader_is_told_which_months_promises_were_late(reader: str) -> None:
    """Who meets me sees our meetings, and a manager none of them."""
    pages = [
        compose_scorecard(build_scorecard(JOURNAL, "priya-mentor", AUTUMN, TODAY, reader=reader)),
        compose_scorecards(build_scorecards(JOURNAL, AUTUMN, TODAY, reader=reader)),
        compose_progress(build_progress(JOURNAL, TODAY, reader=reader)),
    ]
    for page in map(render_sentences, pages):
        assert "1 in time" not in page
        assert ("1 held" in page) <= (reader == "priya-mentor")
    if reader == "priya-mentor":
        assert "1 held" in render_sentences(pages[0])
