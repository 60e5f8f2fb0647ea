"""A small journal on the disk for the store's tests, and a way to write its files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from devjournal.store import load_journal

if TYPE_CHECKING:
    from tests.store.written import PutFile, ReadJournal


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a journal that holds nothing but its profile."""
    folder = tmp_path / "journal"
    folder.mkdir(mode=0o700)
    profile = folder / "journal.toml"
    profile.write_text('schema = 1\nname = "Robin Vale"\n', encoding="utf-8")
    profile.chmod(0o600)
    return folder


@pytest.fixture
def put(root: Path) -> PutFile:
    """Return `put(path, text or bytes)`: it writes a file of the journal and returns it."""

    def write(path: str, content: str | bytes) -> Path:
        file = root / path
        file.parent.mkdir(mode=0o700, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        file.chmod(0o600)
        return file

    return write


@pytest.fixture
def read(root: Path) -> ReadJournal:
    """Return `read()`: the journal as it is now, without a cache."""
    return lambda: load_journal(root, cache_dir=None)
