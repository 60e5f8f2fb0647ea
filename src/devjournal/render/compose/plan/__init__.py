"""The Mentor Action Plan as a page: `compose_plan` gives its blocks."""

from __future__ import annotations

from devjournal.render.compose.plan.page import compose_plan

__all__ = ["compose_plan"]
