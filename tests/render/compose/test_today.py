from __future__ import annotations

import pytest

from devjournal.models.relationship_parts import Ask
from devjournal.render.compose.today import compose_today
from devjournal.render.markdown import render_markdown
from devjournal.render.theme import Console
from devjournal.render.to_terminal import render_terminal
from devjournal.views.today import build_today
from tests.builders import (
    NOW,
    action,
    bound,
    checkin,
    day,
    goal,
    held,
    journal_of,
    meeting,
    person,
    skill,
    topic,
)

LOOP = journal_of(
    person(),
    bound(meetings_agreed=3),
    held("priya-mentor-001", "09-17 15:00"),
    meeting("priya-mentor-002", "10-15 15:00"),
    topic("vnpl-q4-forecast"),
    action("kwdf-draft", "10-14", title="Cost-to-serve draft for Priya"),
    action("bxhq-intro", "10-10", "them", relationship="priya-mentor"),
    goal("lead-the-readout", checkin("10-09", 17, health="on_track"), baseline=0, target=25),
    skill("financial-acumen", ("06-15", 2), ("09-17", 3), target=4),
)
BUSY = journal_of(
    person(),
    person("dana-osei"),
    person("bo-li"),
    person("kim-oh"),
    bound(),
    bound("dana-coach", "dana-osei", kind="coach", cadence="monthly"),
    bound("bo-sponsor", "bo-li", kind="sponsor", state="later", ask=Ask(follow_up_on=day("10-01"))),
    bound("kim-partner", "kim-oh", kind="partner", meetings_agreed=1),
    meeting("m-1", "10-12 15:00"),
    held("d-1", "09-30 15:00", "dana-coach"),
    held("k-1", "09-01 15:00", "kim-partner"),
    meeting("k-2", "10-20 09:30", "kim-partner"),
    action("bxhq-intro", "10-13", "them", title="Intro to Dana", relationship="priya-mentor"),
    action("gcht-slides", "10-19"),
    goal("speak-up", checkin("09-01", 3, health="at_risk"), baseline=0, target=4, due=day("10-01")),
    goal("write", due=day("12-18"), created=NOW.date()),
    skill("writing", ("06-15", 2), target=4),
)


def test_the_dashboard_reads_as_it_was_drawn() -> None:
    """At 80 columns each need stands on a line with the one command that settles it."""
    assert """\
Wed 14 Oct 2026 · 2 things need you
! Thu 15:00  Priya Nair (mentor, 2 of 3): no question yet  devjournal prep priya
! kwdf       Cost-to-serve draft for Priya, due today      devjournal done kw
Goals   lead-the-readout  ███████░░░ 68%
Skills  financial acumen  2 → 3 of 4
""" == render_terminal(compose_today(build_today(LOOP, NOW)), Console(width=80))


def test_at_sixty_columns_commands_stand_beneath() -> None:
    """A narrow page loses nothing: a command goes under the line that it settles."""
    assert """\
Wed 14 Oct 2026 · 2 things need you
! Thu 15:00  Priya Nair (mentor, 2 of 3): no question yet
             devjournal prep priya
! kwdf       Cost-to-serve draft for Priya, due today
             devjournal done kw
Goals   lead-the-readout  ███████░░░ 68%
Skills  financial acumen  2 → 3 of 4
""" == render_terminal(compose_today(build_today(LOOP, NOW)), Console(width=60))


def test_every_sort_of_line_has_its_words() -> None:
    """What is over, late, put off or without a day is said; then nudges, and what is next."""
    assert """\
Wed 14 Oct 2026 · 4 things need you
! 12 Oct   Priya Nair (mentor, meeting 1): how did it go?
           devjournal log priya
! bxhq     Intro to Dana (Priya Nair), 1 day late
           devjournal done bx
! sponsor  Bo Li said later: ask again, as of 1 Oct
           devjournal ask sent bo-sponsor
! coach    Dana Osei: no next meeting yet
           devjournal meet "Dana Osei" --next 2026-10-30
· Speak up: no check-in for 43 days
  devjournal goal checkin speak-up --value "..."
Next    Mon 19 Oct        gcht Slides
        Tue 20 Oct 09:30  Kim Oh (partner, meeting 2)
Goals   speak-up  ████████░░ 75%, 13 days late, at risk
        write     due Fri 18 Dec
Skills  writing   2 of 4
""" == render_terminal(compose_today(build_today(BUSY, NOW)), Console(width=80))


def test_as_markdown_the_same_is_a_list() -> None:
    """The page pasted elsewhere has the same lines, with commands as code."""
    assert """\
# Wed 14 Oct 2026 · 2 things need you

- **!** Thu 15:00 · Priya Nair (mentor, 2 of 3): no question yet · `devjournal prep priya`
- **!** `kwdf` · Cost-to-serve draft for Priya, due today · `devjournal done kw`

**Goals**

* `lead-the-readout` · ███████░░░ 68%

**Skills**

* financial acumen · 2 → 3 of 4
""" == render_markdown(compose_today(build_today(LOOP, NOW)))


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "nothing needs you"), (1, "1 thing needs you"), (2, "2 things need you")],
)
def test_the_title_counts_what_needs_me(number: int, words: str) -> None:
    """The first line says the day and how much there is to do."""
    actions = [action(f"{letter * 4}-do", "10-14") for letter in "bc"[:number]]
    document = compose_today(build_today(journal_of(*actions), NOW))
    assert f"Wed 14 Oct 2026 · {words}" == document.title[0].text


def test_an_empty_journal_shows_the_one_next_step() -> None:
    """Where there is nothing yet, the page says how to begin."""
    assert """\
Wed 14 Oct 2026 · nothing needs you
Nobody here yet. Begin with the person you learn from:
devjournal meet "NAME" --as mentor --purpose "..."
""" == render_terminal(compose_today(build_today(journal_of(), NOW)), Console(width=80))


def test_long_lists_are_cut_and_say_so() -> None:
    """Five goals and four skills stand on the page; the rest is one command away."""
    goals = [goal(f"goal-{number}") for number in range(6)]
    skills = [skill(f"skill-{number}", ("06-15", 2), target=3) for number in range(6)]
    text = render_terminal(
        compose_today(build_today(journal_of(*goals, *skills), NOW)), Console(width=80)
    )
    assert "1 more: devjournal list goals" in text
    assert "2 more: devjournal list skills" in text
    assert "goal-5" not in text
    assert "skill 4" not in text


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("10-14 15:00", "today 15:00"),
        ("10-15 15:00", "Thu 15:00"),
        ("10-16 15:00", "Fri 15:00"),
        ("10-13 15:00", "13 Oct"),
        ("2025-10-13 15:00", "13 Oct 2025"),
    ],
)
def test_a_meeting_is_known_by_its_moment(at: str, shown: str) -> None:
    """A near meeting shows weekday and time, one that is past its day."""
    journal = journal_of(person(), bound(), meeting("m-1", at))
    document = compose_today(build_today(journal, NOW))
    assert f"! {shown}  Priya Nair" in render_terminal(document, Console(width=120))
