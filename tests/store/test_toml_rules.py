"""Every rule of TOML 1.1 that a file can break, each by a case.

The rules are those that the public suite toml-lang/toml-test has a case for; the cases are
our own, most of them in toml_rules.txt. What the suite itself gives is told in
docs/reliability.md.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from devjournal.store.load import understand
from devjournal.store.toml import TomlError, decode

PATH = "actions/kwtz-rebuild-slide-2.toml"
RULES = Path(__file__).with_name("toml_rules.txt").read_text(encoding="utf-8")

# Rule, then texts that break it on their last line, and that no page shows as they are.
UNPRINTABLE: dict[str, tuple[str, ...]] = {
    "control: raw in a text": tuple(
        f"a = {quotes}x{char}{quotes}"
        for quotes in ('"', "'", '"""', "'''")
        for char in "\0\x01\x08\x0b\x0c\x10\x1b\x1f\x7f\r"
    ),
    "control: raw in a comment": tuple(f"# x{char}y" for char in "\0\x01\x0c\x10\x1f\x7f\r"),
    "control: raw between": tuple(f"a = 1{char}" for char in "\0\x0b\x0c\x1f\x7f\rx"),
    "control: nothing else": ("\0", "\x0b", "\x0c", "\rx"),
    "encoding: UTF-16": ("a = 1",),
    "encoding: not UTF-8": (
        "# \udcc3",
        'a = 1\nb = "\udcff"',
        "a = '''\n\udcc3('''",
        "\udced\udca0",
    ),
    "encoding: a mark that is not at the start": ("a = \ufeff1", "\ufeff\ufeffa = 1"),
    "encoding: a space of another script": ("a\u3000= 1", "\u3000a = 1", "\u00a0a = 1"),
    "number: digits of another script": (
        "a = 1.\u0660",
        "a = \u0661.0",
        "a = \u0661",
        "a = 1\u0662",
    ),
    "key: signs": ("\u03bc = 1", "a\tb = 1"),
}


def cases() -> dict[str, list[tuple[str, int]]]:
    """Return for each rule the texts that break it, and on which of their lines."""
    found: dict[str, list[tuple[str, int]]] = {}
    for entry in RULES.partition("\n\n")[2].replace("|\n    ", "| ").splitlines():
        rule, *texts = entry.split(" | ")
        for told in texts:
            text, _, line = told.replace("¶", "\n").partition(" @")
            found.setdefault(rule, []).append((text, int(line or text.count("\n") + 1)))
    for rule, odd in UNPRINTABLE.items():
        found.setdefault(rule, []).extend((text, text.count("\n") + 1) for text in odd)
    return found


BROKEN = cases()


@pytest.mark.parametrize("rule", BROKEN)
def test_what_breaks_a_rule_is_told_at_its_line(rule: str) -> None:
    """A record that breaks a rule of TOML is refused with its path, line, column and the line."""
    for text, line in BROKEN[rule]:
        # Lone surrogates stand for bytes that are no UTF-8.
        how = ("utf-16",) if "UTF-16" in rule else ("utf-8", "surrogateescape")
        record, (problem,) = understand("action", PATH, text.encode(*how))
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
