from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.dates import parse_period, span
from devjournal.models.entry.win import Number
from devjournal.models.profile import Role
from devjournal.render.compose.review import compose_review
from devjournal.render.markdown import render_markdown
from devjournal.render.theme import Console
from devjournal.render.to_terminal import render_terminal
from devjournal.views.review import build_review
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
    objective,
    opportunity,
    person,
    profile,
    skill,
    win,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored
    from devjournal.render.document import Document

YEAR = parse_period("2026", TODAY)
ROLE = Role(title="Senior Support Specialist", organisation="Copperleaf Telecom")
COST = Number(metric="cost per contact", before=6.1, after=5.55, unit="USD", lower_is_better=True)
SHIFT = Number(metric="people on shift", before=24, after=22)
RECORDS: tuple[Stored[Any], ...] = (
    profile(roles=(ROLE,)),
    person(),
    bound(),
    held("priya-mentor-001", "09-17 15:00"),
    action("bbbb-draft", "10-01", relationship="priya-mentor", state="done", closed_on=TODAY),
    action("cccc-intro", "10-10", "them", relationship="priya-mentor"),
    objective(
        "cut-cost",
        title="Cut cost to serve by 8%",
        kpi="cost per contact",
        unit="USD",
        baseline=6.1,
        target=5.61,
        owner="Ruth Adler",
        period="2026",
    ),
    objective("raise-nps", title="Raise NPS"),
    goal(
        "lead-the-readout",
        checkin("10-09", 17, health="on_track"),
        objective="cut-cost",
        measure="numbers that I can defend",
        baseline=0,
        target=25,
        due=day("12-10"),
    ),
    skill("financial-acumen", ("06-15", 2), ("09-17", 3), target=4, importance=5),
    win(
        "kwtz-presented",
        "10-12",
        text="Presented the cost-to-serve case",
        business_line="Cost per contact down to 5.55 USD.",
        so_what="15,200 USD a month, each month.",
        numbers=(COST, SHIFT),
        served="customer",
        scale="company",
        credit=("priya-nair",),
        evidence="Monthly accounts, page 4",
        objective="cut-cost",
        goal="lead-the-readout",
        skill="financial-acumen",
    ),
    win("mflc-wrote", "06-25", text="Wrote one answer for the router"),
    opportunity(
        "spring-review",
        title="The spring review",
        type="presentation",
        scale="org",
        state="delivered",
        on=day("03-24"),
        expected_result="A yes",
        result="A maybe",
        outcome="mixed",
        sponsor="priya-nair",
    ),
    entry(
        "vouched",
        "fjtc-gave",
        "02-17",
        text="Fifteen of her minutes",
        by="priya-nair",
        act="opportunity",
    ),
    entry(
        "gave",
        "lqbt-calls",
        "06-29",
        text="Thirty calls written out",
        who="Bo Li",
        what="Two evenings",
    ),
    entry(
        "feedback",
        "drzn-cut",
        "09-17",
        text="Cut what I can't defend",
        given_by="priya-nair",
        verbatim="Then cut one\nmore.",
        intent="redirect",
    ),
    entry("lesson", "wbhd-owner", "01-28", text="A number\n\nneeds an owner"),
)


def page(*stored: Stored[Any], reader: str = "self") -> Document:
    """Return the page of the review of 2026 of these records."""
    return compose_review(build_review(journal_of(*stored), YEAR, TODAY, reader))


def text(document: Document, width: int = 80) -> str:
    """Return a page as it stands on a terminal."""
    return render_terminal(document, Console(width=width))


def test_the_review_for_myself() -> None:
    """Work first, by what it serves; then learning, people, promises, gaps and what is next."""
    assert """\
Robin Vale · review 2026
Senior Support Specialist, Copperleaf Telecom · 1 Jan 2026 to 31 Dec 2026 · as
  of Wed 14 Oct 2026
1 of 2 wins have numbers, 1 of 2 business words, 1 of 2 an objective, 1 of 2
evidence.

Cut cost to serve by 8%
cost per contact 6.10 → 5.61 USD · 2026 · owner Ruth Adler [objective cut-cost]

Goal · Lead the readout
   ███████░░░ 68% · 0 → 17 of 25 · on track on 9 Oct · due 10 Dec · numbers that
     I can defend [goal lead-the-readout]
 • 12 Oct · Cost per contact down to 5.55 USD. [win kwtz]
   Presented the cost-to-serve case
   15,200 USD a month, each month.
   cost per contact: 6.10 → 5.55 USD (-9%, better)
   people on shift: 24 → 22 (-8.3%)
   for customers, across the company · with Priya Nair · evidence: Monthly
     accounts, page 4

Other work
 • 25 Jun · Wrote one answer for the router [win mflc]

Growth in skills
 • financial acumen 2 → 3 of 4 [skill financial-acumen]
   15 Jun · level 2
   17 Sep · level 3
   shown by [win kwtz]

Opportunities
 • 24 Mar · The spring review · presentation, across the organisation · mixed
   [spring-review]
   expected: A yes
   result: A maybe
   door opened by: Priya Nair

Who put in a word for me
 • 17 Feb · Priya Nair, opportunity: Fifteen of her minutes [vouched fjtc]

With the help of
 • Priya Nair [win kwtz]

Given back
 • 29 Jun · to Bo Li: Thirty calls written out (Two evenings) [gave lqbt]

Feedback
Reinforce 0 of 1, redirect 1 of 1.
 • 17 Sep · Cut what I can't defend (Priya Nair, redirect) [feedback drzn]
   “Then cut one more.”

Lessons
 • 28 Jan · A number needs an owner [lesson wbhd]

Promises and meetings
1 meeting held. Of what fell due, I kept 1 of 1, they kept 0 of 1.
With                                Meetings  I kept  They kept
Priya Nair (mentor) [priya-mentor]         1  1 of 1     0 of 1

No evidence for
 • Raise NPS so far [objective raise-nps]

Next
 • 10 Dec · Lead the readout, due [lead-the-readout]
""" == text(page(*RECORDS))


def test_the_review_for_the_manager_says_what_it_withholds() -> None:
    """The manager reads the same work without what is private, and how much that is."""
    assert """\
Robin Vale · review 2026
Senior Support Specialist, Copperleaf Telecom · 1 Jan 2026
  to 31 Dec 2026 · for my manager
1 of 2 wins have numbers, 1 of 2 business words, 1 of 2 an
objective, 1 of 2 evidence.

Cut cost to serve by 8%
cost per contact 6.10 → 5.61 USD · 2026 · owner Ruth Adler
[objective cut-cost]

Goal · Lead the readout
   ███████░░░ 68% · 0 → 17 of 25 · on track on 9 Oct · due
     10 Dec · numbers that I can defend
     [goal lead-the-readout]
 • 12 Oct · Cost per contact down to 5.55 USD. [win kwtz]
   Presented the cost-to-serve case
   15,200 USD a month, each month.
   cost per contact: 6.10 → 5.55 USD (-9%, better)
   people on shift: 24 → 22 (-8.3%)
   for customers, across the company · evidence: Monthly
     accounts, page 4

Other work
 • 25 Jun · Wrote one answer for the router [win mflc]

Promises and meetings
1 meeting held. Of what fell due, I kept 1 of 1, they kept 0
of 1.

Nothing on this page for
 • Raise NPS so far [objective raise-nps]

Next
 • 10 Dec · Lead the readout, due [lead-the-readout]

This page
As of Wed 14 Oct 2026. In brackets stands the record that a
line comes from.
Withheld: 7 private items
""" == text(page(*RECORDS, reader="manager"), 60)


def test_as_markdown_the_review_has_its_headings() -> None:
    """Pasted elsewhere, the page keeps its hierarchy, and its records as code."""
    shown = render_markdown(page(*RECORDS, reader="exec"))
    assert """\
# Robin Vale · review 2026

Senior Support Specialist, Copperleaf Telecom · 1 Jan 2026 to 31 Dec 2026 · for executives

1 of 2 wins have numbers, 1 of 2 business words, 1 of 2 an objective, 1 of 2 evidence.

## Cut cost to serve by 8%

cost per contact 6.10 → 5.61 USD · 2026 · owner Ruth Adler `[objective cut-cost]`

- 12 Oct · **Cost per contact down to 5.55 USD.** `[win kwtz]`
""" == shown[: shown.index("  - Presented")]


def test_persons_never_stand_there_by_their_id() -> None:
    """A person is a name on the page, whoever reads it."""
    for reader in ("self", "manager", "exec", "priya-mentor"):
        assert "priya-nair" not in text(page(*RECORDS, reader=reader))


def test_an_empty_review_says_the_one_next_step() -> None:
    """Without a win, my page says how to keep one; a reader's page only that there is none."""
    assert 'No win in this period yet.  devjournal win "..."' in text(page())
    shown = text(page(reader="manager"))
    assert "No win in this period." in shown
    assert "devjournal win" not in shown
    assert shown.endswith("Withheld: 0 private items\n")


def test_one_win_is_counted_as_one() -> None:
    """The tally of a single win is no plural."""
    assert "0 of 1 win has numbers, 0 of 1 business words" in text(page(win("kwtz-a", "10-01")))


def test_a_period_named_by_its_days_says_them_once() -> None:
    """A cycle's name is its days; they are not repeated beneath it."""
    period = span(day("01-01"), day("12-31"))
    document = compose_review(build_review(journal_of(), period, TODAY))
    assert 1 == text(document).count("31 Dec 2026")


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"baseline": 9, "target": 3}, "0% · 9 → 9, target 3 · off track on 9 Oct"),
        ({"baseline": 1}, "1 → 9 · off track on 9 Oct"),
        ({"state": "paused"}, "9 · paused, off track on 9 Oct"),
        ({"state": "achieved", "closed_on": day("10-10")}, "100% · 9 · achieved 10 Oct"),
        ({"baseline": 0, "target": 12, "unit": "%"}, "75% · 0 → 9 of 12% · off track"),
    ],
)
def test_a_goal_says_how_it_stands(fields: dict[str, Any], shown: str) -> None:
    """From where to where of what, and whether it is on track, paused or reached."""
    assert shown in text(page(goal("g", checkin("10-09", 9, health="off_track"), **fields)), 120)


def test_a_setback_is_told_as_learning() -> None:
    """What was missing, what changes, and what tried it again stand beneath it."""
    shown = text(
        page(
            opportunity("review"),
            opportunity("small-review", retry_of="review"),
            entry(
                "setback",
                "bdxq-sank",
                "03-24",
                state="closed",
                opportunity="review",
                feedback="Too long",
                gap_skills=("nerve",),
                new_approach="One number",
            ),
        )
    )
    assert (
        """\
Setbacks
 • 24 Mar · Sank (closed) [setback bdxq]
   told: Too long
   missing: nerve
   next time: One number
   tried again: Small review [small-review]
"""
        in shown
    )


def test_what_is_late_or_undated_is_said_so() -> None:
    """Next says when, how late, or that there is no day yet."""
    shown = text(page(goal("lead", due=day("10-01")), opportunity("talk")))
    assert " • 1 Oct · Lead, 13 days late [lead]" in shown
    assert " • no day yet · Talk, idea [talk]" in shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"served": "team", "scale": "team"}, "   for the team\n"),
        ({"served": "customer", "scale": "team"}, "   for customers, in the team\n"),
        ({"scale": "org", "evidence": "A\nB"}, "   across the organisation · evidence: A B\n"),
    ],
)
def test_p016_p023_whom_a_win_served_and_how_far(fields: dict[str, Any], shown: str) -> None:
    """Whom it served and how far it reached are told once, beside what shows it."""
    assert shown in text(page(win("kwtz-a", "10-01", **fields)))


def test_a_side_that_promised_nothing_is_not_told() -> None:
    """Nought of nought is no figure."""
    shown = text(page(action("bbbb-draft", "10-01")))
    assert "0 meetings held. Of what fell due, I kept 0 of 1.\n" in shown
    shown = text(page(person(), bound(), held("m-1", "10-01 15:00")))
    assert "1 meeting held.\n" in shown
