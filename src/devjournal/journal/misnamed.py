"""What is said of a name that fits no record, or several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.errors import Ambiguous, NotFound
from devjournal.models.registry import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored


def ambiguous(text: str, fitting: Iterable[Stored[Any]]) -> Ambiguous:
    """Return the error of a name that fits several records, with all of these."""
    candidates = tuple(f"{KINDS[one.kind].folder}/{one.id}" for one in fitting)
    shown = "\n".join(f"  {candidate}" for candidate in candidates)
    return Ambiguous(
        f"{text!r} could be any of {len(candidates)}; nothing was changed\n{shown}",
        candidates=candidates,
        hint="write a few letters more",
    )


def not_found(
    journal: Journal, text: str, kinds: Sequence[str], names: Iterable[str], variant: str
) -> NotFound:
    """Return the error of a name that fits no record of some kinds, with those near it.

    `names` are the ids there are; of entries, `variant` is the only kind that was meant.
    """
    from difflib import get_close_matches

    few = len(kinds) < 4
    called = {kind: (kind, KINDS[kind].plural) for kind in kinds}
    if variant:
        called["entry"] = (variant, f"{variant}s")
    what = " or ".join(name for name, _ in called.values()) if few else "record"
    known = list(names)
    near = get_close_matches(text.casefold(), known, n=4, cutoff=0.55)
    if near:
        return NotFound(f"there is no {what} {text!r}", hint=f"near: {', '.join(near)}")
    bad = len([p for p in journal.problems(kinds) if p.level == "problem"])
    unread = f"; {bad} file(s) can't be read: devjournal check" if bad else ""
    plurals = [plural for _, plural in called.values()] if few else ["KIND"]
    listing = " or ".join(f"devjournal list {plural}" for plural in plurals)
    return NotFound(f"there is no {what} {text!r}", hint=f"see {listing}{unread}")
