"""From a file's bytes to plain data (`decode`), and to the bytes of a new file (`encode`).

Whatever the bytes, `decode` raises nothing but TomlError; what tells where something is
wrong (`toml_errors.py`) is imported once something is. A new file reads as if a person had
written it: its values are tomli-w's, its layout is ours, as tomli-w collapses short arrays of
tables, spreads short lists and loses carriage returns in long text.
"""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import tomli

from devjournal.models.plain import digits, is_countable
from devjournal.store.files import MOST_BYTES, Unreadable
from devjournal.text import escape

Place = tuple[str | int, ...]
"""Keys and 0-based places in lists, from the top of a file."""


class TomlError(Unreadable):
    """Bytes that are no TOML, or hold what no journal may."""


class EditRefused(Exception):
    """A file can't be changed in place as meant; nothing is to be written."""


DEEPEST = 32
"""Parts of a key, or levels of lists and tables. tomli needs minutes for thousands of parts."""

_FEW_DOTS = 2_000
_BARE_CR = re.compile(r"\r(?!\n)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SAVE_AS_UTF_8 = "save it as UTF-8"


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Give the 1-based line and column, in characters, of `offset`."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def read_text(data: bytes) -> str:
    """Return the text of `data`, with LF and no byte order mark; TomlError if it can't be TOML."""
    if len(data) > MOST_BYTES:
        raise TomlError("the file is over 1 MiB", hint="a record is a page or two; split it")
    text = text_of(data, "write it as an escape: \\u001b")
    if text.count(".") > _FEW_DOTS:
        refuse_long_keys(text)
    return text


def text_of(data: bytes, hint: str) -> str:
    """Return the text of `data`, with LF and no byte order mark; TomlError where it is no text.

    `hint` says what to do about a control character.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise TomlError("this is UTF-16, from its first byte on", 1, 1, _SAVE_AS_UTF_8)
    if b"\0" in data:
        raise _nul_error(data)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        rest, start = error.object, error.start
        reason = f"byte {start + 1} (0x{rest[start]:02x}) is not UTF-8; the file may be Latin-1"
        raise TomlError(reason, *_place_in(rest, start), _SAVE_AS_UTF_8) from error
    if "\r" in text:
        _refuse_first(_BARE_CR, text, "a carriage return without a newline")
        text = text.replace("\r\n", "\n")
    _refuse_first(_CONTROL, text, "a raw control character", hint=hint)
    return text


def _nul_error(data: bytes) -> TomlError:
    first = data.index(0)
    even, odd = data[::2].count(0), data[1::2].count(0)
    is_half = len(data) < max(even, odd) * 3 < len(data) * 2
    if is_half and min(even, odd) * 10 < len(data):
        reason, hint = f"this is UTF-16 or the like: byte {first + 1} is NUL", _SAVE_AS_UTF_8
    else:
        reason, hint = "NUL bytes, left by a crash?", "restore the file from a copy or from git"
    return TomlError(reason, *_place_in(data, first), hint)


def _place_in(data: bytes, offset: int) -> tuple[int, int]:
    before = data[:offset].decode(errors="replace")
    return line_and_column(before, len(before))


def _refuse_first(pattern: re.Pattern[str], text: str, reason: str, hint: str = "") -> None:
    if found := pattern.search(text):
        place = line_and_column(text, found.start())
        raise TomlError(f"{reason} (U+{ord(found.group()):04X})", *place, hint or None)


def refuse_long_keys(text: str) -> None:
    """Refuse a dotted key of more than DEEPEST parts before the parser meets it."""
    from devjournal.store.toml_errors import tokens

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
            reason = f"too deep: a key of more than {DEEPEST} parts"
            raise TomlError(reason, *line_and_column(text, start))


_LARGEST = 2**63 - 1


def decode(data: bytes) -> dict[str, Any]:
    """Return the plain data of a TOML file: str, int, Decimal, bool, dates and times, list, dict.

    A Decimal has the digits that were typed. Raises TomlError; integers of what comes back are of
    64 bits.
    """
    text = read_text(data)
    try:
        plain = tomli.loads(text, parse_float=_number)
    except (ValueError, RecursionError) as error:
        from devjournal.store.toml_errors import explain

        raise explain(text, error) from error
    if fault := _first_fault(plain, ()):
        from devjournal.store.toml_errors import at_path

        raise at_path(text, *fault)
    return plain


def _number(text: str) -> Decimal:
    """Return a number; one whose exponent has no end is none to count with."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("nan")


def _first_fault(value: Any, path: Place) -> tuple[Place, str] | None:
    """Find a value that TOML can say and no journal may hold."""
    if isinstance(value, dict | list):
        if len(path) > DEEPEST:
            return path[:1], f"too deep: more than {DEEPEST} levels"
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            if type(item) is not str and (fault := _first_fault(item, (*path, key))):
                return fault
    elif isinstance(value, int) and not -_LARGEST - 1 <= value <= _LARGEST:
        return path, "an integer beyond 64 bits"
    elif isinstance(value, Decimal) and not is_countable(value):
        shown = value if value.is_finite() else float(value)  # inf is what stands in the file
        return path, f"{shown:.6g} is no number to count with"
    return None


WIDTH = 88
"""Columns that a key with its value may take on one line."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f\ud800-\udfff]+")
_NO_OFFSET = dt.timedelta()
_MINUTE = dt.timedelta(minutes=1)


def encode(plain: Mapping[str, Any]) -> bytes:
    """Return a file that decodes to `plain`, with its keys in their order, plain keys first.

    Raises ValueError for what `decode` refuses (integers beyond 64 bits, nan, an offset with
    seconds, lone surrogates) and TypeError for what TOML can't say (None).
    """
    text = "\n\n".join(_blocks(plain, (), ""))
    return f"{text}\n".encode() if text else b""


def value_text(value: Any, *, room: int = WIDTH, inline: bool = False) -> str:
    """Return `value` as it stands behind its key, in `room` columns; on one line if `inline`."""
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{key_text(k)} = {value_text(v, inline=True)}" for k, v in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        texts = [value_text(item, inline=True) for item in value]
        line = f"[{', '.join(texts)}]"
        if inline or not texts or len(line) <= room:
            return line
        return "\n".join(["[", *(f"    {text}," for text in texts), "]"])
    plain = _scalar(value)
    if not isinstance(value, str):
        return plain
    if not inline and ("\n" in value or len(plain) > room):
        return _paragraphs(value)
    is_quoted = ('"' in value or "\\" in value) and "'" not in value and value.isprintable()
    return f"'{value}'" if is_quoted else plain


def key_text(key: str) -> str:
    """Return `key` bare, or in quotes where it needs them."""
    return _visible(_dumped(key, 0).removesuffix(" = 0\n"))


def is_table_list(value: Any) -> bool:
    """Say whether `value` is written as `[[name]]` blocks: a list of nothing but tables."""
    is_list = isinstance(value, list | tuple) and bool(value)
    return is_list and all(isinstance(item, Mapping) for item in value)


def is_block(value: Any) -> bool:
    """Say whether `value` is written below a header of its own."""
    return isinstance(value, Mapping) or is_table_list(value)


def _blocks(table: Mapping[str, Any], path: tuple[str, ...], header: str) -> Iterator[str]:
    """Cut a table into paragraphs: its own keys, then one for each table in it."""
    lines = [header] if header else []
    for key, value in table.items():
        if not is_block(value):
            name = key_text(key)
            lines.append(f"{name} = {value_text(value, room=WIDTH - len(name) - 3)}")
    if lines:
        yield "\n".join(lines)
    for key, value in table.items():
        inner = (*path, key)
        name = ".".join(map(key_text, inner))
        if isinstance(value, Mapping):
            only_tables = bool(value) and all(map(is_block, value.values()))
            yield from _blocks(value, inner, "" if only_tables else f"[{name}]")
        elif is_table_list(value):
            for item in value:
                yield from _blocks(item, inner, f"[[{name}]]")


def _paragraphs(text: str) -> str:
    """Write text as it is read, between three quotes; only what must be is escaped."""
    lines = (_scalar(line)[1:-1].replace('\\"', '"') for line in text.split("\n"))
    body = "\n".join(line.replace('"""', '""\\"') for line in lines)
    return f'"""\n{body}"""'


def _scalar(value: Any) -> str:
    if fault := _first_fault(value, ()):
        raise ValueError(fault[1])
    if isinstance(value, dt.datetime) and (value.utcoffset() or _NO_OFFSET) % _MINUTE:
        raise ValueError("an offset from UTC of other than whole minutes")
    if isinstance(value, Decimal):
        text = digits(value)
        return text if "." in text or "E" in text else f"{text}e0"  # still no whole number
    text = _dumped("v", value).removeprefix("v = ").removesuffix("\n")
    return text.replace(" ", "T", 1) if isinstance(value, dt.datetime) else _visible(text)


def _dumped(key: str, value: Any) -> str:
    import tomli_w  # only to write, and every cold read imports this module

    return tomli_w.dumps({key: value})


def _visible(text: str) -> str:
    """Escape what a screen would hide or obey, such as bidi signs, beyond what TOML demands."""
    return _NOT_ASCII.sub(lambda match: escape(match.group(), _escaped), text)


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
