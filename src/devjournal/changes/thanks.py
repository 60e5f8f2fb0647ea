"""Keeping the day on which I thanked somebody for a meeting. (P072)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.models.base import replace

if TYPE_CHECKING:
    from devjournal.changes.draft import Draft
    from devjournal.journal.stored import Stored
    from devjournal.models.meetings import Meeting


def mark_thanked(draft: Draft, meeting: Stored[Meeting]) -> None:
    """Draft that a meeting was thanked for today; one that was before keeps its day."""
    if meeting.record.thanked_on is None:
        draft.change(meeting, replace(meeting.record, thanked_on=draft.today))
