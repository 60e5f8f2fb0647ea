"""`export`, and the formats of other programs on single pages: files, stdout, mistakes."""

from __future__ import annotations

import io
import re
import shlex
import sys
from typing import TYPE_CHECKING

import pytest

from devjournal.cli.app import execute

if TYPE_CHECKING:
    from pathlib import Path

    from tests.runner import Runner


def test_the_same_clock_gives_the_same_bytes(runner: Runner) -> None:
    """SOURCE_DATE_EPOCH sets the stamp; what is no number there is a mistake."""
    runner.ok("meet", "Ines Ferrar", "--as", "mentor", "--purpose", "p", "--next", "fri 15:00")
    first = runner.ok("export", "calendar")
    assert (first.out, "") == (runner.ok("export", "calendar").out, first.err)
    runner.environ["SOURCE_DATE_EPOCH"] = "1000000000"
    assert "DTSTAMP:20010909T014640Z" in runner.ok("export", "calendar").out
    runner.environ["SOURCE_DATE_EPOCH"] = "soon"
    assert 2 == runner("export", "calendar").code


def test_without_the_library_the_line_that_installs_it_is_told(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 2, nothing is written; no other command needs it."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    ran = runner("export", "calendar")
    assert (2, "", True) == (ran.code, ran.out, 'pip install "mentee-devjournal[ics]"' in ran.said)


def test_a_calendar_is_of_one_relationship_where_it_is_named(loop: Runner) -> None:
    """Nothing of others, and nothing that is of none; who is not there is 3."""
    every = loop.ok("export", "calendar", "--json").json["events"]
    one = loop.ok("export", "calendar", "priya", "--json").json["events"]
    assert 0 < len(one) < len(every)
    assert [event for event in every if event in one] == one
    assert 3 == loop("export", "calendar", "nobody").code


def test_what_is_left_out_is_counted_beside_the_file(loop: Runner) -> None:
    """On stderr alone; of a private relationship no calendar is made, and the command is named."""
    assert "left out" not in loop.ok("export", "calendar").err
    loop.ok("set", "priya-mentor", "visibility=private")
    ran = loop.ok("export", "calendar")
    assert (True, False) == (
        *("left out, as they are private: " in ran.err, "with Priya" in ran.out),
    )
    ran = loop("export", "calendar", "priya")
    assert (7, "") == (ran.code, ran.out)
    loop.ok(*shlex.split(ran.said.partition("to let it in: devjournal ")[2]))
    assert "Priya" in loop.ok("export", "calendar", "priya").out


def test_a_rename_and_its_undo_leave_a_calendar_as_it_is(loop: Runner) -> None:
    """Whatever was renamed; the other side's copy of a meeting has the UID of mine, too."""

    def uids(*words: str) -> list[str]:
        return sorted(re.findall("UID:(.*)", loop.ok(*words).out))

    share = ("prep", "priya", "--share", "--format", "ics")
    before, shared, files = uids("export", "calendar"), uids(*share), loop.files()
    assert {*shared} < {*before}
    for id_ in ("priya-mentor", "priya-mentor-002", "lead-the-readout"):
        loop.ok("rename", id_, "something-else")
        assert (before, shared) == (uids("export", "calendar"), uids(*share))
        assert "identity" not in loop.ok("prep", "priya", "--share", "--json").out
        loop.ok("undo")
        assert (before, True) == (uids("export", "calendar"), files.items() <= loop.files().items())


def test_an_agenda_is_a_meeting_with_what_both_may_see(loop: Runner) -> None:
    """Mine has the command, the shared one both names; no concern is in either; no day is 7."""
    loop.ok("topic", "priya", "Zconcern", "--kind", "concern")
    loop.ok("topic", "priya", "Zshared?")
    mine = loop.ok("prep", "priya", "--format", "ics").out
    theirs = loop.ok("prep", "priya", "--share", "--format", "ics").out
    uids = {re.findall("UID:(.*)", text)[0] for text in (mine, theirs)}
    assert 1 == len(uids & {*re.findall("UID:(.*)", loop.ok("export", "calendar").out)})
    assert [(True, False), (True, False)] == [
        ("Zshared?" in text, "Zconcern" in text) for text in (mine, theirs)
    ]
    assert ("Prepare: devjournal" in mine, "devjournal prep" in theirs) == (True, False)
    assert 7 == loop("prep", "priya", "--for", "manager", "--format", "ics").code
    loop.ok("share", "priya-mentor", "--with", "manager")
    ran = loop("prep", "priya", "--for", "manager", "--format", "ics")
    assert (7, True) == (ran.code, "manager sees no planned meeting" in ran.said)
    loop.ok("cancel", "priya")
    ran = loop("prep", "priya", "--format", "ics")
    assert (7, True) == (ran.code, "devjournal meet" in ran.err)


def test_an_export_says_where_it_went_and_spares_what_is_there(
    loop: Runner, tmp_path: Path
) -> None:
    """A file in the way is 7, a folder 2, a place among the records 7; nothing is left behind."""
    file = tmp_path / "all.ics"
    told = loop.ok("export", "calendar", "--output", str(file))
    assert ("", True) == (told.out, "all.ics" in told.err)
    assert b"\r\n" in file.read_bytes()
    assert b"\n" not in file.read_bytes().replace(b"\r\n", b"")
    file.write_text("mine")
    assert 7 == loop("export", "calendar", "--output", str(file)).code
    assert "mine" == file.read_text()
    loop.ok("export", "calendar", "--output", str(file), "--force")
    assert 2 == loop("export", "calendar", "--output", str(tmp_path)).code
    inside = loop.root / "goals" / "all.ics"
    assert 7 == loop("export", "calendar", "--output", str(inside), "--force").code
    assert 6 == loop("export", "calendar", "--output", str(tmp_path / "gone" / "a.ics")).code
    assert ["all.ics"] == sorted(one.name for one in tmp_path.iterdir() if one.is_file())
    assert "calendar" == loop.ok("export", "calendar", "--json").json["kind"]


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("export calendar", "SUMMARY:Meeting with Zoë 美咲\r\n"),
        ("list people --format csv", "Zoë 美咲,"),
    ],
)
def test_what_programs_read_is_utf_8_whatever_the_stream(
    runner: Runner, words: str, holds: str
) -> None:
    """With its own ends of lines too; a terminal gets what it can show."""
    runner.ok("meet", "Zoë 美咲", "--as", "mentor", "--purpose", "p", "--next", "fri 15:00")
    raw = io.BytesIO()
    stdout = io.TextIOWrapper(raw, encoding="ascii", newline="\r\n")
    assert 0 == execute(words.split(), runner.system(stdout=stdout))
    stdout.flush()
    text = raw.getvalue().decode()
    assert holds in text
    assert ("\r\r" in text, text.count("\n")) == (False, text.count("\r\n"))


def test_a_letter_is_a_draft_by_its_ending_and_a_link_by_its_format(
    loop: Runner, tmp_path: Path
) -> None:
    """Nothing is sent; without an address there is none, and how to record it is told."""
    loop.ok("set", "priya-nair", "email=priya@nair.example")
    file = tmp_path / "thanks.eml"
    loop.ok("thank", "priya", "Zwords.", "--output", str(file))
    assert b"To: Priya Nair <priya@nair.example>\r\nSubject: Thank you\r\n" in file.read_bytes()
    link = loop.ok("thank", "priya", "Zwords.", "--format", "mailto")
    assert link.out.startswith("mailto:priya@nair.example?subject=Thank%20you&body=Dear%20Priya")
    loop.ok("set", "priya-nair", "email=")
    ran = loop.ok("thank", "priya", "--farewell", "--format", "eml")
    assert ("To:" in ran.out, "devjournal set priya-nair email=" in ran.said) == (False, True)


def test_a_request_is_mail_too(runner: Runner) -> None:
    """To somebody who is new by it; and the letter after a no."""
    draft = (
        *("ask", "draft", "Ines Ferrar", "--as", "mentor", "--skill", "planning", "--level", "2"),
        *("--evidence", "e", "--time-frame", "t", "--meetings", "2", "--focus", "f"),
    )
    out = runner.ok(*draft, "--format", "eml").out
    assert "Subject: Would you have some time for me?\r\n" in out
    assert "Dear Ines," in out
    runner.ok("ask", "sent", "ines")
    runner.ok("ask", "answer", "ines", "no")
    again = runner.ok("ask", "draft", "ines-mentor", "--format", "mailto")
    assert again.out.startswith("mailto:?subject=Thank%20you%20for%20your%20answer&body=Dear")


def test_a_list_is_written_in_the_formats_of_a_page(loop: Runner, tmp_path: Path) -> None:
    """As CSV with all fields, as Markdown its table; only what was asked for; or 2."""
    file = tmp_path / "goals.csv"
    loop.ok("list", "goals", "--output", str(file))
    rows = file.read_text(encoding="utf-8").splitlines()
    assert rows[0].startswith("id,title,why,builds,skill,")
    shown, every = (
        loop.ok("list", "actions", *more, "--format", "csv").out.count("\n")
        for more in (("--tag", "none"), ())
    )
    assert 1 == shown < every
    assert "| " in loop.ok("list", "goals", "--format", "markdown").out
    assert 2 == loop("list", "goals", "--format", "ics").code
    assert 2 == loop("prep", "priya", "--output", str(tmp_path / "a.csv")).code
    assert 2 == loop("thank", "priya", "--format", "csv").code


def test_a_link_that_programs_cut_is_told(loop: Runner) -> None:
    """From 2,000 letters on, with the draft that is whole."""
    for words, is_told in (("Zwords. " * 20, False), ("Zwords. " * 200, True)):
        ran = loop.ok("thank", "priya", words, "--format", "mailto")
        told = "some programs cut so long a link; a draft is whole: --output letter.eml"
        assert (is_told, is_told) == (len(ran.out) > 2000, told in ran.said)


def test_a_farewell_is_for_what_has_begun(runner: Runner) -> None:
    """Not for who was never met: exit 7, nothing is printed or written."""
    runner.ok("ask", "draft", "Ines Ferrar", "--as", "mentor", "--no-input", *_ASK)
    for more in ([], ["--sent"]):
        ran = runner("thank", "ines", "--farewell", *more)
        assert (7, "", True) == (ran.code, ran.out, "has not" in ran.said)


_ASK = (
    *("--skill", "planning", "--level", "2", "--evidence", "e", "--time-frame", "t"),
    *("--meetings", "2", "--focus", "f"),
)
