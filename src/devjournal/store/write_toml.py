"""From plain data to a new TOML file that reads as if a person had written it.

The values are tomli-w's; the layout is ours, as tomli-w collapses short arrays of tables,
spreads short lists and loses carriage returns in long text.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import tomli_w

from devjournal.text import escape

Path = tuple[str, ...]

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
    """Return `value` as it stands behind its key; on one line where `inline`.

    `room` is the number of columns that are left behind the key.
    """
    if isinstance(value, str):
        return _text(value, room=room, inline=inline)
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{key_text(k)} = {value_text(v, inline=True)}" for k, v in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return _list(value, room=room, inline=inline)
    return _scalar(value)


def key_text(key: str) -> str:
    """Return `key` bare, or in quotes where it needs them."""
    return _visible(tomli_w.dumps({key: 0}).removesuffix(" = 0\n"))


def is_table_list(value: Any) -> bool:
    """Say whether `value` is written as `[[name]]` blocks: a list of nothing but tables."""
    return (
        isinstance(value, list | tuple)
        and bool(value)
        and all(isinstance(item, Mapping) for item in value)
    )


def _blocks(table: Mapping[str, Any], path: Path, header: str) -> Iterator[str]:
    """Cut a table into paragraphs: its own keys, then one for each table in it."""
    tables = {k: v for k, v in table.items() if _is_block(v)}
    lines = [header] if header else []
    lines += [_line(k, v) for k, v in table.items() if k not in tables]
    if lines:
        yield "\n".join(lines)
    for key, value in tables.items():
        inner = (*path, key)
        name = ".".join(map(key_text, inner))
        if isinstance(value, Mapping):
            only_tables = bool(value) and all(map(_is_block, value.values()))
            yield from _blocks(value, inner, "" if only_tables else f"[{name}]")
        else:
            for item in value:
                yield from _blocks(item, inner, f"[[{name}]]")


def _is_block(value: Any) -> bool:
    return isinstance(value, Mapping) or is_table_list(value)


def _line(key: str, value: Any) -> str:
    name = key_text(key)
    return f"{name} = {value_text(value, room=WIDTH - len(name) - 3)}"


def _list(items: list[Any] | tuple[Any, ...], *, room: int, inline: bool) -> str:
    texts = [value_text(item, inline=True) for item in items]
    line = f"[{', '.join(texts)}]"
    if inline or not texts or len(line) <= room:
        return line
    return "\n".join(["[", *(f"    {text}," for text in texts), "]"])


def _text(text: str, *, room: int, inline: bool) -> str:
    plain = _scalar(text)
    if not inline and ("\n" in text or len(plain) > room):
        return _paragraphs(text)
    quotable = '"' in text or "\\" in text
    if quotable and "'" not in text and text.isprintable():
        return f"'{text}'"
    return plain


def _paragraphs(text: str) -> str:
    """Write text as it is read, between three quotes; only what must be is escaped."""
    lines = (_scalar(line)[1:-1].replace('\\"', '"') for line in text.split("\n"))
    body = "\n".join(line.replace('"""', '""\\"') for line in lines)
    return f'"""\n{body}"""'


def _scalar(value: Any) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is no number to count with")
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError("an integer beyond 64 bits")
    if isinstance(value, dt.datetime) and (value.utcoffset() or _NO_OFFSET) % _MINUTE:
        raise ValueError("an offset from UTC of other than whole minutes")
    text = tomli_w.dumps({"v": value}).removeprefix("v = ").removesuffix("\n")
    return text.replace(" ", "T", 1) if isinstance(value, dt.datetime) else _visible(text)


def _visible(text: str) -> str:
    """Escape what a screen would hide or obey, such as bidi signs, beyond what TOML demands."""
    return _NOT_ASCII.sub(lambda match: escape(match.group(), _escaped), text)


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
