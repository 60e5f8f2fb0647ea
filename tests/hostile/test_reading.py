from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from devjournal.models.ids import composed
from devjournal.models.plain import to_plain
from devjournal.models.registry import FOLDERS, KINDS
from devjournal.store import load_journal
from devjournal.text import clean
from tests.hostile.journals import MAYA, spoil
from tests.hostile.screen import seen, squashed
from tests.hostile.texts import ALL, HARMLESS, LONG, OWNED, TEXTS
from tests.runner import CLOCK, Runner

ALL_TIME = ("--since", "2024-01-01")
FEW = 3
"""Records of a kind that are shown one by one."""


@pytest.fixture(scope="module", params=["in turn", pytest.param("all", marks=pytest.mark.slow)])
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """Return the program on a journal whose texts are the hostile ones: in turn, or each all."""
    folder = tmp_path_factory.mktemp("hostile")
    texts = TEXTS.values() if request.param == "in turn" else [ALL]
    return Runner(folder, journal=spoil(folder / "made", *texts))


@pytest.fixture(autouse=True)
def one_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all tests here read a journal from one cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "hostile-cache"))


def pages() -> Iterator[tuple[str, ...]]:
    """Yield every reading command, each page for each of its readers."""
    whos = ("priya-mentor", "tomas-sponsor", "lukasz-mentee", "misaki-partner")
    yield ("today",)
    for who in whos:
        yield from (("prep", who), ("prep", who, "--share"))
    for reader in ("self", "manager", "priya-mentor"):
        yield ("review", "--for", reader, *ALL_TIME)
    for folder in FOLDERS:
        yield ("list", folder, "--all")
    yield from (("check",), ("where",), ("schema", "action"), ("history",))


def records(folder: str, most: int = FEW) -> Iterator[str]:
    """Yield the names of the first records of a kind, with their folder."""
    for file in sorted((MAYA / folder).iterdir())[:most]:
        yield f"{folder}/{file.stem}"


def read(runner: Runner, *arguments: str) -> str:
    """Return what a reading command prints."""
    ran = runner(*arguments)
    assert ran.code == 0, ran
    seen(ran.err)
    return ran.out


def texts_in(value: object) -> Iterator[str]:
    """Yield every text in plain data, but for the keys."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, str):
        yield value


def hostile_texts_of(runner: Runner, record: str) -> set[str]:
    """Return the hostile texts that stand in a record's file."""
    file = runner.root / f"{record}.toml"
    found = set(texts_in(tomllib.loads(file.read_text(encoding="utf-8"))))
    return found & {ALL, *TEXTS.values()}


@pytest.mark.parametrize("arguments", tuple(pages()), ids=" ".join)
def test_a_page_of_hostile_text_only_shows(hostile: Runner, arguments: tuple[str, ...]) -> None:
    """Whatever stands in a journal's texts, a page is letters, lines and colours; so is JSON."""
    seen(read(hostile, *arguments, "--color", "always"))
    out = read(hostile, *arguments, "--json")
    seen(out)
    assert json.loads(out)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_record_of_hostile_text_is_shown_letter_by_letter(
    hostile: Runner, folder: str, request: pytest.FixtureRequest
) -> None:
    """`show` has every hostile text in full as visible text, and JSON as it is in the journal.

    What may be a link is so in the Unicode form in which links are compared.
    """
    for record in records(folder, FEW if "in turn" in request.node.name else 1000):
        texts = hostile_texts_of(hostile, record)
        assert texts
        shown = squashed(seen(read(hostile, "show", record)))
        assert [] == [text for text in texts if squashed(clean(text)) not in shown]
        out = read(hostile, "show", record, "--json")
        seen(out)
        told = {one for text in texts_in(json.loads(out)) for one in (text, composed(text))}
        assert set() == {text for text in texts if not told & {text, composed(text)}}


def test_the_journals_own_record_is_shown(hostile: Runner) -> None:
    """The profile's texts, too."""
    shown = squashed(seen(read(hostile, "show", "me")))
    texts = hostile_texts_of(hostile, "journal")
    assert [] == [text for text in texts if squashed(clean(text)) not in shown]
    assert texts


@pytest.mark.parametrize("arguments", [("review", *ALL_TIME), ("prep", "priya-mentor")])
def test_markdown_of_hostile_text_is_harmless(hostile: Runner, arguments: tuple[str, ...]) -> None:
    """A page as Markdown, too, is letters and lines alone."""
    seen(read(hostile, *arguments, "--format", "markdown"))


@pytest.mark.timeout(60)
def test_a_very_long_word_is_folded(tmp_path: Path) -> None:
    """A word of 3,900 letters in every field neither hangs a page nor is it cut off."""
    runner = Runner(tmp_path, journal=spoil(tmp_path / "made", LONG))
    for arguments in (("prep", "priya-mentor"), ("show", next(records("actions")))):
        out = seen(read(runner, *arguments))
        assert max(map(len, out.split("\n"))) <= 200
    assert LONG in squashed(out)


def test_hostile_readers_see_nothing(tmp_path: Path) -> None:
    """Where every text is a reader's name, `check` names them safely and no page is shared."""
    runner = Runner(tmp_path, journal=spoil(tmp_path / "made", "x", readers=[ALL]))
    found = runner("check")
    assert 0 == found.code
    assert OWNED in seen(found.out)
    for reader in ("manager", "priya-mentor"):
        assert OWNED not in seen(read(runner, "review", "--for", reader, *ALL_TIME))


@pytest.mark.parametrize("name", list(HARMLESS))
def test_what_shapes_a_letter_stays(name: str) -> None:
    """A joiner or a selector is let through where a script, a name or an emoji needs it."""
    assert HARMLESS[name] == clean(HARMLESS[name])


@pytest.mark.parametrize("name", list(TEXTS))
def test_what_is_made_visible_stays_so(name: str) -> None:
    """Text that went through the gate goes through it again as it is."""
    made = clean(TEXTS[name])
    seen(made)
    assert made == clean(made)


@pytest.mark.parametrize("texts", [tuple(TEXTS.values()), (ALL,)], ids=["in turn", "all"])
def test_every_record_is_hostile(tmp_path: Path, texts: tuple[str, ...]) -> None:
    """The journals that these tests read are good, hostile in every record, with every text."""
    journal = load_journal(spoil(tmp_path / "made", *texts), cache_dir=None)
    assert () == tuple(journal.problems(tuple(KINDS)))
    found: set[str] = set()
    for kind in KINDS:
        for stored in journal.all(kind).values():
            hostile = set(texts_in(to_plain(stored.record))) & set(texts)
            assert hostile, stored.id
            found |= hostile
    assert set(texts) == found


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
@pytest.mark.parametrize(
    "arguments", [("today",), ("show", "goals/lead-the-readout"), ("show", ALL)]
)
def test_a_real_terminal_only_shows(hostile: Runner, arguments: tuple[str, ...]) -> None:
    """On a terminal, with its colours and its width, too; errors are coloured as pages are."""
    from tests.terminal import Terminal, ended

    terminal = Terminal(hostile.root, CLOCK)
    child = terminal(*(one.replace("\x00", "") for one in arguments), NO_COLOR="")
    ended(child)
    terminal.close()
    out = str(child.before).replace("\r\n", "\n")
    assert "\x1b[" in out
    assert seen(out)
