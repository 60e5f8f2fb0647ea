"""Where a page, a list, a calendar or a letter is to go and can't: the same for every format."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from devjournal.cli.output import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.runner import Runner

PAGE = [row.endings[0].removeprefix(".") for row in FORMATS.values()]
COMMANDS = {
    "progress": PAGE,
    "review --template one-pager": ["html"],
    "list goals": ["csv"],
    "export calendar": ["ics"],
    "export template weekly-mail": ["txt.j2"],
    "thank priya": ["eml"],
}
"""What can be written: each format, and each kind of command that writes one."""

WRITTEN = [(words, ending) for words, endings in COMMANDS.items() for ending in endings]


class Target(NamedTuple):
    """A place that a file can't have: how it is made, the exit code, and what is said."""

    make: Callable[[Path, Path], Path]
    code: int
    said: str


def _there(folder: Path, name: Path) -> Path:
    (folder / name).write_text("mine", encoding="utf-8")
    return folder / name


def _folder(folder: Path, name: Path) -> Path:
    (folder / name).mkdir()
    return folder / name


def _pipe(folder: Path, name: Path) -> Path:
    os.mkfifo(folder / name)
    return folder / name


def _below_a_file(folder: Path, name: Path) -> Path:
    (folder / "file").write_text("mine", encoding="utf-8")
    return folder / "file" / name


def _loop(folder: Path, name: Path) -> Path:
    (folder / "a").symlink_to(folder / "b")
    (folder / "b").symlink_to(folder / "a")
    return folder / "a" / name


def _record(folder: Path, name: Path) -> Path:
    return folder.parent / "journal" / "goals" / name


def _link_to_a_record(folder: Path, name: Path) -> Path:
    (folder / "way").symlink_to(folder.parent / "journal" / "goals")
    return folder / "way" / name


TARGETS = {
    "a file": Target(_there, 7, "already exists"),
    "a folder": Target(_folder, 2, "is a folder"),
    "a pipe": Target(_pipe, 2, "is no file that can be written over"),
    "a folder that is not there": Target(lambda f, n: f / "gone" / n, 6, "No such file"),
    "below a file": Target(_below_a_file, 6, "Not a directory"),
    "a circle of links": Target(_loop, 6, "symbolic links"),
    "too long a name": Target(lambda f, n: f / f"{'x' * 300}{n}", 6, "File name too long"),
    "among the records": Target(_record, 7, "is in the journal itself"),
    "among the records, by a link": Target(_link_to_a_record, 7, "is in the journal itself"),
}


def files(folder: Path) -> dict[str, bytes | None]:
    """Return all that is in a folder, files with their bytes."""
    found = (one for one in folder.rglob("*") if "cache" not in one.parts)
    return {str(one): one.read_bytes() if one.is_file() else None for one in found}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes among files, and no links")
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(("words", "ending"), WRITTEN)
def test_a_place_that_a_file_cannot_have(
    loop: Runner, words: str, ending: str, target: str
) -> None:
    """The error names the place and why; each byte that was there stays, and nothing is left."""
    folder = loop.root.parent / "out"
    folder.mkdir()
    make, code, said = TARGETS[target]
    path = make(folder, Path(f"page.{ending}"))
    before = files(loop.root.parent)
    force = [] if target == "a file" else ["--force"]
    ran = loop(*words.split(), "--output", str(path), *force)
    assert (code, "") == (ran.code, ran.out), ran
    assert (True, True) == (said in ran.said, path.name in ran.said)
    assert before == files(loop.root.parent)


@pytest.mark.parametrize(("words", "ending"), WRITTEN)
def test_a_disk_that_says_no(
    loop: Runner, monkeypatch: pytest.MonkeyPatch, words: str, ending: str
) -> None:
    """Exit 6 with the system's words, wherever it says so; what stood there stays."""
    folder = loop.root.parent / "out"
    folder.mkdir()
    path = folder / f"page.{ending}"
    path.write_text("mine", encoding="utf-8")
    numbers = {
        "os.open": errno.EACCES,
        "os.fdopen": errno.ENOSPC,
        "pathlib.Path.replace": errno.EIO,
    }
    for name, number in numbers.items():

        def no(*_: object, number: int = number, **_more: object) -> None:
            raise OSError(number, os.strerror(number), str(path))

        with monkeypatch.context() as patch:
            patch.setattr(name, no if name != "os.open" else _only_new(no))
            ran = loop(*words.split(), "--output", str(path), "--force")
        assert (6, "", True) == (ran.code, ran.out, os.strerror(number) in ran.said), (name, ran)
        assert [(path.name, "mine")] == [(one.name, one.read_text()) for one in folder.iterdir()]


def _only_new(no: Callable[..., object]) -> Callable[..., object]:
    usual: Callable[..., object] = os.open

    def opened(path: object, flags: int, *more: object, **named: object) -> object:
        return no() if ".part" in str(path) else usual(path, flags, *more, **named)

    return opened


# A PDF takes a stream of bytes, which tests/cli/test_output.py gives it.
@pytest.mark.parametrize(("words", "ending"), [one for one in WRITTEN if one[1] != "pdf"])
def test_a_hyphen_is_stdout(loop: Runner, words: str, ending: str) -> None:
    """In the format that is said; it is no file that --open could show."""
    form = [] if "export" in words or "--template" in words else ["--format", ending]
    form = ["--format", {"txt": "terminal"}.get(ending, ending)] if form else []
    told = loop.ok(*words.split(), *form, "--output", "-")
    assert loop.ok(*words.split(), *form).out == told.out
    assert told.out
    assert not (loop.root.parent / "-").exists()
    if "export" not in words:
        assert 2 == loop(*words.split(), *form, "--output", "-", "--open").code


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("progress --format html --output {}/p.md", "p.md is markdown by its ending, and --format"),
        ("progress --json --output {}/p.html", "p.html is html by its ending, and --json json"),
        ("list goals --format csv --output {}/p.json", "p.json is json by its ending"),
        ("thank priya --format eml --output {}/p.html", "name it *.eml"),
        ("progress --output {}/p.csv", "no format is known by that ending"),
        ("progress --output {}/p.docx", "no format is known by that ending"),
        ("progress --format docx", "--format docx: there is no such format"),
        ("progress --format csv", "--format csv: there is no such format"),
        ("export calendar --output {}/p.html", "is html by its ending"),
        ("progress --output {}/p.md --output {}/q.md", "--output is given twice"),
        ("progress --output", "'--output' requires an argument"),
    ],
)
def test_a_format_that_contradicts_itself_is_a_mistake(
    loop: Runner, tmp_path: Path, words: str, said: str
) -> None:
    """Exit 2, and nothing is written; any text is at home in .txt."""
    ran = loop(*words.replace("{}", str(tmp_path)).split())
    assert (2, True) == (ran.code, said in ran.said), ran
    assert [] == [*tmp_path.glob("[pq].*")]
    loop.ok("progress", "--format", "markdown", "--output", str(tmp_path / "p.txt"))
