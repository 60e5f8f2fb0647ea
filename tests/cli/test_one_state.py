"""A page is of one state of the journal, also while somebody writes."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.errors import Conflict
from devjournal.journal.stored import Change
from devjournal.models.person import Person
from devjournal.store import commit, load

if TYPE_CHECKING:
    from devjournal.journal.loaded import Loaded
    from tests.runner import Runner

NOW = dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC)


@pytest.fixture
def someone_writes(loop: Runner, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[str]]:
    """Return `someone_writes(times)`: so often, another commit comes after a kind was read."""
    really = vars(load)["_load_kind"]
    read: list[str] = []

    def begin(times: int) -> list[str]:
        def load_kind(*arguments: Any) -> Loaded:
            loaded: Loaded = really(*arguments)
            read.append(arguments[-1])
            done = sum(kind == "written" for kind in read)
            if done < times and arguments[-1] == "meeting":
                read.append("written")
                person = Person(name=f"Visitor {done}")
                change = Change("person", f"v{done}", None, person)
                with contextlib.suppress(Conflict):  # where writers have to wait
                    commit(loop.root, "met", [change], at=NOW, wait=0)
            return loaded

        monkeypatch.setattr(load, "_load_kind", load_kind)
        return read

    return begin


@pytest.mark.parametrize("times", [1, 2, 3, 9])
@pytest.mark.parametrize("format_", [("--json",), ("--format", "markdown"), ()])
def test_a_page_is_read_again(
    loop: Runner, someone_writes: Callable[[int], list[str]], times: int, format_: tuple[str, ...]
) -> None:
    """However often somebody writes while it reads, the page comes out once, and whole."""
    expected = loop.ok("prep", "priya", *format_).out
    read = someone_writes(times)
    assert expected == loop.ok("prep", "priya", *format_).out
    assert min(times, 4) == read.count("written")
    assert read.count("meeting") == min(times, 3) + 1


def test_a_command_that_writes_is_run_once(
    loop: Runner, someone_writes: Callable[[int], list[str]]
) -> None:
    """What was promised once is there once, whoever wrote meanwhile."""
    someone_writes(1)
    loop.ok("action", "Rebuild slide 2", "--for", "priya", "--json")
    assert 1 == len(list((loop.root / "actions").glob("*-rebuild-slide-2.toml")))
