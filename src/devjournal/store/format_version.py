"""Which version of the files a journal is in: one that is newer is read and never written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from devjournal.errors import BadFile, NotFound, Refused
from devjournal.store.layout import JOURNAL_FILE, SCHEMA
from devjournal.store.read_file import Unreadable, read_file


def refuse_newer(root: Path) -> None:
    """Raise Refused for a journal that only a newer version of this program may write.

    NotFound without a journal.toml, BadFile with one that doesn't say its version.
    """
    version = _profile(root).get("schema")
    if isinstance(version, int) and version > SCHEMA:
        raise Refused(
            f"this journal's files are of version {version}, and this program writes {SCHEMA}",
            hint="upgrade devjournal to change it; reading works",
        )


def _profile(root: Path) -> dict[str, Any]:
    from devjournal.store.codec import TomlError, decode
    from devjournal.store.read_text import MOST_BYTES

    try:
        return decode(read_file(root, JOURNAL_FILE, most=MOST_BYTES))
    except FileNotFoundError:
        raise NotFound("there is no journal here", hint="devjournal init makes one") from None
    except (TomlError, Unreadable) as error:
        raise BadFile(f"{JOURNAL_FILE}: {error.reason}", hint=error.hint) from error
