from __future__ import annotations

import os
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def snapshot_folder(tmp_path: Path) -> Path:
    """Keep this file's snapshots out of the repository."""
    return tmp_path / "snapshots"


def test_network_is_refused() -> None:
    """A test that opens a connection fails, whatever the code around it catches."""
    with pytest.raises(pytest.fail.Exception, match="network"):
        socket.create_connection(("192.0.2.1", 9), timeout=1)


def test_environment_is_fixed() -> None:
    """Neither the zone, the colours nor the home of whoever runs the tests is seen."""
    assert ("UTC", "UTC") == time.tzname
    assert "NO_COLOR" not in os.environ
    assert not Path.home().exists()


def test_snapshot_is_written_only_when_asked(
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
    snapshot_folder: Path,
    snapshot_file: Callable[[str, str], None],
) -> None:
    """A missing snapshot fails, an update writes it byte for byte, and a change fails again."""
    monkeypatch.setattr(pytestconfig.option, "write_snapshots", False)
    with pytest.raises(AssertionError, match="--update-snapshots"):
        snapshot_file("one\r\n", "page.md")
    monkeypatch.setattr(pytestconfig.option, "write_snapshots", True)
    snapshot_file("one\r\n", "page.md")
    assert (snapshot_folder / "page.md").read_bytes() == b"one\r\n"
    monkeypatch.setattr(pytestconfig.option, "write_snapshots", False)
    snapshot_file("one\r\n", "page.md")
    with pytest.raises(AssertionError):
        snapshot_file("one\n", "page.md")
