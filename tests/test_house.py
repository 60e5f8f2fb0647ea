"""The rules of the house that no linter knows; CONTRIBUTING.md says why they are there."""

from __future__ import annotations

import ast
import os
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from importlinter.cli import lint_imports
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "devjournal"
MODULES = sorted(SOURCE.rglob("*.py"))

LONGEST_MODULE = 450
LONGEST_FUNCTION = 60
NOT_OURS = {"__pycache__", "build", "dist"}

# These are written so that this file does not find itself.
INDEX_HOSTS = "|".join(f"{name}[.]org" for name in ("pypi", "pythonhosted"))
INDEX_OPTIONS = "--(?:extra-)?index-url|--find-links[ =]|://[^ )\"']+/simple"
SOMEONES_FOLDER = r"(?<![\w.~<>-])/(?:home|root|work|Users)/\w"
FOREIGN_ADDRESS = re.compile(f"{INDEX_HOSTS}|{INDEX_OPTIONS}|{SOMEONES_FOLDER}")

SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore)")
SILENCED_WITH_REASON = re.compile(
    r"#\s*(?:noqa: [A-Z0-9, ]+|type: ignore\[[\w, -]+\])\s*(?:#|-|:)\s*\w"
)

FILE_ROOMS = ("store", "exchange", "sync")
# Modules of other rooms that may touch files, each with its reason.
MAY_TOUCH_FILES = {
    "cli/app.py": "turns stdout away when its reader has gone",
    "cli/commands/setup.py": "the scripts for shells that it prints",
    "cli/output.py": "writes a page where --output says",
    "pages/help.py": "reads the topics of help, which come with the program",
    "render/template.py": "asks the system how much memory the program has",
    "render/parts.py": "reads the styles and templates of pages, which come with the program",
}
FILE_MODULES = re.compile("fcntl|fileinput|glob|msvcrt|shutil|sqlite3|tempfile")
FILE_METHODS = re.compile(
    "chmod|hardlink_to|iterdir|mkdir|open|(?:read|write)_(?:bytes|text)|r?glob|rmdir|symlink_to"
    "|touch|unlink"
)
OS_FUNCTIONS = re.compile(
    "chmod|fdopen|fsync|link|listdir|makedirs|mkdir|open|remove(?:dirs)?|renames?|replace|rmdir"
    "|scandir|symlink|truncate|unlink|utime|walk"
)


def project_files() -> Iterator[Path]:
    """Yield each file of the project, tracked or not yet; hidden folders are tools' own."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [n for n in folders if n not in NOT_OURS and (n[0] != "." or n == ".ci")]
        yield from (Path(folder, name) for name in names)


def project_lines(pattern: re.Pattern[str], *suffixes: str) -> Iterator[tuple[str, str]]:
    """Yield (file:line, text) of each line of the project in which `pattern` is found."""
    for path in project_files():
        if suffixes and path.suffix not in suffixes:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if pattern.search(line):
                yield f"{path.relative_to(ROOT)}:{number}", line.strip()


def touches_files(node: ast.AST) -> bool:
    """Tell whether a node reads, writes or lists files, as far as its names say."""
    match node:
        case ast.Import(names=names):
            return any(FILE_MODULES.fullmatch(one.name.partition(".")[0]) for one in names)
        case ast.ImportFrom(module="os", names=names):
            return any(OS_FUNCTIONS.fullmatch(one.name) for one in names)
        case ast.ImportFrom(module=str(module)):
            return bool(FILE_MODULES.fullmatch(module.partition(".")[0]))
        case ast.Attribute(value=ast.Name(id="os"), attr=name):
            return bool(OS_FUNCTIONS.fullmatch(name))
        case ast.Attribute(attr=name):
            return bool(FILE_METHODS.fullmatch(name))
        case ast.Call(func=ast.Name(id="open")):
            return True
        case _:
            return False


def test_rooms_import_downward(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The contracts of pyproject.toml hold: who imports whom, and who what comes from outside."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("sys.path", [str(SOURCE.parent), *sys.path])
    assert lint_imports(no_cache=True, no_logo=True) == 0, capsys.readouterr().out


def test_modules_are_short() -> None:
    """A module holds one idea, in at most 450 lines."""
    assert [] == [
        f"{path.relative_to(SOURCE)}: {lines}"
        for path in MODULES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    ]


def test_functions_are_short() -> None:
    """A function, with its signature and its docstring, is at most 60 lines long."""
    assert [] == [
        f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}: {lines}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]


def test_only_the_store_touches_files() -> None:
    """Files are read and written in the store, exchange and sync, and nowhere by the way."""
    found = {
        (path.relative_to(SOURCE).as_posix(), getattr(node, "lineno", 0))
        for path in MODULES
        if path.relative_to(SOURCE).parts[0] not in FILE_ROOMS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if touches_files(node)
    }
    assert MAY_TOUCH_FILES.keys() == {module for module, _ in found}, found


@pytest.mark.parametrize(
    ("source", "is_seen"),
    [
        *((source, True) for source in ("import shutil", "from os import replace", "open('x')")),
        *((source, True) for source in ("os.unlink('x')", "p.write_text('')")),
        *((source, False) for source in ("'a'.replace('a', 'b')", "import os", "p.exists()")),
    ],
)
def test_touching_a_file_is_seen(source: str, is_seen: bool) -> None:  # noqa: FBT001  # expected
    """The scan above sees files touched, and takes no string's replace or look at a path for it."""
    assert is_seen == any(map(touches_files, ast.walk(ast.parse(source))))


def test_no_address_of_this_machine() -> None:
    """No file names a package index's host, a mirror, or a folder of whoever wrote it."""
    here = re.compile("|".join(re.escape(f"{place}/") for place in (ROOT, Path.cwd())))
    assert [] == list(project_lines(FOREIGN_ADDRESS)) + list(project_lines(here))


@pytest.mark.parametrize(
    "line",
    [
        "see https://" + "pypi" + ".org/project",
        "--index-" + "url x",
        "https://mirror.example/" + "simple",
        "in /" + "home/ana/src",
    ],
)
def test_address_is_seen(line: str) -> None:
    """The scan above sees an index, a mirror and a home."""
    assert FOREIGN_ADDRESS.search(line)


def test_silenced_rules_give_a_reason() -> None:
    """Whoever silences a linter on a line names the rule and says why, on that line."""
    found = project_lines(SILENCED, ".py")
    assert [] == [place for place, line in found if not SILENCED_WITH_REASON.search(line)]


def test_lock_fits_what_is_declared() -> None:
    """Every declared dependency is pinned, at a version that its declaration allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", lock, flags=re.MULTILINE))
    declared = [
        Requirement(line)
        for line in project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    ]
    assert [] == [str(one) for one in declared if not one.specifier.contains(pinned[one.name])]
