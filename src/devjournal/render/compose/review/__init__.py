"""The review as a page that one would print: one file for each of its parts."""

from __future__ import annotations

from devjournal.render.compose.review.page import compose_review

__all__ = ["compose_review"]
