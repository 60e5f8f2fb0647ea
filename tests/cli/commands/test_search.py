from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.runner import Runner

if TYPE_CHECKING:
    from tests.runner import Ran

MAYA = Path(__file__).resolve().parents[3] / "examples" / "maya"


def test_it_is_found_wherever_it_is_written(loop: Runner) -> None:
    """The record and, where it is not its title, the field and the piece with the words."""
    ran = loop.ok("search", "COST", "serve")
    assert "action kwdf · Cost-to-serve draft for Priya" in ran.out
    loop.ok("note", "Łukasz hums when he is thinking.")
    assert "note" in loop.ok("search", "lukasz").out


def test_nothing_found_is_3(loop: Runner) -> None:
    """And it says so; with --json it is told as an error."""
    ran = loop("search", "zebra")
    assert (3, "", True) == (ran.code, ran.out, "nothing contains 'zebra'" in ran.err)
    assert 3 == loop("search", "zebra", "--json").json["exit_code"]


@pytest.mark.parametrize("arguments", [[], [""], ["x", "--kind", "winz"], ["x", "--limit", "0"]])
def test_misuse_is_2(loop: Runner, arguments: list[str]) -> None:
    """No words, no such kind, no such number."""
    assert 2 == loop("search", *arguments).code


def test_the_first_are_shown_or_all(loop: Runner) -> None:
    """How many there are is said, and the flag that shows all."""
    assert "1 of" in loop.ok("search", "priya", "--limit", "1").out
    whole = loop.ok("search", "priya", "--all").out
    assert "of" not in whole.splitlines()[-1].split()[:2]
    assert whole.count("\n•") > 3


def test_json_is_the_view(loop: Runner) -> None:
    """With the spans of what was looked for."""
    told = loop.ok("search", "serve", "--kind", "actions", "--json").json
    (hit,) = told["hits"]
    start, end = hit["excerpt"]["marks"][0]
    assert ("title", "serve") == (hit["field"], hit["excerpt"]["text"][start:end])
    assert 1 == told["found"]


def test_a_file_that_cannot_be_read_is_told(loop: Runner) -> None:
    """What was found is shown, and the exit is 4; also if nothing was found."""
    (loop.root / "actions" / "bcdf-broken.toml").write_text("title = ", encoding="utf-8")
    ran = loop("search", "serve")
    assert (4, True, True) == (ran.code, "kwdf" in ran.out, "bcdf-broken.toml" in ran.err)
    assert 4 == loop("search", "zebra").code


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_no_line_is_too_wide(loop: Runner, columns: str) -> None:
    """At every width, names with wide letters too."""
    loop.environ["COLUMNS"] = columns
    loop.ok("note", "美咲 Tanaka showed the number " * 8)
    loop.ok("win", "A very long title about the number " * 4)
    for line in loop.ok("search", "number").out.splitlines():
        assert len(line) + sum(ord(letter) > 0x2E80 for letter in line) <= int(columns)


def test_what_is_hostile_is_made_visible(loop: Runner) -> None:
    """An escape sequence in a note, or in what is looked for, never reaches the terminal."""
    loop.ok("note", "red \x1b[31m zebra")
    assert "\x1b" not in loop.ok("search", "zebra").out
    assert "\x1b" not in loop("search", "\x1b[31mx").err


@pytest.mark.parametrize("word", ["grainne", "lukasz", "number", "gossip", "美咲", "s3"])
def test_from_the_cache_it_finds_the_same(tmp_path: Path, word: str) -> None:
    """Records that stay asleep are those that do not say it: cold and warm runs are alike."""
    maya = Runner(tmp_path, journal=MAYA)
    time.sleep(0.15)  # files that were just written are not cached
    cold = maya("search", word, "--all")
    maya.ok("list", "people")
    warm = maya("search", word, "--all")
    assert cold == warm
    assert 0 == cold.code


def test_long_texts_are_found_from_the_cache(runner: Runner) -> None:
    """However long a text is, and whatever letters it begins with: its length stands before it."""
    (runner.root / "entries").mkdir()
    lengths = [*range(100, 400, 7), 65535, 65536, 70000]
    for number, length in enumerate(lengths):
        for start, letters in (("b", "Éclair"), ("c", "eclair")):
            text = f"{letters}{'x' * (length - 6)}"
            name = f"{start}{'bcdfghjklmnpqrstvwxz'[number // 20]}"
            name += f"{'bcdfghjklmnpqrstvwxz'[number % 20]}b-x.toml"
            path = runner.root / "entries" / name
            path.write_text(f'kind = "note"\non = 2026-10-01\ntext = "{text}"\n', encoding="utf-8")
    time.sleep(0.15)
    runs: list[Ran] = [runner("search", "eclairx", "--limit", "1", "--json") for _ in range(2)]
    assert [2 * len(lengths)] * 2 == [ran.json["found"] for ran in runs]
