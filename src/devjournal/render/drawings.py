"""The drawn blocks, until everything imports them from document."""

from __future__ import annotations

from devjournal.render.document import Gauge, Progress, Strip, Track

__all__ = ["Gauge", "Progress", "Strip", "Track"]
