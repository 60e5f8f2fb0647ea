from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.hostile.texts import SAID

if TYPE_CHECKING:
    from pathlib import Path

    from tests.runner import Runner

TASK = {
    "uuid": "0a1b2c3d-0000-4000-8000-000000000001",
    "description": "Send the board pack",
    "entry": "20261001T090000Z",
    "status": "pending",
}
LINES = {
    "todotxt": "2026-10-01 Send the board pack\n",
    "taskwarrior": json.dumps([TASK]) + "\n",
    "markdown": "- [ ] Send the board pack \u2795 2026-10-01\n",
    "csv": "title,created\nSend the board pack,2026-10-01\n",
    "jrnl": json.dumps(
        {
            "entries": [
                {"title": "Sent it", "body": "", "date": "2026-10-01", "time": "15:00"},
            ]
        }
    )
    + "\n",
    "json": "",
}
"""A file of each format with one item in it."""


@pytest.fixture(params=LINES)
def form(request: pytest.FixtureRequest) -> str:
    """Return each format that can be imported."""
    return str(request.param)


@pytest.fixture
def good(form: str, loop: Runner) -> bytes:
    """Return a file of the format that can be taken."""
    return (LINES[form] or loop.ok("export", "json").out).encode()


def test_importing_twice_adds_nothing(
    form: str, good: bytes, fresh: Runner, tmp_path: Path
) -> None:
    """One import is one commit, a second one adds nothing, and undo takes all of it back."""
    path = tmp_path / "file"
    path.write_bytes(good)
    before = fresh.files()
    fresh.ok("import", form, str(path))
    after = fresh.files()
    assert before.keys() < after.keys()
    again = fresh.ok("import", form, str(path))
    assert "no change" in again.said
    assert " here already, of" in again.said
    assert after == fresh.files()
    fresh.ok("undo")
    assert before == fresh.files()


@pytest.mark.parametrize(
    "edit",
    [("set", "bcdf", "title=Call Dana"), ("done", "bcdf"), ("postpone", "bcdf", "--to", "3d")],
)
@pytest.mark.parametrize("kind", ["todotxt", "taskwarrior", "markdown", "csv"])
def test_what_was_imported_is_known_whatever_became_of_it(
    kind: str, edit: tuple[str, ...], fresh: Runner
) -> None:
    """By its origin, under another title, in another state and on another day."""
    fresh.ok("import", kind, "-", stdin=LINES[kind])
    fresh.ok(*edit)
    assert "1 here already" in fresh.ok("import", kind, "-", stdin=LINES[kind]).said


def test_what_is_here_without_an_origin_is_known_by_title_and_day(fresh: Runner) -> None:
    """Whatever the case of its title; another day is another item, as of what repeats."""
    fresh.ok("action", "Send the BOARD pack", "--due", "19-nov")
    lines = "Send the board pack due:2026-11-19\nSend the board pack due:2026-12-19\n"
    assert "1 new, 1 here already" in fresh.ok("import", "todotxt", "-", stdin=lines).said


def test_the_same_line_twice_is_two_items(fresh: Runner) -> None:
    """And both are here already the next time."""
    lines = "Water the plant\nWater the plant\n"
    assert "2 new" in fresh.ok("import", "todotxt", "-", stdin=lines).said
    assert "2 here already" in fresh.ok("import", "todotxt", "-", stdin=lines).said
    assert (
        "1 new, 2 here" in fresh.ok("import", "todotxt", "-", stdin=f"{lines}Water the plant").said
    )


def test_two_of_one_title_with_names_of_their_own_are_two(fresh: Runner) -> None:
    """What its program calls otherwise is another item, on the same day, too."""
    other = {**TASK, "uuid": "0a1b2c3d-0000-4000-8000-000000000002"}
    fresh.ok("import", "taskwarrior", "-", stdin=json.dumps([TASK]))
    said = fresh.ok("import", "taskwarrior", "-", stdin=json.dumps([TASK, other])).said
    assert "1 new, 1 here already" in said


BROKEN = "Call Dana due:2026-02-30\nSend it\nx 2026-13-01 2026-10-01 Done\n"


def test_nothing_is_imported_while_something_cannot_be(fresh: Runner, tmp_path: Path) -> None:
    """Each such line is named, and with --keep-going the rest comes."""
    path = tmp_path / "todo.txt"
    path.write_text(BROKEN, encoding="utf-8")
    before = fresh.files()
    ran = fresh("import", "todotxt", str(path))
    assert (4, before) == (ran.code, fresh.files())
    assert f"{path}:1: due:2026-02-30 is no day" in ran.err
    assert f"{path}:3: 2026-13-01 is no day" in ran.err
    assert f"devjournal import todotxt {path} --keep-going" in ran.err
    rest = fresh.ok("import", "todotxt", str(path), "--keep-going")
    assert "1 new, 2 can't be taken" in rest.said
    assert f"left out: {path}:1: due:2026-02-30 is no day" in rest.said
    assert "1 here already" in fresh.ok("import", "todotxt", str(path), "--keep-going").said


def test_a_dry_run_shows_a_table_and_writes_nothing(fresh: Runner, tmp_path: Path) -> None:
    """What is new, what is here already, and what can't be taken, each with its line."""
    fresh.ok("action", "Send it")
    before = fresh.files()
    path = tmp_path / "todo.txt"
    path.write_text(f"{BROKEN}Ask Milo owner:them rec:1w due:2026-11-19\n", encoding="utf-8")
    ran = fresh("import", "todotxt", str(path), "--dry-run")
    assert (4, before) == (ran.code, fresh.files())
    rows = [line.split("  ") for line in ran.out.splitlines()]
    shown = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    assert ["1", "can't be taken", f"{path}:1: due:2026-02-30 is no day"] in shown
    assert ["2", "here already", "action", "open", "Send it · bcdf-send-it"] in shown
    assert ["4", "new", "action", "Thu 19 Nov", "open", "Ask Milo · theirs"] in shown
    assert "1 new, 1 here already, 2 can't be taken." in ran.out
    assert "No place for: repeats (rec:)" in ran.out
    found = fresh("import", "todotxt", str(path), "--dry-run", "--json", "--keep-going")
    assert 0 == found.code
    assert ["bad", "here", "bad", "new"] == [row["status"] for row in found.json["rows"]]


HOSTILE = {
    "NUL": (b"\0", ":1:1: NUL bytes"),
    "not UTF-8": (b"Caf\xe9\n", ":1:4: byte 4 (0xe9) is not UTF-8"),
    "UTF-16": ("\ufeffCall".encode("utf-16-le"), "this is UTF-16"),
    "escape": (b"ok\nCall \x1b]0;x\x07\n", ":2:6: a raw control character (U+001B)"),
    "bare CR": (b"Call\rDana\n", ":1:5: a carriage return without a newline"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_text_is_refused_where_it_stands(
    name: str, form: str, fresh: Runner, tmp_path: Path
) -> None:
    """With line and column, in every format, and nothing of it is imported."""
    data, reason = HOSTILE[name]
    path = tmp_path / "file"
    path.write_bytes(data)
    before = fresh.files()
    ran = fresh("import", form, str(path), "--keep-going")
    assert (4, before) == (ran.code, fresh.files())
    assert f"{path}" in ran.err
    assert reason in ran.err


def test_a_file_of_windows_is_as_good(
    form: str, good: bytes, fresh: Runner, tmp_path: Path
) -> None:
    """With CRLF and a byte order mark."""
    path = tmp_path / "file"
    path.write_bytes(b"\xef\xbb\xbf" + good.replace(b"\n", b"\r\n"))
    fresh.ok("import", form, str(path))
    assert "no change" in fresh.ok("import", form, "-", stdin=good.decode()).said


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 100_000, "Nested too deeply"),
        ('{"a": ' * 100_000, "Nested too deeply"),
        ('[{"uuid": "x"', ":1:14: "),
        ('[{"a": 1, "a": 2}]', "stands twice"),
        ('[{"a": NaN}]', "NaN is no number"),
        ("", ":1:1: "),
        ("[1,]", ":1:4: "),
    ],
)
@pytest.mark.parametrize("kind", ["taskwarrior", "json"])
def test_bad_json_is_refused_where_it_stands(
    kind: str, text: str, reason: str, fresh: Runner
) -> None:
    """However deep, and also what Python would take."""
    ran = fresh("import", kind, "-", stdin=text)
    if (kind, text) == ("taskwarrior", ""):
        assert 0 == ran.code
        return
    assert 4 == ran.code, ran
    assert "stdin:1" in ran.err
    assert reason in ran.err or kind == "json"


def test_what_is_too_long_for_a_record_is_named(fresh: Runner) -> None:
    """A line of many megabytes is one that can't be taken, and the others can."""
    lines = f"Call Dana\n{'x' * 3_000_000}\n"
    ran = fresh("import", "todotxt", "-", stdin=lines)
    assert (4, True) == (ran.code, "stdin:2: is longer than 100,000 letters" in ran.err)
    task = json.dumps([{**TASK, "description": "x" * 3_000_000}])
    ran = fresh("import", "taskwarrior", "-", stdin=task)
    assert (4, True) == (ran.code, "stdin:1: is longer than 500,000 letters" in ran.err)
    assert "1 new, 1 can't" in fresh.ok("import", "todotxt", "-", "--keep-going", stdin=lines).said


def test_a_file_that_is_too_large_is_not_read(fresh: Runner, tmp_path: Path) -> None:
    """It is refused by its size."""
    path = tmp_path / "file"
    with path.open("wb") as file:
        file.truncate((64 << 20) + 1)
    ran = fresh("import", "todotxt", str(path))
    assert (4, True) == (ran.code, "is larger than 64 MiB" in ran.err)


def test_more_than_there_are_ids_for_is_refused_at_once(fresh: Runner) -> None:
    """Before any of it is looked at."""
    ran = fresh("import", "todotxt", "-", stdin="Call Dana\n" * 20_001)
    assert (4, True) == (ran.code, "has more than 20,000 items" in ran.err)


def test_half_a_letter_is_named(fresh: Runner) -> None:
    """JSON can write one, and no file can hold it."""
    task = json.dumps([{**TASK, "description": "a \ud800"}])
    ran = fresh("import", "taskwarrior", "-", stdin=task)
    assert (4, True) == (ran.code, "stdin:1: title: holds half of a letter" in ran.err)


def test_hostile_text_is_kept_and_shown_harmless(fresh: Runner) -> None:
    """What an escape in JSON hides comes as it is, and no screen gets it raw."""
    task = json.dumps([{**TASK, "description": SAID}])
    shown = fresh.ok("import", "taskwarrior", "-", "--dry-run", stdin=task)
    ran = fresh.ok("import", "taskwarrior", "-", stdin=task)
    assert SAID == fresh.newest("actions")["title"]
    assert not any(char in shown.out + ran.err for char in "\x1b\x07\u202e\u2066")


@pytest.mark.parametrize(
    ("file", "code", "reason"),
    [
        ("nowhere.txt", 3, "there is no file nowhere.txt"),
        (".", 4, "is a folder"),
        ("/dev/null", 4, "is no regular file"),
    ],
)
def test_a_file_that_cannot_be_read(file: str, code: int, reason: str, fresh: Runner) -> None:
    """Says so; a pipe goes to stdin."""
    ran = fresh("import", "todotxt", file)
    assert (code, True) == (ran.code, reason in ran.err), ran


def test_whose_they_are_is_told_or_mine(fresh: Runner) -> None:
    """An item without an owner is mine unless --owner says otherwise; no other owner is taken."""
    fresh.ok("import", "todotxt", "-", "--owner", "them", stdin="Send it\nWrite owner:me\n")
    owners = {one["title"]: one["owner"] for one in _actions(fresh)}
    assert {"Send it": "them", "Write": "me"} == owners
    assert 2 == fresh("import", "todotxt", "-", "--owner", "priya", stdin="Call").code


def _actions(runner: Runner) -> list[dict[str, str]]:
    paths = sorted((runner.root / "actions").glob("*.toml"))
    return [runner.file(f"actions/{path.name}") for path in paths]
