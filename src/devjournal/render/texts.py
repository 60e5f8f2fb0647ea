"""All the text of a document in one place, where a renderer makes it safe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from devjournal.render.document import Document, Prose, Quote, Span


def with_text(
    document: Document, change: Callable[[str], str], change_lines: Callable[[str], str]
) -> Document:
    """Return the document with all text changed: of lines, and of texts of many lines.

    The renderers clean all text here, at once, so that no block can be forgotten.
    """
    changed: Document = _changed(document, change, change_lines)
    return changed


def _changed(part: Any, change: Callable[[str], str], change_lines: Callable[[str], str]) -> Any:
    if isinstance(part, Span):
        return Span(change(part.text), part.style)
    if isinstance(part, Prose):
        return Prose(change_lines(part.text))
    if isinstance(part, Quote):
        return Quote(change_lines(part.text), _changed(part.source, change, change_lines))
    if isinstance(part, tuple):
        parts = (_changed(each, change, change_lines) for each in part)
        return tuple(parts) if type(part) is tuple else type(part)(*parts)
    return change(part) if isinstance(part, str) else part
