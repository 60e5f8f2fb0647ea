"""How the cache is kept, measured: our marshal file, JSON and SQLite, by loading and one write.

Usage: python bench/cache_forms.py [RECORDS...]. Each figure is the best of five, in
milliseconds, and its ratio to marshal's. Loading ends with every record as an object.
"""

from __future__ import annotations

import json
import marshal
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from devjournal.models.meetings import Action
from devjournal.models.plain import filled, to_cache, to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

STAMP = (1, 430, 10**18, 10**18, "0" * 64)
ONE = Action(title="Rebuild slide 2", owner="me", note="Lead with the number that they track. " * 8)


def main(sizes: list[int]) -> None:
    """Measure each form at each size, and print a table."""
    print("records  form     load ms  ratio  one write ms  ratio")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            taken = {name: measured(form(Path(folder), size)) for name, form in FORMS.items()}
        for name, (load, write) in taken.items():
            base = taken["marshal"]
            print(
                f"{size:7}  {name:7}  {load:7.1f}  {load / base[0]:5.1f}"
                f"  {write:12.1f}  {write / base[1]:5.1f}"
            )


def measured(jobs: tuple[Callable[[], Any], Callable[[], Any]]) -> tuple[float, float]:
    """Return the best of five times of each job, in milliseconds."""
    return (best(jobs[0]), best(jobs[1]))


def best(job: Callable[[], Any]) -> float:
    """Return the best of five times of a job, in milliseconds."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def in_marshal(folder: Path, size: int) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Keep all rows in one file, written whole, each record asleep in it until it is wanted."""
    file = folder / "rows.marshal"
    rows = {str(number): (*STAMP, marshal.dumps(to_cache(ONE))) for number in range(size)}

    def write() -> None:
        file.write_bytes(marshal.dumps(rows))

    def load() -> list[Any]:
        held = marshal.loads(file.read_bytes())  # noqa: S302 - our own bytes
        return [filled(Action, marshal.loads(row[-1])) for row in held.values()]  # noqa: S302 - as above

    write()
    return load, write


def in_json(folder: Path, size: int) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Keep all rows in one file, written whole."""
    file = folder / "rows.json"
    rows = {str(number): [*STAMP, to_plain(ONE)] for number in range(size)}

    def write() -> None:
        file.write_text(json.dumps(rows, separators=(",", ":")), encoding="utf-8")

    def load() -> list[Any]:
        return [Action(**row[-1]) for row in json.loads(file.read_bytes()).values()]

    write()
    return load, write


def in_sqlite(folder: Path, size: int) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Keep a row for each file in a database; one write changes one row."""
    file = folder / "rows.sqlite"
    text = json.dumps(to_plain(ONE))
    with sqlite3.connect(file) as made:
        made.execute("create table rows (name text primary key, i, s, m, c, digest, record)")
        rows = ((str(number), *STAMP, text) for number in range(size))
        made.executemany("insert into rows values (?, ?, ?, ?, ?, ?, ?)", rows)

    def write() -> None:
        with sqlite3.connect(file) as base:
            base.execute("update rows set m = m + 1 where name = '1'")
        base.close()

    def load() -> list[Any]:
        base = sqlite3.connect(file)
        found = [Action(**json.loads(row[-1])) for row in base.execute("select * from rows")]
        base.close()
        return found

    return load, write


FORMS: Mapping[str, Callable[[Path, int], tuple[Callable[[], Any], Callable[[], Any]]]] = {
    "marshal": in_marshal,
    "json": in_json,
    "sqlite": in_sqlite,
}

if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [4_000, 40_000])
