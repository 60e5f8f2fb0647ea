"""What the loader promises about any bytes, as one function that a fuzzer may call.

`hold` fails on whatever breaks the promise; `seeds` and `words` are what to begin with.
"""

from __future__ import annotations

import marshal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from devjournal.models import validation
from devjournal.models.base import by_name, replace
from devjournal.models.plain import filled, to_cache, to_plain
from devjournal.models.registry import KINDS, class_for, variants_of
from devjournal.store.files import MOST_BYTES
from devjournal.store.load import understand
from devjournal.store.plan import encode_new
from devjournal.store.toml import EditRefused, decode
from devjournal.store.toml_edit import edit
from devjournal.store.toml_errors import merge_markers
from devjournal.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devjournal.journal.stored import Problem
    from devjournal.models.base import Record

ROOT = Path(__file__).resolve().parents[2]
JOURNALS = (ROOT / "examples", ROOT / "tests" / "journals")
EVERY_KIND = tuple(KINDS)
PATH = "folder/some-id.toml"
SIGNS = ('"""', "'''", "[[", "]]", "= ", " = ", "\n", "\r\n", "\\u", "\\U", "\\x", "\\e", "#", ".")
VALUES = (
    *("true", "false", "nan", "inf", "-0", "0x7f", "0o7", "0b1", "1_000", "6.26e-34", "1e999"),
    *("2026-10-14", "2026-02-30", "09:30", "09:30:00.5", "2026-10-14T09:30:00+01:00", "24:00:60Z"),
    *('"x"', "'x'", '"\\u001b"', '["x"]', "{ a = 1 }", '"private"', '"shared"', '"manager"'),
    *("9223372036854775807", "9223372036854775808", "-9223372036854775808", "[[" * 40, "a." * 40),
    *("<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "\ufeff", "\u202e", "\x1b", "\0", "\x85", "é"),
)


def hold(kind: str, data: bytes) -> None:
    """Read `data` as a file of a kind, and fail if anything but what is promised happens.

    A profile alone is read without what is wrong in it, of which it is warned.
    """
    record, problems = understand(kind, PATH, data)
    assert (record is None) == any(problem.level == "problem" for problem in problems)
    for problem in problems:
        _hold_problem(problem, data)
    if record is not None:
        assert not problems or kind == "profile"
        _hold_record(kind, record, data, len(problems))


def _hold_problem(problem: Problem, data: bytes) -> None:
    """A problem names its line, which is in the file, unless the whole file is meant."""
    assert problem.path == PATH
    assert problem.reason
    if problem.line is None:
        is_whole = len(data) > MOST_BYTES or "missing" in problem.reason
        assert is_whole, problem
        return
    assert 1 <= problem.line <= data.count(b"\n") + 1, problem
    assert problem.column is not None, problem
    assert 1 <= problem.column <= len(data) + 1, problem
    assert problem.excerpt is not None, problem
    assert problem.excerpt == clean(problem.excerpt, lines=True), problem
    assert problem.excerpt.count("\n") == 1, problem


def _hold_record(kind: str, record: Record, data: bytes, warned: int) -> None:
    """What was read can be kept, written, read again, changed in place, and looked at."""
    plain = decode(data)
    validation.unknown_keys(kind, plain)
    merge_markers(data.decode(errors="replace").split("\n"))
    again, problems = understand(kind, PATH, encode_new(kind, "some-id", record))
    assert (record, ()) == (again, problems)
    before = to_plain(record)
    cached = marshal.loads(marshal.dumps(to_cache(record)))  # noqa: S302 - our own bytes
    assert record == filled(type(record), cached)
    changed = replace(record, tags=(*record.tags, "new"))
    try:
        edited = edit(data, before, to_plain(changed))
    except EditRefused:
        return
    found, problems = understand(kind, PATH, edited)
    assert changed == found
    assert len(problems) <= warned


def seeds() -> Iterator[tuple[str, bytes]]:
    """Yield real files to begin with: kind and bytes."""
    folders = {kind.folder: name for name, kind in KINDS.items()}
    for journal in JOURNALS:
        for file in sorted(journal.rglob("*.toml")):
            folder = "" if file.name == "journal.toml" else file.parent.name
            yield folders[folder], file.read_bytes()


def words() -> tuple[str, ...]:
    """Return what files are made of: signs, values, and the name and choices of every field."""
    found = dict.fromkeys([*SIGNS, *VALUES])
    classes: list[type[Any]] = [
        class_for(name, variant)
        for name, kind in KINDS.items()
        for variant in variants_of(kind.name)
    ]
    while classes:
        for name, field in by_name(classes.pop()).items():
            found |= dict.fromkeys([f"{name} = ", *(f'"{choice}"' for choice in field.choices)])
            if field.table:
                found |= dict.fromkeys([f"[{name}]\n", f"[[{name}]]\n"])
                classes.append(field.table)
    return tuple(found)
