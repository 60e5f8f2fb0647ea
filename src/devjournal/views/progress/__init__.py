"""Progress over months: `build_progress` gives all of it, with the records it comes from."""

from __future__ import annotations

from devjournal.views.progress.progress import Progress, build_progress

__all__ = ["Progress", "build_progress"]
