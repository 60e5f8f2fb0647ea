"""The short forms of lettered ids: what a person types, and a page shows strong."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

_SHORTEST = 2


class ShortForms(Mapping[str, str]):
    """For each lettered id the shortest prefix that names it, two letters at least.

    An open record's prefix differs from those of the other open ones; a closed one's from
    all. An id that another begins with has only itself, as an exact id wins. Each is found
    when it is asked for: most are on no page.
    """

    def __init__(self, open_ids: Iterable[str], other_ids: Iterable[str]) -> None:
        """Take the ids of open records and those of all others."""
        self._open = frozenset(open_ids)
        self._others = frozenset(other_ids) - self._open

    def __getitem__(self, id_: str) -> str:
        if id_ in self._open:
            return _shortest_prefix(id_, self._open_in_order)
        if id_ in self._others:
            return _shortest_prefix(id_, self._all_in_order)
        raise KeyError(id_)

    def __iter__(self) -> Iterator[str]:
        yield from self._open
        yield from self._others

    def __len__(self) -> int:
        return len(self._open) + len(self._others)

    @cached_property
    def _open_in_order(self) -> list[str]:
        return sorted(map(str.lower, self._open))

    @cached_property
    def _all_in_order(self) -> list[str]:
        return sorted(map(str.lower, self))


def _shortest_prefix(id_: str, ordered: Sequence[str]) -> str:
    """Return an id's shortest prefix among ids in order, where only neighbours can share it."""
    folded = id_.lower()
    at = bisect.bisect_left(ordered, folded)
    neighbours = (*ordered[max(at - 1, 0) : at], *ordered[at + 1 : at + 2])
    shared = max((_shared(folded, other) for other in neighbours), default=0)
    return id_[: max(_SHORTEST, shared + 1)]


def _shared(one: str, other: str) -> int:
    """Return how many characters two ids have in common at their beginning."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
