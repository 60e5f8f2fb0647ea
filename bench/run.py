"""Time the commands on a journal of ten years, as ratios to `python -c "import typer"`.

    make bench ARGS=--check

Each run of a command stands beside a run of what it is compared with, so that whatever else
the machine does slows both; the median of these ratios is what counts. Caches are warm and
all is compiled. No time is ever judged by itself.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

CLOCK = "2026-10-14T09:00"
"""The moment for which generate.py makes its journals."""

WHO = "priya"
"""Somebody with a meeting planned in these."""

FACTOR = 10
"""How many times the records the longer journal has."""

_PAUSE = 0.2
_HERE = Path(__file__).parent
_LEFT_OUT = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP")

Argv = tuple[str, ...]
Watch = Callable[[], float]
"""Tells seconds since some moment."""


class Case(NamedTuple):
    """A command, what its time is divided by, and how much that may be.

    `after` is run, untimed, so that the next run finds what this one found.
    """

    name: str
    limit: float
    argv: Argv
    base: Argv
    after: tuple[Argv, ...] = ()


class Outcome(NamedTuple):
    """The ratios of one case; `ms` is its median time, to be read and never judged."""

    name: str
    limit: float
    median: float
    least: float
    most: float
    ms: float

    @property
    def is_over(self) -> bool:
        """Whether it takes longer than it may."""
        return self.median > self.limit


def main() -> int:
    """Make the journals, time every case, print the outcome; return the exit code."""
    parser = argparse.ArgumentParser(description="Time the commands against 'import typer'.")
    parser.add_argument("--rounds", type=int, default=15, help="runs of each command")
    parser.add_argument("--check", action="store_true", help="exit 1 if one is over its limit")
    parser.add_argument(
        "--cpu", action="store_true", help="count processor time (on a busy machine)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="devjournal-bench-") as folder:
        place = Path(folder)
        environ = _environ(place)
        journals = [_generate(place / f"times-{factor}", factor, environ) for factor in (1, FACTOR)]
        watch = _processor_time if told.cpu else time.perf_counter
        outcomes = measure(_cases(*journals), environ, rounds=told.rounds, watch=watch)
    print(as_json(outcomes) if told.json else as_table(outcomes))
    return int(told.check and any(outcome.is_over for outcome in outcomes))


def measure(
    cases: Sequence[Case], environ: Mapping[str, str], *, rounds: int, watch: Watch
) -> tuple[Outcome, ...]:
    """Return the outcome of each case after so many rounds through all of them."""
    for case in (*cases, *cases):
        _once(case, environ, watch)
    pairs: dict[str, list[tuple[float, float]]] = {case.name: [] for case in cases}
    for number in range(rounds):
        for case in cases:
            pairs[case.name].append(_once(case, environ, watch, base_first=number % 2 == 0))
    return tuple(outcome_of(case, pairs[case.name]) for case in cases)


def outcome_of(case: Case, pairs: Sequence[tuple[float, float]]) -> Outcome:
    """Return what pairs of times (of the command, of what it is compared with) come to."""
    ratios = [own / base for own, base in pairs]
    return Outcome(
        name=case.name,
        limit=case.limit,
        median=statistics.median(ratios),
        least=min(ratios),
        most=max(ratios),
        ms=1000 * statistics.median(own for own, _ in pairs),
    )


def as_table(outcomes: Sequence[Outcome]) -> str:
    """Return the outcomes as a table for a person."""
    head = f"{'':24}{'limit':>6}{'ratio':>7}   {'least - most':<13}{'ms':>6}"
    lines = [
        f"{one.name:24}{one.limit:6.2f}{one.median:7.2f}   {one.least:.2f} - {one.most:.2f}  "
        f"{one.ms:6.0f}{'  over its limit' if one.is_over else ''}"
        for one in outcomes
    ]
    return "\n".join([head, *lines])


def as_json(outcomes: Sequence[Outcome]) -> str:
    """Return the outcomes as one JSON document."""
    found: list[dict[str, Any]] = [{**one._asdict(), "is_over": one.is_over} for one in outcomes]
    return json.dumps({"python": sys.version.split()[0], "outcomes": found}, indent=2)


def _cases(journal: Path, longer: Path) -> tuple[Case, ...]:
    """The limits are those of ARCHITECTURE.md."""
    program = shutil.which("devjournal", path=str(Path(sys.executable).parent))
    if program is None:
        sys.exit("devjournal is not installed beside this Python: make bench sets it up")
    typer = (sys.executable, "-c", "import typer")

    def on(folder: Path, *arguments: str) -> Argv:
        return (program, "--journal", str(folder), *arguments)

    id_ = _open_action(journal)
    reads: Mapping[str, tuple[Argv, Argv]] = {
        name: (on(journal, *words), on(longer, *more))
        for name, words, more in (
            ("today", ("today",), ("today",)),
            ("list actions", ("list", "actions"), ("list", "actions")),
            (f"prep {WHO}", ("prep", WHO), ("prep", WHO)),
            ("show ID", ("show", id_), ("show", _open_action(longer))),
        )
    }
    undo = (on(journal, "reopen", id_), on(journal, "today"))
    return (
        *(Case(name, 2.3, argv, typer) for name, (argv, _) in reads.items()),
        Case("--help", 1.6, on(journal, "--help"), typer),
        Case("done ID", 3.5, on(journal, "done", id_), typer, after=undo),
        *(Case(f"{name}, {FACTOR} times", 2.5, more, argv) for name, (argv, more) in reads.items()),
    )


def _open_action(journal: Path) -> str:
    """Return the id of the first action that is open."""
    files = sorted((journal / "actions").iterdir())
    return next(file.stem for file in files if "\nstate" not in file.read_text(encoding="utf-8"))


def _once(
    case: Case, environ: Mapping[str, str], watch: Watch, *, base_first: bool = True
) -> tuple[float, float]:
    """Return the seconds that a case's command and what it is compared with took."""
    base = _time(case.base, environ, watch) if base_first else 0.0
    own = _time(case.argv, environ, watch)
    base = base or _time(case.base, environ, watch)
    for argv in case.after:
        _time(argv, environ)
        # What changed within the last tick of the file system's clock is not cached.
        time.sleep(_PAUSE)
    return own, base


def _time(argv: Argv, environ: Mapping[str, str], watch: Watch = time.perf_counter) -> float:
    begin = watch()
    ran = subprocess.run(
        argv, check=False, env=environ, stdin=subprocess.DEVNULL, capture_output=True
    )
    seconds = watch() - begin
    if ran.returncode:
        sys.exit(f"exit code {ran.returncode}: {' '.join(argv)}\n{ran.stderr.decode()}")
    return seconds


def _processor_time() -> float:
    """Return the seconds for which processors worked on this process's children so far."""
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _generate(folder: Path, factor: int, environ: Mapping[str, str]) -> Path:
    print(f"making a journal of {4000 * factor:,} records", file=sys.stderr)
    _time((sys.executable, str(_HERE / "generate.py"), str(folder), f"--factor={factor}"), environ)
    return folder


def _environ(place: Path) -> dict[str, str]:
    """This process's environment, with homes of its own and with compiled files."""
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    homes = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    return kept | {name: str(place / "home") for name in homes} | {"DEVJOURNAL_TODAY": CLOCK}


if __name__ == "__main__":
    sys.exit(main())
