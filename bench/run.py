"""Measure the commands against their limits, as ratios to `python -c "import typer"`.

    make bench ARGS=--check

Each run of a command stands beside a run of what it is compared with, so that whatever else
the machine does slows both; the median of these ratios is what counts. Measured is the
processor time of whole processes. Caches are warm unless said otherwise, and all is compiled.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from bench import timing
from bench.generate import crowd, generate, write
from bench.timing import TYPER, Argv

WHO = "priya"
"""Somebody with a meeting planned in these journals."""

CROWD = 5_000
"""How many of each thing stand on a page of the crowded journal."""

FEWER = 500
"""How many stand there in the journal that it is compared with."""

_LINEAR = CROWD / FEWER * 1.2
"""How many times as long a page may take that has so many times as much on it."""

FACTOR = 10
"""How many times the records the longer journal has."""

_EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "maya"


class Journal(NamedTuple):
    """A journal to run commands on, with caches of its own."""

    name: str
    folder: Path
    environ: Mapping[str, str]

    def argv(self, *words: str) -> Argv:
        """Return the command line of a command on this journal."""
        return (timing.devjournal(), "--journal", str(self.folder), *words)

    def run(self, *words: str) -> None:
        """Run a command, untimed."""
        timing.output(self.argv(*words), self.environ)

    def warm(self) -> None:
        """Read what has changed into the cache."""
        timing.settle()
        self.run("today")
        timing.settle()

    def undo(self) -> None:
        """Take the last change back, so that the next run finds what the one before found."""
        self.run("undo")
        self.warm()

    def hide_cache(self) -> None:
        """Move the cache aside; the journal's home holds nothing else."""
        home = Path(self.environ["HOME"])
        home.rename(home.with_suffix(".aside"))

    def put_cache_back(self) -> None:
        """Put the cache that was moved aside in the place of the new one."""
        home = Path(self.environ["HOME"])
        shutil.rmtree(home)
        home.with_suffix(".aside").rename(home)

    def open_actions(self) -> list[Path]:
        """Return the files of the actions that are open."""
        files = sorted((self.folder / "actions").iterdir())
        return [file for file in files if "\nstate" not in file.read_text(encoding="utf-8")]


def _nothing() -> None:
    """Do nothing before or after a run."""


class Case(NamedTuple):
    """A command on a journal, and how many times as long as another it may take.

    `before` and `after` are untimed; `after` leaves the journal as `before` found it.
    """

    name: str
    limit: float
    journal: Journal
    words: Argv
    before: Callable[[], None] = _nothing
    after: Callable[[], None] = _nothing
    against: Journal | None = None
    """The journal on which the same command is what it is compared with; None: Typer."""
    base: tuple[str, Argv] | None = None
    """What else it is compared with, by its name."""
    less: Argv = ()
    """A command whose time is taken off: what is measured is what comes on top of it."""


class Outcome(NamedTuple):
    """The ratios of one case; `ms` is its median time, to be read and never judged."""

    name: str
    journal: str
    against: str
    limit: float
    median: float
    least: float
    most: float
    ms: float

    @property
    def is_over(self) -> bool:
        """Whether it takes longer than it may, as far as the table shows."""
        return round(self.median, 2) > self.limit


def main() -> int:
    """Make the journals, time every case, print the outcome; return the exit code."""
    parser = argparse.ArgumentParser(description="Time the commands against 'import typer'.")
    parser.add_argument("--rounds", type=int, default=15, help="runs of each command")
    parser.add_argument("--only", default="", help="only cases whose name holds this")
    parser.add_argument("--check", action="store_true", help="exit 1 if one is over its limit")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    told = parser.parse_args()
    if told.only and told.write:
        parser.error("--write needs every case, so --only can't go with it")
    with tempfile.TemporaryDirectory(prefix="devjournal-bench-") as folder:
        journals = _journals(Path(folder))
        cases = [one for one in _cases(*journals) if told.only in one.name]
        outcomes = measure(cases, rounds=told.rounds)
        if told.only in _MEMORY:
            outcomes += (memory(journals[0], 40), memory(journals[1], 90))
    print(as_json(outcomes) if told.json else as_table(outcomes))
    if told.write:
        timing.write_page("commands", as_markdown(outcomes, rounds=told.rounds))
    return int(told.check and any(outcome.is_over for outcome in outcomes))


def measure(cases: Sequence[Case], *, rounds: int) -> tuple[Outcome, ...]:
    """Return the outcome of each case after so many rounds through all of them."""
    for case in (*cases, *cases):
        _once(case)
    pairs: list[list[tuple[float, float]]] = [[] for _ in cases]
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
        for case, taken in zip(cases, pairs, strict=True):
            taken.append(_once(case, base_first=number % 2 == 0))
    return tuple(map(outcome_of, cases, pairs))


def outcome_of(case: Case, pairs: Sequence[tuple[float, float]]) -> Outcome:
    """Return what pairs of times (of the command, of what it is compared with) come to."""
    ratios = [own / base for own, base in pairs]
    return Outcome(
        name=case.name,
        journal=case.journal.name,
        against=_words(case),
        limit=case.limit,
        median=timing.median_ratio(pairs),
        least=min(ratios),
        most=max(ratios),
        ms=1000 * statistics.median(own for own, _ in pairs),
    )


def _words(case: Case) -> str:
    if case.base:
        return case.base[0]
    if case.against is None:
        return "import typer"
    return "itself, warm" if case.against == case.journal else case.against.name


_MEMORY = "today, megabytes"


def memory(journal: Journal, limit: float) -> Outcome:
    """Return how much memory the dashboard of a journal takes at most, in megabytes."""
    journal.warm()
    taken = timing.megabytes(journal.argv("today"), journal.environ)
    return Outcome(_MEMORY, journal.name, "–", limit, taken, taken, taken, 0)


def as_table(outcomes: Sequence[Outcome]) -> str:
    """Return the outcomes as a table for a person."""
    head = f"{'':34}{'journal':20}{'limit':>6}{'ratio':>7}   {'least - most':<13}{'ms':>6}"
    lines = [
        f"{one.name:34}{one.journal:20}{one.limit:6.2f}{one.median:7.2f}   "
        f"{one.least:.2f} - {one.most:.2f}  {one.ms:6.0f}"
        f"{'  over its limit' if one.is_over else ''}"
        for one in outcomes
    ]
    return "\n".join([head, *lines])


def as_markdown(outcomes: Sequence[Outcome], *, rounds: int) -> str:
    """Return the table of docs/performance.md, with how and where it was measured."""
    head = ("Command", "Journal", "Compared with", "At most", "Measured", "ms")
    rows = [
        (
            one.name,
            one.journal,
            one.against,
            f"{one.limit:.1f}",
            f"**{one.median:.2f}**" if one.is_over else f"{one.median:.2f}",
            f"{one.ms:.0f}" if one.ms else "–",
        )
        for one in outcomes
    ]
    return f"{timing.markdown(head, rows, words=3)}\n\n{timing.caption('bench', rounds)}"


def as_json(outcomes: Sequence[Outcome]) -> str:
    """Return the outcomes as one JSON document."""
    found: list[dict[str, Any]] = [{**one._asdict(), "is_over": one.is_over} for one in outcomes]
    return json.dumps({"machine": timing.machine(), "outcomes": found}, indent=2)


def _cases(
    ten: Journal, longer: Journal, small: Journal, crowded: Journal, fewer: Journal
) -> tuple[Case, ...]:
    """Return everything that has a limit, and the limit."""
    reads, more_reads = _reads(ten), _reads(longer)
    writes, more_writes = _writes(ten), _writes(longer)
    first, second, *_ = ten.open_actions()
    finish = partial(ten.run, "done", second.stem)
    by_hand = first.read_bytes()
    today = ("today", *_SHOWN)
    asked = ten._replace(environ={**ten.environ, "_DEVJOURNAL_COMPLETE": "zsh"})

    def edit() -> None:
        first.write_bytes(by_hand + b"# Looked at by hand.\n")

    def put_back() -> None:
        first.write_bytes(by_hand)
        ten.warm()

    return (
        *(Case(name, 2.0, ten, words) for name, words in reads.items()),
        *(
            Case(f"{name}, right after a write", 2.3, ten, words, finish, ten.undo)
            for name, words in reads.items()
        ),
        *(
            Case(name, 2.6 if name == "done ID" else 2.4, ten, words, after=ten.undo)
            for name, words in writes.items()
        ),
        Case("today", 1.7, small, today),
        Case("--help", 1.1, ten, ("--help",)),
        *(Case(f"{' '.join(words)}TAB", 1.5, asked, words) for words in _COMPLETED),
        *(Case(name, 6.5, longer, words) for name, words in more_reads.items()),
        Case("note TEXT", 4.2, longer, more_writes["note TEXT"], after=longer.undo),
        Case("done ID", 6.0, longer, more_writes["done ID"], after=longer.undo),
        *(
            Case(f"{name}, {CROWD:,} of each on it", limit, crowded, words)
            for name, limit, words in _CROWDED
        ),
        *(
            Case(f"{name}, {CROWD // FEWER} times as much", _LINEAR, crowded, words, against=fewer)
            for name, _, words in _CROWDED
        ),
        Case(
            "today, no cache",
            8.0,
            ten,
            today,
            ten.hide_cache,
            ten.put_cache_back,
            against=ten,
        ),
        Case("today, one file edited", 1.3, ten, today, edit, put_back, against=ten),
        *_printed(small),
    )


def _printed(beside: Journal) -> tuple[Case, ...]:
    """Return the review of a year as HTML, beside its page, and as PDF, beyond its page.

    In typst's own fonts: what a machine's fonts cost, as for Japanese, is for them to say.
    """
    page = ("review",)
    shown = (*page, *_SHOWN)
    journal = beside._replace(name="a year", folder=beside.folder.with_name("a year"))
    shutil.copytree(_EXAMPLE.with_name("signe"), journal.folder)
    html, pdf = (
        (*page, "--output", str(journal.folder.with_name(f"page.{ending}")), "--force")
        for ending in ("html", "pdf")
    )
    return (
        Case("review as HTML", 2.5, journal, html, base=("the page", journal.argv(*shown))),
        Case("review as PDF, more than the page", 1.5, journal, pdf, base=_TYPST, less=shown),
    )


_SHOWN = ("--color", "always")
"""Draws a page as a terminal gets it: what these processes print goes to a pipe."""

_TYPST = ("typst, one word", (sys.executable, "-c", "import typst; typst.compile(b'Hello')"))


_COMPLETED = (("",), ("done", ""), ("prep", ""), ("show", "k"), ("win", "Won", "--"))
"""The words before TAB."""

_CROWDED = (
    ("today", 60, ("today", *_SHOWN)),
    (f"prep {WHO}", 60, ("prep", WHO, *_SHOWN)),
    ("list actions", 15, ("list", "actions", *_SHOWN)),
    ("review", 80, ("review", *_SHOWN)),
)
"""The pages that may have much on them, and their limits."""


def _reads(journal: Journal) -> dict[str, Argv]:
    """Return the commands that people run most, by what they are called in the table."""
    return {
        "today": ("today", *_SHOWN),
        "list actions": ("list", "actions", *_SHOWN),
        f"prep {WHO}": ("prep", WHO, *_SHOWN),
        "show ID": ("show", journal.open_actions()[0].stem, *_SHOWN),
    }


def _writes(journal: Journal) -> dict[str, Argv]:
    """Return the commands that write a record each, by what they are called in the table."""
    return {
        "note TEXT": ("note", "The board meets on the second Tuesday"),
        f"topic {WHO} TEXT": ("topic", WHO, "Which number would you take out?"),
        "done ID": ("done", journal.open_actions()[0].stem),
    }


def _once(case: Case, *, base_first: bool = True) -> tuple[float, float]:
    """Return the seconds that a case's command and what it is compared with took."""
    argv, environ = case.journal.argv(*case.words), case.journal.environ
    beside = (case.base[1] if case.base else TYPER, environ)
    if case.against:
        beside = (case.against.argv(*case.words), case.against.environ)
    base = timing.seconds(*beside) if base_first else 0.0
    case.before()
    own = timing.seconds(argv, environ)
    if case.less:
        own -= timing.seconds(case.journal.argv(*case.less), environ)
    case.after()
    return own, base or timing.seconds(*beside)


def _journals(place: Path) -> tuple[Journal, Journal, Journal, Journal, Journal]:
    """Make journals: of ten years, with ten times the records, nearly empty, and two crowded."""
    names = ("ten years", f"{FACTOR} times that", "nearly empty")
    crowds = (f"{CROWD:,} of each open", f"{FEWER:,} of each open")
    ten, longer, small, crowded, fewer = (
        Journal(name, place / name, timing.environment(place / f"home of {name}"))
        for name in (*names, *crowds)
    )
    for journal, factor in ((ten, 1), (longer, FACTOR)):
        print(f"making a journal of {4000 * factor:,} records", file=sys.stderr)
        generate(journal.folder, seed=1, factor=factor)
    shutil.copytree(_EXAMPLE, small.folder)
    write(crowded.folder, crowd(CROWD))
    write(fewer.folder, crowd(FEWER))
    return ten, longer, small, crowded, fewer


if __name__ == "__main__":
    sys.exit(main())
