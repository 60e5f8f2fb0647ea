"""What the common commands import, once everything is in the cache.

Each module here is paid for in every run: `import typer` takes half of a command's time, and
pydantic alone would take as long again. A new name on the list needs a reason as good as
those beside it; what is needed now and then is imported in the function that needs it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

ALLOWED = {
    "annotated_doc": "typer's own",
    "devjournal": "ours",
    "platformdirs": "where the cache lies",
    "rich": "the terminal's page, and how wide a character is",
    "shellingham": "typer's own",
    "typer": "the command line",
}
"""What does not come with Python, and why it is there. Never here: what checks a record
(pydantic, annotated_types), reads or writes TOML (tomli, tomli_w, tomledit), makes a slug
(anyascii)."""

COSTLY = {"email", "http", "importlib.metadata", "json", "sqlite3", "ssl", "tomllib", "asyncio"}
"""Modules of Python's own that a read has no use for, each 1 to 40 ms."""

# Run in the process that is looked at: its modules, when it ends.
TELL = """
import sys
from devjournal.cli.app import execute
from devjournal.cli.system import real_system
code = execute(sys.argv[1:], real_system())
assert not code, code
print(*sorted(sys.modules), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which the example journal was read before, and all is cached."""
    home = str(tmp_path_factory.mktemp("home"))
    homes = {"HOME": home, "XDG_CACHE_HOME": home, "LOCALAPPDATA": home}
    told = {"DEVJOURNAL_DIR": str(ROOT / "examples" / "maya"), "PYTHONPATH": str(ROOT / "src")}
    environ = {**os.environ, **homes, **told, "DEVJOURNAL_TODAY": "2026-10-14T09:00"}
    for command in COMMANDS.values():
        printed(environ, TELL, *command)
    return environ


def printed(environ: dict[str, str], script: str, *command: str) -> set[str]:
    """Return the words that a script prints last, in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", script, *command],
        env=environ,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return set(ran.stderr.splitlines()[-1].split())


COMMANDS: dict[str, tuple[str, ...]] = {
    "today": ("today",),
    "prep": ("prep", "priya"),
    "list": ("list", "actions"),
    "show": ("show", "lead-the-readout"),
    "help": ("--help",),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_warm_read_imports_what_it_needs(
    command: tuple[str, ...], environ: dict[str, str]
) -> None:
    """Of all that does not come with Python, only what is allowed above."""
    bare = printed(environ, "import sys; print(*sys.modules, file=sys.stderr)")
    ours = printed(environ, TELL, *command) - bare
    top = {name.partition(".")[0] for name in ours} - sys.stdlib_module_names
    made = {name for name in top if name == "__main__" or name.startswith("_sysconfigdata_")}
    assert set() == top - made - ALLOWED.keys()
    assert set() == ours & COSTLY


def test_a_write_does_without_pydantic(tmp_path: Path, environ: dict[str, str]) -> None:
    """What is written is checked by pydantic's core alone, and an ASCII title needs no tables."""
    journal = shutil.copytree(ROOT / "examples" / "maya", tmp_path / "journal")
    told = {**environ, "DEVJOURNAL_DIR": str(journal)}
    for command in (("note", "One"), ("done", "bxgt"), ("today",)):
        assert {"pydantic", "anyascii"}.isdisjoint(printed(told, TELL, *command)), command


def test_a_cold_read_is_another_matter(tmp_path: Path, environ: dict[str, str]) -> None:
    """The list above is worth something: what has to be checked is checked by pydantic."""
    cold = {**environ, "XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)}
    assert "pydantic" in printed(cold, TELL, "today")
