"""What every test stands on: no network, one environment, and snapshots that are real files."""

from __future__ import annotations

import itertools
import os
import signal
import socket
import time
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# A shell that starts the tests in the background has them, and what they start, ignore Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
settings.register_profile("default", deadline=None)
# The same examples in every run, so that a red build is red again on the next machine.
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "default")

SHOWN_BY = ("CLICOLOR", "COLORTERM", "COLUMNS", "FORCE_COLOR", "LINES", "NO_COLOR", "PAGER", "LESS")
FOUND_BY = ("DEVJOURNAL_DIR", "DEVJOURNAL_TODAY", "EDITOR", "SOURCE_DATE_EPOCH", "VISUAL")
HOMES = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
}
_numbers = itertools.count()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-snapshots`."""
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        dest="write_snapshots",
        help="write what the tests made over the files that they compare with; read the diff",
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests told, wherever they ran."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "figures" and report.when == "call":
                    terminalreporter.write_line(value)


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[object], None]:
    """Return `tell(figures)`: they are printed once all tests have run, also if all hold."""
    return lambda figures: record_property("figures", str(figures))


@pytest.fixture(autouse=True)
def fixed_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give each test the same zone, language and terminal, and an empty home of its own.

    The home is no part of `tmp_path` and does not exist until something writes to it.
    """
    for name in SHOWN_BY + FOUND_BY:
        monkeypatch.delenv(name, raising=False)
    for name, value in (("LANG", "C.UTF-8"), ("LC_ALL", "C.UTF-8"), ("TERM", "xterm-256color")):
        monkeypatch.setenv(name, value)
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(_numbers))
    for name, folder in HOMES.items():
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail whatever reaches for another machine, or for its name."""

    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("a test reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def snapshot_folder(request: pytest.FixtureRequest) -> Path:
    """Return `snapshots/` beside the test's own file."""
    return request.path.parent / "snapshots"


@pytest.fixture
def snapshot_file(snapshot_folder: Path, pytestconfig: pytest.Config) -> Callable[[str, str], None]:
    """Return `check(actual, name)`: `actual` is what the file of that name holds.

    With `--update-snapshots` the file is written instead; git shows what changed.
    """

    def check(actual: str, name: str) -> None:
        path = snapshot_folder / name
        if pytestconfig.getoption("write_snapshots"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual.encode())
        assert path.exists(), f"no {path.name} yet: run this test with --update-snapshots"
        assert path.read_bytes().decode() == actual

    return check
