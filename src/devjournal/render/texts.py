"""All the text of a document in one place, where a renderer makes it safe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from devjournal.render.document import Document, Prose, Quote, Span


def with_text(
    document: Document, change: Callable[[str], str], change_lines: Callable[[str], str]
) -> Document:
    """Return the document with all text changed: of lines, and of texts of many lines.

    The renderers clean all text here, at once, so that no block can be forgotten. The words
    that say how a block is meant ("left", "warn") pass through `change` too.
    """

    def changed(part: Any) -> Any:
        kind = type(part)
        if kind is Span:
            return Span(change(part.text), part.style)
        if kind is tuple:
            return tuple([changed(each) for each in part])
        if kind is str:
            return change(part)
        if kind is Prose or kind is Quote:
            return kind(change_lines(part.text), *map(changed, part[1:]))
        return kind(*map(changed, part)) if isinstance(part, tuple) else part

    whole: Document = changed(document)
    return whole
