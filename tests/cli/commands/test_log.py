"""`log`: one meeting, told three ways; which meeting it is; and nothing lost."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import platformdirs
import pytest

from devjournal.cli import app
from devjournal.cli.run import System
from tests.runner import Runner

LOOP = Path(__file__).parents[2] / "journals" / "loop"
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


def drafts() -> list[Path]:
    """Return what is kept beside the journal."""
    folder = Path(platformdirs.user_state_dir("devjournal")) / "drafts"
    return sorted(file for file in folder.rglob("*") if file.is_file())


# Three ways


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


def test_all_that_was_told_is_in_the_files(loop: Runner) -> None:
    """Every flag has its place."""
    loop.ok("log", "priya", *FLAGS)
    meeting = loop.file(HELD)
    assert {
        "state": "held",
        "notes": "Lead with the number the CFO already tracks\n\nThen the rest.",
        "decisions": ["Start with cost per contact", "Cut slide 4"],
        "received": ["advice", "question"],
        "self_check": ["prepared", "honest"],
        "next_focus": "Rehearse five minutes",
        "minutes": 50,
        "developmental_minutes": 30,
        "channel": "in person",
        "kind": "session",
        "talk_share": 60,
        "value_me": 5,
        "value_them": 4,
    }.items() <= meeting.items()
    assert "Her half marathon" == loop.file("people/priya-nair.toml")["personal"]
    assert "discussed" == loop.file("topics/vnpl-q4-forecast.toml")["state"]
    assert "done" == loop.file("actions/kwdf-cost-to-serve-draft-for-priya.toml")["state"]


def test_the_echo_tells_it_as_it_was_understood(loop: Runner) -> None:
    """The meeting with its topics counted, the promises of both sides, and what is next."""
    lines = loop.ok("log", "priya", *FLAGS).err.splitlines()
    assert "✓ meeting priya-mentor-002 held Thu 15 Oct · 1 topic discussed, 0 stay open" == lines[0]
    assert (
        "✓ next: priya-mentor-003, Thu 19 Nov 15:00, meeting 3 of 3: close or renew?" == lines[-1]
    )
    assert [line for line in lines if "Rebuild slide 2 · mine · due Thu 19 Nov 2026" in line]
    assert [line for line in lines if "Send board pack · Priya's · due Thu 22 Oct 2026" in line]


def test_a_page_and_flags_at_once_are_refused(loop: Runner) -> None:
    """One of them would be lost."""
    before = loop.files()
    ran = loop("log", "priya", "-", "--note", "x", "--talk-share", "60", stdin=PAGE)
    assert 2 == ran.code
    assert "a page on stdin, and --note, --talk-share" in ran.err
    assert before == loop.files()


def test_only_a_dash_means_stdin(loop: Runner) -> None:
    """A file's name is not read."""
    ran = loop("log", "priya", "notes.md")
    assert 2 == ran.code
    assert "'notes.md' is not understood" in ran.err


def test_a_dry_run_says_it_all_and_writes_nothing(loop: Runner) -> None:
    """Each line of the echo, with `would:` in front."""
    before = loop.files()
    told = loop.ok("log", "priya", "--dry-run", *FLAGS).err
    assert before == loop.files()
    assert "would: meeting priya-mentor-002 held" in told
    assert "would: next: priya-mentor-003" in told


def test_json_tells_the_changes(loop: Runner) -> None:
    """One document; words are on stderr only if there is a choice to tell."""
    ran = loop.ok("log", "priya", "--json", *FLAGS)
    assert ("operation", "logged priya-mentor-002", False) == tuple(
        ran.json[name] for name in ("kind", "words", "dry_run")
    )
    assert {"kind": "meeting", "id": "priya-mentor-002", "change": "changed"} in ran.json["changes"]
    assert "" == ran.err


# Which meeting


def test_the_latest_due_one_is_taken_and_others_that_wait_are_named(loop: Runner) -> None:
    """With the command that logs each of them."""
    loop.ok("meeting", "add", "priya", "--at", "2026-10-01 15:00")
    ran = loop.ok("log", "priya", "--note", "x")
    assert "held" == loop.file(HELD)["state"]
    assert (
        "priya-mentor-003 of 2026-10-01 is not logged yet: devjournal log priya --on 2026-10-01"
    ) in ran.err
    assert 0 == loop("log", "priya", "--on", "2026-10-01", "--note", "late").code
    assert "held" == loop.file("meetings/priya-mentor-003.toml")["state"]


def test_a_due_one_of_any_relationship_with_them_is_taken(loop: Runner) -> None:
    """Priya is a sponsor too, and we met as such today."""
    loop.environ["DEVJOURNAL_TODAY"] = "2026-10-14T09:00"
    loop.ok("meet", "Priya Nair", "--as", "sponsor", "--purpose", "x", "--next", "14-oct 17:00")
    loop.ok("log", "priya", "--note", "x")
    assert "held" == loop.file("meetings/priya-sponsor-001.toml")["state"]
    assert "state" not in loop.file(HELD)


def test_a_relationship_that_was_named_is_meant_alone(loop: Runner) -> None:
    """Its id leaves no other choice."""
    loop.ok("meet", "Priya Nair", "--as", "sponsor", "--purpose", "x", "--next", "15-oct 17:00")
    loop.ok("log", "priya-mentor", "--note", "x")
    assert "held" == loop.file(HELD)["state"]


def test_without_a_terminal_a_doubt_names_the_flags(loop: Runner) -> None:
    """No meeting is due the day before: exit 2 with what could be meant, and nothing written."""
    loop.environ["DEVJOURNAL_TODAY"] = "2026-10-14T09:00"
    before = loop.files()
    ran = loop("log", "priya", "--note", "x")
    assert 2 == ran.code
    assert "no meeting is due; which one is it?" in ran.err
    assert "  priya-mentor-002, planned for Thu 15 Oct, held early\n" in ran.err
    assert "--on DAY" in ran.err
    assert "--extra" in ran.err
    assert before == loop.files()


@pytest.mark.parametrize(
    ("answer", "state", "count"), [("1", "held", 2), ("2", None, 2), ("3", None, 3)]
)
def test_on_a_terminal_a_doubt_is_a_question(
    loop: Runner, answer: str, state: str | None, count: int
) -> None:
    """Held early, added to the last, or an extra one: each is a number to type."""
    loop.environ["DEVJOURNAL_TODAY"] = "2026-10-14T09:00"
    ran = loop.ok("log", "priya", "--note", "x", answers=f"0\nwhat\n{answer}\n")
    assert 2 == ran.err.count("a number from 1 to 3")
    assert state == loop.file(HELD).get("state")
    assert count == len(list((loop.root / "meetings").iterdir()))


def test_held_early_keeps_when_it_was_planned(loop: Runner) -> None:
    """The move is in the file; the topics of both days are the same."""
    loop.environ["DEVJOURNAL_TODAY"] = "2026-10-14T09:00"
    loop.ok("log", "priya", "--on", "today", "--moved", "--note", "x")
    meeting = loop.file(HELD)
    assert "2026-10-14T15:00:00+01:00" == meeting["at"].isoformat()
    assert "2026-10-15T15:00:00+01:00" == meeting["moves"][0]["was"].isoformat()


def test_a_day_near_a_planned_one_is_a_question(loop: Runner) -> None:
    """Exit 2 without a terminal; `--moved` and `--extra` answer it."""
    ran = loop("log", "priya", "--on", "12-oct", "--note", "x")
    assert 2 == ran.code
    assert "priya-mentor-002, planned for Thu 15 Oct, held on Mon 12 Oct instead" in ran.err
    assert "--moved" in ran.err
    loop.ok("log", "priya", "--on", "12-oct", "--extra", "--note", "x")
    assert "state" not in loop.file(HELD)


def test_a_day_far_from_any_plan_is_an_extra_meeting(loop: Runner) -> None:
    """At the agreed time."""
    loop.ok("log", "priya", "--on", "2026-09-28", "--note", "x")
    extra = loop.file("meetings/priya-mentor-003.toml")
    assert "2026-09-28T15:00:00+01:00" == extra["at"].isoformat()


def test_several_on_a_day_are_ambiguous(loop: Runner) -> None:
    """Exit 3 with their ids."""
    loop.ok("meet", "Priya Nair", "--as", "sponsor", "--purpose", "x", "--next", "15-oct 17:00")
    ran = loop("log", "priya", "--on", "15-oct", "--note", "x", "--json")
    assert 3 == ran.code
    assert {"meetings/priya-mentor-002", "meetings/priya-sponsor-001"} == set(
        ran.json["candidates"]
    )


def test_a_day_to_come_is_refused(loop: Runner) -> None:
    """Exit 2."""
    ran = loop("log", "priya", "--on", "2026-10-16", "--note", "x")
    assert 2 == ran.code
    assert "2026-10-16 is to come" in ran.err


def test_logging_again_adds(loop: Runner) -> None:
    """Nothing that was logged before is lost."""
    loop.ok("log", "priya", "--note", "First.", "--decision", "One")
    loop.ok("log", "priya", "--on", "15-oct", "--note", "Second.", "--decision", "Two")
    meeting = loop.file(HELD)
    assert ("First.\n\nSecond.", ["One", "Two"]) == (meeting["notes"], meeting["decisions"])


def test_next_moves_the_meeting_that_is_planned_already(loop: Runner) -> None:
    """There is one next meeting, on the new day."""
    loop.ok("log", "priya", "--note", "x", "--next", "12-nov 15:00")
    loop.ok("log", "priya", "--on", "15-oct", "--next", "19-nov 15:00")
    assert 3 == len(list((loop.root / "meetings").iterdir()))
    moved = loop.file("meetings/priya-mentor-003.toml")
    assert "2026-11-19T15:00:00+00:00" == moved["at"].isoformat()


def test_what_was_missed_or_called_off_can_be_logged_by_its_day(loop: Runner) -> None:
    """A wrong mark is no dead end."""
    loop.ok("missed", "priya", "--why", "I thought so")
    loop.ok("log", "priya", "--on", "15-oct", "--note", "It did take place")
    assert "held" == loop.file(HELD)["state"]
    assert "closed_why" not in loop.file(HELD)


def test_no_relationship_is_no_meeting(loop: Runner) -> None:
    """Exit 3, and how to begin."""
    ran = loop("log", "dana", "--note", "x")
    assert 3 == ran.code
    assert "devjournal meet 'Dana Osei'" in ran.err


# Mistakes


@pytest.mark.parametrize(
    ("flag", "value", "words"),
    [
        ("--talk-share", "200", "not a whole number from 0 to 100"),
        ("--value-me", "six", "not a whole number from 1 to 5"),
        ("--minutes", "-5", "not a whole number from 0 to 1440"),
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


def test_a_flag_that_says_nothing_is_no_log(loop: Runner) -> None:
    """An empty note does not hold a meeting."""
    assert 2 == loop("log", "priya", "--note", " ").code


def test_a_page_that_is_not_in_utf8_is_kept_byte_for_byte(loop: Runner) -> None:
    """Exit 2, and the bytes are still there."""
    data = b"## Notes\ncaf\xe9\n"
    err = io.StringIO()
    system = System(
        environ=loop.environ,
        stdin=io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"),
        stdout=io.StringIO(),
        stderr=err,
        cwd=loop.root,
        draw=lambda alphabet: alphabet[0],
    )
    assert 2 == app.execute(["log", "priya", "-"], system)
    assert "the page is not in UTF-8" in err.getvalue()
    (draft,) = drafts()
    assert data == draft.read_bytes()


def test_a_page_with_a_bom_and_windows_line_ends_is_understood(loop: Runner) -> None:
    """Whatever system it was written on."""
    loop.ok("log", "priya", "-", stdin="\ufeff" + PAGE.replace("\n", "\r\n"))
    assert "Lead with the number" in loop.file(HELD)["notes"]
