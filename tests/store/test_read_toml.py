from __future__ import annotations

import contextlib

import pytest

from devjournal.store.toml import TomlError, decode

LONG_KEY = ".".join(["a"] * 990)


def fault(data: bytes) -> TomlError:
    """Decode what must be refused."""
    with pytest.raises(TomlError) as caught:
        decode(data)
    return caught.value


FAULTS: dict[str, tuple[bytes, int, int, str]] = {
    "1 no equals sign": (b"a = 1\nb 2\n", 2, 3, "= is missing"),
    "1 open list": (b"a = [1, 2\nb = 3\n", 2, 1, "comma is missing"),
    "1 cut off": (b"a = [1, 2", 1, 10, "file ends"),
    "1 open header": (b"[a\nb = 1\n", 1, 3, "] is missing"),
    "1 no time": (b"at = 25:00\n", 1, 8, "follows the value"),
    "1 behind a byte order mark": ("\ufeffa = x\r\n".encode(), 1, 5, "no value"),
    "1 below a merge in a text": (b'a = """\n<<<<<<< a\n>>>>>>> b\n"""\nb = =\n', 5, 5, "no value"),
    "2 open literal block": (b"a = '''\nb\n\nc = 1\n", 1, 5, "never closed"),
    "2 open string": (b'a = 1\nb = "x\nc = 2\n', 2, 5, "never closed"),
    "2 open string at the end": (b'a = 1\nb = "x', 2, 5, "never closed"),
    "2 next block": (b'a = 1\nb = """\nx\nc = """\nit\'s\n"""\n', 2, 5, "never closed"),
    "2 next block in line": (b'a = 1\nb = """\nx\nc = """y"""\n', 2, 5, "never closed"),
    "5 below a block": (b'a = 1\nb = """\nx"""\na = 2\n', 4, 1, "line 1"),
    "5 dotted key": (b"a.b = 1\na.c = 1\na.b = 2\n", 3, 3, "line 1"),
    "5 table": (b"[a]\n[b]\n[a]\n", 3, 1, "line 1"),
    "5 in a list": (b"[[a]]\nx = 1\n[[a]]\nx = 1\nx = 2\n", 5, 1, "line 4"),
    "5 in braces": (b"a = { b = 1, b = 2 }\n", 1, 14, "line 1"),
    "6 from inside a text": (b'a = """\n<<<<<<< a\nx"""\n=======\n', 2, 1, "unresolved merge"),
    "6 half resolved": (
        b'a = """\n<<<<<<< a\n>>>>>>> b\n"""\nb = 1\n=======\nc = 1\n',
        *(6, 1, "unresolved merge"),
    ),
    "12 in a comment": (b"# \x07\n", 1, 3, "U+0007"),
    "17 in a list": (b"[a]\nb = [\n 1,\n 9223372036854775808,\n]\n", 4, 2, "a.b[2]: an integer"),
    "18 in a list of tables": (b"[[a]]\n[[a]]\nb = nan\n", 3, 5, "a[2].b: nan"),
    "18 a float too large": (b"a = 1e999\n", 1, 5, "a: 1e+999"),
    "18 a float too fine": (b"a = 1e-999\n", 1, 5, "a: 1e-999"),
    "18 an exponent without end": (b"a = 1e-" + b"9" * 99, 1, 5, "a: nan is no number"),
    "19 fewer": (b"a = 1\nb = " + b"[" * 99 + b"]" * 99, 2, 5, "b: too deep"),
    "19 in braces": (b"a = " + b"{ a = " * 500, 1, 197, "too deep"),
    "20 in a key": (b"a." * 1_500 + b"a = 1", 1, 1, "too deep: a key of more than 32 parts"),
    "20 header": (b"[" + b"a ." * 19_999 + b"'a']", 1, 2, "too deep"),
    "22 a version": (b"a = 1.2.3\n", 1, 8, "something follows the value"),
    "22 moment": (b"a = 2026-02-30T10:00:00Z\n", 1, 5, "2026-02-30T10"),
}


@pytest.mark.parametrize("row", FAULTS)
def test_what_is_wrong_is_told_with_its_place(row: str) -> None:
    """What the rows of the fault table come to in other forms has its line, column and words."""
    data, line, column, words = FAULTS[row]
    error = fault(data)
    assert (line, column) == (error.line, error.column)
    assert words in error.reason


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (rb'path = "C:\Users\ada"', "single quotes"),
        (rb'path = "C:\Windows"', "single quotes"),
        (b"kind = mentor", '"mentor"'),
        (b"deep_dive = True", "write true"),
        (b'notes = """\nx', 'close it with """'),
        (b"title = 'x\n", "close it with '"),
        (b"a = 1\n<<<<<<< HEAD\n", "keep one of the two sides"),
        (b"a = 1\n\xff", "UTF-8"),
    ],
)
def test_a_hint_says_what_would_mend_it(data: bytes, hint: str) -> None:
    """Row 15 and its neighbours: the commonest mistakes come with their remedy."""
    assert hint in (fault(data).hint or "")


def test_many_dots_are_no_long_key() -> None:
    """Numbers, texts and short keys may have as many dots as they like in all."""
    lines = [f"k{i}.a = 1.5\n'a.b'.k{i} = [1.5, 2.5] # ...\n" for i in range(1000)]
    assert 1001 == len(decode("".join(lines).encode()))


ENDLESS = {
    "one key of 20000 parts": b"a" + b".a" * 19_999 + b" = 1",
    "many keys of 990 parts": f"[{LONG_KEY}]\n".encode() + f"x.{LONG_KEY} = 1\n".encode() * 500,
    "dots in a text": b"a = '''\n" + b"..\n" * 300_000 + b"'''",
    "quotes in a text": b'a = """' + b'""\n' * 300_000 + b'"""',
    "only quotes": b"a = " + b'"' * 1_000_000,
    "only markers": b"<<<<<<<\n" * 130_000,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("data", ENDLESS.values(), ids=ENDLESS)
def test_no_file_takes_long(data: bytes) -> None:
    """Row 20: what takes tomli minutes is refused before that, and long texts are read."""
    with contextlib.suppress(TomlError):
        decode(data)
