from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from devjournal.store import check_journal

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Problem

PutFile = Callable[[str, str | bytes], Path]
ReadJournal = Callable[[], "Journal"]

ACTION = 'title = "x"\nowner = "me"\n'
MENTOR = 'person = "priya-nair"\nkind = "mentor"\nmy_role = "receiving"\n'
COACH = 'person = "priya-nair"\nkind = "coach"\nmy_role = "receiving"\n'


@pytest.fixture
def check(root: Path, read: ReadJournal) -> Callable[[], tuple[Problem, ...]]:
    """Return `check()`: all that is wrong with the journal as it is now."""
    return lambda: check_journal(root, read())


Check = Callable[[], "tuple[Problem, ...]"]


@pytest.fixture
def priya(put: PutFile) -> None:
    """Put a person and my mentor there."""
    put("people/priya-nair.toml", 'name = "Priya Nair"\n')
    put("relationships/priya-mentor.toml", MENTOR)


@pytest.mark.usefixtures("priya")
def test_good_journal(put: PutFile, check: Check) -> None:
    """A journal in which all is well has nothing to be told."""
    put("actions/a.toml", f'{ACTION}relationship = "priya-mentor"\nvisibility = ["manager"]\n')
    put("entries/w.toml", 'on = 2026-10-14\nkind = "win"\ntext = "t"\ncredit = ["Ana", "me"]\n')
    assert () == check()


@pytest.mark.parametrize(
    ("path", "text", "where", "words", "hint"),
    [
        ("actions/a.toml", f"{ACTION}duee = 2026-10-14\n", "3:8", "duee: unknown key", "due?"),
        ("actions/a.toml", f"{ACTION}zzz = 1\n", "3:7", "zzz: unknown key", None),
        (
            "goals/g.toml",
            'title = "x"\n[[checkins]]\non = 2026-10-14\nvalu = 3\n',
            "4:8",
            "checkins[1].valu: unknown key",
            "value?",
        ),
        (
            "skills/s.toml",
            'name = "x"\n[rating]\nlevel = 1\n',
            "2:1",
            "rating: unknown",
            "ratings?",
        ),
        (
            "actions/a.toml",
            f'{ACTION}goal = "nowhere"\n',
            "3:8",
            "goal: there is no goals/nowhere",
            "take the link out",
        ),
        (
            "actions/a.toml",
            f'{ACTION}relationship = "pria-mentor"\n',
            "3:16",
            "there is no relationships/pria-mentor",
            "priya-mentor?",
        ),
        (
            "opportunities/o.toml",
            'title = "x"\nprep_goals = [\n  "a",\n]\nsponsor = "ana-novak"\n',
            "3:3",
            "prep_goals[1]: there is no goals/a",
            "",
        ),
        (
            "relationships/r.toml",
            f'{MENTOR}[ask]\nskill = "a-skill"\n',
            "5:9",
            "ask.skill: there is no skills/a-skill",
            "",
        ),
        (
            "actions/a.toml",
            f'{ACTION}visibility = ["manager", "priya"]\n',
            "3:26",
            "there is no reader 'priya'",
            "priya-mentor?",
        ),
        (
            "meetings/m.toml",
            'relationship = "priya-mentor"\nat = 2026-10-14T15:00:00Z\n'
            'notes = """\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"""\n',
            "4:1",
            "merge",
            "keep one",
        ),
        (
            "relationships/r.toml",
            f'{MENTOR}state = "active"\n',
            "4:9",
            "a relationship needs a purpose",
            None,
        ),
        (
            "relationships/r.toml",
            'person = "priya-nair"\nkind = "partner"\nmy_role = "equal"\npurpose = "x"\n'
            'state = "active"\n',
            "5:9",
            "a partnership needs a project",
            None,
        ),
        (
            "goals/g.toml",
            'title = "x"\ntarget = 3\n',
            "2:10",
            "a goal with a target needs a baseline",
            None,
        ),
        ("skills/s.toml", 'name = "x"\ntarget = 3\n', "2:10", "a skill with a target needs", None),
        ("actions/a.toml", f'{ACTION}kind = "resource"\nstate = "open"\n', "4:9", "due day", None),
        (
            "journal.toml",
            'schema = 1\nname = "R"\n[settings]\nweek_starts = "noon"\n',
            "4:15",
            "settings.week_starts: must be one of mon",
            None,
        ),
        (
            "journal.toml",
            'schema = 1\nname = "R"\n[settings]\nweek_start = "mon"\n',
            "4:14",
            "settings.week_start: there is no such setting",
            "week_starts?",
        ),
    ],
)
@pytest.mark.usefixtures("priya")
def test_warning_at_its_line(
    put: PutFile, check: Check, path: str, text: str, where: str, words: str, hint: str | None
) -> None:
    """What is read and hardly meant is a warning where it stands. (rows 7, 25, 28)"""
    put(path, text)
    warning = next(one for one in check() if words in one.reason)
    assert ("warning", f"{path}:{where}") == (warning.level, warning.where)
    assert warning.excerpt is not None
    if hint is None:
        assert warning.hint is None
    else:
        assert hint in str(warning.hint)


@pytest.mark.usefixtures("priya")
def test_coachs_goal_needs_measure_and_day(put: PutFile, check: Check) -> None:
    """A goal worked on with a coach says how it is measured, and by when."""
    put("relationships/priya-coach.toml", COACH)
    goal = 'title = "x"\nrelationship = "priya-coach"\nmeasure = "talks"\n'
    put("goals/g.toml", goal)
    assert ["a goal with a coach needs a measure and a due day"] == [one.reason for one in check()]
    put("goals/g.toml", f"{goal}due = 2026-12-01\n")
    assert () == check()


def test_plain_names_are_no_links(put: PutFile, check: Check) -> None:
    """A name where an id may stand is fine; what is written like an id is a link."""
    entry = 'on = 2026-10-14\nkind = "feedback"\ntext = "t"\n'
    put("entries/a.toml", f'{entry}given_by = "Ana Novak"\n')
    put("entries/b.toml", f'{entry}given_by = "ana-novak"\n')
    (warning,) = check()
    assert "entries/b.toml:4:12" == warning.where
    assert "there is no people/ana-novak" in warning.reason


def test_link_to_a_file_with_a_problem_does_not_dangle(put: PutFile, check: Check) -> None:
    """A record that can't be read is told once, not by each link to it."""
    put("goals/g.toml", "title = 5\n")
    put("actions/a.toml", f'{ACTION}goal = "g"\n')
    assert ["goals/g.toml"] == [one.path for one in check()]


def test_everything_at_once_in_order(put: PutFile, check: Check) -> None:
    """Problems and warnings of all kinds come together, by path and line."""
    put("people/b.toml", "name = 5\ntitle = 6\n")
    put("actions/z.toml", f"{ACTION}duee = 1\ntagz = 2\n")
    put("actions/z.conflict-7f3a.toml", ACTION)
    put("actions/bad.toml", "title =")
    places = [f"{one.level} {one.where.rpartition(':')[0] or one.path}" for one in check()]
    assert places == [
        "problem actions/bad.toml:1",
        "warning actions/z.conflict-7f3a.toml",
        "warning actions/z.toml:3",
        "warning actions/z.toml:4",
        "problem people/b.toml:1",
        "problem people/b.toml:2",
    ]


def test_symlinked_record_is_told(root: Path, put: PutFile, check: Check) -> None:
    """A record behind a link is read, and no command can change it. (row 34)"""
    put("kept/a.toml", ACTION)
    (root / "actions").mkdir(mode=0o700)
    (root / "actions" / "a.toml").symlink_to("../kept/a.toml")
    (warning,) = check()
    assert ("actions/a.toml", "warning") == (warning.path, warning.level)


def test_time_zone_that_is_none(put: PutFile, check: Check) -> None:
    """A time zone that nobody knows is a problem: no day could be told."""
    put("journal.toml", 'schema = 1\nname = "R"\ntimezone = "Mars/Base"\n')
    (problem,) = check()
    assert ("problem", "journal.toml:3:12") == (problem.level, problem.where)
