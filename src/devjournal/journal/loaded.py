"""What a store gives a journal when it is asked for the records of a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from devjournal.journal.stored import Problem, Stored

Records = Mapping[str, Stored[Any]]


class Loaded(NamedTuple):
    """The records of one kind by id, and what was wrong with their files."""

    records: Records
    problems: tuple[Problem, ...] = ()


Loader = Callable[[str], Loaded]
"""Gives all records of a kind."""
