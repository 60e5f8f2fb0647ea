"""What a view cites, and so what a reader's page leaves out.

Every line of a view holds the Ref of the record, or the record's field, that it was made
from. The items withheld from a reader are those that the same page would show under
`--for self`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from devjournal.journal.stored import Ref


def cited(view: Any) -> frozenset[Ref]:
    """Return every Ref anywhere in a view: dataclasses and tuples are searched."""
    return frozenset(_refs(view))


def withheld(whole: Any, shown: Any) -> int:
    """Return how many items `whole` cites that `shown` does not."""
    return len(cited(whole) - cited(shown))


def _refs(value: Any) -> Iterator[Ref]:
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, (tuple, list, frozenset)):
        for item in value:
            yield from _refs(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _refs(getattr(value, field.name))
