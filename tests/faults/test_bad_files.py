"""Rows 1 to 30 of the faults: a file that is not what a record should be, and one that is odd."""

from __future__ import annotations

import re
import time
from typing import NamedTuple

import pytest

from devjournal.store.toml import TomlError, decode
from tests.faults.program import GOOD, Program, points


class Case(NamedTuple):
    """A bad file, and what is told of it behind its path; `words` stand somewhere in it."""

    content: str | bytes
    told: str
    words: str = ""
    folder: str = "actions"
    good: str = GOOD


BOM = b"\xef\xbb\xbf"
MEETING = 'relationship = "priya-mentor"\nat = 2026-10-15T15:00:00Z\n'
TOPIC = 'text = "x"\nrelationship = "priya-mentor"\n'
NOTE = 'on = 2026-10-14\nkind = "note"\ntext = "x"\n'
GOAL = 'title = "x"\n'
MERGED = f'{GOOD}<<<<<<< HEAD\nnote = "a"\n{{base}}=======\nnote = "b"\n>>>>>>> theirs\n'
LATIN = b'title = "x"\nowner = "me"\nnote = "caf\xe9"\n'
LONG_KEY = f"{GOOD}{'.'.join(['a'] * 20_000)} = 1\n"
NEVER_CLOSED = "the text that opens here is never closed"
MERGE = ":3:1: unresolved merge"
UTF_8 = "save it as UTF-8"

ROWS: dict[str, Case] = {
    "01 syntax": Case(
        f"{GOOD}due = = 2026-11-19\n",
        ":3:7: no value that TOML knows",
        "due = = 2026-11-19\n      ^\n",
    ),
    "02 open text": Case(
        'title = "x"\nnote = """\nLead with\nthe number\n\nowner = "me"\n',
        f":2:8: {NEVER_CLOSED}",
        '"""',
    ),
    "02 open on one line": Case('title = "x\nowner = "me"\n', f":1:9: {NEVER_CLOSED}"),
    "02 open before another": Case(
        'title = "x"\nnote = """\nLead\nowner = "me"\nevidence = """\nwiki\n"""\n',
        f":2:8: {NEVER_CLOSED}",
    ),
    "03 empty": Case("", ": title, owner: are missing"),
    "04 all NUL": Case(b"\0" * 512, ":1:1: NUL bytes, left by a crash?"),
    "04 NUL at the end": Case(GOOD.encode() + b"\0" * 512, ":3:1: NUL bytes, left by a crash?"),
    "05 duplicate key": Case(
        f'{GOOD}title = "x"\n', ":3:1: duplicate key: title already stands on line 1"
    ),
    "06 merge": Case(MERGED.format(base=""), MERGE, "keep one of the two sides"),
    "06 merge with its base": Case(MERGED.format(base="||||||| base\n"), MERGE),
    "06 merge with CRLF": Case(MERGED.format(base="").replace("\n", "\r\n"), MERGE),
    "09 Latin-1": Case(LATIN, ":3:12: byte 37 (0xe9) is not UTF-8", UTF_8),
    "09 UTF-16": Case(GOOD.encode("utf-16"), ":1:1: this is UTF-16, from its first byte on", UTF_8),
    "09 UTF-16-LE": Case(
        GOOD.encode("utf-16-le"), ":1:2: this is UTF-16 or the like: byte 2 is NUL", UTF_8
    ),
    "09 UTF-16-BE": Case(
        GOOD.encode("utf-16-be"), ":1:1: this is UTF-16 or the like: byte 1 is NUL", UTF_8
    ),
    "11 bare carriage return": Case(
        'title = "x"\nowner = "me"\rnote = "y"\n', ":2:13: a carriage return without a newline"
    ),
    "12 raw ESC": Case(
        f'{GOOD}note = "\x1b]0;x\x07"\n',
        ":3:9: a raw control character (U+001B)",
        r'"\x1b]0;x',
    ),
    "15 path of Windows": Case(f'{GOOD}note = "C:\\Users\\ana"\n', ":3:13: ", "single quotes"),
    "16 5,000 digits": Case(
        f"{GOOD}minutes = {'7' * 5000}\n", ":3:11: minutes: an integer beyond 64 bits"
    ),
    "17 beyond 64 bits": Case(
        f"{GOOD}minutes = {2**63}\n", ":3:11: minutes: an integer beyond 64 bits"
    ),
    **{
        f"18 {value}": Case(
            f'title = "x"\nbaseline = 0\ntarget = {value}\n',
            f":3:10: target: {value} is no number",
            folder="goals",
            good=GOAL,
        )
        for value in ("nan", "inf", "-inf")
    },
    "19 nested": Case(f"{GOOD}tags = {'[' * 500}{']' * 500}\n", ":3:40: too deep"),
    "20 long key": Case(LONG_KEY, ":3:1: too deep"),
    "21 large": Case(
        f'{GOOD}note = = "{"x" * (1 << 20)}"\n', ": the file is over 1 MiB", "split it"
    ),
    "22 no day": Case(f"{GOOD}due = 2026-02-30\n", ":3:7: 2026-02-30 is no day", "no day 30"),
    "22 no month": Case(f"{GOOD}due = 2026-13-07\n", ":3:7: 2026-13-07 is no day", "2026-07-13"),
    "22 day first": Case(f"{GOOD}due = 9.2.2026\n", ":3:7: 9.2.2026 is no day", "2026-10-15"),
    "22 short year": Case(f"{GOOD}due = 26-02-09\n", ":3:7: 26-02-09 is no day", "2026-10-15"),
    "22 short": Case(f"{GOOD}due = 2026-2-9\n", ":3:7: 2026-2-9 is no day", "2026-02-09"),
    "72 year": Case(f"{GOOD}due = 0001-01-01\n", ":3:7: due: must lie in the years 1900 to 2999"),
    "72 moment": Case(
        MEETING.replace("2026-10-15T15", "0001-01-01T00"),
        *(":2:6: at: must lie in the years 1900 to 2999", "", "meetings", MEETING),
    ),
    "24 day": Case(
        'on = 5\nkind = "note"\ntext = "x"\n', ":1:6: on: must be a day", "", "entries", NOTE
    ),
    **{
        f"24 {kind}": Case(
            f"{MEETING}minutes = {value}\n", ":3:11: minutes: must be", "", "meetings", MEETING
        )
        for kind, value in (("number", '"45"'), ("decimal", "45.0"), ("bool", "true"))
    },
    "24 switch": Case(
        f'{TOPIC}deep_dive = "yes"\n', ":3:13: deep_dive: must be", "", "topics", TOPIC
    ),
    "24 moment": Case(f"{GOOD}due = 2026-11-19T09:00:00Z\n", ":3:7: due: must be a day"),
    "24 text": Case(f'{GOOD}due = "2026-11-19"\n', ":3:7: due: must be a day"),
    "30 missing": Case('title = "Rebuild slide 2"\n', ": owner: is missing"),
}
"""The rows of which all that matters is what is told; nothing is coerced, and none takes long."""

QUICKLY = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (2, 2))"
"""Each run has two seconds, then dies: some parser needs more for a key without end."""


@pytest.mark.parametrize("row", ROWS)
def test_rows_of_bad_files(program: Program, row: str) -> None:
    """A bad file is told, and nothing else suffers.

    With line and column, the line follows with a caret. Reading exits 4 and shows the good
    record, also as JSON; `check` says the same; so does a write to the bad one; a write to the
    good one succeeds; no byte of the bad file changes.
    """
    content, told, words, folder, good = ROWS[row]
    path, hurt = f"{folder}/bad.toml", QUICKLY if row.startswith("20") else ""
    before = program.put(path, content).read_bytes()
    program.put(f"{folder}/good.toml", good)
    listed = program.refused(4, "list", folder, hurt=hurt)
    assert re.search(r"\bgood\b", listed.out)
    as_json = program.refused(4, "list", folder, "--json", hurt=hurt)
    assert [f"{folder}/good"] == [row["record"]["ref"] for row in as_json.json["rows"]]
    written = program.refused(4, "set", "bad", "tags=x", hurt=hurt)
    for ran in (listed, as_json, written):
        assert f"{path}{told}" in ran.err
        assert words in ran.err
        if place := re.match(r":[0-9]+:[0-9]+(?=: )", told):
            assert points(ran.err, f"{path}{place[0]}", before)
    assert " ".join(f"{path}{told}".split()) in program.refused(4, "check", hurt=hurt).shown
    program.ok("set", "good", "tags=x", hurt=hurt)
    assert before == (program.root / path).read_bytes()


def test_row_07_markers_inside_a_text(program: Program) -> None:
    """Inside a text they are data: the file is read, and `check` warns."""
    program.put("actions/a.toml", f'{GOOD}note = """\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n"""\n')
    assert "Rebuild slide 2" in program.ok("list", "actions").out
    ran = program.ok("list", "actions")
    assert "actions/a.toml:4:1" not in ran.out
    ran = program.ok("check")
    assert "actions/a.toml:4:1: what a merge left stands in a text" in ran.out
    assert "<<<<<<< a\n  ^\n" in ran.out
    assert "\n1 warning\n" in ran.out
    program.refused(4, "check", "--strict")


def test_row_08_byte_order_mark(program: Program) -> None:
    """It is accepted, and kept by whoever changes the file; it is no column."""
    file = program.put("actions/a.toml", BOM + GOOD.encode())
    ran = program.ok("list", "actions")
    assert ("Rebuild slide 2" in ran.out, "") == (True, ran.err)
    assert "Every file is in order." in program.ok("check").out
    program.ok("set", "a", "due=2026-11-19")
    assert BOM + GOOD.encode() + b"due = 2026-11-19\n" == file.read_bytes()
    program.put("actions/a.toml", BOM + b"title = = 1\n")
    assert "actions/a.toml:1:9: no value" in program.refused(4, "list", "actions").err


def test_row_10_crlf(program: Program) -> None:
    """Line ends of Windows are accepted, and kept by whoever changes the file."""
    file = program.put("actions/a.toml", GOOD.replace("\n", "\r\n"))
    ran = program.ok("list", "actions")
    assert ("Rebuild slide 2" in ran.out, "") == (True, ran.err)
    assert "Every file is in order." in program.ok("check").out
    program.ok("set", "a", "due=2026-11-19")
    expected = f"{GOOD}due = 2026-11-19\n".replace("\n", "\r\n").encode()
    assert expected == file.read_bytes()


def test_row_13_escaped_escape(program: Program) -> None:
    r"""Written as an escape it is accepted, and shown as `\x1b`."""
    program.put("actions/a.toml", 'title = "a\\u001b[31mb"\nowner = "me"\n')
    for ran in (
        program.ok("list", "actions"),
        program.ok("show", "a"),
        program.ok("done", "a"),
        program.ok("history"),
    ):
        assert r"a\x1b[31mb" in ran.out + ran.err
        assert "\x1b" not in ran.out + ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["action", b"Rebuild \xff", "--due", "fri"],
        ["set", "a", b"note=\xff"],
        ["done", b"a\xff"],
        ["action", "x", "--tag", b"\xff"],
    ],
    ids=["text", "value", "id", "flag"],
)
def test_row_14_lone_surrogate_in_an_argument(
    program: Program, arguments: list[str | bytes]
) -> None:
    """Bytes that are no text are misuse, and nothing is written."""
    program.put("actions/a.toml")
    before = program.state()
    ran = program.alone(*arguments)
    assert (2, b"") == (ran.returncode, ran.stdout)
    assert b"an argument is not valid text" in ran.stderr
    assert rb"\udcff" in ran.stderr
    assert b"Traceback" not in ran.stderr
    assert before == program.state()
    assert not (program.root / ".devjournal").exists()


def test_row_20_is_told_before_it_is_parsed() -> None:
    """No parser sees it: where one needs seconds for 40 KB, a tenth of one is enough."""
    began = time.process_time()
    with pytest.raises(TomlError, match="too deep"):
        decode(LONG_KEY.encode())
    assert time.process_time() - began < 0.5


def test_row_21_just_one_mebibyte(program: Program) -> None:
    """Up to there it is read."""
    program.put("actions/a.toml", f"{GOOD}#{'x' * ((1 << 20) - len(GOOD) - 2)}\n")
    assert 1 << 20 == (program.root / "actions" / "a.toml").stat().st_size
    assert "Rebuild slide 2" in program.ok("list", "actions").out


def test_row_23_moments_with_and_without_offset(program: Program) -> None:
    """Both are accepted, by the profile's zone, and their order is that of time, then of ids."""
    # Dublin is an hour ahead of UTC that day: c and a are the same moment, half an hour after b.
    moments = {
        "a": "2026-10-15T15:30:00",
        "b": "2026-10-15T14:00:00Z",
        "c": "2026-10-15T16:30:00+02:00",
    }
    for name, at in moments.items():
        program.put(f"meetings/{name}.toml", f'relationship = "priya-mentor"\nat = {at}\n')
    ran = program.ok("list", "meetings")
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert ["meetings/b", "meetings/a", "meetings/c"] == [row[0] for row in rows]
    assert 2 == ran.out.count("15:30")
    assert 1 == ran.out.count("15:00")


def test_row_24_integer_for_a_decimal(program: Program) -> None:
    """An integer is fine where a decimal may stand."""
    program.put("goals/g.toml", f"{GOAL}baseline = 0\ntarget = 3\n")
    program.ok("list", "goals")


ODD = """\
# Promised on the stairs.
title = "Rebuild slide 2"   # the one with the churn

owner="me"
colour = 'green'            # mine
duee = 2026-10-30
[mine]
anything = [ 1, 2 ]   # goes
"""


def test_row_25_unknown_keys(program: Program) -> None:
    """They are kept byte for byte, and `check` names the nearest known one."""
    file = program.put("actions/a.toml", ODD)
    program.ok("set", "a", "due=2026-11-19")
    before, _, after = ODD.partition("[mine]")
    assert f"{before}due = 2026-11-19\n[mine]{after}" == file.read_text(encoding="utf-8")
    ran = program.ok("check")
    assert "actions/a.toml:6:8: duee: unknown key, kept as it is" in ran.out
    assert "did you mean due?" in ran.out
    assert "colour: unknown key" in ran.out
    assert "mine: unknown key" in ran.out


COMMENTED = """\
# Promised on the stairs.
title = "Rebuild slide 2"   # the one with the churn

# soon, she said
due = 2026-10-30            # a Friday
owner="me"
colour = 'green'            # mine
tags = [
  "slides",                 # hers
  # and
  "churn",
]
[mine]                      # not yours
anything = [ 1, 2 ]   # goes
# the end
"""
MOVED = "\n[[moves]]\nwas = 2026-10-30\nnow = 2026-11-06\non = 2026-10-14\n"


def test_row_26_comments(program: Program) -> None:
    """A comment survives every edit in its place, also one behind or in what is removed."""
    file = program.put("actions/a.toml", COMMENTED)
    expected = COMMENTED
    for arguments, old, new in (
        (("set", "a", "title=x"), '"Rebuild slide 2"   #', '"x"   #'),
        (("postpone", "a", "--to", "6-nov"), "2026-10-30            #", "2026-11-06            #"),
        (("set", "a", "due="), "due = 2026-11-06            # a Friday\n", "# a Friday\n"),
        (("set", "a", "tags=churn"), '  "slides",                 # hers\n', "  # hers\n"),
        (("done", "a"), "]\n[mine]", ']\nstate = "done"\nclosed_on = 2026-10-14\n[mine]'),
        (("reopen", "a"), 'state = "done"\nclosed_on = 2026-10-14\n', ""),
        (
            ("set", "a", "tags="),
            'tags = [\n  # hers\n  # and\n  "churn",\n]\n',
            "  # hers\n  # and\n",
        ),
    ):
        program.ok(*arguments)
        assert 1 == expected.count(old), arguments
        expected = expected.replace(old, new)
        if arguments[0] == "postpone":
            expected = expected.replace("# goes\n", f"# goes\n{MOVED}")
        assert expected == file.read_text(encoding="utf-8"), arguments
    for _ in range(7):
        program.ok("undo")
    assert COMMENTED == file.read_text(encoding="utf-8")


NEWER = ("done a", "action Later", "set me name=x", "undo", "redo", "edit a", "edit profile")


@pytest.mark.parametrize("command", [*NEWER, "purge actions/a --yes"])
def test_row_27_newer_schema(program: Program, command: str) -> None:
    """A journal of a newer version is read, and never written, by no command and in no file."""
    program.put("journal.toml", 'schema = 2\nname = "Robin Vale"\n[quarters]\nfirst = 4\n')
    program.put("actions/a.toml")
    for reading in (("list", "actions"), ("show", "a"), ("today",), ("history",)):
        program.ok(*reading)
    assert "Rebuild slide 2" in program.ok("list", "actions").out
    ran = program.refused(7, *command.split(), EDITOR="false")
    assert "upgrade devjournal" in ran.err
    assert [] == program.drafts
    assert not (program.root / ".devjournal").exists()


def test_row_28_link_to_nothing(program: Program) -> None:
    """A link to what is not there is a warning that names both ends, at its place."""
    file = program.put("actions/a.toml", f'{GOOD}goal = "lead-the-readout"\n')
    assert "Rebuild slide 2" in program.ok("list", "actions").out
    ran = program.ok("check")
    assert "actions/a.toml:3:8: goal: there is no goals/lead-the-readout" in ran.out
    assert "\n1 warning\n" in ran.out
    program.refused(4, "check", "--strict")
    program.ok("done", "a")
    assert file.read_text().startswith(f'{GOOD}goal = "lead-the-readout"\n')


@pytest.mark.parametrize(
    ("one", "other"),
    [("kwtz-slide", "KWTZ-slide"), ("caf\u00e9", "cafe\u0301")],
    ids=["case", "NFC and NFD"],
)
def test_row_29_two_files_for_one_id(program: Program, one: str, other: str) -> None:
    """Files that are one file on other systems are both told, and neither is taken."""
    program.put("actions/good.toml")
    for name in (one, other):
        program.put(f"actions/{name}.toml")
    if 3 != len(list((program.root / "actions").iterdir())):
        pytest.skip("this disk takes the two names for one")
    ran = program.refused(4, "list", "actions")
    assert f"actions/{one}.toml" in ran.err
    assert f"actions/{other}.toml" in ran.err
    assert 1 == ran.out.count("Rebuild slide 2")
    for name in (one, other):
        ran = program.refused(4, "done", name)
        assert f"actions/{one}.toml" in ran.err
        assert f"actions/{other}.toml" in ran.err
    program.ok("done", "good")


def test_row_71_a_time_zone_that_does_not_exist(program: Program) -> None:
    """Days are those of UTC, with a warning at its line that names the command to mend it."""
    good = (program.root / "journal.toml").read_text(encoding="utf-8")
    program.put("journal.toml", good.replace("Europe/Dublin", "Europe/Dublim"))
    program.put("meetings/m.toml", 'relationship = "p"\nat = 2026-10-15T15:00:00Z\n')
    for reading in (("today",), ("list", "meetings"), ("check",)):
        ran = program.ok(*reading)
        said = f"{ran.shown} {ran.said}"
        assert "journal.toml:3:12: timezone: no time zone is called 'Europe/Dublim'" in said
        assert 'devjournal set me timezone="..."' in said
    assert "2026-10-15T15:00" in program.ok("list", "meetings").out
    program.ok("action", "Send the draft", "--due", "fri")
    program.ok("set", "me", "timezone=Europe/Dublin")
    assert good == (program.root / "journal.toml").read_text(encoding="utf-8")
    assert "" == program.ok("list", "meetings").err


@pytest.mark.parametrize(
    ("wrong", "place", "mended"),
    [
        ("timezone = 5", "3:12: timezone: must be text in quotes", "timezone=UTC"),
        ('timezone = ""', "3:12: timezone: no time zone is called ''", "timezone=UTC"),
        ("[settings]\nweek_starts = 3", "4:15: settings.week_starts", "settings.week_starts=sun"),
        ("review_months = 99", "3:17: review_months: must be at most 12", "review_months=12"),
        ("roles = [{title = 5}]", "3:19: roles[1].title: must be text", ""),
    ],
)
def test_a_wrong_value_in_the_profile_stops_nothing(
    program: Program, wrong: str, place: str, mended: str
) -> None:
    """It is told at its line by each command, nothing hides for it, and a command mends it."""
    program.put("journal.toml", f'schema = 1\nname = "Robin Vale"\n{wrong}\n')
    program.put("actions/a.toml", GOOD)
    for reading in (("list", "actions"), ("today",), ("check",), ("today",)):
        ran = program.ok(*reading)
        assert 1 == f"{ran.shown} {ran.said}".count(f"journal.toml:{place}")
    program.ok("action", "Send the draft", "--due", "fri")
    program.ok("set", "me", "name=Robin Vane")
    assert wrong in (program.root / "journal.toml").read_text(encoding="utf-8")
    if mended:
        program.ok("set", "me", mended)
        assert "" == program.ok("today").err


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ("timezone = 5", "timezone"),
        ("review_months = 99", "review_months"),
        ("can_offer = [5]", "can_offer"),
        ("[settings]\nweek_starts = 3", "settings.week_starts"),
    ],
)
def test_a_wrong_value_in_the_profile_can_be_cleared(
    program: Program, wrong: str, field: str
) -> None:
    """It goes, and nothing else does: a second wrong value stays, and is still told."""
    good = 'schema = 1\nname = "Robin Vale"\ndirection = "sideways"\n'
    if wrong.startswith("["):
        good += '[settings]\nnudges_off = ["goal"]\n'
        wrong = wrong.partition("\n")[2]
    file = program.put("journal.toml", f"{good}{wrong}\n")
    program.ok("set", "me", f"{field}=")
    assert good == file.read_text(encoding="utf-8")
    for _ in range(2):
        said = program.ok("today").err
        assert field not in said
        assert "direction: must be" in said
    program.ok("undo")
    assert f"{good}{wrong}\n" == file.read_text(encoding="utf-8")
    assert "no change" in (ran := program("set", "me", "target_role=")).said, ran


@pytest.mark.parametrize("wrong", ['visibility = "me"', 'name = ""', "schema = 0"])
def test_what_a_profile_needs_is_not_left_out(program: Program, wrong: str) -> None:
    """Without its readers others might see more, and without its name it is nobody's."""
    usual = {"schema": "schema = 1", "name": 'name = "R"'}
    lines = {**usual, wrong.partition(" ")[0]: wrong}
    program.put("journal.toml", "\n".join(lines.values()))
    program.refused(4, "today")


def test_row_72_a_day_outside_the_calendar(program: Program) -> None:
    """A file is told at its line and hides no other; a command refuses such a day, in any zone."""
    program.put("meetings/m.toml", MEETING.replace("2026-10-15T15:00:00Z", "9999-12-31T23:30:00"))
    program.put("meetings/n.toml", MEETING)
    program.put(
        "relationships/priya-mentor.toml", 'person = "p"\nkind = "mentor"\nmy_role = "equal"'
    )
    for zone in ("Pacific/Auckland", "America/New_York"):
        program.put("journal.toml", f'schema = 1\nname = "Robin Vale"\ntimezone = "{zone}"\n')
        ran = program("list", "meetings")
        assert (4, "n" in ran.out) == (ran.code, True)
        assert "meetings/m.toml:2:6: at: must lie in the years 1900 to 2999" in ran.err
        before = program.state()
        for day in ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59-05:00", "1899-12-31 23:30"):
            ran = program("set", "n", f"at={day}")
            assert (2, True) == (ran.code, "outside the calendar" in ran.err)
        assert before == program.state()
