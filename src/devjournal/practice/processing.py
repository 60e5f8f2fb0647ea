"""What is still being processed: a setback, and all that belongs to it. (P018)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from devjournal.journal.stored import Ref

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.models.entry.setback import Setback


def still_processing(journal: Journal, today: dt.date) -> frozenset[Ref]:
    """Return what nothing may nag about today, because it still stings. (P018)

    Each setback in that stage (until its day, or without one, until it is debriefed), its
    goal and its opportunity, and what is linked to these two or reflects on the setback.
    """
    setbacks = [
        s for s in journal.entries_of("setback", closed=False) if _is_quiet(s.record, today)
    ]
    if not setbacks:
        return frozenset()
    quiet = {setback.ref for setback in setbacks}
    for setback in setbacks:
        if setback.record.goal:
            quiet.add(Ref("goal", setback.record.goal))
        if setback.record.opportunity:
            quiet.add(Ref("opportunity", setback.record.opportunity))
    return frozenset(quiet | _linked_to(journal, quiet))


def _is_quiet(setback: Setback, today: dt.date) -> bool:
    until = setback.processing_until
    return setback.state == "processing" and (until is None or today <= until)


def _linked_to(journal: Journal, quiet: set[Ref]) -> set[Ref]:
    """The entries about a setback or its opportunity, and what tries that again."""
    found = {
        entry.ref
        for entry in journal.entries
        if Ref("entry", entry.record.about or "") in quiet
        or Ref("opportunity", entry.record.opportunity or "") in quiet
    }
    if any(ref.kind == "opportunity" for ref in quiet):
        found |= {
            chance.ref
            for chance in journal.opportunities
            if Ref("opportunity", chance.record.retry_of or "") in quiet
        }
    return found
