from __future__ import annotations

import codecs
import copy
import datetime as dt
from collections import Counter
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devjournal.store.toml import EditRefused, TomlError, decode, key_text, value_text
from devjournal.store.toml_edit import edit, same
from devjournal.store.toml_errors import tokens

FILE = """\
#:schema ./meeting.json
# Notes to myself

title = "Ask Dana"   # inline
due=2026-11-19
# above the tags
tags = [ "a", # first
  # before b
  "b",
  "c", # last
]
mood = 'my own key'

# above the notes
notes = \"\"\"
# no comment

text\"\"\"
size.wide = 3
pair = { one = 1, two = "2" }
none = []

[ask]   # heading
# inside
skill = "finance"

# about the first
[[moves]]
now = 2026-01-02 # why not

# about the second
[[ moves ]]
now = 2026-01-03
mine = "unknown"

# tail
"""
FIRST = {"now": dt.date(2026, 1, 2)}
SECOND = {"now": dt.date(2026, 1, 3), "mine": "unknown"}


def edited(text: str, changes: dict[str, Any]) -> str:
    """Edit as a program would that understands all of the file; None removes a key."""
    data = text.encode()
    before = decode(data)
    after = {key: value for key, value in (before | changes).items() if value is not None}
    result = edit(data, before, after)
    assert same(after, decode(result))
    return result.decode()


@pytest.mark.parametrize(
    ("changes", "old", "new"),
    [
        ({"title": 'Ask "Dana"'}, '"Ask Dana"   #', "'Ask \"Dana\"'   #"),
        ({"due": dt.date(2026, 12, 1)}, "due=2026-11-19", "due=2026-12-01"),
        ({"due": dt.time(9, 30)}, "due=2026-11-19", "due=09:30:00"),
        ({"tags": ["b", "c"]}, 'tags = [ "a", # first', "# first\ntags = ["),
        ({"tags": ["a", "b", "c", "d"]}, "# last\n", '# last\n  "d",\n'),
        ({"tags": ["a", "x", "b", "c"]}, "# first\n", '# first\n  "x",\n'),
        ({"notes": "# new\n"}, "# no comment\n\ntext", "# new\n"),
        ({"size": {"wide": 3, "tall": 4}}, "wide = 3\n", "wide = 3\nsize.tall = 4\n"),
        ({"size": {}}, "size.wide = 3\n", ""),
        ({"pair": {"one": 1, "two": "3"}}, 'two = "2"', 'two = "3"'),
        ({"pair": {"two": "2"}}, "{ one = 1, two", "{ two"),
        ({"ask": {"skill": "finance", "level": 2}}, '"finance"\n', '"finance"\nlevel = 2\n'),
        ({"ask": {}}, 'skill = "finance"\n', ""),
        (
            {"ask": None},
            '[ask]   # heading\n# inside\nskill = "finance"\n',
            "# heading\n# inside\n",
        ),
        (
            {"pair": {"one": 1, "two": "a\nb", "three": {"x": [{"y": 1}]}}},
            'two = "2" }',
            'two = "a\\nb", three = { x = [{ y = 1 }] } }',
        ),
        ({"moves": [{"now": dt.date(2026, 1, 9)}, SECOND]}, "2026-01-02 #", "2026-01-09 #"),
        ({"moves": [SECOND]}, "[[moves]]\nnow = 2026-01-02 # why not\n", "# why not\n"),
        (
            {"moves": [FIRST, {"why": "a\nb"}, SECOND]},
            "# why not\n",
            '# why not\n\n[[moves]]\nwhy = """\na\nb"""\n',
        ),
        (
            {"checks": [{"on": dt.date(2026, 1, 4)}, {"fit": 4}], "agreement": {"how": "call"}},
            "# tail\n",
            "[[checks]]\non = 2026-01-04\n\n[[checks]]\nfit = 4\n\n"
            '[agreement]\nhow = "call"\n\n# tail\n',
        ),
    ],
)
def test_a_change_leaves_all_else_alone(changes: dict[str, Any], old: str, new: str) -> None:
    """One change replaces one run of the text; around it comments and spacing stay."""
    assert 1 == FILE.count(old)
    expected = FILE.replace(old, new).replace("\n\n\n", "\n\n")
    if changes == {"size": {}}:
        expected = expected.replace("\n# tail", "\n[size]\n\n# tail")
    assert expected == edited(FILE, changes)


@pytest.mark.parametrize(
    ("text", "changes", "expected"),
    [
        # Below the first header plain keys would belong to it; `#:schema` is on the first line.
        ("", {"a": 1}, "a = 1\n"),
        ("#:schema x", {"a": 1}, "#:schema x\na = 1"),
        ("[t]\n", {"a": 1}, "a = 1\n\n[t]\n"),
        ("# of t\n[t]\n", {"a": 1}, "a = 1\n\n# of t\n[t]\n"),
        ("#:schema x\n[[t]]\n", {"a": 1}, "#:schema x\na = 1\n\n[[t]]\n"),
        ("# x\n\n# of t\n[t]\n", {"a": [1]}, "# x\n\na = [1]\n\n# of t\n[t]\n"),
        ("a = 1\n\n[t]\n", {"b": 2}, "a = 1\nb = 2\n\n[t]\n"),
        ("a.b = 1\n\n[t]\n", {"c": 2}, "a.b = 1\nc = 2\n\n[t]\n"),
        # CRLF, a mixture, a byte order mark, a missing final newline, odd headers: as they were.
        ("a = 1\r\nb = 2\r\n", {"b": 3, "c": 4}, "a = 1\r\nb = 3\r\nc = 4\r\n"),
        ("a = 1\nb = 2\r\nc = 3\n", {"b": 3, "d": 4}, "a = 1\nb = 3\r\nc = 3\nd = 4\n"),
        ("a = '''\r\nx\r\ny'''\r\nb = 2", {"b": 3}, "a = '''\r\nx\r\ny'''\r\nb = 3"),
        ("a = 1\r\n", {"b": "x\ny"}, 'a = 1\r\nb = """\r\nx\r\ny"""\r\n'),
        ("a = 1\r\nb = 2", {"c": 3}, "a = 1\r\nb = 2\r\nc = 3"),
        ("a = 1", {"a": 2}, "a = 2"),
        ("a = 1\nb = 2", {"b": None}, "a = 1"),
        ("a = 1", {"b": 2}, "a = 1\nb = 2"),
        ("\ufeffa = 1\n", {"a": None}, "\ufeff"),
        ("\ufeff[t]\n", {"a": 1}, "\ufeffa = 1\n\n[t]\n"),
        ("a = 1\n[[ t ]]\n[[t]]\n[[\tt]]\n", {"a": 2}, "a = 2\n[[ t ]]\n[[t]]\n[[\tt]]\n"),
        # A comment stays where it stood, though texts of several lines are near.
        ("a = 1\n\n# of b\nb.c = 1\n", {"b": "\n\n"}, 'a = 1\n\n# of b\nb = """\n\n\n"""\n'),
        (
            "a = ['''\nx''', 1]\n# of b\nb = 1\n",
            {"a": ["x", 2], "b": None},
            "a = ['''\nx''', 2]\n# of b\n",
        ),
        ("a = [\n  # one\n  1,\n]\n# end\n", {"a": None}, "  # one\n# end\n"),
        (
            'a = """x\n\n"""\nb = 1 # mine\nc = """y\n\n"""\n',
            {"a": "\n\n", "b": None, "c": None},
            'a = """\n\n\n"""\n# mine\n',
        ),
        (
            'a = """x\n\n"""\nb = 1 # mine\nc = """y\n\n"""',
            {"a": "\n\n", "b": None, "c": None},
            'a = """\n\n\n"""\n# mine',
        ),
        (
            "a = [\n  'b' # mid\n  , 'c', # last\n]\n",
            {"a": ["b", "c", "d"]},
            "a = [\n  'b' # mid\n  , 'c' # last\n  , \"d\"\n  ,\n]\n",
        ),
        # A paragraph stays a paragraph: its empty lines stay, and are not doubled.
        ("a = 1\n\n[b]\nx = 1\n\n[c]\n", {"b": None}, "a = 1\n\n[c]\n"),
        ("a = 1\n\n[b]\nx = 1\n", {"b": None}, "a = 1\n"),
        ("a = 1\n\nb = 2\nc = 3\n", {"b": None}, "a = 1\n\nc = 3\n"),
        ("\nb = 2\n\na = 1\n", {"b": None}, "\na = 1\n"),
        ("a = 1\n\n\n\n[c]\nx = 1\n\n[b]\n", {"b": None}, "a = 1\n\n\n\n[c]\nx = 1\n"),
    ],
)
def test_form_and_comments_stay(text: str, changes: dict[str, Any], expected: str) -> None:
    """Whatever changes, all else is as a person wrote it, byte for byte; keys go where they can."""
    assert expected.encode() == edited(text, changes).encode()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {"mood": "set"}, "mood = 'set'"),
        ({}, {"mood": "my own key"}, None),
        ({"title": "Ask Dana"}, {"title": "Ask Dana"}, None),
        ({"gone": 1}, {}, None),
        ({"due": 1}, {"due": 1}, None),
    ],
)
def test_only_the_difference_counts(
    before: dict[str, Any], after: dict[str, Any], expected: str | None
) -> None:
    """What is in neither, or the same in both, is not looked at; None is the same bytes."""
    result = edit(FILE.encode(), before, after)
    if expected is None:
        assert FILE.encode() == result
    else:
        wanted = FILE.replace("mood = 'my own key'", expected.replace("'", '"'))
        assert wanted == result.decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (1, True),
        (1, Decimal("1.0")),
        (Decimal("6.1"), Decimal("6.10")),
        (1, Decimal(1)),
        (Decimal("0.0"), Decimal("-0.0")),
        (dt.date(2026, 1, 1), dt.datetime.fromisoformat("2026-01-01T00:00")),
        (
            dt.datetime(2026, 1, 1, 10, tzinfo=dt.UTC),
            dt.datetime(2026, 1, 1, 11, tzinfo=dt.timezone(dt.timedelta(hours=1))),
        ),
    ],
)
def test_equal_is_not_the_same(old: Any, new: Any) -> None:
    """Python finds these equal; in a file they are two values, in lists and tables too."""
    for one, other in ((old, new), ([old], [new]), ([{"b": old}], [{"b": new}])):
        data = f"a = {value_text(one, inline=True)}\n".encode()
        result = edit(data, {"a": one}, {"a": other})
        assert f"a = {value_text(other, inline=True)}\n".encode() == result


def test_what_is_no_toml_is_not_touched() -> None:
    """A file that does not parse can't be edited."""
    with pytest.raises(TomlError):
        edit(b"a = = 1\n", {}, {"a": 1})


@pytest.mark.parametrize("value", [None, Decimal("nan"), 2**70, "\ud800", object()])
def test_what_can_not_be_written_is_refused(value: Any) -> None:
    """An edit whose outcome would not be what was meant ends without bytes."""
    with pytest.raises((EditRefused, ValueError)):
        edit(b"a = 1\n", {"a": 1}, {"a": value})


def test_an_editor_that_does_another_thing_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the library or the splice makes of it, wrong bytes do not come out."""
    monkeypatch.setattr("devjournal.store.toml_edit.splice", lambda *_, **__: b"a = 3\n")
    with pytest.raises(EditRefused):
        edit(b"a = 1\n", {"a": 1}, {"a": 2})


KEYS = ("due", "title", "a b", "ü", "x.y", "tags", "n1", 'q"t', "notes", "on", "moves", "ask")
TEXTS = (
    *("", "x", "two\nlines", "# heading\n\n# more\n", 'it\'s "q"', "C:\\x\\", "end\n\n", '"""'),
    *("a\r\nb", "é漢", "'''", 'end"', "\t", '[t]\nk = 1\n"""x"""\n', "\n", " # c"),
)
COMMENTS = ("# one", "  # two", "# it's [x] = \"", '# """', "#:schema x")


class _Hand:
    """A person who edits TOML by hand, well-formed and in no particular style.

    Keys that begin with `x_` are those that the program does not know.
    """

    def __init__(self, random: Random) -> None:
        self.random = random

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def scalar(self) -> Any:
        day = dt.date(2026, 1, self.random.randint(1, 28))
        zone = dt.timezone(dt.timedelta(hours=self.random.randint(-3, 3)))
        moment = dt.datetime.fromisoformat(f"2026-01-01T{self.random.randint(10, 23)}:00")
        number = self.random.randint(-9, 9)
        others = (
            number,
            Decimal(f"{number}.50"),
            self.chance(0.5),
            day,
            moment,
            moment.replace(tzinfo=zone),
        )
        return self.random.choice((*TEXTS, *others, *others, moment.time()))

    def table(self, depth: int, most: int = 3) -> dict[str, Any]:
        keys = self.random.sample(KEYS, self.random.randint(0, most))
        return {("x_" if self.chance(0.25) else "") + key: self.value(depth) for key in keys}

    def value(self, depth: int) -> Any:
        kind = self.random.random()
        if depth and kind < 0.15:
            return self.table(depth - 1)
        if depth and kind < 0.35:
            return [self.table(depth - 1) for _ in range(self.random.randint(1, 3))]
        if kind < 0.55:
            return [self.random.choice("abc") for _ in range(self.random.randint(0, 4))]
        if kind < 0.6:
            return [self.scalar(), {"k": self.scalar()}, [self.scalar()]]
        return self.scalar()

    def changed(self, table: dict[str, Any], depth: int = 2) -> dict[str, Any]:
        """Change, remove and add some of what a table says."""
        kept = {
            key: self.changed_value(value, depth - 1) if self.chance(0.4) else value
            for key, value in table.items()
            if self.chance(0.85)
        }
        return self.table(max(depth, 0), most=2) | kept

    def changed_value(self, value: Any, depth: int) -> Any:
        if isinstance(value, dict) and self.chance(0.9):
            return self.changed(value, depth)
        if isinstance(value, list) and self.chance(0.9):
            return self.changed_list(value, depth)
        return self.value(max(depth, 0))

    def changed_list(self, items: list[Any], depth: int) -> list[Any]:
        kept = [
            self.changed_value(item, depth - 1) if self.chance(0.3) else item
            for item in items
            if self.chance(0.8)
        ]
        if self.chance(0.5):
            tables = all(isinstance(item, dict) for item in items)
            new = self.table(1) if tables else self.scalar()
            kept.insert(self.random.randint(0, len(kept)), new)
        return kept

    def space(self) -> str:
        return self.random.choice(("", " ", "  ", "\t"))

    def gap(self) -> str:
        lines = self.random.choices(("", "", *COMMENTS), k=self.random.choice((0, 0, 0, 1, 2, 3)))
        return "".join(f"{line}\n" for line in lines)

    def end(self) -> str:
        return self.random.choice(("", "", " # c", "#c", ' # """', " # \"it's")) + "\n"

    def key(self, key: str) -> str:
        return f"'{key}'" if self.chance(0.2) else key_text(key)

    def inline(self, value: Any) -> str:
        if isinstance(value, dict):
            pairs = (f"{self.key(k)}{self.space()}={self.inline(v)}" for k, v in value.items())
            return f"{{{self.space()}{f',{self.space()}'.join(pairs)}{self.space()}}}"
        if isinstance(value, list):
            return self.list_of([self.inline(item) for item in value])
        if isinstance(value, str) and "''" not in value and "\r" not in value and self.chance(0.2):
            return f"'''\n{value}'''"
        return value_text(value, inline=self.chance(0.7))

    def list_of(self, items: list[str]) -> str:
        if not items:
            return self.random.choice(("[]", "[ ]", "[\n]", "[ # none\n]", "[\n  # none\n\n]"))
        if self.chance(0.6):
            return f"[{self.space()}{f',{self.space()}'.join(items)}{self.space()}]"
        starts = ("", "  ", "\n  ", "\n  # above\n ")
        ends = (",", " ,", "\n ,", ", # post\n", ",\n", " # mid\n ,")
        closings = ("", ",", " # last\n", ", # last\n", "\n", ",\n # below\n")
        text = "[" + self.random.choice(("", "\n", " # open\n"))
        for item in items[:-1]:
            text += self.random.choice(starts) + item + self.random.choice(ends)
        return text + self.random.choice(starts) + items[-1] + self.random.choice(closings) + "]"

    def pairs(self, key: str, value: Any) -> str:
        """Write `key = value`, a small table perhaps as dotted keys."""
        name = self.random.choice(("", "  ")) + self.key(key)
        if isinstance(value, dict) and value and self.chance(0.6):
            dotted = (f"{self.key(inner)} = {self.inline(v)}" for inner, v in value.items())
            return "".join(
                f"{name}{self.random.choice(('.', ' . '))}{d}{self.end()}" for d in dotted
            )
        return f"{name}{self.space()}={self.space()}{self.inline(value)}{self.end()}"

    def statements(self, table: dict[str, Any], prefix: str = "") -> list[tuple[str, str, str]]:
        """Write each key of a table: the key, what is above it, and its lines."""
        plain, blocks = [], []
        for key, value in table.items():
            many = isinstance(value, list) and value and all(isinstance(v, dict) for v in value)
            if (many or isinstance(value, dict)) and self.chance(0.7):
                blocks.append((key, self.gap(), self.block(prefix + self.key(key), value)))
            else:
                plain.append((key, self.gap(), self.pairs(key, value)))
        return plain + blocks

    def block(self, name: str, value: Any) -> str:
        if isinstance(value, dict):
            return f"[{self.space()}{name}]{self.end()}{self.body(value, name)}"
        return "".join(
            f"[[{self.space()}{name}]]{self.end()}{self.body(item, name)}" for item in value
        )

    def body(self, table: dict[str, Any], name: str) -> str:
        return "".join(gap + lines for _, gap, lines in self.statements(table, f"{name}."))


def known(value: Any) -> Any:
    """Leave out what the program does not know."""
    if isinstance(value, dict):
        return {key: known(item) for key, item in value.items() if not key.startswith("x_")}
    return [known(item) for item in value] if isinstance(value, list) else value


def comments(data: bytes) -> Counter[str]:
    """Count the comments, on lines of their own or behind something."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    words = (text[one.start : one.end] for one in tokens(text) if one.kind == "comment")
    return Counter(word.rstrip() for word in words)


def with_ends(random: Random, text: str, ends: str) -> str:
    """Give the text CRLF, or here and there."""
    if ends != "mixed":
        return text.replace("\n", ends)
    return "".join(random.choice(("\n", "\r\n")) if char == "\n" else char for char in text)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150)
@given(
    random=st.randoms(use_true_random=False),
    ends=st.sampled_from(["\n", "\r\n", "mixed"]),
    marked=st.booleans(),
    unended=st.booleans(),
)
def test_a_file_made_by_hand_survives_any_change(
    *, random: Random, ends: str, marked: bool, unended: bool
) -> None:
    """It parses as meant; every comment, unknown key and unchanged line is there, byte for byte."""
    hand = _Hand(random)
    statements = hand.statements(hand.table(3, most=5))
    text = "".join(gap + lines for _, gap, lines in statements) + hand.gap()
    text = with_ends(random, text.removesuffix("\n") if unended else text, ends)
    data = codecs.BOM_UTF8 * marked + text.encode()
    held = decode(data)
    before = known(held)
    after = known(hand.changed(copy.deepcopy(before)))

    result = edit(data, before, after)
    outcome = decode(result)

    assert same(after, known(outcome))
    assert data == edit(data, before, before)
    assert marked == result.startswith(codecs.BOM_UTF8)
    assert Counter() == comments(data) - comments(result)
    assert Counter() == comments(result) - comments(data)
    place = 0
    changed = result.decode("utf-8-sig")
    for key, _, lines in statements:
        if key.startswith("x_"):
            assert same(held[key], outcome[key])
        elif key not in after or not same(before[key], after[key]):
            continue
        if ends == "mixed":
            assert lines.strip() in changed.replace("\r\n", "\n")
        else:
            place = changed.index(lines.removesuffix("\n").replace("\n", ends), place)


def test_a_table_of_which_nothing_could_be_read_is_added_to() -> None:
    """A value that was left out as wrong stays beside what is set in the same table."""
    held = b'[settings]\nnudges_off = ["nothing", "goal"]\n'
    edited = edit(held, {}, {"settings": {"week_starts": "sun"}})
    assert held + b'week_starts = "sun"\n' == edited
