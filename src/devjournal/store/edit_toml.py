"""Change a file in place: tomledit does the work, and is not believed.

The outcome is read again and compared with what was meant before anyone writes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tomledit import Document, Item

from devjournal.store.differences import carry_over, same, steps
from devjournal.store.read_text import read_text
from devjournal.store.read_toml import decode
from devjournal.store.splice import splice
from devjournal.store.toml_error import EditRefused, TomlError
from devjournal.store.toml_tokens import loose_lines
from devjournal.store.write_toml import is_table_list, value_text

Plain = Mapping[str, Any]


def edit(data: bytes, before: Plain, after: Plain) -> bytes:
    """See `codec.edit`."""
    held = decode(data)
    meant = carry_over(held, before, after)
    if same(held, meant):
        return data
    base, changed = _edited(read_text(data), held, meant)
    for spare in (True, False):
        result = splice(data, base, changed, spare=spare)
        if _holds(result, meant):
            return result
    raise EditRefused("the file can't be changed in place without changing what else it says")


def _holds(data: bytes, meant: Plain) -> bool:
    try:
        return same(decode(data), meant)
    except TomlError:
        return False


def _edited(text: str, held: Plain, meant: Plain) -> tuple[str, str]:
    """Return what tomledit writes of `text` as it is, and of `text` changed."""
    head, body = _head_and_body(text) if _gains_plain_keys(held, meant) else ("", text)
    try:
        base = Document.parse(text).as_toml()
        document = Document.parse(body)
        _change_table(document, held, meant, inline=False)
    except (LookupError, RuntimeError, TypeError, ValueError) as error:
        raise EditRefused(f"the file can't be changed in place: {error}") from error
    return base, head + document.as_toml()


def _gains_plain_keys(held: Plain, meant: Plain) -> bool:
    return any(
        _is_plain(value) and (key not in held or not _is_plain(held[key]))
        for key, value in meant.items()
    )


def _is_plain(value: Any) -> bool:
    return not isinstance(value, Mapping) and not is_table_list(value)


def _head_and_body(text: str) -> tuple[str, str]:
    """Cut off the comments of a file that begins with a table, so that keys go below them.

    The comment right above the first table stays with that table; `#:schema` is of the file.
    """
    lines = text.split("\n")
    loose = loose_lines(text)
    first = next((number for number in range(len(lines)) if number not in loose), None)
    if first is None:
        return text if text.endswith("\n") or not text else f"{text}\n", ""
    if not lines[first].lstrip().startswith("["):
        return "", text
    blanks = [number for number in range(first) if not lines[number].strip()]
    end = blanks[-1] + 1 if blanks else int(text.startswith("#:"))
    return "".join(f"{line}\n" for line in lines[:end]), "\n" + "\n".join(lines[end:])


def _change_table(table: Any, held: Plain, meant: Plain, *, inline: bool) -> None:
    for key in [key for key in held if key not in meant]:
        del table[key]
    for key, value in meant.items():
        if key not in held:
            _add(table, key, value, inline=inline)
        elif not same(held[key], value):
            _change(table, key, held[key], value, inline=inline)


def _add(table: Any, key: str, value: Any, *, inline: bool) -> None:
    if inline or _is_plain(value):
        table[key] = Item.parse(value_text(value, inline=inline))
    elif isinstance(value, Mapping):
        table[key] = {}
        _change_table(table[key], {}, value, inline=False)
    else:
        table[key] = [{} for _ in value]
        for index, element in enumerate(value):
            _change_table(table[key][index], {}, element, inline=False)


def _change(table: Any, key: str, held: Any, meant: Any, *, inline: bool) -> None:
    item = table[key]
    if isinstance(held, Mapping) and isinstance(meant, Mapping) and (meant or not item.implicit):
        _change_table(item, held, meant, inline=_is_inline(item))
    elif _is_changeable_list(item, held, meant):
        _change_list(item, held, meant)
    elif _is_plain(held) and _is_plain(meant):
        table[key] = Item.parse(value_text(meant, inline=inline))
    else:
        del table[key]
        _add(table, key, meant, inline=inline)


def _is_changeable_list(item: Any, held: Any, meant: Any) -> bool:
    if not (held and meant and isinstance(held, list) and isinstance(meant, list | tuple)):
        return False
    return is_table_list(meant) or not is_table_list(held) or _is_inline(item[0])


def _change_list(items: Any, held: Sequence[Any], meant: Sequence[Any]) -> None:
    blocks = is_table_list(held) and not _is_inline(items[0])
    for step in reversed(steps(held, meant)):
        pairs = min(step.end - step.start, step.new_end - step.new_start)
        for index in reversed(range(step.start + pairs, step.end)):
            del items[index]
        for offset in range(pairs, step.new_end - step.new_start):
            _insert(items, step.start + offset, meant[step.new_start + offset], block=blocks)
        for offset in range(pairs):
            _change_element(
                items,
                step.start + offset,
                held[step.start + offset],
                meant[step.new_start + offset],
            )


def _change_element(items: Any, index: int, held: Any, meant: Any) -> None:
    if isinstance(held, Mapping) and isinstance(meant, Mapping):
        _change_table(items[index], held, meant, inline=_is_inline(items[index]))
    elif _is_changeable_list(items[index], held, meant):
        _change_list(items[index], held, meant)
    else:
        items[index] = Item.parse(value_text(meant, inline=True))


def _insert(items: Any, index: int, value: Any, *, block: bool) -> None:
    items.insert(index, {} if block else Item.parse(value_text(value, inline=True)))
    if block:
        _change_table(items[index], {}, value, inline=False)


def _is_inline(table: Any) -> bool:
    """Say whether a table stands in braces; only what it writes tells."""
    return bool(table.as_toml().lstrip().startswith("{"))
