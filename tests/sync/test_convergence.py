"""Machines that are edited at random come to one journal, in which everything is."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from tests.sync.laptops import laptops_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.sync.laptops import Laptop

SHARED = "Lead the readout"
"""The title that each machine gives to some of its goals."""

TOKEN = re.compile(r"zq\d+x")


class World:
    """What was done on all machines: each edit leaves a word that no other has.

    `born` is the word that a record was made with, which stays in its tags.
    """

    def __init__(self, folder: Path, count: int, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - no secret
        self.laptops = laptops_in(folder, count)
        self.record_of: dict[str, str] = {}
        self.gone: set[str] = set()
        self.goal_of: dict[str, str] = {}
        self.number = 0

    def word(self, born: str = "") -> str:
        """Return a new word, of a new record or of one that is there."""
        self.number += 1
        made = f"zq{self.number}x"
        self.record_of[made] = born or made
        return made

    def edit(self, laptop: Laptop) -> None:
        """Do one thing at random."""
        laptop.environ["DEVJOURNAL_TODAY"] = f"2026-10-{1 + self.number // 40:02}T09:00"
        born = {born_in(laptop.text(path)): path for path in laptop.files() if "/" in path}
        ways: list[Callable[[Laptop, str, str], None]] = [
            *(self.make,) * 3,
            *(self.set,) * 4,
            *(self.by_hand,) * 4,
            *(self.append, self.note, self.close, self.rename, self.delete),
        ]
        way = self.chance.choice(ways)
        if not born or way == self.make:
            self.make(laptop, "", "")
        else:
            one = self.chance.choice(sorted(born))
            way(laptop, one, born[one])

    def make(self, laptop: Laptop, _born: str, _path: str) -> None:
        """Make a record."""
        word = self.word()
        kind = self.chance.choice(("action", "goal", "win", "note", "skill"))
        before = laptop.files()
        goals = [path for path in before if path.startswith("goals/")]
        if kind == "goal":
            # Of two machines that make one of the same name, one is renamed.
            title = self.chance.choice((SHARED, f"Goal {word}"))
            laptop.ok("goal", "add", title)
        elif kind == "skill":
            laptop.ok("skill", "add", f"Skill {word}")
        elif kind == "action" and goals:
            path = self.chance.choice(goals)
            self.goal_of[word] = born_in(laptop.text(path))
            laptop.ok("action", f"Do {word}", "--goal", id_of(path))
        else:
            laptop.ok(kind, f"Thing {word}")
        (made,) = laptop.files().keys() - before.keys()
        laptop.ok("set", id_of(made), f"tags={word}")

    def set(self, laptop: Laptop, born: str, path: str) -> None:
        """Set a field, whose words of before are then gone."""
        fields = {"actions": ("title", "note"), "goals": ("why", "measure"), "entries": ("text",)}
        name = self.chance.choice(fields.get(path.partition("/")[0], ("name",)))
        was = laptop.file(path).get(name, "")
        # The word that it was made with stays in its tags.
        self.gone |= {*TOKEN.findall(was)} - {born}
        laptop.ok("set", id_of(path), f"{name}={name} {self.word(born)}")

    def by_hand(self, laptop: Laptop, born: str, path: str) -> None:
        """Put a comment somewhere, or a key that the program does not know."""
        lines = laptop.text(path).split("\n")
        first = next((n for n, line in enumerate(lines) if line.startswith("[")), len(lines))
        has_text = re.search(r"'''|\"{3}", "".join(lines[:first]))
        at = 0 if has_text else self.chance.randrange(first)
        word = self.word(born)
        way = self.chance.randrange(3)
        if way == 0 and not has_text and "=" in lines[at] and "#" not in lines[at]:
            lines[at] += f"  # beside {word}"
        elif way == 1:
            lines.insert(at, f'own_{word} = "{word}"')
        else:
            lines.insert(at, f"# by hand {word}")
        laptop.write(path, "\n".join(lines))

    def append(self, laptop: Laptop, born: str, path: str) -> None:
        """Add an element to a list of tables."""
        if path.startswith("goals/"):
            state = laptop.file(path).get("state", "active")
            if state in ("active", "paused"):
                note = self.word(born)
                laptop.ok("goal", "checkin", id_of(path), "--health", "on_track", "--note", note)
        elif path.startswith("skills/"):
            laptop.ok("skill", "rate", id_of(path), "3", "--evidence", self.word(born))

    def note(self, laptop: Laptop, born: str, path: str) -> None:
        """Add a line to a long text."""
        text = laptop.text(path)
        line = f"line {self.word(born)}"
        if "diary =" in text:
            text = re.sub(r"\n('''|\"{3})$", rf"\n{line}\n\1", text, count=1, flags=re.MULTILINE)
        else:
            text = f"diary = '''\n{line}\n'''\n{text}"
        laptop.write(path, text)

    def close(self, laptop: Laptop, born: str, path: str) -> None:
        """Close an action, or open it again."""
        if path.startswith("actions/"):
            if laptop.file(path).get("state"):
                laptop.ok("reopen", id_of(path))
            else:
                self.gone |= {*TOKEN.findall(laptop.file(path).get("evidence", ""))}
                laptop.ok("done", id_of(path), "--evidence", self.word(born))

    def rename(self, laptop: Laptop, _born: str, path: str) -> None:
        """Give a record another id."""
        self.number += 1
        laptop.ok("rename", id_of(path), f"renamed-{self.number}")

    def delete(self, laptop: Laptop, _born: str, path: str) -> None:
        """Delete a record, with all that this machine knows of it."""
        folder = path.partition("/")[0]
        if sum(one.startswith(f"{folder}/") for one in laptop.files()) > 2:
            self.gone |= {*TOKEN.findall(laptop.text(path))}
            laptop.ok("delete", id_of(path), "--with-links")


def id_of(path: str) -> str:
    """Return the id of the record in a file."""
    return path.rpartition("/")[2].removesuffix(".toml")


def born_in(text: str) -> str:
    """Return the word that a record was made with."""
    found = re.search(r'^tags = \["(zq\d+x)"\]', text, re.MULTILINE)
    assert found, text
    return found[1]


def play(folder: Path, count: int, edits: int, seed: int) -> None:
    """Edit at random, sync now and then, and hold what comes of it to what was done."""
    world = World(folder, count, seed)
    for _ in range(edits * count):
        laptop = world.chance.choice(world.laptops)
        world.edit(laptop)
        if world.chance.random() < 0.1:
            laptop.sync()
    for laptop in (*world.laptops, *world.laptops):
        laptop.sync()
    require_one(world.laptops)
    require_all(world, world.laptops[0])


def require_one(laptops: list[Laptop]) -> None:
    """Hold machines to one journal, to the byte, in which all is in order."""
    first, *others = laptops
    for laptop in others:
        assert first.files() == laptop.files()
        assert first.git("rev-parse", "HEAD") == laptop.git("rev-parse", "HEAD")
    assert "" == first.git("status", "--porcelain")
    told = [one["reason"] for one in first.ok("check", "--json").json["problems"]]
    assert [] == [one for one in told if not re.search("^unsettled|unknown key", one)]


def require_all(world: World, laptop: Laptop) -> None:
    """Hold a journal to all that was done: each word is there, in its own record alone."""
    where: dict[str, set[str]] = defaultdict(set)
    home: dict[str, str] = {}
    for path in (one for one in laptop.files() if "/" in one):
        text = laptop.text(path)
        born = born_in(text)
        # Of goals that are made, renamed and deleted under one name on one day, one may be kept
        # twice: which is which can't be told, and nothing of either is lost.
        assert home.setdefault(born, path) == path or SHARED in text
        # The id of a goal that is linked to has a word of that goal's.
        for word in TOKEN.findall(re.sub('(?m)^goal = "[^"]*"', "", text)):
            where[word].add(born)
    lost = [one for one in world.record_of if one not in where and one not in world.gone]
    assert [] == lost
    assert {word: {world.record_of[word]} for word in where} == where
    for action, goal in world.goal_of.items():
        if action in home and (named := laptop.file(home[action]).get("goal")):
            assert goal == born_in(laptop.text(f"goals/{named}.toml"))


@pytest.mark.parametrize("seed", range(2))
def test_two_machines(tmp_path: Path, seed: int) -> None:
    """Two machines come to one journal, with all that was done on both."""
    play(tmp_path, 2, 15, seed)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(20))
def test_many_edits(tmp_path: Path, seed: int) -> None:
    """Two or three machines with a hundred edits each do so, too."""
    play(tmp_path, 2 + seed % 2, 100, seed)
