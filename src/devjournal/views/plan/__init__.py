"""The Mentor Action Plan of a relationship: `build_plan` gives all of it. (P031)"""

from __future__ import annotations

from devjournal.views.plan.plan import Plan, build_plan

__all__ = ["Plan", "build_plan"]
