"""Progress over months as a page: `compose_progress` gives its blocks."""

from __future__ import annotations

from devjournal.render.compose.progress.page import compose_progress

__all__ = ["compose_progress"]
