from __future__ import annotations

from devjournal.practice.conduct import Conduct, count_conduct, relationships_as
from tests.builders import action, bound, day, entry, held, journal_of, meeting

SINCE = day("2026-10-01")
TODAY = day("2026-10-14")
OURS = {"relationship": "priya-mentor"}
NOTHING = Conduct(0, 0, 0, 0, 0, 0)


def counted(*stored: object) -> Conduct:
    """Return what is counted with Priya from the first of October."""
    return count_conduct(journal_of(*stored), {"priya-mentor"}, SINCE, TODAY)  # type: ignore[arg-type]  # builders give Stored


def test_p095_promises_count_once_they_fell_due() -> None:
    """Done ones, and open ones from the day after; dropped, theirs and others' never."""
    told = counted(
        action("bcdf-a", "2026-10-05", state="done", closed_on=day("2026-10-09"), **OURS),
        action("bcdf-b", "2026-10-13", **OURS),
        action("bcdf-c", "2026-10-14", **OURS),
        action("bcdf-d", "2026-10-05", state="dropped", **OURS),
        action("bcdf-e", "2026-10-05", owner="them", **OURS),
        action("bcdf-f", "2026-10-05", relationship="zoe-coach"),
        action("bcdf-g", "2026-09-30", **OURS),
        action("bcdf-h", state="done", closed_on=day("2026-10-02"), **OURS),
    )
    assert NOTHING._replace(kept=2, promised=3) == told


def test_p095_meetings_count_of_those_that_were_mine_to_keep() -> None:
    """Held of held, missed and called off by me; thanks of those held."""
    told = counted(
        held("priya-mentor-001", "10-01 15:00", thanked_on=day("2026-10-02")),
        held("priya-mentor-002", "10-08 15:00"),
        held("priya-mentor-003", "09-30 15:00"),
        meeting("priya-mentor-004", "10-09 15:00", state="missed"),
        meeting("priya-mentor-005", "10-10 15:00", state="cancelled", cancelled_by="me"),
        meeting("priya-mentor-006", "10-11 15:00", state="cancelled", cancelled_by="them"),
        meeting("priya-mentor-007", "10-12 15:00"),
    )
    assert NOTHING._replace(held=2, agreed=4, thanked=1) == told


def test_p095_what_i_gave_counts_in_its_days() -> None:
    """From the first day to the last, both included, in these relationships."""
    told = counted(
        entry("gave", "bcdf-a", "2026-10-01", **OURS),
        entry("gave", "bcdf-b", "2026-10-14", **OURS),
        entry("gave", "bcdf-c", "2026-09-30", **OURS),
        entry("gave", "bcdf-d", "2026-10-05"),
        entry("note", "bcdf-e", "2026-10-05", **OURS),
    )
    assert NOTHING._replace(gave=2) == told


def test_roles_are_told_apart() -> None:
    """Those I learn from are not those I help."""
    journal = journal_of(
        bound("priya-mentor", my_role="receiving"),
        bound("lu-mentee", my_role="giving", state="closed"),
        bound("mi-partner", my_role="equal"),
    )
    assert frozenset({"priya-mentor"}) == relationships_as(journal, "receiving")
    assert frozenset({"lu-mentee"}) == relationships_as(journal, "giving")
