"""What a command costs whatever the machine: modules, files opened, calls that change the disk.

A number here is what the command needs today. One that grows needs a reason; one that falls
is put down, so that it stays there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

COUNT = """
import os, sys
opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(str(args[0])))
from devjournal.cli.app import execute
from devjournal.cli.system import real_system
code = execute(sys.argv[1:], real_system())
ours = sum(name.partition(".")[0] == "devjournal" for name in sys.modules)
files = [name for name in opened if name.startswith(os.environ["DEVJOURNAL_DIR"])]
read = sum(name.endswith(".toml") for name in files)
caches = sum(name.endswith(".cache") for name in opened)
print(code, ours, read, caches, file=sys.stderr)
"""

COMMANDS: dict[tuple[str, ...], tuple[int, int, int]] = {
    ("--help",): (27, 0, 0),
    ("today",): (55, 0, 10),
    ("list", "actions"): (50, 0, 6),
    ("prep", "priya"): (59, 0, 11),
    ("show", "lead-the-readout"): (54, 0, 12),
    ("note", "Seen"): (62, 2, 6),
    ("done", "bxgt"): (64, 5, 6),
}
"""For each command at most so many modules of ours, files read and checked, caches opened."""

COMMITS: dict[tuple[str, ...], dict[str, int]] = {
    ("note", "Seen"): {"fsync": 8, "rename": 4, "flock": 6, "mkdir": 0, "unlink": 0},
    ("done", "bxgt"): {"fsync": 8, "rename": 4, "flock": 8, "mkdir": 0, "unlink": 0},
}
"""For each command that writes at most so many of the calls that take long."""

_FACTOR = 4
"""A commit may write so many times the bytes of the file that it makes, log and all."""


_FINE = 1_790_000_000_123_456_789
"""No whole second, as files from an archive may have: those are looked at again for two seconds,
and how much of that falls into a command would depend on the machine."""


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Return an environment with a journal that was written and read before: all is cached."""
    journal = shutil.copytree(ROOT / "examples" / "maya", tmp_path / "journal")
    for file in journal.rglob("*.toml"):
        os.utime(file, ns=(_FINE, _FINE))
    homes = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"), str(tmp_path / "home"))
    told = {"DEVJOURNAL_DIR": str(journal), "PYTHONPATH": str(ROOT / "src")}
    environ = {**os.environ, **homes, **told, "DEVJOURNAL_TODAY": "2026-10-14T09:00"}
    for words in (["note", "First"], ["today"], ["today"], ["show", "priya"]):
        subprocess.run(
            [sys.executable, "-m", "devjournal", *words],
            env=environ,
            check=True,
            capture_output=True,
        )
        time.sleep(0.2)  # what was written within a tick of the clock is looked at again
    return environ


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_needs_no_more_than_it_did(
    environ: dict[str, str], command: tuple[str, ...]
) -> None:
    """Modules, files of the journal and caches; a read of what is cached opens no record."""
    ran = subprocess.run(
        [sys.executable, "-c", COUNT, *command],
        env=environ,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    code, *counts = map(int, ran.stderr.splitlines()[-1].split())
    assert 0 == code
    assert all(map(int.__le__, counts, COMMANDS[command])), counts


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not here")
@pytest.mark.parametrize("command", COMMITS, ids=" ".join)
def test_a_commit_asks_no_more_of_the_disk(
    environ: dict[str, str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    """So many syncs, renames and locks; and it writes little more than what is new."""
    seen = tmp_path / "seen"
    calls = "trace=" + ",".join([*COMMITS[command], "write"])
    run = [sys.executable, "-m", "devjournal", *command]
    subprocess.run(
        [str(shutil.which("strace")), "-qq", "-y", "-o", str(seen), "-e", calls, *run],
        env=environ,
        check=True,
        capture_output=True,
    )
    lines = seen.read_text(encoding="utf-8", errors="replace").splitlines()
    counts = Counter(line.partition("(")[0] for line in lines)
    assert {name: counts[name] for name in COMMITS[command]} == COMMITS[command]
    written = [
        int(found[2])
        for line in lines
        if (found := re.match(r"write\(\d+<([^>]*)>.*= (\d+)$", line))
        and found[1].startswith(environ["DEVJOURNAL_DIR"])
    ]
    assert sum(written) <= max(written) * _FACTOR
    assert max(written) < 2000
