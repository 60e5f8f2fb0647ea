"""Every rule of TOML 1.1 that a file can break, and every one it can use, each by a case.

The rules are those that the public suite toml-lang/toml-test has a case for; the cases are
our own. What the suite itself gives is told in docs/reliability.md.
"""

from __future__ import annotations

import pytest

from devjournal.store.read_record import understand
from devjournal.store.toml import TomlError, decode

PATH = "actions/kwtz-rebuild-slide-2.toml"

# Rule, then texts that break it, all of them on their first line.
ON_LINE_1: dict[str, tuple[str, ...]] = {
    "array: a comma too many": ("a = [1,,2]", "a = [1,2,,]", "a = [,]", "a = [,,]"),
    "array: a comma is missing": (
        *("a = [1 2]", "a = [true false]"),
        *('a = ["x" "y"]', "a = [1 no, 2]"),
    ),
    "array: not closed": (
        *("a = [", "a = [1,", "a = [1, 2", "a = [1 #]", "a = [{b = 1", "a = [{b = 1}"),
        *("a = [{b = 1 #}]", "a = [{b = 1} #]", "a = [1,{b = 1]", "a = [1,{2]"),
    ),
    "bool: another spelling": (
        *("a = True", "a = FALSE", "a = tRue", "a = t", "a = f", "a = tru", "a = fals"),
        *("a = truer", "a = falsey", "a = truthy", "a = falsify"),
    ),
    "control: raw in a text": tuple(
        f"a = {quotes}x{char}{quotes}"
        for quotes in ('"', "'", '"""', "'''")
        for char in "\0\x01\x08\x0b\x0c\x10\x1b\x1f\x7f\r"
    ),
    "control: raw in a comment": tuple(f"# x{char}y" for char in "\0\x01\x0c\x10\x1f\x7f\r"),
    "control: raw between": tuple(f"a = 1{char}" for char in "\0\x0b\x0c\x1f\x7f\rx"),
    "control: nothing else": ("\0", "\x0b", "\x0c", "\rx"),
    "day: out of range": (
        *("a = 2026-13-01", "a = 2026-00-01", "a = 2026-01-00", "a = 2026-01-32"),
        *("a = 2026-02-30", "a = 2026-02-29", "a = 2100-02-29", "a = 10000-01-01"),
    ),
    "day: digits missing": ("a = 2026-1-01", "a = 2026-01-1", "a = 202-01-01", "a = 2026-0101"),
    "day: something more": (
        *("a = 2026-01-01T", "a = 2026-01-01x"),
        *("a = 02026-01-01", "a = 202601-01"),
    ),
    "moment: out of range": (
        *("a = 2026-13-01T00:00:00Z", "a = 2026-01-32T00:00:00", "a = 2026-02-30T00:00:00Z"),
        *("a = 2026-01-01T25:00:00Z", "a = 2026-01-01T00:60:00", "a = 2026-01-01T00:00:61Z"),
        *("a = 10000-01-01T00:00:00Z", "a = 2026-00-01T00:00:00", "a = 2026-01-00T00:00:00Z"),
    ),
    "moment: digits missing": (
        *("a = 2026-01-01T1:00:00Z", "a = 2026-01-01T01:0:00", "a = 2026-01-01T01:00:0Z"),
        *("a = 2026-1-01T01:00:00.5Z", "a = 2026-01-0101:00:00", "a = 2026-01-01T01:00:00.Z"),
    ),
    "moment: offset": (
        *("a = 2026-01-01T01:00:00+25:00", "a = 2026-01-01T01:00:00+01:60"),
        *("a = 2026-01-01T01:00:00+1", "a = 2026-01-01T01:00:00-01", "a = 2026-01-01T01:00:00+"),
        *("a = 2026-01-01T01:00:00+0100", "a = 2026-01-01T01:00:00-01:"),
        *("a = T", "a = TZ", "a = T.Z"),
        *("a = 2026-01-01T01:00:00+01:0", "a = 2026-01-01T01:00:00ZZ"),
    ),
    "time: out of range": (
        *("a = 24:00:00", "a = 25:00"),
        *("a = 01:60:00", "a = 01:00:61", "a = 01:60"),
    ),
    "time: digits": (
        *("a = 1:00:00", "a = 01:0:00"),
        *("a = 01:00:", "a = 01:00:00.", "a = 01:00:00..5"),
    ),
    "encoding: UTF-16": ("a = 1\n",),
    "encoding: a mark that is not at the start": ("a = \ufeff1", "\ufeff\ufeffa = 1"),
    "encoding: a space of another script": ("a\u3000= 1", "\u3000a = 1", "\u00a0a = 1"),
    "float: digits missing": (
        *("a = .5", "a = +.5", "a = -.5", "a = 5.", "a = +5.", "a = -5.", "a = 5.e2", "a = 1e"),
        *("a = 1e+", "a = 1e-", "a = 1.5e", "a = 1.e", "a = 1..5", "a = 1.5.5"),
    ),
    "float: exponent": ("a = 1e2.5", "a = 1ee2", "a = 1e2e3", "a = 1.5ee2", "a = 1e 2"),
    "float: underscore": (
        *("a = _1.5", "a = 1._5", "a = 1_.5", "a = 1.5_", "a = 1.5__5", "a = 1e_2", "a = 1e2_"),
        *("a = 1_e2", "a = 1.5_e2", "a = 1e2__3"),
    ),
    "float: leading zero": ("a = 01.5", "a = -01.5", "a = +01.5", "a = 00.5"),
    "float: no number": (
        *("a = Inf", "a = INF", "a = in", "a = i", "a = NaN", "a = NAN", "a = na", "a = n"),
        *("a = +in", "a = -na", "a = in_f", "a = na_n"),
    ),
    "float: digits of another script": ("a = 1.\u0660", "a = \u0661.0"),
    "integer: leading zero": ("a = 01", "a = -01", "a = +01", "a = 00", "a = 0_1", "a = -00"),
    "integer: underscore": (
        *("a = _1", "a = 1_", "a = 1__2", "a = 0x_1", "a = 0x1_", "a = 0x1__2", "a = 0b_1"),
        *("a = 0o_1", "a = 0_x1", "a = -_1"),
    ),
    "integer: base": (
        *("a = 0x", "a = 0o", "a = 0b", "a = 0xg", "a = 0o8", "a = 0b2", "a = 0X1", "a = 0O1"),
        *("a = 0B1", "a = -0x1", "a = +0o1", "a = -0b1", "a = 1x", "a = 0x1.5"),
    ),
    "integer: sign": ("a = ++1", "a = --1", "a = +-1", "a = 1-", "a = +", "a = 1 2", "a = 1a"),
    "integer: digits of another script": ("a = \u0661", "a = 1\u0662"),
    "inline table: commas": ("a = {,}", "a = {b=1,,c=2}", "a = {b=1 c=2}", "a = {b=1,,}"),
    "inline table: not closed": ("a = {", "a = {b=1", "a = {b=1,", "a = {b=1]"),
    "inline table: a key twice": (
        *("a = {b=1, b=2}", "a = {b.c=1, b.c=2}", "a = {b=1, b.c=2}", "a = {b.c=1, b=2}"),
        *("a = {b={c=1}, b.d=2}", "a = {b=[{}], b.c=1}", "a = {b={c.d=1}, b.c.e={}}"),
    ),
    "inline table: no key": ("a = {[b]}", "a = {1}", "a = {= 1}", "a = {b}"),
    "key: no name": ("= 1", ". = 1", ".. = 1", ".a = 1", "a. = 1", "a..b = 1"),
    "key: signs": (
        *("! = 1", "a!b = 1", "a# = 1", "\\u00c0 = 1", "\u03bc = 1", 'a"b" = 1', "a b = 1"),
        *("a\tb = 1", '"a" "b" = 1', "a, b = 1", "a{ = 1", "[a = 1", "["),
    ),
    "key: of many lines": ('"""a""" = 1', "'''a''' = 1", '"""a""" = """b"""', "'''a\nb''' = 1"),
    "key: with a newline": ('"a\nb" = 1', "'a\nb' = 1", "a\n= 1", "a =\n1", '"a\\'),
    "key: without a value": (
        *("a", "a =", '"a"', '"a" =', "a.b"),
        *("a.b =", "a.", "1", "1.5", '""', '"a'),
    ),
    "key: two equal signs": ("a = = 1", "a==1", "a=b=1"),
    "key: more on the line": (
        *("[a] b = 1", "[[a]] b = 1", 'a = "x" b = "y"', "a = 1 b = 2", '0=""o=""', "0=[0]1=[0]"),
    ),
    "string: no escape": (
        *(f'a = "x{escape}"' for escape in ("\\z", "\\/", "\\ ", "\\@", "\\xg0", "\\x1", "\\'")),
        *('a = "\\', 'a = "\\"', 'a = """\\', 'a = """x\\z"""', 'a = """x \\  y"""'),
    ),
    "string: no character": (
        *(f'a = "{escape}"' for escape in ("\\u12", "\\u12g4", "\\ud800", "\\U00d80000", "\\U1")),
        *('a = "\\U00110000"', 'a = "\\Uffffffff"'),
        *('a = """\\udfff"""', 'a = """\\u1"""', 'a = "\\u"'),
    ),
    "string: not closed": (
        *('a = "x', "a = 'x", 'a = "x\n"', "a = 'x\n'"),
        *('a = """x', "a = '''x", 'a = """x"', "a = \"x'"),
        *("a = '''x''", 'a = """', "a = '''", 'a = """x\\"""', 'a = "', "a = '", "a = '\n"),
    ),
    "string: quotes inside": (
        *('a = """x"""y"""', "a = '''x'''y'''"),
        *('a = """x""""""', "a = ''''''''x"),
    ),
    "string: not opened": (
        *('a = x"', "a = x'", 'a = x"""'),
        *("a = x'''", "a = x", "a = [x]", "a = {b = x}"),
    ),
    "string: more on the line": ('a = "x" y', 'a = "x" "y"', "a = 'x'y"),
    "table: no name": ("[]", "[[]]", "[.]", "[..]", "[a.]", "[.a]", "[a..b]", "[!]", "[ ]"),
    "table: signs": (
        *("[a!b]", "[a=b]", "[a#b]", "[a b]", "[a[b]", "[a]b]", '["""a"""]', "['''a''']", "[[a] ]"),
        *("[ [a]]", '["a]', '["a""]', "[']", "[''']"),
    ),
    "table: not closed": (
        *("[a", "[a.b", "[[a]", "[[a"),
        *("[[a.b]", "[a\n]", "[a.\n]", '["a"\n]', '["a\n"]'),
    ),
    "table: more on the line": ("[a] x", "[a] [b]", "[[a]] x", "[a]]"),
}  # fmt: skip

# Rule, then texts that break it, each with the line on which it does.
ON_ANOTHER_LINE: dict[str, tuple[tuple[str, int], ...]] = {
    "array: added to from outside": (
        ("a = []\n[[a]]", 2),
        ("a = [{b = 1}]\n[a.c]", 2),
        ("[[a.b]]\n[a]\nb.c = 1", 3),
        ("a = []\n[[a.b]]", 2),
        ("[[a]]\n[[a.b]]\n[a.b]", 3),
        ("[[a.b]]\n[a]\nb = 1", 3),
    ),
    "array: text in it": (("a = [\n  1,\n  it's not,\n]", 3), ("a = [\n  1 no,\n]", 2)),
    "encoding: not UTF-8": (
        ("# \udcc3\n", 1),
        ('a = 1\nb = "\udcff"', 2),
        ("a = 1\nb = '''\n\udcc3('''", 3),
        ("a = 1\n\udced\udca0\udc80", 2),
    ),
    "inline table: added to from outside": (
        ("a = {}\n[a.b]", 2),
        ("a = {b = 1}\na.c = 2", 2),
        ("a = {b = {}}\n[[a.b]]", 2),
        ("a = {b = {}}\n\n[a.b]", 3),
        ("a.b = 0\na = {}", 2),
        ("[a.b]\nc = {d = {}}\n[a]\nb.c.d = 2", 4),
        ("[a]\nb = {c = 1}\nb.d = 2", 3),
        ("[a]\nb.c = 1\nb = {d = 2}", 3),
    ),
    "inline table: commas on lines": (("a = {\n,\n}", 2), ("a = {\nb = 1\nc = 2\n}", 3)),
    "key: twice": (
        ("a = 1\na = 2", 2),
        ("a = 1\n\"a\" = 2", 2),
        ("a = 1\n'a' = 2", 2),
        ('a = 1\n"\\u0061" = 2', 2),
        ('"" = 1\n"" = 2', 2),
        ("a = [1]\na = [2]", 2),
        ("a = {b = 1}\na = {c = 2}", 2),
        ("a.b = 1\na.b.c = 2", 2),
        ("a = false\na.b = true", 2),
        ("a.b.c = 1\na.b = 2", 2),
    ),
    "table: twice": (
        ("[a]\n[a]", 2),
        ("[a]\nb = 1\n[b]\n[a]", 4),
        ("[a.b]\n[a]\n[a.b]", 3),
        ("[a]\n[a.b]\nc = 1\n[a.b]", 4),
        ("[a.b]\n[a]\n[a]", 3),
        ("[a]\n[[a]]", 2),
        ("[[a]]\n[a]", 2),
        ("[[a.b]]\n[[a]]", 2),
    ),
    "table: what was a value": (
        ("a = 1\n[a.b.c]", 2),
        ("a = true\n[[a]]", 2),
        ("[a]\nb = 1\n[a.b]", 3),
        ("[a]\nb = {c = 2}\n[a.b]", 3),
    ),
    "table: made by dotted keys": (
        ("[a]\nb.c = 1\n[a.b]", 3),
        ("[a]\nb.c = 1\n[[a.b]]", 3),
        ("[a]\nb.c.d = 1\n[a.b.c]", 3),
        ("[a.b.c]\nd = 1\n[a]\nb.c.e = 2", 4),
        ("[a.b.c.d]\ne = 1\n[a]\nb.c.d.f.g = 2", 4),
        ("[a.b.c]\nd = 1\n[[x]]\ny = 1\n[a]\nb.c.e = 2", 6),
    ),
    "table: not closed before the next": (
        ("[a]\n[b = 1\n[c]", 2),
        ("[a\n[b]", 1),
        ("[[a\n[[b]]", 1),
    ),
}  # fmt: skip


BROKEN = [
    *((rule, text, 1) for rule, texts in ON_LINE_1.items() for text in texts),
    *((rule, *case) for rule, cases in ON_ANOTHER_LINE.items() for case in cases),
]


def as_bytes(text: str) -> bytes:
    """Return a text's bytes: its lone surrogates stand for bytes that are no UTF-8."""
    return text.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize("rule", dict.fromkeys(rule for rule, _, _ in BROKEN))
def test_what_breaks_a_rule_is_told_at_its_line(rule: str) -> None:
    """A record that breaks a rule of TOML is refused with its path, line, column and the line."""
    for _, text, line in (case for case in BROKEN if case[0] == rule):
        data = text.encode("utf-16") if "UTF-16" in rule else as_bytes(text)
        record, (problem,) = understand("action", PATH, data)
        assert record is None
        assert (PATH, line) == (problem.path, problem.line), (text, problem)
        assert problem.column is not None, text
        assert (problem.excerpt or "").endswith("^"), text


@pytest.mark.parametrize("value", ["inf", "+inf", "-inf", "nan", "+nan", "-nan"])
def test_numbers_that_are_none_are_refused(value: str) -> None:
    """TOML has inf and nan, and a journal has no field that could mean one: row 18."""
    with pytest.raises(TomlError) as caught:
        decode(f"a = 1\nb = {value}".encode())
    assert (2, 5) == (caught.value.line, caught.value.column)
