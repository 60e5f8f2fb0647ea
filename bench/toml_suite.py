"""The public suite of TOML 1.1, toml-lang/toml-test, read as our records' files are.

Usage, with a checkout of the suite: python bench/toml_suite.py CHECKOUT. An invalid
file has to be refused at a line and column that it has; a valid one read as the suite says.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from devjournal.store.load import understand
from devjournal.store.toml import TomlError, decode

PATH = "actions/kwtz-rebuild-slide-2.toml"


def main(suite: Path) -> int:
    """Read every file of the suite; print what was held, and each file that was not."""
    tests = suite / "tests"
    names = (tests / "files-toml-1.1.0").read_text(encoding="utf-8").split()
    files = [tests / name for name in names if name.endswith(".toml")]
    missed = 0
    for folder, holds in (("invalid", is_refused), ("valid", is_read_right)):
        chosen = [file for file in files if file.relative_to(tests).parts[0] == folder]
        failed = [file for file in chosen if not holds(file)]
        print(f"{folder}: {len(chosen) - len(failed)} of {len(chosen)} held")
        for file in failed:
            print(f"  {file.relative_to(tests)}: {_refusal(file.read_bytes())}")
        missed += len(failed)
    return int(missed > 0)


def is_refused(file: Path) -> bool:
    """Whether a file dropped in as a record is refused where it stands, with its line shown."""
    data = file.read_bytes()
    record, problems = understand("action", PATH, data)
    lines = data.count(b"\n") + 1
    return record is None and all(
        problem.line is not None and problem.line <= lines and problem.column and problem.excerpt
        for problem in problems
    )


def is_read_right(file: Path) -> bool:
    """Whether a file is read as the suite's JSON beside it says."""
    expected = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    try:
        return bool(_tagged(expected) == _told(decode(file.read_bytes())))
    except TomlError:
        return False


def _refusal(data: bytes) -> str:
    try:
        return f"read as {decode(data)}"
    except TomlError as error:
        return f"line {error.line}: {error.reason}"


def _tagged(expected: Any) -> Any:
    """Return what the suite says, comparable: values are in it as type and text."""
    if isinstance(expected, list):
        return [_tagged(one) for one in expected]
    if set(expected) != {"type", "value"} or isinstance(expected["type"], Mapping):
        return {key: _tagged(value) for key, value in expected.items()}
    return expected["type"], _READ[expected["type"]](expected["value"])


def _told(found: Any) -> Any:
    """Return what was read in the form of `_tagged`."""
    if isinstance(found, list):
        return [_told(one) for one in found]
    if isinstance(found, Mapping):
        return {key: _told(value) for key, value in found.items()}
    if isinstance(found, dt.datetime):
        return ("datetime-local" if found.tzinfo is None else "datetime"), found
    if isinstance(found, Decimal):
        return "float", float(found)
    return _TYPES[type(found)], found


_READ: Mapping[str, Any] = {
    "string": str,
    "integer": int,
    "float": float,
    "bool": "true".__eq__,
    "datetime": dt.datetime.fromisoformat,
    "datetime-local": dt.datetime.fromisoformat,
    "date-local": dt.date.fromisoformat,
    "time-local": dt.time.fromisoformat,
}
_TYPES = {
    str: "string",
    int: "integer",
    bool: "bool",
    dt.date: "date-local",
    dt.time: "time-local",
}

if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
