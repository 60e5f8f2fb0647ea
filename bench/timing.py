"""What `bench.run` and `bench.peers` share: runs of whole processes, and docs/performance.md."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
"""The page that the measured tables are written into."""

CLOCK = "2026-10-14T09:00"
"""The moment for which generate.py makes its journals."""

Argv = tuple[str, ...]

TYPER: Argv = (sys.executable, "-c", "import typer")
"""What a command is compared with: the least that any program built on Typer takes."""

LEFT_OUT = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP")
_TICK = 0.2


def environment(home: Path) -> dict[str, str]:
    """Return this process's environment with a home of its own, and with compiled files."""
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    homes = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    return kept | {name: str(home) for name in homes} | {"DEVJOURNAL_TODAY": CLOCK}


def devjournal() -> str:
    """Return the path of the command that is installed beside this Python."""
    program = shutil.which("devjournal", path=str(Path(sys.executable).parent))
    if program is None:
        sys.exit("devjournal is not installed beside this Python: make bench sets it up")
    return program


def output(argv: Argv, environ: Mapping[str, str], stdin: str = "") -> str:
    """Run a command that has to succeed, and return what it prints."""
    ran = subprocess.run(
        argv, check=False, env=environ, input=stdin, capture_output=True, encoding="utf-8"
    )
    if ran.returncode:
        sys.exit(f"exit code {ran.returncode}: {' '.join(argv)}\n{ran.stdout}{ran.stderr}")
    return ran.stdout


def seconds(argv: Argv, environ: Mapping[str, str]) -> float:
    """Return the processor time, user and system, of a command that has to succeed."""
    before = _processor_time()
    output(argv, environ)
    return _processor_time() - before


def megabytes(argv: Argv, environ: Mapping[str, str]) -> float:
    """Return the most memory that a command took while it ran, which has to succeed."""
    # Begun by a small process, as a new one counts what the one before it took.
    ran = (sys.executable, "-c", _PEAK, *argv)
    return int(output(ran, environ).splitlines()[-1]) / (1 << 20)


_PEAK = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, code, used = os.wait4(child.pid, 0)
print(used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
os._exit(os.waitstatus_to_exitcode(code))
"""


def settle() -> None:
    """Wait until the file system's clock has moved on: a file that is too new is not cached."""
    time.sleep(_TICK)


def median_ratio(pairs: Iterable[tuple[float, float]]) -> float:
    """Return the median of the ratios of times that were taken side by side."""
    return statistics.median(own / base for own, base in pairs)


def machine() -> str:
    """Return the processor, its cores, the Python and the day, as a caption for figures."""
    today = dt.datetime.now(dt.UTC).date()
    python = f"Python {platform.python_version()}"
    return f"{_processor()}, {os.cpu_count()} cores, {python}, {today.day} {today:%B %Y}"


def caption(target: str, rounds: int) -> str:
    """Return where the figures of a table were measured, and the command that makes them."""
    return f'{machine()}: `make {target} ARGS="--rounds {rounds} --write"`'


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> str:
    """Return a table; so many of its columns are words, and the others are figures."""
    lines = [head, ["---" if at < words else "--:" for at in range(len(head))], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def put_between(page: str, name: str, text: str) -> str:
    """Return a page in which the text between the two markers of a name is another."""
    marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    changed, count = marked.subn(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", page)
    if count != 1:
        raise ValueError(f"the page has not one place marked {name}")
    return changed


def write_page(name: str, text: str) -> None:
    """Write what was measured into its place in docs/performance.md."""
    PAGE.write_text(put_between(PAGE.read_text(encoding="utf-8"), name, text), encoding="utf-8")


def _processor() -> str:
    """The model's name as Linux tells it, else what Python knows."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        told = ""
    found = re.search(r"^model name\s*:\s*(.+)", told, re.MULTILINE)
    return " ".join((found[1] if found else platform.processor() or platform.machine()).split())


def _processor_time() -> float:
    """Return the seconds for which processors worked on this process's children so far."""
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
