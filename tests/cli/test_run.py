"""What a run finds on the machine."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import platformdirs
import pytest

from devjournal.cli.run import Run
from devjournal.cli.system import real_system

HOMES = ("/robin", "/robin/", "/", "", "robin", None)
TOLD = ("/mnt/xdg", "/mnt/x y/", "xdg", " /mnt/xdg", "", None)


@pytest.mark.parametrize("what", ["data", "cache", "state"])
def test_folders_are_the_platforms(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """Data, cache and drafts are where platformdirs says, whether it is asked or not."""
    for values in product(HOMES, TOLD):
        for name, value in zip(("HOME", f"XDG_{what.upper()}_HOME"), values, strict=True):
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)
        expected = Path(getattr(platformdirs, f"user_{what}_dir")("devjournal"))
        assert expected == Run(real_system()).folder(what), values
