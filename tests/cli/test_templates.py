"""`--template NAME`: where it is found, who may see what by it, and what is written."""

from __future__ import annotations

import json
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from devjournal.store.templates import SHIPPED
from tests.render.html_reader import Read
from tests.runner import JOURNALS, Runner
from tools.reference.templates import PAGES, data_of

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = [one.removesuffix(".j2") for one in SHIPPED.names()]


@pytest.fixture
def maya(tmp_path: Path) -> Runner:
    """Return the program on the example journal."""
    return Runner(tmp_path / "maya", journal=JOURNALS["maya"])


def write(folder: Path, name: str, text: str) -> Path:
    """Write a template into a folder of templates."""
    folder = folder / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.j2").write_text(text, encoding="utf-8")
    return folder / f"{name}.j2"


def settings() -> Path:
    """Return the folder of the user's settings."""
    return Path(os.environ["XDG_CONFIG_HOME"]) / "devjournal"


@pytest.mark.parametrize("reader", ["", "--for manager", "--for exec", "--since mon"])
@pytest.mark.parametrize("journal", ["maya", "signe"])
@pytest.mark.parametrize("name", NAMES)
def test_each_that_comes_with_the_program_fills_for_each_reader(
    tmp_path: Path, name: str, journal: str, reader: str
) -> None:
    """It writes what it is to, with the same words in it that the page has."""
    runner = Runner(tmp_path / "journal", journal=JOURNALS[journal])
    told = runner.ok("review", *reader.split(), "--template", name)
    page = runner.ok("review", *reader.split(), "--json").json
    assert page["me"] in told.out
    assert [] == [one["record"]["title"] for one in page["next"] if _title(one) not in told.out]
    assert "None" not in told.out
    assert "\n\n\n" not in told.out
    if name.endswith(".html"):
        assert [] == [one for one in Read(told.out).foreign if not one.startswith("small")]


def _title(one: dict[str, dict[str, str]]) -> str:
    return one["record"]["title"].replace("&", "&amp;").split("&")[0]


def test_mine_comes_before_that_of_the_journal_and_of_the_program(maya: Runner) -> None:
    """A journal that came from somebody else puts none in the place of mine."""
    page = ("review", "--template", "one-pager")
    shipped = maya.ok(*page).out
    write(maya.root, "one-pager.txt", "the journal's {{ me }}")
    assert "the journal's Maya Quinn\n" == maya.ok(*page).out
    write(settings(), "one-pager.txt", "mine {{ me }}")
    assert "mine Maya Quinn\n" == maya.ok(*page).out
    assert shipped == maya.ok("export", "template", "one-pager").out or "<!doctype" in shipped


def test_of_two_of_one_name_the_file_decides(maya: Runner, tmp_path: Path) -> None:
    """By its ending; else both are listed (3), and each has a name of its own."""
    write(maya.root, "two.md", "# {{ me }}")
    write(maya.root, "two.txt", "{{ me }}")
    ran = maya("review", "--template", "two")
    assert (3, True) == (ran.code, "two.md, two.txt" in ran.said)
    assert "# Maya Quinn\n" == maya.ok("review", "--template", "two.md").out
    file = tmp_path / "page.txt"
    maya.ok("review", "--template", "two", "--output", str(file))
    assert "Maya Quinn\n" == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("--template one-pger", 3, "did you mean one-pager?"),
        ("--template zzz", 3, "there are one-pager, weekly-mail"),
        ("--template ../journal.toml", 3, "there is no template '../journal.toml'"),
        ("--template one-pager --format html", 2, "--template and --format contradict each other"),
        ("--template one-pager --json", 2, "--template and --json contradict each other"),
        ("--template one-pager --output {}/p.md", 2, "is markdown by its ending, and --template"),
    ],
)
def test_a_name_that_is_not_there_leads_to_one_that_is(
    maya: Runner, tmp_path: Path, words: str, code: int, said: str
) -> None:
    """And what contradicts it is a mistake; nothing is written."""
    ran = maya("review", *shlex.split(words.format(tmp_path)))
    assert (code, True) == (ran.code, said in ran.said), ran
    assert not (tmp_path / "p.md").exists()


def test_a_broken_one_writes_nothing(maya: Runner, tmp_path: Path) -> None:
    """Exit 4 with its file and line; of a page that is there, each byte stays."""
    write(maya.root, "broken.html", "<p>{{ me }}\n{{ absent }}")
    file = tmp_path / "page.html"
    for _ in range(2):
        ran = maya("review", "--template", "broken", "--output", str(file), "--force")
        assert (4, "") == (ran.code, ran.out)
        assert ran.said.startswith("templates/broken.html.j2:2: 'absent' is undefined")
        assert "this page has schema_version, kind, reader" in ran.said
        assert [] == [*tmp_path.glob("*page*")] or "mine" == file.read_text(encoding="utf-8")
        file.write_text("mine", encoding="utf-8")


def _link(file: Path) -> None:
    secret = file.parents[2] / "secret.txt"
    secret.write_text("zsecret", encoding="utf-8")
    file.unlink()
    file.symlink_to(secret)


def _linked_folder(file: Path) -> None:
    outside = file.parents[2] / "outside"
    file.parent.rename(outside)
    file.parent.symlink_to(outside)


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes among files, and no links")
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_link, "is a symlink out of the journal, so it is not read"),
        (_linked_folder, "is a symlink out of the journal, so it is not read"),
        (_pipe, "is no regular file, so it is not read"),
        (lambda file: file.write_bytes(b"a\nb\xff"), ":2: is not UTF-8"),
        (lambda file: file.write_bytes(b"a" * 2_000_000), "is larger than 1 MB"),
    ],
)
def test_a_journals_template_is_a_file_of_the_journal(
    maya: Runner, spoil: Callable[[Path], object], said: str
) -> None:
    """Exit 4, at once, for all else; in my own settings it may be a link."""
    spoil(write(maya.root, "x.txt", "zsecret"))
    ran = maya("review", "--template", "x")
    assert (4, "", True) == (ran.code, ran.out, said in ran.said), ran
    _link(write(settings(), "y.txt", ""))
    assert "zsecret\n" == maya.ok("review", "--template", "y").out


def test_a_reader_gets_by_a_template_what_they_get_anyway(maya: Runner, tmp_path: Path) -> None:
    """All its variables are those of --json for that reader, and what is withheld is told."""
    for words in (
        "review --for manager",
        "prep priya --share",
        "scorecard priya --for priya-mentor",
    ):
        page = maya.ok(*words.split(), "--json")
        names = [name for name in page.json if name != "part"]
        rows = "\n".join(f"{{{{ {name}|tojson|safe }}}}" for name in names)
        write(maya.root, "all.txt", rows)
        told = maya.ok(*words.split(), "--template", "all", "--output", str(tmp_path / "a.txt"))
        made = (tmp_path / "a.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
        assert page.json == dict(zip(names, map(json.loads, made), strict=True))
        assert "ithheld" in told.said
        (tmp_path / "a.txt").unlink()


@pytest.mark.parametrize(
    "words",
    [
        *("prep priya", "plan priya", "progress", "network", "scorecard", "scorecard priya"),
        *("thank priya", "thank priya --farewell", "remind priya", "list goals"),
        "ask draft Ines --as coach --skill x --level 2 --evidence e --time-frame t --meetings 2 "
        "--focus f",
    ],
)
def test_each_page_and_letter_takes_one(maya: Runner, words: str) -> None:
    """To stdout, to a file and to a browser."""
    write(maya.root, "kind.html", "<p>{{ kind }}</p>")
    told = maya.ok(*words.split(), "--template", "kind", "--open")
    assert "" == told.out
    shown = Path(maya.opened[-1].removeprefix("file://"))
    assert (".html", 1) == (shown.suffix, shown.read_text(encoding="utf-8").count("<p>"))


@pytest.mark.parametrize("name", NAMES)
def test_one_to_begin_from_is_printed_or_written(maya: Runner, name: str) -> None:
    """As it stands, into the journal too; used from there it gives the same page."""
    text = (SHIPPED.folder / f"{name}.j2").read_text(encoding="utf-8")
    told = maya.ok("export", "template", name)
    assert (text, True) == (told.out, str(settings() / "templates") in told.said)
    file = maya.root / "templates" / f"mine.{name.rpartition('.')[2]}.j2"
    maya.ok("export", "template", name, "--output", str(file))
    assert text == file.read_text(encoding="utf-8")
    assert maya.ok("review", "--template", name).out == maya.ok("review", "--template", "mine").out
    assert 7 == maya("export", "template", name, "--output", str(file)).code
    assert 3 == maya("export", "template", "absent").code
    assert "templates" not in maya("check").out + maya("check").err


def test_without_the_library_the_line_that_installs_it_is_told(
    maya: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 2, and nothing is written."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    monkeypatch.delitem(sys.modules, "devjournal.render.template", raising=False)
    ran = maya("review", "--template", "one-pager")
    assert (2, "", True) == (ran.code, ran.out, 'pip install "mentee-devjournal[html]"' in ran.said)


@pytest.mark.parametrize("name", PAGES)
def test_the_documented_variables_are_those_of_json(name: str) -> None:
    """Each key of each page stands in the reference, under the command's name."""
    page = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
    part = page.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
    for journal, words in PAGES[name]:
        named = [key for key in data_of(journal, words) if f"\n| `{key}" not in part]
        assert [] == named
