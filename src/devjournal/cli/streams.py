"""Writing text that no page draws, such as JSON, to streams that may not carry every letter."""

from __future__ import annotations

from typing import TextIO

from devjournal.render.encoding import encoding_of, fitted, fitted_json


def write(stream: TextIO, text: str) -> None:
    """Write text with stand-ins for what the stream can't carry."""
    stream.write(fitted(text, encoding_of(stream)))


def write_json(stream: TextIO, text: str) -> None:
    """Write a JSON document; a letter that the stream can't carry is escaped as JSON has it."""
    stream.write(fitted_json(text, encoding_of(stream)))
