"""Drafts: text that could not be used yet, kept outside the journal until it was.

Private (folder 0700, file 0600), and removed only after what it says was written.
"""

from __future__ import annotations

import os
from pathlib import Path

from devjournal.errors import DiskError, UsageError


def save_draft(folder: Path, name: str, text: str) -> Path:
    """Keep `text` as a new draft called after `name`; return where. Raises DiskError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        return _write_new(folder, name, text)
    except OSError as error:
        raise DiskError(f"can't keep a draft in {folder}: {error.strerror}") from error


def rewrite_draft(path: Path, text: str) -> None:
    """Put `text` in the place of a draft, whole or not at all. Raises DiskError."""
    try:
        _write_new(path.parent, path.stem, text).replace(path)
    except OSError as error:
        raise DiskError(f"can't write {path}: {error.strerror}") from error


def _write_new(folder: Path, name: str, text: str) -> Path:
    number = 1
    while True:
        path = folder / f"{name}-{number}.md"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            number += 1
            continue
        with os.fdopen(descriptor, "wb") as file:
            # As it came, also what is no valid text: a draft is kept, not judged.
            file.write(text.encode("utf-8", "surrogateescape"))
            file.flush()
            os.fsync(file.fileno())
        return path


def read_draft(path: Path) -> str:
    """Return a draft's text; raises UsageError if it is not in UTF-8, DiskError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DiskError(f"can't read {path}: {error.strerror}") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"line {line}: not in UTF-8", hint="save it in UTF-8") from error


def remove_draft(path: Path) -> None:
    """Remove a draft whose text was written; one that is gone already is fine."""
    path.unlink(missing_ok=True)
