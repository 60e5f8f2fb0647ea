"""Whole stories typed at the program: each file in `snapshots/` is what a terminal would show.

A scene begins with a line `# ...`, which states its truth, on a fresh journal; a line `@ loop`
takes a copy of another one, `@ nothing` none yet, and `@ clock=...`, `@ columns=...` or
`@ letters=...` sets what is fixed in a test. `$ dj` is the program, with what it printed
beneath, and its exit code in brackets unless it is 0; `<<< one|two` is typed at its questions,
an empty part being Enter alone. `$ cat` and `$ grep` look into files of the journal, and
`| grep` into what was printed. A backslash stands before what reads like one of these marks.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from devjournal.models.ids import ALPHABET
from devjournal.models.lifecycle import MOVES
from tests.runner import Runner

if TYPE_CHECKING:
    from collections.abc import Callable

    from devjournal.models.lifecycle import Move

HERE = Path(__file__).parent
JOURNALS = {
    "loop": HERE.parent / "journals" / "loop",
    "maya": HERE.parents[1] / "examples" / "maya",
}
FIXED = {"clock": "DEVJOURNAL_TODAY", "columns": "COLUMNS"}
MARKS = ("# ", "@ ", "$ ")
SCENES = sorted((HERE / "snapshots").glob("*.scenes.txt"))


def with_words(lines: list[str], word: str) -> list[str]:
    """Return the lines that hold a word."""
    return [line for line in lines if word in line]


class Stage:
    """Where scenes are played: each on a journal of its own."""

    def __init__(self, folder: Path) -> None:
        """Make journals in folders within `folder`."""
        self._folder = folder
        self._scenes = 0

    def begin(self, journal: str = "", letters: str = ALPHABET) -> None:
        """Take a journal, fresh unless it is named."""
        self._scenes += 1
        folder = self._folder / str(self._scenes)
        self.runner = Runner(folder, journal=JOURNALS.get(journal), letters=letters)
        self.runner.on_screen = True
        self.runner.environ["COLUMNS"] = "300"  # room for the path of any journal
        if journal == "nothing":
            (self.runner.root / "journal.toml").unlink()
            self.runner.environ["DEVJOURNAL_DIR"] = str(self.runner.root / "new")

    def fix(self, words: list[str]) -> None:
        """Do what a line `@ ...` says."""
        fixed = dict(word.split("=") for word in words if "=" in word)
        if "=" not in words[0]:
            self.begin(words[0], fixed.pop("letters", ALPHABET))
        self.runner.environ |= {FIXED[name]: value for name, value in fixed.items()}

    def type(self, line: str) -> list[str]:
        """Run a line as it is typed, and return the lines that it shows.

        What it changed is undone and done again, both to the byte.
        """
        command, _, typed = line.partition(" <<< ")
        command, _, sought = command.partition(" | grep ")
        program, *words = shlex.split(command)
        if program != "dj":
            return self.look(program, words)
        before = self.runner.files()
        ran = self.runner(*words, answers=typed.replace("|", "\n") + "\n" if typed else None)
        after = self.runner.files()
        if before != after and words[0] not in ("init", "undo", "redo"):
            self.runner.ok("undo")
            assert before == self.runner.files(), line
            self.runner.ok("redo")
            assert after == self.runner.files(), line
        # However long its path is, and wherever that broke a line.
        root = re.escape(str(self.runner.root))
        text = re.sub(rf"\s+{root}", " JOURNAL", ran.out + ran.err)
        shown = re.sub(root, "JOURNAL", text).splitlines()
        if sought:
            shown = with_words(shown, *shlex.split(sought))
        return [*shown, f"[{ran.code}]"] if ran.code else shown

    def look(self, program: str, words: list[str]) -> list[str]:
        """Return a file of the journal, or those lines in it that hold a word."""
        (path,) = self.runner.root.glob(words[-1])
        lines = path.read_text(encoding="utf-8").splitlines()
        return lines if program == "cat" else with_words(lines, words[0])


def played(text: str, stage: Stage) -> str:
    """Return scenes as they are when all that is typed in them is typed anew."""
    lines: list[str] = []
    for line in text.splitlines():
        mark, rest = line[:2], line[2:]
        if mark == "# ":
            if lines and not lines[-1].startswith("#"):
                lines.append("")
            stage.begin()
        if mark in MARKS:
            lines.append(line)
        if mark == "@ ":
            stage.fix(rest.split())
        if mark == "$ ":
            lines += [f"\\{one}" if one[:2] in MARKS else one for one in stage.type(rest)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", SCENES, ids=[path.name.partition(".")[0] for path in SCENES])
def test_a_scene_is_played_as_it_was_written(
    path: Path, tmp_path: Path, snapshot_file: Callable[[str, str], None]
) -> None:
    """What is said of each command, and what is then in the files; every change can be undone."""
    snapshot_file(played(path.read_text(encoding="utf-8"), Stage(tmp_path)), path.name)


KEPT = ("relationship", "setback")
"""The kinds whose lives are long: each move of theirs is somewhere in these stories."""


@pytest.mark.parametrize(
    "move", [pytest.param(one, id=f"{one.kind} {one.verb}") for one in MOVES if one.kind in KEPT]
)
def test_each_move_of_a_long_life_is_in_a_story(move: Move) -> None:
    """Typed there, and done: what is said of it names the kind."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in SCENES)
    words = re.split(r" --|,", move.command)[0].split()
    typed = " ".join(r"(\"[^\"]*\"|\S+)" if word.isupper() else word for word in words)
    done = rf"^\$ dj {typed}\b[^\n]*\n([^$@#][^\n]*\n|\n(?!#))*?[^\n$@#]*✓ {move.kind} "
    assert re.search(done, texts, re.MULTILINE), move.command
