from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devjournal.store.toml import TomlError, decode

LONG_KEY = ".".join(["a"] * 990)


def fault(data: bytes) -> TomlError:
    """Decode what must be refused."""
    with pytest.raises(TomlError) as caught:
        decode(data)
    return caught.value


@pytest.mark.parametrize(
    ("data", "line", "column", "words"),
    [
        pytest.param(b"a = 1\nb = = 2\n", 2, 5, "no value", id="1-syntax"),
        pytest.param(b"a = 1\nb 2\n", 2, 3, "= is missing", id="1-no-equals-sign"),
        pytest.param(b"a = [1, 2\nb = 3\n", 2, 1, "comma is missing", id="1-open-list"),
        pytest.param(b"a = [1, 2", 1, 10, "file ends", id="1-cut-off"),
        pytest.param(b"[a\nb = 1\n", 1, 3, "] is missing", id="1-open-header"),
        pytest.param(b"at = 25:00\n", 1, 8, "follows the value", id="1-no-time"),
        pytest.param(b"a = '''\nb\n\nc = 1\n", 1, 5, "never closed", id="2-open-literal-block"),
        pytest.param(b'a = 1\nb = """\nx\ny\n', 2, 5, "never closed", id="2-open-block"),
        pytest.param(b'a = 1\nb = "x\nc = 2\n', 2, 5, "never closed", id="2-open-string"),
        pytest.param(b'a = 1\nb = "x', 2, 5, "never closed", id="2-open-string-at-the-end"),
        pytest.param(
            b'a = 1\nb = """\nx\nc = """\nit\'s\n"""\n', 2, 5, "never closed", id="2-next-block"
        ),
        pytest.param(
            b'a = 1\nb = """\nx\nc = """y"""\n', 2, 5, "never closed", id="2-next-block-in-line"
        ),
        pytest.param(b"\0" * 64, 1, 1, "left by a crash?", id="4-all-nul"),
        pytest.param(b"a = 1\n\0\0", 2, 1, "left by a crash?", id="4-nul-at-the-end"),
        pytest.param(b'a = 1\nb = """\nx"""\na = 2\n', 4, 1, "line 1", id="5-key"),
        pytest.param(b"a.b = 1\na.c = 1\na.b = 2\n", 3, 3, "line 1", id="5-dotted-key"),
        pytest.param(b"[a]\n[b]\n[a]\n", 3, 1, "line 1", id="5-table"),
        pytest.param(b"[[a]]\nx = 1\n[[a]]\nx = 1\nx = 2\n", 5, 1, "line 4", id="5-in-a-list"),
        pytest.param(b"a = { b = 1, b = 2 }\n", 1, 14, "line 1", id="5-in-braces"),
        pytest.param(
            b"a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> theirs\n",
            2,
            1,
            "unresolved merge",
            id="6-between-keys",
        ),
        pytest.param(
            b'a = """\n<<<<<<< HEAD\nx"""\n=======\ny"""\n>>>>>>> theirs\n',
            2,
            1,
            "unresolved merge",
            id="6-from-inside-a-text",
        ),
        pytest.param(
            b'a = """\n<<<<<<< HEAD\n>>>>>>> theirs\n"""\nb = 1\n=======\nc = 1\n',
            6,
            1,
            "unresolved merge",
            id="6-half-resolved",
        ),
        pytest.param(b'a = 1\nb = "caf\xe9"\n', 2, 9, "byte 15 ", id="9-latin-1"),
        pytest.param('a = "b"\n'.encode("utf-16"), 1, 1, "UTF-16", id="9-utf-16"),
        pytest.param('a = "b"\n'.encode("utf-16-le"), 1, 2, "byte 2 ", id="9-utf-16-le"),
        pytest.param('a = "b"\n'.encode("utf-16-be"), 1, 1, "byte 1 ", id="9-utf-16-be"),
        pytest.param(b"a = 1\r\nb = 2\rc = 3\r\n", 2, 6, "carriage return", id="11-bare-cr"),
        pytest.param(b'a = 1\nb = "\x1b[0m"\n', 2, 6, "U+001B", id="12-escape"),
        pytest.param(b"# \x07\n", 1, 3, "U+0007", id="12-in-a-comment"),
        pytest.param(b"a = 1\nb = " + b"9" * 5000, 2, 5, "b: an integer beyond", id="16"),
        pytest.param(
            b"[a]\nb = [\n 1,\n 9223372036854775808,\n]\n", 4, 2, "a.b[2]: an integer", id="17"
        ),
        pytest.param(b"[[a]]\n[[a]]\nb = nan\n", 3, 5, "a[2].b: nan", id="18-nan"),
        pytest.param(b"a = -inf\n", 1, 5, "a: -inf", id="18-inf"),
        pytest.param(b"a = 1e999\n", 1, 5, "a: inf", id="18-float-too-large"),
        pytest.param(b"a = 1\nb = " + b"[" * 500 + b"]" * 500, 2, 37, "too deep", id="19"),
        pytest.param(b"a = 1\nb = " + b"[" * 99 + b"]" * 99, 2, 5, "b: too deep", id="19-fewer"),
        pytest.param(b"a = " + b"{ a = " * 500, 1, 197, "too deep", id="19-in-braces"),
        pytest.param(b"a" + b".a" * 19_999 + b" = 1", 1, 1, "too deep", id="20"),
        pytest.param(b"[" + b"a ." * 19_999 + b"'a']", 1, 2, "too deep", id="20-header"),
        pytest.param(b"a = 1\nb = 2026-02-30\n", 2, 5, "2026-02-30", id="22"),
        pytest.param(b"a = 2026-02-30T10:00:00Z\n", 1, 5, "2026-02-30T10", id="22-moment"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    data: bytes, line: int, column: int, words: str
) -> None:
    """Each row of the fault table that bytes alone decide has its line, column and words."""
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


def test_a_place_does_not_count_the_byte_order_mark() -> None:
    """The first column of a file with a byte order mark is 1."""
    error = fault("\ufeffa = x\r\n".encode())
    assert (1, 5) == (error.line, error.column)


def test_many_dots_are_no_long_key() -> None:
    """Numbers, texts and short keys may have as many dots as they like in all."""
    lines = [f"k{i}.a = 1.5\n'a.b'.k{i} = [1.5, 2.5] # ...\n" for i in range(1000)]
    assert 1001 == len(decode("".join(lines).encode()))


def test_markers_inside_a_text_do_not_hide_another_mistake() -> None:
    """A merge inside a text is data: the mistake below it is what is told."""
    error = fault(b'a = """\n<<<<<<< HEAD\n=======\n>>>>>>> x\n"""\nb = = 1\n')
    assert 6 == error.line


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"a" + b".a" * 19_999 + b" = 1", id="one-key-of-20000-parts"),
        pytest.param(
            f"[{LONG_KEY}]\n".encode() + f"x.{LONG_KEY} = 1\n".encode() * 500,
            id="many-keys-of-990-parts",
        ),
        pytest.param(b"a = '''\n" + b"..\n" * 300_000 + b"'''", id="dots-in-a-text"),
        pytest.param(b'a = """' + b'""\n' * 300_000 + b'"""', id="quotes-in-a-text"),
        pytest.param(b"a = " + b'"' * 1_000_000, id="only-quotes"),
        pytest.param(b"<<<<<<<\n" * 130_000, id="only-markers"),
    ],
)
def test_no_file_takes_long(data: bytes) -> None:
    """Row 20: what takes tomli minutes is refused at once, and long texts are read."""
    start = time.perf_counter()
    with contextlib.suppress(TomlError):
        decode(data)
    assert time.perf_counter() - start < 5


PIECES = st.sampled_from(
    [
        *("a", "b.c", '"d e"', "=", " = ", ".", ",", "[", "]", "[[", "]]", "{", "}", "#", "\n"),
        *("\r\n", "\r", '"', "'", '"""', "'''", "\\", "\\u", "\\ud800", "\\x", "\t", "\x00"),
        *("1", "-0", "0x", "1_0", "1e5", "nan", "inf", "true", "2026-11-19", "2026-02-30", "09:30"),
        *("T24:00:60Z", "+99:99", "<<<<<<< a", "=======", ">>>>>>> b", "|||||||", "\ufeff", "é"),
        *("\x1b", "\u2028", "\x85", "0" * 5000, "[" * 500, "{a=" * 500, "a." * 1100),
    ]
)


@given(
    st.one_of(
        st.binary(),
        st.text().map(lambda text: text.encode(errors="ignore")),
        st.lists(PIECES, max_size=30).map(lambda pieces: "".join(pieces).encode()),
        st.tuples(st.lists(PIECES, max_size=12), st.binary(max_size=4)).map(
            lambda both: "".join(both[0]).encode() + both[1]
        ),
    )
)
@example(b'"\\U')
def test_nothing_but_a_toml_error_comes_out(data: bytes) -> None:
    """Whatever the bytes, they are read or refused with a place inside the file."""
    try:
        decode(data)
    except TomlError as error:
        line, column = error.line, error.column
    else:
        line = column = None
    assert line is None or 1 <= line <= data.count(b"\n") + 1
    assert column is None or 1 <= column <= len(data) + 1
