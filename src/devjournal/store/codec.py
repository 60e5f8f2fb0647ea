"""Bytes of a file to plain data, and back: all that the store knows of TOML, by three verbs.

`decode` imports tomli alone; what writes is imported once something is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.store.merge_markers import merge_markers_inside
from devjournal.store.read_toml import decode
from devjournal.store.toml_error import EditRefused, TomlError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["EditRefused", "TomlError", "decode", "edit", "encode", "merge_markers_inside"]


def encode(plain: Mapping[str, Any]) -> bytes:
    """Return the bytes of a new file that decodes to `plain`, its keys in their order.

    Raises ValueError for what `decode` would refuse, TypeError for what TOML can't say.
    """
    from devjournal.store import write_toml

    return write_toml.encode(plain)


def edit(data: bytes, before: Mapping[str, Any], after: Mapping[str, Any]) -> bytes:
    """Return `data` with only that changed in which `before` and `after` differ.

    Both are what the program understands of the file: what it does not know stays byte for
    byte, as do comments, order, line ends and blank lines; a comment behind a value that is
    removed gets the line to itself. A key only in `after` is set, a key only in `before`
    removed. Without a difference the same bytes come back.

    Raises TomlError if `data` is not to be read, EditRefused if the outcome would not be
    what was meant.
    """
    from devjournal.store import edit_toml

    return edit_toml.edit(data, before, after)
