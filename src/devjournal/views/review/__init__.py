"""The review: facts of a period for one reader, by objective and goal, each with its record."""

from __future__ import annotations

from devjournal.views.review.review import Review, build_review

__all__ = ["Review", "build_review"]
