"""Change a file in place: tomledit does the work, and is not believed.

The outcome is read again and compared with what was meant before anyone writes it. And it
is only asked which lines change, as it reads and writes LF, adds a final newline, writes
the headers of one array of tables alike, and takes the comments above what it removes with
it: these lines are spliced into the file's own bytes.
"""

from __future__ import annotations

import codecs
import contextlib
import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any

from tomledit import Document, Item

from devjournal.namedtuples import NamedTuple
from devjournal.store import toml
from devjournal.store.toml import EditRefused, TomlError, decode, is_block, is_table_list
from devjournal.store.toml_errors import tokens

Plain = Mapping[str, Any]


def edit(data: bytes, before: Plain, after: Plain) -> bytes:
    """Return `data` with only that changed in which `before` and `after` differ.

    Both are what the program understands of the file: what it does not know stays byte for
    byte, as do comments, order, line ends and blank lines; a comment behind a value that is
    removed gets the line to itself. A key only in `after` is set, a key only in `before`
    removed. Without a difference the same bytes come back.

    Raises TomlError if `data` is not to be read, EditRefused if the outcome would not be
    what was meant.
    """
    held = decode(data)
    meant = carry_over(held, before, after)
    if same(held, meant):
        return data
    text = toml.read_text(data)
    gained = [key for key, value in meant.items() if not is_block(value)]
    gains = any(key not in held or is_block(held[key]) for key in gained)
    head, body = _head_and_body(text) if gains else ("", text)
    try:
        base = Document.parse(text).as_toml()
        document = Document.parse(body)
        _change_table(document, held, meant, inline=False)
        changed = head + document.as_toml()
    except (LookupError, RuntimeError, TypeError, ValueError) as error:
        raise EditRefused(f"the file can't be changed in place: {error}") from error
    for spare in (True, False):
        result = splice(data, base, changed, spare=spare)
        with contextlib.suppress(TomlError):
            if same(decode(result), meant):
                return result
    raise EditRefused("the file can't be changed in place without changing what else it says")


def _head_and_body(text: str) -> tuple[str, str]:
    """Cut off the comments of a file that begins with a table, so that keys go below them.

    The comment right above the first table stays with that table; `#:schema` is of the file.
    """
    lines = text.split("\n")
    loose = _layout(text).loose
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
    if inline or not is_block(value):
        table[key] = Item.parse(toml.value_text(value, inline=inline))
    elif isinstance(value, Mapping):
        table[key] = {}
        _change_table(table[key], {}, value, inline=False)
    else:
        table[key] = [{} for _ in value]
        for index, element in enumerate(value):
            _change_table(table[key][index], {}, element, inline=False)


def _change(holder: Any, key: Any, held: Any, meant: Any, *, inline: bool) -> None:
    """Change what stands at a key of a table, or at a place of a list, which is inline."""
    item = holder[key]
    if isinstance(held, Mapping) and isinstance(meant, Mapping) and (meant or not item.implicit):
        _change_table(item, held, meant, inline=_is_inline(item))
    elif _is_changeable_list(item, held, meant):
        _change_list(item, held, meant)
    elif inline or not (is_block(held) or is_block(meant)):
        holder[key] = Item.parse(toml.value_text(meant, inline=inline))
    else:
        del holder[key]
        _add(holder, key, meant, inline=False)


def _is_changeable_list(item: Any, held: Any, meant: Any) -> bool:
    if not (held and meant and isinstance(held, list) and isinstance(meant, list | tuple)):
        return False
    return is_table_list(meant) or not is_table_list(held) or _is_inline(item[0])


def _change_list(items: Any, held: Sequence[Any], meant: Sequence[Any]) -> None:
    blocks = is_table_list(held) and not _is_inline(items[0])
    for old, new in _runs(held, meant):
        for index in reversed(old[len(new) :]):
            del items[index]
        for index, value in enumerate((meant[n] for n in new[len(old) :]), old.stop):
            items.insert(index, {} if blocks else Item.parse(toml.value_text(value, inline=True)))
            if blocks:
                _change_table(items[index], {}, value, inline=False)
        for index, number in zip(old, new, strict=False):
            _change(items, index, held[index], meant[number], inline=True)


def _is_inline(table: Any) -> bool:
    """Say whether a table stands in braces; only what it writes tells."""
    return bool(table.as_toml().lstrip().startswith("{"))


def same(one: Any, other: Any) -> bool:
    """Say whether both are one value in a file: 1, 1.0 and true are not, nor two offsets."""
    return bool(essence(one) == essence(other))


def _runs(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[range, range]]:
    """Return the places at which two lists differ, in runs few and small, from the back."""
    one, other = (list(map(essence, items)) for items in (old, new))
    # What is the same at both ends is nearly all of it, and is not to be matched with the rest.
    front = _same_at_front(one, other)
    back = _same_at_front(one[front:][::-1], other[front:][::-1])
    was, now = (items[front : len(items) - back] for items in (one, other))
    codes = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    return [
        (range(front + a, front + b), range(front + c, front + d))
        for tag, a, b, c, d in reversed(codes)
        if tag != "equal"
    ]


def _same_at_front(one: Sequence[Any], other: Sequence[Any]) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def carry_over(held: Any, before: Any, after: Any) -> Any:
    """Return what a file that holds `held` shall hold, when `before` becomes `after`.

    What stands in `held` and in neither of the others stays, inside of lists of tables too, and
    inside of a table that `before` does not have since nothing in it could be read.
    """
    all_three = (held, before, after)
    if all(isinstance(one, Mapping) for one in all_three):
        kept = {k: v for k, v in held.items() if k in after or k not in before}
        return kept | {
            k: carry_over(held.get(k), before.get(k, {}), v)
            for k, v in after.items()
            if k not in before or not same(before[k], v)
        }
    if all(isinstance(one, list | tuple) for one in all_three) and len(held) == len(before):
        result = list(held)
        for old, new in _runs(before, after):
            pairs = zip(old, new, strict=False)
            changed = [carry_over(held[i], before[i], after[j]) for i, j in pairs]
            result[old.start : old.stop] = [*changed, *(after[j] for j in new[len(old) :])]
        return result
    return after


def essence(value: Any) -> Any:
    """Turn a value into what can be hashed, and is equal only for the same value in a file."""
    if isinstance(value, Mapping):
        return dict, frozenset((k, essence(v)) for k, v in value.items())
    if isinstance(value, list | tuple):
        return list, tuple(map(essence, value))
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return dt.date, value.isoformat()
    # 6.10 and 6.1 are equal numbers of different digits.
    return type(value), str(value) if isinstance(value, Decimal) else value


class _Layout(NamedTuple):
    """The lines of a text: each with whether it begins inside a string, and by 0-based numbers.

    `inside`: those that do. `loose`: those with nothing or only a comment, outside strings.
    `tails`: the comments that stand behind something. `comments`: all there are.
    """

    lines: list[tuple[str, bool]]
    inside: set[int]
    loose: set[int]
    tails: dict[int, str]
    comments: Counter[str]


def _layout(text: str) -> _Layout:
    lines = [line.strip(" \t\r") for line in text.split("\n")]
    inside: set[int] = set()
    tails: dict[int, str] = {}
    number = 0
    for token in tokens(text):
        first, number = number + 1, number + text.count("\n", token.start, token.end)
        if token.kind == "comment":
            tails[number] = text[token.start : token.end].rstrip()
        elif token.kind in ("text", "open"):
            inside.update(range(first, (number + 1) if token.kind == "text" else len(lines)))
    bare = {number for number, line in enumerate(lines) if not line or line[0] == "#"}
    loose = bare - inside
    tails = {number: comment for number, comment in tails.items() if number not in loose}
    alone = filter(None, (lines[number].strip() for number in loose))
    marked = [(line, number in inside) for number, line in enumerate(text.split("\n"))]
    return _Layout(marked, inside, loose, tails, Counter([*alone, *tails.values()]))


class Line(NamedTuple):
    """A line and its end; `spared` tells that it was kept when what it stood by was removed."""

    text: str
    end: str
    spared: bool = False


def splice(data: bytes, base: str, new: str, *, spare: bool = True) -> bytes:
    """Return `data` with the lines of `new` where that differs from `base`.

    `base` is the text of `data` as tomledit writes it, `new` the changed one, both with LF.

    A line that stays keeps its end, a line in its place gets the same, a further one what
    most lines have. A missing final newline stays missing. With `spare`, comments and blank
    lines that tomledit removed with something are put back, but a blank line beside another;
    a comment that stood behind what was removed gets the line to itself.
    """
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data.removeprefix(bom).decode()
    usual = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    parts = (line.partition("\r") for line in text.split("\n"))
    old = [Line(line, f"{cr}\n") for line, cr, _ in parts]
    old[-1] = Line(old[-1].text, usual)
    if text and not text.endswith("\n"):
        base, new = base.removesuffix("\n"), new.removesuffix("\n")
    if base.count("\n") != text.count("\n"):
        base = "\n".join(line.text for line in old)
    new = _without_doubled(base, new)
    merged = _tidied(_merged(old, base, new, usual=usual, spare=spare))
    joined = "".join(line.text + line.end for line in merged)
    return bom + joined.removesuffix(merged[-1].end).encode()


def _merged(old: list[Line], base: str, new: str, *, usual: str, spare: bool) -> list[Line]:
    was, is_now = _layout(base), _layout(new)
    spares = _spares(old, was) if spare else {}
    lost = was.comments - is_now.comments
    merged: list[Line] = []
    spared: list[Line] = []
    for tag, start, end, new_start, new_end in _opcodes(was.lines, is_now.lines):
        if tag == "equal":
            free = next((n for n in range(new_start, new_end) if n not in is_now.inside), None)
            if spared and free is not None:
                place = start + free - new_start
                merged += [*old[start:place], *spared, *old[place:end]]
                spared = []
            else:
                merged += old[start:end]
            continue
        alike = end - start == new_end - new_start
        ends = [line.end for line in old[start:end]] if alike else [usual] * (new_end - new_start)
        texts = (line for line, _ in is_now.lines[new_start:new_end])
        lines = list(map(Line, texts, ends))
        for line in [spares[n] for n in range(start, end) if n in spares]:
            comment = line.text.strip()
            if not comment or lost[comment] > 0:  # each is lost once
                lost[comment] -= 1
                spared.append(line)
        # Never into a text of several lines: there they would be words of it.
        if start not in was.inside and new_start not in is_now.inside:
            merged += spared + lines
        elif new_end not in is_now.inside:
            merged += lines + spared
        else:
            merged += lines
            continue
        spared = []
    return merged + spared


def _spares(old: list[Line], layout: _Layout) -> dict[int, Line]:
    """Return the lines that may be put back, by number: blank ones, and comments by themselves."""
    found = {number: old[number]._replace(spared=True) for number in layout.loose}
    for number, tail in layout.tails.items():
        line = old[number]
        indent = line.text[: len(line.text) - len(line.text.lstrip())]
        found[number] = Line(indent + tail, line.end, spared=True)
    return found


def _without_doubled(base: str, new: str) -> str:
    """Take out what tomledit says twice: it gives a list's last comment to what it adds, too."""
    doubled = _layout(new).comments - _layout(base).comments
    for token in reversed([one for one in tokens(new) if doubled and one.kind == "comment"]):
        comment = new[token.start : token.end].rstrip()
        if doubled[comment] > 0:
            doubled[comment] -= 1
            new = new[: token.start].rstrip(" \t") + new[token.end :]
    return new


def _opcodes(
    one: list[tuple[str, bool]], other: list[tuple[str, bool]]
) -> list[tuple[str, int, int, int, int]]:
    """Align two texts; what they begin and end with is the same whatever difflib would say."""
    shorter = min(len(one), len(other))
    head = sum(1 for _ in takewhile(lambda i: one[i] == other[i], range(shorter)))
    room = range(1, shorter - head + 1)
    back = sum(1 for _ in takewhile(lambda i: one[-i] == other[-i], room))
    middle = SequenceMatcher(None, one[head : len(one) - back], other[head : len(other) - back])
    return [
        ("equal", 0, head, 0, head),
        *((t, a + head, b + head, c + head, d + head) for t, a, b, c, d in middle.get_opcodes()),
        ("equal", len(one) - back, len(one), len(other) - back, len(other)),
    ]


def _tidied(lines: list[Line]) -> list[Line]:
    """Drop blank lines that were spared and now stand beside another, or at an end."""
    tidied: list[Line] = []
    followers = [*lines[1:], None]
    for line, follower in zip(lines, followers, strict=True):
        between = tidied and tidied[-1].text.strip() and follower and follower.text.strip()
        if not line.spared or line.text.strip() or between:
            tidied.append(line)
    return tidied or lines[:1]


# Comments of another version of a file


def comments_in(data: bytes) -> Counter[str]:
    """Return the comments of a file, and how often each is there."""
    return _layout(toml.read_text(data)).comments


def with_comments_of(data: bytes, other: bytes, base: bytes) -> bytes:
    """Return `data` with the comments that `other` has and neither it nor `base` has.

    Each stands by itself above what it stands by in `other`, or at the end.
    """
    lacking = comments_in(other) - comments_in(base) - comments_in(data)
    if not lacking:
        return data
    wanted: list[tuple[str, Spot]] = []
    text = toml.read_text(other)
    layout, places = _layout(text), _places(text)
    for number, (line, _) in enumerate(layout.lines):
        comment = layout.tails.get(number, line.strip() if number in layout.loose else "")
        if comment and lacking[comment] > 0:
            lacking[comment] -= 1
            beside = (places[n] for n in range(number, len(places)) if places[n])
            wanted.append((comment, next(beside, None)))
    base_text = toml.read_text(data)
    lines, own = base_text.split("\n"), _places(base_text)
    if base_text.endswith("\n"):
        lines.pop()
    for comment, place in reversed(wanted):
        at = own.index(place) if place in own and place else len(lines)
        lines.insert(at, comment)
        own.insert(at, None)
    result = "\n".join([*lines, ""])
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    end = "\r\n" if data.count(b"\r\n") * 2 > data.count(b"\n") else "\n"
    added = bom + result.replace("\n", end).encode()
    with contextlib.suppress(TomlError):
        if same(decode(added), decode(data)):
            return added
    tail = "".join(f"{comment}{end}" for comment, _ in wanted)
    return data + (b"" if data.endswith(b"\n") else end.encode()) + tail.encode()


Spot = tuple[str, int, str] | None
"""A line that may have a comment above it: the table it is in, which one of many, its key."""


def _places(text: str) -> list[Spot]:
    """Return for each line what stands there, None where nothing of a table's own begins."""
    layout, header, seen = _layout(text), "", Counter[str]()
    found: list[Spot] = []
    for number, (line, is_inside) in enumerate(layout.lines):
        bare = line.strip()
        key = ""
        if is_inside or number in layout.loose:
            found.append(None)
            continue
        if bare.startswith("[") and "=" not in bare.partition("]")[0]:
            header = bare.partition("]")[0]
            seen[header] += 1
        else:
            key = bare.partition("=")[0].strip() if "=" in bare else ""
        found.append((header, seen[header], key) if key or bare.startswith("[") else None)
    return found
