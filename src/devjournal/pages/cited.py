"""What a page cites, and so what a reader's page leaves out.

Everything on a page comes from a record that it holds, or from a field of one that it names
by its Ref. The items withheld from a reader are those that the same page would show under
`--for self`.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from devjournal.journal.stored import Ref, Stored

if TYPE_CHECKING:
    from collections.abc import Iterator


def cited(page: Any) -> frozenset[Ref]:
    """Return the Ref of every record, and every Ref, anywhere in a page's facts."""
    return frozenset(_refs(page))


def withheld(whole: Any, shown: Any) -> int:
    """Return how many items `whole` cites that `shown` does not."""
    return len(cited(whole) - cited(shown))


def _refs(value: Any) -> Iterator[Ref]:
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, Stored):
        yield value.ref
    elif isinstance(value, (tuple, list, frozenset)):
        for item in value:
            yield from _refs(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _refs(getattr(value, field.name))
