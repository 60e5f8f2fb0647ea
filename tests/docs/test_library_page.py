"""The scripts on the pages run, and print what stands below them; a name is public or it isn't."""

from __future__ import annotations

import ast
import contextlib
import importlib
import io
import re
from pathlib import Path

import pytest

import devjournal

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "library.md"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SCRIPT = re.compile(
    r"```python\n(?P<script>.*?)```\n(?:\n```text\n(?P<shown>.*?)```\n)?", re.DOTALL
)


def scripts(page: Path) -> list[re.Match[str]]:
    """Return each script of a page, with what it is to print."""
    return list(SCRIPT.finditer(page.read_text(encoding="utf-8")))


def ran(script: str) -> str:
    """Return what a script prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(script, "script", "exec"), {"__name__": "__main__"})  # noqa: S102 - they are ours
    return printed.getvalue()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_scripts_run(
    page: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Each script works as it stands, from the project's root, and prints what the page says."""
    monkeypatch.chdir(ROOT)
    text = page.read_text(encoding="utf-8")
    written = text
    for found in scripts(page):
        printed = ran(found["script"])
        if request.config.getoption("write_snapshots") and found["shown"] is not None:
            block = found[0].replace(f"```text\n{found['shown']}```", f"```text\n{printed}```")
            written = written.replace(found[0], block)
            continue
        assert (found["shown"] or "") == printed
    if written != text:
        page.write_text(written, encoding="utf-8")


def test_the_page_names_each_public_name_and_no_other() -> None:
    """The table at its end is what the package exports, and no script above it was lost."""
    assert len(scripts(PAGE)) >= 5
    _, _, table = PAGE.read_text(encoding="utf-8").partition("## The public names")
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert sorted(devjournal.__all__) == sorted(re.findall(r"`(\w+)`", " ".join(cells)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_script_imports_public_names_alone(page: Path) -> None:
    """No page teaches anybody to reach into a room of the house."""
    trees = (ast.walk(ast.parse(found["script"])) for found in scripts(page))
    imports = [node for tree in trees for node in tree if isinstance(node, ast.ImportFrom)]
    ours = [node for node in imports if (node.module or "").startswith("devjournal")]
    assert [] == [node.module for node in ours if node.module != "devjournal"]
    assert {alias.name for node in ours for alias in node.names} <= set(devjournal.__all__)


def test_type_checkers_see_the_same_names() -> None:
    """What is imported for them is what is exported, and has a home."""
    tree = ast.parse(Path(devjournal.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    homes = {
        alias.name: (node.module or "").removeprefix("devjournal.")
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert sorted(devjournal.__all__) == sorted(homes)
    for name, home in homes.items():
        assert getattr(importlib.import_module(f"devjournal.{home}"), name) is getattr(
            devjournal, name
        )
