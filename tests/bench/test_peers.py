from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bench.peers import (
    BASE,
    Snapshot,
    Turn,
    as_json,
    as_markdown,
    medians,
    ours_to_it,
    to_base,
)
from bench.programs import OURS

if TYPE_CHECKING:
    from pathlib import Path

VERSIONS = {OURS: "0.1", "jrnl": "4.6"}
TURN: Turn = {BASE: 0.1, OURS: 0.2, "jrnl": 0.4}
SLOW: Turn = {name: 10 * seconds for name, seconds in TURN.items()}
ODD: Turn = {BASE: 0.1, OURS: 0.9, "jrnl": 0.1}
TURNS: dict[str, list[Turn]] = {
    "list": [TURN, SLOW, ODD],
    "add": [TURN],
    "finish": [{BASE: 0.1, OURS: 0.2}],
}


def test_the_median_of_the_ratios_counts() -> None:
    """Neither a turn in which all was slow nor one odd run changes it."""
    assert {OURS: 2.0, "jrnl": 4.0} == medians(TURNS["list"], to_base)
    assert {OURS: 1.0, "jrnl": 0.5} == medians(TURNS["list"], ours_to_it)


def test_the_page_has_a_row_for_each_program() -> None:
    """What a program doesn't know is a dash; devjournal is not compared with itself."""
    rows = [line for line in as_markdown(VERSIONS, TURNS).split("\n") if line.startswith("| ")]
    assert [
        "| devjournal 0.1 | 2.00 | 2.00 | 2.00 |",
        "| jrnl 4.6 | 4.00 | 4.00 | – |",
        "| jrnl 4.6 | 0.50 | 0.50 | – |",
    ] == [row for row in rows if "." in row]


def test_json_has_the_same_figures() -> None:
    """And the times, to be read."""
    told = json.loads(as_json(VERSIONS, TURNS))
    assert VERSIONS == told["versions"]
    assert {OURS: 1.0, "jrnl": 0.5} == told["work"]["list"]["devjournal_to_it"]
    assert 400 == told["work"]["add"]["ms"]["jrnl"]


def test_files_are_put_back(tmp_path: Path) -> None:
    """What a run added, changed or removed is as it was, times included."""
    changed, removed, added = (tmp_path / name for name in ("changed", "removed", "sub/added"))
    for file in (changed, removed):
        file.write_bytes(b"before")
    time = changed.stat().st_mtime_ns
    before = Snapshot(tmp_path)
    changed.write_bytes(b"after")
    removed.unlink()
    added.parent.mkdir()
    added.write_bytes(b"new")
    before.put_back()
    assert [b"before", b"before"] == [changed.read_bytes(), removed.read_bytes()]
    assert time == changed.stat().st_mtime_ns
    assert not added.exists()
