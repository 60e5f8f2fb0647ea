"""What nobody else ever sees: looks, growth, setbacks and reasons, on no page for anybody."""

from __future__ import annotations

import datetime as dt
import shlex
from typing import TYPE_CHECKING

import pytest

from devjournal.store import load_journal

if TYPE_CHECKING:
    from tests.runner import Runner

MENTOR = 'meet "Priya Nair" --as mentor --purpose x --next "20-oct 15:00"'
MENTEE = 'meet "Jonas Weil" --as mentee --purpose x --next "fri 15:00"'
SANK = """
objective add "Cut cost"
opportunity add "SECRET drill" --objective cut --on 2026-10-12 --expected-result x
opportunity accept secret-drill
opportunity deliver secret-drill --outcome sank"""
REVIEWS = tuple(
    f"review --for {reader} --period 2026{flags}"
    for reader in ("manager", "exec", "priya-mentor")
    for flags in (" --format markdown", " --json")
)
PREPS = ("prep priya --share", "prep priya --share --json", "prep priya --for manager")


@pytest.mark.parametrize(
    ("told", "pages"),
    [
        (
            "relationship check priya --trust 2 --note SECRET\n"
            "share priya-mentor --with priya-mentor",
            PREPS,
        ),
        (
            f"{MENTEE}\nrelationship grew jonas calls 3 --evidence SECRET\n"
            "share jonas-mentee --with jonas-mentee",
            ("prep jonas --share", "prep jonas --share --json"),
        ),
        ('topic priya "SECRET" --visibility private', PREPS),
        ("topic priya Open\ndrop bc --why SECRET", PREPS),
        (
            'action "SECRET" --for priya --visibility private\n'
            "log priya --on today --extra --note SECRET --no-input",
            tuple(f"thank priya {f}" for f in ("", "--format markdown", "--json")),
        ),
        (SANK, (*REVIEWS, *PREPS)),
        (
            f"{SANK}\nsetback add SECRET --opportunity secret-drill --until 1w\n"
            "setback debrief bc --feedback SECRET\nsetback rebuild bc --approach SECRET\n"
            'setback retry bc --title "Desk drill"',
            (*REVIEWS, *PREPS),
        ),
        ("assess --improve SECRET", REVIEWS),
    ],
    ids=["look", "growth", "topic", "why", "letter", "sank", "setback", "assessment"],
)
def test_p033_what_is_mine_is_on_no_page_for_others(
    told: str, pages: tuple[str, ...], runner: Runner
) -> None:
    """Not though the relationship is shared with them, in no format, at no stage."""
    for words in (MENTOR, *told.strip().splitlines()):
        runner.ok(*shlex.split(words))
    assert [] == [one for one in pages if "SECRET" in runner.ok(*shlex.split(one)).out]


def test_p017_p018_what_sank_is_no_longer_the_managers(runner: Runner) -> None:
    """Before, they see it; and if it was shared, the way to take it back is named."""
    for words in SANK.strip().splitlines()[:-1]:
        runner.ok(*shlex.split(words))
    page = ("review", "--for", "manager", "--period", "2026")
    assert "SECRET drill" in runner.ok(*page).out
    sink = ("opportunity", "deliver", "secret-drill", "--outcome", "sank")
    assert "unshare" not in runner.ok(*sink).err
    assert "SECRET drill" not in runner.ok(*page).out
    runner.ok("undo")
    runner.ok("set", "secret-drill", "visibility=manager")
    assert "devjournal unshare secret-drill" in runner.ok(*sink).said
    runner.ok("unshare", "secret-drill")
    assert "Seen by nobody but you" in runner.ok("show", "secret-drill").out


def test_p047_how_sure_i_am_is_mine(runner: Runner) -> None:
    """The confidence of a check-in does not leave with a goal that is shared."""
    runner.ok("goal", "add", "Lead", "--stretch", "--visibility", "manager")
    runner.ok("goal", "checkin", "lead", "--confidence", "2")
    told = runner.ok("review", "--for", "manager", "--json").out
    assert ("Lead" in told, '"confidence": []' in told) == (True, True)


def test_p005_an_assessment_is_for_whom_it_is_shared_with(runner: Runner) -> None:
    """That reader sees all its lists, and nobody else does."""
    runner.ok("assess", "--accomplishment", "Ran the desk", "--improve", "Say no")
    runner.ok("share", "bcdf", "--with", "manager")
    journal, today = load_journal(runner.root, cache_dir=None), dt.date(2026, 10, 14)
    (seen,) = journal.for_reader("manager", today).entries_of("assessment")
    assert (("Ran the desk",), ("Say no",)) == (seen.record.accomplishments, seen.record.improve)
    assert () == journal.for_reader("exec", today).entries_of("assessment")


def test_a_concern_may_be_shown(loop: Runner) -> None:
    """By its own word, and then it stands on the other side's copy."""
    loop.ok("topic", "priya", "For you", "--kind", "concern", "--visibility", "shared")
    assert "For you" in loop.ok("prep", "priya", "--share").out


@pytest.mark.parametrize("format_", ["terminal", "markdown", "json"])
@pytest.mark.parametrize("page", ["prep priya", "plan priya", "scorecard priya"])
def test_the_writer_of_a_page_for_others_is_told_what_is_withheld(
    loop: Runner, page: str, format_: str
) -> None:
    """To its writer, beside the page, in every format; never to its reader."""
    ran = loop.ok(*page.split(), "--for", "priya-mentor", "--format", format_)
    assert "withheld" in ran.err.casefold()
    assert (format_ == "json") == ("withheld" in ran.out.casefold())
