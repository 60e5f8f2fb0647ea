from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

import devjournal
from devjournal import text as gate
from tests.exchange.test_assistant import Assistant, opened
from tests.hostile.journals import spoil
from tests.hostile.screen import seen
from tests.hostile.test_writing import PAGES, comments_only_show, echoes, only_shows
from tests.hostile.texts import ALL, SAID, TEXTS
from tests.runner import Runner

Check = Callable[[Path], None]


def _of_spoilt(*arguments: str) -> Check:
    def check(folder: Path) -> None:
        runner = Runner(folder, journal=spoil(folder / "made", *TEXTS.values()))
        only_shows(runner(*arguments))

    return check


def _letter(folder: Path) -> None:
    runner = Runner(folder, journal=spoil(folder / "made", *TEXTS.values()))
    only_shows(runner("thank", "priya-mentor", "--output", str(folder / "thanks.eml")))
    text = (folder / "thanks.eml").read_bytes()
    seen(message_from_bytes(text, policy=default).get_content().replace("\r\n", "\n"))


def _error(folder: Path) -> None:
    only_shows(Runner(folder)("action", "x", "--kind", SAID))


def _comment(folder: Path) -> None:
    command, answers, text = PAGES[0]
    comments_only_show(folder, command, answers, text)


def _file(folder: Path) -> None:
    echoes(folder, ("note", SAID))


def _suggestion(_: Path) -> None:
    is_fine, text = Assistant(opened()).call("suggest", what="note", text=SAID)
    assert is_fine
    seen(text)


SITES: dict[str, tuple[str, Check]] = {
    "cli.run": ("clean", _error),
    "cli.output": ("clean", _of_spoilt("list", "goals")),
    "cli.editor": ("clean", _comment),
    "exchange.assistant": ("clean", _suggestion),
    "exchange.outgoing": ("clean", _of_spoilt("export", "todotxt")),
    "exchange.jrnl": ("clean", _of_spoilt("export", "jrnl")),
    "exchange.csv": ("clean", _of_spoilt("list", "goals", "--format", "csv")),
    "exchange.ics": ("clean", _of_spoilt("export", "calendar")),
    "exchange.mail": ("clean", _letter),
    "render.document": ("clean", _of_spoilt("show", "goals/lead-the-readout")),
    "render.template": ("clean", _of_spoilt("review", "--template", "weekly-mail")),
    "render.json": ("_harmless", _of_spoilt("show", "goals/lead-the-readout", "--json")),
    "store.toml": ("escape", _file),
}
"""Each module that lets text through the gate, and a check that looks at what it lets out."""

AGAIN = {"store.toml_errors"}
"""It cleans a line so that a caret stands right below it; whoever prints it cleans it too."""


@pytest.mark.parametrize("site", list(SITES))
def test_a_gate_left_open_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: str
) -> None:
    """Where one module alone lets text out as it is, a check fails that holds otherwise."""
    name, check = SITES[site]
    (tmp_path / "closed").mkdir()
    (tmp_path / "open").mkdir()
    check(tmp_path / "closed")

    def let_out(text: object, *_: object, **__: object) -> object:
        return text[0] if isinstance(text, re.Match) else text

    monkeypatch.setattr(importlib.import_module(f"devjournal.{site}"), name, let_out)
    with pytest.raises(AssertionError):
        check(tmp_path / "open")


def test_every_user_of_the_gate_is_watched() -> None:
    """No module is left out that takes text through the gate."""
    source = Path(devjournal.__file__).parent
    users = {
        ".".join(file.relative_to(source).with_suffix("").parts).removesuffix(".__init__")
        for file in source.rglob("*.py")
        if "from devjournal.text import" in file.read_text(encoding="utf-8")
    }
    assert users == SITES.keys() | AGAIN


@pytest.mark.parametrize(
    "name", ["_C0_C1_DEL", "_BIDI", "_LINE_BREAKS", "_TAGS", "_UNSEEN", "_JOINERS", "_SELECTORS"]
)
def test_a_gate_that_lets_one_kind_through_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Each kind of character that is barred is in the texts, and is seen if it gets out.

    Not surrogates: no stream carries them, so whatever writes to one escapes them too.
    """
    check_all(tmp_path / "closed")
    barred = gate._HIDDEN + gate._JOINERS + gate._SELECTORS  # noqa: SLF001 - it is broken here
    left = barred.replace(getattr(gate, name), "")
    unsafe = re.compile(f"({gate._SHAPES})|[{left}]")  # noqa: SLF001 - see above
    monkeypatch.setattr(gate, "_unsafe", lambda: unsafe)
    with pytest.raises(AssertionError):
        check_all(tmp_path / "open")


def check_all(folder: Path) -> None:
    """Fail unless an error about all hostile characters only shows."""
    folder.mkdir()
    only_shows(Runner(folder)("action", "x", "--kind", ALL))


@pytest.mark.parametrize("name", list(TEXTS))
def test_a_screen_notices_each_text(name: str) -> None:
    """What reads the screen in these tests fails at each text, but for those of plain letters."""
    plain = ("markup", "emoji by name", "formats", "Markdown", "combining")
    try:
        seen(TEXTS[name])
    except AssertionError:
        assert name not in plain
    else:
        assert name in (*plain, "colours")
