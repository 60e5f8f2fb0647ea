"""A journal as people leave it, and every command that edits: nothing else in a file changes.

`by_hand/` has comments everywhere, odd spacing, tabs, CRLF, byte order marks, no last newline,
dotted keys, inline tables, keys of other tools, and numbers and moments written in other ways.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runner import Runner

BY_HAND = Path(__file__).parent / "by_hand"
AFTER_THE_MEETING = "2026-10-15T16:30"

KWTZ = "actions/kwtz-rebuild-slide-2.toml"
VNQS = "actions/vnqs-send-board-pack.toml"
PLGX = "entries/plgx-moved-billing-day.toml"
LEAD = "goals/lead-the-readout.toml"
HELD = "meetings/priya-mentor-001.toml"
PLANNED = "meetings/priya-mentor-002.toml"
PRIYA = "people/priya-nair.toml"
MENTOR = "relationships/priya-mentor.toml"
FINANCE = "skills/financial-acumen.toml"
KRTZ = "topics/krtz-how-do-you-choose.toml"
VNPL = "topics/vnpl-q4-forecast.toml"
LESSON = "entries/kqwr-was-die-zahl-sagt.toml"
NEGOTIATE = "skills/verhandeln.toml"

TAGS = 'tags = ["slides"]\n'
WHY = 'why = "her board"   # the usual\n'
MEETING_MINUTES = "minutes = 45\n"
TOPIC_MINUTES = "minutes = 15\n"

Edit = tuple[str, str, str]
"""A file, what stands once in it, and what stands in its place; both with LF."""


def adds(path: str, behind: str, text: str) -> Edit:
    """Return the edit that puts a text behind another."""
    return path, behind, behind + text


EDITS: dict[str, list[Edit]] = {
    "done kw": [adds(KWTZ, TAGS, 'state = "done"\nclosed_on = 2026-10-14\n')],
    "done kw --evidence wiki/slide": [
        adds(KWTZ, TAGS, 'evidence = "wiki/slide"\nstate = "done"\nclosed_on = 2026-10-14\n')
    ],
    "drop kw --why moot": [
        adds(KWTZ, TAGS, 'state = "dropped"\nclosed_on = 2026-10-14\nclosed_why = "moot"\n')
    ],
    "postpone kw --to 22-oct": [
        (KWTZ, "due=2026-10-14 # Wed", "due=2026-10-22 # Wed"),
        adds(KWTZ, TAGS, "\n[[moves]]\nwas = 2026-10-14\nnow = 2026-10-22\non = 2026-10-14\n"),
    ],
    "reopen vnqs": [
        (
            VNQS,
            'state = "done"\nclosed_on = 2026-10-10   # a day late\nclosed_why = "came by mail"\n',
            "# a day late\n",
        )
    ],
    "set kw due=": [(KWTZ, "due=2026-10-14 # Wed", "# Wed")],
    "set kw title=x": [(KWTZ, "'Rebuild slide 2'\t# the", '"x"\t# the')],
    "set kw note=x": [adds(KWTZ, TAGS, 'note = "x"\n')],
    "set kw tags=": [(KWTZ, TAGS, "")],
    "set kw tags=slides,finance": [(KWTZ, '["slides"]', '["slides", "finance"]')],
    "set me name=Robin": [("journal.toml", '"Robin Vale"  ', '"Robin"  ')],
    "set me can_offer=SQL": [("journal.toml", '[ "churn models",', "[")],
    "set me aspiration=": [
        ("journal.toml", "aspiration = '''\nOwn a product area,\nnot a backlog.'''\n", "")
    ],
    "set priya-nair personal=": [(PRIYA, 'personal = "Marathon in May"   #', "#")],
    "set priya-nair domains=finance,pricing,tax": [(PRIYA, '"pricing"]', '"pricing","tax"]')],
    "set priya-mentor agreement.when=Fridays": [(MENTOR, '"Thursdays"', '"Fridays"')],
    "set priya-mentor agreement.when=": [(MENTOR, 'agreement.when = "Thursdays"   #', "#")],
    "set priya-mentor minutes=30": [(MENTOR, "minutes = 45", "minutes = 30")],
    "set priya-mentor-001 decisions=Two,No appendix": [
        (HELD, '"Two slides",      # hers', '"Two",      # hers')
    ],
    "set priya-mentor-001 decisions=No appendix": [
        (HELD, '    "Two slides",      # hers\n', "    # hers\n")
    ],
    "set priya-mentor-001 value_me=4": [adds(HELD, '    "No appendix"\n]\n', "value_me = 4\n")],
    "postpone priya-mentor-002 --to 22-oct 15:00": [
        (PLANNED, "at = 2026-10-15T15:00:00+01:00\n", "at = 2026-10-22T15:00:00+01:00\n"),
        adds(
            PLANNED,
            WHY,
            "\n[[moves]]\nwas = 2026-10-15T15:00:00+01:00\nnow = 2026-10-22T15:00:00+01:00\n",
        ),
    ],
    "meet priya --next 22-oct 15:00": [
        (PLANNED, "at = 2026-10-15T15:00:00+01:00\n", "at = 2026-10-22T15:00:00+01:00\n"),
        adds(
            PLANNED,
            WHY,
            "\n[[moves]]\nwas = 2026-10-15T15:00:00+01:00\nnow = 2026-10-22T15:00:00+01:00\n",
        ),
    ],
    "cancel priya": [
        adds(
            PLANNED,
            MEETING_MINUTES,
            'state = "cancelled"\ncancelled_by = "me"\nclosed_on = 2026-10-14\n',
        )
    ],
    "missed priya": [adds(PLANNED, MEETING_MINUTES, 'state = "missed"\nclosed_on = 2026-10-15\n')],
    "goal checkin lead --value 3 --health at_risk": [
        adds(
            LEAD,
            'mood = ":-)"\n',
            '\n[[checkins]]\non = 2026-10-14\nvalue = 3\nhealth = "at_risk"\n',
        )
    ],
    "set lead target=": [(LEAD, "target = 3.0         # talks", "# talks")],
    "skill rate financial 3 --by me": [
        adds(FINANCE, "2.5\n", '  { on = 2026-10-14, level = 3, by = "me" },\n')
    ],
    "set verhandeln target=4": [(NEGOTIATE, "'target'=+3\t", "'target'=4\t")],
    "set verhandeln importance=": [(NEGOTIATE, '"importance"  =  5\n', "")],
    "set verhandeln owners=priya-nair": [
        adds(NEGOTIATE, "so ist es\n", '\towners = ["priya-nair"]\n')
    ],
    "skill rate verhandeln 4 --by me": [
        adds(
            NEGOTIATE,
            "by = 'Grüße von Zoë'\n",
            '\n[[ratings]]\non = 2026-10-14\nlevel = 4\nby = "me"\n',
        )
    ],
    "set kqwr text=Kurz": [
        (
            LESSON,
            "'''\n\"Was sagt die Zahl?\" fragte sie.\nIch: \\ Schulterzucken \\.\n'''\n",
            '"Kurz"\n',
        )
    ],
    "set kqwr tags=Zahlen,Köln,drei": [adds(LESSON, "'Köln',  # zwei\n", '"drei",\n')],
    "set kqwr tags=Köln": [(LESSON, "[\"Zahlen\",'Köln'", "['Köln'")],
    "done krtz": [adds(KRTZ, TOPIC_MINUTES, 'state = "discussed"\nclosed_on = 2026-10-14\n')],
    "done vnpl": [adds(VNPL, "minutes = 10", '\nstate = "discussed"\nclosed_on = 2026-10-14')],
    "share vnpl --with manager": [
        adds(VNPL, "minutes = 10", '\nvisibility = ["priya-mentor", "manager"]')
    ],
    "unshare kw": [adds(KWTZ, TAGS, 'visibility = "private"\n')],
    "set plgx credit=": [(PLGX, 'credit = ["priya-nair", "the care team"]   #', "#")],
    "set plgx so_what=Fewer calls": [adds(PLGX, "   # both\n", 'so_what = "Fewer calls"\n')],
    "relationship close priya --as completed": [
        (MENTOR, "state = 'active'     #", 'state = "closed"     #'),
        adds(
            MENTOR,
            'agreement.when = "Thursdays"   # not before nine\n',
            'closed_as = "completed"\nclosed_on = 2026-10-14\n',
        ),
    ],
    "log priya --on 15-oct --discussed kr --done kw --focus x": [
        adds(
            PLANNED, MEETING_MINUTES, 'state = "held"\nnext_focus = "x"\nclosed_on = 2026-10-15\n'
        ),
        adds(KWTZ, TAGS, 'state = "done"\nclosed_on = 2026-10-15\n'),
        adds(
            KRTZ,
            TOPIC_MINUTES,
            'meeting = "priya-mentor-002"\nstate = "discussed"\nclosed_on = 2026-10-15\n',
        ),
    ],
}


def words_of(command: str) -> list[str]:
    """Return a command's arguments; what follows the last flag, or field, may have blanks."""
    words = command.split(" ")
    for number, word in enumerate(words):
        if word in ("--to", "--next") or "=" in word:
            last = " ".join(words[number + 1 :] if word[0] == "-" else words[number:])
            return [*words[: number + (word[0] == "-")], last]
    return words


def edited(files: dict[str, bytes], edits: list[Edit]) -> dict[str, bytes]:
    """Return the files in which something changes, with only that; line ends are theirs."""
    changed: dict[str, bytes] = {}
    for path, old, new in edits:
        data = changed.get(path, files[path])
        end = b"\r\n" if b"\r\n" in data else b"\n"
        before, after = (text.encode().replace(b"\n", end) for text in (old, new))
        assert 1 == data.count(before), old
        changed[path] = data.replace(before, after)
    return changed


@pytest.fixture
def by_hand(tmp_path: Path) -> Runner:
    """Return the program on a copy of the journal, the day before the meeting."""
    return Runner(tmp_path, journal=BY_HAND)


def test_every_file_is_read(by_hand: Runner) -> None:
    """Nothing in them is wrong, and each has something that a program would not write."""
    assert "problem" not in by_hand.ok("check").out
    for path, data in by_hand.files().items():
        assert b"#" in data or b"\r" in data or not data.endswith(b"\n"), path
    assert {True, False} == {b"\r\n" in data for data in by_hand.files().values()}
    assert {True, False} == {data[:3] == b"\xef\xbb\xbf" for data in by_hand.files().values()}


@pytest.mark.parametrize("command", EDITS)
def test_only_what_was_meant_is_changed(by_hand: Runner, command: str) -> None:
    """Byte for byte, in the files that change and in all the others; undo gives all back."""
    if command.startswith(("log", "missed")):
        by_hand.environ["DEVJOURNAL_TODAY"] = AFTER_THE_MEETING
    before = by_hand.files()
    by_hand.ok(*words_of(command))
    actual = {path: data for path, data in by_hand.files().items() if data != before.get(path)}
    assert edited(before, EDITS[command]) == actual
    by_hand.ok("undo")
    assert before == by_hand.files()
