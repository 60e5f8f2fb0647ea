"""The door: plain data comes in and a checked record goes out, and back.

The only room that imports pydantic. Nothing is coerced; a fault names the path of keys to
what is wrong, so that the store can point at the line.
"""

from __future__ import annotations

from devjournal.models.validation.check import Unknown, admit, check_out, unknown_keys
from devjournal.models.validation.faults import Fault, Path, Rejected, dotted
from devjournal.models.validation.schema import docstrings, schema

__all__ = [
    "Fault",
    "Path",
    "Rejected",
    "Unknown",
    "admit",
    "check_out",
    "docstrings",
    "dotted",
    "schema",
    "unknown_keys",
]
