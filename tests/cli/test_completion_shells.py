"""The scripts in the shells that they are for, as somebody types there."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest

from devjournal.cli.commands.setup import PLACES
from tests.runner import JOURNALS, Runner

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

_STARTS = {
    "bash": ("bash", ["--norc", "--noprofile", "-i"]),
    "zsh": ("zsh", ["-i"]),
    "fish": ("fish", ["--private", "-i"]),
}
_FIRST = {
    "bash": "source {place}; PS1='> '; bind 'set bell-style none'; "
    "bind 'set show-all-if-ambiguous on'; bind 'set enable-bracketed-paste off'",
    "zsh": "PS1='> '; fpath+=({folder}); autoload -Uz compinit; compinit -u",
    "fish": "function fish_prompt; echo '> '; end; set -g fish_autosuggestion_enabled 0",
}


class Shell:
    """One of the shells, with the script where `completion` says that it goes."""

    def __init__(self, name: str, home: Path, journal: Path) -> None:
        """Start it; the program is on its PATH under both of its names."""
        if shutil.which(name) is None:
            if os.environ.get("CI"):
                pytest.fail(f"{name} is not here")
            pytest.skip(f"{name} is not here")
        place = Path(PLACES[name].replace("~", str(home)))
        place.parent.mkdir(parents=True)
        script = Runner(home / "other").ok("completion", name).out
        place.write_text(script, encoding="utf-8")
        program = Path(sys.executable).parent
        environ = {
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "PATH": f"{program}:{os.environ['PATH']}",
            "TERM": "xterm",
            "LANG": "C.UTF-8",
            "DEVJOURNAL_DIR": str(journal),
            "DEVJOURNAL_TODAY": "2026-10-14T09:00",
        }
        start, words = _STARTS[name]
        self.child = pexpect.spawn(
            start, words, env=environ, dimensions=(50, 160), encoding="utf-8", timeout=20
        )
        self.child.sendline(_FIRST[name].format(place=place, folder=place.parent))
        self.child.sendline("echo rea''dy")
        self.child.expect("[\r\n]ready")

    def completed(self, typed: str) -> str:
        """Return what the line is after TAB: it is run behind an `echo`, with marks around it."""
        self.child.send(f"{typed}\t")
        self.child.send("\x01echo @@ \x05 @@\r")
        self.child.expect(r"[\r\n]@@ ([^\r\n]*) @@\r?\n")
        match = self.child.match
        assert isinstance(match, re.Match)
        return str(match[1]).rstrip()

    def listed(self, typed: str, *words: str) -> None:
        """Expect all the words after TAB, in whichever order."""
        self.child.send(f"{typed}\t")
        missing = set(words)
        while missing:
            missing.remove(missing_one := [*missing][self.child.expect_exact([*missing])])
            assert missing_one in words


@pytest.fixture(params=["bash", "zsh", "fish"])
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shell]:
    """Return each shell on the example journal."""
    home = tmp_path / "home"
    home.mkdir()
    journal = shutil.copytree(JOURNALS["maya"], tmp_path / "journal")
    made = Shell(request.param, home, journal)
    yield made
    made.child.close(force=True)


def test_what_is_typed_is_completed(shell: Shell) -> None:
    """Commands, ids, flags, choices, fields and days, under both names of the program."""
    lines = {
        "devjournal pre": "devjournal prep",
        "devjournal prep misa": "devjournal prep misaki-partner",
        "dj done kw": "dj done kwdf-cost-to-serve-draft-for-priya",
        "devjournal win x --sc": "devjournal win x --scale",
        "devjournal win x --scale c": "devjournal win x --scale company",
        "devjournal win x --scale=c": "devjournal win x --scale=company",
        "devjournal set lead-the-readout due=tom": "devjournal set lead-the-readout due=tomorrow",
        "devjournal --journal /nowhere pre": "devjournal --journal /nowhere prep",
    }
    assert lines == {typed: shell.completed(typed) for typed in lines}
    # No blank behind `=`, where the value comes.
    assert "devjournal set lead-the-readout due=x" == shell.completed(
        "devjournal set lead-the-readout du\tx"
    )


def test_what_is_ambiguous_is_listed(shell: Shell) -> None:
    """All that may be meant; the records with their titles where the shell shows any."""
    titles = () if "bash" in str(shell.child.command) else ("Priya Nair, closed",)
    shell.listed("devjournal prep priya-", "first-round", *titles)


def test_files_are_offered_where_a_file_is_meant(shell: Shell, tmp_path: Path) -> None:
    """By the shell itself."""
    (tmp_path / "afterwards.md").touch()
    typed = f"devjournal review --output {tmp_path}/after"
    assert f"devjournal review --output {tmp_path}/afterwards.md" == shell.completed(typed)
