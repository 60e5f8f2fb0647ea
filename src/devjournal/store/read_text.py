"""From a file's bytes to its text: what is refused before any TOML is read.

What tells where something stands is imported only once something is wrong.
"""

from __future__ import annotations

import codecs
import re
from typing import NoReturn

from devjournal.store.toml_error import TomlError

MOST_BYTES = 1 << 20
DEEPEST = 32
"""Parts of a key, or levels of lists and tables. tomli needs minutes for thousands of parts."""

_FEW_DOTS = 2_000
_BARE_CR = re.compile(r"\r(?!\n)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SAVE_AS_UTF_8 = "save it as UTF-8"


def read_text(data: bytes) -> str:
    """Return the text of `data` with LF newlines and without a byte order mark.

    Raises TomlError for what is too large, not UTF-8, or holds characters that TOML forbids.
    """
    if len(data) > MOST_BYTES:
        raise TomlError("the file is over 1 MiB", hint="a record is a page or two; split it")
    text = _decoded(data)
    if "\r" in text:
        _refuse_first(_BARE_CR, text, "a carriage return without a newline")
        text = text.replace("\r\n", "\n")
    _refuse_first(_CONTROL, text, "a raw control character", hint="write it as an escape: \\u001b")
    if text.count(".") > _FEW_DOTS:
        _refuse_long_keys(text)
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise TomlError("this is UTF-16, from its first byte on", 1, 1, _SAVE_AS_UTF_8)
    if b"\0" in data:
        _refuse_nul(data)
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        _refuse_byte(error)


def _refuse_nul(data: bytes) -> NoReturn:
    line, column = _place(data, data.index(0))
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) * 3 > len(data) and min(even, odd) * 10 < len(data):
        raise TomlError(
            f"this is UTF-16 or the like: byte {data.index(0) + 1} is NUL",
            line,
            column,
            _SAVE_AS_UTF_8,
        )
    raise TomlError(
        "NUL bytes, left by a crash?", line, column, "restore the file from a copy or from git"
    )


def _refuse_byte(error: UnicodeDecodeError) -> NoReturn:
    data, start = error.object, error.start
    raise TomlError(
        f"byte {start + 1} (0x{data[start]:02x}) is not UTF-8; the file may be Latin-1",
        *_place(data, start),
        _SAVE_AS_UTF_8,
    ) from error


def _place(data: bytes, offset: int) -> tuple[int, int]:
    from devjournal.store.toml_tokens import line_and_column

    before = data[:offset].decode(errors="replace")
    return line_and_column(before, len(before))


def _refuse_first(
    pattern: re.Pattern[str], text: str, reason: str, hint: str | None = None
) -> None:
    if found := pattern.search(text):
        from devjournal.store.toml_tokens import line_and_column

        code = ord(found.group())
        raise TomlError(f"{reason} (U+{code:04X})", *line_and_column(text, found.start()), hint)


def _refuse_long_keys(text: str) -> None:
    """Refuse a dotted key of more than DEEPEST parts before the parser meets it."""
    from devjournal.store.toml_tokens import line_and_column, tokens

    dots = start = 0
    inside = False
    for token in tokens(text):
        if token.kind in ("bare", "text"):
            start, dots = (start, dots) if inside else (token.start, 0)
            dots += text.count(".", token.start, token.end) if token.kind == "bare" else 0
            inside = True
        elif token.kind != "blank":
            inside = False
        if dots >= DEEPEST:
            raise TomlError(
                f"too deep: a key of more than {DEEPEST} parts", *line_and_column(text, start)
            )
