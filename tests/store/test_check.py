from __future__ import annotations

import datetime as dt
import errno
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from devjournal.errors import DiskError, Refused
from devjournal.journal.stored import Problem
from devjournal.practice.counts import TEMPLATES
from devjournal.store import check_journal, fix_permissions
from devjournal.store.mend import permission_problems
from tests.store.written import PutFile, ReadJournal, refuse

Check = Callable[[], tuple[Problem, ...]]

ACTION = 'title = "x"\nowner = "me"\n'
MENTOR = 'person = "priya-nair"\nkind = "mentor"\nmy_role = "receiving"\n'
PROFILE = 'schema = 1\nname = "R"\n'
MERGE = 'notes = """\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"""\n'


@pytest.fixture
def check(root: Path, read: ReadJournal) -> Check:
    """Return `check()`: all that is wrong with the journal as it is now."""
    return lambda: check_journal(root, read(), dt.date(2026, 10, 14))


@pytest.fixture
def priya(put: PutFile) -> None:
    """Put a person and my mentor there."""
    put("people/priya-nair.toml", 'name = "Priya Nair"\n')
    put("relationships/priya-mentor.toml", MENTOR)


@pytest.mark.usefixtures("priya")
def test_good_journal(put: PutFile, check: Check) -> None:
    """A journal in which all is well has nothing to be told; a plain name is no link."""
    put("actions/a.toml", f'{ACTION}relationship = "priya-mentor"\nvisibility = ["manager"]\n')
    put("entries/w.toml", 'on = 2026-10-14\nkind = "win"\ntext = "t"\ncredit = ["Ana", "me"]\n')
    put("relationships/c.toml", 'person = "priya-nair"\nkind = "coach"\nmy_role = "receiving"\n')
    goal = 'title = "x"\nrelationship = "c"\nmeasure = "talks"\n'
    put("goals/g.toml", f"{goal}due = 2026-12-01\n")
    assert () == check()
    put("goals/g.toml", goal)
    assert ["a goal with a coach needs a measure and a due day"] == [one.reason for one in check()]


COUNTED = f"""state = "active"
tags = ["good-mentee"]
measure = "{TEMPLATES["good-mentee"].measure}"
created = 2026-10-01
[[checkins]]
on = 2026-10-10
value = 90"""
BEGINNINGS = {
    "actions/a": ACTION,
    "entries/e": 'on = 2026-10-14\nkind = "feedback"\ntext = "t"\n',
    "goals/g": 'title = "x"\n',
    "journal": f"{PROFILE}[settings]\n",
    "meetings/n": 'relationship = "priya-mentor"\nat = 2026-10-15T15:00:00Z\n',
    "meetings/m": 'relationship = "priya-mentor"\nat = 2026-10-14T15:00:00Z\n',
    "opportunities/o": 'title = "x"\n',
    "relationships/r": MENTOR,
    "skills/s": 'name = "x"\n',
}


@pytest.mark.parametrize(
    ("path", "text", "told", "hint"),
    [
        ("actions/a", "duee = 2026-10-14", "3:8: duee: unknown key", "due?"),
        ("actions/a", "zzz = 1", "3:7: zzz: unknown key", None),
        (
            *("goals/g", "[[checkins]]\non = 2026-10-14\nvalu = 3"),
            *("4:8: checkins[1].valu: unknown key", "value?"),
        ),
        ("skills/s", "[rating]\nlevel = 1", "2:1: rating: unknown", "ratings?"),
        ("actions/a", 'goal = "no"', "3:8: goal: there is no goals/no", "take the link out"),
        (
            *("actions/a", 'relationship = "pria-mentor"'),
            *("3:16: relationship: there is no relationships/pria-mentor", "priya-mentor?"),
        ),
        ("opportunities/o", 'prep_goals = [\n  "a",\n]', "3:3: prep_goals[1]: there is no", ""),
        ("relationships/r", '[ask]\nskill = "a-b"', "5:9: ask.skill: there is no skills/a-b", ""),
        ("entries/e", 'given_by = "a-novak"', "4:12: given_by: there is no people/a-novak", ""),
        (
            *("actions/a", 'visibility = ["manager", "priya"]'),
            *("3:26: visibility: there is no reader 'priya'", "priya-mentor?"),
        ),
        ("meetings/m", MERGE, "4:1: ", "keep one"),
        ("relationships/r", 'state = "active"', "4:9: a relationship needs a purpose", None),
        ("goals/g", "target = 3", "2:10: a goal with a target needs a baseline", None),
        ("skills/s", "target = 3", "2:10: a skill with a target needs", None),
        # What has happened did so by today, wherever it stands and whoever wrote it.
        ("actions/a", 'state = "done"\nclosed_on = 2026-10-15', "4:13: closed_on: 2026-10-15", ""),
        (
            *("relationships/r", "[[checks]]\non = 2026-11-01\nfit = 4"),
            *("5:6: checks[1].on: 2026-11-01 is still to come", None),
        ),
        (
            *("skills/s", "ratings = [{on = 2027-01-01, level = 2}]"),
            *("2:18: ratings[1].on: 2027-01-01 is still to come", None),
        ),
        (
            *("goals/g", "[[checkins]]\non = 2027-01-01\n[[milestones]]\ntitle = 'a'"),
            *("3:6: checkins[1].on: 2027-01-01 is still to come", None),
        ),
        ("meetings/n", 'state = "held"', "2:6: at: 2026-10-15 is still to come, and it is", None),
        ("opportunities/o", 'state = "delivered"\non = 2027-01-01', "3:6: on: 2027-01-01", None),
        ("goals/g", COUNTED, "8:9: the journal itself counts this goal", None),
        ("journal", 'week_start = "mon"', "4:14: settings.week_start: unknown key", "week_starts?"),
    ],
)
@pytest.mark.usefixtures("priya")
def test_warning_at_its_line(
    put: PutFile, check: Check, path: str, text: str, told: str, hint: str | None
) -> None:
    """What is read and hardly meant is a warning where it stands. (rows 7, 25, 28)"""
    put(f"{path}.toml", f"{BEGINNINGS[path]}{text}\n")
    warning = next(one for one in check() if str(one).startswith(f"{path}.toml:{told}"))
    assert "warning" == warning.level
    assert warning.excerpt is not None
    assert (hint is None) == (warning.hint is None)
    assert (hint or "") in str(warning.hint)


@pytest.mark.parametrize(
    ("path", "text", "told", "hint"),
    [
        (
            *(
                "journal",
                'week_starts = "noon"',
                "4:15: settings.week_starts: 'noon' is not a week",
            ),
            "tue, wed, thu, fri, sat, sun; to mend it: devjournal set me settings.week_starts=",
        ),
        ("profile", 'timezone = "Mars/Base"', "3:12: timezone: no time zone", "set me timezone="),
        ("profile", 'review_starts = "02-30"', "3:17: review_starts: '02-30' is not", "MM-DD"),
        ("profile", "review_months = 5", "3:17: review_months: 5 months do not divide", "6 or 12"),
        (
            *("profile", '[[roles]]\ntitle = "x"\nsince = 2026-02-01\nuntil = 2026-01-31'),
            *("6:9: roles[1].until: 2026-01-31 comes before since, which is 2026-02-01", None),
        ),
        (
            *("relationships/r", "start = 2026-10-14\nend = 2026-10-13"),
            *("5:7: end: 2026-10-13 comes before start", "devjournal set r end="),
        ),
        ("relationships/r", "minutes = 0", "4:11: minutes: must be at least 1", "set r minutes="),
        (
            *("relationships/r", "[ask]\nsent_on = 2026-10-14\nfollow_up_on = 2026-10-13"),
            *("6:16: ask.follow_up_on: 2026-10-13 comes before sent_on", "set r ask.follow_up_on="),
        ),
        (
            *("meetings/m", "minutes = 30\ndevelopmental_minutes = 31"),
            *("3:11: minutes: 30 is less than developmental_minutes", "set m minutes="),
        ),
        (
            *("opportunities/o", "proposed_on = 2026-10-14\naccepted_on = 2026-10-13"),
            *("3:15: accepted_on: 2026-10-13 comes before", "set o accepted_on="),
        ),
        (
            "objectives/o",
            'period = "3000-Q1"',
            "2:10: period: '3000-Q1' is outside",
            "set o period=",
        ),
        ("objectives/o", 'period = "Q3"', "2:10: period: 'Q3' is no year", "set o period="),
    ],
)
@pytest.mark.usefixtures("priya")
def test_what_contradicts_itself_is_a_warning_with_the_command_that_mends_it(
    put: PutFile, check: Check, path: str, text: str, told: str, hint: str | None
) -> None:
    """A file may say what no command would write; it is read, and told at its line."""
    name = path.replace("profile", "journal")
    start = BEGINNINGS.get(path, PROFILE if path == "profile" else 'title = "x"\n')
    put(f"{name}.toml", f"{start}{text}\n")
    warning = next(one for one in check() if str(one).startswith(f"{name}.toml:{told}"))
    assert "warning" == warning.level
    assert (hint or "") in str(warning.hint)


def test_everything_at_once_in_order(put: PutFile, check: Check) -> None:
    """Problems and warnings of all kinds come together, by path and line.

    A record that can't be read is told once, not by each link to it.
    """
    put("people/b.toml", "name = 5\ntitle = 6\n")
    put("actions/z.toml", f"{ACTION}duee = 1\ntagz = 2\n")
    put("actions/z.conflict-7f3a.toml", ACTION)
    put("actions/bad.toml", "title =")
    put("actions/c.toml", f'{ACTION}goal = "g"\n')
    put("goals/g.toml", "title = 5\n")
    put("journal.toml", f'{PROFILE}timezone = "Mars/Base"\n')
    places = [f"{one.level} {one.where.rpartition(':')[0] or one.path}" for one in check()]
    assert places == [
        "problem actions/bad.toml:1",
        "warning actions/z.conflict-7f3a.toml",
        "warning actions/z.toml:3",
        "warning actions/z.toml:4",
        "problem goals/g.toml:1",
        "warning journal.toml:3",
        "problem people/b.toml:1",
        "problem people/b.toml:2",
    ]


# Who may read the files


MODES = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


@pytest.fixture
def opened(root: Path, put: PutFile) -> Path:
    """Return a journal as a clone or a copy leaves it: its files open to others."""
    put("people/ana.toml", 'name = "Ana"\n').chmod(0o644)
    (root / "people").chmod(0o755)
    (root / "journal.toml").chmod(0o664)
    return root


@MODES
def test_one_warning_for_all(opened: Path) -> None:
    """However many files are open to others, one warning names the first and what mends it.

    That narrows the journal's files and folders, and says how many; narrower ones are fine,
    and so is a journal.toml that is broken.
    """
    (warning,) = permission_problems(opened)
    assert ("warning", "journal.toml") == (warning.level, warning.path)
    assert "0664" in warning.reason
    assert "2 files or folders more" in warning.reason
    assert "devjournal check --fix" == warning.hint
    (opened / "journal.toml").write_text("schema =\n")
    assert 3 == fix_permissions(opened)
    (opened / "journal.toml").chmod(0o400)
    assert (0, ()) == (fix_permissions(opened), permission_problems(opened))
    assert [0o400, 0o700, 0o600] == [
        (opened / name).stat().st_mode & 0o777
        for name in ("journal.toml", "people", "people/ana.toml")
    ]


@MODES
def test_what_is_not_the_journals_is_let_be(opened: Path, tmp_path: Path) -> None:
    """Other folders beside the kinds' and what links lead to keep their modes."""
    outside = tmp_path / "outside"
    other = opened / "photos"
    for folder in (outside, other):
        folder.mkdir()
        (folder / "x.toml").touch()
        (folder / "x.toml").chmod(0o644)
    (opened / "goals").symlink_to(outside)
    (opened / "people" / "x.toml").symlink_to(outside / "x.toml")
    fix_permissions(opened)
    assert {0o644} == {(folder / "x.toml").stat().st_mode & 0o777 for folder in (outside, other)}


@MODES
def test_what_can_not_be_narrowed_is_told(opened: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is somebody else's is named; a newer journal's is its own program's to narrow."""
    monkeypatch.setattr(Path, "chmod", refuse(errno.EPERM))
    with pytest.raises(DiskError, match=r"journal\.toml: Operation not permitted"):
        fix_permissions(opened)
    (opened / "journal.toml").write_text("schema = 2\n")
    with pytest.raises(Refused, match="version 2"):
        fix_permissions(opened)
