"""A page is of one state of the journal, also while somebody writes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import devjournal
from devjournal.store import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from devjournal.journal.stored import Loaded
    from tests.runner import Runner

SOURCE = Path(devjournal.__file__).parents[1]


@pytest.fixture
def somebody_else(loop: Runner) -> Callable[..., subprocess.Popen[bytes]]:
    """Return `somebody_else(*arguments)`: another process that runs a command."""
    told = {"DEVJOURNAL_DIR": str(loop.root), "PYTHONPATH": str(SOURCE)}
    homes = {f"XDG_{name}_HOME": str(loop.root.parent / "other") for name in ("CACHE", "STATE")}

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "devjournal", *arguments],
            env={**os.environ, **told, **homes},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    return start


@pytest.mark.parametrize("format_", [("--json",), ("--format", "markdown"), ()])
def test_a_page_keeps_writers_out(
    loop: Runner,
    somebody_else: Callable[..., subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
    format_: tuple[str, ...],
) -> None:
    """Whoever writes between two kinds that are read has to wait until the last one was."""
    loop.ok("topic", "priya", "The first of this journal")
    expected = loop.ok("prep", "priya", *format_).out
    loader = vars(load)["_Loader"]
    really = loader.__call__
    writing: list[subprocess.Popen[bytes]] = []

    def load_kind(*arguments: Any) -> Loaded:
        loaded: Loaded = really(*arguments)
        if not writing:
            writing.append(somebody_else("topic", "priya", "One more"))
            with pytest.raises(subprocess.TimeoutExpired):
                writing[0].wait(1.5)
        return loaded

    monkeypatch.setattr(loader, "__call__", load_kind)
    assert expected == loop.ok("prep", "priya", *format_).out
    assert 0 == writing[0].wait(20)
    assert "One more" in loop.ok("prep", "priya").out


def test_nobody_waits_while_a_page_is_printed(
    loop: Runner,
    somebody_else: Callable[..., subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A pager may be open for hours; nor is a writer kept out who is the reader itself."""
    loop.ok("topic", "priya", "The first of this journal")
    codes: list[int] = []

    def write(stream: Any, text: str) -> None:
        if not codes:
            codes.append(somebody_else("topic", "priya", "One more").wait(20))
        stream.write(text)

    from devjournal.cli import output

    monkeypatch.setattr(output, "write", write)
    loop.ok("prep", "priya", "--format", "markdown")
    assert [0] == codes
