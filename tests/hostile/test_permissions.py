from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.texts import commands
from tests.runner import Runner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has other means")

MADE = {
    *("prep.md", "review.json", "journal.toml", "lock", ".gitignore", "history", "undone"),
    *("damaged", "redo-1.json", "action.cache", "drafts", "log-1.md"),
}
"""What must be among the files and folders, so that each way of making one was gone."""


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """Set the mask of this process for a moment."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def made_under(mask: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[Path, int]:
    """Let the program make all that it ever makes; return it with the modes."""
    home = tmp_path / "home"
    for name in ("CACHE", "STATE", "DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    runner = Runner(tmp_path / "around")
    mine = ("--journal", str(home / "mine"))
    with umask(mask):
        runner.ok("init", "--name", "Robin Vale", str(home / "mine"))
        for arguments in commands(f"""
meet 'Priya Nair' --as mentor --purpose x --next '2d 15:00'; action Tea; done bc; undo;
prep priya --output {home}/prep.md; review --output {home}/review.json
"""):
            runner.ok(*mine, *arguments)
        assert 2 == runner(*mine, "log", "priya", "--extra", "-", stdin="## Nowhere\nx\n").code
        runner.environ["EDITOR"] = "false"
        assert 5 == runner(*mine, "edit", "bc").code
        runner.ok(*mine, "purge", "bc", "--yes")
        (home / "mine" / ".devjournal" / "redo.json").touch(0o600)
        runner.ok(*mine, "check", "--fix")
        # What changed just now is not kept in the cache yet.
        runner.ok(*mine, "action", "Milk")
        time.sleep(0.2)
        runner.ok(*mine, "list", "actions")
    return {path: path.lstat().st_mode & 0o777 for path in home.rglob("*")}


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o027, 0o077])
def test_all_that_is_written_is_its_owners(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mask: int
) -> None:
    """Journal, history, cache, kept drafts and pages: 0600 and 0700, whatever the umask."""
    made = made_under(mask, tmp_path, monkeypatch)
    assert set() == MADE - {path.name for path in made}
    wanted = {path: 0o700 if path.is_dir() else 0o600 for path in made}
    assert {} == {path: oct(mode) for path, mode in made.items() if mode != wanted[path]}


@pytest.mark.parametrize("name", ["open", "mkdir"])
def test_what_is_left_to_the_umask_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Files and folders made as most programs make them are open to others under umask 0."""
    really = getattr(os, name)

    def wide(path: Any, *arguments: Any, **named: Any) -> Any:
        if name == "mkdir":
            return really(path, 0o777)
        return really(path, arguments[0], 0o666, **named)

    monkeypatch.setattr(os, name, wide)
    made = made_under(0, tmp_path, monkeypatch)
    assert [] != [path for path, mode in made.items() if mode & 0o077]
