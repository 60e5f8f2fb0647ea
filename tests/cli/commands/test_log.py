"""`log`: one meeting, told three ways; which meeting it is; and nothing lost."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from devjournal.cli import app
from tests.cli.conftest import LOOP, drafts
from tests.runner import Runner

AFTER = "2026-10-15T16:30"
HELD = "meetings/priya-mentor-002.toml"

PAGE = """\
# Priya Nair

## Topics
- [x] {vnpl-q4-forecast} Q4 forecast
- [ ] {gdsc-what-should-i-have-cut-from-the-draft} What should I have cut?

## I promised
- [x] {kwdf-cost-to-serve-draft-for-priya} Cost-to-serve draft

## Notes
Lead with the number the CFO already tracks

Then the rest.

## I will
- Rebuild slide 2 due:next goal:lead
- Ask Ruth for the August figures

## They will
- Send board pack due:22-oct kind:resource

## Next
when: 19-nov 15:00
focus: Rehearse five minutes

## Record
received: advice, question
decision: Start with cost per contact
decision: Cut slide 4
kind: session
channel: in person
minutes: 50
developmental_minutes: 30
self_check: prepared, honest
talk_share: 60
value_me: 5
value_them: 4
thanks: today
personal: Her half marathon
"""

FLAGS = (
    *("--discussed", "vn", "--done", "kw"),
    *("--note", "Lead with the number the CFO already tracks", "--note", "Then the rest."),
    *("--mine", "Rebuild slide 2 due:next goal:lead", "--mine", "Ask Ruth for the August figures"),
    *("--theirs", "Send board pack due:22-oct kind:resource"),
    *("--next", "19-nov 15:00", "--focus", "Rehearse five minutes"),
    *("--received", "advice", "--received", "question"),
    *("--decision", "Start with cost per contact", "--decision", "Cut slide 4"),
    *("--kind", "session", "--channel", "in person"),
    *("--minutes", "50", "--developmental-minutes", "30"),
    *("--self-check", "prepared", "--self-check", "honest"),
    *("--talk-share", "60", "--value-me", "5", "--value-them", "4"),
    *("--thanks", "today", "--personal", "Her half marathon"),
)


@pytest.fixture
def loop(tmp_path: Path) -> Runner:
    """Return the program on the loop, an hour after the meeting of 15 October."""
    return Runner(tmp_path, journal=LOOP, clock=AFTER)


def test_page_stdin_and_flags_write_the_same_bytes(tmp_path: Path) -> None:
    """Whoever tells it, and how: every file is the same, byte for byte."""
    runners = [
        Runner(tmp_path / way, journal=LOOP, clock=AFTER) for way in ("flags", "stdin", "editor")
    ]
    flags, stdin, editor = runners
    script = tmp_path / "edit.py"
    script.write_text(f"import sys; open(sys.argv[1], 'w').write({PAGE!r})")
    editor.environ["EDITOR"] = f'"{sys.executable}" "{script}"'
    echoes = {
        flags.ok("log", "priya", *FLAGS).err,
        stdin.ok("log", "priya", "-", stdin=PAGE).err,
        editor.ok("log", "priya", answers="").err,
    }
    assert 1 == len(echoes), echoes
    assert flags.files() == stdin.files() == editor.files()
    assert [] == drafts()


def test_a_page_and_flags_at_once_are_refused(loop: Runner) -> None:
    """One of them would be lost."""
    before = loop.files()
    ran = loop("log", "priya", "-", "--note", "x", "--talk-share", "60", stdin=PAGE)
    assert 2 == ran.code
    assert "a page on stdin, and --note, --talk-share" in ran.err
    assert before == loop.files()


# Mistakes


@pytest.mark.parametrize(
    ("flag", "value", "words"),
    [
        ("--talk-share", "200", "not a whole number from 0 to 100"),
        ("--value-me", "six", "not a whole number from 1 to 5"),
        ("--minutes", "-5", "not a whole number from 1 to 1440"),
        ("--received", "advise", "did you mean advice"),
        ("--self-check", "honset", "did you mean honest"),
        ("--kind", "chat", "no such word"),
        ("--thanks", "tomorrow", "is to come"),
        ("--mine", "Read it due:12/01", "does not say which number is the month"),
        ("--mine", "due:fri", "needs words"),
        ("--theirs", "Send it due:", "has no value"),
        ("--theirs", "Send it kind:gift", "not a kind"),
        ("--next", "19-nov 25:00", "25:00"),
        ("--discussed", "zz", "there is no topic 'zz'"),
        ("--done", "zz", "there is no action 'zz'"),
    ],
)
def test_a_flag_that_cannot_be_used_is_named(
    loop: Runner, flag: str, value: str, words: str
) -> None:
    """And nothing is written, whatever else was right."""
    before = loop.files()
    ran = loop("log", "priya", "--note", "x", f"{flag}={value}")
    assert ran.code in (2, 3)
    assert f"{flag}: " in ran.err
    assert words in ran.err
    assert before == loop.files()


def test_p071_a_promised_resource_without_a_day_is_refused_by_the_rule(loop: Runner) -> None:
    """Exit 7, how to say the day, and nothing written."""
    before = loop.files()
    ran = loop("log", "priya", "--note", "x", "--theirs", "Send it kind:resource")
    assert 7 == ran.code
    assert "--theirs: " in ran.err
    assert "due:fri" in ran.err
    assert before == loop.files()


def test_mistakes_on_stdin_are_told_with_their_lines_and_the_text_is_kept(loop: Runner) -> None:
    """Exit 2, every mistake at once, nothing written, the place of the text named."""
    before = loop.files()
    page = PAGE.replace("talk_share: 60", "talk_share: 200").replace("## Next", "## Nxt")
    ran = loop("log", "priya", "-", stdin=page)
    assert 2 == ran.code
    lines = page.splitlines()
    for start in ("## Nxt", "talk_share: 200"):
        assert f"line {lines.index(start) + 1}: " in ran.err
    (draft,) = drafts()
    assert f"your text is kept in {draft}" in ran.err
    assert page == draft.read_text()
    assert 0o600 == draft.stat().st_mode & 0o777
    assert before == loop.files()


def test_values_on_stdin_are_told_with_their_lines(loop: Runner) -> None:
    """Days, goals, kinds and ids that are none, all at once."""
    page = (
        PAGE.replace("due:22-oct", "due:12/01")
        .replace("goal:lead", "goal:none")
        .replace("19-nov 15:00", "some day")
        .replace("thanks: today", "thanks: tomorrow")
    )
    ran = loop("log", "priya", "-", stdin=page)
    assert 2 == ran.code
    told = [int(line.split(":")[0][5:]) for line in ran.err.splitlines() if line[:5] == "line "]
    wrong = ("due:12/01", "goal:none", "some day", "tomorrow")
    lines = enumerate(page.splitlines(), start=1)
    assert [n for n, line in lines if any(text in line for text in wrong)] == told


def test_a_doubt_about_the_meeting_keeps_the_text_too(loop: Runner) -> None:
    """Whatever stops it, what came in on stdin is not lost."""
    loop.environ["DEVJOURNAL_TODAY"] = "2026-10-14T09:00"
    ran = loop("log", "priya", "-", stdin=PAGE)
    assert 2 == ran.code
    (draft,) = drafts()
    assert str(draft) in ran.err
    loop.ok("log", "priya", "-", "--extra", stdin=draft.read_text())


@pytest.mark.parametrize("page", ["", "\n\n", "# Priya\n\n## Notes\n", "## Topics\n- [ ] \n"])
def test_a_page_that_says_nothing_is_no_log(loop: Runner, page: str) -> None:
    """Exit 2, and the meeting waits."""
    before = loop.files()
    ran = loop("log", "priya", "-", stdin=page)
    assert 2 == ran.code
    assert "nothing was said about the meeting" in ran.err
    assert before == loop.files()


def test_a_page_that_is_not_in_utf8_is_kept_byte_for_byte(loop: Runner) -> None:
    """Exit 2, and the bytes are still there."""
    data = b"## Notes\ncaf\xe9\n"
    err = io.StringIO()
    stdin = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    assert 2 == app.execute(["log", "priya", "-"], loop.system(stdin=stdin, stderr=err))
    assert "the page is not in UTF-8" in err.getvalue()
    (draft,) = drafts()
    assert data == draft.read_bytes()


def test_a_page_with_a_bom_and_windows_line_ends_is_understood(loop: Runner) -> None:
    """Whatever system it was written on."""
    loop.ok("log", "priya", "-", stdin="\ufeff" + PAGE.replace("\n", "\r\n"))
    assert "Lead with the number" in loop.file(HELD)["notes"]


@pytest.mark.parametrize(
    ("command", "page", "told"),
    [
        (["log", "priya", "--mine", "Send due:fri it"], "", "--mine, --theirs: due:fri"),
        (["log", "priya", "--theirs", "Send it pri:A"], "", "--mine, --theirs: pri:A"),
        (["log", "priya", "-"], "## Notes\nx\n## I will\n- Send due:fri it\n", "line 4: due:fri"),
        (["log", "priya", "-"], "## Topics\n- [x] Rosters due:fri\n", "line 2: due:fri"),
        (["action", "Send due:fri it"], "", "TEXT: due:fri"),
        (["topic", "priya", "Rosters due:fri"], "", "TEXT: due:fri"),
        (["goal", "add", "Read more due:fri"], "", "TITLE: due:fri"),
        (["goal", "add", "Read", "--milestone", "A page pri:A"], "", "--milestone: pri:A"),
        (["topic", "priya", "Our 1:1 at 10:30"], "", ""),
        (["action", "Read https://desk.example/a"], "", ""),
    ],
)
def test_a_token_without_effect_is_told(
    loop: Runner, command: list[str], page: str, told: str
) -> None:
    """It is kept as text, where it stood; a ratio, a time and an address are text to anybody."""
    said = loop.ok(*command, *(["--extra"] if command[0] == "log" else []), stdin=page).said
    assert (f"{told} is kept as text" if told else "") in said
    assert bool(told) == ("is kept as text" in said)


@pytest.mark.parametrize(
    "command",
    [
        ["topic", "priya", "How?"],
        ["log", "priya", "--extra"],
        ["meeting", "add", "priya", "--at=fri"],
    ],
)
def test_no_minutes_are_refused(loop: Runner, command: list[str]) -> None:
    """A length of 0 would say nothing."""
    ran = loop(*command, "--minutes", "0")
    assert (2, True) == (ran.code, "--minutes" in ran.err)


@pytest.mark.parametrize("flags", [(), ("--moved",), ("--extra",)])
def test_a_day_whose_planned_meeting_is_to_come_is_not_that_of_last_year(
    runner: Runner, flags: tuple[str, ...]
) -> None:
    """Nothing is held a year before; both days are offered, and the earlier one is taken whole."""
    runner.ok("meet", "Ana Ito", "--as", "mentor", "--purpose", "x", "--next", "21-oct 15:00")
    before = runner.files()
    ran = runner("log", "ana", "--on", "21-oct", "--note", "x", *flags)
    assert (2, before) == (ran.code, runner.files())
    assert "Wed 21 Oct 2026 is still to come held early: --on 2026-10-14 --moved" in ran.said
    runner.ok("log", "ana", "--on", "2025-10-21", "--note", "x", "--extra")
