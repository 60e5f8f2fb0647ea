"""Keeping the day on which I thanked somebody for a meeting. (P072)"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from devjournal.changes.draft import Draft
    from devjournal.journal.stored import Stored
    from devjournal.models.meeting import Meeting


def mark_thanked(draft: Draft, meeting: Stored[Meeting]) -> None:
    """Draft that a meeting was thanked for today; one that was before keeps its day."""
    if meeting.record.thanked_on is None:
        draft.change(meeting, dataclasses.replace(meeting.record, thanked_on=draft.today))
